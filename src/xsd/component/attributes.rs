//! The attributes of a complex type, as a small sorted table and a mask of the required ones.

use super::{AttributeId, NameId, SimpleTypeId, WildcardId};
use crate::xsd::order;

/// A default or fixed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ValueConstraint {
    /// Whether the value may not differ.
    pub fixed: bool,
    /// The value as it was written, after white space was normalised by its type.
    pub text: Box<str>,
}

/// An attribute that an element of the type may carry.
#[derive(Debug, Clone)]
pub(crate) struct AttributeUse {
    pub name: NameId,
    pub declaration: AttributeId,
    pub simple_type: SimpleTypeId,
    pub required: bool,
    /// The use's own constraint, or else the declaration's.
    pub value: Option<ValueConstraint>,
    /// Position in the schema: the order in which expectations are listed.
    pub order: u32,
}

/// The uses of one complex type, sorted by name.
#[derive(Debug, Clone, Default)]
pub(crate) struct AttributeTable {
    names: Box<[NameId]>,
    uses: Box<[AttributeUse]>,
    /// Number of required uses; they are told apart by their index among the uses.
    pub required: u32,
    /// Whether some use has a default or fixed value.
    pub has_values: bool,
    /// Whether some default refers to an identifier.
    pub refers: bool,
    pub wildcard: Option<WildcardId>,
}

impl AttributeTable {
    pub(crate) fn new(mut uses: Vec<AttributeUse>, wildcard: Option<WildcardId>) -> Self {
        order::sort_by_key(&mut uses, |attribute| attribute.name);
        let required = uses.iter().filter(|attribute| attribute.required).count();
        let has_values = uses.iter().any(|attribute| attribute.value.is_some());
        Self {
            has_values,
            refers: false,
            names: uses.iter().map(|attribute| attribute.name).collect(),
            uses: uses.into(),
            required: u32::try_from(required).expect("limits bound the attributes of a type"),
            wildcard,
        }
    }

    /// Index of the use for `name`.
    #[inline]
    pub(crate) fn position(&self, name: NameId) -> Option<usize> {
        if self.names.len() <= 8 {
            return self.names.iter().position(|&known| known == name);
        }
        self.names.binary_search(&name).ok()
    }

    pub(crate) fn uses(&self) -> &[AttributeUse] {
        &self.uses
    }

    /// The uses in the order of the schema.
    pub(crate) fn in_schema_order(&self) -> Vec<&AttributeUse> {
        let mut uses: Vec<_> = self.uses.iter().collect();
        order::sort_by_key(&mut uses, |attribute| attribute.order);
        uses
    }
}
