//! The identifiers that a document has shown so far.

use crate::by_name::ByName;
use crate::diag::Place;
use crate::xsd::component::OriginId;

/// The identifiers of a document and the references to them.
pub(super) type Identifiers = ByName<Identifier>;

/// How an identifier stands.
#[derive(Debug)]
pub(super) enum Identifier {
    /// An element has it.
    Known,
    /// It may still come.
    Wanted(Box<Wanted>),
}

/// The first reference to an identifier that may still come.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) text: String,
    pub(super) place: Place,
    pub(super) origin: OriginId,
    pub(super) path: String,
}
