//! Which test a case is, what fits the schema, and tests that come twice: through the whole conversion, by options as they
//! come from outside.

use octane_payload::diag::Diagnostic;
use octane_payload::payload::BUNDLED_SCHEMA;
use octane_payload::pipeline::{Account, Conversion, ConvertOptions, Part, ShownIdentity};
use octane_payload::xsd::{self, CompileOptions, NoResolver, SchemaDocument};

/// What became of some inputs.
struct Outcome {
    accounts: Vec<Account>,
    parts: Vec<Part>,
    diagnostics: Vec<Diagnostic>,
    identities: Vec<ShownIdentity>,
}

fn convert(inputs: &[&str], options: &str) -> Outcome {
    let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
    let schema = xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("it compiles");
    let options: ConvertOptions =
        serde_json::from_str(options).expect("options as the documentation has them");
    let mut conversion = Conversion::new(options, schema);
    for (index, input) in inputs.iter().enumerate() {
        conversion.begin(&format!("{index}.xml"));
        conversion.push(input.as_bytes());
    }
    conversion.finish();
    let parts: Vec<Part> = std::iter::from_fn(|| conversion.take_part()).collect();
    assert!(parts.iter().all(|part| part.valid), "{:?}", parts[0].diagnostics);
    let outcome = Outcome {
        accounts: conversion.accounts().clone(),
        parts,
        diagnostics: conversion.diagnostics(),
        identities: conversion.identities().to_vec(),
    };
    for Account { cases, runs, dropped, .. } in &outcome.accounts {
        assert_eq!(*cases, runs + dropped);
    }
    outcome
}

/// The value of an attribute of each run, in order; `-` where there is none.
fn values(outcome: &Outcome, attribute: &str) -> Vec<String> {
    let text = |part: &Part| String::from_utf8(part.bytes.clone()).expect("payloads are UTF-8");
    let value = |tag: &str| {
        let tag = tag.split('>').next().unwrap_or_default();
        let start = format!(" {attribute}=\"");
        tag.split_once(&start)
            .map_or("-".to_owned(), |(_, rest)| rest.split('"').next().unwrap_or_default().to_owned())
    };
    let tags = |part: &Part| -> Vec<String> {
        text(part).split("<test_run ").skip(1).map(|tag| value(&format!(" {tag}"))).collect()
    };
    outcome.parts.iter().flat_map(tags).collect()
}

fn codes(outcome: &Outcome) -> Vec<&str> {
    outcome.diagnostics.iter().map(|diagnostic| diagnostic.code.as_ref()).collect()
}

/// A case for each status: `P`, `F`, `S`; all are the same test.
fn repeated(statuses: &str) -> String {
    let case = |status: char| {
        let child = match status {
            'F' => "<failure/>",
            'S' => "<skipped/>",
            _ => "",
        };
        format!("<testcase classname='C' name='adds'>{child}</testcase>")
    };
    format!("<testsuite>{}</testsuite>", statuses.chars().map(case).collect::<String>())
}

#[test]
fn tests_that_come_again_are_runs_of_their_own() {
    let outcome = convert(&[&repeated("PFS")], "{}");
    assert_eq!(values(&outcome, "run_name"), ["-", "adds (2)", "adds (3)"]);
    assert_eq!(codes(&outcome), ["duplicate-test", "duplicate-test"]);
    assert_eq!(outcome.diagnostics[0].path, "/testsuite/testcase[2]");
}

#[test]
fn the_worst_or_the_last_run_of_a_part_stays() {
    for (policy, statuses, expected, merged) in [
        ("worst", "PFS", "Failed", 2),
        ("worst", "FPP", "Failed", 2),
        ("last", "FSP", "Passed", 2),
        ("last", "PF", "Failed", 1),
    ] {
        let outcome = convert(&[&repeated(statuses)], &format!("{{\"duplicates\":\"{policy}\"}}"));
        assert_eq!(values(&outcome, "status"), [expected], "{policy} of {statuses}");
        assert_eq!(codes(&outcome), vec!["duplicate-merged"; merged], "{policy} of {statuses}");
        let Account { cases, runs, statuses: counted, .. } = &outcome.accounts[0];
        assert_eq!((*cases, *runs), (statuses.len() as u64, 1));
        assert_eq!(counted.passed + counted.failed + counted.skipped, 1);
    }
}

#[test]
fn a_run_that_is_handed_on_is_updated_by_a_later_part() {
    let options = |policy: &str| format!("{{\"duplicates\":\"{policy}\",\"runsPerPart\":1}}");
    let outcome = convert(&[&repeated("PF")], &options("worst"));
    assert_eq!(values(&outcome, "status"), ["Passed", "Failed"]);
    assert_eq!((outcome.parts.len(), codes(&outcome)), (2, vec!["duplicate-test"]));
    let outcome = convert(&[&repeated("FP")], &options("worst"));
    assert_eq!(values(&outcome, "status"), ["Failed"]);
    assert_eq!(codes(&outcome), ["duplicate-merged"]);
    let outcome = convert(&[&repeated("FP")], &options("last"));
    assert_eq!(values(&outcome, "status"), ["Failed", "Passed"]);
}

