//! Particle Valid (Restriction), section 3.9.6: whether one content model admits only what another one admits,
//! by the table of the recommendation.

use std::borrow::Cow;

use crate::xsd::component::{Derivation, DerivationSet, ElementId, WildcardId};
use crate::xsd::order;

use super::at::At;
use super::compiler::Compiler;
use super::drafts::ContentKind;
use super::particle::{Compositor, Group, Particle, Range, Term};

/// Why a particle does not restrict another one.
#[derive(Debug)]
pub(super) struct Reason {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) at: Option<At>,
}

/// The code of a comparison that is not made: the budget is spent.
pub(super) const EXHAUSTED: &str = "xsd-limit";

type Outcome = Result<(), Reason>;

fn fail(code: &'static str, at: At, message: impl Into<String>) -> Outcome {
    Err(Reason { code, message: message.into(), at: Some(at) })
}

/// The particles of a group, with pointless groups taken out.
struct Flat<'p> {
    compositor: Compositor,
    particles: Vec<Cow<'p, Particle>>,
    range: Range,
    at: At,
}

enum Shape<'p> {
    Element(ElementId, Range, At),
    Wildcard(WildcardId, Range, At),
    Group(Flat<'p>),
}

impl Shape<'_> {
    fn size(&self) -> usize {
        match self {
            Self::Element(..) | Self::Wildcard(..) => 1,
            Self::Group(flat) => flat.particles.len() + 1,
        }
    }
}

