//! Where in a text something stands, and how to find its line without counting twice.

use memchr::{memchr_iter, memrchr};
use serde::{Deserialize, Serialize};

/// A place in the UTF-8 form of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Line, counted from 1; a line ends at a line feed.
    pub line: u32,
    /// Column in code points, counted from 1.
    pub column: u32,
    /// Byte offset, counted from 0, after a byte order mark.
    pub offset: u64,
}

impl Place {
    /// The first byte of a document.
    pub const START: Self = Self { line: 1, column: 1, offset: 0 };

    /// The place after `text`, when `text` starts here.
    #[must_use]
    pub fn after(self, text: &[u8]) -> Self {
        let offset = self.offset + text.len() as u64;
        match memrchr(b'\n', text) {
            None => Self { line: self.line, column: self.column + code_points(text), offset },
            Some(last) => {
                let lines = u32::try_from(memchr_iter(b'\n', text).count()).unwrap_or(u32::MAX);
                Self {
                    line: self.line.saturating_add(lines),
                    column: 1 + code_points(&text[last + 1..]),
                    offset,
                }
            }
        }
    }
}

/// Turns offsets into places over a window of text that moves forward.
///
/// Asking for places in rising order costs one pass over the text, however many are asked for.
#[derive(Debug, Clone, Copy)]
pub struct LineCursor {
    window: Place,
    last: Place,
}

impl LineCursor {
    /// A cursor for a document whose first window starts at its first byte.
    pub fn new() -> Self {
        Self::at(Place::START)
    }

    /// A cursor for a text whose first window starts at that place of its document.
    pub fn at(place: Place) -> Self {
        Self { window: place, last: place }
    }

    /// A cursor for a window that starts at `place`.
    pub fn starting_at(place: Place) -> Self {
        Self { window: place, last: place }
    }

    /// The place of the window's first byte.
    pub fn window_start(&self) -> Place {
        self.window
    }

    /// The place of the byte at `offset`, which lies in `window` or right after it.
    pub fn place(&mut self, window: &[u8], offset: u64) -> Place {
        let from = if offset < self.last.offset { self.window } else { self.last };
        let start = index(from.offset, self.window.offset, window.len());
        let end = index(offset, self.window.offset, window.len());
        self.last = from.after(&window[start..end.max(start)]);
        self.last
    }

    /// Moves the window's start forward over the first `consumed` bytes of `window`.
    pub fn advance(&mut self, window: &[u8], consumed: usize) {
        let start = self.window.offset + consumed as u64;
        self.window = self.place(window, start);
        self.last = self.window;
    }
}

impl Default for LineCursor {
    fn default() -> Self {
        Self::new()
    }
}

fn index(offset: u64, base: u64, len: usize) -> usize {
    usize::try_from(offset.saturating_sub(base)).unwrap_or(len).min(len)
}

fn code_points(text: &[u8]) -> u32 {
    let count = text.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn column_counts_code_points() {
        let place = Place::START.after("a\nä😀".as_bytes());
        assert_eq!(place, Place { line: 2, column: 3, offset: 8 });
    }

    #[test]
    fn places_are_the_same_in_any_order_and_any_window() {
        let text = "one\ntwo\n\nfour😀five\r\nsix".as_bytes();
        for cut in 0..=text.len() {
            let mut cursor = LineCursor::new();
            cursor.advance(text, cut);
            for offset in (cut..=text.len()).chain((cut..=text.len()).rev()) {
                let expected = Place::START.after(&text[..offset]);
                assert_eq!(cursor.place(&text[cut..], offset as u64), expected);
            }
        }
    }
}
