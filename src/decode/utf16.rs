//! UTF-16 in chunks, either byte order.

use super::notes::{Bad, Marking};

/// What the last chunk left: half a unit, or the first half of a surrogate pair.
#[derive(Debug)]
pub(super) struct Utf16 {
    is_big_endian: bool,
    half: Option<u8>,
    high: Option<u16>,
}

impl Utf16 {
    pub(super) fn new(is_big_endian: bool) -> Self {
        Self { is_big_endian, half: None, high: None }
    }

    /// Appends the text of `bytes`; lone surrogates and a last half unit are marked.
    pub(super) fn decode(
        &mut self,
        bytes: &[u8],
        is_last: bool,
        text: &mut String,
        marking: &mut Marking<'_>,
    ) {
        let mut units = Vec::with_capacity(bytes.len() / 2 + 2);
        units.extend(self.high.take());
        for &byte in bytes {
            match self.half.take() {
                None => self.half = Some(byte),
                Some(first) => units.push(self.unit(first, byte)),
            }
        }
        if !is_last && units.last().is_some_and(|unit| (0xD800..0xDC00).contains(unit)) {
            self.high = units.pop();
        }
        for decoded in char::decode_utf16(units) {
            match decoded {
                Ok(character) => text.push(character),
                Err(_) => marking.mark(Bad::Surrogate, text),
            }
        }
        if is_last && self.half.take().is_some() {
            marking.mark(Bad::Sequence, text);
        }
    }

    fn unit(&self, first: u8, second: u8) -> u16 {
        if self.is_big_endian {
            u16::from_be_bytes([first, second])
        } else {
            u16::from_le_bytes([first, second])
        }
    }
}
