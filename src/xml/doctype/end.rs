//! Where a document type declaration ends, before it is read: it may come in several chunks.

use memchr::memmem;

/// The byte after the declaration that begins at `at`; `None` where the text ends before.
pub(in crate::xml) fn doctype_end(text: &str, at: usize) -> Option<usize> {
    let mut is_inside = false;
    let mut rest = at + "<!DOCTYPE".len();
    loop {
        rest = match (text.as_bytes().get(rest)?, is_inside) {
            (b'>', false) => return Some(rest + 1),
            (b'"' | b'\'', false) => past_literal(text, rest)?,
            (b'[', false) => {
                is_inside = true;
                rest + 1
            }
            (b']', true) => {
                is_inside = false;
                rest + 1
            }
            (b'<', true) => past_declaration(text, rest)?,
            _ => rest + 1,
        };
    }
}

fn past_literal(text: &str, at: usize) -> Option<usize> {
    past(text, at + 1, &text[at..=at])
}

fn past(text: &str, at: usize, close: &str) -> Option<usize> {
    Some(at + memmem::find(text.as_bytes().get(at..)?, close.as_bytes())? + close.len())
}

/// The byte after a comment, a processing instruction or a declaration.
fn past_declaration(text: &str, at: usize) -> Option<usize> {
    if text[at..].starts_with("<!--") {
        return past(text, at + 4, "-->");
    }
    if text[at..].starts_with("<?") {
        return past(text, at + 2, "?>");
    }
    let mut rest = at + 1;
    loop {
        rest = match text.as_bytes().get(rest)? {
            b'>' => return Some(rest + 1),
            b'"' | b'\'' => past_literal(text, rest)?,
            _ => rest + 1,
        };
    }
}
