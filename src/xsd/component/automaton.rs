//! Content models, compiled: deterministic automata with counters, and `all` groups as bit sets.

use std::ops::Range;

use super::{ElementId, NameId, WildcardId};

/// What may stand inside an element, in which order.
#[derive(Debug, Clone)]
pub(crate) enum ContentModel {
    /// Sequences, choices and repetitions.
    Automaton(Automaton),
    /// An `all` group.
    All(AllModel),
}

/// A deterministic automaton; state 0 is the first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Automaton {
    pub states: Vec<State>,
    /// The edges of all states; those of one state stand together, sorted by name.
    pub edges: Vec<Edge>,
    pub wildcards: Vec<WildcardEdge>,
    /// What edges and ends do to counters; an edge names a range.
    pub actions: Vec<Action>,
    pub counters: Vec<Counter>,
    /// Ranges of `actions`, one of which must hold for the content to end in a state.
    pub ends: Vec<Range<u32>>,
}

/// A state: its edges, its wildcard edges, and the conditions under which the content may end here.
#[derive(Debug, Clone, Default)]
pub(crate) struct State {
    pub edges: Range<u32>,
    pub wildcards: Range<u32>,
    pub ends: Range<u32>,
}

/// A step over an element with a name that the schema knows.
#[derive(Debug, Clone)]
pub(crate) struct Edge {
    pub name: NameId,
    pub element: ElementId,
    pub next: u32,
    pub actions: Range<u32>,
    /// Position of the particle in the schema.
    pub order: u32,
    /// Whether the particle may match more than one child.
    pub repeats: bool,
}

/// A step over an element that a wildcard admits.
#[derive(Debug, Clone)]
pub(crate) struct WildcardEdge {
    pub wildcard: WildcardId,
    pub next: u32,
    pub actions: Range<u32>,
    pub order: u32,
}

/// The bounds of a repetition that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counter {
    pub min: u32,
    /// `None` for no bound.
    pub max: Option<u32>,
}

/// What a step does to a counter; a step whose condition fails is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Action {
    /// Begins to count, with one.
    Enter(u32),
    /// Counts one more, if the bound allows it.
    Again(u32),
    /// Leaves the repetition, if the minimum is reached.
    Leave(u32),
}

impl Automaton {
    /// The edges of `state` for `name`; there are several only where counters tell them apart.
    #[inline]
    pub(crate) fn edges_for(&self, state: u32, name: NameId) -> &[Edge] {
        let row = self.row(state);
        let start = if row.len() <= 12 {
            match row.iter().position(|edge| edge.name == name) {
                Some(index) => index,
                None => return &[],
            }
        } else {
            row.partition_point(|edge| edge.name < name)
        };
        let same = row[start..].iter().take_while(|edge| edge.name == name).count();
        &row[start..start + same]
    }

    pub(crate) fn row(&self, state: u32) -> &[Edge] {
        let range = &self.states[state as usize].edges;
        &self.edges[range.start as usize..range.end as usize]
    }

    pub(crate) fn wildcard_row(&self, state: u32) -> &[WildcardEdge] {
        let range = &self.states[state as usize].wildcards;
        &self.wildcards[range.start as usize..range.end as usize]
    }

    /// Whether the counters allow the actions.
    pub(crate) fn allows(&self, actions: &Range<u32>, counts: &[u32]) -> bool {
        self.actions_of(actions).iter().all(|&action| match action {
            Action::Enter(_) => true,
            Action::Again(counter) => {
                let bound = self.counters[counter as usize].max;
                bound.is_none_or(|max| counts[counter as usize] < max)
            }
            Action::Leave(counter) => counts[counter as usize] >= self.counters[counter as usize].min,
        })
    }

    /// The bound of the repetition that cannot go on, where that is what forbids the actions.
    pub(crate) fn exhausted(&self, actions: &Range<u32>, counts: &[u32]) -> Option<u32> {
        self.actions_of(actions).iter().find_map(|&action| match action {
            Action::Again(counter) => {
                let max = self.counters[counter as usize].max;
                max.filter(|&max| counts[counter as usize] >= max)
            }
            _ => None,
        })
    }

    /// Does the actions, in their order.
    pub(crate) fn act(&self, actions: &Range<u32>, counts: &mut [u32]) {
        for &action in self.actions_of(actions) {
            match action {
                Action::Enter(counter) => counts[counter as usize] = 1,
                Action::Again(counter) => {
                    counts[counter as usize] = counts[counter as usize].saturating_add(1);
                }
                Action::Leave(_) => {}
            }
        }
    }

    /// Whether the content may end in `state`.
    #[inline]
    pub(crate) fn may_end(&self, state: u32, counts: &[u32]) -> bool {
        let range = &self.states[state as usize].ends;
        let ends = &self.ends[range.start as usize..range.end as usize];
        ends.iter().any(|actions| self.allows(actions, counts))
    }

    fn actions_of(&self, range: &Range<u32>) -> &[Action] {
        &self.actions[range.start as usize..range.end as usize]
    }
}

/// An `all` group: each item at most once, in any order.
#[derive(Debug, Clone)]
pub(crate) struct AllModel {
    pub items: Vec<AllItem>,
    /// Names that stand for an item (its own, and those of its substitution group), sorted by name.
    pub names: Vec<(NameId, ElementId, u32)>,
    /// Whether the group may be left out as a whole.
    pub optional: bool,
}

/// An item of an `all` group.
#[derive(Debug, Clone)]
pub(crate) struct AllItem {
    pub name: NameId,
    pub required: bool,
}

impl AllModel {
    /// The element and the item for `name`.
    #[inline]
    pub(crate) fn find(&self, name: NameId) -> Option<(ElementId, u32)> {
        let index = self.names.binary_search_by_key(&name, |entry| entry.0).ok()?;
        let (_, element, item) = self.names[index];
        Some((element, item))
    }

    /// Words of 32 bits that remember which items were seen.
    pub(crate) fn words(&self) -> usize {
        self.items.len().div_ceil(32)
    }

    /// The required items that `seen` lacks.
    pub(crate) fn missing<'a>(&'a self, seen: &'a [u32]) -> impl Iterator<Item = &'a AllItem> {
        let items = self.items.iter().enumerate();
        items
            .filter(|(index, item)| item.required && seen[index / 32] & (1 << (index % 32)) == 0)
            .map(|(_, item)| item)
    }

    /// Whether the content may end after the items in `seen`.
    pub(crate) fn may_end(&self, seen: &[u32]) -> bool {
        let untouched = seen.iter().all(|&word| word == 0);
        (untouched && self.optional) || self.missing(seen).next().is_none()
    }
}

impl ContentModel {
    /// Words of state that an open element with this content needs beside the automaton's state.
    pub(crate) fn words(&self) -> usize {
        match self {
            Self::Automaton(automaton) => automaton.counters.len(),
            Self::All(all) => all.words(),
        }
    }
}
