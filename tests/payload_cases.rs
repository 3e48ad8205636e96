//! Payloads against the schema and the documentation, word by word: each case is a document, all that is said of it, what
//! the safe fixes make of it, and what all fixes do.
//!
//! The cases stand in `tests/cases/payloads/*.txt`. `UPDATE=1 cargo test --test payload_cases` writes what is found into
//! them, for a review of the difference.

#![allow(clippy::print_stdout, reason = "a test says by name what it leaves out")]

mod sections;

use std::fs;
use std::path::Path;

use octane_payload::diag::{Diagnostic, Fix};
use octane_payload::payload::BUNDLED_SCHEMA;
use octane_payload::rules::{CheckOptions, Checked, Checker, Mended, Name, Severities, Which, mend, text_of};
use octane_payload::xsd::{self, CompileOptions, NoResolver, Schema, SchemaDocument};
use sections::{cases, check};

fn schema() -> Schema {
    let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
    xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("the schema compiles")
}

fn checked(text: &str) -> Checked {
    Checker::new(schema(), CheckOptions::default()).check("", text.as_bytes())
}

fn mended(text: &str, which: Which) -> Mended {
    mend(text, &schema(), &Severities::default(), which)
}

fn line(diagnostic: &Diagnostic) -> String {
    let Diagnostic { severity, code, message, place, path, fix, .. } = diagnostic;
    let place = place.map_or(String::new(), |place| format!("{}:{} ", place.line, place.column));
    let fix = fix.as_ref().map_or(String::new(), |Fix { description, safe, .. }| {
        format!("\n    {} fix: {description}", if *safe { "safe" } else { "risky" })
    });
    format!("{place}{severity} {code} {path}\n    {message}{fix}")
}

fn said(checked: &Checked) -> String {
    checked.diagnostics.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The text, and what is left to say where it is not valid.
fn outcome(Mended { text, checked, .. }: &Mended) -> String {
    if checked.valid { text.clone() } else { format!("{text}\n!! not valid") }
}

#[test]
fn every_case_says_exactly_what_it_lists_and_is_mended_as_it_lists() {
    let differences = check("payloads", |case| {
        let document = case.section("document");
        let (safe, all) = (mended(document, Which::Safe), mended(document, Which::All));
        vec![("finds", said(&checked(document))), ("mended", outcome(&safe)), ("all fixes", outcome(&all))]
    });
    assert!(differences.is_empty(), "\n{}", differences.join("\n\n"));
}

#[test]
fn to_mend_what_is_mended_changes_nothing() {
    for case in cases("payloads") {
        for which in [Which::Safe, Which::All] {
            let once = mended(case.section("document"), which);
            let twice = mended(&once.text, which);
            assert_eq!((twice.text, twice.count), (once.text, 0), "{}", case.name);
        }
    }
}

#[test]
fn every_rule_has_a_case() {
    let found: String = cases("payloads").iter().map(|case| case.section("finds").to_owned()).collect();
    // These need more than a small document; they have tests of their own.
    let elsewhere = [Name::TooManyTests, Name::DuplicatePayload];
    for name in Name::ALL.into_iter().filter(|name| !elsewhere.contains(name)) {
        assert!(found.contains(&format!(" {} ", name.as_str())), "{} has no case", name.as_str());
    }
}

#[test]
fn more_than_a_thousand_tests_are_too_many() {
    let run = |index: usize| format!("<test_run name=\"{index}\" duration=\"1\" status=\"Passed\"/>");
    let runs = |count: usize| (0..count).map(run).collect::<Vec<_>>().concat();
    let said = |count| {
        let text = format!("<test_result><test_runs>{}</test_runs></test_result>", runs(count));
        checked(&text).diagnostics
    };
    assert_eq!(said(1000), []);
    let [told] = said(1001).try_into().expect("one finding");
    assert_eq!(
        line(&told),
        "1:1 error too-many-tests /test_result\n    the payload holds 1001 tests, and Octane takes at most 1000"
    );
    let help = "cut it into payloads of at most 1000 tests each (convert --runs-per-part, splitPayload)";
    assert_eq!(told.help.as_deref(), Some(help));
}

#[test]
fn the_same_payload_again_is_told() {
    let mut checker = Checker::new(schema(), CheckOptions::default());
    let payload = b"<test_result><test_runs/></test_result>";
    assert_eq!(checker.check("a.xml", payload).diagnostics, []);
    let again = checker.check("b.xml", payload);
    assert_eq!(again.diagnostics[0].code, "duplicate-payload");
    assert_eq!(again.diagnostics[0].file.as_deref(), Some("b.xml"));
}

#[test]
fn many_findings_are_all_mended() {
    let run = |index: usize| format!("<test_run name=\"{index}\" duration=\"1\" status=\"passed\"/>");
    let runs: String = (0..3000).map(run).collect();
    let text = format!("<test_result><test_runs>{runs}</test_runs></test_result>");
    let Mended { count, checked, applied, .. } = mended(&text, Which::Safe);
    assert_eq!((count, applied.len(), checked.valid), (3000, 1000, true));
}

#[test]
fn what_was_in_another_encoding_says_that_it_is_utf_8() {
    let bytes = b"<?xml version='1.0' encoding='ISO-8859-1'?><test_result><test_runs><test_run name='\xE4' duration='1' status='passed'/></test_runs></test_result>";
    let Mended { text, checked, .. } =
        mended(&text_of(bytes, None).expect("it is of its encoding"), Which::Safe);
    assert!(checked.valid);
    assert!(text.starts_with("<?xml version='1.0' encoding='UTF-8'?>") && text.contains("name='ä'"));
}

#[test]
fn real_payloads_that_the_schema_refuses_are_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/octane/samples");
    let files = [
        "bdd2octane/Passed_WithPipelineInfo_mqmTests.xml",
        "conversion-lib/convertedOctaneModelExpected.xml",
    ];
    for (file, is_safe) in files.into_iter().zip([true, false]) {
        let Ok(bytes) = fs::read(folder.join(file)) else {
            println!("left out: {file} is not present");
            continue;
        };
        let text = text_of(&bytes, None).expect("it is UTF-8");
        assert!(!checked(&text).valid, "{file}");
        assert_eq!(mended(&text, Which::Safe).checked.valid, is_safe, "{file}");
        let all = mended(&text, Which::All);
        assert!(all.checked.valid, "{file}: {:?}", all.checked.diagnostics);
    }
}
