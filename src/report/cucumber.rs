//! Cucumber's formatter `json`, as all its implementations and Behave write it: an array of features. A feature becomes
//! one Gherkin run, with its scenarios and steps. Durations are nanoseconds.
//!
//! The report does not hold the feature file, which Octane wants to see: it is written anew from what was run.

mod source;

use std::collections::BTreeMap;

use super::fields::given;
use super::json_format::JsonFormat;
use super::raw::CaseSink;
use super::raw::Unit;
use super::scalar::{Millis, duration, instant};
use super::{Case, Properties};
use crate::diag::Diagnostic;
use crate::json::Node;
use crate::model::{
    Background, BackgroundStep, Feature, GherkinRun, Links, Run, Scenario, Status, Step, Steps,
};

#[derive(Debug)]
pub(super) struct Cucumber;

/// A scenario with the background that was run before it.
pub(super) struct Element<'a> {
    pub(super) background: Option<&'a Node>,
    pub(super) scenario: &'a Node,
}

impl JsonFormat for Cucumber {
    fn wanted(&self) -> &'static [&'static str] {
        &["[]"]
    }

    fn silent(&self) -> &'static [&'static str] {
        &["embeddings", "output", "match"]
    }

    fn piece(&mut self, _: &str, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        if node.is_cut {
            let name = node.text("name").unwrap_or_default();
            let message = format!("feature \"{name}\" is cut off and left out");
            return sink
                .dropped(Diagnostic::error("case-cut-off", message).with_place(node.place).with_path(path));
        }
        let elements = elements(node);
        let run = Run::Gherkin(Box::new(run(node, &elements)));
        let properties = Properties::of_tags(tags(node));
        sink.run(Case { run, place: Some(node.place), path: path.to_owned(), properties });
    }
}

/// The scenarios, each with the background before it, which Cucumber-JVM writes as an element of its own.
fn elements(feature: &Node) -> Vec<Element<'_>> {
    let (mut elements, mut background) = (Vec::new(), None);
    for node in feature.items_of("elements") {
        if node.text("type") == Some("background") {
            background = Some(node);
        } else {
            elements.push(Element { background: background.take(), scenario: node });
        }
    }
    // A background that no scenario follows.
    if let Some(node) = background {
        elements.push(Element { background: None, scenario: node });
    }
    elements
}

