//! The core as WebAssembly: what a test of the native build cannot show.
#![cfg(target_arch = "wasm32")]

use octane_payload::diag::{Diagnostic, Place};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn offsets_past_four_gibibytes_survive_thirty_two_bit_memory() {
    let place = Place { line: 1, column: 1, offset: 5 << 30 };
    let json = serde_json::to_string(&Diagnostic::error("x", "y").with_place(place)).expect("plain data");
    assert!(json.contains("\"offset\":5368709120"), "{json}");
    let read: Diagnostic = serde_json::from_str(&json).expect("what was written reads back");
    assert_eq!(read.place, Some(place));
}
