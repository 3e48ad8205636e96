//! Strings, numbers and words, piece by piece.

use memchr::memchr2;

use super::error::JsonErrorKind;
use super::event::{Event, Handler, Spot, Start};
use super::state::{Expected, Fault, Reader, Window};
use super::string::{Escape, Escaped};
use super::token::{OpenString, Token, is_word_byte};

impl Reader {
    /// Reads on in a string, up to its end, an escape, or the end of the chunk.
    pub(super) fn string(
        &mut self,
        window: Window<'_>,
        at: usize,
        handler: &mut impl Handler,
    ) -> Result<usize, Fault> {
        let Token::String(mut string) = std::mem::take(&mut self.token) else { return Ok(at) };
        let bytes = window.text.as_bytes();
        if string.escape != Escape::None {
            self.escape(&mut string, window, at)?;
            self.token = Token::String(string);
            return Ok(at + 1);
        }
        let length = memchr2(b'"', b'\\', &bytes[at..]).unwrap_or(bytes.len() - at);
        let piece = &window.text[at..at + length];
        let end = bytes.get(at + length);
        self.note_controls(piece, &string, window);
        if end == Some(&b'"') {
            self.end_of_string(string, piece, window, handler)?;
            return Ok(at + length + 1);
        }
        self.keep(&mut string, piece, window)?;
        if end == Some(&b'\\') {
            string.escape = Escape::Backslash;
        }
        self.token = Token::String(string);
        Ok((at + length + 1).min(bytes.len()))
    }

    fn escape(&mut self, string: &mut OpenString, window: Window<'_>, at: usize) -> Result<(), Fault> {
        let escaped = string.escape.next(window.text.as_bytes()[at]);
        string.escape = Escape::None;
        let OpenString { text, surrogates, .. } = string;
        let lone = match escaped {
            Escaped::Open(escape) => {
                string.escape = escape;
                0
            }
            Escaped::Unit(unit) => surrogates.push(unit, text),
            Escaped::Char(char) => {
                let lone = surrogates.flush(text);
                text.push(char);
                lone
            }
            Escaped::Bad => return Err((JsonErrorKind::BadEscape, window.start(at))),
        };
        self.oddities.surrogates += lone;
        if lone > 0 {
            self.note_first(string.start, window);
        }
        if self.is_skipping() {
            string.text.clear();
        }
        Ok(())
    }

    fn keep(&mut self, string: &mut OpenString, piece: &str, window: Window<'_>) -> Result<(), Fault> {
        if piece.is_empty() {
            return Ok(());
        }
        self.flush(string, window);
        if self.is_skipping() {
            return Ok(());
        }
        self.check_length(string.text.len() + piece.len(), string.start)?;
        string.text.push_str(piece);
        Ok(())
    }

    fn flush(&mut self, string: &mut OpenString, window: Window<'_>) {
        let lone = string.surrogates.flush(&mut string.text);
        self.oddities.surrogates += lone;
        if lone > 0 {
            self.note_first(string.start, window);
        }
    }

    fn check_length(&self, length: usize, start: Start) -> Result<(), Fault> {
        let value = self.limits.token_bytes;
        if length > value {
            Err((JsonErrorKind::Limit { name: "token_bytes", value }, start))
        } else {
            Ok(())
        }
    }

    fn note_controls(&mut self, piece: &str, string: &OpenString, window: Window<'_>) {
        let controls = piece.bytes().filter(|byte| *byte < b' ').count();
        self.oddities.controls += controls as u64;
        if controls > 0 {
            self.note_first(string.start, window);
        }
    }

    fn note_first(&mut self, start: Start, window: Window<'_>) {
        if self.oddities.first.is_none() {
            let spot = Spot { window: window.text.as_bytes(), lines: &self.lines, start };
            self.oddities.first = Some(spot.place());
        }
    }

    fn end_of_string(
        &mut self,
        mut string: OpenString,
        piece: &str,
        window: Window<'_>,
        handler: &mut impl Handler,
    ) -> Result<(), Fault> {
        self.flush(&mut string, window);
        if string.text.is_empty() && !self.is_skipping() {
            self.check_length(piece.len(), string.start)?;
        } else {
            self.keep(&mut string, piece, window)?;
        }
        let text = if string.text.is_empty() { piece } else { &string.text };
        if matches!(self.expected, Expected::Key | Expected::KeyOrEnd) {
            self.tell(Event::Key(text), window, string.start, handler);
            self.expected = Expected::Colon;
        } else {
            self.tell(Event::String(text), window, string.start, handler);
            self.end_value();
        }
        Ok(())
    }

    /// Reads on in a number or a word.
    pub(super) fn word(
        &mut self,
        window: Window<'_>,
        at: usize,
        handler: &mut impl Handler,
    ) -> Result<usize, Fault> {
        let rest = &window.text[at..];
        let length = rest.bytes().take_while(|&byte| is_word_byte(byte)).count();
        let Token::Word(word) = &mut self.token else { return Ok(at) };
        let (start, is_first) = (word.start, word.text.is_empty());
        if length == rest.len() || !is_first {
            word.text.push_str(&rest[..length]);
            let whole = word.text.len();
            self.check_length(whole, start)?;
        }
        if length < rest.len() && is_first {
            self.token = Token::None;
            self.tell_word(&rest[..length], start, window, handler)?;
        } else if length < rest.len() {
            self.end_of_word(window, handler)?;
        }
        Ok(at + length)
    }

    /// The word that came in earlier chunks is complete.
    pub(super) fn end_of_word(
        &mut self,
        window: Window<'_>,
        handler: &mut impl Handler,
    ) -> Result<(), Fault> {
        match std::mem::take(&mut self.token) {
            Token::Word(word) => self.tell_word(&word.text, word.start, window, handler),
            _ => Ok(()),
        }
    }

    fn tell_word(
        &mut self,
        word: &str,
        start: Start,
        window: Window<'_>,
        handler: &mut impl Handler,
    ) -> Result<(), Fault> {
        self.check_length(word.len(), start)?;
        let event = match word {
            "true" => Event::Bool(true),
            "false" => Event::Bool(false),
            "null" => Event::Null,
            "NaN" | "Infinity" | "-Infinity" => Event::Number(word),
            number if is_number(number) => Event::Number(number),
            number if number.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
                return Err((JsonErrorKind::BadNumber { number: shown(number) }, start));
            }
            word => return Err((JsonErrorKind::BadWord { word: shown(word) }, start)),
        };
        self.tell(event, window, start, handler);
        self.end_value();
        Ok(())
    }
}

/// The start of a word that may be a whole file.
fn shown(word: &str) -> String {
    word.chars().take(40).collect()
}

/// RFC 8259, section 6.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (text, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let is_whole = is_digits(whole) && (whole == "0" || !whole.starts_with('0'));
    is_whole && is_digits(fraction) && is_digits(exponent)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
