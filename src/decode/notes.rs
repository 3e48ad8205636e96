//! What the decoder noticed, and what stands in the place of bad bytes.

use super::Malformed;

/// What the decoder noticed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// Bytes or sequences that were not of the encoding.
    pub malformed: u64,
    /// Offset of the first of them in the text.
    pub first_malformed: u64,
    /// The label that the document gives itself wrongly.
    pub wrong_label: Option<WrongLabel>,
    /// Bytes of text handed out so far.
    pub(super) written: u64,
}

/// A label that a document gives itself wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongLabel {
    /// What it says, such as `utf-16`.
    pub said: String,
    /// What it is.
    pub is: &'static str,
}

/// What bytes are instead of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bad {
    /// Nothing that the encoding knows.
    Sequence,
    /// Half of a surrogate pair.
    Surrogate,
}

/// Marks bad bytes in the text, and notes them.
pub(super) struct Marking<'a> {
    pub(super) malformed: Malformed,
    pub(super) notes: &'a mut Notes,
}

impl Marking<'_> {
    /// Puts a mark at the end of the text. A lone surrogate becomes U+FFFF, which no document may hold: a reader finds
    /// it, counts it and has something to put in its place. Where bad bytes are refused it is one of them.
    pub(super) fn mark(&mut self, bad: Bad, text: &mut String) {
        if bad == Bad::Surrogate && self.malformed == Malformed::Replace {
            return text.push('\u{FFFF}');
        }
        self.note(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }

    /// Notes bad bytes whose characters stand, or will stand, at `at` in the text.
    pub(super) fn note(&mut self, at: usize) {
        if self.notes.malformed == 0 {
            self.notes.first_malformed = self.notes.written + at as u64;
        }
        self.notes.malformed += 1;
    }
}
