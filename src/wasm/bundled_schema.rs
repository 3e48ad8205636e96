//! The schema that the package brings along: its text, and compiled.

use wasm_bindgen::prelude::wasm_bindgen;

use super::schema::{Schema, SchemaCompiler};
use crate::payload::BUNDLED_SCHEMA;

thread_local! {
    static BUNDLED: Schema = compile();
}

fn compile() -> Schema {
    let mut compiler = SchemaCompiler::new();
    compiler.add("the bundled schema", BUNDLED_SCHEMA.as_bytes());
    compiler.compile();
    compiler.take_schema().expect("it refers to nothing, and tests compile it")
}

/// The schema that the package brings along.
#[wasm_bindgen(js_name = bundledSchema)]
pub fn bundled_schema() -> String {
    BUNDLED_SCHEMA.to_owned()
}

#[wasm_bindgen]
impl Schema {
    /// The schema that the package brings along. The first call compiles it, which the build of the package does before the
    /// wasm is shipped: it stands in the memory that an instance begins with.
    pub fn bundled() -> Schema {
        BUNDLED.with(Clone::clone)
    }
}
