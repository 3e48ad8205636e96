//! Sets of characters as sorted ranges of code points.

use std::collections::HashMap;

/// The last code point.
pub(super) const LAST: u32 = 0x10_FFFF;

/// A set of characters: ranges in order that do not touch.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct CharSet(Vec<(u32, u32)>);

impl CharSet {
    pub(super) fn range(first: u32, last: u32) -> Self {
        Self(vec![(first, last)])
    }

    pub(super) fn char(c: char) -> Self {
        Self::range(c.into(), c.into())
    }

    /// The union of ranges. The ends of a union are found among all beginnings and all ends, each sorted by itself:
    /// sorting plain numbers is code that the automata have anyway.
    pub(super) fn from_ranges(ranges: impl IntoIterator<Item = (u32, u32)>) -> Self {
        let (mut firsts, mut lasts): (Vec<u32>, Vec<u32>) = ranges.into_iter().unzip();
        firsts.sort_unstable();
        lasts.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(firsts.len());
        for (first, last) in firsts.into_iter().zip(lasts) {
            match merged.last_mut() {
                Some(previous) if first <= previous.1.saturating_add(1) => previous.1 = last,
                _ => merged.push((first, last)),
            }
        }
        Self(merged)
    }

    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    #[must_use]
    pub(super) fn union(&self, other: &Self) -> Self {
        Self::from_ranges(self.0.iter().chain(&other.0).copied())
    }

    #[must_use]
    pub(super) fn complement(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for &(first, last) in &self.0 {
            if next < first {
                ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self(ranges)
    }

    #[must_use]
    pub(super) fn minus(&self, other: &Self) -> Self {
        self.complement().union(other).complement()
    }
}

/// The sets of an automaton, each once.
#[derive(Debug, Default)]
pub(super) struct Sets {
    numbers: HashMap<CharSet, u32>,
    list: Vec<CharSet>,
}

impl Sets {
    /// The number of a set, a new one where it was not there.
    pub(super) fn number(&mut self, set: CharSet) -> u32 {
        if let Some(number) = self.numbers.get(&set) {
            return *number;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(set.clone());
        self.numbers.insert(set, number);
        number
    }

    /// The sets in the order of their numbers.
    pub(super) fn list(&self) -> &[CharSet] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_ranges_that_do_not_touch() {
        let set = CharSet::from_ranges([(5, 7), (1, 2), (3, 3), (6, 9)]);
        assert_eq!(set.ranges(), [(1, 3), (5, 9)]);
        assert_eq!(set.complement().ranges(), [(0, 0), (4, 4), (10, LAST)]);
        assert_eq!(set.complement().complement(), set);
        assert_eq!(set.minus(&CharSet::range(2, 6)).ranges(), [(1, 1), (7, 9)]);
        assert_eq!(CharSet::range(0, LAST).complement(), CharSet::default());
    }
}
