//! What may come next: the names and wildcards of a state, in the order of the schema.

use crate::limits;
use crate::xsd::component::{Automaton, ContentModel, NameId, Namespaces, Tables, WildcardId};
use crate::xsd::order;

use super::state::Scope;

/// What may stand where the content model is: names of elements, and words for wildcards.
pub(super) fn expected(tables: &Tables, next: &[Next], scope: &Scope<'_, '_>) -> Vec<String> {
    next.iter().take(limits::EXPECTED).map(|item| item.display(tables, scope)).collect()
}

/// Something that may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Next {
    Element(NameId),
    Wildcard(WildcardId),
}

impl Next {
    pub(super) fn element(self) -> Option<NameId> {
        match self {
            Self::Element(name) => Some(name),
            Self::Wildcard(_) => None,
        }
    }

    fn display(self, tables: &Tables, scope: &Scope<'_, '_>) -> String {
        match self {
            Self::Element(name) => scope.element(tables, name),
            Self::Wildcard(id) => wildcard(tables, id),
        }
    }
}

pub(super) fn names(tables: &Tables, model: &ContentModel, state: u32, counts: &[u32]) -> Vec<Next> {
    match model {
        ContentModel::All(all) => {
            let items = all.items.iter().enumerate();
            let open = items.filter(|(index, _)| counts[index / 32] & (1 << (index % 32)) == 0);
            open.map(|(_, item)| Next::Element(item.name)).collect()
        }
        ContentModel::Automaton(automaton) => row(tables, automaton, state, counts),
    }
}

fn row(tables: &Tables, automaton: &Automaton, state: u32, counts: &[u32]) -> Vec<Next> {
    let allowed = automaton.row(state).iter().filter(|edge| automaton.allows(&edge.actions, counts));
    let concrete = allowed.filter(|edge| !tables.element(edge.element).is_abstract);
    let elements = concrete.map(|edge| (edge.order, Next::Element(edge.name)));
    let allowed = automaton.wildcard_row(state).iter().filter(|edge| automaton.allows(&edge.actions, counts));
    let wildcards = allowed.map(|edge| (edge.order, Next::Wildcard(edge.wildcard)));
    let mut all: Vec<_> = elements.chain(wildcards).collect();
    // Each once, at its first place in the schema.
    order::sort_by_key(&mut all, |&(order, next)| (next, order));
    all.dedup_by_key(|&mut (_, next)| next);
    order::sort_by_key(&mut all, |&(order, _)| order);
    all.into_iter().map(|(_, next)| next).collect()
}

fn wildcard(tables: &Tables, id: WildcardId) -> String {
    match &tables.wildcard(id).namespaces {
        Namespaces::Any => "any element".to_owned(),
        Namespaces::Not(namespace) => {
            format!("any element outside {}", tables.names.display_namespace(*namespace))
        }
        Namespaces::List(list) => {
            let listed: Vec<_> =
                list.iter().map(|&namespace| tables.names.display_namespace(namespace)).collect();
            format!("any element of {}", listed.join(", "))
        }
    }
}
