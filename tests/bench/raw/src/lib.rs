//! The tokenizer alone, as WebAssembly.
//!
//! The document is copied into the memory of the module once, outside of what is timed: this is the limit.

mod read;

use wasm_bindgen::prelude::wasm_bindgen;

/// A document in the module's memory.
#[wasm_bindgen]
pub struct RawDocument(Vec<u8>);

#[wasm_bindgen]
impl RawDocument {
    /// Takes the document.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Reads it once; gives the bytes of values and text that were seen.
    pub fn read(&self) -> usize {
        read::read(&self.0)
    }
}
