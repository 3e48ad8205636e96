//! The payload between the model and XML, both ways.
//!
//! Owns element and attribute names and their order. Knows nothing of reports, policies or the server.

mod elements;
mod fields;
mod parse;
mod read;
mod read_gherkin;
mod read_links;
mod read_run;
mod write;
mod write_gherkin;
mod write_links;
mod write_steps;

pub use elements::{read_context, read_feature, read_run, read_test_run};
pub use parse::{Payload, parse};
pub use read::{PayloadReader, PayloadSink, read};
pub use read_links::LinkPlaces;
pub use write::write;

/// The schema that this library brings along: it accepts and refuses exactly what Octane's schema of April 2025 does.
/// A server's own schema goes before it.
pub const BUNDLED_SCHEMA: &str = include_str!("../../pkg/schema/test-results.xsd");
