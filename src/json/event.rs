//! What the reader hands out. A line and a column are only counted when asked for.

use std::cell::Cell;
use std::fmt;

use crate::diag::{LineCursor, Place};

/// One thing that a document says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'e> {
    /// `{`
    StartObject,
    /// `}`
    EndObject,
    /// `[`
    StartArray,
    /// `]`
    EndArray,
    /// The name of a member; its value follows.
    Key(&'e str),
    /// A string, its escapes resolved.
    String(&'e str),
    /// A number, as it is written.
    Number(&'e str),
    /// `true` or `false`
    Bool(bool),
    /// `null`
    Null,
}

/// What to do after an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Then {
    /// Read on.
    #[default]
    Go,
    /// After a key: read over its value, which is neither told nor held. After another event as [`Then::Go`].
    Skip,
}

/// Takes events as they come.
pub trait Handler {
    /// The next event of the document.
    fn event(&mut self, event: Event<'_>, spot: &Spot<'_>) -> Then;
}

/// Where an event stands.
pub struct Spot<'e> {
    pub(super) window: &'e [u8],
    pub(super) lines: &'e Cell<LineCursor>,
    pub(super) start: Start,
}

/// Where a token begins: in the window, or before it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Start {
    Here(u64),
    Before(Place),
}

impl Spot<'_> {
    /// Place of the first byte.
    pub fn place(&self) -> Place {
        match self.start {
            Start::Before(place) => place,
            Start::Here(offset) => {
                let mut lines = self.lines.get();
                let place = lines.place(self.window, offset);
                self.lines.set(lines);
                place
            }
        }
    }
}

impl fmt::Debug for Spot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Spot").field("start", &self.start).finish_non_exhaustive()
    }
}
