//! The content type of a complex type (section 3.4.2).

use std::rc::Rc;

use crate::xsd::component::{ComplexTypeId, Derivation, SimpleTypeId, TypeId};
use crate::xsd::syntax::{Tag, occurrences};

use super::at::At;
use super::compiler::Compiler;
use super::drafts::{ContentKind, DerivationAt};
use super::particle::{Compositor, Particle, Term};

impl Compiler<'_> {
    pub(super) fn content_kind(&mut self, derivation: &DerivationAt) -> ContentKind {
        if derivation.is_simple {
            return self.simple_content(derivation).map_or(ContentKind::Empty, ContentKind::Simple);
        }
        let effective = self.effective_content(derivation);
        let TypeId::Complex(base) = derivation.base else {
            return ContentKind::Empty;
        };
        match derivation.derivation {
            Derivation::Extension => self.extended_content(derivation, base, effective),
            _ => kind(derivation.is_mixed, effective),
        }
    }

    /// The particle that the derivation writes down; none for empty content.
    fn effective_content(&mut self, derivation: &DerivationAt) -> Option<Particle> {
        let tree = self.tree(derivation.at);
        let tags = &[Tag::Group, Tag::All, Tag::Choice, Tag::Sequence];
        let child = tree.children(derivation.at.node, tags).next().map(|node| At { node, ..derivation.at });
        let particle =
            child.filter(|&child| !self.is_explicitly_empty(child)).and_then(|child| self.particle(child));
        let empty = || Particle::group(Compositor::Sequence, Vec::new(), derivation.at);
        particle.or_else(|| derivation.is_mixed.then(empty))
    }

    /// Clauses 2.1.2 and 2.1.3 of the effective content.
    fn is_explicitly_empty(&mut self, at: At) -> bool {
        let tree = self.tree(at);
        let node = tree.node(at.node);
        let is_childless = node.children.iter().all(|&child| tree.node(child).tag == Tag::Annotation);
        let is_optional = node.attribute("minOccurs").and_then(occurrences) == Some(0);
        match node.tag {
            Tag::All | Tag::Sequence => is_childless && self.has_valid_range(at),
            Tag::Choice => is_childless && is_optional,
            _ => false,
        }
    }

    /// Occurrences are checked where a particle is built; empty groups are not built.
    fn has_valid_range(&mut self, at: At) -> bool {
        drop(self.particle(at));
        true
    }

    fn extended_content(
        &mut self,
        derivation: &DerivationAt,
        base: ComplexTypeId,
        own: Option<Particle>,
    ) -> ContentKind {
        let inherited = self.complex[base.index()].kind.clone();
        let Some(own) = own else {
            return inherited;
        };
        let (is_mixed, particle) = match inherited {
            ContentKind::Empty => return kind(derivation.is_mixed, Some(own)),
            ContentKind::ElementOnly(particle) => (false, particle),
            ContentKind::Mixed(particle) => (true, particle),
            ContentKind::Anything => (true, Self::anything(derivation.at)),
            ContentKind::Simple(_) => {
                let message = "the base type has simple content, and cannot be extended by elements";
                self.report(derivation.at, "cos-ct-extends.1.4.1", message);
                return inherited;
            }
        };
        if is_mixed != derivation.is_mixed {
            let message =
                "mixed content extends mixed content, element-only content extends element-only content";
            self.report(derivation.at, "cos-ct-extends.1.4.3.2.2.1", message);
        }
        if is_all(&particle) || is_all(&own) {
            let message = "an all group can neither extend content nor be extended";
            self.report(derivation.at, "cos-all-limited.1.2", message);
        }
        let own_is_empty = matches!(&own.term, Term::Group(group) if group.particles.is_empty());
        if own_is_empty {
            return kind(is_mixed, Some(particle));
        }
        let size = particle.size().saturating_add(own.size());
        let particles = if self.is_bounded(derivation.at, size) { vec![particle, own] } else { vec![own] };
        kind(is_mixed, Some(Particle::group(Compositor::Sequence, particles, derivation.at)))
    }

    /// The content of the ur-type as a particle.
    pub(super) fn anything(at: At) -> Particle {
        let range = super::particle::Range { min: 0, max: None };
        let wildcard = Particle { range, term: Term::Wildcard(super::builtin::ANYTHING), at };
        Particle::group(Compositor::Sequence, vec![wildcard], at)
    }

    fn simple_content(&mut self, derivation: &DerivationAt) -> Option<SimpleTypeId> {
        let extends = derivation.derivation == Derivation::Extension;
        match derivation.base {
            TypeId::Simple(base) if extends => {
                self.check_simple_final(derivation.at, base);
                Some(base)
            }
            TypeId::Simple(_) => {
                let message = "a restriction with simple content has a complex base";
                self.report_value(derivation.at, "base", "src-ct.2", message);
                None
            }
            TypeId::Complex(base) => {
                let kind = self.complex[base.index()].kind.clone();
                match kind {
                    ContentKind::Simple(content) if extends => Some(content),
                    ContentKind::Simple(content) => Some(self.restricted_content(derivation.at, content)),
                    ContentKind::Mixed(particle) if !extends && particle.is_emptiable() => {
                        self.content_for_mixed(derivation.at)
                    }
                    _ => {
                        let message = "the base type has no simple content";
                        self.report_value(derivation.at, "base", "src-ct.2", message);
                        None
                    }
                }
            }
        }
    }

    fn check_simple_final(&mut self, at: At, base: SimpleTypeId) {
        if self.tables.simple_types[base.index()].last.contains(Derivation::Extension) {
            let message = format!("{} is final for extension", self.tables.type_name(TypeId::Simple(base)));
            self.report_value(at, "base", "cos-ct-extends.1.1", message);
        }
    }

    fn restricted_content(&mut self, at: At, content: SimpleTypeId) -> SimpleTypeId {
        let inner = self.tree(at).child(at.node, Tag::SimpleType);
        let base = match inner {
            None => content,
            Some(node) => {
                let own = self.simple_type(At { node, ..at });
                let all = crate::xsd::component::DerivationSet::EMPTY;
                if !self.tables.is_derived(TypeId::Simple(own), TypeId::Simple(content), all) {
                    let message = "the simpleType is not derived from the content of the base type";
                    self.report(At { node, ..at }, "derivation-ok-restriction.5.2.2.1", message);
                }
                own
            }
        };
        self.restrict_content(at, base)
    }

    /// Mixed content that may be empty can be restricted to simple content, which is then defined inside.
    fn content_for_mixed(&mut self, at: At) -> Option<SimpleTypeId> {
        let Some(node) = self.tree(at).child(at.node, Tag::SimpleType) else {
            self.report(at, "src-ct.2", "a simpleType is needed to restrict mixed content to simple content");
            return None;
        };
        let base = self.simple_type(At { node, ..at });
        Some(self.restrict_content(at, base))
    }

    /// Whether the content of the type may be empty.
    pub(super) fn is_emptiable(&self, id: ComplexTypeId) -> bool {
        match &self.complex[id.index()].kind {
            ContentKind::Empty | ContentKind::Anything => true,
            ContentKind::Simple(_) => false,
            ContentKind::ElementOnly(particle) | ContentKind::Mixed(particle) => particle.is_emptiable(),
        }
    }
}

fn kind(is_mixed: bool, particle: Option<Particle>) -> ContentKind {
    match particle {
        None => ContentKind::Empty,
        Some(particle) if is_mixed => ContentKind::Mixed(particle),
        Some(particle) => ContentKind::ElementOnly(particle),
    }
}

pub(super) fn is_all(particle: &Particle) -> bool {
    matches!(&particle.term, Term::Group(group) if group.compositor == Compositor::All && !group.particles.is_empty())
}

/// The group of a particle that is one.
pub(super) fn group_of(particle: &Particle) -> Option<&Rc<super::particle::Group>> {
    match &particle.term {
        Term::Group(group) => Some(group),
        _ => None,
    }
}
