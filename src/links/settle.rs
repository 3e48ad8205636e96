//! One run's links, settled: rules first, then the policy where report and run differ.

use std::borrow::Cow;

use super::policy::{Policies, Policy};
use super::rule::{Removal, Rule, RuleLinks};
use super::selector::Subject;
use super::shared::Shared;
use super::source::Origin;
use crate::model::{LinkKind, Links};

/// Settles the links of runs, by rules and policies.
#[derive(Debug, Clone, Default)]
pub struct Settler {
    rules: Vec<Rule>,
    policies: Policies,
}

/// What a run is linked to, and where the report said otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled<'a> {
    /// All that the run is linked to.
    pub effective: Links,
    /// Where report and run differed.
    pub clashes: Vec<Clash>,
    /// What rules put in the place of what the report says of the run.
    pub replaced: Vec<Clash>,
    /// Whether a policy refuses the run.
    pub is_refused: bool,
    /// The rules that chose the run, by their numbers, counted from 0.
    pub rules: Vec<usize>,
    /// What the report's level said to this run, for the clashes.
    pub report: Cow<'a, Links>,
    /// What the run's level said.
    pub run: Cow<'a, Links>,
    /// What the report said of the run itself, for what is replaced.
    pub own: &'a Links,
}

/// Two values of one kind, by where they come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash {
    /// The kind of link.
    pub kind: LinkKind,
    /// Where the value of the report's level, or the earlier one, comes from.
    pub report: Origin,
    /// Where the value of the run's level, or the later one, comes from.
    pub run: Origin,
}

/// What a source does to a kind of link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// It says a value.
    Says,
    /// A rule puts a value in the place of what the run says.
    Sets,
    /// A rule adds items.
    Adds,
    /// A rule removes all of the kind, or items.
    Removes,
}

/// Follows how the links of a run come about.
pub trait Trace {
    /// A source does something to a kind; the value stands in `links`.
    fn step(&mut self, kind: LinkKind, origin: Origin, action: Action, links: &Links);
}

/// Follows nothing, and costs nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Untraced;

impl Trace for Untraced {
    fn step(&mut self, _: LinkKind, _: Origin, _: Action, _: &Links) {}
}

/// Both levels of one run while rules work on them.
struct Levels<'a> {
    report: Cow<'a, Links>,
    run: Cow<'a, Links>,
    origins: [Origin; LinkKind::ALL.len()],
    added: Links,
}

impl Settler {
    /// A settler with rules, in their order, and policies.
    pub fn new(rules: Vec<Rule>, policies: Policies) -> Self {
        Self { rules, policies }
    }

    /// The rules.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The policies.
    pub fn policies(&self) -> Policies {
        self.policies
    }

    /// Settles the links of one run, of which the report itself says `own`.
    ///
    /// A kind that only one of the two levels has is taken from it; one that both have alike is no conflict. `origin` says
    /// where a kind of `own` comes from.
    pub fn settle<'a>(
        &self,
        shared: &'a Shared,
        own: &'a Links,
        subject: &impl Subject,
        origin: impl Fn(LinkKind) -> Origin,
        trace: &mut impl Trace,
    ) -> Settled<'a> {
        let mut levels = Levels::new(&shared.links, own);
        let (mut replaced, mut rules) = (Vec::new(), Vec::new());
        if !own.is_empty() {
            LinkKind::ALL.into_iter().filter(|&kind| own.has(kind)).for_each(|kind| {
                levels.origins[kind as usize] = origin(kind);
            });
        }
        levels.say(shared, trace);
        for (index, rule) in self.rules.iter().enumerate().filter(|(_, rule)| rule.when.matches(subject)) {
            levels.apply(index, rule, &mut replaced, trace);
            rules.push(index);
        }
        Settled { replaced, rules, ..levels.settle(shared, own, self.policies) }
    }
}

