//! Declarations of elements, attributes and notations, and where they stand.

use crate::diag::Place;

use super::{
    ConstraintId, DerivationSet, ElementId, NameId, OriginId, SimpleTypeId, TypeId, ValueConstraint,
};

/// Where a component is declared, and what it is called in words.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// Index of the document's location.
    pub document: u32,
    pub place: Place,
    /// Such as `element "test_run"`.
    pub component: Box<str>,
}

/// An element declaration.
#[derive(Debug, Clone)]
pub(crate) struct ElementDeclaration {
    pub name: NameId,
    pub type_id: TypeId,
    pub is_abstract: bool,
    pub nillable: bool,
    /// Derivations and substitutions that an instance may not use.
    pub block: DerivationSet,
    /// Derivations that members of its substitution group may not use.
    pub exclusions: DerivationSet,
    pub head: Option<ElementId>,
    pub value: Option<ValueConstraint>,
    pub constraints: Box<[ConstraintId]>,
    pub origin: OriginId,
}

/// An attribute declaration.
#[derive(Debug, Clone)]
pub(crate) struct AttributeDeclaration {
    pub name: NameId,
    pub simple_type: SimpleTypeId,
    pub value: Option<ValueConstraint>,
    pub origin: OriginId,
}

/// A notation declaration.
#[derive(Debug, Clone)]
pub(crate) struct Notation {
    pub name: NameId,
}
