//! Content models: from particles to automata, one for each complex type.

use crate::limits::SchemaLimits;
use crate::xsd::component::{
    AllItem, AllModel, Automaton, ComplexTypeId, Content, ContentModel, ElementId, ModelId, NameId, TypeId,
    WildcardId,
};
use crate::xsd::order;

use super::at::At;
use super::automaton::{Bounds, Conflict, Determinise, Expression, Fault, Leaf, LeafTerm, Matches};
use super::compiler::Compiler;
use super::content::{group_of, is_all};
use super::drafts::ContentKind;
use super::particle::Particle;

/// Repetitions with at most this many leaves are written out: one state each is cheaper than a counter.
const WRITTEN_OUT: usize = 16;

/// Content models with at most this many leaves are written out as a whole where counters cannot decide. What is
/// written out nests as deep as its bound, and the construction follows it by recursion.
const WHOLLY_WRITTEN_OUT: usize = 1000;

impl Compiler<'_> {
    pub(super) fn build_models(&mut self) {
        for index in 1..self.complex.len() {
            let id = ComplexTypeId::of(index);
            if let Some(at) = self.complex[index].at {
                self.tables.complex_types[index].content = self.content(id, at);
            }
        }
    }

    fn content(&mut self, id: ComplexTypeId, at: At) -> Content {
        match self.complex[id.index()].kind.clone() {
            ContentKind::Empty => Content::Empty,
            ContentKind::Simple(id) => Content::Simple(id),
            ContentKind::Anything => Content::Mixed(ModelId(0)),
            ContentKind::ElementOnly(particle) => Content::ElementOnly(self.model(at, &particle)),
            ContentKind::Mixed(particle) => Content::Mixed(self.model(at, &particle)),
        }
    }

    fn model(&mut self, at: At, particle: &Particle) -> ModelId {
        let model =
            if is_all(particle) { self.all_model(at, particle) } else { self.automaton(at, particle) };
        self.tables.models.push(model);
        ModelId::of(self.tables.models.len() - 1)
    }

    fn automaton(&mut self, at: At, particle: &Particle) -> ContentModel {
        let mut leaves = Vec::new();
        let expression = Expression::new(particle, &mut leaves, false);
        if !self.spend(at, self.taken(&leaves)) {
            return ContentModel::Automaton(Automaton::default());
        }
        self.check_consistent(at, &leaves);
        let limits = &self.options.limits;
        let bounds = Bounds { positions: limits.positions, states: limits.states };
        let attempt = |most: usize| {
            let mut counters = Vec::new();
            let expanded = expression.clone().expand(most, &mut counters);
            Determinise::run(&expanded, &leaves, counters, self, bounds)
        };
        let built = match attempt(WRITTEN_OUT) {
            Err(Fault::Counters) if expression.written_out() <= WHOLLY_WRITTEN_OUT => {
                attempt(WHOLLY_WRITTEN_OUT)
            }
            other => other,
        };
        match built {
            Ok(automaton) => return ContentModel::Automaton(automaton),
            Err(Fault::Ambiguous(conflict)) => self.report_conflict(&leaves, conflict),
            Err(Fault::Exhausted) => drop(self.spend(at, usize::MAX)),
            Err(Fault::Counters | Fault::TooLarge) => {
                let SchemaLimits { positions, states, .. } = self.options.limits;
                let message =
                    format!("the content model has more than {positions} positions or {states} states");
                self.report(at, "xsd-limit", message);
            }
        }
        ContentModel::Automaton(Automaton::default())
    }

    fn report_conflict(&mut self, leaves: &[Leaf], conflict: Conflict) {
        let (first, second) = (&leaves[conflict.first as usize], &leaves[conflict.second as usize]);
        let message = format!(
            "{} and {} can take the same element, so the content model is ambiguous",
            self.leaf_name(first.term),
            self.leaf_name(second.term)
        );
        self.report(second.at, "cos-nonambig", message);
    }

    fn leaf_name(&self, term: LeafTerm) -> String {
        match term {
            LeafTerm::Wildcard(_) => "a wildcard".to_owned(),
            LeafTerm::Element(id) => {
                format!("element \"{}\"", self.tables.names.local(self.tables.element(id).name))
            }
        }
    }

    /// Elements that the leaves take, those of substitution groups included.
    fn taken(&self, leaves: &[Leaf]) -> usize {
        let members = |leaf: &Leaf| match leaf.term {
            LeafTerm::Element(id) => self.members.get(id.index()).map_or(1, |members| members.len() + 1),
            LeafTerm::Wildcard(_) => 1,
        };
        leaves.iter().map(members).sum()
    }

    /// Element Declarations Consistent (3.8.6): one name, one type.
    fn check_consistent(&mut self, at: At, leaves: &[Leaf]) {
        let ids = leaves.iter().filter_map(|leaf| match leaf.term {
            LeafTerm::Element(id) => Some(id),
            LeafTerm::Wildcard(_) => None,
        });
        let elements = ids.flat_map(|id| self.elements(id)).zip(0..);
        let with_type = |((name, element), order)| (name, order, self.tables.element(element).type_id);
        let mut types: Vec<(NameId, u32, TypeId)> = elements.map(with_type).collect();
        order::sort_by_key(&mut types, |&(name, order, _)| (name, order));
        let others = types
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|same| same.iter().find(|other| other.2 != same[0].2));
        if let Some(&(name, ..)) = others.min_by_key(|other| other.1) {
            let local = self.tables.names.local(name);
            let message = format!("element \"{local}\" stands twice in the content, with different types");
            self.report(at, "cos-element-consistent", message);
        }
    }

    fn all_model(&mut self, at: At, particle: &Particle) -> ContentModel {
        let mut leaves = Vec::new();
        drop(Expression::new(particle, &mut leaves, false));
        if !self.spend(at, self.taken(&leaves)) {
            leaves.clear();
        }
        self.check_consistent(at, &leaves);
        let particles = group_of(particle).map_or(&[][..], |group| &group.particles);
        let mut model = AllModel { items: Vec::new(), names: Vec::new(), optional: particle.range.min == 0 };
        for (leaf, particle) in leaves.iter().zip(particles) {
            self.add_item(&mut model, leaf, particle.range.min > 0);
        }
        order::sort_by_key(&mut model.names, |entry| entry.0);
        if let Some(pair) = model.names.windows(2).find(|pair| pair[0].0 == pair[1].0) {
            let (first, second) = (pair[0].2.min(pair[1].2), pair[0].2.max(pair[1].2));
            self.report_conflict(&leaves, Conflict { first, second });
        }
        ContentModel::All(model)
    }

    fn add_item(&self, model: &mut AllModel, leaf: &Leaf, required: bool) {
        let LeafTerm::Element(id) = leaf.term else {
            return;
        };
        let item = u32::try_from(model.items.len()).expect("limits bound the particles of a type");
        model.items.push(AllItem { name: self.tables.element(id).name, required });
        let names = self.elements(id).into_iter();
        model.names.extend(names.map(|(name, element)| (name, element, item)));
    }
}

impl Matches for Compiler<'_> {
    fn elements(&self, id: ElementId) -> Vec<(NameId, ElementId)> {
        let substitutes = self.substitutes(id).into_iter();
        substitutes.map(|element| (self.tables.element(element).name, element)).collect()
    }

    fn wildcards_overlap(&self, a: WildcardId, b: WildcardId) -> bool {
        self.tables.wildcard(a).namespaces.overlaps(&self.tables.wildcard(b).namespaces)
    }

    fn spend(&self, steps: usize) -> bool {
        self.budget.spend(steps)
    }

    fn wildcard_admits(&self, id: WildcardId, name: NameId) -> bool {
        self.tables.wildcard(id).namespaces.admits(self.tables.names.namespace_of(name))
    }
}
