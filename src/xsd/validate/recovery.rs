//! After a child that the content model does not take: what it was probably meant to be, so that the rest is judged
//! by itself.

use std::collections::VecDeque;

use crate::xml::Start;
use crate::xsd::component::{Automaton, ContentModel, Edge, ElementId, ModelId, NameId, NamespaceId, Tables};
use crate::xsd::order;
use crate::xsd::suggest::{did_you_mean, nearest};

use super::expected::{expected, names};
use super::frame::{Child, Inside};
use super::naming::written;
use super::report::Finding;
use super::state::{Scope, State};

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
    #[cold]
    pub(super) fn recover(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        model: ModelId,
        id: NameId,
    ) -> (Child, bool) {
        let Some(frame) = self.frames.last().filter(|_| !self.report.is_full()) else {
            self.report.count();
            return (Child::Skipped, true);
        };
        let (state, counts, origin) = (frame.state, frame.counts, tables.origin_of(frame.type_id));
        let content = tables.model(model);
        let next = names(tables, content, state, &self.counts[counts..]);
        let possible: Vec<NameId> = next.iter().filter_map(|next| next.element()).collect();
        let near = Self::near(tables, start, &possible);
        let plan = Self::plan(content, state, (id, near), &self.counts[counts..], &possible);
        let scope = Scope::Start(start);
        let code = if next.is_empty() { "cvc-complex-type.2.4.d" } else { "cvc-complex-type.2.4.a" };
        let message = plan.message(tables, start, next.is_empty());
        let finding = Finding::new(code, message).found(&written(&start.name())).origin(origin);
        let finding = finding.expected(expected(tables, &next, &scope)).help(plan.help(tables, start));
        let number = self.report_child(tables, finding, start);
        if let Some(name) = plan.instead() {
            self.rename_element(number, start, &scope.element(tables, name));
        }
        self.follow(content, &plan)
    }

    /// The one of the names that is written nearly as the element's.
    pub(super) fn near(tables: &Tables, start: &Start<'_>, names: &[NameId]) -> Option<NameId> {
        let near = nearest(start.name().local, names.iter().map(|&name| tables.names.local(name)))?;
        names.iter().copied().find(|&name| tables.names.local(name) == near)
    }

    /// The help line for a near name; where it is the same, the namespace makes the difference.
    pub(super) fn help_near(tables: &Tables, start: &Start<'_>, near: NameId) -> String {
        let local = tables.names.local(near);
        if local != start.name().local {
            return did_you_mean(&Scope::Start(start).element(tables, near));
        }
        let namespace = tables.names.display_namespace(tables.names.namespace_of(near));
        format!("did you mean \"{local}\" of {namespace}?")
    }

    fn plan<'t>(
        content: &'t ContentModel,
        state: u32,
        (id, near): (NameId, Option<NameId>),
        counts: &[u32],
        before: &[NameId],
    ) -> Plan<'t> {
        match content {
            ContentModel::Automaton(automaton) => {
                if let Some(edge) = automaton.edges_for(state, id).first() {
                    let exhausted = automaton.exhausted(&edge.actions, counts);
                    return exhausted.map_or_else(
                        || Plan::Ahead(edge, before.to_vec()),
                        |most| Plan::TooMany(edge.element, most),
                    );
                }
                if id != NameId::UNKNOWN
                    && let Some(jump) = jump(automaton, state, id)
                {
                    return jump;
                }
                let edges = near.map_or(&[][..], |near| automaton.edges_for(state, near));
                if let Some(edge) = edges.iter().find(|edge| automaton.allows(&edge.actions, counts)) {
                    return Plan::Instead(edge);
                }
                let elsewhere = automaton.edges.iter().find(|edge| edge.name == id);
                elsewhere.map_or(Plan::Past, Plan::Elsewhere)
            }
            ContentModel::All(all) => match (all.find(id), near) {
                (Some((element, _)), _) => Plan::Again(element),
                (None, Some(near)) => Plan::InsteadItem(near),
                (None, None) => Plan::Past,
            },
        }
    }

    fn follow(&mut self, content: &ContentModel, plan: &Plan<'_>) -> (Child, bool) {
        let Some(frame) = self.frames.last_mut() else {
            return (Child::Skipped, true);
        };
        match (plan, content) {
            (Plan::Again(element) | Plan::TooMany(element, _), _) => (Child::Declared(*element), true),
            (Plan::Elsewhere(edge), _) => (Child::Declared(edge.element), true),
            (Plan::Ahead(edge, _), ContentModel::Automaton(automaton)) => {
                frame.state = edge.next;
                for (count, counter) in self.counts[frame.counts..].iter_mut().zip(&automaton.counters) {
                    *count = counter.min;
                }
                (Child::Declared(edge.element), edge.repeats)
            }
            (Plan::Instead(edge), ContentModel::Automaton(automaton)) => {
                automaton.act(&edge.actions, &mut self.counts[frame.counts..]);
                frame.state = edge.next;
                (Child::Declared(edge.element), edge.repeats)
            }
            (Plan::InsteadItem(name), ContentModel::All(all)) => {
                self.take_item(all, *name).unwrap_or((Child::Skipped, true))
            }
            _ => (Child::Skipped, true),
        }
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
        if !is_complete {
            self.report_incomplete(tables, content, end);
        }
    }

    #[cold]
    fn report_incomplete(&mut self, tables: &Tables, content: &ContentModel, end: &crate::xml::End<'_>) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let counts = &self.counts[frame.counts..];
        let (lacking, listed) = lacking(tables, content, frame.state, counts, &Scope::End(end));
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
    scope: &Scope<'_, '_>,
) -> (Vec<String>, Vec<String>) {
    let shown = |name| scope.element(tables, name);
    match content {
        ContentModel::All(all) => {
            let lacking: Vec<_> = all.missing(counts).map(|item| shown(item.name)).collect();
            (lacking.clone(), lacking)
        }
        ContentModel::Automaton(automaton) => {
            let listed = expected(tables, &names(tables, content, state, counts), scope);
            let lacking: Vec<_> = missing(automaton, state).into_iter().map(shown).collect();
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
    /// The same, in an `all` group.
    InsteadItem(NameId),
    /// It has its place, but not here.
    Elsewhere(&'t Edge),
    /// It stood here as often as it may.
    TooMany(ElementId, u32),
    /// It stood before.
    Again(ElementId),
    /// It is unknown here.
    Past,
}

impl Plan<'_> {
    fn message(&self, tables: &Tables, start: &Start<'_>, is_end: bool) -> String {
        let name = written(&start.name());
        match self {
            Self::Ahead(_, skipped) => {
                let scope = Scope::Start(start);
                let skipped: Vec<_> = skipped.iter().map(|&name| scope.element(tables, name)).collect();
                format!("{} is missing before element \"{name}\"", alternatives(&skipped))
            }
            Self::TooMany(_, most) => format!("element \"{name}\" stands here more than {most} times"),
            Self::Again(_) => format!("element \"{name}\" stands here a second time"),
            _ if is_end => format!("element \"{name}\" is not expected: nothing may follow here"),
            _ => format!("element \"{name}\" is not expected here"),
        }
    }

    /// The name that is meant.
    fn instead(&self) -> Option<NameId> {
        match self {
            Self::Instead(edge) => Some(edge.name),
            Self::InsteadItem(name) => Some(*name),
            _ => None,
        }
    }

    fn help(&self, tables: &Tables, start: &Start<'_>) -> Option<String> {
        match (self, self.instead()) {
            (_, Some(near)) => Some(State::help_near(tables, start, near)),
            (Self::Elsewhere(_), _) => {
                let name = written(&start.name());
                Some(format!("\"{name}\" has a place in this element, but not after what stands before it"))
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
    order::sort_by_key(&mut steps, |edge| edge.order);
    steps.into_iter().map(|edge| edge.name).collect()
}
