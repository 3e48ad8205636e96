//! Which encoding a document is of, by its first bytes (XML 1.0, appendix F).

/// What the first bytes say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sniffed {
    Utf8,
    Utf16 {
        is_big_endian: bool,
    },
    Windows1252,
    /// Declared as UTF-16 in a document whose declaration is not: the label is wrong.
    WrongUtf16(String),
    /// Declared, and not at home here.
    Label(String),
}

/// Longest XML declaration that is waited for, in bytes.
const DECLARATION: usize = 1024;

/// Whether the first bytes suffice to tell.
pub(super) fn is_enough(head: &[u8]) -> bool {
    let start = b"<?xml";
    let may_be_declared = head.starts_with(start) || start.starts_with(head);
    head.len() >= 4 && (!may_be_declared || head.len() > DECLARATION || declaration(head).is_some())
}

/// The encoding, and the length of the byte order mark.
pub(super) fn sniff(head: &[u8]) -> (Sniffed, usize) {
    match head {
        [0xEF, 0xBB, 0xBF, ..] => (Sniffed::Utf8, 3),
        [0xFF, 0xFE, ..] => (Sniffed::Utf16 { is_big_endian: false }, 2),
        [0xFE, 0xFF, ..] => (Sniffed::Utf16 { is_big_endian: true }, 2),
        [b'<', 0, _, 0, ..] => (Sniffed::Utf16 { is_big_endian: false }, 0),
        [0, b'<', 0, _, ..] => (Sniffed::Utf16 { is_big_endian: true }, 0),
        _ => (declared(head), 0),
    }
}

fn declared(head: &[u8]) -> Sniffed {
    let Some(label) = declaration(head).and_then(encoding_of) else {
        return Sniffed::Utf8;
    };
    match label.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" => Sniffed::Utf8,
        "us-ascii" | "ascii" | "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "windows-1252"
        | "cp1252" => Sniffed::Windows1252,
        "utf-16" | "utf-16le" | "utf-16be" | "unicode" | "ucs-2" | "iso-10646-ucs-2" => {
            Sniffed::WrongUtf16(label)
        }
        _ => Sniffed::Label(label),
    }
}

/// The bytes between `<?xml` and `?>`.
fn declaration(head: &[u8]) -> Option<&[u8]> {
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
        check(b"<?xml version='1.0' encoding = \"Latin1\"?>", Sniffed::Windows1252);
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
