//! Identity constraints: `key`, `unique` and `keyref`, with their paths compiled to steps (section 3.11).

use super::{ConstraintId, NameId, NamespaceId, OriginId};

/// What a constraint demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ConstraintKind {
    Unique,
    Key,
    /// A reference to the keys of another constraint.
    Keyref(ConstraintId),
}

/// An identity constraint definition.
#[derive(Debug, Clone)]
pub(crate) struct Constraint {
    pub name: NameId,
    pub kind: ConstraintKind,
    pub selector: Vec<Path>,
    pub fields: Vec<Vec<Path>>,
    pub origin: OriginId,
}

/// One alternative of an `XPath` of the subset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    /// Whether it starts with `.//`.
    pub descends: bool,
    pub steps: Vec<NameTest>,
    /// The attribute at its end, in a field.
    pub attribute: Option<NameTest>,
}

/// What a step's name must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameTest {
    Any,
    Namespace(NamespaceId),
    Name(NameId),
}

impl NameTest {
    #[inline]
    pub(crate) fn admits(self, namespace: NamespaceId, name: NameId) -> bool {
        match self {
            Self::Any => true,
            Self::Namespace(expected) => expected == namespace,
            Self::Name(expected) => expected == name,
        }
    }
}
