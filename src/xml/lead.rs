//! What stands before an attribute's value: white space, a qualified name, `=` and a quote.

use std::ops::Range;

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

pub(super) fn scan_qname(text: &str, at: usize, limits: &XmlLimits) -> Result<NameSpan, Fault> {
    let (end, colon) = scan_name(text, at).ok_or((XmlErrorKind::BadName, at))?;
    if end - at > limits.name_bytes {
        return Err((XmlErrorKind::Limit { name: "name_bytes", value: limits.name_bytes }, at));
    }
    match colon {
        Some(colon)
            if scan_name(text, colon + 1).is_none_or(|(_, second)| second.is_some()) || colon == at =>
        {
            Err((XmlErrorKind::BadName, at))
        }
        _ => Ok(NameSpan { range: at..end, colon }),
    }
}

/// The next attribute up to its value; white space must stand before it. `None` at the end of the tag.
pub(super) fn scan_lead(
    text: &str,
    (at, to): (usize, usize),
    limits: &XmlLimits,
) -> Result<Option<Lead>, Fault> {
    let tag = &text.as_bytes()[..to];
    let start = past_space(tag, at);
    if start == to {
        return Ok(None);
    }
    if start == at {
        return Err((XmlErrorKind::BadAttribute, at));
    }
    let name = scan_qname(text, start, limits)?;
    let equals = past_space(tag, name.range.end);
    if tag.get(equals) != Some(&b'=') {
        return Err((XmlErrorKind::BadAttribute, equals));
    }
    let open = past_space(tag, equals + 1);
    match tag.get(open) {
        Some(&quote @ (b'"' | b'\'')) => Ok(Some(Lead { name, value_at: open + 1, quote })),
        _ => Err((XmlErrorKind::BadAttribute, open)),
    }
}

fn past_space(tag: &[u8], mut at: usize) -> usize {
    while tag.get(at).is_some_and(|&byte| is_space(byte)) {
        at += 1;
    }
    at
}
