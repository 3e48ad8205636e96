//! Events whose text is not the window's: what stands in an entity, and tags to which the document type adds attributes.
//!
//! Such an event has its text here, beside the window, and its places are those of what stands in the document: the
//! reference to the entity, or the tag as it was written.

use std::cell::Cell;

use crate::diag::{LineCursor, Place};

/// The text of the current event, where it is not the window's.
#[derive(Debug)]
pub(super) struct Aside {
    text: String,
    /// How much of the text, from its start, stands so in the document.
    written: usize,
    /// The window's line count, while the text here has its own.
    window: Option<LineCursor>,
}

impl Default for Aside {
    fn default() -> Self {
        Self { text: String::new(), written: usize::MAX, window: None }
    }
}

impl Aside {
    /// Whether the current event has its text here.
    pub(super) fn is_used(&self) -> bool {
        self.window.is_some()
    }

    /// The text of the current event.
    pub(super) fn text_or<'s>(&'s self, window: &'s str) -> &'s str {
        if self.is_used() { &self.text } else { window }
    }

    /// Up to where the text stands so in the document.
    pub(super) fn written(&self) -> usize {
        self.written
    }

    /// Takes the text of an event. It starts at `place`, and its first `written` bytes stand in the document.
    pub(super) fn put(&mut self, text: &str, place: Place, written: usize, lines: &Cell<LineCursor>) {
        let window = lines.replace(LineCursor::starting_at(place));
        self.window.get_or_insert(window);
        self.written = written;
        self.text.clear();
        self.text.push_str(text);
    }

    /// Whatever comes next stands in the window, until something is put here.
    pub(super) fn leave(&mut self, lines: &Cell<LineCursor>) {
        if let Some(window) = self.window.take() {
            lines.set(window);
            self.written = usize::MAX;
        }
    }
}
