//! The `whiteSpace` facet: what happens to a text before it is looked at (Datatypes §4.3.6).

use std::borrow::Cow;
use std::fmt;

/// How white space is normalized; a later one is stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhiteSpace {
    /// Nothing is changed.
    Preserve,
    /// Each tab, line feed and carriage return becomes a space.
    Replace,
    /// Also runs of spaces become one, and leading and trailing ones go.
    Collapse,
}

impl WhiteSpace {
    /// The value of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "preserve" => Some(Self::Preserve),
            "replace" => Some(Self::Replace),
            "collapse" => Some(Self::Collapse),
            _ => None,
        }
    }

    /// The normalized text; borrowed unless something within it changes.
    pub fn normalize(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Preserve => Cow::Borrowed(text),
            Self::Replace => replace(text),
            Self::Collapse => collapse(text),
        }
    }
}

impl fmt::Display for WhiteSpace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Preserve => "preserve",
            Self::Replace => "replace",
            Self::Collapse => "collapse",
        })
    }
}

/// The text without leading and trailing white space.
#[inline]
pub(super) fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    if let ([first, ..], [.., last]) = (bytes, bytes)
        && *first > b' '
        && *last > b' '
    {
        return text;
    }
    text.trim_matches(is_space)
}

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

fn replace(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
        Cow::Owned(text.replace(is_space, " "))
    } else {
        Cow::Borrowed(text)
    }
}

fn collapse(text: &str) -> Cow<'_, str> {
    let text = trim(text);
    if is_collapsed(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let words: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    Cow::Owned(words.join(" "))
}

/// Whether a trimmed text holds single spaces only.
fn is_collapsed(text: &[u8]) -> bool {
    let mut after_space = false;
    for &byte in text {
        match byte {
            b' ' if after_space => return false,
            b'\t' | b'\n' | b'\r' => return false,
            _ => after_space = byte == b' ',
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_normalizes_as_the_specification_says() {
        let text = " a\t\tb  c\n";
        assert_eq!(WhiteSpace::Preserve.normalize(text), text);
        assert_eq!(WhiteSpace::Replace.normalize(text), " a  b  c ");
        assert_eq!(WhiteSpace::Collapse.normalize(text), "a b c");
        assert_eq!(WhiteSpace::Collapse.normalize(" \n"), "");
    }

    #[test]
    fn other_unicode_spaces_are_kept() {
        assert_eq!(WhiteSpace::Collapse.normalize("\u{A0}a\u{2003}"), "\u{A0}a\u{2003}");
    }

    #[test]
    fn a_text_with_single_spaces_is_borrowed() {
        assert!(matches!(WhiteSpace::Collapse.normalize(" a b "), Cow::Borrowed("a b")));
    }
}
