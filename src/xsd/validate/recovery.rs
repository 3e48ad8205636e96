//! After a child that the content model does not take: what it was probably meant to be, so that the rest is judged
//! by itself.

use std::collections::VecDeque;

use crate::xml::Start;
use crate::xsd::component::{Automaton, ContentModel, Edge, ModelId, NameId, NamespaceId, Tables};
use crate::xsd::suggest::suggest;

use super::expected::{Next, expected, names};
use super::frame::{Child, Inside};
use super::report::Finding;
use super::state::State;

/// The number of the element's name.
pub(super) fn name_id(tables: &Tables, start: &Start<'_>) -> NameId {
    let name = start.name();
    match tables.names.namespace(name.namespace) {
        NamespaceId::UNKNOWN => NameId::UNKNOWN,
        namespace => tables.names.find(namespace, name.local),
    }
}

impl State {
    /// Reports the child, and chooses how to go on: as if what is left out before it stood there; as if it were the
    /// expected one that is written nearly so; as what it is elsewhere in this content; or past it.
    pub(super) fn recover(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        model: ModelId,
        id: NameId,
    ) -> (Child, bool) {
        let Some(frame) = self.frames.last() else {
            return (Child::Skipped, true);
        };
        let (state, counts, origin) = (frame.state, frame.counts, tables.origin_of(frame.type_id));
        let content = tables.model(model);
        let next = names(tables, content, state, &self.counts[counts..]);
        let listed = expected(tables, content, state, &self.counts[counts..]);
        let local = start.name().local;
        let near = suggest(local, next.iter().filter_map(|next| local_of(tables, *next)));
        let code = if next.is_empty() { "cvc-complex-type.2.4.d" } else { "cvc-complex-type.2.4.a" };
        let plan = Self::plan(tables, content, state, id, near.is_some().then_some(local), &next);
        let message = plan.message(tables, start, next.is_empty());
        let finding = Finding::new(code, message).found(local).expected(listed).origin(origin);
        let help = if matches!(plan, Plan::Instead(..)) { near } else { plan.help(tables, local) };
        self.report_child(tables, finding.help(help), start);
        self.follow(content, &plan)
    }

    fn plan<'t>(
        tables: &'t Tables,
        content: &'t ContentModel,
        state: u32,
        id: NameId,
        near: Option<&str>,
        next: &[Next],
    ) -> Plan<'t> {
        match content {
            ContentModel::Automaton(automaton) => {
                if let Some(edge) = automaton.edges_for(state, id).first() {
                    let before = next.iter().filter_map(|next| next.element()).collect();
                    return Plan::Ahead(edge, before);
                }
                if id != NameId::UNKNOWN
                    && let Some(jump) = jump(automaton, state, id)
                {
                    return jump;
                }
                if let Some(edge) = near.and_then(|local| nearest(tables, automaton, state, local)) {
                    return Plan::Instead(edge);
                }
                let elsewhere = automaton.edges.iter().find(|edge| edge.name == id);
                elsewhere.map_or(Plan::Past, Plan::Elsewhere)
            }
            ContentModel::All(all) => match all.find(id) {
                Some((element, _)) => Plan::Again(element),
                None => Plan::Past,
            },
        }
    }

    fn follow(&mut self, content: &ContentModel, plan: &Plan<'_>) -> (Child, bool) {
        let edge = match plan {
            Plan::Past => return (Child::Skipped, true),
            Plan::Again(element) => return (Child::Declared(*element), true),
            Plan::Elsewhere(edge) => return (Child::Declared(edge.element), true),
            Plan::Ahead(edge, _) | Plan::Instead(edge) => edge,
        };
        if let (Some(frame), ContentModel::Automaton(automaton)) = (self.frames.last_mut(), content) {
            frame.state = edge.next;
            for (count, counter) in self.counts[frame.counts..].iter_mut().zip(&automaton.counters) {
                *count = counter.min;
            }
        }
        (Child::Declared(edge.element), edge.repeats)
    }

    /// The end of an element whose content asks for more.
    pub(super) fn check_complete(&mut self, tables: &Tables, end: &crate::xml::End<'_>) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let (Inside::Elements(model) | Inside::Mixed(model)) = frame.inside else {
            return;
        };
        let content = tables.model(model);
        let counts = &self.counts[frame.counts..];
        let is_complete = match content {
            ContentModel::Automaton(automaton) => {
                automaton.states.is_empty() || automaton.may_end(frame.state, counts)
            }
            ContentModel::All(all) => all.may_end(&counts[..all.words()]),
        };
        if is_complete {
            return;
        }
        let (lacking, listed) = lacking(tables, content, frame.state, counts);
        let message =
            format!("element \"{}\" ends too early: {} is missing", end.name(), alternatives(&lacking));
        let finding = Finding::new("cvc-complex-type.2.4.b", message).expected(listed);
        let finding = finding.origin(tables.origin_of(frame.type_id));
        self.report(tables, finding, end.place());
    }
}

