//! The state of a compilation, and its phases in order.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::diag::{Diagnostic, Place};
use crate::limits;
use crate::xsd::component::{
    ComplexTypeId, ConstraintId, ElementId, Names, NamespaceId, Origin, OriginId, SimpleTypeId, Tables,
};
use crate::xsd::syntax::{Node, Tree};

use super::at::{At, Built, ByNode};
use super::budget::Budget;
use super::definition::{Definition, Symbols};
use super::drafts::{AttributeGroup, ComplexState};
use super::load::Unit;
use super::options::CompileOptions;
use super::particle::Group;

/// A compilation.
pub(super) struct Compiler<'c> {
    pub(super) options: &'c CompileOptions,
    pub(super) units: Vec<Unit>,
    /// Target namespaces of the units.
    pub(super) namespaces: Vec<NamespaceId>,
    pub(super) symbols: Symbols,
    pub(super) tables: Tables,
    pub(super) simple_types: ByNode<Built<SimpleTypeId>>,
    pub(super) complex_types: ByNode<ComplexTypeId>,
    /// What a complex type needs while compiling, by index.
    pub(super) complex: Vec<ComplexState>,
    pub(super) elements: ByNode<Built<ElementId>>,
    pub(super) element_places: Vec<At>,
    pub(super) groups: ByNode<Built<Rc<Group>>>,
    pub(super) attribute_groups: ByNode<Built<Rc<AttributeGroup>>>,
    /// Identity constraints by name.
    pub(super) constraints: Vec<Option<ConstraintId>>,
    /// `keyref` constraints whose `refer` is to be resolved.
    pub(super) keyrefs: Vec<(ConstraintId, At)>,
    /// Complex types that are referred to and not yet complete.
    pub(super) pending: VecDeque<ComplexTypeId>,
    /// Members of the substitution group of each element, itself excluded, transitively.
    pub(super) members: Vec<Vec<ElementId>>,
    pub(super) faults: Vec<Fault>,
    pub(super) budget: Budget,
    /// Components that are being built within each other.
    depth: usize,
    /// Whether it was said that no steps are left.
    is_exhausted: bool,
}

/// Faults of components that are looked at: more than are listed, because some follow from others.
const MOST_FAULTS: usize = 2 * limits::DIAGNOSTICS;

/// A fault of a component.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: At,
    pub(super) diagnostic: Diagnostic,
}

impl<'c> Compiler<'c> {
    pub(super) fn new(units: Vec<Unit>, options: &'c CompileOptions) -> Self {
        let mut names = Names::new();
        let namespaces = units.iter().map(|unit| names.intern_namespace(unit.namespace.as_deref())).collect();
        let mut compiler = Self {
            options,
            namespaces,
            symbols: Symbols::default(),
            tables: super::builtin::tables(names),
            simple_types: ByNode::default(),
            complex_types: ByNode::default(),
            complex: vec![ComplexState::any_type()],
            elements: ByNode::default(),
            element_places: Vec::new(),
            groups: ByNode::default(),
            attribute_groups: ByNode::default(),
            constraints: Vec::new(),
            keyrefs: Vec::new(),
            pending: VecDeque::new(),
            members: Vec::new(),
            faults: Vec::new(),
            budget: Budget::new(options.limits.steps),
            depth: 0,
            is_exhausted: false,
            units,
        };
        compiler.tables.documents = compiler.units.iter().map(|unit| unit.tree.location.clone()).collect();
        compiler
    }

    /// All phases; each one needs the ones before it.
    pub(super) fn build(&mut self) {
        self.collect_symbols();
        self.build_globals();
        self.complete_pending();
        self.resolve_keyrefs();
        self.build_substitution_groups();
        self.check_redefined_groups();
        self.check_derivations();
        self.build_models();
        self.check_element_values();
    }

    fn build_globals(&mut self) {
        for definition in self.symbols.all() {
            self.build_global(&definition);
        }
    }

    /// Complex types refer to elements, which refer to complex types: done when no new one turns up.
    fn complete_pending(&mut self) {
        while let Some(id) = self.pending.pop_front() {
            self.complete(id);
        }
    }

    pub(super) fn tree(&self, at: At) -> Rc<Tree> {
        Rc::clone(&self.units[at.unit as usize].tree)
    }

    pub(super) fn node(&self, at: At) -> &Node {
        self.units[at.unit as usize].tree.node(at.node)
    }

    pub(super) fn token(&self, at: At, name: &str) -> Option<String> {
        self.node(at).token(name).map(str::to_owned)
    }

    pub(super) fn namespace_at(&self, at: At) -> NamespaceId {
        self.namespaces[at.unit as usize]
    }

    /// Begins a component within those that are being built; false, and reported, where there are too many.
    pub(super) fn enter(&mut self, at: At) -> bool {
        let most = self.options.limits.nesting;
        if self.depth >= most {
            self.report(
                at,
                "xsd-limit",
                format!("more than {most} components are nested or derived in a row"),
            );
            return false;
        }
        self.depth += 1;
        true
    }

    /// Ends the component that was begun last.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Takes steps of a construction; false, and reported once, where none are left.
    pub(super) fn spend(&mut self, at: At, steps: usize) -> bool {
        let is_left = self.budget.spend(steps);
        if !is_left && !self.is_exhausted {
            self.is_exhausted = true;
            let most = self.options.limits.steps;
            self.report(at, "xsd-limit", format!("the schema takes more than {most} steps to compile"));
        }
        is_left
    }

    /// Reports a fault of the node.
    pub(super) fn report(&mut self, at: At, code: &'static str, message: impl Into<String>) {
        let place = self.node(at).place;
        self.report_at(at, place, code, message.into());
    }

    /// Reports a fault of an attribute's value.
    pub(super) fn report_value(
        &mut self,
        at: At,
        attribute: &str,
        code: &'static str,
        message: impl Into<String>,
    ) {
        let node = self.node(at);
        let written = node.find(attribute).map(|attribute| (attribute.value_place, attribute.value.clone()));
        let place = written.as_ref().map_or(node.place, |(place, _)| *place);
        self.report_at(at, place, code, message.into());
        if let (Some((_, value)), Some(fault)) = (written, self.faults.last_mut()) {
            fault.diagnostic.found = Some(value.into());
        }
    }

    fn report_at(&mut self, at: At, place: Place, code: &'static str, message: String) {
        if self.faults.len() >= MOST_FAULTS {
            return;
        }
        let tree = &self.units[at.unit as usize].tree;
        let diagnostic = Diagnostic::error(code, message).with_place(place).with_path(tree.path(at.node));
        let diagnostic = Diagnostic { file: Some(tree.location.clone()), ..diagnostic };
        self.faults.push(Fault { at, diagnostic });
    }

    /// The place of the node as the origin of a component.
    pub(super) fn origin(&mut self, at: At) -> OriginId {
        let node = self.node(at);
        let name = node.token("name").or_else(|| node.token("ref"));
        let tag = node.tag.name();
        let component = name.map_or_else(|| tag.to_owned(), |name| format!("{tag} \"{name}\""));
        let origin = Origin { document: at.unit, place: node.place, component: component.into() };
        self.tables.origins.push(origin);
        OriginId::of(self.tables.origins.len() - 1)
    }

    pub(super) fn named(&self, at: At) -> Option<Definition> {
        self.symbols.definition_at(at)
    }
}
