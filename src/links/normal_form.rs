//! Normal form: what all runs of a part share stands on the report, what differs stands on the runs, and no kind of
//! link stands on both. Whether a server lets the run win, the report win, or unites the two: it reads the same.

use crate::model::{LinkKind, Links, Run};

/// Moves what all runs share to the report. On entry each run holds all that it is linked to; `report` is for runs
/// that cannot have links of their own, which must all be linked alike.
///
/// Returns the links of the report.
pub fn normalise(runs: &mut [Run], report: &Links) -> Links {
    if runs.iter().any(|run| matches!(run, Run::Gherkin(_))) {
        return report.clone();
    }
    let mut shared = Links::default();
    let Some(first) = runs.first().and_then(links).cloned() else { return report.clone() };
    // Where nothing is linked to the first, nothing is shared.
    for kind in LinkKind::ALL.into_iter().filter(|&kind| first.has(kind)) {
        if runs.iter().filter_map(links).all(|links| links.is_same(&first, kind)) {
            shared.copy(&first, kind);
            runs.iter_mut().filter_map(links_mut).for_each(|links| links.clear(kind));
        }
    }
    shared
}

/// The way back: gives each run what stands on the report.
pub fn distribute(shared: &Links, runs: &mut [Run]) {
    for kind in LinkKind::ALL.into_iter().filter(|&kind| shared.has(kind)) {
        runs.iter_mut().filter_map(links_mut).for_each(|links| links.copy(shared, kind));
    }
}

fn links(run: &Run) -> Option<&Links> {
    match run {
        Run::Test(run) => Some(&run.links),
        Run::Gherkin(_) => None,
    }
}

fn links_mut(run: &mut Run) -> Option<&mut Links> {
    match run {
        Run::Test(run) => Some(&mut run.links),
        Run::Gherkin(_) => None,
    }
}