fn run(node: &Node, elements: &[Element<'_>]) -> GherkinRun {
    let path = node.text("uri").or_else(|| node.text("location").map(without_line)).unwrap_or_default();
    let name = given(node.text("name")).unwrap_or_else(|| path.to_owned());
    let scenarios = scenarios(elements);
    let steps = scenarios.iter().flat_map(|scenario| &scenario.steps.steps);
    GherkinRun {
        name: name.clone(),
        duration: steps.map(|step| step.duration).sum(),
        status: worst(scenarios.iter().map(|scenario| scenario.status)),
        external_run_id: None,
        links: Links::default(),
        feature: Feature {
            name,
            path: given(Some(path)).unwrap_or_else(|| "unknown.feature".to_owned()),
            identifier: None,
            tag: test_tag(node),
            started: started(elements),
            file: source::feature(node, elements),
            background: elements.iter().find_map(|element| element.background).map(background),
            scenarios,
        },
    }
}

/// Behave writes where a feature begins, `features/calculator.feature:2`.
fn without_line(location: &str) -> &str {
    match location.rsplit_once(':') {
        Some((path, line)) if line.bytes().all(|byte| byte.is_ascii_digit()) => path,
        _ => location,
    }
}

/// Octane knows a feature by a tag of its own, `@TID1001REV0.2.0`.
fn test_tag(node: &Node) -> String {
    let tag = tags(node).find(|tag| tag.starts_with("TID"));
    tag.map_or_else(String::new, |tag| format!("@{tag}"))
}

/// Tags without their sign; Behave writes texts, all others objects.
pub(super) fn tags(node: &Node) -> impl Iterator<Item = &str> {
    let texts = node.items_of("tags").iter().filter_map(|tag| tag.text("name").or(tag.as_str()));
    texts.map(|tag| tag.trim_start_matches('@'))
}

/// When the first scenario began; Cucumber-JVM alone says that.
fn started(elements: &[Element<'_>]) -> i64 {
    let nodes = elements.iter().flat_map(|element| element.background.into_iter().chain([element.scenario]));
    let mut instants = nodes.filter_map(|node| instant(node.text("start_timestamp")?, Unit::Milliseconds));
    instants.next().map_or(0, |instant| instant.millis)
}

fn scenarios(elements: &[Element<'_>]) -> Vec<Scenario> {
    let mut rows: BTreeMap<&str, i64> = BTreeMap::new();
    let each = elements.iter().map(|element| {
        let node = element.scenario;
        let name = node.text("name").unwrap_or_default().trim_end();
        let outline_index = is_outline(node).then(|| {
            let row = rows.entry(name).or_default();
            *row += 1;
            *row
        });
        let background = element.background.filter(|node| was_run(node));
        let steps: Vec<Step> = background.into_iter().chain([node]).flat_map(steps).collect();
        Scenario {
            name: name.to_owned(),
            outline_index,
            status: status(&steps),
            steps: Steps { iteration: None, steps },
        }
    });
    each.collect()
}

/// Whether the scenario is a row of an outline, in any language: its id ends with the number of the row
/// (`feature;scenario;examples;2`), or its keyword says so.
fn is_outline(node: &Node) -> bool {
    let keyword = node.text("keyword").unwrap_or_default();
    let has_row = node.text("id").is_some_and(|id| id.split(';').count() >= 4);
    has_row || matches!(keyword, "Scenario Outline" | "Scenario Template")
}

/// Whether the steps of a background have results: Behave writes them in the scenarios only.
fn was_run(background: &Node) -> bool {
    background.items_of("steps").iter().any(|step| step.get("result").is_some())
}

/// The steps of an element; hooks only where they did not pass.
fn steps(node: &Node) -> Vec<Step> {
    let hooks = |key: &'static str, name: &'static str| {
        let failed = node.items_of(key).iter().filter(|hook| !is_passed(hook));
        failed.map(move |hook| step(hook, name.to_owned()))
    };
    let steps = node.items_of("steps").iter().filter(|step| !is_hidden(step) || !is_passed(step));
    hooks("before", "Before hook")
        .chain(steps.flat_map(step_with_hooks))
        .chain(hooks("after", "After hook"))
        .collect()
}

/// A step, and the hooks around it that failed.
fn step_with_hooks(node: &Node) -> Vec<Step> {
    let failed = |key: &'static str, name: &'static str| {
        let hooks = node.items_of(key).iter().filter(|hook| !is_passed(hook));
        hooks.map(move |hook| step(hook, name.to_owned()))
    };
    failed("before", "BeforeStep hook")
        .chain([step(node, step_name(node))])
        .chain(failed("after", "AfterStep hook"))
        .collect()
}

/// Cucumber-JS writes hooks as hidden steps.
fn is_hidden(node: &Node) -> bool {
    node.is_true("hidden")
}

fn is_passed(node: &Node) -> bool {
    matches!(node.find(&["result", "status"]).and_then(Node::as_str), Some("passed" | "skipped"))
}

pub(super) fn step_name(node: &Node) -> String {
    let (keyword, name) =
        (node.text("keyword").unwrap_or_default().trim(), node.text("name").unwrap_or_default());
    let words: Vec<&str> = [keyword, name].into_iter().filter(|text| !text.is_empty()).collect();
    words.join(" ")
}

fn step(node: &Node, name: String) -> Step {
    let result = node.get("result");
    let text = |key| result.and_then(|result| result.text(key));
    Step {
        name,
        duration: result.map_or(0, millis),
        // Behave writes no result for a step that was not reached.
        status: text("status").unwrap_or("skipped").to_owned(),
        error_message: given(text("error_message")).or_else(|| result.and_then(lines)),
        ..Step::default()
    }
}

/// Behave writes the message as a list of lines.
fn lines(result: &Node) -> Option<String> {
    let lines: Vec<&str> = result.items_of("error_message").iter().filter_map(Node::as_str).collect();
    given(Some(&lines.join("\n")))
}

/// Nanoseconds, as whole numbers; Behave writes seconds, as fractions.
fn millis(result: &Node) -> i64 {
    let text = result.scalar("duration").unwrap_or("0");
    let unit = if text.contains(['.', 'e']) { Unit::Seconds } else { Unit::Nanoseconds };
    match duration(text, unit) {
        Millis::Exact(millis) | Millis::Guess(millis) => millis,
        Millis::Unreadable => 0,
    }
}

fn background(node: &Node) -> Background {
    let step = |step: Step| BackgroundStep {
        name: step.name,
        duration: Some(step.duration),
        status: Some(step.status),
        error_message: step.error_message,
    };
    Background { steps: steps(node).into_iter().map(step).collect() }
}

/// A scenario failed where a step failed, has no definition or has several; it was skipped where one was skipped or is
/// still to be written.
fn status(steps: &[Step]) -> Status {
    worst(steps.iter().map(|step| match step.status.to_ascii_lowercase().as_str() {
        "passed" => Status::Passed,
        "failed" | "error" | "undefined" | "ambiguous" => Status::Failed,
        _ => Status::Skipped,
    }))
}

fn worst(statuses: impl Iterator<Item = Status>) -> Status {
    let badness = |status: &Status| match status {
        Status::Passed => 0,
        Status::Planned => 1,
        Status::Skipped => 2,
        Status::Failed => 3,
    };
    statuses.max_by_key(badness).unwrap_or(Status::Skipped)
}
