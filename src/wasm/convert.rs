//! Reports in, parts out.

use serde::Serialize;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use super::schema::Schema;
use crate::diag::{Diagnostic, Place};
use crate::links::{Conflict, Explanation};
use crate::pipeline::{self, Account, CaseOrigin, ConvertOptions, RuleAccount, ShownIdentity};

/// Reports being converted: begin each input, push its bytes, end it; take parts; finish; take the rest.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Conversion(pipeline::Conversion);

/// One payload.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Part(pipeline::Part);

#[derive(Serialize)]
struct Summary<'a> {
    inputs: Vec<Account>,
    conflicts: &'a [Conflict],
    rules: Vec<RuleAccount>,
    explanations: &'a [Explanation],
    identities: &'a [ShownIdentity],
    diagnostics: Vec<Diagnostic>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PartSummary<'a> {
    index: usize,
    runs: usize,
    sha256: &'a str,
    valid: bool,
    diagnostics: &'a [Diagnostic],
}

#[wasm_bindgen]
impl Conversion {
    /// A conversion with options as JSON; its parts are validated against the schema.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str, schema: &Schema) -> Result<Self, JsError> {
        let mut options: ConvertOptions = serde_json::from_str(options)?;
        options.foreign = Some(super::text_decoder::find);
        Ok(Self(pipeline::Conversion::new(options, schema.get().clone())))
    }

    /// Begins the next input.
    pub fn begin(&mut self, file: &str) {
        self.0.begin(file);
    }

    /// Begins the next input, which may be something else than a report.
    #[wasm_bindgen(js_name = beginOptional)]
    pub fn begin_optional(&mut self, file: &str) {
        self.0.begin_optional(file);
    }

    /// Reads the next chunk of the open input.
    pub fn push(&mut self, bytes: &[u8]) {
        self.0.push(bytes);
    }

    /// Ends the open input.
    pub fn end(&mut self) {
        self.0.end();
    }

    /// Ends the last input and completes the last parts.
    pub fn finish(&mut self) {
        self.0.finish();
    }

    /// The next complete part.
    #[wasm_bindgen(js_name = takePart)]
    pub fn take_part(&mut self) -> Option<Part> {
        self.0.take_part().map(Part)
    }

    /// The account, the conflicts and the diagnostics so far, as JSON.
    pub fn summary(&self) -> Result<String, JsError> {
        let Self(conversion) = self;
        let summary = Summary {
            inputs: conversion.accounts(),
            conflicts: conversion.conflicts(),
            rules: conversion.rules(),
            explanations: conversion.explanations(),
            identities: conversion.identities(),
            diagnostics: conversion.diagnostics(),
        };
        Ok(serde_json::to_string(&summary)?)
    }
}

#[wasm_bindgen]
impl Part {
    /// The payload; it is handed over, and can be taken once.
    #[wasm_bindgen(js_name = takeBytes)]
    pub fn take_bytes(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0.bytes)
    }

    /// Where the case of each run stands: the position of its report among the inputs, line, column and offset; a line of 0
    /// where it has no place.
    pub fn origins(&self) -> Vec<f64> {
        self.0.origins.iter().flat_map(|CaseOrigin { input, place }| numbers(*input, *place)).collect()
    }

    /// All but the bytes and the origins, as JSON.
    pub fn summary(&self) -> Result<String, JsError> {
        let pipeline::Part { index, runs, bytes: _, sha256, valid, diagnostics, origins: _ } = &self.0;
        let summary = PartSummary { index: *index, runs: *runs, sha256, valid: *valid, diagnostics };
        Ok(serde_json::to_string(&summary)?)
    }
}

/// Exact up to 2^53, which no report reaches.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn numbers(input: usize, place: Option<Place>) -> [f64; 4] {
    let [line, column] = place.map_or([0, 0], |Place { line, column, .. }| [line, column]);
    let offset = place.map_or(0, |place| place.offset);
    [input as f64, f64::from(line), f64::from(column), offset as f64]
}
