//! Derivation valid (section 3.4.6): what a complex type may change of its base.

use crate::xsd::component::{
    AttributeUse, ComplexTypeId, Derivation, DerivationSet, NamespaceId, SimpleTypeId, TypeId, Wildcard,
};

use super::at::At;
use super::compiler::Compiler;
use super::definition::{Definition, Space};
use super::drafts::{AttributeGroup, ContentKind};

use super::particle::Particle;
use super::restriction::EXHAUSTED;

impl Compiler<'_> {
    /// Checks each complex type against its base.
    pub(super) fn check_derivations(&mut self) {
        for index in 1..self.complex.len() {
            let id = ComplexTypeId::of(index);
            if let Some(at) = self.complex[index].at {
                self.check_derivation(id, at);
            }
        }
    }

    fn check_derivation(&mut self, id: ComplexTypeId, at: At) {
        let definition = self.tables.complex_type(id);
        let (base, derivation) = (definition.base, definition.derivation);
        let TypeId::Complex(base) = base else {
            return;
        };
        if self.tables.complex_type(base).last.contains(derivation) {
            let code = match derivation {
                Derivation::Extension => "cos-ct-extends.1.1",
                _ => "derivation-ok-restriction.1",
            };
            let message =
                format!("{} is final for this derivation", self.tables.type_name(TypeId::Complex(base)));
            self.report(at, code, message);
        }
        if derivation == Derivation::Restriction && base != ComplexTypeId::ANY {
            self.check_attributes(id, base, at);
            self.check_content(id, base, at);
        }
    }

    fn check_attributes(&mut self, id: ComplexTypeId, base: ComplexTypeId, at: At) {
        let own = self.complex[id.index()].own.clone();
        let base = self.complex[base.index()].clone();
        for required in base.uses.iter().filter(|attribute| attribute.required) {
            if own.prohibited.contains(&required.name) {
                let name = self.tables.names.local(required.name);
                let message =
                    format!("attribute \"{name}\" is required in the base type, and cannot be prohibited");
                self.report(at, "derivation-ok-restriction.3", message);
            }
        }
        self.check_attribute_uses(at, &own, &base.uses, base.wildcard.as_ref());
    }

    /// Clauses 2 to 4 of Derivation Valid (Restriction, Complex), for a type or a redefined attribute group.
    pub(super) fn check_attribute_restriction(
        &mut self,
        at: At,
        own: &AttributeGroup,
        base: &[AttributeUse],
        wildcard: Option<&Wildcard>,
    ) {
        for required in base.iter().filter(|attribute| attribute.required) {
            if !own.uses.iter().any(|attribute| attribute.name == required.name) {
                let name = self.tables.names.local(required.name);
                let message = format!("attribute \"{name}\" is required in what is restricted");
                self.report(at, "derivation-ok-restriction.3", message);
            }
        }
        self.check_attribute_uses(at, own, base, wildcard);
    }

    fn check_attribute_uses(
        &mut self,
        at: At,
        own: &AttributeGroup,
        base: &[AttributeUse],
        wildcard: Option<&Wildcard>,
    ) {
        for attribute in &own.uses {
            match base.iter().find(|known| known.name == attribute.name) {
                Some(known) => self.check_use_restriction(at, attribute, known),
                None => self.check_use_admitted(at, attribute, wildcard),
            }
        }
        if let Some(own) = &own.wildcard {
            self.check_wildcard_restriction(at, own, wildcard);
        }
    }

    fn check_use_restriction(&mut self, at: At, own: &AttributeUse, base: &AttributeUse) {
        let name = self.tables.names.local(own.name).to_owned();
        if base.required && !own.required {
            let message = format!("attribute \"{name}\" is required in the base type");
            self.report(at, "derivation-ok-restriction.2.1.1", message);
        }
        if !self.is_simple_restriction(own.simple_type, base.simple_type) {
            let message =
                format!("the type of attribute \"{name}\" is not derived from that in the base type");
            self.report(at, "derivation-ok-restriction.2.1.2", message);
        }
        let fixed = base.value.as_ref().filter(|value| value.fixed);
        let is_kept = |fixed: &str| {
            let own_value = own.value.as_ref().filter(|value| value.fixed);
            own_value.is_some_and(|value| self.is_same_value(base.simple_type, fixed, &value.text))
        };
        if let Some(fixed) = fixed
            && !is_kept(&fixed.text)
        {
            let message = format!("the base type fixes attribute \"{name}\" to \"{}\"", fixed.text);
            self.report(at, "derivation-ok-restriction.2.1.3", message);
        }
    }

    fn is_simple_restriction(&self, own: SimpleTypeId, base: SimpleTypeId) -> bool {
        self.tables.is_derived(TypeId::Simple(own), TypeId::Simple(base), DerivationSet::EMPTY)
    }

    fn check_use_admitted(&mut self, at: At, own: &AttributeUse, wildcard: Option<&Wildcard>) {
        let namespace: NamespaceId = self.tables.names.namespace_of(own.name);
        if !wildcard.is_some_and(|wildcard| wildcard.namespaces.admits(namespace)) {
            let name = self.tables.names.local(own.name);
            let message =
                format!("attribute \"{name}\" is not in the base type, and no wildcard there admits it");
            self.report(at, "derivation-ok-restriction.2.2", message);
        }
    }

    fn check_wildcard_restriction(&mut self, at: At, own: &Wildcard, base: Option<&Wildcard>) {
        let Some(base) = base else {
            self.report(at, "derivation-ok-restriction.4.1", "the base type has no attribute wildcard");
            return;
        };
        if !own.namespaces.is_subset_of(&base.namespaces) {
            let message = "the attribute wildcard admits more namespaces than that of the base type";
            self.report(at, "derivation-ok-restriction.4.2", message);
        } else if own.process < base.process {
            let message = "the attribute wildcard is laxer than that of the base type";
            self.report(at, "derivation-ok-restriction.4.3", message);
        }
    }

    fn check_content(&mut self, id: ComplexTypeId, base: ComplexTypeId, at: At) {
        let own = self.complex[id.index()].kind.clone();
        let inherited = self.complex[base.index()].kind.clone();
        match (&own, &inherited) {
            (_, ContentKind::Anything)
            | (ContentKind::Anything, _)
            | (ContentKind::Simple(_), ContentKind::Simple(_) | ContentKind::Mixed(_))
            | (ContentKind::Empty, ContentKind::Empty) => {}
            (ContentKind::Empty, ContentKind::ElementOnly(_) | ContentKind::Mixed(_)) => {
                if !self.is_emptiable(base) {
                    let message = "the content is empty, and that of the base type cannot be";
                    self.report(at, "derivation-ok-restriction.5.3.2", message);
                }
            }
            (ContentKind::ElementOnly(own), ContentKind::ElementOnly(base) | ContentKind::Mixed(base))
            | (ContentKind::Mixed(own), ContentKind::Mixed(base)) => self.check_particles(at, own, base),
            (ContentKind::Mixed(own) | ContentKind::ElementOnly(own), ContentKind::Empty)
                if matches!(own.total_range().max, Some(0)) => {}
            _ => {
                let message = "the kind of content does not restrict that of the base type";
                self.report(at, "derivation-ok-restriction.5.4.1", message);
            }
        }
    }

    fn check_particles(&mut self, at: At, own: &Particle, base: &Particle) {
        if let Err(reason) = self.restricts(own, base) {
            let code = reason.code;
            if code == EXHAUSTED {
                self.spend(at, usize::MAX);
                return;
            }
            let message = format!("the content does not restrict that of the base type: {}", reason.message);
            self.report(reason.at.unwrap_or(at), code, message);
        }
    }

    /// Clauses 6 and 7 of `src-redefine`.
    pub(super) fn check_redefined_groups(&mut self) {
        for definition in self.symbols.all() {
            match definition.space {
                Space::AttributeGroup => self.check_redefined_attribute_group(&definition),
                Space::Group => self.check_redefined_group(&definition),
                _ => {}
            }
        }
    }

    fn check_redefined_group(&mut self, definition: &Definition) {
        let Some(original) = definition.original.clone() else {
            return;
        };
        let at = definition.at;
        let own = self.self_references(definition, crate::xsd::syntax::Tag::Group);
        if own.len() > 1 {
            self.report(at, "src-redefine.6.1.1", "a redefined group refers to itself at most once");
        }
        for &reference in &own {
            let node = self.node(reference);
            let is_once = ["minOccurs", "maxOccurs"]
                .iter()
                .all(|name| node.token(name).is_none_or(|value| value == "1"));
            if !is_once {
                self.report(
                    reference,
                    "src-redefine.6.1.2",
                    "a redefined group refers to itself exactly once",
                );
            }
        }
        if !own.is_empty() {
            return;
        }
        if let (Some(derived), Some(base)) = (self.group(definition), self.group(&original)) {
            let particle = |group| Particle {
                range: super::particle::Range::ONCE,
                term: super::particle::Term::Group(group),
                at,
            };
            if let Err(reason) = self.restricts(&particle(derived), &particle(base)) {
                self.report(at, "src-redefine.6.2.2", reason.message);
            }
        }
    }
}
