//! Payloads as data.

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{log, payload};

/// A payload as JSON: `{ context, runs, diagnostics }`.
#[wasm_bindgen(js_name = parsePayload)]
pub fn parse_payload(bytes: &[u8]) -> Result<String, JsError> {
    Ok(serde_json::to_string(&payload::parse(bytes))?)
}

/// A task's log as JSON, its lines tied to the payload that it is about: `{ status?, until?, lines }`.
#[wasm_bindgen(js_name = tieLog)]
pub fn tie_log(text: &str, bytes: &[u8]) -> Result<String, JsError> {
    let payload = payload::parse(bytes);
    Ok(serde_json::to_string(&log::tie(text, &payload.context, &payload.runs))?)
}
