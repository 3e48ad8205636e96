//! A content model as a regular expression over leaves, with bounds simplified and small ones written out.

use crate::xsd::compile::at::At;
use crate::xsd::compile::particle::{Compositor, Particle, Range, Term};
use crate::xsd::component::{Counter, ElementId, WildcardId};

/// A particle that takes elements.
#[derive(Debug, Clone)]
pub(in crate::xsd::compile) struct Leaf {
    pub(in crate::xsd::compile) term: LeafTerm,
    pub(in crate::xsd::compile) at: At,
    /// Whether it may take more than one child of the same element.
    pub(in crate::xsd::compile) repeats: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::xsd::compile) enum LeafTerm {
    Element(ElementId),
    Wildcard(WildcardId),
}

/// A regular expression; a leaf is named by its index.
#[derive(Debug, Clone)]
pub(in crate::xsd::compile) enum Expression {
    Empty,
    /// What nothing matches: a choice of nothing.
    Never,
    Leaf(u32),
    Sequence(Vec<Expression>),
    Choice(Vec<Expression>),
    Repeat(Box<Expression>, Range),
    /// A repetition that is counted.
    Counted(Box<Expression>, u32),
}

impl Expression {
    /// The expression of a particle; its leaves are added to `leaves` in order of the schema.
    pub(in crate::xsd::compile) fn new(particle: &Particle, leaves: &mut Vec<Leaf>, repeats: bool) -> Self {
        let repeats = repeats || particle.range.max != Some(1);
        let inner = match &particle.term {
            Term::Element(id) | Term::Alone(id) => leaf(LeafTerm::Element(*id), particle, leaves, repeats),
            Term::Wildcard(id) => leaf(LeafTerm::Wildcard(*id), particle, leaves, repeats),
            Term::Group(group) => {
                let parts = group.particles.iter().map(|part| Self::new(part, leaves, repeats)).collect();
                match group.compositor {
                    Compositor::Choice => choice(parts),
                    _ => sequence(parts),
                }
            }
        };
        repeat(inner, particle.range)
    }

    pub(super) fn is_nullable(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Never | Self::Leaf(_) => false,
            Self::Sequence(parts) => parts.iter().all(Self::is_nullable),
            Self::Choice(parts) => parts.iter().any(Self::is_nullable),
            Self::Repeat(inner, range) => range.min == 0 || inner.is_nullable(),
            Self::Counted(inner, _) => inner.is_nullable(),
        }
    }

    /// Number of leaves once every bound is written out.
    pub(in crate::xsd::compile) fn written_out(&self) -> usize {
        match self {
            Self::Empty | Self::Never => 0,
            Self::Leaf(_) => 1,
            Self::Sequence(parts) | Self::Choice(parts) => {
                parts.iter().fold(0, |sum, part| sum.saturating_add(part.written_out()))
            }
            Self::Repeat(inner, range) => {
                let copies = range.max.unwrap_or(range.min).max(1);
                inner.written_out().saturating_mul(copies as usize)
            }
            Self::Counted(inner, _) => inner.written_out(),
        }
    }

    /// Number of leaves.
    fn size(&self) -> usize {
        match self {
            Self::Empty | Self::Never => 0,
            Self::Leaf(_) => 1,
            Self::Sequence(parts) | Self::Choice(parts) => {
                parts.iter().fold(0, |sum, part| sum.saturating_add(part.size()))
            }
            Self::Repeat(inner, _) | Self::Counted(inner, _) => inner.size(),
        }
    }

    /// Writes bounds out where that makes at most `most` leaves of one repetition, and counts the others.
    pub(in crate::xsd::compile) fn expand(self, most: usize, counters: &mut Vec<Counter>) -> Self {
        let each = |parts: Vec<Self>, counters: &mut Vec<Counter>| {
            parts.into_iter().map(|part| part.expand(most, counters)).collect()
        };
        match self {
            Self::Sequence(parts) => Self::Sequence(each(parts, counters)),
            Self::Choice(parts) => Self::Choice(each(parts, counters)),
            Self::Repeat(inner, range) => expand_repeat(inner.expand(most, counters), range, most, counters),
            other => other,
        }
    }
}

fn leaf(term: LeafTerm, particle: &Particle, leaves: &mut Vec<Leaf>, repeats: bool) -> Expression {
    let index = u32::try_from(leaves.len()).expect("limits bound the particles of a type");
    leaves.push(Leaf { term, at: particle.at, repeats });
    Expression::Leaf(index)
}

