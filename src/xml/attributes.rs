//! The inside of a start tag: its name, its attributes, its namespace declarations.
//!
//! A [`Tag`] is filled anew for each start tag and keeps its memory, so that reading costs no allocation.

use std::ops::Range;

use memchr::memchr;

use super::characters::plain_length;
use super::error::XmlErrorKind;
use super::lead::{Lead, NameSpan, Next, TagEnd, scan_next, scan_qname, tag_end};
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
    /// Whether no more text comes, for which a tag could be read again.
    pub(super) is_last: bool,
    pub(super) expander: Expander<'a>,
    pub(super) limits: &'a XmlLimits,
}

impl Tag {
    /// Reads `<name a="v" …>` from `at` (the `<`) to its end; `None` where the text ends before.
    pub(super) fn scan(
        &mut self,
        text: &str,
        at: usize,
        reading: Reading<'_>,
    ) -> Result<Option<TagEnd>, Fault> {
        let Reading { precedents, is_clean, is_last, mut expander, limits } = reading;
        let mut may_be_cut = expander.counts() && !is_last;
        self.at = at;
        self.attributes.clear();
        self.declarations.clear();
        let Some(name) = scan_qname(text, at + 1, limits)? else { return Ok(None) };
        let mut rest = name.range.end;
        let precedent = precedents.of(&text.as_bytes()[name.range.clone()]);
        self.name = name;
        loop {
            let lead = match precedent.follow(text.as_bytes(), rest) {
                Some(lead) => lead,
                None => match scan_next(text, rest, limits)? {
                    Next::Attribute(lead) => precedent.depart(text, rest, lead),
                    Next::Cut => return Ok(None),
                    Next::Close(end) => {
                        if precedent.may_repeat() {
                            self.refuse_duplicates(text)?;
                            precedent.prove();
                        }
                        return Ok(Some(end));
                    }
                },
            };
            let Some((value, end)) = scan_value(text, &lead, (is_clean, &mut may_be_cut), &mut expander)?
            else {
                return Ok(None);
            };
            self.add(text, Slot { name: lead.name, value, value_at: lead.value_at }, limits)?;
            rest = end + 1;
        }
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

/// The value after `lead`, and its closing quote; `None` where the text ends before, or before the tag's end where that
/// has to be known.
#[inline]
fn scan_value(
    text: &str,
    lead: &Lead,
    (is_clean, may_be_cut): (bool, &mut bool),
    expander: &mut Expander<'_>,
) -> Result<Option<(Piece, usize)>, Fault> {
    let Lead { value_at: at, quote, .. } = *lead;
    let rest = &text.as_bytes()[at..];
    let plain = plain_length(rest, quote);
    if rest.get(plain) == Some(&quote) && is_clean {
        return Ok(Some((Piece::Plain(at..at + plain), at + plain)));
    }
    let Some(length) = memchr(quote, &rest[plain..]) else { return Ok(None) };
    let (start, end) = (expander.into.len(), at + plain + length);
    // What is counted must not be counted again when the tag is read again with more text.
    if *may_be_cut && tag_end(text.as_bytes(), end + 1).is_none() {
        return Ok(None);
    }
    *may_be_cut = false;
    expander.value(text, at, end)?;
    Ok(Some((Piece::Expanded(start..expander.into.len()), end)))
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