impl<'a> Levels<'a> {
    fn new(report: &'a Links, run: &'a Links) -> Self {
        let origins = [Origin::Test; LinkKind::ALL.len()];
        Self { report: Cow::Borrowed(report), run: Cow::Borrowed(run), origins, added: Links::default() }
    }

    fn say(&self, shared: &Shared, trace: &mut impl Trace) {
        for kind in LinkKind::ALL {
            if let Some(origin) = shared.origin(kind) {
                trace.step(kind, origin, Action::Says, &self.report);
            }
            if self.run.has(kind) {
                trace.step(kind, self.origins[kind as usize], Action::Says, &self.run);
            }
        }
    }

    fn apply(&mut self, index: usize, rule: &Rule, replaced: &mut Vec<Clash>, trace: &mut impl Trace) {
        let origin = Origin::Rule(index);
        let Rule { set: RuleLinks(set), add: RuleLinks(add), remove, .. } = rule;
        self.remove(remove, origin, trace);
        for kind in LinkKind::ALL.into_iter().filter(|&kind| set.has(kind)) {
            let earlier = self.origins[kind as usize];
            if self.run.has(kind) && !matches!(earlier, Origin::Rule(_)) && !self.run.is_same(set, kind) {
                replaced.push(Clash { kind, report: earlier, run: origin });
            }
            self.run.to_mut().copy(set, kind);
            self.added.clear(kind);
            self.origins[kind as usize] = origin;
            trace.step(kind, origin, Action::Sets, set);
        }
        for kind in LinkKind::ALL.into_iter().filter(|&kind| add.has(kind)) {
            self.added.unite(add, kind);
            trace.step(kind, origin, Action::Adds, add);
        }
    }

    fn remove(&mut self, removal: &Removal, origin: Origin, trace: &mut impl Trace) {
        let Removal { kinds, items } = removal;
        for &kind in kinds {
            if self.report.has(kind) {
                self.report.to_mut().clear(kind);
            }
            if self.run.has(kind) {
                self.run.to_mut().clear(kind);
            }
            self.added.clear(kind);
            trace.step(kind, origin, Action::Removes, &Links::default());
        }
        for kind in LinkKind::ALL.into_iter().filter(|&kind| items.has(kind)) {
            if self.report.has(kind) {
                self.report.to_mut().subtract(items, kind);
            }
            if self.run.has(kind) {
                self.run.to_mut().subtract(items, kind);
            }
            self.added.subtract(items, kind);
            trace.step(kind, origin, Action::Removes, items);
        }
    }

    /// By the policies, and what rules add on top.
    fn settle(self, shared: &Shared, own: &'a Links, policies: Policies) -> Settled<'a> {
        let Self { report, run, origins, added } = self;
        let mut effective = Links::clone(&report);
        let mut clashes = Vec::new();
        let mut is_refused = false;
        if !run.is_empty() {
            for kind in LinkKind::ALL.into_iter().filter(|&kind| run.has(kind)) {
                if !report.has(kind) {
                    effective.copy(&run, kind);
                } else if !report.is_same(&run, kind) {
                    let report = shared.origin(kind).unwrap_or(Origin::Report);
                    clashes.push(Clash { kind, report, run: origins[kind as usize] });
                    is_refused |= decide(&mut effective, &run, kind, policies.get(kind));
                }
            }
        }
        if !added.is_empty() {
            LinkKind::ALL.into_iter().for_each(|kind| effective.unite(&added, kind));
        }
        let (replaced, rules) = (Vec::new(), Vec::new());
        Settled { effective, clashes, replaced, is_refused, rules, report, run, own }
    }
}

/// Who wins; whether the run is refused.
fn decide(effective: &mut Links, run: &Links, kind: LinkKind, policy: Policy) -> bool {
    match policy {
        Policy::ReportWins => {}
        Policy::Unite if kind.is_multi_valued() => effective.unite(run, kind),
        Policy::Unite | Policy::RunWins => effective.copy(run, kind),
        Policy::Refuse => return true,
    }
    false
}
