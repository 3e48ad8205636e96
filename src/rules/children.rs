//! The elements that hold links, the report and each run: their children, and what may be done about them.

use std::ops::Range;

use super::spans;
use crate::diag::{Edit, Fix};
use crate::xml::Element;

/// A child of a report or a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Child {
    pub(super) name: String,
    /// From its `<` to behind its end.
    pub(super) span: Range<usize>,
    /// What it holds, where that was kept.
    pub(super) element: Element,
}

/// A report or a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Report,
    Run,
}

/// A fix and the offsets of the findings that it settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mend {
    pub(super) anchors: Vec<u64>,
    pub(super) fix: Fix,
}

impl Child {
    pub(super) fn new(text: &str, element: Element) -> Option<Self> {
        let span = spans::element(text, &element)?;
        Some(Self { name: element.name.clone(), span, element })
    }

    pub(super) fn offset(&self) -> u64 {
        self.span.start as u64
    }
}

/// Replaces a range.
pub(super) fn edit(range: Range<usize>, text: impl Into<String>) -> Edit {
    Edit { offset: range.start as u64, length: (range.end - range.start) as u64, text: text.into() }
}

/// Inserts at an offset.
pub(super) fn insertion(at: usize, text: impl Into<String>) -> Edit {
    edit(at..at, text)
}

/// Gives an element another name, in both its tags.
pub(super) fn rename(text: &str, start: usize, end: usize, (old, new): (&str, &str)) -> Vec<Edit> {
    let mut edits = vec![edit(start + 1..start + 1 + old.len(), new)];
    if !spans::is_empty_tag(text, start, end) {
        edits.push(edit(end + 2..end + 2 + old.len(), new));
    }
    edits
}
