//! What stands for other characters: references, line ends, white space in values, characters that XML does not
//! allow. Everything here is the slow path: most values hold none of it.

use super::characters::is_xml_char;
use super::error::XmlErrorKind;
use super::escape::Escape;
use super::options::{IllegalCharacters, ReaderOptions, StrayMarkup};
use super::repairs::{Repair, Repairs};

/// An error and the byte in the text where it stands.
pub(super) type Fault = (XmlErrorKind, usize);

/// Where values and text are expanded to, and what to do with what XML does not allow.
pub(super) struct Expander<'a> {
    pub(super) into: &'a mut String,
    pub(super) options: &'a ReaderOptions,
    pub(super) repairs: &'a mut Repairs,
    pub(super) escape: &'a mut Escape,
}

impl Expander<'_> {
    /// Appends the attribute value `text[from..to]`, normalised (XML 1.0, 3.3.3).
    pub(super) fn value(&mut self, text: &str, from: usize, to: usize) -> Result<(), Fault> {
        *self.escape = Escape::Outside;
        let mut at = from;
        while at < to {
            at = self.escape.follow(&text.as_bytes()[..to], at);
            at = self.plain_run(text, at, to, is_plain_in_value);
            let Some(byte) = text.as_bytes()[..to].get(at) else { break };
            at = match byte {
                b'&' => self.reference_in(text, at, to)?,
                b'<' => self.stray("<", at, XmlErrorKind::LessThanInValue)?,
                b'\r' | b'\n' | b'\t' => {
                    self.into.push(' ');
                    after_line_end(text, at, to)
                }
                _ => self.character(text, at, to)?,
            };
        }
        *self.escape = Escape::Outside;
        Ok(())
    }

    /// Appends character data `text[from..to]` with line ends normalised (2.11).
    pub(super) fn text(&mut self, text: &str, from: usize, to: usize) -> Result<(), Fault> {
        let mut at = from;
        while at < to {
            at = self.escape.follow(&text.as_bytes()[..to], at);
            at = self.plain_run(text, at, to, is_plain_in_text);
            let Some(byte) = text.as_bytes()[..to].get(at) else { break };
            at = if *byte == b'\r' {
                self.into.push('\n');
                after_line_end(text, at, to)
            } else {
                self.character(text, at, to)?
            };
        }
        Ok(())
    }

    /// Appends the bytes from `at` that stand for themselves, in one piece; where they end.
    fn plain_run(&mut self, text: &str, at: usize, to: usize, is_plain: impl Fn(u8) -> bool) -> usize {
        let length = text.as_bytes()[at..to].iter().position(|&byte| !is_plain(byte)).unwrap_or(to - at);
        self.into.push_str(&text[at..at + length]);
        at + length
    }

    /// Appends what `&name;` stands for; `at` is the place of the `&`, `next` the byte after the `;`.
    pub(super) fn reference(&mut self, name: &str, at: usize, next: Option<u8>) -> Result<(), Fault> {
        let code = match name.strip_prefix('#') {
            Some(digits) => character_reference(digits).ok_or((XmlErrorKind::BadReference, at))?,
            None => u32::from(predefined(name).ok_or_else(|| unknown(name, at))?),
        };
        if self.escape.is_open() && self.is_in_sequence(code) {
            return Ok(());
        }
        match char::from_u32(code).filter(|&c| is_xml_char(c)) {
            Some(c) => self.into.push(c),
            None => self.illegal(code, at, true, next)?,
        }
        Ok(())
    }

    /// Whether a character that is written as a reference belongs to the open escape sequence.
    fn is_in_sequence(&mut self, code: u32) -> bool {
        let is_inside = self.escape.is_command();
        match code {
            0x1B => self.escape.follow_escape(),
            0x20.. if is_inside => {}
            _ => *self.escape = Escape::Outside,
        }
        is_inside && code != 0x0A && code != 0x0D
    }

    fn reference_in(&mut self, text: &str, at: usize, to: usize) -> Result<usize, Fault> {
        let bytes = &text.as_bytes()[..to];
        let reach = bytes.len().min(at + LONGEST_REFERENCE);
        let Some(length) = memchr::memchr(b';', &bytes[at..reach]) else {
            return self.stray("&", at, XmlErrorKind::BadReference);
        };
        let end = at + length + 1;
        match self.reference(&text[at + 1..end - 1], at, bytes.get(end).copied()) {
            Ok(()) => Ok(end),
            Err((kind, at)) if kind.is_about_reference() => self.stray("&", at, kind),
            Err(fault) => Err(fault),
        }
    }

    /// Appends a character of markup that should have been escaped, where that is wanted; where the text goes on.
    pub(super) fn stray(&mut self, markup: &str, at: usize, kind: XmlErrorKind) -> Result<usize, Fault> {
        if self.options.stray_markup == StrayMarkup::Refuse {
            return Err((kind, at));
        }
        let character = markup.chars().next().map_or(0, u32::from);
        self.repairs.note(Repair::Markup, character, at);
        self.into.push_str(markup);
        Ok(at + markup.len())
    }

    fn character(&mut self, text: &str, at: usize, to: usize) -> Result<usize, Fault> {
        let Some(c) = text[at..].chars().next() else {
            return Ok(text.len());
        };
        if is_xml_char(c) {
            self.into.push(c);
        } else {
            let next = text.as_bytes()[..to].get(at + c.len_utf8()).copied();
            self.illegal(u32::from(c), at, false, next)?;
        }
        Ok(at + c.len_utf8())
    }

    fn illegal(&mut self, code: u32, at: usize, is_reference: bool, next: Option<u8>) -> Result<(), Fault> {
        let IllegalCharacters::Replace(replacement) = &self.options.illegal_characters else {
            return Err((XmlErrorKind::IllegalCharacter { character: code }, at));
        };
        let begun = Escape::begun_by(next).filter(|_| code == ESCAPE);
        self.repairs.note(Repair::of(code, is_reference, begun.is_some()), code, at);
        if let Some(escape) = begun {
            *self.escape = escape;
            self.into.push_str(&replacement.escape_sequence);
        } else {
            self.into.push_str(&replacement.character);
        }
        Ok(())
    }
}

/// Where an ANSI escape sequence begins.
pub(super) const ESCAPE: u32 = 0x1B;

/// Bytes of a reference in an attribute value: more than any name of an entity has.
const LONGEST_REFERENCE: usize = 4096;

/// Whether a byte of character data stands for itself. 0xEF does not: it may begin U+FFFE.
fn is_plain_in_text(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b' '..=0xEE | 0xF0..)
}

/// Whether a byte of an attribute value stands for itself.
fn is_plain_in_value(byte: u8) -> bool {
    matches!(byte, b' '..=0xEE | 0xF0..) && !matches!(byte, b'&' | b'<')
}

fn after_line_end(text: &str, at: usize, to: usize) -> usize {
    if text[at..to].starts_with("\r\n") { at + 2 } else { at + 1 }
}

fn unknown(name: &str, at: usize) -> Fault {
    if super::is_name(name) {
        (XmlErrorKind::UnknownEntity { name: name.to_owned() }, at)
    } else {
        (XmlErrorKind::BadReference, at)
    }
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// The number in `&#…;`; numbers past Unicode are kept, so that the caller can say or mend what is illegal.
pub(super) fn character_reference(digits: &str) -> Option<u32> {
    let (digits, radix) = match digits.strip_prefix('x') {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    is_number.then(|| u32::from_str_radix(digits, radix).unwrap_or(u32::MAX))
}
