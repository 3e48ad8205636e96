//! Element declarations (section 3.3).

use std::rc::Rc;

use crate::xsd::component::{DerivationSet, ElementDeclaration, ElementId, NameId, TypeId};
use crate::xsd::syntax::{NodeId, Tag, derivation_set, is_true};

use super::at::{At, Built};
use super::compiler::Compiler;
use super::definition::{Definition, Space};

impl Compiler<'_> {
    pub(super) fn global_element(&mut self, definition: &Definition) -> Option<ElementId> {
        let at = definition.at;
        match self.elements.get(at) {
            Some(Built::Done(id)) => return Some(*id),
            Some(Built::Open) => {
                self.report(at, "e-props-correct.6", "the substitution group contains itself");
                return None;
            }
            None => {}
        }
        if !self.enter(at) {
            return None;
        }
        let id = self.reserve_element(at, definition.name);
        self.elements.insert(at, Built::Open);
        let head = self.head(at);
        self.declare_element(id, at, head);
        self.leave();
        self.elements.insert(at, Built::Done(id));
        Some(id)
    }

    fn head(&mut self, at: At) -> Option<ElementId> {
        let definition = self.refer(at, "substitutionGroup", Space::Element)?;
        self.global_element(&definition)
    }

    /// The element that a particle stands for: a reference, or a declaration of its own.
    pub(super) fn element_term(&mut self, at: At) -> Option<ElementId> {
        self.check_local_element(at)?;
        if self.node(at).find("ref").is_some() {
            let definition = self.refer(at, "ref", Space::Element)?;
            return self.reference(&definition);
        }
        let local = self.token(at, "name")?;
        let namespace = self.local_namespace(at, "elementFormDefault");
        let name = self.tables.names.intern(namespace, &local);
        let id = self.reserve_element(at, name);
        self.declare_element(id, at, None);
        Some(id)
    }

    /// A reference may stand inside what it refers to, so an element that is being declared will do.
    fn reference(&mut self, definition: &Rc<Definition>) -> Option<ElementId> {
        if let Some(Built::Open) = self.elements.get(definition.at) {
            let position = self.element_places.iter().position(|&place| place == definition.at);
            return position.map(ElementId::of);
        }
        self.global_element(definition)
    }

    /// Constraints `src-element.2`.
    fn check_local_element(&mut self, at: At) -> Option<()> {
        let node = self.node(at);
        let has = |name: &str| node.find(name).is_some();
        if has("name") == has("ref") {
            self.report(at, "src-element.2.1", "an element has either a \"name\" or a \"ref\"");
            return None;
        }
        let declares = ["type", "nillable", "default", "fixed", "form", "block"].into_iter().any(has);
        let tree = self.tree(at);
        let holds = tree.node(at.node).children.iter().any(|&child| tree.node(child).tag != Tag::Annotation);
        if has("ref") && (declares || holds) {
            let message = "a reference to an element has no properties but its occurrences";
            self.report(at, "src-element.2.2", message);
        }
        Some(())
    }

    fn reserve_element(&mut self, at: At, name: NameId) -> ElementId {
        let origin = self.origin(at);
        self.tables.elements.push(ElementDeclaration {
            name,
            type_id: TypeId::ANY,
            is_abstract: false,
            nillable: false,
            block: DerivationSet::EMPTY,
            exclusions: DerivationSet::EMPTY,
            head: None,
            value: None,
            constraints: Box::default(),
            origin,
        });
        self.element_places.push(at);
        ElementId::of(self.tables.elements.len() - 1)
    }

    fn declare_element(&mut self, id: ElementId, at: At, head: Option<ElementId>) {
        let type_id = self.element_type(at, head);
        let value = self.written_value(at, "src-element.1").map(|(_, value)| value);
        let constraints = self.constraints_of(at).into();
        let tree = self.tree(at);
        let (node, root) = (tree.node(at.node), tree.node(NodeId::ROOT));
        let is_set = |name: &str| node.attribute(name).is_some_and(is_true);
        let block = node.attribute("block").or_else(|| root.attribute("blockDefault"));
        let is_global = tree.parent_tag(at.node) == Some(Tag::Schema);
        let exclusions = if is_global { self.final_of(at, "final") } else { DerivationSet::EMPTY };
        let element = &mut self.tables.elements[id.index()];
        element.type_id = type_id;
        element.value = value;
        element.head = head;
        element.is_abstract = is_set("abstract");
        element.nillable = is_set("nillable");
        element.block = block.map_or(DerivationSet::EMPTY, derivation_set);
        element.exclusions = exclusions;
        element.constraints = constraints;
    }

    fn element_type(&mut self, at: At, head: Option<ElementId>) -> TypeId {
        let is_named = self.node(at).find("type").is_some();
        let tree = self.tree(at);
        let is_inner = tree.children(at.node, &[Tag::SimpleType, Tag::ComplexType]).next().is_some();
        if is_named && is_inner {
            self.report(at, "src-element.3", "an element has either the attribute \"type\" or a type inside");
        }
        let found = if is_named { self.type_reference(at, "type") } else { self.inner_type(at) };
        let inherited = || head.filter(|_| !is_named && !is_inner);
        let type_id = found
            .or_else(|| inherited().map(|head| self.tables.element(head).type_id))
            .unwrap_or(TypeId::ANY);
        self.refuse_bare_notation(at, type_id);
        type_id
    }

    /// A notation declaration: its name can be a value.
    pub(super) fn notation(&mut self, definition: &Definition) {
        let node = self.node(definition.at);
        if node.find("public").is_none() && node.find("system").is_none() {
            let message = "a notation has a \"public\" or a \"system\" identifier";
            self.report(definition.at, "n-props-correct", message);
        }
        self.tables.notations.push(crate::xsd::component::Notation { name: definition.name });
    }

    /// The place of an element, where it is not built in.
    pub(super) fn place_of(&self, id: ElementId) -> At {
        self.element_places[id.index()]
    }
}
