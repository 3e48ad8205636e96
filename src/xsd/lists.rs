//! Lists of numbers, each once, known by a number of their own: sets of states, ranges of characters.

use std::collections::BTreeMap;

/// Lists that are known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists(BTreeMap<Box<[u32]>, u32>);

impl Lists {
    /// The list's number: how many were known before it.
    pub(crate) fn find(&self, list: &[u32]) -> Option<u32> {
        self.0.get(list).copied()
    }

    /// Adds a list that is not known yet; gives its number.
    pub(crate) fn add(&mut self, list: &[u32]) -> u32 {
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(list.into(), number);
        number
    }
}
