//! Payloads as data.

use serde::Serialize;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::diag::{Diagnostic, Place};
use crate::model::{Context, Run};
use crate::payload::{self, PayloadSink};

/// A payload as JSON: `{ context, runs, diagnostics }`.
#[wasm_bindgen(js_name = parsePayload)]
pub fn parse_payload(bytes: &[u8]) -> Result<String, JsError> {
    let mut parsed = Parsed::default();
    if let Err(error) = payload::read(bytes, &mut parsed) {
        parsed.diagnostics.push(error.into());
    }
    Ok(serde_json::to_string(&parsed)?)
}

#[derive(Default, Serialize)]
struct Parsed {
    context: Context,
    runs: Vec<Run>,
    diagnostics: Vec<Diagnostic>,
}

impl PayloadSink for Parsed {
    fn context(&mut self, context: Context) {
        self.context = context;
    }

    fn run(&mut self, run: Run, _: Option<Place>) {
        self.runs.push(run);
    }

    fn unreadable(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
