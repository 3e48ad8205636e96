//! Names as XML 1.0 has them (fifth edition, §2.3): what `Name`, `NCName`, `NMTOKEN`, `\i` and `\c` are made of.
//!
//! The second edition, which XML Schema 1.0 cites, listed the letters of Unicode 2.0; the fifth replaced that list by
//! these ranges, which hold all of it. The W3C's suite expects the fifth's.

/// `NameStartChar`, `:` included.
pub(super) const START_RANGES: [(char, char); 16] = [
    (':', ':'),
    ('A', 'Z'),
    ('_', '_'),
    ('a', 'z'),
    ('\u{C0}', '\u{D6}'),
    ('\u{D8}', '\u{F6}'),
    ('\u{F8}', '\u{2FF}'),
    ('\u{370}', '\u{37D}'),
    ('\u{37F}', '\u{1FFF}'),
    ('\u{200C}', '\u{200D}'),
    ('\u{2070}', '\u{218F}'),
    ('\u{2C00}', '\u{2FEF}'),
    ('\u{3001}', '\u{D7FF}'),
    ('\u{F900}', '\u{FDCF}'),
    ('\u{FDF0}', '\u{FFFD}'),
    ('\u{10000}', '\u{EFFFF}'),
];

/// What `NameChar` has beyond `NameStartChar`.
pub(super) const OTHER_RANGES: [(char, char); 5] =
    [('-', '.'), ('0', '9'), ('\u{B7}', '\u{B7}'), ('\u{300}', '\u{36F}'), ('\u{203F}', '\u{2040}')];

/// Whether the character may begin a `Name`.
fn is_name_start_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic() || c == '_' || c == ':';
    }
    is_within(&START_RANGES, c)
}

/// Whether the character may stand in a `Name`.
fn is_name_char(c: char) -> bool {
    if let Ok(byte) = u8::try_from(c)
        && byte.is_ascii()
    {
        return is_ascii_name_byte(byte);
    }
    is_within(&START_RANGES, c) || is_within(&OTHER_RANGES, c)
}

fn is_within(ranges: &[(char, char)], c: char) -> bool {
    ranges.iter().any(|&(first, last)| first <= c && c <= last)
}

/// Whether the text is a `Name`.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(is_name_start_char) && are_name_chars(text)
}

fn are_name_chars(text: &str) -> bool {
    match text.bytes().find(|&byte| !is_ascii_name_byte(byte)) {
        None => true,
        Some(byte) => !byte.is_ascii() && text.chars().all(is_name_char),
    }
}

fn is_ascii_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'-' | b'.')
}

/// Whether the text is an `NCName`: a name without a colon.
pub(super) fn is_ncname(text: &str) -> bool {
    is_name(text) && !text.contains(':')
}

/// Whether the text is an `NMTOKEN`.
pub(super) fn is_nmtoken(text: &str) -> bool {
    !text.is_empty() && are_name_chars(text)
}

/// The prefix (empty where there is none) and the local part of a `QName`.
pub(super) fn split_qname(text: &str) -> Option<(&str, &str)> {
    match text.split_once(':') {
        Some((prefix, local)) => (is_ncname(prefix) && is_ncname(local)).then_some((prefix, local)),
        None => is_ncname(text).then_some(("", text)),
    }
}

/// Whether the text is a `language`: `[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*`.
pub(super) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_part = |part: &str| (1..=8).contains(&part.len());
    let first = parts.next().unwrap_or_default();
    is_part(first)
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| is_part(part) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_begin_with_a_letter_an_underscore_or_a_colon() {
        for text in ["a", "_1", ":", "é·", "a-b.c", "𐀀"] {
            assert!(is_name(text), "{text}");
        }
        for text in ["", "1a", "-a", "·a", "a b", "a×"] {
            assert!(!is_name(text), "{text}");
        }
        assert!(is_nmtoken("-1.a:"));
        assert!(!is_ncname("a:b"));
    }

    #[test]
    fn a_qualified_name_has_at_most_one_colon() {
        assert_eq!(split_qname("a:b"), Some(("a", "b")));
        assert_eq!(split_qname("b"), Some(("", "b")));
        for text in [":b", "a:", "a:b:c", "a:1", ""] {
            assert_eq!(split_qname(text), None, "{text}");
        }
    }

    #[test]
    fn languages_are_parts_of_up_to_eight_letters() {
        assert!(is_language("en-US") && is_language("x-12345678"));
        for text in ["", "e1", "en-", "en_US", "123", "abcdefghi", "-en"] {
            assert!(!is_language(text), "{text}");
        }
    }
}
