//! The identifiers that a document has shown so far.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Place;
use crate::xsd::component::OriginId;

/// The identifiers of a document and the references to them.
#[derive(Debug, Default)]
pub(super) struct Identifiers {
    pub(super) known: BTreeSet<Box<str>>,
    /// References to what was not known yet, with the first place of each.
    pub(super) wanted: BTreeMap<Box<str>, Wanted>,
}

/// A reference to an identifier that may still come.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) place: Place,
    pub(super) origin: OriginId,
    pub(super) path: String,
}
