//! Checks a tree against the grammar: children, attributes, values, identifiers.

use crate::diag::{Diagnostic, Place};
use crate::xml::trim;
use crate::xsd::order;
use crate::xsd::suggest::{did_you_mean, nearest};

use super::grammar::{Occurs, Production, Slot, production};
use super::tag::Tag;
use super::tree::{Attribute, NodeId, Tree};
use super::values::Kind;

/// A fault of a node.
pub(super) type Fault = (NodeId, Diagnostic);

/// Finds each fault of the tree, and takes out of it what has no meaning. Nodes in `open` may be incomplete: the
/// document ends within them.
pub(super) fn check(tree: &mut Tree, open: &[NodeId]) -> Vec<Fault> {
    let mut checking =
        Checking { tree, open, faults: Vec::new(), refused: Vec::new(), misplaced: Vec::new() };
    for id in checking.tree.ids() {
        let rule = production(checking.tree.node(id).tag, checking.tree.parent_tag(id));
        checking.attributes(id, rule);
        checking.children(id, rule.content);
    }
    checking.identifiers();
    let Checking { faults, refused, misplaced, .. } = checking;
    for (id, _) in &faults {
        tree.note_fault(*id);
    }
    for (id, name) in &refused {
        tree.drop_attributes(*id, |attribute| attribute.name != *name);
    }
    if misplaced.iter().any(|&(parent, _)| matches!(tree.node(parent).tag, Tag::Schema | Tag::Redefine)) {
        tree.note_lack();
    }
    tree.drop_children(&misplaced);
    faults
}

struct Checking<'c> {
    tree: &'c Tree,
    open: &'c [NodeId],
    faults: Vec<Fault>,
    refused: Vec<(NodeId, Box<str>)>,
    /// Children with their parents.
    misplaced: Vec<(NodeId, NodeId)>,
}

impl Checking<'_> {
    fn report(&mut self, id: NodeId, place: Place, diagnostic: Diagnostic) {
        self.faults.push((id, diagnostic.with_place(place)));
    }

    fn attributes(&mut self, id: NodeId, rule: &Production) {
        let node = self.tree.node(id);
        for attribute in &node.attributes {
            match rule.attributes.iter().find(|(name, _)| *name == &*attribute.name) {
                None => self.unknown_attribute(id, attribute, rule),
                Some((_, kind)) if !kind.admits(&attribute.value) => self.bad_value(id, attribute, *kind),
                Some(_) => {}
            }
        }
        if node.tag == Tag::Schema && node.token("targetNamespace") == Some("") {
            let message = "a target namespace is not empty: leave it out for none";
            self.report(id, node.place, Diagnostic::error("cvc-attribute.3", message));
        }
        for name in rule.required {
            let is_meant = |attribute: &Attribute| nearest(&attribute.name, [*name].into_iter()).is_some();
            if node.find(name).is_none() && !node.attributes.iter().any(is_meant) {
                let message = format!("\"{}\" lacks attribute \"{name}\"", node.tag.name());
                let fault = Diagnostic::error("cvc-complex-type.4", message).with_expected([*name]);
                self.report(id, node.place, fault);
            }
        }
    }

    fn unknown_attribute(&mut self, id: NodeId, attribute: &Attribute, rule: &Production) {
        self.refused.push((id, attribute.name.clone()));
        let tag = self.tree.node(id).tag.name();
        let message = format!("attribute \"{}\" is not allowed on this \"{tag}\"", attribute.name);
        let allowed = rule.attributes.iter().map(|(name, _)| *name);
        let free = allowed.clone().filter(|name| self.tree.node(id).find(name).is_none());
        let help = nearest(&attribute.name, free).map(did_you_mean);
        let fault = Diagnostic::error("cvc-complex-type.3.2.2", message).with_expected(allowed);
        let fault = Diagnostic { help, ..fault.with_found(&*attribute.name) };
        self.report(id, attribute.place, fault);
    }

    fn bad_value(&mut self, id: NodeId, attribute: &Attribute, kind: Kind) {
        self.refused.push((id, attribute.name.clone()));
        let expected = kind.expected();
        let help = nearest(&attribute.value, expected.iter().copied()).map(did_you_mean);
        let message = format!("\"{}\" is not a value of attribute \"{}\"", attribute.value, attribute.name);
        let fault = Diagnostic::error("cvc-attribute.3", message).with_expected(expected);
        let fault = Diagnostic { help, ..fault.with_found(&*attribute.value) };
        self.report(id, attribute.value_place, fault);
    }

    fn children(&mut self, id: NodeId, slots: &'static [Slot]) {
        let mut at = Position { slot: 0, filled: 0 };
        for &child in &self.tree.node(id).children {
            if !self.place_child(slots, &mut at, child) {
                self.misplaced(id, child, slots, at);
            }
        }
        if let Some(slot) = at.missing(slots).filter(|_| !self.open.contains(&id)) {
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
        self.misplaced.push((id, child));
        let (outer, inner) = (self.tree.node(id), self.tree.node(child));
        let message =
            format!("element \"{}\" is not allowed here in \"{}\"", inner.tag.name(), outer.tag.name());
        let rest = slots.get(at.slot..).unwrap_or_default();
        let expected = rest.iter().flat_map(|slot| slot.tags.names());
        let fault = Diagnostic::error("cvc-complex-type.2.4.a", message).with_found(inner.tag.name());
        self.report(child, inner.place, fault.with_expected(expected));
    }

    /// The type ID of `id`: each once in a document.
    fn identifiers(&mut self) {
        let tree = self.tree;
        let identifier = |id: NodeId| tree.node(id).find("id").map(|attribute| (id, attribute));
        let mut identifiers: Vec<_> = tree.ids().filter_map(identifier).collect();
        order::sort_by(&mut identifiers, |a, b| trim(&a.1.value).cmp(trim(&b.1.value)));
        let is_same = |pair: &&[(NodeId, &Attribute)]| trim(&pair[0].1.value) == trim(&pair[1].1.value);
        for pair in identifiers.windows(2).filter(is_same) {
            let (id, attribute) = pair[1];
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
