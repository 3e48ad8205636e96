//! What is wrong with a text that is not a value of its type: codes and data; words are made on display only.

use std::fmt;
use std::sync::Arc;

use super::Builtin;
use super::facets::{Enumeration, FacetKind};
use super::simple_type::{SimpleType, Variety};

/// One rule that a text breaks.
///
/// Displayed, it is what follows the quoted text in a sentence: `is not a valid "int"`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Violation {
    /// The text is not in the lexical space of the built-in type, which is the nearest one of the value's type.
    Lexical {
        /// That built-in type.
        builtin: Builtin,
    },
    /// The prefix of a `QName` or `NOTATION` is not bound where it stands.
    UnboundPrefix {
        /// `QName` or `NOTATION`.
        builtin: Builtin,
        /// The prefix.
        prefix: Box<str>,
    },
    /// An item of a list is not a value of the item type.
    Item {
        /// Which item, counted from 0.
        index: usize,
        /// The item.
        item: Box<str>,
        /// The rules it breaks.
        violations: Vec<Violation>,
    },
    /// No member of a union takes the text.
    Members {
        /// The member types, in order.
        members: Arc<[SimpleType]>,
    },
    /// The text matches none of the patterns of a derivation step.
    Pattern {
        /// Those patterns, as the schema writes them.
        patterns: Box<[Box<str>]>,
    },
    /// The length is not the one that `length`, `minLength` or `maxLength` asks for.
    Length {
        /// Which of the three.
        facet: FacetKind,
        /// What is counted.
        unit: LengthUnit,
        /// How many there are.
        found: u64,
        /// How many the facet says.
        expected: u64,
    },
    /// The value is none of the enumerated ones.
    Enumeration {
        /// The enumerated values.
        expected: Arc<Enumeration>,
    },
    /// The value is beyond `maxInclusive`, `maxExclusive`, `minExclusive` or `minInclusive`, or not comparable with it.
    Bound {
        /// Which of the four.
        facet: FacetKind,
        /// The bound, as the schema writes it.
        bound: Box<str>,
    },
    /// The number has more digits than `totalDigits` or `fractionDigits` allows.
    Digits {
        /// Which of the two.
        facet: FacetKind,
        /// How many there are.
        found: u64,
        /// How many there may be.
        expected: u64,
    },
}

/// What a length counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LengthUnit {
    /// Code points of a text.
    Characters,
    /// Octets of binary data.
    Octets,
    /// Items of a list.
    Items,
}

impl Violation {
    /// The code of the rule in the specification.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Lexical { .. } | Self::UnboundPrefix { .. } => "cvc-datatype-valid.1.2.1",
            Self::Item { .. } => "cvc-datatype-valid.1.2.2",
            Self::Members { .. } => "cvc-datatype-valid.1.2.3",
            Self::Pattern { .. } => code(FacetKind::Pattern),
            Self::Enumeration { .. } => code(FacetKind::Enumeration),
            Self::Length { facet, .. } | Self::Bound { facet, .. } | Self::Digits { facet, .. } => {
                code(*facet)
            }
        }
    }

    /// What may stand there: the first `most` of the values, patterns, bounds or counts that the rule names.
    pub fn expected(&self, most: usize) -> Vec<String> {
        let mut expected = Vec::new();
        self.add_expected(most, &mut expected);
        expected
    }

    fn add_expected(&self, most: usize, into: &mut Vec<String>) {
        match self {
            Self::Lexical { builtin } if *builtin == Builtin::Boolean => {
                add(&["true", "false", "1", "0"], most, into);
            }
            Self::Lexical { builtin } | Self::UnboundPrefix { builtin, .. } => {
                add(&[builtin.name()], most, into);
            }
            Self::Item { violations, .. } => {
                violations.iter().for_each(|violation| violation.add_expected(most, into));
            }
            Self::Members { members } => {
                members.iter().for_each(|member| add_expected_of(member, most, into));
            }
            Self::Pattern { patterns } => add(patterns, most, into),
            Self::Enumeration { expected } => add(&expected.written, most, into),
            Self::Bound { facet, bound } => add(&[format!("{} {bound}", sign(*facet))], most, into),
            Self::Length { facet, expected, .. } | Self::Digits { facet, expected, .. } => {
                add(&[format!("{} {expected}", sign(*facet))], most, into);
            }
        }
    }
}

