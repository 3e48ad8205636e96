//! The engine of this repository.

use octane_payload::xsd::{self, CompileOptions, NoResolver, Schema, SchemaDocument, ValidateOptions};

pub(crate) struct Ours(Schema);

/// The schema, or the first reason against it.
pub(crate) fn compiled(schema: &str) -> Result<Ours, String> {
    let documents = [SchemaDocument::new("schema.xsd", schema)];
    xsd::compile(&documents, &mut NoResolver, &CompileOptions::default())
        .map(Ours)
        .map_err(|error| error.to_string())
}

impl Ours {
    /// The first reason against the document; `None` where it is valid.
    pub(crate) fn judge(&self, document: &str) -> Option<String> {
        let validation = xsd::validate(&self.0, document.as_bytes(), ValidateOptions::default());
        let first = validation.diagnostics.iter().find(|found| found.is_error());
        first.map(|found| format!("{}: {}: {}", found.code, found.path, found.message))
    }
}
