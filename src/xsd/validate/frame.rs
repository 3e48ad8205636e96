//! An open element, as far as its content is concerned.

use crate::diag::Place;
use crate::xsd::component::{ElementId, ModelId, NameId, SimpleTypeId, TypeId, WildcardId};

/// What may stand in an open element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inside {
    /// Anything, unseen: below what is skipped or unknown.
    Skipped,
    /// Nothing.
    Empty,
    /// Nothing, because the element is nil.
    Nil,
    /// Characters of a simple type.
    Simple(SimpleTypeId),
    /// Elements.
    Elements(ModelId),
    /// Elements and characters.
    Mixed(ModelId),
}

/// An open element.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) element: Option<ElementId>,
    pub(super) type_id: TypeId,
    pub(super) inside: Inside,
    /// State of the content model.
    pub(super) state: u32,
    pub(super) has_children: bool,
    /// Whether its characters are kept.
    pub(super) keeps_text: bool,
    /// Where its counters begin.
    pub(super) counts: usize,
    /// Where the numbers of its children begin.
    pub(super) siblings: usize,
    /// Where its step in the path begins.
    pub(super) path: usize,
    /// Where its characters begin.
    pub(super) text: usize,
    /// Offset of the first of its characters, where they are kept.
    pub(super) text_offset: u64,
    /// Place of its start, where something may be said of it at its end.
    pub(super) place: Option<Place>,
}

/// What an element is validated against.
#[derive(Debug, Clone, Copy)]
pub(super) struct Assessment {
    pub(super) element: Option<ElementId>,
    pub(super) type_id: TypeId,
    pub(super) is_nil: bool,
}

/// How often a name stood among the children of an open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sibling {
    pub(super) key: u32,
    pub(super) count: u32,
}

/// What a child is, by its parent's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Child {
    /// The root of the document.
    Root,
    /// Declared by the content model.
    Declared(ElementId),
    /// Admitted by a wildcard that asks for a declaration.
    Strict(WildcardId),
    /// Admitted by a wildcard that uses a declaration where there is one.
    Lax,
    /// Not to be looked into.
    Skipped,
}

/// A name for counting: unknown ones share keys by their hash.
pub(super) fn sibling_key(name: NameId, written: &str) -> u32 {
    if name != NameId::UNKNOWN {
        return name.0;
    }
    let hash = written
        .bytes()
        .fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash | 0x8000_0000
}
