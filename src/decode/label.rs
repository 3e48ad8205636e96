//! Which encoding a document is of, by its first bytes (XML 1.0, appendix F).

use std::borrow::Cow;

use super::WrongLabel;

/// What the first bytes say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sniffed {
    Utf8,
    Utf16 {
        is_big_endian: bool,
    },
    /// Not in the WHATWG encoding standard, and refused.
    Utf32,
    /// Declared by a label that the WHATWG encoding standard reads as windows-1252.
    Windows1252(String),
    /// Declared as UTF-16 in a document whose declaration is not: the label is wrong.
    WrongUtf16(String),
    /// Declared, and not at home here.
    Label(String),
}

/// Longest XML declaration that is waited for, in characters.
const DECLARATION: usize = 1024;

/// Whether the first bytes suffice to tell.
pub(super) fn is_enough(head: &[u8]) -> bool {
    let text = narrowed(head);
    let start = b"<?xml";
    let may_be_declared = text.starts_with(start) || start.starts_with(&text);
    head.len() >= 4 && (!may_be_declared || text.len() >= DECLARATION || declaration(&text).is_some())
}

/// The encoding, and the length of the byte order mark.
pub(super) fn sniff(head: &[u8]) -> (Sniffed, usize) {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => (Sniffed::Utf8, 3),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => (Sniffed::Utf32, 0),
        [0xFF, 0xFE, ..] => (Sniffed::Utf16 { is_big_endian: false }, 2),
        [0xFE, 0xFF, ..] => (Sniffed::Utf16 { is_big_endian: true }, 2),
        [1..=0x7F, 0, 1..=0x7F, 0, ..] => (Sniffed::Utf16 { is_big_endian: false }, 0),
        [0, 1..=0x7F, 0, 1..=0x7F, ..] => (Sniffed::Utf16 { is_big_endian: true }, 0),
        _ => (declared(head), 0),
    }
}

/// The label that the document gives itself, where what it is shows it to be wrong.
pub(super) fn wrong(sniffed: &Sniffed, head: &[u8]) -> Option<WrongLabel> {
    let (is_right, is): (fn(&str) -> bool, _) = match sniffed {
        Sniffed::Utf8 | Sniffed::WrongUtf16(_) => (is_utf8, "UTF-8"),
        Sniffed::Utf16 { .. } => (is_utf16, "UTF-16"),
        Sniffed::Utf32 | Sniffed::Windows1252(_) | Sniffed::Label(_) => return None,
    };
    let said = declaration(&narrowed(head)).and_then(encoding_of)?;
    (!is_right(&said.to_ascii_lowercase())).then_some(WrongLabel { said, is })
}

/// The characters of an ASCII start, whatever the width of their units.
fn narrowed(head: &[u8]) -> Cow<'_, [u8]> {
    match sniff_width(head) {
        (bom, false) => Cow::Borrowed(&head[bom..]),
        (bom, true) => Cow::Owned(head[bom..].iter().copied().filter(|&byte| byte != 0).collect()),
    }
}

/// The length of the byte order mark, and whether units are of two bytes.
fn sniff_width(head: &[u8]) -> (usize, bool) {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => (3, false),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => (2, true),
        [b'<', 0, ..] | [0, b'<', ..] => (0, true),
        _ => (0, false),
    }
}

fn declared(head: &[u8]) -> Sniffed {
    let Some(label) = declaration(head).and_then(encoding_of) else {
        return Sniffed::Utf8;
    };
    match label.to_ascii_lowercase().as_str() {
        lower if is_utf8(lower) => Sniffed::Utf8,
        lower if is_utf16(lower) => Sniffed::WrongUtf16(label),
        "us-ascii" | "ascii" | "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "windows-1252"
        | "cp1252" => Sniffed::Windows1252(label),
        _ => Sniffed::Label(label),
    }
}

fn is_utf8(label: &str) -> bool {
    matches!(
        label,
        "utf-8" | "utf8" | "unicode-1-1-utf-8" | "unicode11utf8" | "unicode20utf8" | "x-unicode20utf8"
    )
}

fn is_utf16(label: &str) -> bool {
    matches!(
        label,
        "utf-16"
            | "utf-16le"
            | "utf-16be"
            | "unicode"
            | "unicodefeff"
            | "unicodefffe"
            | "ucs-2"
            | "csunicode"
            | "iso-10646-ucs-2"
    )
}

/// The bytes between `<?xml` and `?>`. One that is longer than what is waited for is none, also where it is all there.
fn declaration(head: &[u8]) -> Option<&[u8]> {
    let head = &head[..head.len().min(DECLARATION)];
    let inside = head.strip_prefix(b"<?xml")?;
    let end = memchr::memmem::find(inside, b"?>")?;
    Some(&inside[..end])
}

fn encoding_of(declaration: &[u8]) -> Option<String> {
    let at = memchr::memmem::find(declaration, b"encoding")?;
    let rest = declaration[at + 8..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let (&quote, rest) = rest.split_first()?;
    let end = memchr::memchr(quote, rest)?;
    let is_label = rest[..end].iter().all(u8::is_ascii_graphic);
    is_label.then(|| String::from_utf8_lossy(&rest[..end]).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_declarations_tell_the_encoding() {
        let check = |head: &[u8], expected: Sniffed| assert_eq!(sniff(head).0, expected, "{head:?}");
        check(b"<a/>", Sniffed::Utf8);
        check(b"", Sniffed::Utf8);
        check(b"\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-16'?>", Sniffed::Utf8);
        check(b"<\0?\0", Sniffed::Utf16 { is_big_endian: false });
        check(b"\xFE\xFF\0<", Sniffed::Utf16 { is_big_endian: true });
        check(b"<?xml version='1.0' encoding = \"Latin1\"?>", Sniffed::Windows1252("Latin1".into()));
        check(b"<?xml version='1.0' encoding='utf-16'?>", Sniffed::WrongUtf16("utf-16".into()));
        check(b"<?xml version='1.0' encoding='Shift_JIS'?>", Sniffed::Label("Shift_JIS".into()));
    }

    #[test]
    fn a_declaration_is_waited_for() {
        assert!(!is_enough(b"<?x"));
        assert!(!is_enough(b"<?xml version='1.0' "));
        assert!(is_enough(b"<?xml version='1.0'?>"));
        assert!(is_enough(b"<a/>"));
    }
}
