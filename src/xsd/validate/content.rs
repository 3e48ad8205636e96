//! Children against content models (section 3.4.4, clause 2 of `cvc-complex-type`).

use crate::xml::Start;
use crate::xsd::component::{
    AllModel, Automaton, ContentModel, ModelId, NameId, NamespaceId, Process, Tables, WildcardId,
};

use super::frame::{Child, Inside};
use super::naming::written;
use super::report::Finding;
use super::state::State;

impl State {
    /// What the element is to its parent, and whether it may repeat there; moves the parent's content on.
    pub(super) fn child(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        namespace: NamespaceId,
        id: NameId,
    ) -> (Child, bool) {
        let Some(parent) = self.frames.last_mut() else {
            return (Child::Root, false);
        };
        parent.has_children = true;
        match parent.inside {
            Inside::Skipped => (Child::Skipped, true),
            Inside::Empty | Inside::Nil | Inside::Simple(_) => {
                self.refuse_child(tables, start);
                (Child::Skipped, true)
            }
            Inside::Elements(model) | Inside::Mixed(model) => {
                self.child_of_model(tables, start, model, namespace, id)
            }
        }
    }

    #[cold]
    fn refuse_child(&mut self, tables: &Tables, start: &Start<'_>) {
        let Some(parent) = self.frames.last() else {
            return;
        };
        self.blank = None;
        let name = written(&start.name());
        let (code, what) = match parent.inside {
            Inside::Nil => ("cvc-elt.3.2.1", "an element that is nil"),
            Inside::Empty => ("cvc-complex-type.2.1", "an element that must be empty"),
            _ if matches!(parent.type_id, crate::xsd::component::TypeId::Simple(_)) => {
                ("cvc-type.3.1.2", "an element that holds a value only")
            }
            _ => ("cvc-complex-type.2.2", "an element that holds a value only"),
        };
        let origin = self.type_origin(tables);
        let finding =
            Finding::new(code, format!("element \"{name}\" stands in {what}")).found(&name).origin(origin);
        self.report_child(tables, finding, start);
    }

    fn child_of_model(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        model: ModelId,
        namespace: NamespaceId,
        id: NameId,
    ) -> (Child, bool) {
        let step = match tables.model(model) {
            ContentModel::Automaton(automaton) => self.take(tables, automaton, namespace, id),
            ContentModel::All(all) => self.take_item(all, id),
        };
        match step {
            Some(step) => step,
            None => self.recover(tables, start, model, id),
        }
    }

    /// A step of the automaton.
    #[inline]
    fn take(
        &mut self,
        tables: &Tables,
        automaton: &Automaton,
        namespace: NamespaceId,
        id: NameId,
    ) -> Option<(Child, bool)> {
        let frame = self.frames.last_mut()?;
        let counts = &mut self.counts[frame.counts..];
        if automaton.states.is_empty() {
            return None;
        }
        for edge in automaton.edges_for(frame.state, id) {
            if automaton.allows(&edge.actions, counts) {
                automaton.act(&edge.actions, counts);
                frame.state = edge.next;
                return Some((Child::Declared(edge.element), edge.repeats));
            }
        }
        for edge in automaton.wildcard_row(frame.state) {
            if tables.wildcard(edge.wildcard).namespaces.admits(namespace)
                && automaton.allows(&edge.actions, counts)
            {
                automaton.act(&edge.actions, counts);
                frame.state = edge.next;
                return Some((admitted(tables, edge.wildcard), true));
            }
        }
        None
    }

    pub(super) fn take_item(&mut self, all: &AllModel, id: NameId) -> Option<(Child, bool)> {
        let frame = self.frames.last()?;
        let (element, item) = all.find(id)?;
        let word = &mut self.counts[frame.counts + item as usize / 32];
        let bit = 1 << (item % 32);
        if *word & bit != 0 {
            return None;
        }
        *word |= bit;
        Some((Child::Declared(element), false))
    }

    /// Reports a finding about a child that is not open yet.
    #[cold]
    pub(super) fn report_child(
        &mut self,
        tables: &Tables,
        finding: Finding,
        start: &Start<'_>,
    ) -> Option<usize> {
        let length = self.path.len();
        let name = start.name();
        let key = super::frame::sibling_key(super::recovery::name_id(tables, start), name.local);
        let from = self.frames.last().map_or(0, |frame| frame.siblings);
        let before = self.siblings[from..].iter().rev().find(|sibling| sibling.key == key);
        let index = before.map_or(1, |sibling| sibling.count + 1);
        self.path.push_element(name.prefix, name.local, Some(index).filter(|&index| index > 1));
        let number = self.report(tables, finding, start.place());
        self.path.truncate(length);
        number
    }
}

/// What a wildcard makes of an element.
pub(super) fn admitted(tables: &Tables, id: WildcardId) -> Child {
    match tables.wildcard(id).process {
        Process::Skip => Child::Skipped,
        Process::Lax => Child::Lax,
        Process::Strict => Child::Strict(id),
    }
}
