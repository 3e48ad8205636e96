//! What a compilation may cost in all: each step of a construction that can multiply what is written is counted.

use std::cell::Cell;

/// Steps that are left.
#[derive(Debug)]
pub(super) struct Budget {
    left: Cell<usize>,
}

impl Budget {
    pub(super) fn new(steps: usize) -> Self {
        Self { left: Cell::new(steps) }
    }

    /// Whether so many more steps may be taken; from the first refusal on none may.
    pub(super) fn spend(&self, steps: usize) -> bool {
        let left = self.left.get().checked_sub(steps);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }
}
