//! Schemas and documents: no input ends in a panic, chunks change nothing, limits hold, places are places.

use std::sync::OnceLock;

use octane_payload::diag::Diagnostic;
use octane_payload::limits::{PatternLimits, SchemaLimits, XmlLimits};
use octane_payload::payload::BUNDLED_SCHEMA;
use octane_payload::xml::Doctype;
use octane_payload::xsd::{
    self, CompileOptions, NoResolver, Schema, SchemaDocument, ValidateOptions, Validation, Validator,
};

use super::findings;

/// Findings that are asked for: few, so that their limit is met.
const FINDINGS: usize = 50;

/// What stands between a schema and a document of one input; XML has no such character.
const BETWEEN: u8 = 0;

/// Any bytes as a schema document.
pub fn schema(input: &[u8]) {
    let _ = compiled(input);
}

/// Any bytes as a document, against the schema of payloads.
pub fn document(input: &[u8]) {
    static PAYLOADS: OnceLock<Schema> = OnceLock::new();
    let schema = PAYLOADS.get_or_init(|| compiled(BUNDLED_SCHEMA.as_bytes()).expect("it is valid"));
    validated(schema, input);
}

/// A schema, a zero byte, and a document.
pub fn pair(input: &[u8]) {
    let end = input.iter().position(|&byte| byte == BETWEEN).unwrap_or(input.len());
    if let Some(schema) = compiled(&input[..end]) {
        validated(&schema, input.get(end + 1..).unwrap_or_default());
    }
}

fn compiled(input: &[u8]) -> Option<Schema> {
    let options = CompileOptions {
        limits: SchemaLimits { positions: 2000, states: 2000, ..SchemaLimits::default() },
        patterns: PatternLimits { instructions: 2000, ..PatternLimits::default() },
        ..CompileOptions::default()
    };
    let documents = [SchemaDocument::new("schema.xsd", input)];
    match xsd::compile(&documents, &mut NoResolver, &options) {
        Ok(schema) => Some(schema),
        Err(error) => {
            assert!(error.diagnostics.iter().any(is_error), "a refusal without a reason");
            findings::hold(&error.diagnostics, input);
            None
        }
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.is_error()
}

/// Documents with a document type are refused, and, if that is asked for, read.
fn validated(schema: &Schema, input: &[u8]) {
    validated_with(schema, input, Doctype::Refuse);
    if input.windows(9).any(|bytes| bytes == b"<!DOCTYPE") {
        validated_with(schema, input, Doctype::Internal);
    }
}

fn validated_with(schema: &Schema, input: &[u8], doctype: Doctype) {
    let options = ValidateOptions { diagnostics: FINDINGS, doctype, ..ValidateOptions::default() };
    let whole = validation(schema, input, &[input.len().max(1)], &options);
    assert_eq!(whole.valid, !whole.diagnostics.iter().any(is_error), "a verdict without a reason");
    assert!(whole.diagnostics.len() <= FINDINGS + 1, "more findings than were asked for");
    findings::hold(&whole.diagnostics, input);
    let sizes = [1 + input.len() % 7, 1, 1 + input.first().map_or(0, |&byte| usize::from(byte))];
    assert_eq!(validation(schema, input, &sizes, &options), whole, "in chunks of {sizes:?}");
    tightly(schema, input, &options, &whole);
}

/// With small limits a document is judged as before, or it is said that a limit was reached.
fn tightly(schema: &Schema, input: &[u8], options: &ValidateOptions, whole: &Validation) {
    let limits = XmlLimits {
        depth: 8,
        attributes: 4,
        name_bytes: 32,
        markup_bytes: 256,
        namespaces: 4,
        entities: 4,
        entity_depth: 2,
        entity_bytes: 64,
    };
    let limited =
        validation(schema, input, &[input.len().max(1)], &ValidateOptions { limits, ..options.clone() });
    let is_limited = limited.diagnostics.iter().any(|found| found.code.ends_with("-limit"));
    assert!(is_limited || limited == *whole, "small limits changed the verdict without a word");
}

/// The document in chunks of these sizes, in turn.
fn validation(schema: &Schema, mut input: &[u8], sizes: &[usize], options: &ValidateOptions) -> Validation {
    let mut validator = Validator::new(schema, options.clone());
    for &size in sizes.iter().cycle() {
        let (chunk, rest) = input.split_at(size.min(input.len()));
        validator.push(chunk);
        input = rest;
        if rest.is_empty() {
            break;
        }
    }
    validator.finish()
}
