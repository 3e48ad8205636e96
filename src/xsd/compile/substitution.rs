//! Substitution groups (sections 3.3.2 and 3.3.6).

use crate::xsd::component::{Derivation, ElementId, TypeId};

use super::at::cell;
use super::compiler::Compiler;

impl Compiler<'_> {
    /// Finds the members of each group, and checks that they may be members.
    pub(super) fn build_substitution_groups(&mut self) {
        for index in 0..self.tables.elements.len() {
            let id = ElementId::of(index);
            if let Some(head) = self.tables.element(id).head {
                self.check_affiliation(id, head);
                self.add_member(id);
            }
        }
    }

    fn check_affiliation(&mut self, id: ElementId, head: ElementId) {
        let (member, head) = (self.tables.element(id), self.tables.element(head));
        let (own, base, exclusions) = (member.type_id, head.type_id, head.exclusions);
        if !self.tables.is_derived(own, base, exclusions) {
            let message = format!(
                "{} is not derived as the group's head \"{}\" allows from {}",
                self.tables.type_name(own),
                self.tables.names.local(head.name),
                self.tables.type_name(base)
            );
            self.report_value(self.place_of(id), "substitutionGroup", "e-props-correct.4", message);
        }
    }

    fn add_member(&mut self, id: ElementId) {
        let mut head = self.tables.element(id).head;
        // An element whose head would close a circle has none: the chain ends.
        while let Some(next) = head {
            if !self.spend(self.place_of(id), 1) {
                return;
            }
            cell(&mut self.members, next.0).push(id);
            head = self.tables.element(next).head;
        }
    }

    /// The elements that may stand for `head` in a document, itself first (Substitution Group OK, transitive).
    pub(super) fn substitutes(&self, head: ElementId) -> Vec<ElementId> {
        let members = self.members.get(head.index()).map_or(&[][..], Vec::as_slice);
        let allowed = members.iter().copied().filter(|&member| self.may_substitute(member, head));
        std::iter::once(head).chain(allowed).collect()
    }

    fn may_substitute(&self, member: ElementId, head: ElementId) -> bool {
        let (member, head) = (self.tables.element(member), self.tables.element(head));
        if head.block.contains(Derivation::Substitution) {
            return false;
        }
        let mut blocked = head.block;
        let mut current = member.type_id;
        let mut used = crate::xsd::component::DerivationSet::EMPTY;
        while current != head.type_id {
            let Some((next, derivation)) = self.tables.base_of(current) else {
                break;
            };
            used = used.with(derivation);
            if let TypeId::Complex(id) = next {
                blocked = blocked.union(self.tables.complex_type(id).block);
            }
            current = next;
        }
        !used.intersects(blocked)
    }
}
