//! Documents against a compiled schema: events in, violations out.
//!
//! Owns validity: content, attributes, values, identity. Follows the events with a stack and never builds a tree;
//! memory grows with depth and identity constraints. Knows no schema document and nothing of how one is compiled.

mod attributes;
mod completion;
mod content;
mod deferred;
mod element;
mod expected;
mod fixes;
mod frame;
mod identifiers;
mod identity;
mod instance;
mod keys;
mod known;
mod machine;
mod naming;
mod options;
mod orders;
mod path;
mod recovery;
mod report;
mod scopes;
mod state;
mod values;
mod walk;

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::xml::{Document, XmlError};
use crate::xsd::component::Tables;

use machine::Machine;
pub use options::{ValidateOptions, Validation};
pub(super) use state::XSI;

/// The validation of one document, chunk by chunk.
#[derive(Debug)]
pub struct Validator {
    document: Document,
    machine: Machine,
    failure: Option<XmlError>,
}

impl Validator {
    pub(super) fn over(tables: Arc<Tables>, options: ValidateOptions) -> Self {
        let machine = Machine::new(tables, options.diagnostics, options.limits.markup_bytes);
        Self { document: Document::new(options.decoding, options.into_reader()), machine, failure: None }
    }

    /// Validates the next bytes, of any number: where chunks end makes no difference.
    pub fn push(&mut self, chunk: &[u8]) {
        if self.failure.is_none() {
            self.failure = self.document.push(chunk, &mut self.machine).err();
        }
    }

    /// The outcome, at the end of the document.
    pub fn finish(mut self) -> Validation {
        if self.failure.is_none() {
            self.failure = self.document.finish(&mut self.machine).err();
        }
        self.machine.finish(self.failure.map(Diagnostic::from))
    }
}
