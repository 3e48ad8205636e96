//! Small exports that stand alone.

use wasm_bindgen::prelude::wasm_bindgen;

use crate::diag::{Diagnostic, render};
use crate::digest::sha256_hex;

/// Version of the core, the same as the package's.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// SHA-256 of the bytes, in hexadecimal.
#[wasm_bindgen]
pub fn sha256(bytes: &[u8]) -> String {
    sha256_hex(bytes)
}

/// A diagnostic, given as JSON, as text for eyes, with an excerpt of the source where it is given.
#[wasm_bindgen(js_name = renderDiagnostic)]
pub fn render_diagnostic(diagnostic: &str, source: Option<String>) -> Result<String, wasm_bindgen::JsError> {
    let diagnostic: Diagnostic = serde_json::from_str(diagnostic)?;
    Ok(render(&diagnostic, source.as_deref()))
}
