//! The encodings, each as a decoder in chunks.

use super::notes::{Bad, Marking};
use super::utf8::{Outcome, Utf8};
use super::utf16::Utf16;
use super::{ForeignDecoder, windows_1252};

/// A decoder at some place of a document.
pub(super) enum Encoding {
    Utf8(Utf8),
    Utf16(Utf16),
    Windows1252,
    Foreign(Box<dyn ForeignDecoder>),
}

impl Encoding {
    /// Appends the text of `bytes`.
    pub(super) fn decode(
        &mut self,
        bytes: &[u8],
        is_last: bool,
        text: &mut String,
        marking: &mut Marking<'_>,
    ) {
        match self {
            Self::Utf8(utf8) => {
                if let Outcome::Other { rest } = utf8.decode(bytes, is_last, text, marking) {
                    windows_1252::decode(&rest, text);
                    *self = Self::Windows1252;
                }
            }
            Self::Utf16(utf16) => utf16.decode(bytes, is_last, text, marking),
            Self::Windows1252 => windows_1252::decode(bytes, text),
            Self::Foreign(foreign) => {
                for piece in foreign.decode(bytes, is_last).split_inclusive(char::REPLACEMENT_CHARACTER) {
                    text.push_str(piece.trim_end_matches(char::REPLACEMENT_CHARACTER));
                    if piece.ends_with(char::REPLACEMENT_CHARACTER) {
                        marking.mark(Bad::Sequence, text);
                    }
                }
            }
        }
    }
}
