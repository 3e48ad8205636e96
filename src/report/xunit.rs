//! xUnit.net: `assemblies` or `assembly`; its tests stand in a `class` (version 1) or a `collection` (version 2 and 3).

use super::dotnet;
use super::raw::{CaseSink, RawCase, RawDuration, RawFailure, RawInstant, RawResult, RawSuite, Unit};
use super::tree::{Dialect, Grammar, Surroundings, Whole, child_text, given, given_attribute, text, word};
use crate::diag::Diagnostic;
use crate::xml::{Element, Start};

const GRAMMAR: Grammar =
    Grammar { cases: &["test"], others: &["error"], printed: &["output"], silent: &["output"], ignored: &[] };

/// Reports of xUnit.net.
#[derive(Debug, Default)]
pub(super) struct Xunit {
    module: Option<String>,
}

impl Dialect for Xunit {
    fn grammar(&self) -> &'static Grammar {
        &GRAMMAR
    }

    fn suite(&mut self, start: &Start<'_>, suite: &mut RawSuite) {
        let given = |name: &str| given_attribute(start, name);
        suite.name = given("name").unwrap_or_default();
        suite.duration = given("time").map(|text| RawDuration::new(text, Unit::Seconds, "@time"));
        let day = given("run-date").zip(given("run-time")).map(|(date, time)| format!("{date}T{time}"));
        let exact = given("start-rtf").map(|text| RawInstant::new(text, "@start-rtf"));
        suite.started = exact.or_else(|| day.map(|text| RawInstant::new(text, "@run-time")));
        if start.name().local == "assembly" {
            self.module = given("name").as_deref().and_then(dotnet::module);
        }
    }

    fn whole(&mut self, whole: Whole<'_>, sink: &mut dyn CaseSink) {
        let Whole { element, surroundings, output } = whole;
        if element.name == "error" {
            return sink.diagnostic(suite_failure(element, surroundings));
        }
        let mut case = raw_case(element, surroundings);
        case.module.clone_from(&self.module);
        case.output = output;
        sink.case(case);
    }
}

fn raw_case(element: &Element, surroundings: &mut Surroundings) -> RawCase {
    let class = element.attribute("type").unwrap_or_default();
    let traits = element.child("traits").map_or(Vec::new(), properties);
    RawCase {
        place: element.place,
        path: surroundings.child_path(&element.name),
        suite: surroundings.suite(),
        class: dotnet::class(class),
        file: given(element, "source-file"),
        name: without_class(element.attribute("name").unwrap_or_default(), class).to_owned(),
        properties: traits,
        results: vec![result(element)],
        ..RawCase::default()
    }
}

/// A name without the class before it, unless it has one of its own.
fn without_class<'a>(name: &'a str, class: &str) -> &'a str {
    let short = name.strip_prefix(class).and_then(|rest| rest.strip_prefix('.'));
    short.filter(|short| !short.is_empty() && !class.is_empty()).unwrap_or(name)
}

fn result(element: &Element) -> RawResult {
    let started = given(element, "start-rtf").map(|text| RawInstant::new(text, "@start-rtf"));
    let failure = element.child("failure").map(failure);
    let reason = element.child("reason").map(|reason| RawFailure {
        message: Some(text(reason)).filter(|reason| !reason.is_empty()),
        ..RawFailure::default()
    });
    RawResult {
        words: vec![word(element, "result")],
        duration: given(element, "time").map(|time| RawDuration::new(time, Unit::Seconds, "@time")),
        started,
        failures: failure.into_iter().chain(reason).collect(),
    }
}

fn failure(element: &Element) -> RawFailure {
    RawFailure {
        kind: given(element, "exception-type"),
        message: child_text(element, "message"),
        stack: child_text(element, "stack-trace").unwrap_or_default(),
    }
}

fn properties(list: &Element) -> Vec<(String, String)> {
    let property =
        |item: &Element| Some((given(item, "name")?, item.attribute("value").unwrap_or_default().to_owned()));
    list.children_named("trait").filter_map(property).collect()
}

/// An error outside of tests, such as of a fixture that is cleaned up.
fn suite_failure(element: &Element, surroundings: &mut Surroundings) -> Diagnostic {
    let name = element.attribute("name").or(element.attribute("type")).unwrap_or_default();
    let mut diagnostic =
        Diagnostic::warning("suite-failed", format!("\"{name}\" failed by itself, which no test shows"));
    diagnostic.place = element.place;
    diagnostic.with_found(text(element)).with_path(surroundings.child_path(&element.name))
}
