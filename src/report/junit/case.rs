//! One `testcase` as it stands.

use std::borrow::Cow;
use std::sync::Arc;

use crate::report::markers::Markers;
use crate::report::raw::{RawCase, RawClass, RawDuration, RawFailure, RawInstant, RawResult, RawSuite, Unit};
use crate::xml::Element;

/// Children that say what became of the case.
const VERDICTS: [&str; 4] = ["failure", "error", "skipped", "ignored"];

/// Children that tell of an attempt that failed, before the one that passed.
const FLAKY: [&str; 2] = ["flakyFailure", "flakyError"];

/// Children that tell of an attempt that failed again, after the one that failed first.
const RERUN: [&str; 2] = ["rerunFailure", "rerunError"];

pub(super) fn raw_case(
    element: &Element,
    path: String,
    suite: Option<Arc<RawSuite>>,
    output: Markers,
) -> RawCase {
    let given = |name: &str| element.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned);
    RawCase {
        place: element.place,
        path,
        suite,
        class: given("classname").map_or(RawClass::None, RawClass::Joined),
        file: given("file"),
        name: element.attribute("name").unwrap_or_default().to_owned(),
        properties: element.child("properties").map_or(Vec::new(), properties),
        results: results(element),
        output,
        ..RawCase::default()
    }
}

/// `property` elements: name and value, which may also be the text.
pub(super) fn properties(list: &Element) -> Vec<(String, String)> {
    list.children_named("property").filter_map(property).collect()
}

fn property(element: &Element) -> Option<(String, String)> {
    let name = element.attribute("name")?;
    let value = element.attribute("value").unwrap_or_else(|| element.text.trim());
    Some((name.to_owned(), value.to_owned()))
}

/// All attempts in the order of time.
fn results(element: &Element) -> Vec<RawResult> {
    let attempts = |names: [&'static str; 2]| {
        let children = element.children.iter().filter(move |child| names.contains(&child.name.as_str()));
        children.map(other_attempt)
    };
    attempts(FLAKY).chain([own_attempt(element)]).chain(attempts(RERUN)).collect()
}

fn other_attempt(attempt: &Element) -> RawResult {
    RawResult {
        words: vec![Cow::Borrowed("failure")],
        duration: duration(attempt),
        started: started(attempt),
        failures: vec![failure(attempt)],
        reason: None,
    }
}

fn own_attempt(element: &Element) -> RawResult {
    let verdicts = || element.children.iter().filter(|child| VERDICTS.contains(&child.name.as_str()));
    let mut words: Vec<_> = verdicts().map(|child| Cow::Owned(child.name.clone())).collect();
    if words.is_empty() {
        let said = ["status", "result"].into_iter().filter_map(|name| element.attribute(name));
        words = said.map(|word| Cow::Owned(word.to_owned())).collect();
    }
    let failures = verdicts().filter(|child| matches!(child.name.as_str(), "failure" | "error"));
    RawResult {
        words,
        duration: duration(element),
        started: started(element),
        failures: failures.map(failure).collect(),
        reason: verdicts().find_map(skip_reason),
    }
}

fn skip_reason(verdict: &Element) -> Option<String> {
    let is_skip = matches!(verdict.name.as_str(), "skipped" | "ignored");
    let message = verdict.attribute("message").map_or_else(|| all_text(verdict), str::to_owned);
    // Node writes "true" where the test gives no reason.
    (is_skip && !message.trim().is_empty() && message != "true").then_some(message)
}

fn duration(element: &Element) -> Option<RawDuration> {
    element.attribute("time").map(|time| RawDuration::new(time, Unit::Seconds, "@time"))
}

fn started(element: &Element) -> Option<RawInstant> {
    element.attribute("timestamp").map(|time| RawInstant::new(time, "@timestamp"))
}

fn failure(element: &Element) -> RawFailure {
    let given = |name: &str| element.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned);
    RawFailure { kind: given("type"), message: given("message"), stack: all_text(element) }
}

/// The text of the element, or where it has none of its own, that of its children; without the line ends that only
/// set it apart from the tags.
fn all_text(element: &Element) -> String {
    if !element.text.trim().is_empty() {
        return element.text.trim_start_matches(['\r', '\n']).trim_end().to_owned();
    }
    let texts: Vec<String> = element.children.iter().map(all_text).filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}
