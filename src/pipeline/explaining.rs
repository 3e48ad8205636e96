//! Which tests a conversion explains.

use serde::Deserialize;

use crate::limits;
use crate::links::{Explanation, Selector, Subject};

/// Which tests are explained, and how many of them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ExplainOptions {
    /// Which tests; every test unless it says more.
    pub when: Selector,
    /// How many at most; 100 unless said otherwise.
    pub limit: Option<usize>,
}

/// The explanations so far.
#[derive(Debug, Default)]
pub(super) struct Explaining {
    options: Option<ExplainOptions>,
    pub(super) explained: Vec<Explanation>,
}

impl Explaining {
    pub(super) fn new(options: Option<ExplainOptions>) -> Self {
        Self { options, explained: Vec::new() }
    }

    /// Whether this test is to be explained.
    pub(super) fn wants(&self, subject: &impl Subject) -> bool {
        self.options.as_ref().is_some_and(|ExplainOptions { when, limit }| {
            self.explained.len() < limit.unwrap_or(limits::EXPLANATIONS) && when.matches(subject)
        })
    }
}
