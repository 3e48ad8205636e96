//! Default and fixed values (sections 3.2.6, 3.3.6 and 3.5.6).

use crate::xsd::component::{Content, ElementId, SimpleTypeId, TypeId, ValueConstraint};
use crate::xsd::datatypes::NoNamespaces;

use super::at::At;
use super::compiler::Compiler;

impl Compiler<'_> {
    /// The value constraint of an attribute declaration or use, checked against its type.
    pub(super) fn value_constraint(
        &mut self,
        at: At,
        id: SimpleTypeId,
        code: &'static str,
    ) -> Option<ValueConstraint> {
        let (attribute, value) = self.written_value(at, "src-attribute.1")?;
        self.check_value(at, attribute, id, &value.text, code);
        Some(value)
    }

    /// The value constraint as it is written.
    pub(super) fn written_value(
        &mut self,
        at: At,
        both: &'static str,
    ) -> Option<(&'static str, ValueConstraint)> {
        let node = self.node(at);
        let (default, fixed) = (node.attribute("default"), node.attribute("fixed"));
        let has_both = default.is_some() && fixed.is_some();
        let constraint = |text: &str, fixed| ValueConstraint { fixed, text: text.into() };
        let value = match (default, fixed) {
            (_, Some(text)) => Some(("fixed", constraint(text, true))),
            (Some(text), None) => Some(("default", constraint(text, false))),
            (None, None) => None,
        };
        if has_both {
            self.report(at, both, "\"default\" and \"fixed\" exclude each other");
        }
        value
    }

    fn check_value(&mut self, at: At, attribute: &str, id: SimpleTypeId, text: &str, code: &'static str) {
        let scope = self.scope_at(at);
        let violations = self.tables.simple_type(id).check(text, &scope).err().unwrap_or_default();
        for violation in violations {
            self.report_value(at, attribute, code, format!("\"{text}\" {violation}"));
        }
    }

    pub(super) fn is_same_value(&self, id: SimpleTypeId, a: &str, b: &str) -> bool {
        let simple = self.tables.simple_type(id);
        match (simple.value(a, &NoNamespaces), simple.value(b, &NoNamespaces)) {
            (Ok(a), Ok(b)) => a == b,
            _ => a == b,
        }
    }

    /// Element Default Valid (Immediate), once every type is complete.
    pub(super) fn check_element_values(&mut self) {
        for index in 0..self.tables.elements.len() {
            let id = ElementId::of(index);
            let element = self.tables.element(id);
            if let Some(value) = element.value.clone() {
                let type_id = element.type_id;
                self.check_element_value(self.element_places[index], type_id, &value);
            }
        }
    }

    fn check_element_value(&mut self, at: At, type_id: TypeId, value: &ValueConstraint) {
        let attribute = if value.fixed { "fixed" } else { "default" };
        let simple = match type_id {
            TypeId::Simple(id) => Some(id),
            TypeId::Complex(id) => match self.tables.complex_type(id).content {
                Content::Simple(id) => Some(id),
                Content::Mixed(_) => {
                    if !self.is_emptiable(id) {
                        let message = "the content of the type cannot be empty, so there is no default";
                        self.report_value(at, attribute, "cos-valid-default.2.2.2", message);
                    }
                    None
                }
                Content::Empty | Content::ElementOnly(_) => {
                    let message = "the type has neither simple nor mixed content, so there is no default";
                    self.report_value(at, attribute, "cos-valid-default.2.1", message);
                    None
                }
            },
        };
        let Some(id) = simple else {
            return;
        };
        if self.is_id(id) {
            let message = "an element of type ID has no default and no fixed value";
            self.report_value(at, attribute, "e-props-correct.5", message);
        }
        self.check_value(at, attribute, id, &value.text, "e-props-correct.2");
    }
}
