//! What a compiled schema asks of attributes, for those who want to meet it before they are judged by it.

use super::component::{ElementId, Tables};
use super::datatypes::SimpleType;

/// An element that a schema declares.
#[derive(Debug, Clone)]
pub struct ElementRules<'s> {
    tables: &'s Tables,
    element: ElementId,
}

/// What an attribute may hold.
#[derive(Debug, Clone)]
pub struct AttributeRule {
    /// The type of its values, with lengths, patterns and enumerations among its facets.
    pub simple_type: SimpleType,
    /// Whether it has to stand there.
    pub is_required: bool,
}

impl<'s> ElementRules<'s> {
    pub(super) fn at(tables: &'s Tables, path: &[&str]) -> Option<Self> {
        let element = tables.element_at(path)?;
        Some(Self { tables, element })
    }

    /// The attribute of that name, in no namespace; none where the schema declares no such attribute.
    pub fn attribute(&self, name: &str) -> Option<AttributeRule> {
        let attribute = self.tables.attribute_of(self.element, name)?;
        let simple_type = self.tables.simple_type(attribute.simple_type).clone();
        Some(AttributeRule { simple_type, is_required: attribute.required })
    }

    /// Whether attributes may stand there that the schema does not declare.
    pub fn allows_others(&self) -> bool {
        let complex = self.tables.complex_type_of(self.element);
        complex.is_some_and(|complex| complex.attributes.wildcard.is_some())
    }
}
