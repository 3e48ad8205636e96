//! The boundary to JavaScript: exported classes and functions over plain data.
//!
//! Structured values cross as JSON text, which the platform parses faster than field-by-field conversion builds it;
//! documents and payloads cross as bytes. Nothing below this floor knows JavaScript.

#![allow(unreachable_pub, reason = "what is exported to JavaScript is public there, not here")]
#![allow(clippy::needless_pass_by_value, reason = "the boundary hands over owned values")]

mod bundled_schema;
mod client;
mod context;
mod convert;
mod core;
mod driver;
mod payload;
mod rules;
mod schema;
mod schema_questions;
mod text_decoder;
