//! What is true for any input at all: each target takes bytes and panics where it does not hold. The coverage-guided
//! fuzzer runs them, and `tests/fuzzing.rs` over generated and mutated inputs.

mod findings;
mod input;
mod json;
mod regex;
mod report;
mod xsd;

pub use input::input;
pub use json::json;
pub use regex::regex;
pub use report::report;
pub use xsd::{document, pair, schema};
