//! Test reports to ALM Octane test-results payloads: read, validated against the server's XSD, with link
//! conflicts settled, and submitted.
//!
//! The way of the data, the floors and the invariants stand in `ARCHITECTURE.md`.

pub mod diag;
pub mod limits;
pub mod model;
pub mod payload;
pub mod submit;
#[cfg(target_arch = "wasm32")]
mod wasm;
pub mod xml;
