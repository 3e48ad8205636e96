//! How tokens begin and end: what is missing where a text breaks off, and what may still come.

use super::error::XmlErrorKind;

/// What may begin something longer where it ends a window: `]]>`, a line end, an escape sequence.
pub(super) const HELD_BACK: [char; 3] = [']', '\r', '\u{1B}'];

/// Longest reference that is waited for: more than any name of an entity that is known here.
pub(super) const MAX_REFERENCE: usize = 256;

/// Whether one of the two begins with the other.
pub(super) fn begins(rest: &str, start: &str) -> bool {
    rest.starts_with(start) || start.starts_with(rest)
}

pub(super) fn bad_token(rest: &str) -> XmlErrorKind {
    if rest.starts_with('&') { XmlErrorKind::BadReference } else { XmlErrorKind::BadMarkup }
}

pub(super) fn missing_end(rest: &str) -> &'static str {
    match rest.as_bytes() {
        [b'<', b'!', b'-', ..] => "-->",
        [b'<', b'!', b'[', ..] => "]]>",
        [b'<', b'?', ..] => "?>",
        [b'&', ..] => ";",
        _ => ">",
    }
}

pub(super) fn find_cdata_end(text: &str) -> Option<usize> {
    let first = memchr::memchr(b']', text.as_bytes())?;
    memchr::memmem::find(&text.as_bytes()[first..], b"]]>").map(|at| first + at)
}
