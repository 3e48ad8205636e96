//! The quick way for the common types, chosen when a type is made: on the bytes, without allocation.

use super::decimal::{Decimal, is_integer_within};
use super::facets::{Bound, Facets, Pattern};
use super::lexical::boolean;
use super::string::has_length_within;
use super::value::Value;
use super::whitespace::trim;
use super::{Builtin, WhiteSpace};
use crate::same::is_same;

/// A quick way to say yes. Where it does not, the general way decides.
#[derive(Debug)]
pub(super) enum Plan {
    /// Each text is a value.
    Anything,
    /// A text of bounded length, whose white space does not change its length; the type's patterns match it.
    Text { min: u64, max: u64, white_space: WhiteSpace },
    /// One of a few texts that normalizing leaves as they are.
    Texts { texts: Box<[Box<str>]>, white_space: WhiteSpace },
    /// An integer between bounds that fit in 64 bits.
    Integer { min: i64, max: i64 },
    /// A truth value.
    Boolean,
    /// No quick way.
    General,
}

impl Plan {
    /// The plan for an atomic type.
    pub(super) fn for_atomic(builtin: Builtin, facets: &Facets) -> Self {
        match (builtin, &facets.enumeration) {
            (Builtin::String | Builtin::NormalizedString | Builtin::Token, _) => Self::for_text(facets),
            _ if !facets.patterns.is_empty() => Self::General,
            (Builtin::Boolean, None) => Self::Boolean,
            (builtin, None)
                if builtin != Builtin::Decimal && builtin.primitive() == Some(Builtin::Decimal) =>
            {
                Self::for_integer(facets)
            }
            _ => Self::General,
        }
    }

    fn for_text(facets: &Facets) -> Self {
        if let Some(enumeration) = &facets.enumeration {
            return if facets.has_lengths() || !facets.patterns.is_empty() {
                Self::General
            } else {
                Self::for_texts(enumeration.texts(), facets.white_space)
            };
        }
        if !facets.has_lengths() && facets.patterns.is_empty() {
            return Self::Anything;
        }
        if facets.white_space == WhiteSpace::Collapse {
            return Self::General;
        }
        let exact = facets.length.map(|length| length.value);
        let min = facets.min_length.map_or(0, |length| length.value);
        let max = facets.max_length.map_or(u64::MAX, |length| length.value);
        Self::Text {
            min: exact.map_or(min, |length| length.max(min)),
            max: exact.map_or(max, |length| length.min(max)),
            white_space: facets.white_space,
        }
    }

    fn for_texts<'a>(texts: impl Iterator<Item = &'a str>, white_space: WhiteSpace) -> Self {
        let normal = texts.filter(|text| white_space.normalize(text) == *text);
        let texts: Box<[Box<str>]> = normal.map(Box::from).collect();
        if texts.len() > FEW {
            return Self::General;
        }
        Self::Texts { texts, white_space }
    }

    fn for_integer(facets: &Facets) -> Self {
        if facets.total_digits.is_some() {
            return Self::General;
        }
        let at_least = bound(facets.min_inclusive.as_ref(), 0, i64::MIN);
        let above = bound(facets.min_exclusive.as_ref(), 1, i64::MIN);
        let at_most = bound(facets.max_inclusive.as_ref(), 0, i64::MAX);
        let below = bound(facets.max_exclusive.as_ref(), -1, i64::MAX);
        Self::Integer { min: at_least.max(above), max: at_most.min(below) }
    }

    /// Whether the text is surely a value.
    #[inline]
    pub(super) fn accepts(&self, text: &str, patterns: &[Pattern]) -> bool {
        match self {
            Self::Anything => true,
            Self::Text { min, max, white_space } => {
                has_length_within(text, *min, *max)
                    && (patterns.is_empty() || is_matched(text, *white_space, patterns))
            }
            Self::Texts { texts, white_space: WhiteSpace::Collapse } => is_among(texts, trim(text)),
            Self::Texts { texts, .. } => is_among(texts, text),
            Self::Integer { min, max } => is_integer_within(trim(text).as_bytes(), *min, *max),
            Self::Boolean => boolean(trim(text)).is_some(),
            Self::General => false,
        }
    }
}

/// Whether the patterns match a text that normalizing surely leaves as it is.
fn is_matched(text: &str, white_space: WhiteSpace, patterns: &[Pattern]) -> bool {
    (white_space == WhiteSpace::Preserve || text.bytes().all(|byte| byte >= b' '))
        && patterns.iter().all(|pattern| pattern.regex.is_match(text))
}

/// A bound moved by `step`, kept within 64 bits: the quick way knows integers of at most 18 digits only.
fn bound(bound: Option<&Bound>, step: i64, otherwise: i64) -> i64 {
    let Some(Bound { value: Value::Decimal(number), .. }) = bound else {
        return otherwise;
    };
    match number.to_i64() {
        Some(number) => number.saturating_add(step),
        None => beyond(number),
    }
}

fn beyond(number: &Decimal<'_>) -> i64 {
    if number.is_negative() { i64::MIN } else { i64::MAX }
}

/// Most texts that are compared one by one; among more, a hash finds the value sooner.
const FEW: usize = 12;

fn is_among(texts: &[Box<str>], text: &str) -> bool {
    texts.iter().any(|other| is_same(other.as_bytes(), text.as_bytes()))
}
