//! What the construction may cost, and why it ends without an automaton.

/// What the construction may cost.
#[derive(Debug, Clone, Copy)]
pub(in crate::xsd::compile) struct Bounds {
    pub(in crate::xsd::compile) positions: usize,
    pub(in crate::xsd::compile) states: usize,
}

/// Why there is no automaton.
#[derive(Debug)]
pub(in crate::xsd::compile) enum Fault {
    /// Unique Particle Attribution is violated.
    Ambiguous(Conflict),
    /// Counters of one particle cannot be told apart: bounds must be written out.
    Counters,
    /// Past the limits.
    TooLarge,
    /// Past what the whole compilation may cost.
    Exhausted,
}

/// Two leaves that take the same element in the same state.
#[derive(Debug, Clone, Copy)]
pub(in crate::xsd::compile) struct Conflict {
    pub(in crate::xsd::compile) first: u32,
    pub(in crate::xsd::compile) second: u32,
}
