//! The roles that a value has, found in its text.

use super::Namespaces;
use super::check::active_member;
use super::role::Role;
use super::simple_type::{SimpleType, Variety};
use super::whitespace::{is_space, trim};

impl SimpleType {
    /// Calls `found` for each part of a valid `text` that has a role; does nothing for types without
    /// [`SimpleType::has_roles`].
    pub fn roles(&self, text: &str, names: &dyn Namespaces, found: &mut dyn FnMut(Role, &str)) {
        if !self.has_roles() {
            return;
        }
        match self.variety() {
            Variety::Any => {}
            Variety::Atomic(builtin) => {
                if let Some(role) = Role::of(*builtin) {
                    found(role, trim(text));
                }
            }
            Variety::List(item) => {
                for part in text.split(is_space).filter(|part| !part.is_empty()) {
                    item.roles(part, names, found);
                }
            }
            Variety::Union(members) => {
                if let Some(member) = active_member(members, text, names) {
                    member.roles(text, names, found);
                }
            }
        }
    }
}
