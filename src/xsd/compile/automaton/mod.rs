//! Particles to deterministic automata: expansion of bounds, Glushkov's construction, determinisation.
//!
//! Unique Particle Attribution (3.8.6) is the same check: in no state may two particles take the same element.

mod determinise;
mod expression;
mod positions;

pub(super) use determinise::{Conflict, Determinise, Fault, Matches};
pub(super) use expression::{Expression, Leaf, LeafTerm};

/// What the construction may cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub(super) positions: usize,
    pub(super) states: usize,
}
