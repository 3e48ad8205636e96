//! Why a test is linked to what it is linked to: every step, from the sources to the policy.

use serde::Serialize;

use super::policy::{Policies, Policy};
use super::settle::{Action, Settled, Trace};
use super::source::{Origin, Source, Sources};
use crate::diag::Place;
use crate::model::{LinkKind, Links, Run};

/// One test, what it is linked to, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// The report.
    pub file: String,
    /// Where the test stands in it.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// Path of the test in the report.
    pub path: String,
    /// `module` of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// `package` of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// `class` of the run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// `name` of the run.
    pub name: String,
    /// Whether a policy refuses the run.
    pub refused: bool,
    /// Each kind that any source says something of, in the order of the schema.
    pub links: Vec<LinkExplanation>,
}

/// One kind of link of one test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkExplanation {
    /// The kind of link.
    pub kind: LinkKind,
    /// What the test is linked to, in words; empty where it is to nothing.
    pub value: String,
    /// The policy that settled it, where the levels differed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
    /// What was said, from the first source to the last.
    pub steps: Vec<Step>,
}

/// What one source does to a kind of link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What it does.
    pub action: Action,
    /// The value, in words; empty where all of the kind is removed.
    pub value: String,
    /// Who does it.
    pub source: Source,
}

/// Keeps the steps of one run.
#[derive(Debug, Default)]
pub struct Tracer {
    steps: Vec<(LinkKind, Origin, Action, String)>,
}

impl Trace for Tracer {
    fn step(&mut self, kind: LinkKind, origin: Origin, action: Action, links: &Links) {
        self.steps.push((kind, origin, action, words(links, kind)));
    }
}

fn words(links: &Links, kind: LinkKind) -> String {
    links.get(kind).map_or(String::new(), |value| value.to_string())
}

impl Tracer {
    /// The explanation of the run whose steps were kept.
    pub fn explain(
        self,
        run: &Run,
        (path, place): (&str, Option<Place>),
        settled: &Settled<'_>,
        policies: Policies,
        sources: &Sources,
    ) -> Explanation {
        let explain = |kind| {
            let of_kind = self.steps.iter().filter(|(other, ..)| *other == kind);
            let step = |(_, origin, action, value): &(LinkKind, Origin, Action, String)| Step {
                action: *action,
                value: value.clone(),
                source: sources.source(*origin, kind, place),
            };
            let steps: Vec<Step> = of_kind.map(step).collect();
            let clash = settled.clashes.iter().any(|clash| clash.kind == kind);
            let policy = clash.then(|| policies.get(kind));
            let value = words(&settled.effective, kind);
            (!steps.is_empty()).then_some(LinkExplanation { kind, value, policy, steps })
        };
        let links = LinkKind::ALL.into_iter().filter_map(explain).collect();
        let (module, package, class) = match run {
            Run::Test(run) => (run.module.clone(), run.package.clone(), run.class.clone()),
            Run::Gherkin(_) => (None, None, None),
        };
        let (name, file, path) = (run.name().to_owned(), sources.report.clone(), path.to_owned());
        Explanation { file, place, path, module, package, class, name, refused: settled.is_refused, links }
    }
}
