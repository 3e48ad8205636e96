//! Where elements and attributes stand in the text of a document, as edits need it.

use std::ops::Range;

use crate::xml::{Element, is_space};

/// The element from its `<` to behind its end.
pub(super) fn element(text: &str, element: &Element) -> Option<Range<usize>> {
    let (start, end) = ends(element)?;
    if is_empty_tag(text, start, end) {
        return Some(start..end);
    }
    Some(start..end + text.get(end..)?.find('>')? + 1)
}

/// Where its tag begins, and its end tag; what follows it where it is an empty-element tag.
pub(super) fn ends(element: &Element) -> Option<(usize, usize)> {
    Some((usize::try_from(element.place?.offset).ok()?, usize::try_from(element.end).ok()?))
}

/// Whether the element from `start` to `end` is an empty-element tag.
pub(super) fn is_empty_tag(text: &str, start: usize, end: usize) -> bool {
    behind_tag(text, start) == Some(end) && text[..end].ends_with("/>")
}

/// Behind the `>` of the tag that begins at `start`.
pub(super) fn behind_tag(text: &str, start: usize) -> Option<usize> {
    let mut quote = None;
    for (index, byte) in text.get(start..)?.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(start + index + 1),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// An attribute of the tag that begins at `start`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AttributeSpan {
    /// From the white space before it to its closing quote.
    pub(super) whole: Range<usize>,
    /// Its name.
    pub(super) name: Range<usize>,
    /// Between its quotes.
    pub(super) value: Range<usize>,
}

/// The attribute whose name begins at `start`.
pub(super) fn attribute_at(text: &str, start: usize) -> Option<AttributeSpan> {
    let rest = text.get(start..)?;
    let length = rest.find(|c: char| c == '=' || (c.is_ascii() && is_space(c as u8)))?;
    let quote_at = start + length + rest.get(length..)?.find(['"', '\''])?;
    let quote = text.as_bytes()[quote_at] as char;
    let value = quote_at + 1..quote_at + 1 + text.get(quote_at + 1..)?.find(quote)?;
    let blank = text[..start].bytes().rev().take_while(|&byte| is_space(byte)).count();
    Some(AttributeSpan { whole: start - blank..value.end + 1, name: start..start + length, value })
}

/// The attribute of that name in the tag that begins at `start`.
pub(super) fn attribute(text: &str, start: usize, name: &str) -> Option<AttributeSpan> {
    let tag = text.get(start..behind_tag(text, start)?)?;
    let mut at = tag.find(|c: char| c.is_ascii() && is_space(c as u8))?;
    loop {
        at += tag.get(at..)?.find(|c: char| !(c.is_ascii() && is_space(c as u8)))?;
        let span = attribute_at(text, start + at)?;
        if span.whole.end > start + tag.len() {
            return None;
        }
        if &text[span.name.clone()] == name {
            return Some(span);
        }
        at = span.whole.end - start;
    }
}

/// The white space before `start`, back to a tag or a comment: nothing where something else stands there.
pub(super) fn with_indent(text: &str, start: usize) -> usize {
    let blank = text[..start].bytes().rev().take_while(|&byte| is_space(byte)).count();
    let before = start - blank;
    if text[..before].ends_with('>') { before } else { start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_with_their_values_and_the_white_space_before_them() {
        let text = "<a b='>' \n c = \"x\"/>";
        let span = attribute(text, 0, "c").unwrap();
        assert_eq!((&text[span.whole], &text[span.value]), (" \n c = \"x\"", "x"));
        assert_eq!(attribute(text, 0, "d"), None);
        assert_eq!(attribute("<a>b='1'</a>", 0, "b"), None);
        assert_eq!(behind_tag(text, 0), Some(text.len()));
    }
}
