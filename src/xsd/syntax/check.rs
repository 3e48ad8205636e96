//! Checks a tree against the grammar: children, attributes, values, identifiers.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Place};
use crate::xml::trim;

use super::grammar::{Occurs, Production, Slot, production};
use super::tag::Tag;
use super::tree::{NodeId, Tree};

/// Adds a diagnostic for each fault of the tree.
pub(super) fn check(tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    let mut checking = Checking { tree, diagnostics };
    let mut identifiers = BTreeSet::new();
    for id in tree.ids() {
        let rule = production(tree.node(id).tag, tree.parent_tag(id));
        checking.attributes(id, rule);
        checking.children(id, rule.content);
        checking.identifier(id, &mut identifiers);
    }
}

struct Checking<'c> {
    tree: &'c Tree,
    diagnostics: &'c mut Vec<Diagnostic>,
}

impl<'c> Checking<'c> {
    fn report(&mut self, id: NodeId, place: Place, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic.with_place(place).with_path(self.tree.path(id)));
    }

    fn attributes(&mut self, id: NodeId, rule: &Production) {
        let node = self.tree.node(id);
        for attribute in &node.attributes {
            let Some((_, kind)) = rule.attributes.iter().find(|(name, _)| *name == &*attribute.name) else {
                let message = format!(
                    "attribute \"{}\" is not allowed on this \"{}\"",
                    attribute.name,
                    node.tag.name()
                );
                let allowed = rule.attributes.iter().map(|(name, _)| *name);
                let fault = Diagnostic::error("cvc-complex-type.3.2.2", message);
                self.report(id, attribute.place, fault.with_found(&*attribute.name).with_expected(allowed));
                continue;
            };
            if !kind.admits(&attribute.value) {
                let message =
                    format!("\"{}\" is not a value of attribute \"{}\"", attribute.value, attribute.name);
                let fault = Diagnostic::error("cvc-attribute.3", message).with_found(&*attribute.value);
                self.report(id, attribute.value_place, fault.with_expected(kind.expected()));
            }
        }
        if node.tag == Tag::Schema && node.token("targetNamespace") == Some("") {
            let fault = Diagnostic::error(
                "cvc-attribute.3",
                "a target namespace is not empty: leave it out for none",
            );
            self.report(id, node.place, fault);
        }
        for name in rule.required {
            if node.find(name).is_none() {
                let message = format!("\"{}\" lacks attribute \"{name}\"", node.tag.name());
                let fault = Diagnostic::error("cvc-complex-type.4", message).with_expected([*name]);
                self.report(id, node.place, fault);
            }
        }
    }

    fn children(&mut self, id: NodeId, slots: &'static [Slot]) {
        let mut at = Position { slot: 0, filled: 0 };
        for &child in &self.tree.node(id).children {
            if !self.place_child(slots, &mut at, child) {
                self.misplaced(id, child, slots, at);
            }
        }
        if let Some(slot) = at.missing(slots) {
            let expected = slot.tags.names();
            let node = self.tree.node(id);
            let message = format!("\"{}\" is not complete", node.tag.name());
            let fault = Diagnostic::error("cvc-complex-type.2.4.b", message).with_expected(expected);
            self.report(id, node.place, fault);
        }
    }

    fn place_child(&self, slots: &'static [Slot], at: &mut Position, child: NodeId) -> bool {
        let tag = self.tree.node(child).tag;
        let mut next = *at;
        while let Some(slot) = slots.get(next.slot) {
            let has_room = next.filled == 0 || matches!(slot.occurs, Occurs::Any | Occurs::OnceOrMore);
            if slot.tags.contains(tag) && has_room {
                next.filled += 1;
                *at = next;
                return true;
            }
            let is_required = matches!(slot.occurs, Occurs::Once | Occurs::OnceOrMore);
            if next.filled == 0 && is_required || next.filled > 0 && slot.is_last {
                return false;
            }
            next = Position { slot: next.slot + 1, filled: 0 };
        }
        false
    }

    fn misplaced(&mut self, id: NodeId, child: NodeId, slots: &'static [Slot], at: Position) {
        let (outer, inner) = (self.tree.node(id), self.tree.node(child));
        let message =
            format!("element \"{}\" is not allowed here in \"{}\"", inner.tag.name(), outer.tag.name());
        let rest = slots.get(at.slot..).unwrap_or_default();
        let expected = rest.iter().flat_map(|slot| slot.tags.names());
        let fault = Diagnostic::error("cvc-complex-type.2.4.a", message).with_found(inner.tag.name());
        self.report(child, inner.place, fault.with_expected(expected));
    }

    /// The type ID of `id`: each once in a document.
    fn identifier(&mut self, id: NodeId, seen: &mut BTreeSet<&'c str>) {
        let tree = self.tree;
        let Some(attribute) = tree.node(id).find("id") else {
            return;
        };
        if !seen.insert(trim(&attribute.value)) {
            let message = format!("identifier \"{}\" stands twice in the document", attribute.value);
            let fault = Diagnostic::error("cvc-id.2", message).with_found(&*attribute.value);
            self.report(id, attribute.value_place, fault);
        }
    }
}

/// How far a content model is filled.
#[derive(Debug, Clone, Copy)]
struct Position {
    slot: usize,
    filled: usize,
}

impl Position {
    /// The first required slot that stays empty.
    fn missing(self, slots: &'static [Slot]) -> Option<&'static Slot> {
        let is_full = self.filled > 0;
        if is_full && slots[self.slot].is_last {
            return None;
        }
        let rest = slots.get(self.slot + usize::from(is_full)..).unwrap_or_default();
        rest.iter().find(|slot| matches!(slot.occurs, Occurs::Once | Occurs::OnceOrMore))
    }
}
