//! What a schema says without a document: the element at a path, and what its attributes may hold.

use super::{AttributeUse, ComplexType, Content, ContentModel, ElementId, NameId, Tables, TypeId};

impl Tables {
    /// The declaration at a path of local names, in no namespace, from a global element.
    pub(crate) fn element_at(&self, path: &[&str]) -> Option<ElementId> {
        let (first, rest) = path.split_first()?;
        let root = self.global_element(self.plain_name(first))?;
        rest.iter().try_fold(root, |parent, name| self.child(parent, self.plain_name(name)))
    }

    /// The use of the attribute of that local name, in no namespace.
    pub(crate) fn attribute_of(&self, element: ElementId, name: &str) -> Option<&AttributeUse> {
        let attributes = &self.complex_type_of(element)?.attributes;
        attributes.position(self.plain_name(name)).map(|index| &attributes.uses()[index])
    }

    pub(crate) fn complex_type_of(&self, element: ElementId) -> Option<&ComplexType> {
        match self.element(element).type_id {
            TypeId::Complex(id) => Some(self.complex_type(id)),
            TypeId::Simple(_) => None,
        }
    }

    fn plain_name(&self, local: &str) -> NameId {
        self.names.find(self.names.namespace(None), local)
    }

    /// The declaration for a child of that name, wherever it may stand; all of one name have one type.
    fn child(&self, parent: ElementId, name: NameId) -> Option<ElementId> {
        let model = match self.complex_type_of(parent)?.content {
            Content::ElementOnly(model) | Content::Mixed(model) => self.model(model),
            Content::Empty | Content::Simple(_) => return None,
        };
        match model {
            ContentModel::Automaton(automaton) => {
                automaton.edges.iter().find(|edge| edge.name == name).map(|edge| edge.element)
            }
            ContentModel::All(all) => all.find(name).map(|(element, _)| element),
        }
    }
}
