//! The schema engine with its boundary, and nothing else: what `compileSchema` and `validate` need.
//!
//! The sources are those of the library, taken module by module: as a dependency it would bring its whole boundary along.
//! That they compile so shows that the engine could be a crate of its own.

#![allow(dead_code, unused_imports, reason = "the library uses more of these modules than the engine does")]

#[path = "../../../../src/by_name.rs"]
mod by_name;
#[path = "../../../../src/decode/mod.rs"]
pub mod decode;
#[path = "../../../../src/diag/mod.rs"]
pub mod diag;
#[path = "../../../../src/limits.rs"]
pub mod limits;
#[path = "../../../../src/same.rs"]
mod same;
#[path = "../../../../src/xml/mod.rs"]
pub mod xml;
#[path = "../../../../src/xsd/mod.rs"]
pub mod xsd;

#[path = "../../../../src/wasm/schema.rs"]
mod schema;
#[path = "../../../../src/wasm/text_decoder.rs"]
mod text_decoder;
