//! Glushkov's construction: which positions may come first, last, and after each other, and what counters do there.

use crate::xsd::component::Action;

use super::bounds::{Bounds, Fault};
use super::expression::Expression;

/// A step to a position, with what it does to counters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Step {
    pub(super) position: u32,
    pub(super) actions: Vec<Action>,
}

/// The positions of an expression.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// The leaf at each position.
    pub(super) leaves: Vec<u32>,
    pub(super) follow: Vec<Vec<Step>>,
    /// Number of steps in `follow`.
    steps: usize,
}

/// Steps for each position that is allowed, on average: dense models of the largest size are refused.
const STEPS: usize = 30;

/// What is known of a part of the expression.
#[derive(Debug, Default)]
pub(super) struct Fragment {
    pub(super) is_nullable: bool,
    pub(super) first: Vec<Step>,
    /// Where it may end, with what leaving it there does.
    pub(super) last: Vec<Step>,
}

/// The positions of an expression, and what is known of it as a whole.
pub(super) fn positions(expression: &Expression, bounds: Bounds) -> Result<(Positions, Fragment), Fault> {
    let mut positions = Positions::default();
    let fragment = positions.fragment(expression, bounds.positions)?;
    Ok((positions, fragment))
}

impl Positions {
    /// Steps that the construction took.
    pub(super) fn steps(&self) -> usize {
        self.steps
    }

    fn fragment(&mut self, expression: &Expression, most: usize) -> Result<Fragment, Fault> {
        Ok(match expression {
            Expression::Empty => Fragment { is_nullable: true, ..Fragment::default() },
            Expression::Never => Fragment::default(),
            Expression::Leaf(leaf) => self.leaf(*leaf, most)?,
            Expression::Sequence(parts) => self.sequence(parts, most)?,
            Expression::Choice(parts) => self.choice(parts, most)?,
            Expression::Repeat(inner, range) => {
                let mut fragment = self.fragment(inner, most)?;
                if range.max.is_none() {
                    self.connect(&fragment.last, &fragment.first, &[], most)?;
                }
                fragment.is_nullable |= range.min == 0;
                fragment
            }
            Expression::Counted(inner, counter) => self.counted(inner, *counter, most)?,
        })
    }

    fn leaf(&mut self, leaf: u32, most: usize) -> Result<Fragment, Fault> {
        if self.leaves.len() >= most {
            return Err(Fault::TooLarge);
        }
        let position = u32::try_from(self.leaves.len()).expect("limits bound the positions");
        self.leaves.push(leaf);
        self.follow.push(Vec::new());
        let step = || vec![Step { position, actions: Vec::new() }];
        Ok(Fragment { is_nullable: false, first: step(), last: step() })
    }

    fn sequence(&mut self, parts: &[Expression], most: usize) -> Result<Fragment, Fault> {
        let mut whole = Fragment { is_nullable: true, ..Fragment::default() };
        for part in parts {
            let next = self.fragment(part, most)?;
            self.connect(&whole.last, &next.first, &[], most)?;
            if whole.is_nullable {
                whole.first.extend(next.first);
            }
            if !next.is_nullable {
                whole.last.clear();
            }
            whole.last.extend(next.last);
            whole.is_nullable &= next.is_nullable;
        }
        Ok(whole)
    }

    fn choice(&mut self, parts: &[Expression], most: usize) -> Result<Fragment, Fault> {
        let mut whole = Fragment::default();
        for part in parts {
            let next = self.fragment(part, most)?;
            whole.first.extend(next.first);
            whole.last.extend(next.last);
            whole.is_nullable |= next.is_nullable;
        }
        Ok(whole)
    }

    fn counted(&mut self, inner: &Expression, counter: u32, most: usize) -> Result<Fragment, Fault> {
        let mut fragment = self.fragment(inner, most)?;
        self.connect(&fragment.last, &fragment.first, &[Action::Again(counter)], most)?;
        for step in &mut fragment.first {
            step.actions.insert(0, Action::Enter(counter));
        }
        for step in &mut fragment.last {
            step.actions.push(Action::Leave(counter));
        }
        Ok(fragment)
    }

    fn connect(&mut self, from: &[Step], to: &[Step], between: &[Action], most: usize) -> Result<(), Fault> {
        self.steps = self.steps.saturating_add(from.len().saturating_mul(to.len()));
        if self.steps > most.saturating_mul(STEPS) {
            return Err(Fault::TooLarge);
        }
        for last in from {
            let follow = &mut self.follow[last.position as usize];
            for first in to {
                let actions = [last.actions.as_slice(), between, first.actions.as_slice()].concat();
                follow.push(Step { position: first.position, actions });
            }
        }
        Ok(())
    }
}
