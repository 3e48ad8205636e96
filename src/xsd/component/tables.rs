//! The compiled schema as a whole.

use crate::diag::SchemaPlace;
use crate::xsd::datatypes::SimpleType;

use super::{
    AttributeDeclaration, AttributeId, ComplexType, ComplexTypeId, Constraint, ConstraintId, ContentModel,
    Derivation, DerivationSet, ElementDeclaration, ElementId, ModelId, NameId, Names, Notation, Origin,
    OriginId, SimpleTypeEntry, SimpleTypeId, TypeId, Wildcard, WildcardId,
};

/// Every component of a schema.
#[derive(Debug, Clone)]
pub(crate) struct Tables {
    pub names: Names,
    pub elements: Vec<ElementDeclaration>,
    pub attributes: Vec<AttributeDeclaration>,
    pub simple_types: Vec<SimpleTypeEntry>,
    pub complex_types: Vec<ComplexType>,
    pub wildcards: Vec<Wildcard>,
    pub models: Vec<ContentModel>,
    pub constraints: Vec<Constraint>,
    pub notations: Vec<Notation>,
    pub origins: Vec<Origin>,
    /// Locations of the schema documents.
    pub documents: Vec<String>,
    /// Global declarations, by name.
    pub global_elements: Vec<Option<ElementId>>,
    pub global_attributes: Vec<Option<AttributeId>>,
    pub global_types: Vec<Option<TypeId>>,
}

/// The global component of that name, where there is one.
fn global<T: Copy>(table: &[Option<T>], name: NameId) -> Option<T> {
    table.get(name.index()).copied().flatten()
}

impl Tables {
    #[inline]
    pub(crate) fn global_element(&self, name: NameId) -> Option<ElementId> {
        global(&self.global_elements, name)
    }

    #[inline]
    pub(crate) fn global_attribute(&self, name: NameId) -> Option<AttributeId> {
        global(&self.global_attributes, name)
    }

    pub(crate) fn global_type(&self, name: NameId) -> Option<TypeId> {
        global(&self.global_types, name)
    }

    #[inline]
    pub(crate) fn element(&self, id: ElementId) -> &ElementDeclaration {
        &self.elements[id.index()]
    }

    #[inline]
    pub(crate) fn complex_type(&self, id: ComplexTypeId) -> &ComplexType {
        &self.complex_types[id.index()]
    }

    #[inline]
    pub(crate) fn simple_type(&self, id: SimpleTypeId) -> &SimpleType {
        &self.simple_types[id.index()].simple
    }

    #[inline]
    pub(crate) fn model(&self, id: ModelId) -> &ContentModel {
        &self.models[id.index()]
    }

    #[inline]
    pub(crate) fn wildcard(&self, id: WildcardId) -> &Wildcard {
        &self.wildcards[id.index()]
    }

    pub(crate) fn constraint(&self, id: ConstraintId) -> &Constraint {
        &self.constraints[id.index()]
    }

    /// The place of a component, in public form.
    pub(crate) fn schema_place(&self, id: OriginId) -> Option<SchemaPlace> {
        let origin = &self.origins[id.index()];
        let location = self.documents.get(origin.document as usize)?;
        Some(SchemaPlace {
            location: location.clone(),
            place: origin.place,
            component: origin.component.to_string(),
        })
    }

    pub(crate) fn origin_of(&self, id: TypeId) -> OriginId {
        match id {
            TypeId::Simple(id) => self.simple_types[id.index()].origin,
            TypeId::Complex(id) => self.complex_type(id).origin,
        }
    }

    /// Where what is said of a value of the type is declared: the type, or, where that is built in, the declaration.
    pub(crate) fn value_origin(&self, id: SimpleTypeId, declaration: OriginId) -> OriginId {
        match self.simple_types[id.index()].origin {
            OriginId(0) => declaration,
            origin => origin,
        }
    }

    /// The type and the derivation that leads to it from its base; `None` for the ur-type.
    pub(crate) fn base_of(&self, id: TypeId) -> Option<(TypeId, Derivation)> {
        match id {
            TypeId::Complex(ComplexTypeId::ANY) => None,
            TypeId::Complex(id) => {
                let complex = self.complex_type(id);
                Some((complex.base, complex.derivation))
            }
            TypeId::Simple(SimpleTypeId::ANY) => Some((TypeId::ANY, Derivation::Restriction)),
            TypeId::Simple(id) => {
                let entry = &self.simple_types[id.index()];
                Some((TypeId::Simple(entry.base), entry.derivation))
            }
        }
    }

    /// Whether `derived` may stand for `base`, with derivations in `blocked` not allowed
    /// (Type Derivation OK, 3.4.6 and 3.14.6).
    pub(crate) fn is_derived(&self, derived: TypeId, base: TypeId, blocked: DerivationSet) -> bool {
        let mut current = derived;
        while current != base {
            if let (TypeId::Simple(member), TypeId::Simple(union)) = (current, base)
                && self.is_member(member, union, blocked)
            {
                return true;
            }
            match self.base_of(current) {
                Some((next, derivation)) if !blocked.contains(restriction_like(derivation)) => current = next,
                _ => return false,
            }
        }
        true
    }

    /// Clause 2.2.4 of Type Derivation OK (Simple): through a member of a union.
    fn is_member(&self, derived: SimpleTypeId, union: SimpleTypeId, blocked: DerivationSet) -> bool {
        let members = &self.simple_types[union.index()].members;
        members
            .iter()
            .any(|&member| self.is_derived(TypeId::Simple(derived), TypeId::Simple(member), blocked))
    }

    /// The type's name for eyes.
    pub(crate) fn type_name(&self, id: TypeId) -> String {
        let name = match id {
            TypeId::Simple(id) => self.simple_types[id.index()].name,
            TypeId::Complex(id) => self.complex_type(id).name,
        };
        name.map_or_else(
            || "anonymous type".to_owned(),
            |name| format!("type \"{}\"", self.names.local(name)),
        )
    }
}

/// A list or a union is a restriction of the simple ur-type (3.14.2).
fn restriction_like(derivation: Derivation) -> Derivation {
    match derivation {
        Derivation::List | Derivation::Union => Derivation::Restriction,
        other => other,
    }
}
