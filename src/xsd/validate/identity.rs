//! `key`, `unique` and `keyref` while a document goes by (section 3.11.4).

use crate::diag::Place;
use crate::xml::Start;
use crate::xsd::component::{
    Constraint, ConstraintId, ConstraintKind, Content, NameId, NamespaceId, OriginId, SimpleTypeId, Tables,
    TypeId,
};
use crate::xsd::datatypes::{Namespaces, Value};

use super::frame::Assessment;
use super::keys::{KeySequence, KeyTable, shown};
use super::report::Finding;
use super::scopes::{Field, Identity, Reference, Scope, Target};
use super::state::State;
use super::walk::Walk;

impl State {
    /// Enters the element just opened.
    pub(super) fn open_constraints(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        assessment: &Assessment,
        namespace: NamespaceId,
        name: NameId,
    ) {
        let constraints = assessment.element.map_or(&[][..], |element| &*tables.element(element).constraints);
        if self.identity.is_active() || !constraints.is_empty() {
            self.enter_constraints(tables, start, constraints, (namespace, name));
        }
    }

    /// Kept out of the way of the many elements that no constraint looks at.
    #[inline(never)]
    fn enter_constraints(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        constraints: &[ConstraintId],
        name: (NamespaceId, NameId),
    ) {
        self.identity.attributes.clear();
        let depth = self.frames.len();
        self.enter_fields(tables, depth, name);
        self.enter_selectors(tables, start, depth, name);
        for &constraint in constraints {
            self.open_scope(tables, start, constraint, depth);
        }
        self.keep_field_text(start, depth);
    }

    fn enter_fields(&mut self, tables: &Tables, depth: usize, name: (NamespaceId, NameId)) {
        let mut complete = Vec::new();
        let Identity { scopes, targets, attributes, elements } = &mut self.identity;
        for (index, target) in targets.iter_mut().enumerate() {
            let constraint = tables.constraint(scopes[target.scope].constraint);
            for (number, (field, paths)) in target.fields.iter_mut().zip(&constraint.fields).enumerate() {
                complete.clear();
                field.walk.enter(paths, depth, name, &mut complete);
                for &path in &complete {
                    match paths[path].attribute {
                        Some(test) => attributes.push((index, number, test)),
                        None => elements.push((depth, index, number)),
                    }
                }
            }
        }
    }

    fn enter_selectors(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        depth: usize,
        name: (NamespaceId, NameId),
    ) {
        let mut complete = Vec::new();
        for index in 0..self.identity.scopes.len() {
            let scope = &mut self.identity.scopes[index];
            let constraint = tables.constraint(scope.constraint);
            complete.clear();
            scope.selector.enter(&constraint.selector, depth, name, &mut complete);
            if !complete.is_empty() {
                self.select(constraint, start, index, depth);
            }
        }
    }

    fn open_scope(&mut self, tables: &Tables, start: &Start<'_>, id: ConstraintId, depth: usize) {
        let constraint = tables.constraint(id);
        let mut complete = Vec::new();
        let selector = Walk::start(&constraint.selector, depth, &mut complete);
        self.identity.scopes.push(Scope {
            constraint: id,
            depth,
            selector,
            keys: KeyTable::default(),
            references: Vec::new(),
            reachable: KeyTable::default(),
        });
        if !complete.is_empty() {
            self.select(constraint, start, self.identity.scopes.len() - 1, depth);
        }
    }

    /// The selector chose the current element: its fields are looked for.
    fn select(&mut self, constraint: &Constraint, start: &Start<'_>, scope: usize, depth: usize) {
        let Identity { targets, attributes, elements, .. } = &mut self.identity;
        let index = targets.len();
        let mut fields = Vec::with_capacity(constraint.fields.len());
        for (number, paths) in constraint.fields.iter().enumerate() {
            let mut complete = Vec::new();
            let walk = Walk::start(paths, depth, &mut complete);
            for path in complete {
                match paths[path].attribute {
                    Some(test) => attributes.push((index, number, test)),
                    None => elements.push((depth, index, number)),
                }
            }
            fields.push(Field { walk, ..Field::default() });
        }
        targets.push(Target { scope, depth, place: start.place(), path: self.path.text(), fields });
    }

