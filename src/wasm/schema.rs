//! Schemas: compiled once, documents validated against them in chunks.
//!
//! Compilation asks for documents instead of fetching them: the caller provides what is wanted and compiles again.

use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::by_name::ByName;
use crate::decode::DecodeOptions;
use crate::diag::Diagnostic;
use crate::xml::Doctype;
use crate::xsd::{self, CompileOptions, HintReader, Reference, SchemaDocument, ValidateOptions, Validation};

/// A compiled schema, and what it was compiled of.
#[wasm_bindgen]
#[derive(Debug, Clone)]
pub struct Schema {
    schema: xsd::Schema,
    source: Rc<Source>,
}

#[wasm_bindgen]
impl Schema {
    /// A compiler of the same schema, to which hints may be added.
    pub fn again(&self) -> SchemaCompiler {
        SchemaCompiler { source: (*self.source).clone(), ..SchemaCompiler::default() }
    }
}

impl Schema {
    pub(super) fn get(&self) -> &xsd::Schema {
        &self.schema
    }
}

/// What a schema is compiled of.
#[derive(Debug, Clone, Default)]
struct Source {
    documents: Vec<SchemaDocument>,
    /// What the caller answered to a reference; `None`: there is no such document.
    provided: ByName<Option<SchemaDocument>>,
    options: CompileOptions,
}

/// Schema documents on their way to a schema.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct SchemaCompiler {
    source: Source,
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

    /// Sets a bound; false where none has this name.
    pub fn bound(&mut self, name: &str, value: u32) -> bool {
        set(self.source.options.bound(name), value)
    }

    /// Reads internal subsets instead of refusing document type declarations.
    #[wasm_bindgen(js_name = readInternalSubset)]
    pub fn read_internal_subset(&mut self) {
        self.source.options.doctype = Doctype::Internal;
    }

    /// Adds a document of the list; the first is the entry.
    pub fn add(&mut self, location: &str, content: &[u8]) {
        self.source.documents.push(SchemaDocument::new(location, content));
    }

    /// Adds a document that an instance document points to.
    pub fn hint(&mut self, location: &str, base: &str, namespace: Option<String>) {
        let hint = Reference { location: location.to_owned(), base: base.to_owned(), namespace };
        self.source.options.hints.push(hint);
    }

    /// Compiles what is there; true when it ended, well or badly, and false when documents are wanted.
    pub fn compile(&mut self) -> bool {
        let Self { source: Source { documents, provided, options }, wanted, .. } = self;
        wanted.clear();
        let mut resolver = |reference: &Reference| {
            provided.get(&key(reference)).cloned().unwrap_or_else(|| {
                wanted.push(reference.clone());
                None
            })
        };
        let result = xsd::compile(documents, &mut resolver, options);
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
        references(&self.wanted)
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
            *self.source.provided.entry(&key(&reference), || None) = document;
        }
    }

    /// The schema, if the documents make one; it can be taken once.
    #[wasm_bindgen(js_name = takeSchema)]
    pub fn take_schema(&mut self) -> Option<Schema> {
        let schema = self.schema.take()?;
        Some(Schema { schema, source: Rc::new(std::mem::take(&mut self.source)) })
    }

    /// Why there is none, as JSON.
    pub fn diagnostics(&self) -> Result<String, JsError> {
        Ok(serde_json::to_string(&self.diagnostics)?)
    }
}

fn set(bound: Option<&mut usize>, value: u32) -> bool {
    let Some(bound) = bound else {
        return false;
    };
    *bound = value as usize;
    true
}

fn key(reference: &Reference) -> String {
    format!("{}\n{}", reference.resolved(), reference.namespace.as_deref().unwrap_or_default())
}

fn references(references: &[Reference]) -> Result<String, JsError> {
    let wanted = references.iter().map(|Reference { location, base, namespace }| Wanted {
        location,
        base,
        namespace: namespace.as_deref(),
    });
    Ok(serde_json::to_string(&wanted.collect::<Vec<_>>())?)
}

/// How documents are validated.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Validating(ValidateOptions);

#[wasm_bindgen]
impl Validating {
    /// The defaults.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        let decoding = DecodeOptions { foreign: Some(super::text_decoder::find), ..DecodeOptions::default() };
        Self(ValidateOptions { decoding, ..ValidateOptions::default() })
    }

    /// Sets a bound; false where none has this name.
    pub fn bound(&mut self, name: &str, value: u32) -> bool {
        set(self.0.bound(name), value)
    }

    /// Reads the internal subset instead of refusing a document type declaration.
    #[wasm_bindgen(js_name = readInternalSubset)]
    pub fn read_internal_subset(&mut self) {
        self.0.doctype = Doctype::Internal;
    }

    /// Begins to read what a document at `location` says of its schema documents.
    pub fn hints(&self, location: &str) -> Hints {
        Hints(Some(HintReader::new(location, &self.0)))
    }

    /// Begins to validate a document.
    pub fn validator(&self, schema: &Schema) -> Validator {
        Validator(Some(xsd::Validator::new(&schema.schema, self.0.clone())))
    }
}

/// What one document says of its schema documents.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Hints(Option<HintReader>);

#[wasm_bindgen]
impl Hints {
    /// Reads the next bytes; true when no more are needed.
    pub fn push(&mut self, bytes: &[u8]) -> bool {
        self.0.as_mut().is_none_or(|reader| reader.push(bytes))
    }

    /// The documents, as JSON: `[{ location, base, namespace? }]`.
    pub fn finish(&mut self) -> Result<String, JsError> {
        references(&self.0.take().map(HintReader::hints).unwrap_or_default())
    }
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
    /// Validates the next bytes, of any number.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(validator) = &mut self.0 {
            validator.push(bytes);
        }
    }

    /// The verdict at the end of the document, as JSON: `{ valid, diagnostics }`.
    pub fn finish(&mut self) -> Result<String, JsError> {
        let validator = self.0.take().ok_or_else(|| JsError::new("the document has ended"))?;
        let Validation { valid, diagnostics } = validator.finish();
        Ok(serde_json::to_string(&Verdict { valid, diagnostics: &diagnostics })?)
    }
}
