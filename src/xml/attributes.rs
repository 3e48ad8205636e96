//! The inside of a start tag: its name, its attributes, its namespace declarations.
//!
//! A [`Tag`] is filled anew for each start tag and keeps its memory, so that reading costs no allocation.

use std::ops::Range;

use memchr::memchr;

use super::characters::{is_plain, scan_name};
use super::error::XmlErrorKind;
use super::references::{Expander, Fault};
use super::whitespace::is_space;
use crate::limits::XmlLimits;

/// A qualified name in the text of the tag.
#[derive(Debug, Clone, Default)]
pub(super) struct NameSpan {
    pub(super) range: Range<usize>,
    pub(super) colon: Option<usize>,
}

impl NameSpan {
    pub(super) fn prefix<'t>(&self, text: &'t str) -> &'t str {
        self.colon.map_or("", |colon| &text[self.range.start..colon])
    }

    pub(super) fn local<'t>(&self, text: &'t str) -> &'t str {
        &text[self.colon.map_or(self.range.start, |colon| colon + 1)..self.range.end]
    }

    fn rebase(&mut self, by: usize) {
        self.range = self.range.start - by..self.range.end - by;
        self.colon = self.colon.map(|colon| colon - by);
    }
}

/// Where a value stands: in the text as it is, or expanded beside it.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Plain(Range<usize>),
    Expanded(Range<usize>),
}

impl Piece {
    pub(super) fn get<'t>(&self, text: &'t str, expanded: &'t str) -> &'t str {
        match self {
            Self::Plain(range) => &text[range.clone()],
            Self::Expanded(range) => &expanded[range.clone()],
        }
    }
}

#[derive(Debug)]
pub(super) struct Slot {
    pub(super) name: NameSpan,
    pub(super) value: Piece,
    pub(super) value_at: usize,
}

/// The current start tag.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub(super) at: usize,
    pub(super) name: NameSpan,
    pub(super) attributes: Vec<Slot>,
    pub(super) declarations: Vec<Slot>,
}

impl Tag {
    /// Reads `<name a="v" …` from `at` (the `<`) to `to` (the `>` or `/>`).
    pub(super) fn scan(
        &mut self,
        text: &str,
        (at, to): (usize, usize),
        is_clean: bool,
        expander: &mut Expander<'_>,
        limits: &XmlLimits,
    ) -> Result<(), Fault> {
        self.at = at;
        self.attributes.clear();
        self.declarations.clear();
        self.name = scan_qname(text, at + 1, limits)?;
        let mut rest = self.name.range.end;
        while let Some(start) = skip_space(text, rest, to)? {
            rest = self.attribute(text, (start, to), is_clean, expander, limits)?;
        }
        self.refuse_duplicates(text)
    }

    fn attribute(
        &mut self,
        text: &str,
        (at, to): (usize, usize),
        is_clean: bool,
        expander: &mut Expander<'_>,
        limits: &XmlLimits,
    ) -> Result<usize, Fault> {
        let name = scan_qname(text, at, limits)?;
        let (value_at, value_end) = scan_value(text, name.range.end, to)?;
        let value = if is_clean && is_plain(&text.as_bytes()[value_at..value_end]) {
            Piece::Plain(value_at..value_end)
        } else {
            let from = expander.into.len();
            expander.value(text, value_at, value_end)?;
            Piece::Expanded(from..expander.into.len())
        };
        self.add(text, Slot { name, value, value_at }, limits)?;
        Ok(value_end + 1)
    }

    /// Adds an attribute or a namespace declaration.
    pub(super) fn add(&mut self, text: &str, slot: Slot, limits: &XmlLimits) -> Result<(), Fault> {
        let (name, at) = (&slot.name, slot.name.range.start);
        let is_declaration = text[name.range.clone()].starts_with("xmlns")
            && (name.range.len() == 5 || name.colon == Some(at + 5));
        let slots = if is_declaration { &mut self.declarations } else { &mut self.attributes };
        slots.push(slot);
        if slots.len() > limits.attributes {
            return Err((XmlErrorKind::Limit { name: "attributes", value: limits.attributes }, at));
        }
        Ok(())
    }

    /// Makes the tag one of a text that starts where the tag starts.
    pub(super) fn rebase(&mut self) {
        let by = std::mem::take(&mut self.at);
        self.name.rebase(by);
        for slot in self.attributes.iter_mut().chain(&mut self.declarations) {
            slot.name.rebase(by);
            slot.value_at -= by;
            if let Piece::Plain(range) = &mut slot.value {
                *range = range.start - by..range.end - by;
            }
        }
    }

    fn refuse_duplicates(&self, text: &str) -> Result<(), Fault> {
        match twice(text, &self.attributes).or_else(|| twice(text, &self.declarations)) {
            None => Ok(()),
            Some(slot) => Err(duplicate(text, slot)),
        }
    }
}

/// The first attribute whose name an earlier one has. One bit per name tells most names apart without comparing them.
fn twice<'s>(text: &str, slots: &'s [Slot]) -> Option<&'s Slot> {
    let mut seen = 0u64;
    for (index, slot) in slots.iter().enumerate() {
        let name = text[slot.name.range.clone()].as_bytes();
        let bit =
            1u64 << ((name.len() * 7 + usize::from(name[0]) * 3 + usize::from(name[name.len() - 1])) % 64);
        let is_twice = |other: &Slot| text[other.name.range.clone()].as_bytes() == name;
        if seen & bit != 0 && slots[..index].iter().any(is_twice) {
            return Some(slot);
        }
        seen |= bit;
    }
    None
}

pub(super) fn duplicate(text: &str, slot: &Slot) -> Fault {
    let range = slot.name.range.clone();
    (XmlErrorKind::DuplicateAttribute { name: text[range.clone()].to_owned() }, range.start)
}

fn scan_qname(text: &str, at: usize, limits: &XmlLimits) -> Result<NameSpan, Fault> {
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

/// The start of the next attribute: white space must stand before it; `None` at the end of the tag.
fn skip_space(text: &str, at: usize, to: usize) -> Result<Option<usize>, Fault> {
    let start = past_space(text, at, to);
    if start == to {
        Ok(None)
    } else if start == at {
        Err((XmlErrorKind::BadAttribute, at))
    } else {
        Ok(Some(start))
    }
}

/// The value's first byte and its closing quote, from the end of the attribute's name.
fn scan_value(text: &str, at: usize, to: usize) -> Result<(usize, usize), Fault> {
    let bytes = text.as_bytes();
    let equals = past_space(text, at, to);
    if equals >= to || bytes[equals] != b'=' {
        return Err((XmlErrorKind::BadAttribute, equals));
    }
    let open = past_space(text, equals + 1, to);
    if open >= to || !matches!(bytes[open], b'"' | b'\'') {
        return Err((XmlErrorKind::BadAttribute, open));
    }
    let length = memchr(bytes[open], &bytes[open + 1..to]).ok_or((XmlErrorKind::BadAttribute, open))?;
    Ok((open + 1, open + 1 + length))
}

fn past_space(text: &str, at: usize, to: usize) -> usize {
    let bytes = &text.as_bytes()[at..to];
    at + bytes.iter().position(|&byte| !is_space(byte)).unwrap_or(bytes.len())
}
