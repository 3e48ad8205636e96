//! Children in another order than the schema's: one fix that moves as few bytes as it can.

use super::children::{Child, Kind, Mend, edit, insertion};
use super::spans;
use crate::diag::{Edit, Fix};

/// The order of the schema; what shares a place has the same number.
const ORDER: [(&str, usize); 15] = [
    ("build", 0),
    ("suite_ref", 1),
    ("program_ref", 2),
    ("release_ref", 3),
    ("release", 3),
    ("milestone_ref", 4),
    ("backlog_items", 5),
    ("product_areas", 6),
    ("test_fields", 7),
    ("environment", 8),
    ("error", 9),
    ("description", 10),
    ("steps", 11),
    ("feature", 12),
    ("test_runs", 13),
];

/// Puts the children into order, where all of them are known and no more than that is wrong.
pub(super) fn mend(text: &str, kind: Kind, children: &[Child]) -> Option<Mend> {
    let ranks: Vec<usize> = children.iter().map(|child| rank(kind, &child.name)).collect::<Option<_>>()?;
    if ranks.is_sorted() {
        return None;
    }
    let kept = heaviest_run(children, &ranks);
    let edits = moves(text, children, &ranks, &kept);
    let fix = Fix::safe("put the elements into the order of the schema", edits);
    Some(Mend { anchors: children.iter().map(Child::offset).collect(), fix })
}

fn rank(kind: Kind, name: &str) -> Option<usize> {
    let is_here = match kind {
        Kind::Report => !matches!(name, "error" | "description" | "steps" | "feature"),
        Kind::Run => !matches!(name, "build" | "test_runs"),
    };
    ORDER.iter().find(|(other, _)| *other == name && is_here).map(|(_, rank)| *rank)
}

/// The children that stay where they are: in order among themselves, and as many bytes as possible.
fn heaviest_run(children: &[Child], ranks: &[usize]) -> Vec<bool> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::new();
    for (index, child) in children.iter().enumerate() {
        let before =
            (0..index).filter(|&other| ranks[other] <= ranks[index]).max_by_key(|&other| best[other].0);
        let weight = child.span.len() + before.map_or(0, |other| best[other].0);
        best.push((weight, before));
    }
    let mut kept = vec![false; children.len()];
    let mut next = (0..children.len()).max_by_key(|&index| best[index].0);
    while let Some(index) = next {
        kept[index] = true;
        next = best[index].1;
    }
    kept
}

/// Takes out what moves, and puts it before the first that stays behind it.
fn moves(text: &str, children: &[Child], ranks: &[usize], kept: &[bool]) -> Vec<Edit> {
    let from = |index: usize| spans::with_indent(text, children[index].span.start)..children[index].span.end;
    let mut edits = Vec::new();
    let mut moving: Vec<usize> = (0..children.len()).filter(|&index| !kept[index]).collect();
    moving.sort_by_key(|&index| ranks[index]);
    let mut inserted: Vec<(usize, String)> = Vec::new();
    for index in moving {
        let next = (0..children.len()).find(|&other| kept[other] && ranks[other] > ranks[index]);
        let last = (0..children.len()).rev().find(|&other| kept[other]);
        let at = match (next, last) {
            (Some(next), _) => from(next).start,
            (None, Some(last)) => children[last].span.end,
            (None, None) => continue,
        };
        let piece = &text[from(index)];
        match inserted.iter_mut().find(|(other, _)| *other == at) {
            Some((_, pieces)) => pieces.push_str(piece),
            None => inserted.push((at, piece.to_owned())),
        }
        edits.push(edit(from(index), ""));
    }
    edits.extend(inserted.into_iter().map(|(at, pieces)| insertion(at, pieces)));
    edits.sort_by_key(|edit| (edit.offset, edit.length));
    edits
}