fn sequence(parts: Vec<Expression>) -> Expression {
    let mut parts: Vec<_> = parts.into_iter().filter(|part| !matches!(part, Expression::Empty)).collect();
    match parts.len() {
        0 => Expression::Empty,
        1 => parts.remove(0),
        _ => Expression::Sequence(parts),
    }
}

fn choice(mut parts: Vec<Expression>) -> Expression {
    match parts.len() {
        0 => Expression::Never,
        1 => parts.remove(0),
        _ => Expression::Choice(parts),
    }
}

/// A repetition in its simplest form.
fn repeat(inner: Expression, range: Range) -> Expression {
    let min = if inner.is_nullable() { 0 } else { range.min };
    let range = Range { min, ..range };
    match (inner, range) {
        (_, Range { max: Some(0), .. })
        | (Expression::Empty, _)
        | (Expression::Never, Range { min: 0, .. }) => Expression::Empty,
        (Expression::Never, _) => Expression::Never,
        (inner, Range::ONCE) => inner,
        (Expression::Repeat(core, within), range) => match merged(within, range) {
            Some(range) => Expression::Repeat(core, range),
            None => Expression::Repeat(Box::new(Expression::Repeat(core, within)), range),
        },
        (Expression::Choice(parts), Range { max: None, .. }) => {
            let parts = parts.into_iter().map(unbounded).collect();
            Expression::Repeat(Box::new(Expression::Choice(parts)), range)
        }
        (inner, range) => Expression::Repeat(Box::new(inner), range),
    }
}

/// An alternative of a choice that is repeated without bound: where runs of it can be cut into repetitions of any
/// length, its own bound says nothing.
fn unbounded(part: Expression) -> Expression {
    match part {
        Expression::Repeat(core, Range { min, max: Some(max) })
            if u64::from(max) + 1 >= 2 * u64::from(min) =>
        {
            Expression::Repeat(core, Range { min, max: None })
        }
        other => other,
    }
}

/// Both repetitions as one, where no number in between is left out.
fn merged(inner: Range, outer: Range) -> Option<Range> {
    let times = inner.times(outer);
    let least = u64::from(outer.min.max(1));
    let is_contiguous = match inner.max {
        None => outer.min <= 1 || inner.min <= 1 || outer.max == Some(outer.min),
        Some(max) => {
            outer.max == Some(outer.min) || least * u64::from(max) + 1 >= (least + 1) * u64::from(inner.min)
        }
    };
    let reaches_zero = outer.min > 0 || inner.min <= 1;
    (is_contiguous && reaches_zero).then_some(times)
}

fn expand_repeat(inner: Expression, range: Range, most: usize, counters: &mut Vec<Counter>) -> Expression {
    let copies = range.max.unwrap_or(range.min).max(1) as usize;
    let is_plain = range.max.is_none() && range.min <= 1;
    if !is_plain && copies.saturating_mul(inner.size().max(1)) > most {
        return counted(inner, range, counters);
    }
    let required = range.min as usize;
    match range.max {
        None => {
            let mut parts = vec![inner.clone(); required.saturating_sub(1)];
            let last = Range { min: range.min.min(1), max: None };
            parts.push(Expression::Repeat(Box::new(inner), last));
            Expression::Sequence(parts)
        }
        Some(max) => {
            let optional = max.saturating_sub(range.min) as usize;
            let mut parts = vec![inner.clone(); required];
            let once = Range { min: 0, max: Some(1) };
            let tail = (0..optional).fold(None, |tail, _| {
                let body = match tail {
                    None => inner.clone(),
                    Some(tail) => Expression::Sequence(vec![inner.clone(), tail]),
                };
                Some(Expression::Repeat(Box::new(body), once))
            });
            parts.extend(tail);
            Expression::Sequence(parts)
        }
    }
}

fn counted(inner: Expression, range: Range, counters: &mut Vec<Counter>) -> Expression {
    let counter = u32::try_from(counters.len()).expect("limits bound the particles of a type");
    counters.push(Counter { min: range.min.max(1), max: range.max });
    let repeated = Expression::Counted(Box::new(inner), counter);
    if range.min == 0 {
        Expression::Repeat(Box::new(repeated), Range { min: 0, max: Some(1) })
    } else {
        repeated
    }
}
