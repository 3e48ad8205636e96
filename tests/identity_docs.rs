//! `docs/identity.md` says what is: its examples and the rows of its tables, run.

use octane_payload::payload::BUNDLED_SCHEMA;
use octane_payload::pipeline::{Conversion, ConvertOptions};
use octane_payload::xsd::{self, CompileOptions, NoResolver, SchemaDocument};

const PAGE: &str = include_str!("../docs/identity.md");

/// The payload of one report, and the codes of what was told.
fn convert(report: &str, options: &str) -> (String, Vec<String>) {
    let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
    let schema = xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("it compiles");
    let options: ConvertOptions = serde_json::from_str(options).expect("options as the page has them");
    let mut conversion = Conversion::new(options, schema);
    conversion.begin("report.xml");
    conversion.push(report.as_bytes());
    conversion.finish();
    let part = conversion.take_part().expect("one part");
    assert!(part.valid, "{:?}", part.diagnostics);
    let codes = conversion.diagnostics().into_iter().map(|diagnostic| diagnostic.code.into_owned()).collect();
    (String::from_utf8(part.bytes).expect("payloads are UTF-8"), codes)
}

/// The runs of a payload, line by line without indentation.
fn runs(payload: &str) -> String {
    let runs =
        payload.split_once("<test_runs>").expect("runs").1.split("</test_runs>").next().unwrap_or_default();
    lines(runs)
}

fn lines(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The fenced blocks: what follows the fence, and the text.
fn blocks() -> Vec<(&'static str, &'static str)> {
    let fenced = PAGE.split("\n```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').expect("a fence with a name")).collect()
}

#[test]
fn the_examples_are_converted_as_the_page_has_them() {
    let (mut report, mut options, mut examples) = ("", "{}", 0);
    for (name, text) in blocks() {
        match name {
            "xml report" => (report, options) = (text, "{}"),
            "json options" => options = text,
            "xml payload" => {
                assert_eq!(runs(&convert(report, options).0), lines(text), "{report}");
                examples += 1;
            }
            other => unreachable!("a block named {other:?}"),
        }
    }
    assert_eq!(examples, 6);
}

/// The rows of the table below a heading; cells without their marks of code.
fn rows(heading: &str) -> Vec<Vec<String>> {
    let below = PAGE.split_once(heading).expect("the heading").1;
    let lines =
        below.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cell = |text: &str| text.trim().replace('`', "");
    lines.skip(2).map(|line| line.trim_matches('|').split('|').map(cell).collect()).collect()
}

fn attribute(payload: &str, name: &str) -> Option<String> {
    let start = format!(" {name}=\"");
    payload.split_once(&start).and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned)
}

#[test]
fn durations_are_read_as_the_table_has_them() {
    let rows = rows("\n## Durations");
    assert!(rows.len() >= 20);
    for row in rows {
        let report = format!("<testsuite><testcase name='a' time=\"{}\"/></testsuite>", row[0]);
        let (payload, codes) = convert(&report, "{}");
        assert_eq!(attribute(&payload, "duration").as_deref(), Some(row[1].as_str()), "{row:?}");
        assert_eq!(codes.join(" "), row[2], "{row:?}");
    }
}

#[test]
fn timestamps_are_read_as_the_table_has_them() {
    let rows = rows("\n## Timestamps");
    assert!(rows.len() >= 10);
    for row in rows {
        let report = format!("<testsuite><testcase name='a' timestamp=\"{}\"/></testsuite>", row[0]);
        let (payload, codes) = convert(&report, "{}");
        let started = attribute(&payload, "started").unwrap_or_else(|| "\u{2013}".to_owned());
        assert_eq!((started, codes.join(" ")), (row[1].clone(), row[2].clone()), "{row:?}");
    }
}

#[test]
fn each_property_of_the_table_is_known_and_does_something() {
    let rows = rows("\n## What a report says itself");
    assert_eq!(rows.len(), 20);
    let report = |properties: &str| {
        format!("<testsuite><testcase name='a'><properties>{properties}</properties></testcase></testsuite>")
    };
    for row in rows {
        let property = |name: &str, value: &str| format!("<property name='{name}' value='{value}'/>");
        let needed: String = needs(&row[0]).iter().map(|(name, value)| property(name, value)).collect();
        let without = convert(&report(&needed), "{}").0;
        for value in row[1].split(" or ") {
            let (payload, codes) = convert(&report(&(needed.clone() + &property(&row[0], value))), "{}");
            assert_eq!(codes, Vec::<String>::new(), "{row:?}");
            assert_ne!(payload, without, "{row:?}");
        }
    }
}

/// The properties without which that one says nothing, or too little for the documentation's rules.
fn needs(property: &str) -> &'static [(&'static str, &'static str)] {
    match property {
        "octane.milestone" | "octane.suite" => &[("octane.release", "1001")],
        "octane.suite_external_run_id" => &[("octane.release", "1001"), ("octane.suite", "1")],
        _ => &[],
    }
}
