//! The subset construction, with counters told apart by their conditions.

use std::ops::Range;

use crate::xsd::component::{
    Action, Automaton, Counter, Edge, ElementId, NameId, State, WildcardEdge, WildcardId,
};
use crate::xsd::lists::Lists;
use crate::xsd::order;

use super::bounds::{Bounds, Conflict, Fault};
use super::expression::{Expression, Leaf, LeafTerm};
use super::positions::{Fragment, Positions, Step, positions};

/// What a leaf takes, as the substitution groups have it.
pub(in crate::xsd::compile) trait Matches {
    /// The elements that a leaf of this element takes.
    fn elements(&self, id: ElementId) -> Vec<(NameId, ElementId)>;
    /// Whether so many more steps may be taken.
    fn spend(&self, steps: usize) -> bool;
    /// Whether some element is taken by both wildcards.
    fn wildcards_overlap(&self, a: WildcardId, b: WildcardId) -> bool;
    /// Whether the wildcard takes elements of the name.
    fn wildcard_admits(&self, id: WildcardId, name: NameId) -> bool;
}

/// Steps of a state over one leaf with the same conditions.
struct Group {
    leaf: u32,
    actions: Vec<Action>,
    targets: Vec<u32>,
}

impl Group {
    /// Order of the schema, then the steps that leave and repeat less.
    fn preference(&self) -> (u32, usize, usize) {
        let count = |is: fn(&Action) -> bool| self.actions.iter().filter(|action| is(action)).count();
        let left = count(|action| matches!(action, Action::Leave(_)));
        let repeated = count(|action| matches!(action, Action::Again(_)));
        (self.leaf, left, repeated)
    }
}

/// Steps that an edge counts for: it takes room in the schema.
const COST_OF_EDGE: usize = 10;

/// Edges for each state that is allowed, on average.
const EDGES: usize = 50;

/// A construction under way.
pub(in crate::xsd::compile) struct Determinise<'d, M: Matches> {
    matches: &'d M,
    leaves: &'d [Leaf],
    positions: Positions,
    /// Conditions under which the content may end after a position.
    ends: Vec<Vec<Vec<Action>>>,
    counters: Vec<Counter>,
    /// The sets of positions that states stand for.
    known: Lists,
    sets: Vec<Vec<u32>>,
    automaton: Automaton,
    /// What each leaf takes; nothing for wildcards.
    names: Vec<Vec<(NameId, ElementId)>>,
}

impl<'d, M: Matches> Determinise<'d, M> {
    /// The automaton of the expression.
    pub(in crate::xsd::compile) fn run(
        expression: &Expression,
        leaves: &'d [Leaf],
        counters: Vec<Counter>,
        matches: &'d M,
        bounds: Bounds,
    ) -> Result<Automaton, Fault> {
        let (positions, whole) = positions(expression, bounds)?;
        if !matches.spend(positions.steps()) {
            return Err(Fault::Exhausted);
        }
        let mut ends = vec![Vec::new(); positions.leaves.len()];
        for Step { position, actions } in &whole.last {
            ends[*position as usize].push(conditions(actions, &counters));
        }
        let names = leaves.iter().map(|leaf| match leaf.term {
            LeafTerm::Element(id) => matches.elements(id),
            LeafTerm::Wildcard(_) => Vec::new(),
        });
        let names = names.collect();
        let mut run = Self {
            matches,
            leaves,
            positions,
            ends,
            counters,
            known: Lists::default(),
            sets: Vec::new(),
            automaton: Automaton::default(),
            names,
        };
        run.start(whole)?;
        let mut next = 0;
        while next < run.sets.len() {
            if run.sets.len() >= bounds.states || run.automaton.edges.len() > bounds.states * EDGES {
                return Err(Fault::TooLarge);
            }
            run.state(next)?;
            next += 1;
        }
        run.automaton.counters = run.counters;
        Ok(run.automaton)
    }

    fn start(&mut self, whole: Fragment) -> Result<(), Fault> {
        let ends = if whole.is_nullable { vec![Vec::new()] } else { Vec::new() };
        self.emit(whole.first, ends)
    }

