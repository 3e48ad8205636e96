//! The core gives the same on this machine and as WebAssembly: this file runs in both, against the same figures.

use octane_payload::diag::{Diagnostic, Place};
use octane_payload::digest::sha256_hex;
use octane_payload::payload::BUNDLED_SCHEMA;
use octane_payload::pipeline::{Conversion, ConvertOptions, Part};
use octane_payload::xsd::{self, CompileOptions, NoResolver, SchemaDocument};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

const REPORT: &str = r#"<testsuites><testsuite name="unit">
  <testcase classname="shop.Cart" name="adds 1 &amp; 1" time="0.0125"/>
  <testcase classname="shop.Cart" name="prüft 😀"><failure type="E" message="no">at &lt;x&gt;</failure></testcase>
</testsuite></testsuites>"#;

const PAYLOAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<test_result>
 <test_runs>
  <test_run package="shop" class="Cart" name="adds 1 &amp; 1" duration="13" status="Passed"/>
  <test_run package="shop" class="Cart" name="prüft 😀" duration="0" status="Failed">
   <error type="E" message="no">at &lt;x&gt;</error>
  </test_run>
 </test_runs>
</test_result>
"#;

fn part_of(report: &str, chunk: usize) -> Part {
    let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
    let schema = xsd::compile(&documents, &mut NoResolver, &CompileOptions::default());
    let mut conversion = Conversion::new(ConvertOptions::default(), schema.expect("our own schema compiles"));
    conversion.begin("report.xml");
    for bytes in report.as_bytes().chunks(chunk) {
        conversion.push(bytes);
    }
    conversion.end();
    conversion.finish();
    conversion.take_part().expect("two cases make a part")
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn a_report_gives_the_same_bytes_on_every_machine_and_in_chunks_of_any_size() {
    for chunk in [1, 7, 4096] {
        let part = part_of(REPORT, chunk);
        assert!(part.valid && part.runs == 2);
        assert_eq!(str::from_utf8(&part.bytes), Ok(PAYLOAD));
        assert_eq!(part.sha256, sha256_hex(PAYLOAD.as_bytes()));
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn offsets_past_four_gibibytes_survive_thirty_two_bit_memory() {
    let place = Place { line: 1, column: 1, offset: 5 << 30 };
    let json = serde_json::to_string(&Diagnostic::error("x", "y").with_place(place)).expect("plain data");
    assert!(json.contains("\"offset\":5368709120"), "{json}");
    let read: Diagnostic = serde_json::from_str(&json).expect("what was written reads back");
    assert_eq!(read.place, Some(place));
}
