//! Test reports to ALM Octane test-results payloads: read, validated against the server's XSD, with link
//! conflicts settled, and submitted.
//!
//! The way of the data, the floors and the invariants stand in `ARCHITECTURE.md`.

mod by_name;
pub mod decode;
pub mod diag;
pub mod digest;
pub mod duplicates;
pub mod fit;
pub mod json;
pub mod limits;
pub mod links;
pub mod log;
pub mod model;
pub mod parts;
pub mod payload;
pub mod pipeline;
pub mod report;
pub mod rules;
mod same;
pub mod submit;
pub mod unpack;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub mod xml;
pub mod xsd;
