//! Schemas: compiled once, documents validated against them in chunks.
//!
//! Compilation asks for documents instead of fetching them: the caller provides what is wanted and compiles again.

use std::collections::HashMap;

use serde::Serialize;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::decode::DecodeOptions;
use crate::diag::Diagnostic;
use crate::xml::Doctype;
use crate::xsd::{self, CompileOptions, Reference, SchemaDocument, ValidateOptions};

/// A compiled schema.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Schema(xsd::Schema);

impl Schema {
    pub(super) fn get(&self) -> &xsd::Schema {
        &self.0
    }
}

/// Schema documents on their way to a schema.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct SchemaCompiler {
    documents: Vec<SchemaDocument>,
    /// What the caller answered to a reference; `None`: there is no such document.
    provided: HashMap<String, Option<SchemaDocument>>,
    wanted: Vec<Reference>,
    schema: Option<xsd::Schema>,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Serialize)]
struct Wanted<'a> {
    location: &'a str,
    base: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    namespace: Option<&'a str>,
}

#[wasm_bindgen]
impl SchemaCompiler {
    /// A compiler without documents.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document of the list; the first is the entry.
    pub fn add(&mut self, location: &str, content: &[u8]) {
        self.documents.push(SchemaDocument::new(location, content));
    }

    /// Compiles what is there; true when it ended, well or badly, and false when documents are wanted.
    pub fn compile(&mut self) -> bool {
        let Self { documents, provided, wanted, .. } = self;
        wanted.clear();
        let mut resolver = |reference: &Reference| {
            provided.get(&key(reference)).cloned().unwrap_or_else(|| {
                wanted.push(reference.clone());
                None
            })
        };
        let result = xsd::compile(documents, &mut resolver, &CompileOptions::default());
        if !self.wanted.is_empty() {
            return false;
        }
        match result {
            Ok(schema) => self.schema = Some(schema),
            Err(error) => self.diagnostics = error.diagnostics,
        }
        true
    }

    /// The documents that are wanted, as JSON: `[{ location, base, namespace? }]`.
    pub fn wanted(&self) -> Result<String, JsError> {
        let wanted = self.wanted.iter().map(|Reference { location, base, namespace }| Wanted {
            location,
            base,
            namespace: namespace.as_deref(),
        });
        Ok(serde_json::to_string(&wanted.collect::<Vec<_>>())?)
    }

    /// Answers the first wanted document.
    pub fn provide(&mut self, location: &str, content: &[u8]) {
        self.answer(Some(SchemaDocument::new(location, content)));
    }

    /// Says that the first wanted document is not to be had.
    #[wasm_bindgen(js_name = provideNothing)]
    pub fn provide_nothing(&mut self) {
        self.answer(None);
    }

    fn answer(&mut self, document: Option<SchemaDocument>) {
        if !self.wanted.is_empty() {
            let reference = self.wanted.remove(0);
            self.provided.insert(key(&reference), document);
        }
    }

    /// The schema, if the documents make one; it can be taken once.
    #[wasm_bindgen(js_name = takeSchema)]
    pub fn take_schema(&mut self) -> Option<Schema> {
        self.schema.take().map(Schema)
    }

    /// Why there is none, as JSON.
    pub fn diagnostics(&self) -> Result<String, JsError> {
        Ok(serde_json::to_string(&self.diagnostics)?)
    }
}

fn key(reference: &Reference) -> String {
    format!("{}\n{}", reference.resolved(), reference.namespace.as_deref().unwrap_or_default())
}

/// One document being validated.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Validator(Option<xsd::Validator>);

#[derive(Serialize)]
struct Verdict<'a> {
    valid: bool,
    diagnostics: &'a [Diagnostic],
}

#[wasm_bindgen]
impl Validator {
    /// A validator at the start of a document.
    #[wasm_bindgen(constructor)]
    pub fn new(schema: &Schema) -> Self {
        let decoding = DecodeOptions { foreign: Some(super::text_decoder::find), ..DecodeOptions::default() };
        let options = ValidateOptions { doctype: Doctype::Refuse, decoding, ..ValidateOptions::default() };
        Self(Some(xsd::Validator::new(&schema.0, options)))
    }

    /// Validates the next bytes, of any number.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(validator) = &mut self.0 {
            validator.push(bytes);
        }
    }

    /// The verdict at the end of the document, as JSON: `{ valid, diagnostics }`.
    pub fn finish(&mut self) -> Result<String, JsError> {
        let validator = self.0.take().ok_or_else(|| JsError::new("the document has ended"))?;
        let validation = validator.finish();
        let verdict = Verdict { valid: validation.valid, diagnostics: &validation.diagnostics };
        Ok(serde_json::to_string(&verdict)?)
    }
}