    /// The current element may be a field: its characters are needed.
    fn keep_field_text(&mut self, start: &Start<'_>, depth: usize) {
        let is_field = self.identity.elements.last().is_some_and(|&(at, ..)| at == depth);
        if let Some(frame) = self.frames.last_mut().filter(|_| is_field) {
            frame.keeps_text |= matches!(frame.inside, super::frame::Inside::Simple(_));
            frame.place.get_or_insert_with(|| start.place());
        }
    }

    /// An attribute of the current element has a valid value.
    #[cold]
    pub(super) fn attribute_field(
        &mut self,
        tables: &Tables,
        (namespace, name): (NamespaceId, NameId),
        id: SimpleTypeId,
        text: &str,
        scope: &dyn Namespaces,
    ) {
        let admitting = self.identity.attributes.iter().filter(|(.., test)| test.admits(namespace, name));
        let mut fields: Vec<_> = admitting.map(|&(target, field, _)| (target, field)).collect();
        fields.dedup();
        for place in fields {
            self.set_field(tables, place, id, text, scope, false);
        }
    }

    /// The innermost open element ends with a valid value.
    #[cold]
    pub(super) fn element_field(
        &mut self,
        tables: &Tables,
        id: SimpleTypeId,
        text: &str,
        scope: &dyn Namespaces,
    ) {
        let depth = self.frames.len();
        let element = self.frames.last().and_then(|frame| frame.element);
        let is_nillable = element.is_some_and(|element| tables.element(element).nillable);
        let fields = self.identity.elements.iter().rev().take_while(|entry| entry.0 == depth);
        let mut fields: Vec<_> = fields.map(|&(_, target, field)| (target, field)).collect();
        fields.dedup();
        for place in fields {
            self.set_field(tables, place, id, text, scope, is_nillable);
        }
    }

    fn set_field(
        &mut self,
        tables: &Tables,
        (target, field): (usize, usize),
        id: SimpleTypeId,
        text: &str,
        scope: &dyn Namespaces,
        is_nillable: bool,
    ) {
        let Target { scope: index, place, path, fields, .. } = &mut self.identity.targets[target];
        let field = &mut fields[field];
        if field.value.is_some() {
            let constraint = tables.constraint(self.identity.scopes[*index].constraint);
            let name = tables.names.local(constraint.name);
            let message = format!("a field of \"{name}\" stands more than once in the element");
            let finding = Finding::new("cvc-identity-constraint.3", message).origin(constraint.origin);
            self.report.add(tables, finding, *place, path.clone());
            return;
        }
        field.value = tables.simple_type(id).value(text, scope).ok().map(Value::into_owned);
        field.text = Some(text.to_owned());
        field.is_nillable = is_nillable;
    }

    /// Leaves the innermost open element.
    pub(super) fn close_constraints(&mut self, tables: &Tables) {
        if self.identity.is_active() {
            self.leave_constraints(tables);
        }
    }

    #[inline(never)]
    fn leave_constraints(&mut self, tables: &Tables) {
        let depth = self.frames.len();
        self.refuse_complex_fields(tables, depth);
        while self.identity.elements.last().is_some_and(|entry| entry.0 >= depth) {
            self.identity.elements.pop();
        }
        while self.identity.targets.last().is_some_and(|target| target.depth >= depth) {
            if let Some(target) = self.identity.targets.pop() {
                self.close_target(tables, target);
            }
        }
        for target in &mut self.identity.targets {
            target.fields.iter_mut().for_each(|field| field.walk.leave(depth));
        }
        for scope in &mut self.identity.scopes {
            scope.selector.leave(depth);
        }
        self.close_scopes(tables, depth);
    }

