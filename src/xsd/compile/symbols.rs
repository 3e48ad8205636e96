//! The symbol spaces: global components by kind and name, redefinitions over what they redefine.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::xsd::component::{ElementId, NameId, TypeId};
use crate::xsd::syntax::{NodeId, Tag};

use super::compiler::{At, Built, Compiler};

/// A symbol space (section 2.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Type,
    Element,
    Attribute,
    Group,
    AttributeGroup,
    Notation,
}

impl Space {
    fn of(tag: Tag) -> Option<Self> {
        match tag {
            Tag::SimpleType | Tag::ComplexType => Some(Self::Type),
            Tag::Element => Some(Self::Element),
            Tag::Attribute => Some(Self::Attribute),
            Tag::Group => Some(Self::Group),
            Tag::AttributeGroup => Some(Self::AttributeGroup),
            Tag::Notation => Some(Self::Notation),
            _ => None,
        }
    }

    /// What a component of the space is called.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Element => "element",
            Self::Attribute => "attribute",
            Self::Group => "group",
            Self::AttributeGroup => "attribute group",
            Self::Notation => "notation",
        }
    }
}

/// A global definition.
#[derive(Debug, Clone)]
pub(super) struct Definition {
    pub(super) space: Space,
    pub(super) name: NameId,
    pub(super) at: At,
    /// What it redefines.
    pub(super) original: Option<Rc<Definition>>,
}

/// All global definitions.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    known: BTreeMap<(Space, NameId), Rc<Definition>>,
    /// Every definition by its node, redefined ones included.
    nodes: BTreeMap<At, Rc<Definition>>,
}

impl Symbols {
    pub(super) fn find(&self, space: Space, name: NameId) -> Option<Rc<Definition>> {
        self.known.get(&(space, name)).cloned()
    }

    pub(super) fn definition_at(&self, at: At) -> Option<Definition> {
        self.nodes.get(&at).map(|definition| (**definition).clone())
    }

    /// The definitions in order of their documents.
    pub(super) fn all(&self) -> Vec<Rc<Definition>> {
        self.nodes.values().cloned().collect()
    }

    /// Names of the space, for suggestions.
    pub(super) fn names(&self, space: Space) -> impl Iterator<Item = NameId> + '_ {
        self.known.keys().filter(move |key| key.0 == space).map(|key| key.1)
    }

    fn add(&mut self, definition: Definition) {
        let definition = Rc::new(definition);
        self.nodes.insert(definition.at, Rc::clone(&definition));
        self.known.insert((definition.space, definition.name), definition);
    }
}

impl Compiler<'_> {
    /// Registers what each unit defines, then what each one redefines, innermost first.
    pub(super) fn collect_symbols(&mut self) {
        for unit in 0..self.units.len() {
            let tree = Rc::clone(&self.units[unit].tree);
            for &node in &tree.node(NodeId::ROOT).children {
                self.define(at(unit, node));
            }
        }
        for unit in (0..self.units.len()).rev() {
            for (node, target) in self.units[unit].redefines.clone() {
                self.redefine(unit, node, target);
            }
        }
    }

    fn symbol(&mut self, at: At) -> Option<(Space, NameId)> {
        let space = Space::of(self.node(at).tag)?;
        let name = self.token(at, "name")?;
        let namespace = self.namespace_at(at);
        Some((space, self.tables.names.intern(namespace, &name)))
    }

    fn define(&mut self, at: At) {
        let Some((space, name)) = self.symbol(at) else {
            return;
        };
        if let Some(other) = self.symbols.find(space, name) {
            self.report_duplicate(at, space, name, other.at);
            return;
        }
        self.symbols.add(Definition { space, name, at, original: None });
    }

    fn report_duplicate(&mut self, at: At, space: Space, name: NameId, other: At) {
        let first = self.node(other).place;
        let location = &self.units[other.unit as usize].tree.location;
        let word = space.word();
        let message = format!(
            "{word} \"{}\" is defined twice; first in \"{location}\" at line {}",
            self.tables.names.local(name),
            first.line
        );
        self.report_value(at, "name", "sch-props-correct.2", message);
    }

    fn redefine(&mut self, unit: usize, node: NodeId, target: Option<usize>) {
        let tree = Rc::clone(&self.units[unit].tree);
        for &child in &tree.node(node).children {
            let at = at(unit, child);
            let Some((space, name)) = self.symbol(at) else {
                continue;
            };
            match self.symbols.find(space, name) {
                Some(original) if target.is_some() => {
                    self.symbols.add(Definition { space, name, at, original: Some(original) });
                }
                _ => {
                    let message = format!(
                        "there is no {} \"{}\" to redefine",
                        space.word(),
                        self.tables.names.local(name)
                    );
                    self.report_value(at, "name", "src-redefine.2", message);
                }
            }
        }
    }

    pub(super) fn build_global(&mut self, definition: &Definition) {
        match definition.space {
            Space::Type => drop(self.type_definition(definition)),
            Space::Element => drop(self.global_element(definition)),
            Space::Attribute => {
                self.global_attribute(definition);
            }
            Space::Group => drop(self.group(definition)),
            Space::AttributeGroup => drop(self.attribute_group(definition)),
            Space::Notation => self.notation(definition),
        }
    }

    /// Fills the tables of global components by name.
    pub(super) fn publish(&mut self) {
        let size = self.tables.names.len();
        self.tables.global_elements = vec![None; size];
        self.tables.global_types.resize(size, None);
        for ((space, name), definition) in &self.symbols.known {
            match space {
                Space::Element => {
                    self.tables.global_elements[name.index()] = built(self.elements.get(&definition.at));
                }
                Space::Type => self.tables.global_types[name.index()] = self.built_type(definition.at),
                _ => {}
            }
        }
        self.publish_attributes(size);
    }

    fn built_type(&self, at: At) -> Option<TypeId> {
        match self.complex_types.get(&at) {
            Some(&id) => Some(TypeId::Complex(id)),
            None => match self.simple_types.get(&at) {
                Some(Built::Done(id)) => Some(TypeId::Simple(*id)),
                _ => None,
            },
        }
    }
}

fn built(state: Option<&Built<ElementId>>) -> Option<ElementId> {
    match state {
        Some(Built::Done(id)) => Some(*id),
        _ => None,
    }
}

fn at(unit: usize, node: NodeId) -> At {
    At { unit: u32::try_from(unit).expect("limits bound the documents"), node }
}
