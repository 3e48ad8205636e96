//! What runs are linked to, word by word: each case is a context file, a report and policies, and the payloads and
//! conflicts that come of them.
//!
//! The cases stand in `tests/cases/links/*.txt`: `== name` begins a case, `-- context` the context file, `-- report` the
//! report, `-- policy` the policies as JSON, `-- payload` a payload for each part, `-- finds` what is said. `UPDATE=1 cargo
//! test --test link_cases` writes what is found into them, for a review of the difference.

mod sections;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use octane_payload::diag::Diagnostic;
use octane_payload::payload::BUNDLED_SCHEMA;
use octane_payload::pipeline::{Conversion, ConvertOptions};
use octane_payload::xsd::{self, CompileOptions, NoResolver, Schema, SchemaDocument};
use sections::{Case, cases, check};

fn schema() -> Schema {
    let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
    xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("the schema compiles")
}

fn options(case: &Case) -> Result<ConvertOptions, String> {
    let mut options = serde_json::Map::new();
    if !case.section("policy").is_empty() {
        options.insert("linkPolicy".into(), serde_json::from_str(case.section("policy")).expect("JSON"));
    }
    if !case.section("options").is_empty() {
        options.insert("context".into(), serde_json::from_str(case.section("options")).expect("JSON"));
    }
    if !case.section("context").is_empty() {
        let file = serde_json::json!({ "name": "context.json", "content": case.section("context") });
        options.insert("contextFile".into(), file);
    }
    serde_json::from_value(serde_json::Value::Object(options)).map_err(|error| error.to_string())
}

/// The payloads, and what is said.
fn found(case: &Case, schema: &Schema) -> (String, String) {
    let options = match options(case) {
        Ok(options) => options,
        Err(error) => return (String::new(), error),
    };
    let mut conversion = Conversion::new(options, schema.clone());
    conversion.begin("report.xml");
    conversion.push(case.section("report").as_bytes());
    conversion.end();
    conversion.finish();
    let mut payloads = Vec::new();
    while let Some(part) = conversion.take_part() {
        assert!(part.valid, "{}: {:?}", case.name, part.diagnostics);
        payloads.push(String::from_utf8(part.bytes).expect("a payload is UTF-8").trim_end().to_owned());
    }
    let said: Vec<String> = conversion.diagnostics().iter().map(line).collect();
    (payloads.join("\n"), said.join("\n"))
}

fn line(diagnostic: &Diagnostic) -> String {
    let Diagnostic { severity, code, message, place, .. } = diagnostic;
    let place = place.map_or(String::new(), |place| format!("{}:{} ", place.line, place.column));
    format!("{place}{severity} {code}: {message}")
}

#[test]
fn every_case_gives_exactly_its_payloads_and_says_exactly_what_it_lists() {
    let schema = schema();
    let differences = check("links", |case| {
        let (payload, finds) = found(case, &schema);
        vec![("payload", payload), ("finds", finds)]
    });
    assert!(differences.is_empty(), "\n{}", differences.join("\n\n"));
}

#[test]
fn every_kind_has_a_case_under_every_policy_in_both_orders() {
    let names: BTreeSet<String> = cases("links").into_iter().map(|case| case.name).collect();
    let kinds = [
        "suite",
        "program",
        "release",
        "milestone",
        "backlog_items",
        "product_areas",
        "test_fields",
        "environment",
    ];
    for kind in kinds {
        for policy in ["run_wins", "report_wins", "unite", "refuse"] {
            for order in ["first_on_the_report", "first_on_the_run"] {
                let name = format!("{kind}_{policy}_{order}");
                assert!(names.contains(&name), "{name} is missing");
            }
        }
    }
}

#[test]
fn every_case_has_a_name_of_its_own() {
    let mut names: Vec<String> = cases("links").into_iter().map(|case| case.name).collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn the_published_json_schema_is_the_form_that_context_files_are_checked_by() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("pkg/schema/context.schema.json");
    let schema = octane_payload::links::file::json_schema();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &schema).expect("the schema is writable");
    }
    let published = fs::read_to_string(path).expect("the schema is there");
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).expect("a schema is JSON");
    assert_eq!(value(&published), value(&schema));
}
