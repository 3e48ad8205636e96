//! Reports in gzip files and zip archives, from the bytes to the account.

use std::fs;
use std::path::Path;

use octane_payload::diag::Diagnostic;
use octane_payload::payload::BUNDLED_SCHEMA;
use octane_payload::pipeline::{Account, Conversion, ConvertOptions};
use octane_payload::xsd::{self, CompileOptions, NoResolver, SchemaDocument};

fn conversion(options: &str) -> Conversion {
    let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
    let schema = xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("a schema");
    Conversion::new(serde_json::from_str::<ConvertOptions>(options).expect("options"), schema)
}

fn archive(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/archives");
    fs::read(folder.join(name)).expect("an archive")
}

fn convert(name: &str, bytes: &[u8], options: &str) -> (Vec<Account>, Vec<Diagnostic>, usize) {
    let mut conversion = conversion(options);
    conversion.begin(name);
    bytes.chunks(50).for_each(|piece| conversion.push(piece));
    conversion.finish();
    let runs = std::iter::from_fn(|| conversion.take_part()).map(|part| part.runs).sum();
    (conversion.accounts(), conversion.diagnostics(), runs)
}

/// What a conversion comes to, a line for each input and for each finding.
#[track_caller]
fn check(name: &str, bytes: &[u8], options: &str, expected: &[&str]) {
    let (accounts, diagnostics, runs) = convert(name, bytes, options);
    let inputs =
        accounts.iter().map(|account| format!("{} {} {}", account.file, account.format, account.runs));
    let findings = diagnostics.iter().map(|each| {
        format!("{} {}[{}] {}", each.file.as_deref().unwrap_or("-"), each.severity, each.code, each.message)
    });
    assert_eq!(inputs.chain(findings).collect::<Vec<_>>(), expected);
    assert_eq!(accounts.iter().map(|account| account.runs).sum::<u64>(), runs as u64);
}

#[test]
fn each_report_in_an_archive_is_an_input_of_its_own() {
    check(
        "all.zip",
        &archive("info-zip/3.0/reports.zip"),
        "{}",
        &[
            "all.zip zip 0",
            "all.zip/reports/cart.xml junit 2",
            "all.zip/reports/deep/order.xml junit 2",
            "all.zip info[entries-left-out] 2 entries are no reports and are left out, such as \
             \"reports/shot.png\", \"reports/pom.xml\"",
        ],
    );
}

#[test]
fn a_gzip_file_is_one_input_whatever_its_name() {
    check("cart.xml", &archive("gzip/1.12/members.xml.gz"), "{}", &["cart.xml junit 2"]);
}

#[test]
fn an_archive_without_reports_is_an_error() {
    let message = "error[archive-without-report] the archive holds no report";
    check("e.zip", &archive("python/3.11/empty.zip"), "{}", &["e.zip zip 0", &format!("e.zip {message}")]);
}

#[test]
fn limits_can_be_set_and_name_themselves() {
    check(
        "all.zip",
        &archive("info-zip/3.0/stored.zip"),
        r#"{"unpackLimits":{"entries":1}}"#,
        &[
            "all.zip zip 0",
            "all.zip/reports/cart.xml junit 2",
            "all.zip error[archive-limit] the zip archive passes the limit \"entries\" of 1 when it is unpacked",
        ],
    );
}

#[test]
fn what_is_cut_off_yields_the_cases_before_and_one_error() {
    let whole = archive("gzip/1.12/cart.xml.gz");
    let (accounts, diagnostics, runs) = convert("a.gz", &whole[..whole.len() - 16], "{}");
    let codes: Vec<_> = diagnostics.iter().map(|each| each.code.as_ref()).collect();
    assert_eq!((runs, accounts[0].cases - accounts[0].dropped), (1, 1));
    assert_eq!(codes.iter().filter(|&&code| code.ends_with("unexpected-end")).count(), 1, "{codes:?}");
    assert!(!codes.contains(&"archive-cut-off"));
    let (_, diagnostics, runs) = convert("a.gz", &whole[..whole.len() - 3], "{}");
    assert_eq!((runs, diagnostics[0].code.as_ref()), (2, "archive-cut-off"));
}

#[test]
fn findings_about_entries_that_are_no_reports_are_not_told_one_by_one() {
    let (accounts, diagnostics, _) = convert("all.zip", &archive("jar/17/reports.zip"), "{}");
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(accounts[0].codes.get("entries-left-out"), Some(&1));
}

#[test]
fn inputs_that_may_be_something_else_are_left_out_in_one_line() {
    let with = |inputs: &[(&str, &str)]| {
        let mut conversion = conversion("{}");
        for (name, content) in inputs {
            conversion.begin_optional(name);
            conversion.push(content.as_bytes());
        }
        conversion.finish();
        let files: Vec<_> = conversion.accounts().into_iter().map(|account| account.file).collect();
        let findings = conversion.diagnostics().into_iter();
        (files, findings.map(|each| format!("{}: {}", each.severity, each.message)).collect::<Vec<_>>())
    };
    let report = "<testsuite><testcase name='a'/></testsuite>";
    let others = [("pom.xml", "<project/>"), ("readme.md", "# Read me"), ("empty", "")];
    let (files, findings) = with(&[&others[..], &[("report.xml", report)]].concat());
    assert_eq!(files, ["report.xml"]);
    let words = "3 inputs are no reports and are left out, such as \"pom.xml\", \"readme.md\", \"empty\"";
    assert_eq!(findings, [format!("info: {words}")]);
    assert_eq!(with(&others).1, [format!("error: {words}")]);
}

#[test]
fn a_damaged_gzip_file_in_a_folder_is_told_by_its_own_name() {
    let mut conversion = conversion("{}");
    conversion.begin_optional("report.xml");
    conversion.push(b"<testsuite><testcase name='a'/></testsuite>");
    conversion.begin_optional("notes.gz");
    conversion.push(b"\x1F\x8B\x08\0\0\0\0\0\0\x03\xFF\xFF\xFF\xFF\xFF\xFF");
    conversion.finish();
    let findings = conversion.diagnostics().into_iter();
    let words = findings.map(|each| format!("{} {} {:?}", each.severity, each.code, each.file.as_deref()));
    assert_eq!(
        words.collect::<Vec<_>>(),
        ["warning archive-damaged Some(\"notes.gz\")", "info inputs-left-out None"]
    );
    assert_eq!(conversion.accounts()[0].codes.len(), 0);
}
