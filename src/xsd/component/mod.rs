//! The compiled schema: plain immutable tables, joined by typed indexes.
//!
//! Owns what validation needs to know and nothing of how it was written down or compiled.

mod attributes;
mod automaton;
mod declarations;
mod identity;
mod names;
mod query;
mod tables;
mod types;
mod wildcard;

pub(crate) use attributes::{AttributeTable, AttributeUse, ValueConstraint};
pub(crate) use automaton::{
    Action, AllItem, AllModel, Automaton, ContentModel, Counter, Edge, State, WildcardEdge,
};
pub(crate) use declarations::{AttributeDeclaration, ElementDeclaration, Notation, Origin};
pub(crate) use identity::{Constraint, ConstraintKind, NameTest, Path};
pub(crate) use names::{NameId, Names, NamespaceId};
pub(crate) use tables::Tables;
pub(crate) use types::{ComplexType, Content, Derivation, DerivationSet, SimpleTypeEntry};
pub(crate) use wildcard::{Namespaces, Process, Wildcard};

/// Declares an index into one of the tables of a schema.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(pub u32);

        impl $name {
            pub(crate) fn index(self) -> usize {
                self.0 as usize
            }

            pub(crate) fn of(index: usize) -> Self {
                Self(u32::try_from(index).expect("limits keep tables under 2^32 entries"))
            }
        }
    )*};
}

ids! {
    /// An element declaration, global or local.
    ElementId
    /// An attribute declaration, global or local.
    AttributeId
    /// A simple type, named or not.
    SimpleTypeId
    /// A complex type, named or not.
    ComplexTypeId
    /// A wildcard.
    WildcardId
    /// A content model.
    ModelId
    /// An identity constraint.
    ConstraintId
    /// A place in a schema document.
    OriginId
}

/// A type definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TypeId {
    /// A simple one.
    Simple(SimpleTypeId),
    /// A complex one.
    Complex(ComplexTypeId),
}

impl ComplexTypeId {
    /// `xs:anyType`, which stands first in every schema.
    pub(crate) const ANY: Self = Self(0);
}

impl SimpleTypeId {
    /// `xs:anySimpleType`, which stands first too.
    pub(crate) const ANY: Self = Self(0);
}

impl TypeId {
    /// The ur-type.
    pub(crate) const ANY: Self = Self::Complex(ComplexTypeId::ANY);
}
