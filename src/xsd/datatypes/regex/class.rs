//! Sets of characters as sorted ranges of code points.

use crate::xsd::lists::Lists;
use crate::xsd::order;

/// The last code point.
pub(super) const LAST: u32 = 0x10_FFFF;

/// A set of characters: ranges in order that do not touch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct CharSet(Vec<[u32; 2]>);

impl CharSet {
    pub(super) fn range(first: u32, last: u32) -> Self {
        Self(vec![[first, last]])
    }

    pub(super) fn char(c: char) -> Self {
        Self::range(c.into(), c.into())
    }

    /// The union of ranges.
    pub(super) fn from_ranges(mut ranges: Vec<[u32; 2]>) -> Self {
        order::sort(&mut ranges);
        let mut merged: Vec<[u32; 2]> = Vec::with_capacity(ranges.len());
        for [first, last] in ranges {
            match merged.last_mut() {
                Some(previous) if first <= previous[1].saturating_add(1) => {
                    previous[1] = previous[1].max(last);
                }
                _ => merged.push([first, last]),
            }
        }
        Self(merged)
    }

    /// First and last of each range, in order.
    pub(super) fn ranges(&self) -> &[[u32; 2]] {
        &self.0
    }

    #[must_use]
    pub(super) fn union(&self, other: &Self) -> Self {
        Self::from_ranges([&*self.0, &other.0].concat())
    }

    #[must_use]
    pub(super) fn complement(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for &[first, last] in &self.0 {
            if next < first {
                ranges.push([next, first - 1]);
            }
            next = last + 1;
        }
        if next <= LAST {
            ranges.push([next, LAST]);
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
    numbers: Lists,
    list: Vec<CharSet>,
}

impl Sets {
    /// The number of a set, a new one where it was not there.
    pub(super) fn number(&mut self, set: CharSet) -> u32 {
        let known = self.numbers.find(set.0.as_flattened());
        known.unwrap_or_else(|| {
            let number = self.numbers.add(set.0.as_flattened());
            self.list.push(set);
            number
        })
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
        let set = CharSet::from_ranges(vec![[5, 7], [1, 2], [3, 3], [6, 9]]);
        assert_eq!(set.ranges(), [[1, 3], [5, 9]]);
        assert_eq!(set.complement().ranges(), [[0, 0], [4, 4], [10, LAST]]);
        assert_eq!(set.complement().complement(), set);
        assert_eq!(set.minus(&CharSet::range(2, 6)).ranges(), [[1, 1], [7, 9]]);
        assert_eq!(CharSet::range(0, LAST).complement(), CharSet::default());
    }
}
