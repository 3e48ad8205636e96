//! Conflicts as data: this value against that one, in so many runs.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;

use super::policy::{Policies, Policy};
use super::settle::{Clash, Settled};
use super::source::{Source, Sources};
use crate::diag::{Diagnostic, Fix, Place};
use crate::model::{LinkKind, Links};

/// Runs that have one value of a kind where the report has another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Conflict {
    /// The kind of link.
    pub kind: LinkKind,
    /// What the report has, in words.
    pub report: String,
    /// Where that comes from.
    pub report_source: Source,
    /// What the runs have, in words.
    pub run: String,
    /// Where that comes from, for the first of them.
    pub run_source: Source,
    /// What both together are, in words; for kinds with several values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub united: Option<String>,
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

/// All conflicts, grouped by what stands against what; and what rules replaced, likewise.
#[derive(Debug, Clone, Default)]
pub struct Conflicts {
    groups: Groups,
    replaced: Groups,
}

/// Conflicts by their values and sources.
#[derive(Debug, Clone, Default)]
struct Groups {
    kept: Vec<Conflict>,
    by_hash: HashMap<u64, usize>,
    /// Runs whose conflict is not in a group, because there were too many groups.
    ungrouped: u64,
}

/// Groups that are kept: a person reads them.
const MAX_GROUPS: usize = 1000;

impl Conflicts {
    /// Notes what differed for one run, which stands at that place.
    pub fn note(
        &mut self,
        settled: &Settled<'_>,
        policies: Policies,
        (sources, place): (&Sources, Option<Place>),
    ) {
        for clash in &settled.clashes {
            self.groups.note(*clash, (&settled.report, &settled.run), policies, (sources, place));
        }
        for clash in &settled.replaced {
            self.replaced.note(*clash, (settled.own, &settled.run), policies, (sources, place));
        }
    }

    /// The groups, in the order in which they were first met.
    pub fn groups(&self) -> &[Conflict] {
        &self.groups.kept
    }

    /// What there is to say about each group.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let more = (self.groups.ungrouped > 0).then(|| {
            let message =
                format!("{} runs more have conflicting links, in other combinations", self.groups.ungrouped);
            Diagnostic::warning("link-conflict", message)
        });
        let replaced = self.replaced.kept.iter().map(Conflict::replacement);
        self.groups.kept.iter().map(Conflict::diagnostic).chain(more).chain(replaced).collect()
    }
}

impl Groups {
    fn note(
        &mut self,
        clash: Clash,
        (report, run): (&Links, &Links),
        policies: Policies,
        (sources, place): (&Sources, Option<Place>),
    ) {
        let hash = hash(clash, (report, run));
        if let Some(&index) = self.by_hash.get(&hash) {
            self.kept[index].runs += 1;
        } else if self.kept.len() < MAX_GROUPS {
            self.by_hash.insert(hash, self.kept.len());
            self.kept.push(Conflict::new(clash, (report, run), policies, (sources, place)));
        } else {
            self.ungrouped += 1;
        }
    }
}

/// What a group is known by. Nobody gains by a report whose conflicts are counted together.
fn hash(Clash { kind, report, run }: Clash, (left, right): (&Links, &Links)) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, report, run).hash(&mut hasher);
    left.hash_kind(kind, &mut hasher);
    right.hash_kind(kind, &mut hasher);
    hasher.finish()
}

impl Conflict {
    fn new(
        Clash { kind, report, run }: Clash,
        (left, right): (&Links, &Links),
        policies: Policies,
        (sources, place): (&Sources, Option<Place>),
    ) -> Self {
        let words = |links: &Links| links.get(kind).map_or(String::new(), |value| value.to_string());
        Self {
            kind,
            report: words(left),
            report_source: sources.source(report, kind, place),
            run: words(right),
            run_source: sources.source(run, kind, place),
            united: kind.is_multi_valued().then(|| words(&united(left, right, kind))),
            policy: policies.get(kind),
            runs: 1,
            file: sources.report.clone(),
            place,
        }
    }

    fn diagnostic(&self) -> Diagnostic {
        let Self { kind, report, run, .. } = self;
        let (runs, settled) = (self.count(), self.settled());
        let (left, right) = (self.report_source.words(), self.run_source.words());
        let message =
            format!("{kind} \"{report}\" of {left}, but \"{run}\" of {right} for {runs}: {settled}");
        let mut diagnostic = match self.policy {
            Policy::Refuse => self.refusal(message),
            _ => Diagnostic::warning("link-conflict", message),
        };
        diagnostic.file = Some(self.file.clone());
        diagnostic.place = self.place;
        diagnostic.with_found(self.run.clone())
    }

    fn refusal(&self, message: String) -> Diagnostic {
        let kind = self.kind.as_str();
        let fix =
            Fix::of_options(format!("let the run win for {kind}"), &format!("linkPolicy.{kind}"), "run-wins");
        Diagnostic::error("link-conflict", message)
            .with_help(
                "choose another link policy for this kind, or take the link out of the report or the runs",
            )
            .with_fix(fix)
    }

    fn replacement(&self) -> Diagnostic {
        let Self { kind, report, run, .. } = self;
        let (left, right) = (self.report_source.words(), self.run_source.words());
        let message =
            format!("{kind} \"{report}\" of {left} is replaced by \"{run}\" of {right} for {}", self.count());
        let mut diagnostic = Diagnostic::info("link-replaced", message);
        diagnostic.file = Some(self.file.clone());
        diagnostic.place = self.place;
        diagnostic.with_found(report.clone())
    }

    fn count(&self) -> String {
        if self.runs == 1 { "1 run".to_owned() } else { format!("{} runs", self.runs) }
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

/// The items of both for a kind, those of the report first.
fn united(report: &Links, run: &Links, kind: LinkKind) -> Links {
    let mut both = Links::default();
    both.copy(report, kind);
    both.unite(run, kind);
    both
}
