//! The schema engine against the real schemas of the server, where they are present.

#![allow(clippy::print_stdout, reason = "a test says by name what it leaves out")]

use std::fs;
use std::path::PathBuf;

use octane_payload::xsd::{
    CompileOptions, NoResolver, Schema, SchemaDocument, ValidateOptions, Validation, Validator, compile,
    validate,
};

/// A file beside the repository, or `None` with a word of what is left out.
fn shared(path: &str) -> Option<Vec<u8>> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    let found = fs::read(&file).ok();
    if found.is_none() {
        println!("left out: ../shared/{path} is not present");
    }
    found
}

fn octane() -> Option<Schema> {
    let name = "octane/xsd/test-results-2025-04.xsd";
    let documents = [SchemaDocument::new(name, shared(name)?)];
    Some(
        compile(&documents, &mut NoResolver, &CompileOptions::default())
            .expect("the server's schema is valid"),
    )
}

fn lines(validation: &Validation) -> Vec<String> {
    let line = |d: &octane_payload::diag::Diagnostic| {
        let place = d.place.map_or_else(String::new, |place| format!("{}:{}", place.line, place.column));
        let help = d.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
        format!("{place} {} {} {}{help}", d.code, d.path, d.message)
    };
    validation.diagnostics.iter().map(line).collect()
}

fn check(document: &str, expected: &[&str]) {
    let Some(schema) = octane() else {
        return;
    };
    let whole = validate(&schema, document.as_bytes(), ValidateOptions::default());
    assert_eq!(lines(&whole), expected, "{document}");
    for size in [1, 2, 3, 7, 64] {
        let mut validator = Validator::new(&schema, ValidateOptions::default());
        document.as_bytes().chunks(size).for_each(|chunk| validator.push(chunk));
        assert_eq!(validator.finish(), whole, "in chunks of {size}: {document}");
    }
}

#[test]
fn both_schemas_of_the_server_compile() {
    for name in ["octane/xsd/test-results-2024-12.xsd", "octane/xsd/test-results-2025-04.xsd"] {
        if let Some(content) = shared(name) {
            let documents = [SchemaDocument::new(name, content)];
            compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("it is valid");
        }
    }
}

/// A payload whose only run has these attributes and this content.
fn run(attributes: &str, content: &str) -> String {
    format!("<test_result><test_runs><test_run {attributes}>{content}</test_run></test_runs></test_result>")
}

#[test]
fn a_valid_payload_has_no_findings() {
    check(
        &run(r#"name="a" duration="1" status="Passed""#, "<description>é&amp;<![CDATA[<]]></description>"),
        &[],
    );
}

#[test]
fn each_fault_has_its_code_its_place_and_its_words() {
    check(
        "<test_result/>",
        &[
            "1:15 cvc-complex-type.2.4.b /test_result element \"test_result\" ends too early: \"test_runs\" is missing",
        ],
    );
}
