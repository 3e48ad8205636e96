//! The runtime's timers, taken from the global object: pages, workers and Node have them alike.

use js_sys::Function;
use wasm_bindgen::prelude::{Closure, JsCast, JsValue, wasm_bindgen};

/// The longest wait that runtimes take; what is longer fires at once in some.
const LONGEST_MS: u64 = 0x7FFF_FFFF;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, ms: f64) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(handle: &JsValue);
}

/// Calls back once. Dropping it calls it off, so that it does not keep Node alive.
pub(super) struct Timer {
    handle: JsValue,
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    pub(super) fn start(ms: u64, callback: impl FnMut() + 'static) -> Self {
        let callback = Closure::<dyn FnMut()>::new(callback);
        #[expect(clippy::cast_precision_loss, reason = "at most 31 bits")]
        let ms = ms.min(LONGEST_MS) as f64;
        let handle = set_timeout(callback.as_ref().unchecked_ref(), ms);
        Self { handle, _callback: callback }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.handle);
    }
}
