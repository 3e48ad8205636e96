//! What is known in part: the end of an element is still to come.

use crate::diag::{Fix, Place};

/// An element that is to be called otherwise: its end tag is still to come.
#[derive(Debug)]
pub(super) struct Rename {
    pub(super) finding: usize,
    pub(super) depth: usize,
    pub(super) fix: Fix,
}

/// White space in an element that must be empty.
#[derive(Debug)]
pub(super) struct Blank {
    pub(super) place: Place,
    /// Bytes so far.
    pub(super) length: u64,
}
