//! The inside of a start tag: its name, its attributes, its namespace declarations.
//!
//! A [`Tag`] is filled anew for each start tag and keeps its memory, so that reading costs no allocation.

use std::ops::Range;

use memchr::memchr;

use super::characters::plain_length;
use super::error::XmlErrorKind;
use super::lead::{Lead, NameSpan, scan_lead, scan_qname};
use super::precedents::Precedents;
use super::references::{Expander, Fault};
use crate::limits::XmlLimits;

/// Where a value stands: in the text as it is, or expanded beside it.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Plain(Range<usize>),
    Expanded(Range<usize>),
}

impl Piece {
    #[inline]
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

/// What reading a tag depends on, beside its text.
pub(super) struct Reading<'a> {
    pub(super) precedents: &'a mut Precedents,
    /// Whether the text holds no character that XML does not allow.
    pub(super) is_clean: bool,
    pub(super) expander: Expander<'a>,
    pub(super) limits: &'a XmlLimits,
}

impl Tag {
    /// Reads `<name a="v" …` from `at` (the `<`) to `to` (the `>` or `/>`).
    pub(super) fn scan(
        &mut self,
        text: &str,
        (at, to): (usize, usize),
        reading: Reading<'_>,
    ) -> Result<(), Fault> {
        let Reading { precedents, is_clean, mut expander, limits } = reading;
        self.at = at;
        self.attributes.clear();
        self.declarations.clear();
        self.name = scan_qname(text, at + 1, limits)?;
        let tag = &text.as_bytes()[..to];
        let precedent = precedents.of(&tag[self.name.range.clone()]);
        let mut rest = self.name.range.end;
        while rest < to {
            let lead = match precedent.follow(tag, rest) {
                Some(lead) => lead,
                None => match scan_lead(text, (rest, to), limits)? {
                    Some(lead) => precedent.depart(text, rest, lead),
                    None => break,
                },
            };
            let (value, value_end) = scan_value(text, to, &lead, is_clean, &mut expander)?;
            self.add(text, Slot { name: lead.name, value, value_at: lead.value_at }, limits)?;
            rest = value_end + 1;
        }
        if precedent.departs() { self.refuse_duplicates(text) } else { Ok(()) }
    }

    /// Adds an attribute or a namespace declaration.
    pub(super) fn add(&mut self, text: &str, slot: Slot, limits: &XmlLimits) -> Result<(), Fault> {
        let is_declaration = slot.name.declares(text.as_bytes());
        let slots = if is_declaration { &mut self.declarations } else { &mut self.attributes };
        let (most, at) = (limits.attributes, slot.name.range.start);
        slots.push(slot);
        if slots.len() > most {
            return Err((XmlErrorKind::Limit { name: "attributes", value: most }, at));
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

/// The value after `lead`, and its closing quote, which stands before `to`.
#[inline]
fn scan_value(
    text: &str,
    to: usize,
    lead: &Lead,
    is_clean: bool,
    expander: &mut Expander<'_>,
) -> Result<(Piece, usize), Fault> {
    let Lead { value_at: at, quote, .. } = *lead;
    let rest = &text.as_bytes()[at..to];
    let plain = plain_length(rest, quote);
    if rest.get(plain) == Some(&quote) && is_clean {
        return Ok((Piece::Plain(at..at + plain), at + plain));
    }
    let length = memchr(quote, &rest[plain..]).ok_or((XmlErrorKind::BadAttribute, at - 1))?;
    let (start, end) = (expander.into.len(), at + plain + length);
    expander.value(text, at, end)?;
    Ok((Piece::Expanded(start..expander.into.len()), end))
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
