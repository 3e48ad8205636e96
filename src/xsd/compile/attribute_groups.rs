//! Attribute groups, and the attributes that a node lists (section 3.6).

use std::rc::Rc;

use crate::xsd::component::{AttributeUse, Wildcard};
use crate::xsd::syntax::{Tag, Tree};

use super::at::{At, Built};
use super::compiler::Compiler;
use super::definition::{Definition, Space};
use super::drafts::{AttributeGroup, UseOf};

/// The rules for listed attributes, which have other names for types and for groups.
pub(super) struct Rules {
    /// No attribute stands twice.
    twice: &'static str,
    /// The intersection of the wildcards can be expressed.
    wildcards: &'static str,
}

pub(super) static OF_TYPE: Rules = Rules { twice: "ct-props-correct.4", wildcards: "src-ct.4" };
static OF_GROUP: Rules = Rules { twice: "ag-props-correct.2", wildcards: "src-attribute_group.2" };

impl Compiler<'_> {
    /// The attributes of a group definition; none in a circle.
    pub(super) fn attribute_group(&mut self, definition: &Definition) -> Option<Rc<AttributeGroup>> {
        let at = definition.at;
        match self.attribute_groups.get(at) {
            Some(Built::Done(group)) => return Some(Rc::clone(group)),
            Some(Built::Open) => {
                self.report(at, "src-attribute_group.3", "the attribute group contains itself");
                return None;
            }
            None => {}
        }
        if !self.enter(at) {
            return None;
        }
        self.attribute_groups.insert(at, Built::Open);
        let group = Rc::new(self.listed_attributes(at, &OF_GROUP));
        self.leave();
        self.check_identifiers(at, &group.uses, "ag-props-correct.3");
        self.attribute_groups.insert(at, Built::Done(Rc::clone(&group)));
        Some(group)
    }

    /// The attributes that the children of the node list, those of groups included.
    pub(super) fn listed_attributes(&mut self, at: At, owner: &'static Rules) -> AttributeGroup {
        let tree = self.tree(at);
        let mut group = AttributeGroup::default();
        let mut inherited = Vec::new();
        for node in tree.children(at.node, &[Tag::Attribute, Tag::AttributeGroup]) {
            let child = At { node, ..at };
            if tree.node(node).tag == Tag::Attribute {
                self.add_attribute_use(child, &mut group, owner);
            } else {
                self.add_group_uses(child, &mut group, &mut inherited, owner);
            }
        }
        group.wildcard = self.complete_wildcard(at, &tree, inherited, owner);
        group
    }

    fn add_attribute_use(&mut self, at: At, group: &mut AttributeGroup, owner: &'static Rules) {
        match self.attribute_use(at, group.uses.len().try_into().unwrap_or(u32::MAX)) {
            Some(UseOf::Allowed(attribute)) => self.add_use(at, group, attribute, owner),
            Some(UseOf::Prohibited(name)) => group.prohibited.push(name),
            None => {}
        }
    }

    fn add_group_uses(
        &mut self,
        at: At,
        group: &mut AttributeGroup,
        inherited: &mut Vec<Wildcard>,
        owner: &'static Rules,
    ) {
        let Some(definition) = self.refer(at, "ref", Space::AttributeGroup) else {
            return;
        };
        let Some(referred) = self.attribute_group(&definition) else {
            return;
        };
        for attribute in &referred.uses {
            let order = group.uses.len().try_into().unwrap_or(u32::MAX);
            self.add_use(at, group, AttributeUse { order, ..attribute.clone() }, owner);
        }
        inherited.extend(referred.wildcard.clone());
    }

    fn add_use(
        &mut self,
        at: At,
        group: &mut AttributeGroup,
        attribute: AttributeUse,
        owner: &'static Rules,
    ) {
        if group.uses.iter().any(|known| known.name == attribute.name) {
            let message = format!("attribute \"{}\" stands twice", self.tables.names.local(attribute.name));
            self.report(at, owner.twice, message);
            return;
        }
        group.uses.push(attribute);
    }

    /// At most one attribute of a type identifies its element.
    pub(super) fn check_identifiers(&mut self, at: At, uses: &[AttributeUse], code: &'static str) {
        let identifiers = uses.iter().filter(|attribute| self.is_id(attribute.simple_type)).count();
        if identifiers > 1 {
            self.report(at, code, "two attributes are of type ID");
        }
    }

    /// The {attribute wildcard} that the node's own and those of its groups make (3.4.2).
    fn complete_wildcard(
        &mut self,
        at: At,
        tree: &Tree,
        inherited: Vec<Wildcard>,
        owner: &'static Rules,
    ) -> Option<Wildcard> {
        let own = tree.child(at.node, Tag::AnyAttribute).map(|node| self.wildcard(At { node, ..at }));
        let mut wildcards = own.into_iter().chain(inherited);
        let first = wildcards.next()?;
        let mut complete = first;
        for wildcard in wildcards {
            if let Some(namespaces) = complete.namespaces.intersection(&wildcard.namespaces) {
                complete.namespaces = namespaces;
            } else {
                let message = "the intersection of the attribute wildcards cannot be expressed";
                self.report(at, owner.wildcards, message);
            }
        }
        Some(complete)
    }

    /// Clause 7 of `src-redefine`: a redefined attribute group extends or restricts what it redefines.
    pub(super) fn check_redefined_attribute_group(&mut self, definition: &Definition) {
        let Some(original) = definition.original.clone() else {
            return;
        };
        let tree = self.tree(definition.at);
        let own = self.self_references(definition, Tag::AttributeGroup);
        if own.len() > 1 {
            let message = "a redefined attribute group refers to itself at most once";
            self.report(definition.at, "src-redefine.7.1", message);
        }
        if !own.is_empty() {
            return;
        }
        drop(tree);
        let (Some(derived), Some(base)) = (self.attribute_group(definition), self.attribute_group(&original))
        else {
            return;
        };
        let before = self.faults.len();
        self.check_attribute_restriction(definition.at, &derived, &base.uses, base.wildcard.as_ref());
        for fault in &mut self.faults[before..] {
            fault.diagnostic.code = "src-redefine.7.2.2".into();
        }
    }

    /// The nodes inside a definition that refer to its own name.
    pub(super) fn self_references(&mut self, definition: &Definition, tag: Tag) -> Vec<At> {
        let tree = self.tree(definition.at);
        let mut found = Vec::new();
        let mut open = tree.node(definition.at.node).children.clone();
        while let Some(node) = open.pop() {
            open.extend(&tree.node(node).children);
            let at = At { node, ..definition.at };
            let reference = tree.node(node).token("ref").filter(|_| tree.node(node).tag == tag);
            if let Some(reference) = reference
                && self.expand(at, "ref", reference) == Some(definition.name)
            {
                found.push(at);
            }
        }
        found
    }
}
