//! The attribute values of the schema language.

use crate::xml::{is_ncname, is_space, trim};
use crate::xsd::component::{Derivation, DerivationSet};
use crate::xsd::datatypes::{Builtin, NoNamespaces};

/// The type of an attribute in the schema for schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Any text.
    Text,
    NcName,
    QName,
    QNames,
    Boolean,
    NonNegative,
    Positive,
    /// `maxOccurs`: a number or `unbounded`.
    Maximum,
    /// An occurrence inside `all`.
    ZeroOrOne,
    /// `maxOccurs` of an `all`.
    One,
    /// One of these words.
    Word(&'static [&'static str]),
    /// Some of these words, or `#all`.
    Words(&'static [&'static str]),
    /// `namespace` of a wildcard.
    Namespaces,
    Uri,
}

impl Kind {
    /// Whether the type admits the value, white space collapsed.
    pub(super) fn admits(self, value: &str) -> bool {
        let value = trim(value);
        match self {
            Self::Text => true,
            Self::Uri => Builtin::AnyUri.simple_type().is_valid(value, &NoNamespaces),
            Self::NcName => is_ncname(value),
            Self::QName => is_qname(value),
            Self::QNames => words(value).all(is_qname),
            Self::Boolean => matches!(value, "true" | "false" | "1" | "0"),
            Self::NonNegative => is_non_negative(value),
            Self::Positive => {
                is_non_negative(value) && value.bytes().any(|byte| (b'1'..=b'9').contains(&byte))
            }
            Self::Maximum => value == "unbounded" || is_non_negative(value),
            Self::ZeroOrOne => is_non_negative(value) && matches!(occurrences(value), Some(0 | 1)),
            Self::One => is_non_negative(value) && occurrences(value) == Some(1),
            Self::Word(allowed) => allowed.contains(&value),
            Self::Words(allowed) => value == "#all" || words(value).all(|word| allowed.contains(&word)),
            Self::Namespaces => is_namespaces(value),
        }
    }

    /// What the type admits, for eyes.
    pub(super) fn expected(self) -> Vec<&'static str> {
        match self {
            Self::Text | Self::Uri => vec![],
            Self::NcName => vec!["a name without a colon"],
            Self::QName => vec!["a qualified name"],
            Self::QNames => vec!["qualified names"],
            Self::Boolean => vec!["true", "false"],
            Self::NonNegative => vec!["a number, 0 or more"],
            Self::Positive => vec!["a number, 1 or more"],
            Self::Maximum => vec!["a number, 0 or more", "unbounded"],
            Self::ZeroOrOne => vec!["0", "1"],
            Self::One => vec!["1"],
            Self::Word(allowed) => allowed.to_vec(),
            Self::Words(allowed) => [&["#all"], allowed].concat(),
            Self::Namespaces => vec!["##any", "##other", "##targetNamespace", "##local", "namespaces"],
        }
    }
}

pub(super) fn words(value: &str) -> impl Iterator<Item = &str> {
    value.split(|c: char| u8::try_from(c).is_ok_and(is_space)).filter(|word| !word.is_empty())
}

fn is_qname(value: &str) -> bool {
    match value.split_once(':') {
        None => is_ncname(value),
        Some((prefix, local)) => is_ncname(prefix) && is_ncname(local),
    }
}

fn is_non_negative(value: &str) -> bool {
    let digits = value.strip_prefix(['+', '-']).unwrap_or(value);
    let is_zero = digits.bytes().all(|byte| byte == b'0');
    !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && (is_zero || !value.starts_with('-'))
}

fn is_namespaces(value: &str) -> bool {
    let is_listed = |word: &str| !word.starts_with("##") || matches!(word, "##targetNamespace" | "##local");
    matches!(value, "##any" | "##other") || words(value).all(is_listed)
}

/// The number of `minOccurs` or `maxOccurs`, `None` for `unbounded`. A number too large to count to is the largest.
pub(crate) fn occurrences(value: &str) -> Option<u32> {
    let value = trim(value);
    if value == "unbounded" {
        return None;
    }
    let digits = value.trim_start_matches(['+', '-']).trim_start_matches('0');
    Some(if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u32::MAX) })
}

/// Whether a boolean is true.
pub(crate) fn is_true(value: &str) -> bool {
    matches!(trim(value), "true" | "1")
}

/// The derivations in `block`, `final` and their defaults.
pub(crate) fn derivation_set(value: &str) -> DerivationSet {
    words(value).fold(DerivationSet::EMPTY, |set, word| match word {
        "#all" => DerivationSet::ALL,
        "extension" => set.with(Derivation::Extension),
        "restriction" => set.with(Derivation::Restriction),
        "substitution" => set.with(Derivation::Substitution),
        "list" => set.with(Derivation::List),
        "union" => set.with(Derivation::Union),
        _ => set,
    })
}
