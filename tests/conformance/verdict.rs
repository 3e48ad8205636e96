//! What the engine says of one case.

use std::fs;
use std::path::Path;

use octane_payload::xml::Doctype;
use octane_payload::xsd::{
    self, CompileOptions, HintReader, Reference, Schema, SchemaDocument, SchemaError, ValidateOptions,
};

use crate::suite::{Case, Expected};

/// Judges cases; neighbours mostly share their schema, so the last one is kept.
pub(crate) struct Judge<'s> {
    root: &'s Path,
    last: Option<(String, Result<Schema, SchemaError>)>,
}

impl<'s> Judge<'s> {
    pub(crate) fn new(root: &'s Path) -> Self {
        Self { root, last: None }
    }

    /// Why a case fails; `None` where it passes.
    pub(crate) fn failure(&mut self, case: &Case) -> Option<String> {
        let instance = match case.instance.as_deref().map(|path| read(self.root, path)) {
            Some(None) => return Some("the document cannot be read".to_owned()),
            Some(Some(document)) => Some(document),
            None => None,
        };
        match (&instance, self.schema(case, instance.as_ref())) {
            (None, schema) => wrong(case, schema.err().map(|error| error.to_string())),
            (Some(_), Err(error)) => Some(format!("the schema is refused: {error}")),
            (Some(document), Ok(schema)) => wrong(case, violation(&schema, document)),
        }
    }

    fn schema(&mut self, case: &Case, instance: Option<&SchemaDocument>) -> Result<Schema, SchemaError> {
        let Some(path) = &case.schema else {
            let documents = instance.map(|document| hinted(self.root, document)).unwrap_or_default();
            return compile(self.root, &documents);
        };
        if let Some((last, schema)) = &self.last
            && last == path
        {
            return schema.clone();
        }
        let documents: Vec<_> = read(self.root, path).into_iter().collect();
        let schema = compile(self.root, &documents);
        self.last = Some((path.clone(), schema.clone()));
        schema
    }
}

/// The failure of a case for which the engine found `fault`, or nothing wrong.
fn wrong(case: &Case, fault: Option<String>) -> Option<String> {
    match (case.expected, fault) {
        (Expected::Valid, Some(fault)) => Some(fault),
        (Expected::Invalid, None) => Some("accepted".to_owned()),
        _ => None,
    }
}

fn violation(schema: &Schema, document: &SchemaDocument) -> Option<String> {
    let options = ValidateOptions { doctype: Doctype::Internal, ..ValidateOptions::default() };
    let validation = xsd::validate(schema, &document.content, options);
    let first = validation.diagnostics.iter().find(|diagnostic| diagnostic.is_error());
    let words = first.map(|diagnostic| format!("{}: {}", diagnostic.code, diagnostic.message));
    (!validation.valid).then(|| words.unwrap_or_default())
}

fn compile(root: &Path, documents: &[SchemaDocument]) -> Result<Schema, SchemaError> {
    let options = CompileOptions { doctype: Doctype::Internal, ..CompileOptions::default() };
    xsd::compile(documents, &mut |reference: &Reference| read(root, &reference.resolved()), &options)
}

/// The schema documents that a document hints at itself.
fn hinted(root: &Path, document: &SchemaDocument) -> Vec<SchemaDocument> {
    let options = ValidateOptions { doctype: Doctype::Internal, ..ValidateOptions::default() };
    let mut reader = HintReader::new(&document.location, &options);
    reader.push(&document.content);
    reader.hints().iter().filter_map(|reference| read(root, &reference.resolved())).collect()
}

fn read(root: &Path, location: &str) -> Option<SchemaDocument> {
    let content = fs::read(root.join(location)).ok()?;
    Some(SchemaDocument::new(location, content))
}
