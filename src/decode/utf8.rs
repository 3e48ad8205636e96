//! UTF-8 in chunks: as it is where it is whole, put together where a chunk cuts a character.

use std::str::Utf8Error;

use super::notes::{Bad, Marking};

/// The bytes of a character that the last chunk cut, and what was seen so far.
#[derive(Debug, Default)]
pub(super) struct Utf8 {
    cut: Vec<u8>,
    has_seen_sequence: bool,
}

/// How far the bytes were UTF-8.
pub(super) enum Outcome {
    /// To the end.
    Whole,
    /// Up to a sequence that is not; `rest` begins with it. No longer sequence stood before it in the document, so
    /// that it may be of another encoding from the start.
    Other { rest: Vec<u8> },
}

impl Utf8 {
    /// The chunk as text without copying, where it is whole and nothing was cut before it.
    pub(super) fn borrow<'a>(&mut self, bytes: &'a [u8]) -> Option<&'a str> {
        if !self.cut.is_empty() {
            return None;
        }
        let text = std::str::from_utf8(bytes).ok()?;
        self.has_seen_sequence = self.has_seen_sequence || !text.is_ascii();
        Some(text)
    }

    /// Appends the text of `bytes` to `text`. Bad sequences after a good one are marked; at the first bad one without a
    /// good one before it stops.
    pub(super) fn decode(
        &mut self,
        bytes: &[u8],
        is_last: bool,
        text: &mut String,
        marking: &mut Marking<'_>,
    ) -> Outcome {
        let mut joined = std::mem::take(&mut self.cut);
        joined.extend_from_slice(bytes);
        let mut at = 0;
        while let Err(error) = self.push_valid(&joined[at..], text) {
            at += error.valid_up_to();
            let bad = &joined[at..];
            match judge(bad, error.error_len(), is_last) {
                Bytes::Cut => {
                    self.cut = bad.to_vec();
                    break;
                }
                Bytes::Pair(character) => {
                    marking.note(text.len());
                    text.push(character);
                    at += 2 * SURROGATE;
                }
                Bytes::Surrogate => {
                    marking.mark(Bad::Surrogate, text);
                    at += SURROGATE;
                }
                Bytes::Bad(_) if !self.has_seen_sequence => {
                    marking.note(text.len());
                    return Outcome::Other { rest: joined.split_off(at) };
                }
                Bytes::Bad(length) => {
                    marking.mark(Bad::Sequence, text);
                    at += length;
                    continue;
                }
            }
            self.has_seen_sequence = true;
        }
        Outcome::Whole
    }

    /// Appends what is valid at the start.
    fn push_valid(&mut self, bytes: &[u8], text: &mut String) -> Result<(), Utf8Error> {
        let result = std::str::from_utf8(bytes);
        let end = result.map_or_else(|error| error.valid_up_to(), str::len);
        let valid = std::str::from_utf8(&bytes[..end]).unwrap_or_default();
        self.has_seen_sequence = self.has_seen_sequence || !valid.is_ascii();
        text.push_str(valid);
        result.map(|_| ())
    }
}

/// What bytes are that are not UTF-8.
enum Bytes {
    /// Perhaps the start of something that goes on in the next chunk.
    Cut,
    /// Both halves of a surrogate pair, each encoded by itself (CESU-8, Java's modified UTF-8).
    Pair(char),
    /// Half a surrogate pair.
    Surrogate,
    /// Nothing, in so many bytes.
    Bad(usize),
}

/// Bytes of one half of a surrogate pair that is encoded by itself.
const SURROGATE: usize = 3;

fn judge(bad: &[u8], error_length: Option<usize>, is_last: bool) -> Bytes {
    let may_go_on = !is_last && bad.len() < 2 * SURROGATE;
    match (error_length, surrogate(bad)) {
        (_, Some(high @ 0xD800..0xDC00)) => match surrogate(&bad[SURROGATE..]) {
            Some(low @ 0xDC00..) => pair(high, low),
            None if may_go_on && may_be_surrogate(&bad[SURROGATE..]) => Bytes::Cut,
            _ => Bytes::Surrogate,
        },
        (_, Some(_)) => Bytes::Surrogate,
        (None, None) if !is_last => Bytes::Cut,
        (Some(_), None) if may_go_on && may_be_surrogate(bad) => Bytes::Cut,
        (length, None) => Bytes::Bad(length.unwrap_or(bad.len())),
    }
}

fn pair(high: u32, low: u32) -> Bytes {
    let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    char::from_u32(code).map_or(Bytes::Surrogate, Bytes::Pair)
}

/// The surrogate that the bytes begin with.
fn surrogate(bytes: &[u8]) -> Option<u32> {
    match bytes {
        [0xED, second @ 0xA0..=0xBF, third @ 0x80..=0xBF, ..] => {
            Some(0xD000 | (u32::from(second & 0x3F) << 6) | u32::from(third & 0x3F))
        }
        _ => None,
    }
}

/// Whether the bytes, all that there are, could become one.
fn may_be_surrogate(bytes: &[u8]) -> bool {
    matches!(bytes, [] | [0xED] | [0xED, 0xA0..=0xBF])
}
