//! What is known of a token that the end of a chunk may cut anywhere.

use std::cell::Cell;

use super::event::{Spot, Start};
use super::string::{Escape, Surrogates};
use crate::diag::LineCursor;

/// The token that is being read.
#[derive(Debug, Default)]
pub(super) enum Token {
    #[default]
    None,
    String(OpenString),
    Word(OpenWord),
}

#[derive(Debug)]
pub(super) struct OpenString {
    pub(super) start: Start,
    /// What of it cannot be borrowed from the chunk: it came earlier, or holds escapes.
    pub(super) text: String,
    pub(super) escape: Escape,
    pub(super) surrogates: Surrogates,
}

#[derive(Debug)]
pub(super) struct OpenWord {
    pub(super) start: Start,
    /// What of it came in earlier chunks.
    pub(super) text: String,
}

/// Whether the byte may stand in a number, in `true`, `false` or `null`, or in something meant as one of them.
pub(super) fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.' | b'_')
}

impl Token {
    pub(super) fn string(start: Start) -> Self {
        let (escape, surrogates) = (Escape::default(), Surrogates::default());
        Self::String(OpenString { start, text: String::new(), escape, surrogates })
    }

    pub(super) fn word(start: Start) -> Self {
        Self::Word(OpenWord { start, text: String::new() })
    }

    /// The window goes: a token that began in it needs its place now.
    pub(super) fn leave(&mut self, window: &[u8], lines: &Cell<LineCursor>) {
        let start = match self {
            Self::None => return,
            Self::String(string) => &mut string.start,
            Self::Word(word) => &mut word.start,
        };
        let spot = Spot { window, lines, start: *start };
        *start = Start::Before(spot.place());
    }
}
