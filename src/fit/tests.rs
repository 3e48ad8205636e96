//! Each rule and each policy, against the bundled schema and a smaller one.

use super::*;
use crate::model::{RunError, Taxonomy};
use crate::payload::BUNDLED_SCHEMA;
use crate::xsd::{self, CompileOptions, NoResolver, SchemaDocument};

fn compile(text: &str) -> Schema {
    let documents = [SchemaDocument::new("test.xsd", text)];
    xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).unwrap()
}

fn run() -> TestRun {
    TestRun { name: "adds".to_owned(), ..TestRun::default() }
}

/// Fits the run to the bundled schema; the run and the messages.
fn fit(run: TestRun, options: &str) -> (TestRun, Vec<String>) {
    fit_to(BUNDLED_SCHEMA, run, options)
}

fn fit_to(schema: &str, run: TestRun, options: &str) -> (TestRun, Vec<String>) {
    let fitter = Fitter::new(&compile(schema), serde_json::from_str(options).unwrap());
    let mut run = Run::Test(Box::new(run));
    let faults = fitter.fit(&mut run);
    let Run::Test(run) = run else { unreachable!("it was a test run") };
    (
        *run,
        faults
            .into_iter()
            .map(|fault| format!("{} {}: {}", fault.severity, fault.code, fault.message))
            .collect(),
    )
}

#[test]
fn what_fits_is_left_alone() {
    let whole = TestRun {
        module: Some(String::new()),
        name: "\u{1F600}".repeat(255),
        external_report_url: Some("https://ci.example/1".to_owned()),
        error: Some(RunError { kind: None, message: Some("m".repeat(262_144)), text: "t".repeat(300_000) }),
        ..run()
    };
    assert_eq!(fit(whole.clone(), "{}"), (whole, vec![]));
}

#[test]
fn each_string_with_a_limit_is_shortened_to_it() {
    let long = || Some("x".repeat(300));
    let (fitted, faults) = fit(
        TestRun {
            module: long(),
            package: long(),
            class: long(),
            run_name: long(),
            external_test_id: long(),
            external_run_id: long(),
            run_type: long(),
            name: "n".repeat(256),
            ..run()
        },
        "{}",
    );
    assert_eq!(fitted.name.chars().count(), 255);
    let names =
        ["module", "package", "class", "name", "run_name", "external_test_id", "external_run_id", "run_type"];
    let expected = names.map(|name| {
        let length = if name == "name" { 256 } else { 300 };
        format!("warning value-shortened: {name} of {length} characters is shortened to 255")
    });
    assert_eq!(faults, expected);
}

