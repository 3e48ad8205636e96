//! A case through the engine: whole and in chunks, and with each fix applied.

use std::fs;

use octane_payload::diag::{Diagnostic, Fix};
use octane_payload::xsd::{
    CompileOptions, NoResolver, Schema, SchemaDocument, ValidateOptions, Validation, Validator, compile,
    validate,
};

use crate::case::Case;
use crate::file;
use crate::show::show;

/// What the case finds, as its file lists it.
pub(crate) fn findings(case: &Case) -> String {
    let schema = match compile(&documents(case), &mut NoResolver, &CompileOptions::default()) {
        Ok(schema) => schema,
        Err(error) => return show(&error.diagnostics),
    };
    let document = case.document.as_deref().unwrap_or("");
    let whole = validate(&schema, document.as_bytes(), ValidateOptions::default());
    check_chunks(&schema, document, &whole);
    for diagnostic in &whole.diagnostics {
        check_fix(&schema, document, &whole, diagnostic);
    }
    show(&whole.diagnostics)
}

fn documents(case: &Case) -> Vec<SchemaDocument> {
    let schemas = case.schemas.iter();
    schemas
        .map(|(location, content)| SchemaDocument::new(location, whole_schema(location, content)))
        .collect()
}

fn whole_schema(location: &str, content: &str) -> String {
    if location == "octane" {
        return fs::read_to_string(file("pkg/schema/test-results.xsd")).expect("the package has a schema");
    }
    if ["<xs:schema", "<schema", "<?xml", "<!"].iter().any(|start| content.starts_with(start)) {
        return content.to_owned();
    }
    format!("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n{content}\n</xs:schema>")
}

fn check_chunks(schema: &Schema, document: &str, whole: &Validation) {
    for size in [1, 2, 3, 7, 64] {
        let mut validator = Validator::new(schema, ValidateOptions::default());
        document.as_bytes().chunks(size).for_each(|chunk| validator.push(chunk));
        assert_eq!(&validator.finish(), whole, "in chunks of {size}: {document}");
    }
}

/// Applied, a fix settles its finding: the document has one like it less.
fn check_fix(schema: &Schema, document: &str, whole: &Validation, diagnostic: &Diagnostic) {
    let Some(fix) = &diagnostic.fix else {
        return;
    };
    let fixed = apply(document, fix);
    let after = validate(schema, fixed.as_bytes(), ValidateOptions::default());
    let is_like = |other: &&Diagnostic| other.code == diagnostic.code && other.message == diagnostic.message;
    let count = |validation: &Validation| validation.diagnostics.iter().filter(is_like).count();
    assert!(
        count(&after) < count(whole),
        "{diagnostic:?} is still there in {fixed}: {:?}",
        after.diagnostics
    );
}

/// The document with the edits made.
pub(crate) fn apply(document: &str, fix: &Fix) -> String {
    let mut text = String::new();
    let mut from = 0;
    for edit in &fix.edits {
        let start = usize::try_from(edit.offset).expect("a document fits in memory");
        text.push_str(&document[from..start]);
        text.push_str(&edit.text);
        from = start + usize::try_from(edit.length).expect("a document fits in memory");
    }
    text + &document[from..]
}
