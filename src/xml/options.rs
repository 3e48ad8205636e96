//! How a document is read, and what was mended on the way.

use crate::diag::Place;
use crate::limits::XmlLimits;

/// What to do with a document type declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Doctype {
    /// It is an error.
    #[default]
    Refuse,
    /// It is read over; entities that it declares are unknown.
    Ignore,
}

/// What to do with characters that XML does not allow, raw or as references.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IllegalCharacters {
    /// They are an error.
    #[default]
    Refuse,
    /// Each is replaced by this text and noted in [`Repairs`].
    Replace(&'static str),
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct ReaderOptions {
    /// What to do with a document type declaration.
    pub doctype: Doctype,
    /// What to do with characters that XML does not allow.
    pub illegal_characters: IllegalCharacters,
    /// Bounds.
    pub limits: XmlLimits,
}

/// What was replaced on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repairs {
    /// Illegal characters that stood in the text as such.
    pub raw: u64,
    /// Illegal characters that were written as references.
    pub references: u64,
    /// The first of either kind: the character's number and its place.
    pub first: Option<(u32, Place)>,
    /// The first of the current window, whose line is not known yet.
    pub(super) fresh: Option<(u32, usize)>,
}

impl Repairs {
    pub(super) fn note(&mut self, character: u32, at: usize, is_reference: bool) {
        *(if is_reference { &mut self.references } else { &mut self.raw }) += 1;
        if self.first.is_none() {
            self.fresh.get_or_insert((character, at));
        }
    }
}
