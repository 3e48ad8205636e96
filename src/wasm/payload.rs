//! Payloads as data.

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::payload;

/// A payload as JSON: `{ context, runs, diagnostics }`.
#[wasm_bindgen(js_name = parsePayload)]
pub fn parse_payload(bytes: &[u8]) -> Result<String, JsError> {
    Ok(serde_json::to_string(&payload::parse(bytes))?)
}
