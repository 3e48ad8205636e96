//! One `testcase` as it stands.

use std::borrow::Cow;
use std::sync::Arc;

use crate::report::markers::Markers;
use crate::report::raw::{RawCase, RawClass, RawDuration, RawFailure, RawInstant, RawResult, RawSuite, Unit};
use crate::report::tree::{given, text};
use crate::xml::Element;

/// Children that say what became of the case.
const VERDICTS: [&str; 4] = ["failure", "error", "skipped", "ignored"];

/// Children that tell of an attempt that failed, before the one that passed.
const FLAKY: [&str; 2] = ["flakyFailure", "flakyError"];

/// Children that tell of an attempt that failed again, after the one that failed first.
const RERUN: [&str; 2] = ["rerunFailure", "rerunError"];

/// What Catch2 writes as the reason of a case that may fail: that it did is told beside it, as a failure.
const MAY_FAIL: &str = "TEST_CASE tagged with !mayfail";

/// What GoogleTest writes as the start of a case that did not run.
const NEVER: &str = "1970-01-01T00:00:00";

/// Attributes that GoogleTest has for parameters.
const PARAMETERS: [&str; 2] = ["value_param", "type_param"];

pub(super) fn raw_case(
    element: &Element,
    path: String,
    suite: Option<Arc<RawSuite>>,
    output: Markers,
) -> RawCase {
    let class = given(element, "classname").or_else(|| given(element, "class"));
    let mut properties = element.child("properties").map_or(Vec::new(), properties);
    let parameters = PARAMETERS.into_iter().filter_map(|name| Some((name.to_owned(), given(element, name)?)));
    properties.extend(parameters);
    RawCase {
        place: element.place,
        path,
        suite,
        class: class.map_or(RawClass::None, RawClass::Joined),
        file: given(element, "file").or_else(|| given(element, "filepath")),
        name: element.attribute("name").unwrap_or_default().to_owned(),
        properties,
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
    }
}

fn own_attempt(element: &Element) -> RawResult {
    let verdicts = verdicts(element);
    let mut words: Vec<_> = verdicts.iter().map(|child| Cow::Owned(child.name.clone())).collect();
    if words.is_empty() {
        let said = ["status", "result"].into_iter().filter_map(|name| element.attribute(name));
        words = said.map(|word| Cow::Owned(word.to_owned())).collect();
    }
    let failures = verdicts.into_iter().map(failure).collect();
    RawResult { words, duration: duration(element), started: started(element), failures }
}

/// What is said of the case: failures before reasons of skips.
fn verdicts(element: &Element) -> Vec<&Element> {
    let is_verdict = |child: &&Element| VERDICTS.contains(&child.name.as_str());
    let mut verdicts: Vec<&Element> = element.children.iter().filter(is_verdict).collect();
    verdicts.sort_by_key(|child| matches!(child.name.as_str(), "skipped" | "ignored"));
    if verdicts.iter().any(|child| child.attribute("message") == Some(MAY_FAIL)) {
        verdicts.retain(|child| child.name == "skipped");
    }
    verdicts
}

fn duration(element: &Element) -> Option<RawDuration> {
    element.attribute("time").map(|time| RawDuration::new(time, Unit::Seconds, "@time"))
}

fn started(element: &Element) -> Option<RawInstant> {
    let time = element.attribute("timestamp").filter(|time| !time.starts_with(NEVER))?;
    Some(RawInstant::new(time, "@timestamp"))
}

fn failure(element: &Element) -> RawFailure {
    RawFailure { kind: given(element, "type"), message: given(element, "message"), stack: text(element) }
}
