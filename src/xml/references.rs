//! What stands for other characters: references, line ends, white space in values, characters that XML does not
//! allow. Everything here is the slow path: most values hold none of it.

use super::characters::is_xml_char;
use super::error::XmlErrorKind;
use super::options::{IllegalCharacters, Repairs};

/// An error and the byte in the text where it stands.
pub(super) type Fault = (XmlErrorKind, usize);

/// Where values and text are expanded to, and what to do with what XML does not allow.
pub(super) struct Expander<'a> {
    pub(super) into: &'a mut String,
    pub(super) policy: IllegalCharacters,
    pub(super) repairs: &'a mut Repairs,
}

impl Expander<'_> {
    /// Appends the attribute value `text[from..to]`, normalised (XML 1.0, 3.3.3).
    pub(super) fn value(&mut self, text: &str, from: usize, to: usize) -> Result<(), Fault> {
        let mut at = from;
        while at < to {
            at = self.plain_run(text, at, to, is_plain_in_value);
            let Some(byte) = text.as_bytes()[..to].get(at) else { break };
            at = match byte {
                b'&' => self.reference_in(text, at, to)?,
                b'<' => return Err((XmlErrorKind::LessThanInValue, at)),
                b'\r' | b'\n' | b'\t' => {
                    self.into.push(' ');
                    after_line_end(text, at, to)
                }
                _ => self.character(text, at)?,
            };
        }
        Ok(())
    }

    /// Appends character data `text[from..to]` with line ends normalised (2.11).
    pub(super) fn text(&mut self, text: &str, from: usize, to: usize) -> Result<(), Fault> {
        let mut at = from;
        while at < to {
            at = self.plain_run(text, at, to, is_plain_in_text);
            let Some(byte) = text.as_bytes()[..to].get(at) else { break };
            at = if *byte == b'\r' {
                self.into.push('\n');
                after_line_end(text, at, to)
            } else {
                self.character(text, at)?
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

    /// Appends what `&name;` stands for; `at` is the place of the `&`.
    pub(super) fn reference(&mut self, name: &str, at: usize) -> Result<(), Fault> {
        let code = match name.strip_prefix('#') {
            Some(digits) => character_reference(digits).ok_or((XmlErrorKind::BadReference, at))?,
            None => u32::from(predefined(name).ok_or_else(|| unknown(name, at))?),
        };
        match char::from_u32(code).filter(|&c| is_xml_char(c)) {
            Some(c) => self.into.push(c),
            None => self.illegal(code, at, true)?,
        }
        Ok(())
    }

    fn reference_in(&mut self, text: &str, at: usize, to: usize) -> Result<usize, Fault> {
        let length = text[at..to].find(';').ok_or((XmlErrorKind::BadReference, at))?;
        self.reference(&text[at + 1..at + length], at)?;
        Ok(at + length + 1)
    }

    fn character(&mut self, text: &str, at: usize) -> Result<usize, Fault> {
        let Some(c) = text[at..].chars().next() else {
            return Ok(text.len());
        };
        if is_xml_char(c) {
            self.into.push(c);
        } else {
            self.illegal(u32::from(c), at, false)?;
        }
        Ok(at + c.len_utf8())
    }

    fn illegal(&mut self, character: u32, at: usize, is_reference: bool) -> Result<(), Fault> {
        match self.policy {
            IllegalCharacters::Refuse => Err((XmlErrorKind::IllegalCharacter { character }, at)),
            IllegalCharacters::Replace(replacement) => {
                self.into.push_str(replacement);
                self.repairs.note(character, at, is_reference);
                Ok(())
            }
        }
    }
}

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
fn character_reference(digits: &str) -> Option<u32> {
    let (digits, radix) = match digits.strip_prefix('x') {
        Some(hex) => (hex, 16),
        None => (digits, 10),
    };
    let is_number = !digits.is_empty() && digits.chars().all(|c| c.is_digit(radix));
    is_number.then(|| u32::from_str_radix(digits, radix).unwrap_or(u32::MAX))
}
