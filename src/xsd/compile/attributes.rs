//! Attribute declarations and uses (sections 3.2 and 3.5).

use crate::xml::XML_NAMESPACE;
use crate::xsd::component::{
    AttributeDeclaration, AttributeId, AttributeUse, NameId, OriginId, SimpleTypeId, TypeId, ValueConstraint,
};
use crate::xsd::datatypes::Builtin;
use crate::xsd::syntax::{Tag, XSI_NAMESPACE};

use super::at::At;
use super::builtin::builtin_id;
use super::compiler::Compiler;
use super::definition::{Definition, Space};
use super::drafts::UseOf;

impl Compiler<'_> {
    pub(super) fn global_attribute(&mut self, definition: &Definition) -> AttributeId {
        let name = definition.name;
        if let Some(id) = self.tables.global_attribute(name) {
            return id;
        }
        let id = self.declare_attribute(definition.at, name);
        self.publish_attribute(name, id);
        id
    }

    fn publish_attribute(&mut self, name: NameId, id: AttributeId) {
        let size = self.tables.names.len().max(self.tables.global_attributes.len());
        self.tables.global_attributes.resize(size, None);
        self.tables.global_attributes[name.index()] = Some(id);
    }

    pub(super) fn publish_attributes(&mut self, size: usize) {
        self.tables.global_attributes.resize(size, None);
    }

    fn declare_attribute(&mut self, at: At, name: NameId) -> AttributeId {
        self.check_attribute(at, name);
        let simple_type = self.attribute_type(at);
        let value = self.value_constraint(at, simple_type, "a-props-correct.2");
        if value.is_some() && self.is_id(simple_type) {
            self.report(at, "a-props-correct.3", "an attribute of type ID has no default and no fixed value");
        }
        let origin = self.origin(at);
        self.add_attribute(AttributeDeclaration { name, simple_type, value, origin })
    }

    fn add_attribute(&mut self, declaration: AttributeDeclaration) -> AttributeId {
        self.tables.attributes.push(declaration);
        AttributeId::of(self.tables.attributes.len() - 1)
    }

    fn check_attribute(&mut self, at: At, name: NameId) {
        let names = &self.tables.names;
        let is_declaration = names.local(name) == "xmlns";
        let is_instance = names.namespace_text(names.namespace_of(name)) == XSI_NAMESPACE;
        if is_declaration {
            self.report_value(at, "name", "no-xmlns", "an attribute cannot be named \"xmlns\"");
        }
        if is_instance {
            self.report(at, "no-xsi", "an attribute cannot be declared in the namespace of xsi:type");
        }
        let node = self.node(at);
        if node.find("type").is_some() && self.tree(at).child(at.node, Tag::SimpleType).is_some() {
            self.report(
                at,
                "src-attribute.4",
                "an attribute has either the attribute \"type\" or a simpleType",
            );
        }
    }

    fn attribute_type(&mut self, at: At) -> SimpleTypeId {
        let named = self.node(at).find("type").is_some();
        let id = if named { self.type_reference(at, "type") } else { self.inner_type(at) };
        let Some(id) = id else {
            return SimpleTypeId::ANY;
        };
        let id = self.expect_simple(at, "type", id).unwrap_or(SimpleTypeId::ANY);
        self.refuse_bare_notation(at, TypeId::Simple(id));
        id
    }

    /// `enumeration-required-notation`: NOTATION itself is not a type for values.
    pub(super) fn refuse_bare_notation(&mut self, at: At, id: TypeId) {
        if id == TypeId::Simple(builtin_id(Builtin::Notation)) {
            let message = "NOTATION can only be used through a type that enumerates notations";
            self.report_value(at, "type", "enumeration-required-notation", message);
        }
    }

    pub(super) fn is_id(&self, id: SimpleTypeId) -> bool {
        self.tables.is_derived(
            TypeId::Simple(id),
            TypeId::Simple(builtin_id(Builtin::Id)),
            crate::xsd::component::DerivationSet::EMPTY,
        )
    }

    /// The use that an `attribute` in a type or a group stands for.
    pub(super) fn attribute_use(&mut self, at: At, order: u32) -> Option<UseOf> {
        let is_reference = self.check_use(at)?;
        let declaration = if is_reference { self.referred_attribute(at)? } else { self.local_attribute(at)? };
        let name = self.tables.attributes[declaration.index()].name;
        let usage = self.token(at, "use");
        if usage.as_deref() == Some("prohibited") {
            return Some(UseOf::Prohibited(name));
        }
        let simple_type = self.tables.attributes[declaration.index()].simple_type;
        let value = if is_reference { self.value_of_reference(at, declaration) } else { None };
        let value = value.or_else(|| self.tables.attributes[declaration.index()].value.clone());
        let required = usage.as_deref() == Some("required");
        Some(UseOf::Allowed(AttributeUse { name, declaration, simple_type, required, value, order }))
    }

    /// Constraints `src-attribute`; whether the attribute is a reference.
    fn check_use(&mut self, at: At) -> Option<bool> {
        let node = self.node(at);
        let has = |name: &str| node.find(name).is_some();
        let (is_named, is_reference) = (has("name"), has("ref"));
        let has_default = has("default");
        let is_optional = matches!(node.token("use"), None | Some("optional"));
        let mixes = is_reference
            && (has("form") || has("type") || self.tree(at).child(at.node, Tag::SimpleType).is_some());
        if has_default && !is_optional {
            self.report(at, "src-attribute.2", "an attribute with a default is optional");
        }
        if is_named == is_reference {
            self.report(at, "src-attribute.3.1", "an attribute has either a \"name\" or a \"ref\"");
            return None;
        }
        if mixes {
            self.report(at, "src-attribute.3.2", "a reference to an attribute has no \"form\", no type");
        }
        Some(is_reference)
    }

    fn local_attribute(&mut self, at: At) -> Option<AttributeId> {
        let local = self.token(at, "name")?;
        let namespace = self.local_namespace(at, "attributeFormDefault");
        let name = self.tables.names.intern(namespace, &local);
        Some(self.declare_attribute(at, name))
    }

    fn referred_attribute(&mut self, at: At) -> Option<AttributeId> {
        let text = self.token(at, "ref")?;
        let name = self.expand(at, "ref", &text)?;
        if let Some(id) = self.tables.global_attribute(name) {
            return Some(id);
        }
        if let Some(definition) = self.symbols.find(Space::Attribute, name) {
            return Some(self.global_attribute(&definition));
        }
        if let Some(id) = self.xml_attribute(name) {
            return Some(id);
        }
        self.report_missing(at, "ref", &text, (Space::Attribute, name));
        None
    }

    /// `xml:lang` and its like, where no document declares them.
    fn xml_attribute(&mut self, name: NameId) -> Option<AttributeId> {
        let names = &self.tables.names;
        if names.namespace_text(names.namespace_of(name)) != XML_NAMESPACE {
            return None;
        }
        let builtin = match names.local(name) {
            "lang" => Builtin::Language,
            "space" => Builtin::NcName,
            "base" => Builtin::AnyUri,
            "id" => Builtin::Id,
            _ => return None,
        };
        let simple_type = builtin_id(builtin);
        let declaration = AttributeDeclaration { name, simple_type, value: None, origin: OriginId(0) };
        let id = self.add_attribute(declaration);
        self.publish_attribute(name, id);
        Some(id)
    }

    /// The value constraint of a reference, which must agree with a fixed value of the declaration.
    fn value_of_reference(&mut self, at: At, declaration: AttributeId) -> Option<ValueConstraint> {
        let declared = self.tables.attributes[declaration.index()].clone();
        let value = self.value_constraint(at, declared.simple_type, "au-props-correct.2")?;
        if let Some(fixed) = declared.value.filter(|declared| declared.fixed) {
            let agrees = value.fixed && self.is_same_value(declared.simple_type, &fixed.text, &value.text);
            if !agrees {
                let message = format!("the declaration fixes the value \"{}\"", fixed.text);
                self.report(at, "au-props-correct.2", message);
            }
        }
        if self.is_id(declared.simple_type) {
            self.report(at, "a-props-correct.3", "an attribute of type ID has no default and no fixed value");
        }
        Some(value)
    }
}