#[test]
fn a_run_that_gives_its_place_to_one_of_another_input_is_counted_where_it_came_from() {
    let outcome = convert(&[&repeated("P"), &repeated("F")], "{\"duplicates\":\"last\"}");
    let counts: Vec<_> =
        outcome.accounts.iter().map(|account| (account.cases, account.runs, account.dropped)).collect();
    assert_eq!(counts, [(1, 0, 1), (1, 1, 0)]);
    assert_eq!(values(&outcome, "status"), ["Failed"]);
}

#[test]
fn tests_that_come_again_are_refused() {
    let outcome = convert(&[&repeated("PF")], "{\"duplicates\":\"refuse\"}");
    assert_eq!(values(&outcome, "status"), ["Passed"]);
    assert!(codes(&outcome) == ["duplicate-test"] && outcome.diagnostics[0].is_error());
}

#[test]
fn parameterised_names_are_no_duplicates() {
    let report = "<testsuite><testcase classname='C' name='adds[1]'/><testcase classname='C' name='adds[2]'/></testsuite>";
    let outcome = convert(&[report], "{\"duplicates\":\"refuse\"}");
    assert_eq!(values(&outcome, "name"), ["adds[1]", "adds[2]"]);
}

#[test]
fn long_names_that_come_again_stay_within_the_schema() {
    let name = "n".repeat(300);
    let report = format!("<testsuite><testcase name='{name}'/><testcase name='{name}'/></testsuite>");
    let outcome = convert(&[&report], "{}");
    assert_eq!(codes(&outcome), ["value-shortened", "value-shortened", "duplicate-test"]);
    assert!(values(&outcome, "run_name")[1].ends_with("nnn (2)"));
}

const NAMED: &str = "<testsuites name='all'><testsuite name='unit' file='calc.py'><testcase classname='core::com.example.Calc' \
    name='adds()'/></testsuite></testsuites>";

#[test]
fn each_preset_and_templates_make_identities() {
    for (identity, expected) in [
        ("\"collection-tool\"", ["-", "core::com.example", "Calc", "adds()"]),
        ("\"github-action\"", ["-", "-", "core::com.example.Calc", "adds()"]),
        ("\"jenkins\"", ["core", "com.example", "Calc", "adds"]),
        (
            "{\"preset\":\"jenkins\",\"module\":\"{suites}\",\"package\":\"{file[.][:-1]}\"}",
            ["all > unit", "calc", "Calc", "adds"],
        ),
    ] {
        let outcome = convert(&[NAMED], &format!("{{\"identity\":{identity}}}"));
        let found =
            ["module", "package", "class", "name"].map(|attribute| values(&outcome, attribute)[0].clone());
        assert_eq!(found, expected.map(|value| value.replace('>', "&gt;")), "{identity}");
    }
}

#[test]
fn the_first_cases_are_shown_under_each_preset() {
    let outcome =
        convert(&[NAMED, NAMED], "{\"identity\":{\"name\":\"{suite}.{name}\"},\"duplicates\":\"refuse\"}");
    let [first, _] = &outcome.identities[..] else { unreachable!("one case each") };
    assert_eq!((first.file.as_str(), first.path.as_str()), ("0.xml", "/testsuites/testsuite[1]/testcase[1]"));
    assert_eq!(first.chosen.name, "unit.adds()");
    assert_eq!(first.presets["jenkins"].module.as_deref(), Some("core"));
    let json = serde_json::to_value(first).expect("it has a JSON form");
    assert_eq!(json["presets"]["github-action"]["class"], "core::com.example.Calc");
}

#[test]
fn what_the_schema_would_refuse_fits_or_is_refused_by_the_options() {
    let report = format!(
        "<testsuite><testcase name='{}' time='-1'/><testcase name=''/><testcase name='c'><properties>\
         <property name='octane.external_report_url' value='www.example.com'/></properties></testcase></testsuite>",
        "n".repeat(256)
    );
    let outcome = convert(&[&report], "{}");
    assert_eq!(codes(&outcome), ["value-shortened", "duration-negative", "name-missing", "url-refused"]);
    assert_eq!(values(&outcome, "name")[1], "[noName]");
    let options = r#"{"fit":{"tooLong":"refuse","emptyName":"refuse","badUrl":"refuse"}}"#;
    let outcome = convert(&[&report], options);
    assert_eq!(codes(&outcome), ["value-too-long", "name-missing", "url-refused"]);
    assert_eq!(outcome.accounts[0].dropped, 3);
}

#[test]
fn options_that_are_not_known_are_refused() {
    for options in [
        r#"{"identity":"maven"}"#,
        r#"{"identity":{"name":"{nme}"}}"#,
        r#"{"times":{"zone":"CET"}}"#,
        r#"{"statuses":{"attempts":"best"}}"#,
        r#"{"fit":{"toLong":"hash"}}"#,
        r#"{"duplicates":"merge"}"#,
    ] {
        assert!(serde_json::from_str::<ConvertOptions>(options).is_err(), "{options}");
    }
}