/// What is missing at the end of the content, and all that may stand there.
fn lacking(
    tables: &Tables,
    content: &ContentModel,
    state: u32,
    counts: &[u32],
) -> (Vec<String>, Vec<String>) {
    let display = |name| tables.names.display(name);
    match content {
        ContentModel::All(all) => {
            let lacking: Vec<_> = all.missing(counts).map(|item| display(item.name)).collect();
            (lacking.clone(), lacking)
        }
        ContentModel::Automaton(automaton) => {
            let listed = expected(tables, content, state, counts);
            let lacking: Vec<_> = missing(automaton, state).into_iter().map(display).collect();
            (if lacking.is_empty() { listed.clone() } else { lacking }, listed)
        }
    }
}

/// How to go on after a child that is not taken.
enum Plan<'t> {
    /// Something is left out before it: these names.
    Ahead(&'t Edge, Vec<NameId>),
    /// It is a slip of the pen for this one.
    Instead(&'t Edge),
    /// It has its place, but not here.
    Elsewhere(&'t Edge),
    /// It stood before.
    Again(crate::xsd::component::ElementId),
    /// It is unknown here.
    Past,
}

impl Plan<'_> {
    fn message(&self, tables: &Tables, start: &Start<'_>, is_end: bool) -> String {
        let local = start.name().local;
        match self {
            Self::Ahead(_, skipped) => {
                let skipped: Vec<_> = skipped.iter().map(|&name| tables.names.display(name)).collect();
                format!("{} is missing before element \"{local}\"", alternatives(&skipped))
            }
            Self::Again(_) => format!("element \"{local}\" stands here a second time"),
            _ if is_end => format!("element \"{local}\" is not expected: nothing may follow here"),
            _ => format!("element \"{local}\" is not expected here"),
        }
    }

    fn help(&self, tables: &Tables, local: &str) -> Option<String> {
        match self {
            Self::Elsewhere(edge) if tables.names.local(edge.name) == local => {
                Some(format!("\"{local}\" has a place in this element, but not after what stands before it"))
            }
            _ => None,
        }
    }
}

/// Names as alternatives: `"a"`, `"a" or "b"`.
fn alternatives(names: &[String]) -> String {
    const SHOWN: usize = 6;
    let shown: Vec<_> = names.iter().take(SHOWN).map(|name| format!("\"{name}\"")).collect();
    let more = if names.len() > SHOWN { " or another" } else { "" };
    shown.join(" or ") + more
}

fn local_of(tables: &Tables, next: Next) -> Option<&str> {
    match next {
        Next::Element(name) => Some(tables.names.local(name)),
        Next::Wildcard(_) => None,
    }
}

/// The nearest state ahead that takes the name, with the names that are left out on the way.
fn jump(automaton: &Automaton, from: u32, id: NameId) -> Option<Plan<'_>> {
    let takes = |state: u32| state != from && !automaton.edges_for(state, id).is_empty();
    let (state, skipped) = search(automaton, from, takes)?;
    Some(Plan::Ahead(automaton.edges_for(state, id).first()?, skipped))
}

/// The names that the shortest way to an end of the content begins with.
fn missing(automaton: &Automaton, from: u32) -> Vec<NameId> {
    let is_end = |state: u32| state != from && !automaton.states[state as usize].ends.is_empty();
    search(automaton, from, is_end).map_or_else(Vec::new, |(_, names)| names)
}

/// The nearest state for which `is_found` holds, and the names that the way to it begins with.
fn search(automaton: &Automaton, from: u32, is_found: impl Fn(u32) -> bool) -> Option<(u32, Vec<NameId>)> {
    let mut before: Vec<Option<u32>> = vec![None; automaton.states.len()];
    let mut queue = VecDeque::from([from]);
    while let Some(state) = queue.pop_front() {
        if is_found(state) {
            return Some((state, first_steps(automaton, from, &before, state)));
        }
        for edge in automaton.row(state) {
            let slot = &mut before[edge.next as usize];
            if edge.next != from && slot.is_none() {
                *slot = Some(state);
                queue.push_back(edge.next);
            }
        }
    }
    None
}

/// The names that lead from `from` to the first state on the way to `to`.
fn first_steps(automaton: &Automaton, from: u32, before: &[Option<u32>], to: u32) -> Vec<NameId> {
    let mut state = to;
    while let Some(previous) = before[state as usize].filter(|&previous| previous != from) {
        state = previous;
    }
    let mut steps: Vec<_> = automaton.row(from).iter().filter(|edge| edge.next == state).collect();
    steps.sort_by_key(|edge| edge.order);
    steps.into_iter().map(|edge| edge.name).collect()
}

/// The edge whose name is written nearly as `local`.
fn nearest<'t>(tables: &Tables, automaton: &'t Automaton, state: u32, local: &str) -> Option<&'t Edge> {
    let row = automaton.row(state);
    let suggestion = suggest(local, row.iter().map(|edge| tables.names.local(edge.name)))?;
    row.iter().find(|edge| suggestion.contains(&format!("\"{}\"", tables.names.local(edge.name))))
}
