//! One run's links, settled.

use super::policy::{Policies, Policy};
use crate::model::{LinkKind, Links};

/// What a run is linked to, and where the report said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolution {
    /// All that the run is linked to, by the policies.
    pub effective: Links,
    /// Kinds for which report and run differed.
    pub conflicts: Vec<LinkKind>,
    /// Whether a policy refuses the run.
    pub is_refused: bool,
}

/// Settles the links of one run.
///
/// A kind that only one of the two has is taken from it; one that both have alike is no conflict.
pub fn resolve(report: &Links, run: &Links, policies: &Policies) -> Resolution {
    let mut resolution = Resolution { effective: report.clone(), conflicts: Vec::new(), is_refused: false };
    if run.is_empty() {
        return resolution;
    }
    for kind in LinkKind::ALL.into_iter().filter(|&kind| run.has(kind)) {
        if !report.has(kind) {
            resolution.effective.copy(run, kind);
        } else if !report.is_same(run, kind) {
            resolution.settle(run, kind, policies.get(kind));
        }
    }
    resolution
}

impl Resolution {
    fn settle(&mut self, run: &Links, kind: LinkKind, policy: Policy) {
        self.conflicts.push(kind);
        match policy {
            Policy::ReportWins => {}
            Policy::Unite if kind.is_multi_valued() => self.effective.unite(run, kind),
            Policy::Unite | Policy::RunWins => self.effective.copy(run, kind),
            Policy::Refuse => self.is_refused = true,
        }
    }
}
