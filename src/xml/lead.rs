//! What stands before an attribute's value: white space, a qualified name, `=` and a quote.

use std::ops::Range;

use memchr::{memchr, memchr3};

use super::characters::scan_name;
use super::error::XmlErrorKind;
use super::references::Fault;
use super::whitespace::is_space;
use crate::limits::XmlLimits;

/// A qualified name in the text of the tag.
#[derive(Debug, Clone, Default)]
pub(super) struct NameSpan {
    pub(super) range: Range<usize>,
    pub(super) colon: Option<usize>,
}

impl NameSpan {
    /// Whether the attribute of this name declares a namespace (Namespaces in XML, section 3).
    pub(super) fn declares(&self, tag: &[u8]) -> bool {
        let Range { start, end } = self.range;
        tag[start..end].starts_with(b"xmlns") && (end == start + 5 || self.colon == Some(start + 5))
    }

    pub(super) fn prefix<'t>(&self, text: &'t str) -> &'t str {
        self.colon.map_or("", |colon| &text[self.range.start..colon])
    }

    pub(super) fn local<'t>(&self, text: &'t str) -> &'t str {
        &text[self.colon.map_or(self.range.start, |colon| colon + 1)..self.range.end]
    }

    pub(super) fn rebase(&mut self, by: usize) {
        self.range = self.range.start - by..self.range.end - by;
        self.colon = self.colon.map(|colon| colon - by);
    }
}

/// An attribute up to its value.
pub(super) struct Lead {
    pub(super) name: NameSpan,
    pub(super) value_at: usize,
    pub(super) quote: u8,
}

/// What comes next in a tag.
pub(super) enum Next {
    Attribute(Lead),
    Close(TagEnd),
    /// More text has to tell.
    Cut,
}

/// The `>` or `/>` of a tag.
#[derive(Debug, Clone, Copy)]
pub(super) struct TagEnd {
    pub(super) at: usize,
    pub(super) is_empty: bool,
}

/// The name that begins at `at`; `None` where it may go on after the text.
pub(super) fn scan_qname(text: &str, at: usize, limits: &XmlLimits) -> Result<Option<NameSpan>, Fault> {
    if at == text.len() {
        return Ok(None);
    }
    let (end, colon) = scan_name(text, at).ok_or((XmlErrorKind::BadName, at))?;
    if end - at > limits.name_bytes {
        return Err((XmlErrorKind::Limit { name: "name_bytes", value: limits.name_bytes }, at));
    }
    if end == text.len() {
        return Ok(None);
    }
    match colon {
        Some(colon)
            if scan_name(text, colon + 1).is_none_or(|(_, second)| second.is_some()) || colon == at =>
        {
            Err((XmlErrorKind::BadName, at))
        }
        _ => Ok(Some(NameSpan { range: at..end, colon })),
    }
}

/// What stands at `at`, after the tag's name or a value: an attribute has white space before it.
pub(super) fn scan_next(text: &str, at: usize, limits: &XmlLimits) -> Result<Next, Fault> {
    let bytes = text.as_bytes();
    let start = past_space(bytes, at);
    match bytes[start..] {
        [] | [b'/'] => Ok(Next::Cut),
        [b'>', ..] => Ok(Next::Close(TagEnd { at: start, is_empty: false })),
        [b'/', b'>', ..] => Ok(Next::Close(TagEnd { at: start, is_empty: true })),
        _ if start == at => Err((XmlErrorKind::BadAttribute, at)),
        _ => match scan_qname(text, start, limits)? {
            Some(name) => scan_equals(bytes, name),
            None => Ok(Next::Cut),
        },
    }
}

fn scan_equals(bytes: &[u8], name: NameSpan) -> Result<Next, Fault> {
    let equals = past_space(bytes, name.range.end);
    let open = past_space(bytes, equals + 1);
    match (bytes.get(equals), bytes.get(open)) {
        (Some(b'='), Some(&quote @ (b'"' | b'\''))) => {
            Ok(Next::Attribute(Lead { name, value_at: open + 1, quote }))
        }
        (None, _) | (Some(b'='), None) => Ok(Next::Cut),
        (Some(b'='), _) => Err((XmlErrorKind::BadAttribute, open)),
        _ => Err((XmlErrorKind::BadAttribute, equals)),
    }
}

fn past_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|&byte| is_space(byte)) {
        at += 1;
    }
    at
}

/// Where the `>` stands that ends the tag which goes on at `at`, outside of quotes.
pub(super) fn tag_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let found = at + memchr3(b'>', b'"', b'\'', &bytes[at..])?;
        if bytes[found] == b'>' {
            return Some(found);
        }
        at = found + 2 + memchr(bytes[found], &bytes[found + 1..])?;
    }
}
