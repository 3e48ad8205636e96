//! What a compiled schema can be asked: what it says of an element, and what another one says differently.

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use super::schema::Schema;

#[wasm_bindgen]
impl Schema {
    /// What another schema says differently, in one line; nothing where it says the same.
    pub fn differences(&self, other: &Schema) -> Option<String> {
        self.get().differences(other.get())
    }

    /// What may stand at the element at a path of names with slashes between them, as JSON; nothing where there is none.
    pub fn describe(&self, path: &str) -> Result<Option<String>, JsError> {
        let path: Vec<&str> = path.split('/').collect();
        Ok(self.get().describe(&path).map(|described| serde_json::to_string(&described)).transpose()?)
    }
}