fn add<T: AsRef<str>>(texts: &[T], most: usize, into: &mut Vec<String>) {
    let room = most.saturating_sub(into.len());
    into.extend(texts.iter().take(room).map(|text| text.as_ref().to_owned()));
}

/// What a member of a union takes: its enumerated values, or the name of its built-in type.
fn add_expected_of(member: &SimpleType, most: usize, into: &mut Vec<String>) {
    if into.len() >= most {
        return;
    }
    if let Some(enumeration) = &member.facets().enumeration {
        return add(&enumeration.written, most, into);
    }
    match member.variety() {
        Variety::Any => {}
        Variety::Atomic(builtin) => add(&[builtin.name()], most, into),
        Variety::List(item) => add_expected_of(item, most, into),
        Variety::Union(members) => members.iter().for_each(|member| add_expected_of(member, most, into)),
    }
}

fn code(facet: FacetKind) -> &'static str {
    match facet {
        FacetKind::Length => "cvc-length-valid",
        FacetKind::MinLength => "cvc-minLength-valid",
        FacetKind::MaxLength => "cvc-maxLength-valid",
        FacetKind::MaxInclusive => "cvc-maxInclusive-valid",
        FacetKind::MaxExclusive => "cvc-maxExclusive-valid",
        FacetKind::MinExclusive => "cvc-minExclusive-valid",
        FacetKind::MinInclusive => "cvc-minInclusive-valid",
        FacetKind::TotalDigits => "cvc-totalDigits-valid",
        FacetKind::FractionDigits => "cvc-fractionDigits-valid",
        FacetKind::Pattern => "cvc-pattern-valid",
        FacetKind::Enumeration => "cvc-enumeration-valid",
        // No text breaks this facet: it says how the text is changed before the others look at it.
        FacetKind::WhiteSpace => "cvc-datatype-valid.1.2.1",
    }
}

fn sign(facet: FacetKind) -> &'static str {
    match facet {
        FacetKind::MinLength | FacetKind::MinInclusive => ">=",
        FacetKind::MinExclusive => ">",
        FacetKind::MaxExclusive => "<",
        FacetKind::MaxLength
        | FacetKind::MaxInclusive
        | FacetKind::TotalDigits
        | FacetKind::FractionDigits => "<=",
        _ => "=",
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lexical { builtin } => write!(f, "is not a valid \"{}\"", builtin.name()),
            Self::UnboundPrefix { prefix, .. } => {
                write!(f, "has a prefix that is not bound here, \"{prefix}\"")
            }
            Self::Item { index, item, violations } => {
                write!(f, "has the item {} \"{item}\", which", index + 1)?;
                violations.iter().take(1).try_for_each(|violation| write!(f, " {violation}"))
            }
            Self::Members { members } => {
                write!(f, "is a value of none of the {} member types", members.len())
            }
            Self::Pattern { patterns } => {
                write!(f, "does not match the pattern {}", quoted(patterns, " or "))
            }
            Self::Length { facet: FacetKind::MaxLength, unit, found, expected } => {
                write!(f, "has {found} {unit}{}, and may have at most {expected}", plural(*found))
            }
            Self::Length { facet, unit, found, expected } => {
                let bound = if *facet == FacetKind::MinLength { "at least" } else { "exactly" };
                write!(f, "has {found} {unit}{}, and needs {bound} {expected}", plural(*found))
            }
            Self::Enumeration { expected } => write!(f, "is not one of {}", quoted(&expected.written, ", ")),
            Self::Bound { facet, bound } => write!(f, "is not {} \"{bound}\"", sign(*facet)),
            Self::Digits { facet, found, expected } => {
                let place = if *facet == FacetKind::FractionDigits { " after the point" } else { "" };
                write!(f, "has {found} digit{}{place}, and may have at most {expected}", plural(*found))
            }
        }
    }
}

fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Longest list that a message shows whole.
const SHOWN: usize = 8;

fn quoted(texts: &[Box<str>], separator: &str) -> String {
    let shown: Vec<String> = texts.iter().take(SHOWN).map(|text| format!("\"{text}\"")).collect();
    let more = if texts.len() > SHOWN { ", …" } else { "" };
    shown.join(separator) + more
}

impl fmt::Display for LengthUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Characters => "character",
            Self::Octets => "octet",
            Self::Items => "item",
        })
    }
}
