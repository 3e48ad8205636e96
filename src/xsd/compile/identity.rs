//! Identity constraint definitions (section 3.11).

use crate::xsd::component::{Constraint, ConstraintId, ConstraintKind};
use crate::xsd::syntax::Tag;

use super::at::{At, cell};
use super::compiler::Compiler;

impl Compiler<'_> {
    /// The constraints that an element declares.
    pub(super) fn constraints_of(&mut self, at: At) -> Vec<ConstraintId> {
        let tree = self.tree(at);
        let nodes = tree.children(at.node, &[Tag::Unique, Tag::Key, Tag::Keyref]);
        nodes.filter_map(|node| self.identity_constraint(At { node, ..at })).collect()
    }

    fn identity_constraint(&mut self, at: At) -> Option<ConstraintId> {
        let local = self.token(at, "name")?;
        let namespace = self.namespace_at(at);
        let name = self.tables.names.intern(namespace, &local);
        let tree = self.tree(at);
        let selector = tree.child(at.node, Tag::Selector)?;
        let selector = self.selector_paths(At { node: selector, ..at });
        let fields = tree.children(at.node, &[Tag::Field]);
        let fields: Vec<_> = fields.map(|node| self.field_paths(At { node, ..at })).collect();
        let id = ConstraintId::of(self.tables.constraints.len());
        let kind = match tree.node(at.node).tag {
            Tag::Unique => ConstraintKind::Unique,
            Tag::Key => ConstraintKind::Key,
            _ => ConstraintKind::Keyref(id),
        };
        let origin = self.origin(at);
        self.tables.constraints.push(Constraint { name, kind, selector, fields, origin });
        if cell(&mut self.constraints, name.0).replace(id).is_some() {
            let message = format!("identity constraint \"{local}\" is defined twice");
            self.report_value(at, "name", "sch-props-correct.2", message);
        }
        if matches!(kind, ConstraintKind::Keyref(_)) {
            self.keyrefs.push((id, at));
        }
        Some(id)
    }

    /// Joins each `keyref` with the key that it refers to.
    pub(super) fn resolve_keyrefs(&mut self) {
        for (id, at) in std::mem::take(&mut self.keyrefs) {
            self.resolve_keyref(id, at);
        }
    }

    fn resolve_keyref(&mut self, id: ConstraintId, at: At) {
        let Some(text) = self.token(at, "refer") else {
            return;
        };
        let Some(name) = self.expand(at, "refer", &text) else {
            return;
        };
        let key = self.constraints.get(name.index()).copied().flatten();
        let is_key =
            |key: ConstraintId| !matches!(self.tables.constraint(key).kind, ConstraintKind::Keyref(_));
        let Some(key) = key.filter(|&key| is_key(key)) else {
            let message = format!("there is no key or unique \"{text}\"");
            self.report_value(at, "refer", "src-resolve", message);
            return;
        };
        let (own, other) =
            (self.tables.constraint(id).fields.len(), self.tables.constraint(key).fields.len());
        if own != other {
            let message = format!("the keyref has {own} fields, the key it refers to has {other}");
            self.report(at, "c-props-correct.2", message);
        }
        self.tables.constraints[id.index()].kind = ConstraintKind::Keyref(key);
    }
}
