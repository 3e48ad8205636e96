//! Particles and model groups as plain trees (sections 3.8 and 3.9): what content models are compiled from.

use std::rc::Rc;

use crate::xsd::component::{ElementId, WildcardId};

use super::at::At;

/// How the particles of a group follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compositor {
    Sequence,
    Choice,
    All,
}

/// A term with its occurrences.
#[derive(Debug, Clone)]
pub(super) struct Particle {
    pub(super) range: Range,
    pub(super) term: Term,
    pub(super) at: At,
}

/// `minOccurs` and `maxOccurs`; `None` is `unbounded`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) min: u32,
    pub(super) max: Option<u32>,
}

/// What a particle repeats.
#[derive(Debug, Clone)]
pub(super) enum Term {
    Element(ElementId),
    /// An element without what may be substituted for it.
    Alone(ElementId),
    Wildcard(WildcardId),
    Group(Rc<Group>),
}

/// A model group.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) compositor: Compositor,
    pub(super) particles: Vec<Particle>,
    /// Particles in it, those of groups in it included.
    size: usize,
}

impl Group {
    pub(super) fn new(compositor: Compositor, particles: Vec<Particle>) -> Self {
        let size = particles.iter().map(Particle::size).fold(1, usize::saturating_add);
        Self { compositor, particles, size }
    }
}

impl Particle {
    /// A group that stands once.
    pub(super) fn group(compositor: Compositor, particles: Vec<Self>, at: At) -> Self {
        let term = Term::Group(Rc::new(Group::new(compositor, particles)));
        Self { range: Range::ONCE, term, at }
    }

    /// Particles that it consists of: a group that is referred to counts as often as it is.
    pub(super) fn size(&self) -> usize {
        match &self.term {
            Term::Group(group) => group.size,
            _ => 1,
        }
    }

    /// Effective total range (3.8.6).
    pub(super) fn total_range(&self) -> Range {
        let Term::Group(group) = &self.term else {
            return self.range;
        };
        let ranges = group.particles.iter().map(Self::total_range);
        let inner = match group.compositor {
            Compositor::Choice => ranges.reduce(Range::either).unwrap_or(Range::NEVER),
            _ => ranges.fold(Range::NEVER, Range::plus),
        };
        inner.times(self.range)
    }

    /// Whether it admits no element at all (3.9.6, Particle Emptiable).
    pub(super) fn is_emptiable(&self) -> bool {
        self.range.min == 0 || self.total_range().min == 0
    }
}

impl Range {
    pub(super) const ONCE: Self = Self { min: 1, max: Some(1) };
    pub(super) const NEVER: Self = Self { min: 0, max: Some(0) };

    fn either(self, other: Self) -> Self {
        let max = self.max.zip(other.max).map(|(a, b)| a.max(b));
        Self { min: self.min.min(other.min), max }
    }

    fn plus(self, other: Self) -> Self {
        let max = self.max.zip(other.max).map(|(a, b)| a.saturating_add(b));
        Self { min: self.min.saturating_add(other.min), max }
    }

    pub(super) fn times(self, other: Self) -> Self {
        let max = match (self.max, other.max) {
            (Some(0), _) | (_, Some(0)) => Some(0),
            (Some(a), Some(b)) => Some(a.saturating_mul(b)),
            _ => None,
        };
        Self { min: self.min.saturating_mul(other.min), max }
    }

    /// Occurrence Range OK (3.9.6): whether every number in it is in `base` too.
    pub(super) fn is_within(self, base: Self) -> bool {
        let is_below = match (self.max, base.max) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(own), Some(bound)) => own <= bound,
        };
        self.min >= base.min && is_below
    }
}
