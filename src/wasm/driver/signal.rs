//! The caller's `AbortSignal`.

use wasm_bindgen::prelude::{Closure, JsCast};
use web_sys::AbortSignal;

/// Calls back when the signal aborts. Dropping it stops listening, since a signal may outlive many operations.
pub(super) struct AbortListener {
    signal: AbortSignal,
    callback: Closure<dyn FnMut()>,
}

impl AbortListener {
    pub(super) fn new(signal: &AbortSignal, callback: impl FnMut() + 'static) -> Self {
        let callback = Closure::<dyn FnMut()>::new(callback);
        let function = callback.as_ref().unchecked_ref();
        signal.add_event_listener_with_callback("abort", function).expect("a signal takes listeners");
        Self { signal: signal.clone(), callback }
    }
}

impl Drop for AbortListener {
    fn drop(&mut self) {
        let function = self.callback.as_ref().unchecked_ref();
        self.signal
            .remove_event_listener_with_callback("abort", function)
            .expect("a signal lets listeners go");
    }
}