    fn state(&mut self, index: usize) -> Result<(), Fault> {
        let set = std::mem::take(&mut self.sets[index]);
        let mut steps = Vec::new();
        let mut ends = Vec::new();
        for &position in &set {
            steps.extend(self.positions.follow[position as usize].iter().cloned());
            ends.extend(self.ends[position as usize].iter().cloned());
        }
        self.emit(steps, ends)
    }

    /// Adds the state that these steps and ends describe.
    fn emit(&mut self, steps: Vec<Step>, mut ends: Vec<Vec<Action>>) -> Result<(), Fault> {
        let groups = self.grouped(steps);
        let taken = groups.iter().map(|group| self.taken(group).len().max(1)).sum::<usize>();
        let compared = groups.iter().filter(|group| self.taken(group).is_empty()).count() * groups.len();
        if !self.matches.spend(taken.saturating_mul(COST_OF_EDGE).saturating_add(compared)) {
            return Err(Fault::Exhausted);
        }
        self.refuse_conflicts(&groups)?;
        let edges = number(self.automaton.edges.len());
        let wildcards = number(self.automaton.wildcards.len());
        for group in groups {
            self.emit_group(group);
        }
        order::sort_by_key(&mut self.automaton.edges[edges as usize..], |edge| (edge.name, edge.order));
        order::sort(&mut ends);
        ends.dedup();
        let first_end = number(self.automaton.ends.len());
        for actions in ends {
            let range = self.actions(actions);
            self.automaton.ends.push(range);
        }
        self.automaton.states.push(State {
            edges: edges..number(self.automaton.edges.len()),
            wildcards: wildcards..number(self.automaton.wildcards.len()),
            ends: first_end..number(self.automaton.ends.len()),
        });
        Ok(())
    }

    fn grouped(&self, mut steps: Vec<Step>) -> Vec<Group> {
        let leaf = |step: &Step| self.positions.leaves[step.position as usize];
        order::sort_by(&mut steps, |a, b| {
            (leaf(a), &a.actions, a.position).cmp(&(leaf(b), &b.actions, b.position))
        });
        let alike = steps.chunk_by(|a, b| leaf(a) == leaf(b) && a.actions == b.actions);
        let group = |steps: &[Step]| {
            let mut targets: Vec<u32> = steps.iter().map(|step| step.position).collect();
            targets.dedup();
            Group { leaf: leaf(&steps[0]), actions: steps[0].actions.clone(), targets }
        };
        let mut groups: Vec<Group> = alike.map(group).collect();
        order::sort_by_key(&mut groups, Group::preference);
        groups
    }

    /// Compares the groups that share a name, and each wildcard with all.
    fn refuse_conflicts(&self, groups: &[Group]) -> Result<(), Fault> {
        let mut names: Vec<(NameId, usize)> = Vec::new();
        let mut wildcards = Vec::new();
        for (index, group) in groups.iter().enumerate() {
            match self.leaves[group.leaf as usize].term {
                LeafTerm::Element(_) => {
                    names.extend(self.taken(group).iter().map(|&(name, _)| (name, index)));
                }
                LeafTerm::Wildcard(_) => wildcards.push(index),
            }
        }
        order::sort(&mut names);
        for same in names.chunk_by(|a, b| a.0 == b.0) {
            for (position, &(_, first)) in same.iter().enumerate() {
                same[position + 1..]
                    .iter()
                    .try_for_each(|&(_, second)| self.compare(&groups[first], &groups[second]))?;
            }
        }
        for &wildcard in &wildcards {
            for (index, group) in groups.iter().enumerate().filter(|&(index, _)| index != wildcard) {
                let (first, second) = if index < wildcard { (index, wildcard) } else { (wildcard, index) };
                if self.overlap(group.leaf, groups[wildcard].leaf) {
                    self.compare(&groups[first], &groups[second])?;
                }
            }
        }
        Ok(())
    }

    /// Two groups that take the same element must be told apart by their conditions.
    fn compare(&self, first: &Group, second: &Group) -> Result<(), Fault> {
        if self.exclude(&first.actions, &second.actions) {
            Ok(())
        } else if first.leaf == second.leaf {
            self.refuse_undecided(first, second)
        } else {
            Err(Fault::Ambiguous(Conflict { first: first.leaf, second: second.leaf }))
        }
    }

    fn taken(&self, group: &Group) -> &[(NameId, ElementId)] {
        &self.names[group.leaf as usize]
    }