#[test]
fn the_limit_is_that_of_the_schema() {
    let schema = BUNDLED_SCHEMA.replace("maxLength value=\"255\"", "maxLength value=\"20\"");
    let long = TestRun { name: "a name that is too long".to_owned(), ..run() };
    let (fitted, faults) = fit_to(&schema, long.clone(), r#"{"tooLong":"cut-end"}"#);
    assert_eq!(fitted.name, "a name that is too \u{2026}");
    assert_eq!(faults, ["warning value-shortened: name of 23 characters is shortened to 20"]);
    let (_, faults) = fit_to(&schema, long, r#"{"tooLong":"refuse"}"#);
    let message = "the test case is left out, because its name of 23 characters is longer than 20";
    assert_eq!(faults, [format!("error value-too-long: {message}")]);
}

#[test]
fn attributes_that_the_schema_does_not_have_are_left_out() {
    let schema =
        BUNDLED_SCHEMA.replace("<xs:attribute name=\"external_assets\"", "<xs:attribute name=\"assets\"");
    let (fitted, faults) =
        fit_to(&schema, TestRun { external_assets: Some("a.zip".to_owned()), ..run() }, "{}");
    assert_eq!(fitted.external_assets, None);
    assert_eq!(
        faults,
        [
            "warning value-left-out: external_assets \"a.zip\" is left out, because the schema has no such attribute"
        ]
    );
}

#[test]
fn a_schema_of_something_else_asks_nothing() {
    let other = r#"<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="a"/></schema>"#;
    let long = TestRun { name: "n".repeat(1000), ..run() };
    assert_eq!(fit_to(other, long.clone(), "{}"), (long, vec![]));
}

#[test]
fn messages_are_cut_where_the_servers_parser_ends() {
    let error = Some(RunError { message: Some("m".repeat(262_145)), ..RunError::default() });
    let (fitted, faults) = fit(TestRun { error, ..run() }, "{}");
    let message = fitted.error.and_then(|error| error.message).unwrap();
    assert!(message.ends_with("m\u{2026}") && message.chars().count() == 262_144);
    assert_eq!(faults, ["warning value-shortened: message of 262145 characters is shortened to 262144"]);
}

#[test]
fn tests_without_a_name_get_one_or_are_refused() {
    for (options, name, fault) in [
        ("{}", "[noName]", "warning name-missing: the test case has no name and is called \"[noName]\""),
        (
            r#"{"placeholder":"nameless"}"#,
            "nameless",
            "warning name-missing: the test case has no name and is called \"nameless\"",
        ),
        (
            r#"{"emptyName":"refuse"}"#,
            " ",
            "error name-missing: the test case is left out, because it has no name",
        ),
    ] {
        let (fitted, faults) = fit(TestRun { name: " ".to_owned(), ..run() }, options);
        assert_eq!((fitted.name.as_str(), faults), (name, vec![fault.to_owned()]), "{options}");
    }
}

#[test]
fn urls_that_the_schema_refuses_are_told_in_the_description_or_left_out() {
    for (options, description, fault) in [
        (
            "{}",
            Some("report: www.example.com"),
            "warning url-refused: URL \"www.example.com\" is told in the description, because the schema does not take it",
        ),
        (
            r#"{"badUrl":"omit"}"#,
            None,
            "warning url-refused: URL \"www.example.com\" is left out, because the schema does not take it",
        ),
        (
            r#"{"badUrl":"refuse"}"#,
            None,
            "error url-refused: the test case is left out, because the schema does not take its URL \"www.example.com\"",
        ),
    ] {
        let (fitted, faults) =
            fit(TestRun { external_report_url: Some("www.example.com".to_owned()), ..run() }, options);
        assert_eq!(
            (fitted.external_report_url, fitted.description.as_deref()),
            (None, description),
            "{options}"
        );
        assert_eq!(faults, [fault], "{options}");
    }
}

#[test]
fn each_form_of_url_is_taken_or_refused_as_the_schema_says() {
    let long = format!("https://example.com/{}", "x".repeat(512));
    for (url, is_taken) in [
        ("http://a/b", true),
        (" https://a/b ", true),
        ("HTTPS://a", true),
        ("td://project", true),
        ("testdirector", true),
        ("", false),
        ("/relative", false),
        ("ftp://a/b", false),
        (long.as_str(), false),
    ] {
        let (fitted, _) = fit(TestRun { external_report_url: Some(url.to_owned()), ..run() }, "{}");
        assert_eq!(fitted.external_report_url.is_some(), is_taken, "{url:?}");
    }
}

#[test]
fn durations_below_zero_follow_their_policy() {
    for (policy, duration, severity) in [
        ("zero", 0, Some("warning")),
        ("absolute", 5, Some("warning")),
        ("keep", -5, None),
        ("refuse", -5, Some("error")),
    ] {
        let options = format!("{{\"negativeDuration\":\"{policy}\"}}");
        let (fitted, faults) = fit(TestRun { duration: -5, ..run() }, &options);
        assert_eq!(fitted.duration, duration, "{policy}");
        assert_eq!(faults.first().map(|fault| fault.split(' ').next().unwrap()), severity, "{policy}");
    }
}

#[test]
fn optional_values_that_are_empty_where_they_may_not_be_are_left_out() {
    let (fitted, faults) = fit(TestRun { run_name: Some(String::new()), ..run() }, "{}");
    assert_eq!(fitted.run_name, None);
    assert_eq!(
        faults,
        ["warning value-left-out: run_name \"\" is left out, because the schema does not take it"]
    );
}

#[test]
fn links_are_shortened_too() {
    let mut long = run();
    long.links.environment.push(Taxonomy { category: "OS".to_owned(), value: "v".repeat(256) });
    let (fitted, faults) = fit(long, "{}");
    assert_eq!(fitted.links.environment[0].value.chars().count(), 255);
    assert_eq!(faults, ["warning value-shortened: value of 256 characters is shortened to 255"]);
}
