//! The reader's state between two tokens, and how events leave it.

use std::cell::Cell;

use super::error::JsonErrorKind;
use super::event::{Event, Handler, Spot, Start, Then};
use super::token::Token;
use crate::diag::{LineCursor, Place};
use crate::limits::JsonLimits;

/// How many values a document has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Roots {
    /// One, as RFC 8259 has it.
    One,
    /// Any number, with white space between them, as JSON lines have it.
    Many,
}

/// What was read although RFC 8259 forbids it, or as something else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Oddities {
    /// Escapes of lone surrogates, each read as U+FFFD.
    pub surrogates: u64,
    /// Control characters that stand in strings as such.
    pub controls: u64,
    /// Place of the string with the first of either.
    pub first: Option<Place>,
}

/// A document being read. Feed it text, chunk by chunk, and finish it.
///
/// ```
/// use octane_payload::json::{Event, Handler, Reader, Roots, Spot, Then};
/// use octane_payload::limits::JsonLimits;
///
/// struct Numbers(Vec<String>);
///
/// impl Handler for Numbers {
///     fn event(&mut self, event: Event<'_>, _: &Spot<'_>) -> Then {
///         if let Event::Number(text) = event {
///             self.0.push(text.to_owned());
///         }
///         if event == Event::Key("log") { Then::Skip } else { Then::Go }
///     }
/// }
///
/// let mut numbers = Numbers(Vec::new());
/// let mut reader = Reader::new(Roots::One, JsonLimits::default());
/// for chunk in [r#"{"runs": [1"#, r#"2, 3], "log": [4]}"#] {
///     reader.feed(chunk, &mut numbers)?;
/// }
/// reader.finish(&mut numbers)?;
/// assert_eq!(numbers.0, ["12", "3"]);
/// # Ok::<(), octane_payload::json::JsonError>(())
/// ```
#[derive(Debug)]
pub struct Reader {
    pub(super) limits: JsonLimits,
    pub(super) roots: Roots,
    pub(super) lines: Cell<LineCursor>,
    pub(super) open: Vec<Bracket>,
    pub(super) expected: Expected,
    pub(super) token: Token,
    /// How many brackets are open around the value that is read over.
    pub(super) skipped: Option<usize>,
    pub(super) has_failed: bool,
    pub(super) oddities: Oddities,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    Object,
    Array,
}

/// What may stand next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    Colon,
    CommaOrEnd,
    Nothing,
}

/// What is wrong, and where.
pub(super) type Fault = (JsonErrorKind, Start);

/// The text of one chunk, and where it begins in the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window<'w> {
    pub(super) text: &'w str,
    pub(super) base: u64,
}

impl Window<'_> {
    pub(super) fn start(self, at: usize) -> Start {
        Start::Here(self.base + at as u64)
    }
}

impl Reader {
    pub(super) fn is_in(&self, bracket: Bracket) -> bool {
        self.open.last() == Some(&bracket)
    }

    /// A value is complete.
    pub(super) fn end_value(&mut self) {
        if self.skipped == Some(self.open.len()) {
            self.skipped = None;
        }
        self.expected = match (self.open.last(), self.roots) {
            (Some(_), _) => Expected::CommaOrEnd,
            (None, Roots::One) => Expected::Nothing,
            (None, Roots::Many) => Expected::Value,
        };
    }

    /// Whether nothing of the current value is told.
    pub(super) fn is_skipping(&self) -> bool {
        self.skipped.is_some()
    }

    pub(super) fn tell(
        &mut self,
        event: Event<'_>,
        window: Window<'_>,
        start: Start,
        handler: &mut impl Handler,
    ) {
        if self.is_skipping() {
            return;
        }
        let spot = Spot { window: window.text.as_bytes(), lines: &self.lines, start };
        let then = handler.event(event, &spot);
        if then == Then::Skip && matches!(event, Event::Key(_)) {
            self.skipped = Some(self.open.len());
        }
    }
}
