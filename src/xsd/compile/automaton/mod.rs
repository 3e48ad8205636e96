//! Particles to deterministic automata: expansion of bounds, Glushkov's construction, determinisation.
//!
//! Unique Particle Attribution (3.8.6) is the same check: in no state may two particles take the same element.

mod bounds;
mod determinise;
mod expression;
mod positions;

pub(super) use bounds::{Bounds, Conflict, Fault};
pub(super) use determinise::{Determinise, Matches};
pub(super) use expression::{Expression, Leaf, LeafTerm};
