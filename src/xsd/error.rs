//! What `compile` fails with.

use std::error::Error;
use std::fmt;

use crate::diag::Diagnostic;

/// Why a schema cannot be used: every fault that was found, in order of document and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaError {
    /// The findings; at least one is an error.
    pub diagnostics: Vec<Diagnostic>,
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.diagnostics.iter().find(|diagnostic| diagnostic.is_error()) {
            Some(first) => write!(f, "{}: {}", first.code, first.message),
            None => f.write_str("the schema cannot be used"),
        }
    }
}

impl Error for SchemaError {}
