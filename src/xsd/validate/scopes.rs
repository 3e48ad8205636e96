//! Identity constraints in force: what was selected, what keys are known.

use crate::diag::Place;
use crate::xsd::component::{ConstraintId, ConstraintKind, NameTest, Tables};
use crate::xsd::datatypes::Value;

use super::keys::{KeySequence, KeyTable};
use super::walk::Walk;

/// The constraints in force.
#[derive(Debug, Default)]
pub(super) struct Identity {
    pub(super) scopes: Vec<Scope>,
    pub(super) targets: Vec<Target>,
    /// Fields that an attribute of the current element may be.
    pub(super) attributes: Vec<(usize, usize, NameTest)>,
    /// Fields that open elements are, with their depth.
    pub(super) elements: Vec<(usize, usize, usize)>,
}

/// A constraint in force, from the element that declares it to that element's end.
#[derive(Debug)]
pub(super) struct Scope {
    pub(super) constraint: ConstraintId,
    pub(super) depth: usize,
    pub(super) selector: Walk,
    /// Keys so far.
    pub(super) keys: KeyTable,
    /// For a `keyref`: what it refers to.
    pub(super) references: Vec<Reference>,
    /// For a `keyref`: the keys in reach; false where two elements have the same one.
    pub(super) reachable: KeyTable,
}

#[derive(Debug)]
pub(super) struct Reference {
    pub(super) key: KeySequence,
    pub(super) shown: String,
    pub(super) place: Place,
    pub(super) path: String,
}

/// An element that a selector chose, and its fields.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) scope: usize,
    pub(super) depth: usize,
    pub(super) place: Place,
    pub(super) path: String,
    pub(super) fields: Vec<Field>,
}

#[derive(Debug, Default)]
pub(super) struct Field {
    pub(super) walk: Walk,
    pub(super) value: Option<Value<'static>>,
    pub(super) text: Option<String>,
    pub(super) is_nillable: bool,
}

impl Identity {
    #[inline]
    pub(super) fn is_active(&self) -> bool {
        !self.scopes.is_empty()
    }

    /// An element that is not looked into has no fields.
    pub(super) fn skip(&mut self) {
        self.attributes.clear();
    }
}

impl Scope {
    pub(super) fn references_to(&self, tables: &Tables) -> Option<ConstraintId> {
        match tables.constraint(self.constraint).kind {
            ConstraintKind::Keyref(key) => Some(key),
            _ => None,
        }
    }

    /// The keys of a scope at or below this one come into reach; the element's own go before those from below.
    pub(super) fn reach(&mut self, other: &Scope) {
        let is_own = other.depth == self.depth;
        for key in other.keys.keys() {
            let known = self.reachable.contains_key(key);
            self.reachable.insert(key.clone(), is_own || !known);
        }
    }
}
