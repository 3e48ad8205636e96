//! Normal form: what all runs of a part share stands on the report, what differs stands on the runs, and no kind of
//! link stands on both. Whether a server lets the run win, the report win, or unites the two: it reads the same.

use crate::model::{LinkKind, Links, Run};

/// Moves what all runs share to the report. On entry each run holds all that it is linked to. Gherkin runs cannot have
/// links of their own, so that those of one payload must all be linked alike.
///
/// Returns the links of the report; `empty` where there are no runs.
pub fn normalise(runs: &mut [Run], empty: &Links) -> Links {
    let mut shared = Links::default();
    let Some(first) = runs.first().map(|run| run.links().clone()) else { return empty.clone() };
    // Where nothing is linked to the first, nothing is shared.
    for kind in LinkKind::ALL.into_iter().filter(|&kind| first.has(kind)) {
        if runs.iter().all(|run| run.links().is_same(&first, kind)) {
            shared.copy(&first, kind);
            runs.iter_mut().for_each(|run| run.links_mut().clear(kind));
        }
    }
    shared
}

/// The way back: gives each run what stands on the report.
pub fn distribute(shared: &Links, runs: &mut [Run]) {
    for kind in LinkKind::ALL.into_iter().filter(|&kind| shared.has(kind)) {
        runs.iter_mut().for_each(|run| run.links_mut().copy(shared, kind));
    }
}
