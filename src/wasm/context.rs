//! Context files.

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::links::ContextFile;
use crate::links::file::ContextText;

/// What is wrong with a context file, given as JSON `{ name, content, places? }`: diagnostics as JSON.
#[wasm_bindgen(js_name = checkContext)]
pub fn check_context(text: &str) -> Result<String, JsError> {
    let text: ContextText = serde_json::from_str(text)?;
    let faults = ContextFile::read(&text).err().unwrap_or_default();
    Ok(serde_json::to_string(&faults)?)
}
