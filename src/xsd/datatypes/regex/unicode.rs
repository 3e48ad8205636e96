//! What `\p{…}` and the multi-character escapes stand for.

use super::class::CharSet;
use super::tables::{BLOCKS, CATEGORIES, CATEGORY_RUNS};
use crate::xsd::datatypes::names::{OTHER_RANGES, START_RANGES};

/// The characters of a category (`Lu`), of a group of categories (`L`), or of a block (`IsBasicLatin`).
pub(super) fn property(name: &str) -> Option<CharSet> {
    match name.strip_prefix("Is") {
        Some(name) => block(name),
        None => category(name),
    }
}

fn block(name: &str) -> Option<CharSet> {
    let (_, first, last) = BLOCKS.iter().find(|(block, ..)| *block == name)?;
    Some(CharSet::range(*first, *last))
}

fn category(name: &str) -> Option<CharSet> {
    let is_known = !name.is_empty() && CATEGORIES.iter().any(|category| is_of(category, name));
    is_known.then(|| categories(|category| is_of(category, name)))
}

/// Whether a category is the one named, or of the group named.
fn is_of(category: &str, name: &str) -> bool {
    category == name || (name.len() == 1 && category.starts_with(name))
}

fn categories(is_wanted: impl Fn(&str) -> bool) -> CharSet {
    let mut ranges = Vec::new();
    let mut next = 0;
    let mut bytes = CATEGORY_RUNS.iter().copied();
    while let Some(byte) = bytes.next() {
        let length = match byte >> 5 {
            7 => long_length(&mut bytes),
            short => u32::from(short) + 1,
        };
        if is_wanted(CATEGORIES[usize::from(byte & 31)]) {
            ranges.push([next, next + length - 1]);
        }
        next += length;
    }
    CharSet::from_ranges(ranges)
}

fn long_length(bytes: &mut impl Iterator<Item = u8>) -> u32 {
    let mut length = 0;
    let mut shift = 0;
    for byte in bytes {
        length |= u32::from(byte & 127) << shift;
        shift += 7;
        if byte < 128 {
            break;
        }
    }
    length
}

/// The characters of a multi-character escape, by its letter; the capital one is the complement.
pub(super) fn escape(letter: char) -> Option<CharSet> {
    let set = match letter.to_ascii_lowercase() {
        's' => CharSet::from_ranges(vec![[0x9, 0xA], [0xD, 0xD], [0x20, 0x20]]),
        'i' => names(&[]),
        'c' => names(&OTHER_RANGES),
        'd' => categories(|category| category == "Nd"),
        'w' => categories(|category| !category.starts_with(['P', 'Z', 'C'])),
        _ => return None,
    };
    Some(if letter.is_ascii_uppercase() { set.complement() } else { set })
}

fn names(others: &[(char, char)]) -> CharSet {
    let ranges = START_RANGES.iter().chain(others);
    CharSet::from_ranges(ranges.map(|&(first, last)| [first.into(), last.into()]).collect())
}

/// All but line feed and carriage return.
pub(super) fn dot() -> CharSet {
    CharSet::from_ranges(vec![[0xA, 0xA], [0xD, 0xD]]).complement()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xsd::datatypes::regex::class::LAST;

    #[test]
    fn the_runs_hold_each_code_point_once() {
        let all = categories(|_| true);
        assert_eq!(all.ranges(), [[0, LAST]]);
        let sum: u32 = CATEGORIES
            .iter()
            .flat_map(|name| categories(|category| category == *name).ranges().to_vec())
            .map(|[first, last]| last - first + 1)
            .sum();
        assert_eq!(sum, LAST + 1);
    }

    #[test]
    fn names_of_properties_are_as_the_specification_writes_them() {
        assert_eq!(property("IsBasicLatin"), Some(CharSet::range(0, 0x7F)));
        assert_eq!(property("IsLatin-1Supplement"), Some(CharSet::range(0x80, 0xFF)));
        assert_eq!(property("IsGreek"), property("IsGreekandCoptic"));
        for name in ["", "Isnone", "BasicLatin", "l", "Lx", "Cs", "LuLl"] {
            assert_eq!(property(name), None, "{name}");
        }
    }
}
