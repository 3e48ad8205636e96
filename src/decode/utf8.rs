//! UTF-8 in chunks: as it is where it is whole, put together where a chunk cuts a character.

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

    /// Appends the text of `bytes` to `text`. Bad sequences after a good one become U+FFFD, each told to `note` by the
    /// place in `text` where it stands; at the first bad one without a good one before it stops.
    pub(super) fn decode(
        &mut self,
        bytes: &[u8],
        is_last: bool,
        text: &mut String,
        mut note: impl FnMut(usize),
    ) -> Outcome {
        let mut joined = std::mem::take(&mut self.cut);
        joined.extend_from_slice(bytes);
        let mut at = 0;
        for chunk in joined.utf8_chunks() {
            let (valid, bad) = (chunk.valid(), chunk.invalid());
            self.has_seen_sequence = self.has_seen_sequence || !valid.is_ascii();
            text.push_str(valid);
            at += valid.len() + bad.len();
            if bad.is_empty() {
                continue;
            }
            if at == joined.len() && !is_last && is_cut(bad) {
                self.cut = bad.to_vec();
                continue;
            }
            note(text.len());
            if !self.has_seen_sequence {
                return Outcome::Other { rest: joined.split_off(at - bad.len()) };
            }
            text.push(char::REPLACEMENT_CHARACTER);
        }
        Outcome::Whole
    }
}

/// Whether more bytes could complete the sequence.
fn is_cut(bad: &[u8]) -> bool {
    std::str::from_utf8(bad).is_err_and(|error| error.error_len().is_none())
}
