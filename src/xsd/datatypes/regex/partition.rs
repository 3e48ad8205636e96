//! Classes of characters that no set of a pattern tells apart, so that an automaton has few columns.

use super::class::CharSet;
use crate::xsd::order;

/// The class of each character, and the classes of each set.
#[derive(Debug, Clone)]
pub(super) struct Partition {
    ascii: [u16; 128],
    /// First code points of the intervals, in order, and their classes.
    starts: Vec<u32>,
    classes: Vec<u16>,
    count: u16,
    /// A bit for each class, for each set.
    sets: Vec<Vec<u64>>,
}

impl Partition {
    pub(super) fn new(sets: &[CharSet]) -> Self {
        let starts = starts(sets);
        let (classes, count) = classes(sets, &starts);
        let mut partition =
            Self { ascii: [0; 128], starts, classes, count, sets: Vec::with_capacity(sets.len()) };
        for set in sets {
            let bits = partition.bits(set);
            partition.sets.push(bits);
        }
        for byte in 0..128u8 {
            partition.ascii[usize::from(byte)] = partition.find(byte.into());
        }
        partition
    }

    /// The number of classes.
    pub(super) fn count(&self) -> u16 {
        self.count
    }

    #[inline]
    pub(super) fn class(&self, c: char) -> u16 {
        match self.ascii.get(c as usize) {
            Some(class) => *class,
            None => self.find(c.into()),
        }
    }

    #[inline]
    pub(super) fn ascii_class(&self, byte: u8) -> u16 {
        self.ascii[usize::from(byte & 127)]
    }

    /// The classes of all characters from that code point on, some more than once.
    pub(super) fn classes_from(&self, point: u32) -> impl Iterator<Item = u16> + '_ {
        let first = self.starts.partition_point(|&start| start <= point) - 1;
        let last = self.starts.partition_point(|&start| start <= u32::from(char::MAX));
        self.classes[first..last].iter().copied()
    }

    pub(super) fn has(&self, set: u32, class: u16) -> bool {
        let bits = &self.sets[set as usize];
        bits[usize::from(class) / 64] >> (class % 64) & 1 == 1
    }

    fn find(&self, point: u32) -> u16 {
        self.classes[self.starts.partition_point(|&start| start <= point) - 1]
    }

    fn bits(&self, set: &CharSet) -> Vec<u64> {
        let mut bits = vec![0; usize::from(self.count) / 64 + 1];
        for index in intervals(set, &self.starts) {
            let class = self.classes[index];
            bits[usize::from(class) / 64] |= 1 << (class % 64);
        }
        bits
    }
}

/// Where some set begins or ends, 0 included.
fn starts(sets: &[CharSet]) -> Vec<u32> {
    let mut starts = vec![0];
    for &[first, last] in sets.iter().flat_map(CharSet::ranges) {
        starts.extend([first, last + 1]);
    }
    order::sort(&mut starts);
    starts.dedup();
    starts
}

/// The indexes of the intervals that a set holds.
fn intervals<'a>(set: &'a CharSet, starts: &'a [u32]) -> impl Iterator<Item = usize> + 'a {
    set.ranges().iter().flat_map(move |&[first, last]| {
        let from = starts.partition_point(|&start| start < first);
        let to = starts.partition_point(|&start| start <= last);
        from..to
    })
}

/// Splits the one class of all intervals by each set in turn.
fn classes(sets: &[CharSet], starts: &[u32]) -> (Vec<u16>, u16) {
    let mut labels = vec![0; starts.len()];
    // For each label what it became, and by which set.
    let mut renamed = vec![(usize::MAX, 0)];
    for (number, set) in sets.iter().enumerate() {
        for index in intervals(set, starts) {
            let label = labels[index];
            if renamed[label].0 != number {
                renamed[label] = (number, renamed.len());
                renamed.push((usize::MAX, 0));
            }
            labels[index] = renamed[label].1;
        }
    }
    compact(&labels, renamed.len())
}

/// Numbers the labels from 0, in order of their first interval.
fn compact(labels: &[usize], count: usize) -> (Vec<u16>, u16) {
    let mut numbers = vec![None; count];
    let mut next = 0u16;
    let classes = labels
        .iter()
        .map(|&label| {
            *numbers[label].get_or_insert_with(|| {
                next = next.saturating_add(1);
                next - 1
            })
        })
        .collect();
    (classes, next)
}
