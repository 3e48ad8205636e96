//! The symbol spaces: global components by kind and name, redefinitions over what they redefine.

use std::rc::Rc;

use crate::xsd::component::{ElementId, NameId, TypeId};
use crate::xsd::syntax::NodeId;

use super::at::{At, Built};
use super::compiler::Compiler;
use super::definition::{Definition, Space};

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
        for &Definition { space, name, at, .. } in self.symbols.in_effect() {
            match space {
                Space::Element => {
                    self.tables.global_elements[name.index()] = built(self.elements.get(at));
                }
                Space::Type => self.tables.global_types[name.index()] = self.built_type(at),
                _ => {}
            }
        }
        self.publish_attributes(size);
    }

    fn built_type(&self, at: At) -> Option<TypeId> {
        match self.complex_types.get(at) {
            Some(&id) => Some(TypeId::Complex(id)),
            None => match self.simple_types.get(at) {
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
