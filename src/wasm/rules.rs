//! Payloads checked and mended.

use serde::Serialize;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use super::schema::Schema;
use super::text_decoder;
use crate::diag::{Diagnostic, Fix};
use crate::rules::{self, Applied, CheckOptions, Checked, Severities, Which};

/// Payloads being checked, one after the other.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Checker(rules::Checker);

#[derive(Serialize)]
struct Verdict {
    valid: bool,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Serialize)]
struct Mended {
    document: String,
    applied: Vec<Applied>,
    count: usize,
    valid: bool,
    diagnostics: Vec<Diagnostic>,
}

#[wasm_bindgen]
impl Checker {
    /// A checker by a schema, and by rules whose severities are given as JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(schema: &Schema, severities: &str) -> Result<Self, JsError> {
        let options =
            CheckOptions { severities: serde_json::from_str(severities)?, foreign: Some(text_decoder::find) };
        Ok(Self(rules::Checker::new(schema.get().clone(), options)))
    }

    /// Checks a payload: `{ valid, diagnostics }` as JSON.
    pub fn check(&mut self, file: &str, document: &[u8]) -> Result<String, JsError> {
        let Checked { valid, diagnostics } = self.0.check(file, document);
        Ok(serde_json::to_string(&Verdict { valid, diagnostics })?)
    }
}

/// Applies the fixes of a payload, the safe ones or all: `{ document, applied, count, valid, diagnostics }` as JSON.
#[wasm_bindgen(js_name = mendPayload)]
pub fn mend_payload(
    document: &[u8],
    schema: &Schema,
    severities: &str,
    which: &str,
) -> Result<String, JsError> {
    let severities: Severities = serde_json::from_str(severities)?;
    let text = rules::text_of(document, Some(text_decoder::find))
        .ok_or_else(|| JsError::new("the document is not of its encoding"))?;
    let which = if which == "all" { Which::All } else { Which::Safe };
    let rules::Mended { text, applied, count, checked } =
        rules::mend(&text, schema.get(), &severities, which);
    let Checked { valid, diagnostics } = checked;
    Ok(serde_json::to_string(&Mended { document: text, applied, count, valid, diagnostics })?)
}

/// The text with those of the fixes, given as JSON, that do not touch each other.
#[wasm_bindgen(js_name = applyEdits)]
pub fn apply_edits(document: &[u8], fixes: &str) -> Result<String, JsError> {
    let fixes: Vec<Fix> = serde_json::from_str(fixes)?;
    let text = rules::text_of(document, Some(text_decoder::find))
        .ok_or_else(|| JsError::new("the document is not of its encoding"))?;
    Ok(rules::apply(&text, &fixes.iter().collect::<Vec<_>>()).0)
}
