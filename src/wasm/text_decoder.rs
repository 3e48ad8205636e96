//! The platform's decoders, for encodings that the core does not bring along: its tables cost nothing here.

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::decode::ForeignDecoder;

#[wasm_bindgen]
extern "C" {
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8], options: &js_sys::Object) -> Result<String, JsValue>;
}

struct Platform(TextDecoder);

/// The platform's decoder for a label of the WHATWG encoding standard.
pub(super) fn find(label: &str) -> Option<Box<dyn ForeignDecoder>> {
    let decoder = TextDecoder::new(label).ok()?;
    Some(Box::new(Platform(decoder)))
}

impl ForeignDecoder for Platform {
    fn decode(&mut self, bytes: &[u8], is_last: bool) -> String {
        let options = js_sys::Object::new();
        let is_set = js_sys::Reflect::set(&options, &"stream".into(), &(!is_last).into());
        debug_assert!(is_set.is_ok(), "a plain object takes any property");
        // Without `fatal` the platform replaces what it cannot decode, and throws nothing.
        self.0.decode(bytes, options.unchecked_ref()).unwrap_or_default()
    }
}