impl Compiler<'_> {
    pub(super) fn restricts(&self, own: &Particle, base: &Particle) -> Outcome {
        if is_same(own, base) {
            return Ok(());
        }
        let (own, base) = (self.shape(own), self.shape(base));
        self.compare(own, base)
    }

    fn compare(&self, own: Shape<'_>, base: Shape<'_>) -> Outcome {
        if !self.budget.spend(own.size() + base.size()) {
            let (Shape::Element(.., at) | Shape::Wildcard(.., at) | Shape::Group(Flat { at, .. })) = own;
            return fail(EXHAUSTED, at, "no steps are left to compare it");
        }
        match (own, base) {
            (Shape::Element(own, range, at), Shape::Element(base, within, _)) => {
                self.name_and_type(own, range, base, within, at)
            }
            (Shape::Element(own, range, at), Shape::Wildcard(base, within, _)) => {
                self.namespace_compatible(own, range, base, within, at)
            }
            (Shape::Element(own, range, at), Shape::Group(base)) => {
                let particle = Particle { range, term: Term::Alone(own), at };
                let particles = vec![Cow::Owned(particle)];
                self.groups(&Flat { compositor: base.compositor, particles, range: Range::ONCE, at }, &base)
            }
            (Shape::Wildcard(own, range, at), Shape::Wildcard(base, within, _)) => {
                self.namespace_subset(own, range, base, within, at)
            }
            (Shape::Wildcard(_, _, at), _) => {
                fail("cos-particle-restrict.2", at, "a wildcard restricts nothing but a wildcard")
            }
            (Shape::Group(own), Shape::Wildcard(base, within, _)) => {
                self.group_in_wildcard(&own, base, within)
            }
            (Shape::Group(own), Shape::Element(base, within, at)) => {
                self.group_in_element(&own, base, within, at)
            }
            (Shape::Group(own), Shape::Group(base)) => self.groups(&own, &base),
        }
    }

    /// A group never restricts an element, unless nothing is left of it.
    fn group_in_element(&self, own: &Flat<'_>, base: ElementId, within: Range, at: At) -> Outcome {
        if own.particles.is_empty() {
            return if within.min == 0 {
                Ok(())
            } else {
                fail("rcase-NameAndTypeOK.1", at, "an element is required")
            };
        }
        let name = self.tables.names.local(self.tables.element(base).name);
        fail("cos-particle-restrict.2", own.at, format!("a group does not restrict the element \"{name}\""))
    }

    fn groups(&self, own: &Flat<'_>, base: &Flat<'_>) -> Outcome {
        use Compositor::{All, Choice, Sequence};
        match (own.compositor, base.compositor) {
            (All, All) | (Sequence, Sequence) => self.recurse(own, base, true),
            (Choice, Choice) => self.recurse(own, base, false),
            (Sequence, All) => self.recurse_unordered(own, base),
            (Sequence, Choice) => self.map_and_sum(own, base),
            _ => fail(
                "cos-particle-restrict.2",
                own.at,
                "a group of this kind does not restrict one of that kind",
            ),
        }
    }

    /// The particle without pointless groups; an element with substitutes is a choice of them.
    fn shape<'p>(&self, particle: &'p Particle) -> Shape<'p> {
        let Particle { range, term, at } = particle;
        match term {
            Term::Element(id) => self.element_shape(*id, *range, *at),
            Term::Alone(id) => Shape::Element(*id, *range, *at),
            Term::Wildcard(id) => Shape::Wildcard(*id, *range, *at),
            Term::Group(group) => {
                let mut particles = Vec::new();
                self.flatten(group, &mut particles);
                if let ([Cow::Borrowed(only)], Range::ONCE) = (particles.as_slice(), *range) {
                    return self.shape(only);
                }
                Shape::Group(Flat { compositor: group.compositor, particles, range: *range, at: *at })
            }
        }
    }

    fn element_shape<'p>(&self, id: ElementId, range: Range, at: At) -> Shape<'p> {
        let mut substitutes = self.substitutes(id);
        if substitutes.len() == 1 {
            return Shape::Element(id, range, at);
        }
        // In the order of the schema, so that the choices of two groups correspond in order.
        order::sort(&mut substitutes);
        let once = |id| Cow::Owned(Particle { range: Range::ONCE, term: Term::Alone(id), at });
        let particles = substitutes.into_iter().map(once).collect();
        Shape::Group(Flat { compositor: Compositor::Choice, particles, range, at })
    }

    /// Collects the particles of a group; a group inside that means nothing is replaced by its particles.
    fn flatten<'p>(&self, group: &'p Group, into: &mut Vec<Cow<'p, Particle>>) {
        for particle in &group.particles {
            match &particle.term {
                Term::Group(inner) if inner.particles.is_empty() => {
                    let is_kept = inner.compositor == Compositor::Choice && particle.range.min > 0;
                    if is_kept {
                        into.push(Cow::Borrowed(particle));
                    }
                }
                Term::Group(inner)
                    if particle.range == Range::ONCE
                        && (inner.compositor == group.compositor || inner.particles.len() == 1) =>
                {
                    self.flatten_inner(inner, group, particle, into);
                }
                _ => into.push(Cow::Borrowed(particle)),
            }
        }
    }

    fn flatten_inner<'p>(
        &self,
        inner: &'p Group,
        outer: &'p Group,
        particle: &'p Particle,
        into: &mut Vec<Cow<'p, Particle>>,
    ) {
        let is_merged = inner.compositor == outer.compositor && inner.compositor != Compositor::All;
        if is_merged || inner.particles.len() == 1 {
            let mut particles = Vec::new();
            self.flatten(inner, &mut particles);
            into.extend(particles);
        } else {
            into.push(Cow::Borrowed(particle));
        }
    }

    /// `NameAndTypeOK`.
    fn name_and_type(&self, own: ElementId, range: Range, base: ElementId, within: Range, at: At) -> Outcome {
        let (derived, original) = (self.tables.element(own), self.tables.element(base));
        let names = &self.tables.names;
        if derived.name != original.name {
            let message = format!(
                "element \"{}\" is not \"{}\"",
                names.local(derived.name),
                names.local(original.name)
            );
            return fail("rcase-NameAndTypeOK.1", at, message);
        }
        if derived.nillable && !original.nillable {
            return fail("rcase-NameAndTypeOK.2", at, "the element is nillable, and the base type's is not");
        }
        if !range.is_within(within) {
            let message =
                format!("element \"{}\" may occur more or less often than before", names.local(derived.name));
            return fail("rcase-NameAndTypeOK.3", at, message);
        }
        self.element_details(own, base, at)
    }

    fn element_details(&self, own: ElementId, base: ElementId, at: At) -> Outcome {
        if own == base {
            return Ok(());
        }
        let (derived, original) = (self.tables.element(own), self.tables.element(base));
        if let Some(fixed) = original.value.as_ref().filter(|value| value.fixed) {
            let own_value = derived.value.as_ref().filter(|value| value.fixed);
            if own_value
                .is_none_or(|value| !self.is_same_element_value(original.type_id, &fixed.text, &value.text))
            {
                return fail(
                    "rcase-NameAndTypeOK.4",
                    at,
                    format!("the value is fixed to \"{}\"", fixed.text),
                );
            }
        }
        let is_kept = |id| original.constraints.contains(id);
        if !derived.constraints.iter().all(is_kept) {
            return fail("rcase-NameAndTypeOK.5", at, "the element has identity constraints of its own");
        }
        if original.block.intersection(derived.block) != original.block {
            return fail("rcase-NameAndTypeOK.6", at, "the element blocks less than that of the base type");
        }
        let blocked = DerivationSet::EMPTY.with(Derivation::Extension);
        if !self.tables.is_derived(derived.type_id, original.type_id, blocked) {
            let (own, base) =
                (self.tables.type_name(derived.type_id), self.tables.type_name(original.type_id));
            let message = format!("{own} is not derived by restriction from {base}");
            return fail("rcase-NameAndTypeOK.7", at, message);
        }
        Ok(())
    }

    fn is_same_element_value(&self, id: crate::xsd::component::TypeId, a: &str, b: &str) -> bool {
        match id {
            crate::xsd::component::TypeId::Simple(id) => self.is_same_value(id, a, b),
            crate::xsd::component::TypeId::Complex(id) => match self.complex[id.index()].kind {
                ContentKind::Simple(id) => self.is_same_value(id, a, b),
                _ => a == b,
            },
        }
    }

    /// `NSCompat`.
    fn namespace_compatible(
        &self,
        own: ElementId,
        range: Range,
        base: WildcardId,
        within: Range,
        at: At,
    ) -> Outcome {
        let name = self.tables.element(own).name;
        let namespace = self.tables.names.namespace_of(name);
        if !self.tables.wildcard(base).namespaces.admits(namespace) {
            let message =
                format!("the wildcard does not admit element \"{}\"", self.tables.names.local(name));
            return fail("rcase-NSCompat.1", at, message);
        }
        in_range(range, within, "rcase-NSCompat.2", at)
    }

    /// `NSSubset`.
    fn namespace_subset(
        &self,
        own: WildcardId,
        range: Range,
        base: WildcardId,
        within: Range,
        at: At,
    ) -> Outcome {
        in_range(range, within, "rcase-NSSubset.1", at)?;
        let (derived, original) = (self.tables.wildcard(own), self.tables.wildcard(base));
        if !derived.namespaces.is_subset_of(&original.namespaces) {
            return fail("rcase-NSSubset.2", at, "the wildcard admits more namespaces than before");
        }
        if base != super::builtin::ANYTHING && derived.process < original.process {
            return fail("rcase-NSSubset.3", at, "the wildcard is laxer than before");
        }
        Ok(())
    }

    /// `NSRecurseCheckCardinality`.
    fn group_in_wildcard(&self, own: &Flat<'_>, base: WildcardId, within: Range) -> Outcome {
        let any = Range { min: 0, max: None };
        for particle in &own.particles {
            let wildcard = Shape::Wildcard(base, any, own.at);
            self.compare(self.shape(particle), wildcard)?;
        }
        in_range(own.total_range(), within, "rcase-NSRecurseCheckCardinality.2", own.at)
    }

    /// Recurse, where what is left out must be emptiable, and `RecurseLax`, where it need not be.
    fn recurse(&self, own: &Flat<'_>, base: &Flat<'_>, is_strict: bool) -> Outcome {
        let code = if is_strict { "rcase-Recurse.1" } else { "rcase-RecurseLax.1" };
        in_range(own.range, base.range, code, own.at)?;
        let mut rest = base.particles.iter();
        for particle in &own.particles {
            self.find_in_order(particle, &mut rest, is_strict)?;
        }
        match rest.find(|particle| is_strict && !particle.is_emptiable()) {
            Some(_) => fail("rcase-Recurse.2", own.at, "something that the base type requires is left out"),
            None => Ok(()),
        }
    }

    fn find_in_order(
        &self,
        particle: &Particle,
        rest: &mut std::slice::Iter<'_, Cow<'_, Particle>>,
        is_strict: bool,
    ) -> Outcome {
        let mut first = None;
        for candidate in rest {
            match self.restricts(particle, candidate) {
                Ok(()) => return Ok(()),
                Err(reason) if is_strict && !candidate.is_emptiable() => return Err(reason),
                Err(reason) => first = first.or(Some(reason)),
            }
        }
        let code = if is_strict { "rcase-Recurse.2" } else { "rcase-RecurseLax.2" };
        first.map_or_else(|| fail(code, particle.at, "nothing in the base type corresponds to this"), Err)
    }

    /// `RecurseUnordered`.
    fn recurse_unordered(&self, own: &Flat<'_>, base: &Flat<'_>) -> Outcome {
        in_range(own.range, base.range, "rcase-RecurseUnordered.1", own.at)?;
        let mut taken = vec![false; base.particles.len()];
        for particle in &own.particles {
            let free =
                (0..taken.len()).find(|&i| !taken[i] && self.restricts(particle, &base.particles[i]).is_ok());
            if let Some(index) = free {
                taken[index] = true;
            } else {
                let message = "nothing in the base type corresponds to this";
                return fail("rcase-RecurseUnordered.2", particle.at, message);
            }
        }
        let left =
            base.particles.iter().zip(&taken).find(|(particle, taken)| !**taken && !particle.is_emptiable());
        match left {
            Some(_) => {
                fail("rcase-RecurseUnordered.2", own.at, "something that the base type requires is left out")
            }
            None => Ok(()),
        }
    }

    /// `MapAndSum`.
    fn map_and_sum(&self, own: &Flat<'_>, base: &Flat<'_>) -> Outcome {
        for particle in &own.particles {
            if !base.particles.iter().any(|candidate| self.restricts(particle, candidate).is_ok()) {
                return fail(
                    "rcase-MapAndSum.1",
                    particle.at,
                    "no alternative in the base type corresponds to this",
                );
            }
        }
        let count = u32::try_from(own.particles.len()).unwrap_or(u32::MAX);
        let range = Range { min: count, max: Some(count) }.times(own.range);
        in_range(range, base.range, "rcase-MapAndSum.2", own.at)
    }
}

impl Flat<'_> {
    fn total_range(&self) -> Range {
        let particles = self.particles.iter().map(|particle| (**particle).clone()).collect();
        let group = Particle::group(self.compositor, particles, self.at);
        Particle { range: self.range, ..group }.total_range()
    }
}

fn in_range(range: Range, within: Range, code: &'static str, at: At) -> Outcome {
    if range.is_within(within) {
        Ok(())
    } else {
        fail(code, at, "it may occur more or less often than in the base type")
    }
}

fn is_same(own: &Particle, base: &Particle) -> bool {
    own.range == base.range
        && match (&own.term, &base.term) {
            (Term::Group(a), Term::Group(b)) => std::rc::Rc::ptr_eq(a, b),
            (Term::Wildcard(a), Term::Wildcard(b)) => a == b,
            _ => false,
        }
}
