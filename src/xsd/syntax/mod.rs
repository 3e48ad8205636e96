//! Schema documents as trees with places, checked against the schema for schemas.
//!
//! Owns how a schema is written down: which elements, attributes and values may stand where. Knows nothing of what
//! the components mean, nor of any other document.

mod check;
mod grammar;
mod read;
mod tag;
mod tree;
mod values;

pub(crate) use read::read;
pub(crate) use tag::Tag;
pub(crate) use tree::{Node, NodeId, Tree};
pub(crate) use values::{derivation_set, is_true, occurrences};

/// The namespace of schema documents.
pub(crate) const XSD_NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema";
/// The namespace of `xsi:type` and its like.
pub(crate) const XSI_NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema-instance";
