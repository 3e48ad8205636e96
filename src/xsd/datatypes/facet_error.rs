//! Why a facet of a restriction is refused (Datatypes §4.3).

use std::fmt;

use super::facets::{Facet, FacetKind};
use super::regex::RegexError;
use super::violation::Violation;

/// A facet that is refused, and why.
#[derive(Debug, Clone)]
pub struct FacetError {
    /// Which of the facets given, counted from 0.
    pub index: usize,
    /// Why.
    pub fault: FacetFault,
}

/// What is wrong with a facet.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum FacetFault {
    /// The type does not have that facet.
    NotApplicable {
        /// The facet.
        facet: FacetKind,
    },
    /// The restriction has that facet before.
    Repeated {
        /// The facet.
        facet: FacetKind,
    },
    /// The text is not one that the facet's value can be.
    Syntax {
        /// The facet.
        facet: FacetKind,
        /// The text.
        found: Box<str>,
    },
    /// The pattern is not a regular expression of the dialect, or is beyond the limits.
    Pattern(RegexError),
    /// The value of an enumeration or a bound is not a value of the base type.
    Value {
        /// The facet.
        facet: FacetKind,
        /// The text.
        found: Box<str>,
        /// The rules that it breaks.
        violations: Vec<Violation>,
    },
    /// The two facets exclude each other.
    Conflict {
        /// The one refused.
        facet: FacetKind,
        /// The other one.
        other: FacetKind,
    },
    /// The facet would allow what the base type does not.
    Loosens {
        /// The facet.
        facet: FacetKind,
        /// The facet of the base type that forbids it.
        base: FacetKind,
        /// The value of the base type's facet.
        bound: Box<str>,
    },
    /// The facet is fixed in the base type.
    Fixed {
        /// The facet.
        facet: FacetKind,
        /// The value of the base type's facet.
        bound: Box<str>,
    },
}

impl FacetFault {
    /// The value of the facet is not one of the base type.
    pub(super) fn value(facet: &Facet<'_>, violations: Vec<Violation>) -> Self {
        Self::Value { facet: facet.kind, found: facet.value.into(), violations }
    }

    /// The code of the rule in the specification.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotApplicable { .. } => "cos-applicable-facets",
            Self::Repeated { .. } => "src-single-facet-value",
            Self::Syntax { .. } => "cvc-datatype-valid.1.2.1",
            Self::Pattern(error) => error.code(),
            Self::Value { facet, .. } | Self::Loosens { facet, .. } => valid_restriction(*facet),
            Self::Conflict { facet, other } => conflict((*facet).min(*other), (*facet).max(*other)),
            Self::Fixed { .. } => "st-restrict-facets",
        }
    }
}

fn valid_restriction(facet: FacetKind) -> &'static str {
    match facet {
        FacetKind::Length => "length-valid-restriction",
        FacetKind::MinLength => "minLength-valid-restriction",
        FacetKind::MaxLength => "maxLength-valid-restriction",
        FacetKind::Pattern => "st-restrict-facets",
        FacetKind::Enumeration => "enumeration-valid-restriction",
        FacetKind::WhiteSpace => "whiteSpace-valid-restriction",
        FacetKind::MaxInclusive => "maxInclusive-valid-restriction",
        FacetKind::MaxExclusive => "maxExclusive-valid-restriction",
        FacetKind::MinExclusive => "minExclusive-valid-restriction",
        FacetKind::MinInclusive => "minInclusive-valid-restriction",
        FacetKind::TotalDigits => "totalDigits-valid-restriction",
        FacetKind::FractionDigits => "fractionDigits-valid-restriction",
    }
}

/// The rule that two facets break, given in the order of [`FacetKind`].
fn conflict(first: FacetKind, second: FacetKind) -> &'static str {
    use FacetKind::{MaxExclusive, MaxInclusive, MaxLength, MinExclusive, MinInclusive, MinLength};
    match (first, second) {
        (FacetKind::Length, _) => "length-minLength-maxLength",
        (MinLength, MaxLength) => "minLength-less-than-equal-to-maxLength",
        (MaxInclusive, MaxExclusive) => "maxInclusive-maxExclusive",
        (MinExclusive, MinInclusive) => "minInclusive-minExclusive",
        (MaxInclusive, MinInclusive) => "minInclusive-less-than-equal-to-maxInclusive",
        (MaxExclusive, MinExclusive) => "minExclusive-less-than-equal-to-maxExclusive",
        (MaxInclusive, MinExclusive) => "minExclusive-less-than-maxInclusive",
        (MaxExclusive, MinInclusive) => "minInclusive-less-than-maxExclusive",
        _ => "fractionDigits-totalDigits",
    }
}

impl fmt::Display for FacetFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotApplicable { facet } => write!(f, "the base type does not have the facet \"{facet}\""),
            Self::Repeated { facet } => write!(f, "the facet \"{facet}\" stands twice"),
            Self::Syntax { facet, found } => {
                write!(f, "\"{found}\" cannot be the value of the facet \"{facet}\"")
            }
            Self::Pattern(error) => error.fmt(f),
            Self::Value { facet, found, violations } => {
                write!(f, "the value \"{found}\" of the facet \"{facet}\"")?;
                violations.iter().take(1).try_for_each(|violation| write!(f, " {violation}"))
            }
            Self::Conflict { facet, other } => {
                write!(f, "the facet \"{facet}\" does not go together with the facet \"{other}\"")
            }
            Self::Loosens { facet, base, bound } => {
                write!(f, "the facet \"{facet}\" allows what \"{base}\" {bound} of the base type does not")
            }
            Self::Fixed { facet, bound } => {
                write!(f, "the facet \"{facet}\" is fixed to {bound} in the base type")
            }
        }
    }
}

impl fmt::Display for FacetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)
    }
}

impl std::error::Error for FacetError {}
