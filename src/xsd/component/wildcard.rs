//! Wildcards: which namespaces they admit, and what becomes of what they admit (section 3.10).

use super::{NamespaceId, OriginId};
use crate::xsd::order;

/// Namespace constraint of a wildcard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Namespaces {
    Any,
    /// Every namespace but this one; never no namespace.
    Not(NamespaceId),
    /// These, sorted.
    List(Vec<NamespaceId>),
}

/// How what a wildcard admits is validated; the stricter is the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Process {
    Skip,
    Lax,
    Strict,
}

/// A wildcard for elements or attributes.
#[derive(Debug, Clone)]
pub(crate) struct Wildcard {
    pub namespaces: Namespaces,
    pub process: Process,
    pub origin: OriginId,
}

impl Namespaces {
    pub(crate) fn list(mut namespaces: Vec<NamespaceId>) -> Self {
        order::sort(&mut namespaces);
        namespaces.dedup();
        Self::List(namespaces)
    }

    /// Wildcard allows Namespace Name (3.10.4).
    #[inline]
    pub(crate) fn admits(&self, namespace: NamespaceId) -> bool {
        match self {
            Self::Any => true,
            Self::Not(other) => namespace != *other && namespace != NamespaceId::ABSENT,
            Self::List(list) => list.contains(&namespace),
        }
    }

    /// Wildcard Subset (3.10.6).
    pub(crate) fn is_subset_of(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::Any) => true,
            (Self::Any, _) | (Self::Not(_), Self::List(_)) => false,
            (Self::Not(a), Self::Not(b)) => a == b,
            (Self::List(list), other) => list.iter().all(|&namespace| other.admits(namespace)),
        }
    }

    /// Attribute Wildcard Union (3.10.6); `None` where it is not expressible.
    pub(crate) fn union(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Some(Self::Any),
            (Self::List(a), Self::List(b)) => Some(Self::list([a.as_slice(), b].concat())),
            (Self::Not(a), Self::Not(b)) if a == b => Some(self.clone()),
            (Self::Not(_), Self::Not(_)) => Some(Self::Not(NamespaceId::ABSENT)),
            (Self::Not(not), Self::List(list)) | (Self::List(list), Self::Not(not)) => {
                union_of_negation(*not, list)
            }
        }
    }

    /// Attribute Wildcard Intersection (3.10.6); `None` where it is not expressible.
    pub(crate) fn intersection(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Any, kept) | (kept, Self::Any) => Some(kept.clone()),
            (Self::List(list), other) | (other, Self::List(list)) => {
                let kept = list.iter().copied().filter(|&namespace| other.admits(namespace));
                Some(Self::list(kept.collect()))
            }
            (Self::Not(a), Self::Not(b)) if a == b => Some(self.clone()),
            (Self::Not(NamespaceId::ABSENT), kept) | (kept, Self::Not(NamespaceId::ABSENT)) => {
                Some(kept.clone())
            }
            (Self::Not(_), Self::Not(_)) => None,
        }
    }

    /// Whether some namespace is admitted by both.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, Self::List(list)) | (Self::List(list), Self::Any) => !list.is_empty(),
            (Self::List(list), other) | (other, Self::List(list)) => {
                list.iter().any(|&namespace| other.admits(namespace))
            }
            _ => true,
        }
    }
}

/// Clauses 5 and 6 of the union: a negation together with a list.
fn union_of_negation(not: NamespaceId, list: &[NamespaceId]) -> Option<Namespaces> {
    let has_absent = list.contains(&NamespaceId::ABSENT);
    if not == NamespaceId::ABSENT {
        return Some(if has_absent { Namespaces::Any } else { Namespaces::Not(not) });
    }
    match (list.contains(&not), has_absent) {
        (true, true) => Some(Namespaces::Any),
        (true, false) => Some(Namespaces::Not(NamespaceId::ABSENT)),
        (false, true) => None,
        (false, false) => Some(Namespaces::Not(not)),
    }
}
