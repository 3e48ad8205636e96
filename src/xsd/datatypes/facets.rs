//! The twelve constraining facets: as a schema writes them, and in effect on a type (Datatypes §4.3).

use std::collections::HashSet;
use std::fmt;
use std::hash::BuildHasherDefault;
use std::sync::Arc;

use super::mix::Mix;
use super::regex::Regex;
use super::value::Value;
use super::{Namespaces, NoNamespaces, WhiteSpace};

/// Which facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each variant is named as the specification names the facet")]
pub enum FacetKind {
    Length,
    MinLength,
    MaxLength,
    Pattern,
    Enumeration,
    WhiteSpace,
    MaxInclusive,
    MaxExclusive,
    MinExclusive,
    MinInclusive,
    TotalDigits,
    FractionDigits,
}

impl FacetKind {
    /// Every facet.
    pub const ALL: [Self; 12] = [
        Self::Length,
        Self::MinLength,
        Self::MaxLength,
        Self::Pattern,
        Self::Enumeration,
        Self::WhiteSpace,
        Self::MaxInclusive,
        Self::MaxExclusive,
        Self::MinExclusive,
        Self::MinInclusive,
        Self::TotalDigits,
        Self::FractionDigits,
    ];

    /// The local name of the facet's element.
    pub fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::MinLength => "minLength",
            Self::MaxLength => "maxLength",
            Self::Pattern => "pattern",
            Self::Enumeration => "enumeration",
            Self::WhiteSpace => "whiteSpace",
            Self::MaxInclusive => "maxInclusive",
            Self::MaxExclusive => "maxExclusive",
            Self::MinExclusive => "minExclusive",
            Self::MinInclusive => "minInclusive",
            Self::TotalDigits => "totalDigits",
            Self::FractionDigits => "fractionDigits",
        }
    }

    /// The facet of that local name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether one restriction may hold it more than once.
    pub fn is_multiple(self) -> bool {
        matches!(self, Self::Pattern | Self::Enumeration)
    }
}

impl fmt::Display for FacetKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A facet as a restriction writes it.
#[derive(Clone, Copy)]
pub struct Facet<'a> {
    /// Which one.
    pub kind: FacetKind,
    /// Its value, as written.
    pub value: &'a str,
    /// Whether a type derived from this one may not change it.
    pub fixed: bool,
    /// The prefixes where it stands, for enumerations of `QName` and `NOTATION`.
    pub names: &'a dyn Namespaces,
}

impl<'a> Facet<'a> {
    /// A facet that is not fixed and stands where no prefix is bound.
    pub fn new(kind: FacetKind, value: &'a str) -> Self {
        Self { kind, value, fixed: false, names: &NoNamespaces }
    }
}

/// A facet whose value is a number of characters, octets, items or digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The number; a larger one than fits stands as the largest that fits.
    pub value: u64,
    /// Whether derived types may not change it.
    pub fixed: bool,
}

/// A bound of a value space.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// As the schema writes it.
    pub written: Box<str>,
    /// Its value.
    pub value: Value<'static>,
    /// Whether derived types may not change it.
    pub fixed: bool,
}

/// The patterns of one derivation step: a text has to match one of them.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As the schema writes them.
    pub written: Box<[Box<str>]>,
    pub(super) regex: Arc<Regex>,
}

type Values<'a> = HashSet<Value<'a>, BuildHasherDefault<Mix>>;

/// The enumeration of the latest derivation step that has one.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// As the schema writes them, in its order.
    pub written: Box<[Box<str>]>,
    values: Values<'static>,
}

impl Enumeration {
    pub(super) fn new(written: Vec<Box<str>>, values: Vec<Value<'static>>) -> Self {
        Self { written: written.into(), values: values.into_iter().collect() }
    }

    pub(super) fn has(&self, value: &Value<'_>) -> bool {
        // A set of values that live longer is one of values that live shorter.
        let values: &Values<'_> = &self.values;
        values.contains(value)
    }

    /// Those of the values that are texts.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.values.iter().filter_map(|value| match value {
            Value::String(text) => Some(&**text),
            _ => None,
        })
    }
}

/// The facets in effect on a type, those of its bases included.
#[derive(Debug, Clone)]
pub struct Facets {
    /// `length`
    pub length: Option<Count>,
    /// `minLength`
    pub min_length: Option<Count>,
    /// `maxLength`
    pub max_length: Option<Count>,
    /// `pattern`: one group for each derivation step that has some; all groups hold.
    pub patterns: Vec<Pattern>,
    /// `enumeration`
    pub enumeration: Option<Arc<Enumeration>>,
    /// `whiteSpace`
    pub white_space: WhiteSpace,
    /// Whether derived types may not change `whiteSpace`.
    pub white_space_fixed: bool,
    /// `maxInclusive`
    pub max_inclusive: Option<Bound>,
    /// `maxExclusive`
    pub max_exclusive: Option<Bound>,
    /// `minExclusive`
    pub min_exclusive: Option<Bound>,
    /// `minInclusive`
    pub min_inclusive: Option<Bound>,
    /// `totalDigits`
    pub total_digits: Option<Count>,
    /// `fractionDigits`
    pub fraction_digits: Option<Count>,
}

impl Facets {
    /// None but the `whiteSpace` that each type has.
    pub(super) fn none(white_space: WhiteSpace, white_space_fixed: bool) -> Self {
        Self {
            length: None,
            min_length: None,
            max_length: None,
            patterns: Vec::new(),
            enumeration: None,
            white_space,
            white_space_fixed,
            max_inclusive: None,
            max_exclusive: None,
            min_exclusive: None,
            min_inclusive: None,
            total_digits: None,
            fraction_digits: None,
        }
    }

    /// Whether some bound of the value space is set.
    pub(super) fn has_bounds(&self) -> bool {
        [&self.max_inclusive, &self.max_exclusive, &self.min_exclusive, &self.min_inclusive]
            .iter()
            .any(|bound| bound.is_some())
    }

    pub(super) fn has_lengths(&self) -> bool {
        self.length.is_some() || self.min_length.is_some() || self.max_length.is_some()
    }

    pub(super) fn count(&self, kind: FacetKind) -> Option<Count> {
        match kind {
            FacetKind::Length => self.length,
            FacetKind::MinLength => self.min_length,
            FacetKind::MaxLength => self.max_length,
            FacetKind::TotalDigits => self.total_digits,
            FacetKind::FractionDigits => self.fraction_digits,
            _ => None,
        }
    }

    pub(super) fn bound(&self, kind: FacetKind) -> Option<&Bound> {
        match kind {
            FacetKind::MaxInclusive => self.max_inclusive.as_ref(),
            FacetKind::MaxExclusive => self.max_exclusive.as_ref(),
            FacetKind::MinExclusive => self.min_exclusive.as_ref(),
            FacetKind::MinInclusive => self.min_inclusive.as_ref(),
            _ => None,
        }
    }
}