    /// Steps over one leaf that differ by counters alone: where no minimum is at stake, counting as little as possible
    /// is always right, and the preferred step does that; and counting on without bound is never wrong.
    fn refuse_undecided(&self, first: &Group, second: &Group) -> Result<(), Fault> {
        if first.targets != second.targets && (self.is_obliged(first) || self.is_obliged(second)) {
            return Err(Fault::Counters);
        }
        let has_minimum = |action: &Action| {
            let (Action::Enter(counter) | Action::Again(counter) | Action::Leave(counter)) = action;
            self.counters[*counter as usize].min > 1
        };
        let is_free = |action: &Action| matches!(action, Action::Again(counter) if self.counters[*counter as usize].max.is_none());
        let mut actions = first.actions.iter().chain(&second.actions);
        let costs_nothing = first.actions.len() == 1 && is_free(&first.actions[0]);
        if !costs_nothing && actions.any(has_minimum) { Err(Fault::Counters) } else { Ok(()) }
    }

    /// Whether the steps lead into a repetition that cannot end at once: of `x{2,3}` seven times `x` are 2, 2 and 3, and
    /// who counts as little as possible takes 3, 3 and is left with 1.
    fn is_obliged(&self, group: &Group) -> bool {
        let counts = |action: &Action| matches!(action, Action::Again(_) | Action::Leave(_));
        group.targets.iter().any(|&target| {
            let mut steps = self.positions.follow[target as usize].iter();
            self.ends[target as usize].is_empty() && !steps.any(|step| step.actions.iter().any(counts))
        })
    }

    /// Whether a leaf and a wildcard take the same element.
    fn overlap(&self, leaf: u32, wildcard: u32) -> bool {
        let LeafTerm::Wildcard(id) = self.leaves[wildcard as usize].term else {
            return false;
        };
        match self.leaves[leaf as usize].term {
            LeafTerm::Wildcard(other) => self.matches.wildcards_overlap(other, id),
            LeafTerm::Element(_) => {
                let names = &self.names[leaf as usize];
                names.iter().any(|&(name, _)| self.matches.wildcard_admits(id, name))
            }
        }
    }

    /// Whether the conditions of the two cannot hold at once.
    fn exclude(&self, a: &[Action], b: &[Action]) -> bool {
        let one_way = |a: &[Action], b: &[Action]| {
            a.iter().any(|action| match *action {
                Action::Again(counter) => {
                    let Counter { min, max } = self.counters[counter as usize];
                    max == Some(min) && b.contains(&Action::Leave(counter))
                }
                _ => false,
            })
        };
        one_way(a, b) || one_way(b, a)
    }

    fn emit_group(&mut self, group: Group) {
        let Group { leaf: order, actions, targets } = group;
        let actions = conditions(&actions, &self.counters);
        let next = self.target(targets);
        let actions = self.actions(actions);
        let leaf = &self.leaves[order as usize];
        match leaf.term {
            LeafTerm::Wildcard(wildcard) => {
                self.automaton.wildcards.push(WildcardEdge { wildcard, next, actions, order });
            }
            LeafTerm::Element(_) => {
                for &(name, element) in &self.names[order as usize] {
                    let actions = actions.clone();
                    let repeats = leaf.repeats;
                    self.automaton.edges.push(Edge { name, element, next, actions, order, repeats });
                }
            }
        }
    }

    fn target(&mut self, targets: Vec<u32>) -> u32 {
        let known = self.known.find(&targets);
        let set = known.unwrap_or_else(|| {
            let set = self.known.add(&targets);
            self.sets.push(targets);
            set
        });
        // State 0 is the start, before all positions.
        set + 1
    }

    fn actions(&mut self, actions: Vec<Action>) -> Range<u32> {
        if actions.is_empty() {
            return 0..0;
        }
        let start = number(self.automaton.actions.len());
        self.automaton.actions.extend(actions);
        start..number(self.automaton.actions.len())
    }
}

/// The actions without those that always hold and do nothing.
fn conditions(actions: &[Action], counters: &[Counter]) -> Vec<Action> {
    let matters = |action: &&Action| match action {
        Action::Leave(counter) => counters[*counter as usize].min > 1,
        _ => true,
    };
    actions.iter().filter(matters).copied().collect()
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("limits bound the automaton")
}
