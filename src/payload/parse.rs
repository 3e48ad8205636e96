//! A payload as a whole: for those who want all of it at hand.

use serde::Serialize;

use super::read::{PayloadSink, read};
use crate::diag::{Diagnostic, Place};
use crate::model::{Context, Run};

/// A payload as data.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Payload {
    /// What stands once for all runs.
    pub context: Context,
    /// The runs, in their order.
    pub runs: Vec<Run>,
    /// What could not be read as it is.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a whole payload, as far as it is well-formed; what ends it early is the last diagnostic.
pub fn parse(bytes: &[u8]) -> Payload {
    let mut payload = Payload::default();
    if let Err(error) = read(bytes, &mut payload) {
        payload.diagnostics.push(error.into());
    }
    payload
}

impl PayloadSink for Payload {
    fn context(&mut self, context: Context) {
        self.context = context;
    }

    fn run(&mut self, run: Run, _: Option<Place>) {
        self.runs.push(run);
    }

    fn unreadable(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
