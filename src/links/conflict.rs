//! Conflicts as data: this value against that one, in so many runs.

use serde::Serialize;

use super::policy::{Policies, Policy};
use crate::diag::{Diagnostic, Place};
use crate::model::{LinkKind, Links};

/// Runs that have one value of a kind where the report has another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The kind of link.
    pub kind: LinkKind,
    /// What the report has, in words.
    pub report: String,
    /// What the runs have, in words.
    pub run: String,
    /// How it was settled.
    pub policy: Policy,
    /// How many runs.
    pub runs: u64,
    /// The report that holds the first of them.
    pub file: String,
    /// Where the first of them stands.
    #[serde(flatten)]
    pub place: Option<Place>,
}

/// All conflicts, grouped by what stands against what.
#[derive(Debug, Clone, Default)]
pub struct Conflicts {
    groups: Vec<Conflict>,
    /// Runs whose conflict is not in a group, because there were too many groups.
    ungrouped: u64,
}

/// Groups that are kept: a person reads them.
const MAX_GROUPS: usize = 1000;

impl Conflicts {
    /// Notes a conflict of one run.
    pub fn note(
        &mut self,
        kind: LinkKind,
        (report, run): (&Links, &Links),
        policies: &Policies,
        (file, place): (&str, Option<Place>),
    ) {
        let words = |links: &Links| links.get(kind).map_or(String::new(), |value| value.to_string());
        let (report, run) = (words(report), words(run));
        let is_same =
            |group: &&mut Conflict| group.kind == kind && group.report == report && group.run == run;
        if let Some(group) = self.groups.iter_mut().find(is_same) {
            group.runs += 1;
        } else if self.groups.len() < MAX_GROUPS {
            let policy = policies.get(kind);
            self.groups.push(Conflict { kind, report, run, policy, runs: 1, file: file.to_owned(), place });
        } else {
            self.ungrouped += 1;
        }
    }

    /// The groups, in the order in which they were first met.
    pub fn groups(&self) -> &[Conflict] {
        &self.groups
    }

    /// What there is to say about each group.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let more = (self.ungrouped > 0).then(|| {
            let message =
                format!("{} runs more have conflicting links, in other combinations", self.ungrouped);
            Diagnostic::warning("link-conflict", message)
        });
        self.groups.iter().map(Conflict::diagnostic).chain(more).collect()
    }
}

impl Conflict {
    fn diagnostic(&self) -> Diagnostic {
        let Self { kind, report, run, runs, .. } = self;
        let runs = if *runs == 1 { "1 run".to_owned() } else { format!("{runs} runs") };
        let settled = self.settled();
        let message = format!("{kind} \"{report}\" of the report, but \"{run}\" of {runs}: {settled}");
        let mut diagnostic = match self.policy {
            Policy::Refuse => Diagnostic::error("link-conflict", message).with_help(
                "choose another link policy for this kind, or take the link out of the report or the runs",
            ),
            _ => Diagnostic::warning("link-conflict", message),
        };
        diagnostic.file = Some(self.file.clone());
        diagnostic.place = self.place;
        diagnostic.with_found(self.run.clone())
    }

    fn settled(&self) -> &'static str {
        match self.policy {
            Policy::ReportWins => "the report wins",
            Policy::Unite if self.kind.is_multi_valued() => "the runs have both",
            Policy::Unite | Policy::RunWins => "the run wins",
            Policy::Refuse => "refused",
        }
    }
}
