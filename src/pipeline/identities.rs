//! Which tests the first cases are, under each preset: another identity is another test in Octane.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::limits::IDENTITY_EXAMPLES;
use crate::report::{IdentityExample, TestIdentity};

/// One of the first cases, and which test it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownIdentity {
    /// The input, as diagnostics call it.
    pub file: String,
    /// Path of the case in the report.
    pub path: String,
    /// As the options have it.
    pub chosen: TestIdentity,
    /// By the name of each preset.
    pub presets: BTreeMap<&'static str, TestIdentity>,
}

/// The first cases of a conversion.
#[derive(Debug, Default)]
pub(super) struct Identities {
    shown: Vec<ShownIdentity>,
}

impl Identities {
    pub(super) fn push(&mut self, file: &str, example: IdentityExample) {
        if self.shown.len() == IDENTITY_EXAMPLES {
            return;
        }
        let IdentityExample { path, chosen, presets, .. } = example;
        let presets = presets.into_iter().map(|(preset, identity)| (preset.as_str(), identity)).collect();
        self.shown.push(ShownIdentity { file: file.to_owned(), path, chosen, presets });
    }

    pub(super) fn shown(&self) -> &[ShownIdentity] {
        &self.shown
    }
}
