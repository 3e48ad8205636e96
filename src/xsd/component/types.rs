//! Type definitions as validation sees them.

use crate::xsd::datatypes::SimpleType;

use super::{AttributeTable, ModelId, NameId, OriginId, SimpleTypeId, TypeId};

/// How a type is derived from its base, or a substitution made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Derivation {
    Extension = 1,
    Restriction = 2,
    Substitution = 4,
    List = 8,
    Union = 16,
}

/// A set of derivations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct DerivationSet(u8);

impl DerivationSet {
    pub(crate) const EMPTY: Self = Self(0);
    pub(crate) const ALL: Self = Self(31);

    pub(crate) fn contains(self, derivation: Derivation) -> bool {
        self.0 & derivation as u8 != 0
    }

    #[must_use]
    pub(crate) fn with(self, derivation: Derivation) -> Self {
        Self(self.0 | derivation as u8)
    }

    #[must_use]
    pub(crate) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub(crate) fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(crate) fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What an element of a complex type may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Empty,
    Simple(SimpleTypeId),
    ElementOnly(ModelId),
    Mixed(ModelId),
}

/// A complex type definition.
#[derive(Debug, Clone)]
pub(crate) struct ComplexType {
    pub name: Option<NameId>,
    pub base: TypeId,
    pub derivation: Derivation,
    pub is_abstract: bool,
    pub block: DerivationSet,
    pub last: DerivationSet,
    pub content: Content,
    pub attributes: AttributeTable,
    pub origin: OriginId,
}

/// A simple type definition: what the datatypes know of it, and what they do not.
#[derive(Debug, Clone)]
pub(crate) struct SimpleTypeEntry {
    pub name: Option<NameId>,
    pub simple: SimpleType,
    pub base: SimpleTypeId,
    /// How it is derived: by restriction, as a list or as a union.
    pub derivation: Derivation,
    pub last: DerivationSet,
    pub members: Box<[SimpleTypeId]>,
    pub origin: OriginId,
}
