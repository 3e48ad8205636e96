//! What changes while a document is read.

use crate::diag::Place;
use crate::xml::{End, Start};
use crate::xsd::component::Tables;
use crate::xsd::datatypes::Namespaces;

use super::deferred::{Blank, Rename};
use super::frame::{Frame, Sibling};
use super::known::Identifiers;
use super::orders::Orders;
use super::path::Path;
use super::report::{Finding, Report};
use super::scopes::Identity;

/// The namespace of `xsi:type` and its like.
pub(in crate::xsd) const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What changes while a document is read.
#[derive(Debug)]
pub(super) struct State {
    pub(super) frames: Vec<Frame>,
    /// Counters and seen items of the open elements' content models.
    pub(super) counts: Vec<u32>,
    pub(super) siblings: Vec<Sibling>,
    /// The path to the innermost open element.
    pub(super) path: Path,
    /// Characters that open elements keep.
    pub(super) text: String,
    /// Bytes of characters to keep at a time.
    pub(super) most_text: usize,
    pub(super) orders: Orders,
    /// Which attribute uses the current element has.
    pub(super) seen: Vec<u64>,
    /// Whether `xsi:` attributes may occur: some element declared their namespace.
    pub(super) has_instance_attributes: bool,
    /// Whether the current run of characters was refused already.
    pub(super) is_refused_text: bool,
    pub(super) identifiers: Identifiers,
    pub(super) identity: Identity,
    pub(super) report: Report,
    /// Fixes that wait for the end of an element.
    pub(super) renames: Vec<Rename>,
    pub(super) blank: Option<Blank>,
}

/// The prefixes in scope at a tag.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scope<'s, 'e> {
    Start(&'s Start<'e>),
    End(&'s End<'e>),
}

impl Namespaces for Scope<'_, '_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        let found = match self {
            Self::Start(start) => start.resolve_prefix(prefix),
            Self::End(end) => end.resolve_prefix(prefix),
        };
        found.or_else(|| prefix.is_empty().then_some(""))
    }
}

impl Scope<'_, '_> {
    /// Whether the document declares an unparsed entity of this name.
    pub(super) fn has_unparsed_entity(&self, name: &str) -> bool {
        match self {
            Self::Start(start) => start.has_unparsed_entity(name),
            Self::End(end) => end.has_unparsed_entity(name),
        }
    }
}

impl State {
    /// At the start of a document, with room for so many findings.
    pub(super) fn new(most: usize, most_text: usize) -> Self {
        Self {
            frames: Vec::new(),
            counts: Vec::new(),
            siblings: Vec::new(),
            path: Path::default(),
            text: String::new(),
            most_text,
            orders: Orders::default(),
            seen: Vec::new(),
            has_instance_attributes: false,
            is_refused_text: false,
            identifiers: Identifiers::default(),
            identity: Identity::default(),
            report: Report::new(most),
            renames: Vec::new(),
            blank: None,
        }
    }

    /// Reports a finding about the innermost open element: its number, where there was room.
    pub(super) fn report(&mut self, tables: &Tables, finding: Finding, place: Place) -> Option<usize> {
        let path = self.path.text();
        self.report.add(tables, finding, place, path)
    }
}
