//! The escapes of strings, which may be cut anywhere by the end of a chunk.

/// What of an escape has been read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Escape {
    /// None is open.
    #[default]
    None,
    /// The backslash.
    Backslash,
    /// `\u` and so many digits, with their value.
    Unicode { digits: u8, value: u16 },
}

/// What the next character makes of an open escape.
pub(super) enum Escaped {
    /// More is to come.
    Open(Escape),
    /// A character that stands for itself or for a control character.
    Char(char),
    /// A UTF-16 code unit.
    Unit(u16),
    /// No escape.
    Bad,
}

impl Escape {
    /// Takes the next byte of the escape.
    pub(super) fn next(self, byte: u8) -> Escaped {
        match self {
            Self::None | Self::Backslash => simple(byte),
            Self::Unicode { digits, value } => match char::from(byte).to_digit(16) {
                None => Escaped::Bad,
                Some(digit) => {
                    let value = value << 4 | u16::try_from(digit).unwrap_or_default();
                    if digits == 3 {
                        Escaped::Unit(value)
                    } else {
                        Escaped::Open(Self::Unicode { digits: digits + 1, value })
                    }
                }
            },
        }
    }
}

fn simple(byte: u8) -> Escaped {
    match byte {
        b'"' | b'\\' | b'/' => Escaped::Char(char::from(byte)),
        b'b' => Escaped::Char('\u{8}'),
        b'f' => Escaped::Char('\u{C}'),
        b'n' => Escaped::Char('\n'),
        b'r' => Escaped::Char('\r'),
        b't' => Escaped::Char('\t'),
        b'u' => Escaped::Open(Escape::Unicode { digits: 0, value: 0 }),
        _ => Escaped::Bad,
    }
}

/// Puts code units together to characters.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Surrogates {
    high: Option<u16>,
}

impl Surrogates {
    /// Appends a unit to `text`; how many lone surrogates became U+FFFD on the way.
    pub(super) fn push(&mut self, unit: u16, text: &mut String) -> u64 {
        if let Some(high) = self.high
            && (0xDC00..0xE000).contains(&unit)
        {
            self.high = None;
            text.extend(char::decode_utf16([high, unit]).flatten());
            return 0;
        }
        let lone = self.flush(text);
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some(unit);
            return lone;
        }
        let decoded = char::from_u32(u32::from(unit));
        text.push(decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
        lone + u64::from(decoded.is_none())
    }

    /// No unit follows: a first half that waits for its second is alone.
    pub(super) fn flush(&mut self, text: &mut String) -> u64 {
        if self.high.take().is_none() {
            return 0;
        }
        text.push(char::REPLACEMENT_CHARACTER);
        1
    }
}
