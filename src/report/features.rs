//! Results of Octane's Gherkin reporters: `features` with a `feature` for each feature file.
//!
//! A feature becomes one Gherkin run, as it stands: its scenarios get the status that the payload asks for, and the run
//! the worst of theirs and the sum of what the steps took.

use super::raw::{CaseSink, RawSuite};
use super::tree::{Dialect, Grammar, Whole};
use super::{Case, Properties};
use crate::diag::Diagnostic;
use crate::model::{Feature, GherkinRun, Links, Run, Status};
use crate::payload;
use crate::xml::{Element, Start};

const GRAMMAR: Grammar =
    Grammar { cases: &["feature"], others: &[], printed: &[], silent: &[], ignored: &[] };

/// What becomes of a scenario whose step has that status, from the worst to the best.
const STEPS: &[(&str, Status)] = &[
    ("failed", Status::Failed),
    ("undefined", Status::Failed),
    ("ambiguous", Status::Failed),
    ("pending", Status::Skipped),
    ("skipped", Status::Skipped),
    ("passed", Status::Passed),
];

/// Files of `octane-cucumber-jvm`, `bdd2octane` and the other Gherkin reporters.
#[derive(Debug)]
pub(super) struct Features;

impl Dialect for Features {
    fn grammar(&self) -> &'static Grammar {
        &GRAMMAR
    }

    fn suite(&mut self, _: &Start<'_>, _: &mut RawSuite) {}

    fn whole(&mut self, whole: Whole<'_>, sink: &mut dyn CaseSink) {
        let Whole { element, surroundings, .. } = whole;
        let path = surroundings.child_path(&element.name);
        let mut faults = Vec::new();
        let element = with_statuses(element, &path, &mut faults);
        let feature = payload::read_feature(&element, &path, &mut faults);
        faults.into_iter().for_each(|fault| sink.diagnostic(fault));
        let run = Run::Gherkin(Box::new(run(feature)));
        sink.run(Case { run, place: element.place, path, properties: Properties::default() });
    }
}

fn run(feature: Feature) -> GherkinRun {
    let statuses = feature.scenarios.iter().map(|scenario| scenario.status);
    let background = feature.background.iter().flat_map(|background| &background.steps);
    let own = feature.scenarios.iter().flat_map(|scenario| &scenario.steps.steps).map(|step| step.duration);
    let durations = own.chain(background.filter_map(|step| step.duration));
    GherkinRun {
        name: feature.name.clone(),
        duration: durations.fold(0, i64::saturating_add),
        status: statuses.max_by_key(|&status| badness(status)).unwrap_or_default(),
        external_run_id: None,
        links: Links::default(),
        feature,
    }
}

fn badness(status: Status) -> usize {
    let known = STEPS.iter().rev().position(|&(_, other)| other == status);
    known.unwrap_or_default()
}

/// The feature whose scenarios have a status in the payload's words: their own, else the worst of their steps and of
/// those of the background.
fn with_statuses(feature: &Element, path: &str, faults: &mut Vec<Diagnostic>) -> Element {
    let mut feature = feature.clone();
    for scenarios in feature.children.iter_mut().filter(|child| child.name == "scenarios") {
        let background = scenarios.child("background").map_or(Status::Passed, |b| of_steps(b, path, faults));
        for scenario in scenarios.children.iter_mut().filter(|child| child.name == "scenario") {
            let said = scenario.attribute("status").and_then(word);
            let status = said.unwrap_or_else(|| {
                let own = of_steps(scenario, path, faults);
                if badness(own) < badness(background) { background } else { own }
            });
            scenario.attributes.retain(|(name, _)| name != "status");
            scenario.attributes.push(("status".to_owned(), status.as_str().to_owned()));
        }
    }
    feature
}

fn word(word: &str) -> Option<Status> {
    let known = STEPS.iter().find(|(known, _)| known.eq_ignore_ascii_case(word.trim()));
    known.map(|&(_, status)| status)
}

/// The worst status of the steps. A word that is not known is no success.
fn of_steps(parent: &Element, path: &str, faults: &mut Vec<Diagnostic>) -> Status {
    let steps = parent.children_named("steps").flat_map(|steps| steps.children_named("step"));
    let statuses = steps.filter_map(|step| {
        let said = step.attribute("status")?;
        Some(word(said).unwrap_or_else(|| {
            faults.push(unknown_status(said, step, path));
            Status::Failed
        }))
    });
    statuses.max_by_key(|&status| badness(status)).unwrap_or_default()
}

fn unknown_status(said: &str, step: &Element, path: &str) -> Diagnostic {
    let message = format!("step status \"{said}\" is not known and is taken for failed");
    let mut diagnostic = Diagnostic::warning("status-unknown", message).with_path(path);
    diagnostic.place = step.place;
    diagnostic.with_found(said).with_expected(STEPS.iter().map(|(word, _)| *word))
}
