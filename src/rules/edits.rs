//! Fixes put into a text.

use std::collections::BTreeMap;

use crate::diag::{Edit, Fix};

/// The text with those of the fixes that do not touch each other, and the numbers of these.
///
/// Earlier fixes go before later ones; a fix is applied whole or not at all. The rest is for another round.
pub fn apply(text: &str, fixes: &[&Fix]) -> (String, Vec<usize>) {
    let mut taken: BTreeMap<u64, u64> = BTreeMap::new();
    let mut edits: Vec<&Edit> = Vec::new();
    let mut applied = Vec::new();
    for (index, fix) in fixes.iter().enumerate() {
        let fits = !fix.edits.is_empty() && fix.edits.iter().all(|edit| is_in(text, edit));
        if fits && !fix.edits.iter().any(|edit| touches(&taken, edit)) {
            taken.extend(fix.edits.iter().map(|edit| (edit.offset, end(edit))));
            edits.extend(&fix.edits);
            applied.push(index);
        }
    }
    edits.sort_by_key(|edit| (edit.offset, edit.length));
    (with(text, &edits), applied)
}

/// Where an edit ends; an insertion takes the byte that it stands before, so that no two are at one place.
fn end(edit: &Edit) -> u64 {
    edit.offset + edit.length.max(1)
}

fn touches(taken: &BTreeMap<u64, u64>, edit: &Edit) -> bool {
    taken.range(..end(edit)).next_back().is_some_and(|(_, other)| *other > edit.offset)
}

fn is_in(text: &str, edit: &Edit) -> bool {
    range(edit).is_some_and(|range| text.get(range).is_some())
}

fn range(edit: &Edit) -> Option<std::ops::Range<usize>> {
    let start = usize::try_from(edit.offset).ok()?;
    Some(start..start.checked_add(usize::try_from(edit.length).ok()?)?)
}

fn with(text: &str, edits: &[&Edit]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (edit, range) in edits.iter().filter_map(|edit| Some((edit, range(edit)?))) {
        result.push_str(text.get(at..range.start).unwrap_or_default());
        result.push_str(&edit.text);
        at = range.end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(edits: &[(u64, u64, &str)]) -> Fix {
        let edit =
            |&(offset, length, text): &(u64, u64, &str)| Edit { offset, length, text: text.to_owned() };
        Fix::safe("", edits.iter().map(edit).collect())
    }

    #[test]
    fn fixes_that_touch_each_other_wait() {
        let fixes = [fix(&[(1, 2, "X")]), fix(&[(2, 2, "Y")]), fix(&[(3, 0, "Z"), (5, 1, "")])];
        let (text, applied) = apply("abcdef", &fixes.each_ref());
        assert_eq!(text, "aXZde");
        assert_eq!(applied, [0, 2]);
    }

    #[test]
    fn of_two_fixes_at_one_place_the_second_waits() {
        let fixes = [fix(&[(0, 0, "X")]), fix(&[(0, 0, "X")]), fix(&[(0, 0, "Y")])];
        let (text, applied) = apply("a", &fixes.each_ref());
        assert_eq!((text.as_str(), applied), ("Xa", vec![0]));
    }

    #[test]
    fn an_edit_beyond_the_text_or_inside_a_character_is_not_applied() {
        let fixes = [fix(&[(9, 1, "")]), fix(&[(1, 1, "")])];
        assert_eq!(apply("aä", &fixes.each_ref()).1, [0_usize; 0]);
    }
}
