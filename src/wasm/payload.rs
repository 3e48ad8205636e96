//! Payloads as data.

use serde::Deserialize;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::model::{Context, Run};
use crate::{log, payload};

/// What a payload is written of.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parsed {
    context: Context,
    runs: Vec<Run>,
}

/// A payload as JSON: `{ context, runs, diagnostics }`.
#[wasm_bindgen(js_name = parsePayload)]
pub fn parse_payload(bytes: &[u8]) -> Result<String, JsError> {
    Ok(serde_json::to_string(&payload::parse(bytes))?)
}

/// A payload of JSON `{ context, runs }`, as bytes; what it holds is written as it is. Throws where the JSON has another form.
#[wasm_bindgen(js_name = writePayload)]
pub fn write_payload(json: &str) -> Result<Vec<u8>, JsError> {
    let Parsed { context, runs } = serde_json::from_str(json)?;
    Ok(payload::write(&context, &runs))
}

/// A task's log as JSON, its lines tied to the payload that it is about: `{ status?, until?, lines }`.
#[wasm_bindgen(js_name = tieLog)]
pub fn tie_log(text: &str, bytes: &[u8]) -> Result<String, JsError> {
    let payload = payload::parse(bytes);
    Ok(serde_json::to_string(&log::tie(text, &payload.context, &payload.runs))?)
}
