//! What stands for other characters: references, line ends, white space in values, characters that XML does not
//! allow, entities in values. Everything here is the slow path: most values hold none of it.

use std::sync::Arc;

use memchr::memchr;

use super::characters::{is_xml_char, plain_length};
use super::entities::Entities;
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
    pub(super) entities: &'a mut Entities,
    pub(super) line_ends: LineEnds,
}

/// Whether carriage returns end lines: not in replacement text, where they stood as references.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineEnds {
    AsWritten,
    Normalised,
}

/// Replacement text that is being read into a value, and how far it is read.
struct Open {
    text: Arc<str>,
    from: usize,
}

impl Expander<'_> {
    /// Whether what is expanded is counted: repairs, or the bytes of entities.
    pub(super) fn counts(&self) -> bool {
        self.options.illegal_characters != IllegalCharacters::Refuse
            || self.options.stray_markup != StrayMarkup::Refuse
            || !self.entities.is_empty()
    }

    /// Appends the attribute value `text[from..to]`, normalised (XML 1.0, 3.3.3).
    pub(super) fn value(&mut self, text: &str, from: usize, to: usize) -> Result<(), Fault> {
        *self.escape = Escape::Outside;
        let mut at = from;
        while at < to {
            at = self.escape.follow(&text.as_bytes()[..to], at);
            at = self.plain_run(text, at, plain_in_value(&text.as_bytes()[at..to]));
            let Some(byte) = text.as_bytes()[..to].get(at) else { break };
            at = match byte {
                b'&' => self.reference_in(text, at, to)?,
                b'<' => self.stray("<", at, XmlErrorKind::LessThanInValue)?,
                b'\r' | b'\n' | b'\t' => {
                    self.into.push(' ');
                    match self.line_ends {
                        LineEnds::AsWritten => after_line_end(text, at, to),
                        LineEnds::Normalised => at + 1,
                    }
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
            at = self.plain_run(text, at, plain_in_text(&text.as_bytes()[at..to]));
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

    /// Appends so many bytes that stand for themselves; where they end.
    fn plain_run(&mut self, text: &str, at: usize, length: usize) -> usize {
        self.into.push_str(&text[at..at + length]);
        at + length
    }

    /// Appends the character that `&name;` stands for; false where it is none, but an entity's name. `at` is the place
    /// of the `&`, `next` the byte after the `;`.
    pub(super) fn reference(&mut self, name: &str, at: usize, next: Option<u8>) -> Result<bool, Fault> {
        let code = match (name.strip_prefix('#'), predefined(name)) {
            (Some(digits), _) => character_reference(digits).ok_or((XmlErrorKind::BadReference, at))?,
            (None, Some(c)) => u32::from(c),
            (None, None) if super::is_name(name) => return Ok(false),
            (None, None) => return Err((XmlErrorKind::BadReference, at)),
        };
        if self.escape.is_open() && self.is_in_sequence(code) {
            return Ok(true);
        }
        match char::from_u32(code).filter(|&c| is_xml_char(c)) {
            Some(c) => self.into.push(c),
            None => self.illegal(code, at, true, next)?,
        }
        Ok(true)
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
        let Some(length) = memchr(b';', &bytes[at..reach]) else {
            return self.stray("&", at, XmlErrorKind::BadReference);
        };
        let end = at + length + 1;
        let name = &text[at + 1..end - 1];
        let read = match self.reference(name, at, bytes.get(end).copied()) {
            Ok(false) => self.entity(name).map_err(|kind| (kind, at)),
            character => character.map(drop),
        };
        match read {
            Ok(()) => Ok(end),
            Err((kind, at)) if kind.is_about_reference() => self.stray("&", at, kind),
            Err(fault) => Err(fault),
        }
    }

    /// Appends the value that the entity stands for, entities within it included (4.4.5).
    fn entity(&mut self, name: &str) -> Result<(), XmlErrorKind> {
        let mut open = vec![self.open(name)?];
        while let Some(Open { text, from }) = open.pop() {
            match self.replacement(&text, from).map_err(|(kind, _)| kind)? {
                None => self.entities.close(),
                Some((inner, from)) => {
                    let inner = self.open(inner)?;
                    open.push(Open { text, from });
                    open.push(inner);
                }
            }
        }
        Ok(())
    }

    fn open(&mut self, name: &str) -> Result<Open, XmlErrorKind> {
        Ok(Open { text: self.entities.open(name)?, from: 0 })
    }

    /// Appends replacement text as in a value, up to its end or to the next entity in it: that one's name, and where
    /// the text goes on. Its line ends are normalised already, so each white space character becomes a space.
    fn replacement<'t>(&mut self, text: &'t str, from: usize) -> Result<Option<(&'t str, usize)>, Fault> {
        let (mut at, to) = (from, text.len());
        loop {
            at = self.plain_run(text, at, plain_in_value(&text.as_bytes()[at..to]));
            let Some(byte) = text.as_bytes().get(at) else { return Ok(None) };
            at = match byte {
                b'&' => {
                    let end = reference_end(text, at, to)?;
                    let name = &text[at + 1..end - 1];
                    if !self.reference(name, at, None)? {
                        return Ok(Some((name, end)));
                    }
                    end
                }
                b'<' => return Err((XmlErrorKind::LessThanInValue, at)),
                b'\r' | b'\n' | b'\t' => {
                    self.into.push(' ');
                    at + 1
                }
                _ => self.character(text, at, to)?,
            };
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

/// How many bytes of character data stand for themselves. 0xEF does not: it may begin U+FFFE.
fn plain_in_text(bytes: &[u8]) -> usize {
    let is_plain = |&byte: &u8| matches!(byte, b'\t' | b'\n' | b' '..=0xEE | 0xF0..);
    bytes.iter().position(|byte| !is_plain(byte)).unwrap_or(bytes.len())
}

/// How many bytes of an attribute value stand for themselves.
fn plain_in_value(bytes: &[u8]) -> usize {
    let length = plain_length(bytes, b'"');
    memchr(0xEF, &bytes[..length]).unwrap_or(length)
}

fn after_line_end(text: &str, at: usize, to: usize) -> usize {
    if text[at..to].starts_with("\r\n") { at + 2 } else { at + 1 }
}

/// The end of the reference at `at`, after its `;`.
pub(super) fn reference_end(text: &str, at: usize, to: usize) -> Result<usize, Fault> {
    let length = text[at..to].find(';').ok_or((XmlErrorKind::BadReference, at))?;
    Ok(at + length + 1)
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

/// The character that `&#…;` stands for, where `digits` are between the two.
pub(super) fn referred_character(digits: &str) -> Result<char, XmlErrorKind> {
    let character = character_reference(digits).ok_or(XmlErrorKind::BadReference)?;
    let legal = char::from_u32(character).filter(|&c| is_xml_char(c));
    legal.ok_or(XmlErrorKind::IllegalCharacter { character })
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