    /// A field is an attribute or an element of a simple type.
    fn refuse_complex_fields(&mut self, tables: &Tables, depth: usize) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        if has_value(tables, frame.type_id) {
            return;
        }
        let fields = self.identity.elements.iter().rev().take_while(|entry| entry.0 == depth).count();
        if fields > 0 && frame.inside != super::frame::Inside::Skipped {
            let place = frame.place.unwrap_or(Place::START);
            let origin = self.innermost_constraint(tables);
            let message = "a field of an identity constraint is an element that holds more than a value";
            self.report(tables, Finding::new("cvc-identity-constraint.3", message).origin(origin), place);
        }
    }

    fn innermost_constraint(&self, tables: &Tables) -> OriginId {
        let constraint = |target: &Target| self.identity.scopes[target.scope].constraint;
        let constraint = self.identity.targets.last().map(constraint);
        constraint.map_or(OriginId(0), |constraint| tables.constraint(constraint).origin)
    }

    fn close_target(&mut self, tables: &Tables, target: Target) {
        let Target { scope, place, path, fields, .. } = target;
        let constraint = tables.constraint(self.identity.scopes[scope].constraint);
        let name = tables.names.local(constraint.name);
        let texts: Vec<_> = fields.iter().map(|field| field.text.clone()).collect();
        let is_nillable = fields.iter().any(|field| field.is_nillable);
        let key: Option<KeySequence> = fields.into_iter().map(|field| field.value).collect();
        let found = Some(shown(&texts)).filter(|found| !found.is_empty());
        let mut say = |code, message: String| {
            let finding =
                Finding { found: found.clone(), ..Finding::new(code, message).origin(constraint.origin) };
            self.report.add(tables, finding, place, path.clone());
        };
        let is_key = constraint.kind == ConstraintKind::Key;
        let Some(key) = key else {
            if is_key {
                say(
                    "cvc-identity-constraint.4.2.1",
                    format!("the element lacks a field of the key \"{name}\""),
                );
            }
            return;
        };
        if is_key && is_nillable {
            let message = format!("a field of the key \"{name}\" is an element that is nillable");
            say("cvc-identity-constraint.4.2.3", message);
        }
        let scope = &mut self.identity.scopes[scope];
        if matches!(constraint.kind, ConstraintKind::Keyref(_)) {
            scope.references.push(Reference { key, shown: shown(&texts), place, path });
        } else if scope.keys.insert(key, true).is_some() {
            let code = if is_key { "cvc-identity-constraint.4.2.2" } else { "cvc-identity-constraint.4.1" };
            say(code, format!("{} stands twice for \"{name}\"", shown(&texts)));
        }
    }

    /// Closes the scopes of the element of `depth`: first the keys, then what refers to them.
    fn close_scopes(&mut self, tables: &Tables, depth: usize) {
        let first = self.identity.scopes.iter().position(|scope| scope.depth >= depth);
        let Some(first) = first else {
            return;
        };
        let mut closed = self.identity.scopes.split_off(first);
        let (keys, mut references): (Vec<_>, Vec<_>) =
            closed.drain(..).partition(|scope| scope.references_to(tables).is_none());
        for key in keys {
            for scope in self.identity.scopes.iter_mut().chain(&mut references) {
                if scope.references_to(tables) == Some(key.constraint) {
                    scope.reach(&key);
                }
            }
        }
        for scope in references {
            self.check_scope(tables, scope);
        }
    }

    fn check_scope(&mut self, tables: &Tables, scope: Scope) {
        let constraint = tables.constraint(scope.constraint);
        for Reference { key, shown, place, path } in scope.references {
            if scope.reachable.get(&key) != Some(&true) {
                let name = tables.names.local(constraint.name);
                let message = format!("\"{name}\" refers to {shown}, and there is no such key");
                let finding = Finding::new("cvc-identity-constraint.4.3", message).found(&shown);
                self.report.add(tables, finding.origin(constraint.origin), place, path);
            }
        }
    }
}

/// Whether elements of the type hold a value.
fn has_value(tables: &Tables, type_id: TypeId) -> bool {
    match type_id {
        TypeId::Simple(_) => true,
        TypeId::Complex(id) => matches!(tables.complex_type(id).content, Content::Simple(_)),
    }
}
