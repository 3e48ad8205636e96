//! TestNG: `testng-results` with `suite`, `test`, `class` and `test-method`.

use super::raw::{
    CaseSink, RawCase, RawClass, RawDuration, RawFailure, RawInstant, RawResult, RawSuite, Unit,
};
use super::tree::{Dialect, Grammar, Surroundings, Whole, child_text, given, given_attribute, text, word};
use crate::diag::Diagnostic;
use crate::xml::{Element, Start};

const GRAMMAR: Grammar = Grammar {
    cases: &["test-method"],
    others: &[],
    printed: &["line"],
    silent: &["line"],
    ignored: &["groups"],
};

/// Reports of TestNG.
#[derive(Debug, Default)]
pub(super) struct TestNg {
    /// Attempts of the open class that were retried: which method they are of, and what became of them.
    retried: Vec<(String, RawCase)>,
}

impl Dialect for TestNg {
    fn grammar(&self) -> &'static Grammar {
        &GRAMMAR
    }

    fn suite(&mut self, start: &Start<'_>, suite: &mut RawSuite) {
        let given = |name: &str| given_attribute(start, name);
        suite.name = given("name").unwrap_or_default();
        suite.started = given("started-at").map(|text| RawInstant::new(text, "@started-at"));
        suite.duration =
            given("duration-ms").map(|text| RawDuration::new(text, Unit::Milliseconds, "@duration-ms"));
    }

    fn whole(&mut self, whole: Whole<'_>, sink: &mut dyn CaseSink) {
        let Whole { element, surroundings, output } = whole;
        if element.attribute("is-config") == Some("true") {
            return tell_configuration(element, surroundings, sink);
        }
        let mut case = raw_case(element, surroundings);
        case.output = output;
        let method = format!("{}\n{}", case.name, case.run_name.as_deref().unwrap_or_default());
        if element.attribute("retried") == Some("true") {
            return self.retried.push((method, case));
        }
        let is_before = |(before, _): &mut (String, RawCase)| *before == method;
        let attempts = self.retried.extract_if(.., is_before).flat_map(|(_, earlier)| earlier.results);
        case.results.splice(..0, attempts);
        sink.case(case);
    }

    /// Attempts that no other followed are cases of their own.
    fn leave(&mut self, name: &str, sink: &mut dyn CaseSink) {
        if name == "class" {
            self.finish(sink);
        }
    }

    fn finish(&mut self, sink: &mut dyn CaseSink) {
        self.retried.drain(..).for_each(|(_, case)| sink.case(case));
    }
}

fn raw_case(element: &Element, surroundings: &mut Surroundings) -> RawCase {
    let path = surroundings.child_path(&element.name);
    let suite = surroundings.suite();
    let class = suite.as_ref().map(|suite| suite.name.clone()).filter(|name| !name.is_empty());
    RawCase {
        place: element.place,
        path,
        suite,
        class: class.map_or(RawClass::None, RawClass::Joined),
        name: element.attribute("name").unwrap_or_default().to_owned(),
        run_name: run_name(element),
        properties: element.child("attributes").map_or(Vec::new(), attributes),
        description: given(element, "description"),
        results: vec![result(element)],
        ..RawCase::default()
    }
}

/// The instance and the parameters: the runs of one test differ in them.
fn run_name(element: &Element) -> Option<String> {
    let instance = given(element, "test-instance-name").or_else(|| given(element, "instance-name"));
    let parameters = element.child("params").map(|params| params.children_named("param").map(parameter));
    let parameters = parameters.map(|values| values.collect::<Vec<_>>().join(", "));
    let parts: Vec<String> = instance.into_iter().chain(parameters).collect();
    Some(parts.join(": ")).filter(|name| !name.trim().is_empty())
}

fn parameter(param: &Element) -> String {
    match param.child("value") {
        Some(value) if value.attribute("is-null") == Some("true") => "null".to_owned(),
        _ => text(param).trim().to_owned(),
    }
}

fn attributes(list: &Element) -> Vec<(String, String)> {
    let attribute = |item: &Element| Some((given(item, "name")?, text(item).trim().to_owned()));
    list.children_named("attribute").filter_map(attribute).collect()
}

fn result(element: &Element) -> RawResult {
    RawResult {
        words: vec![word(element, "status")],
        duration: given(element, "duration-ms")
            .map(|text| RawDuration::new(text, Unit::Milliseconds, "@duration-ms")),
        started: given(element, "started-at").map(|text| RawInstant::new(text, "@started-at")),
        failures: element.child("exception").map(failure).into_iter().collect(),
    }
}

fn failure(exception: &Element) -> RawFailure {
    let stack =
        ["full-stacktrace", "short-stacktrace"].into_iter().find_map(|name| child_text(exception, name));
    RawFailure {
        kind: given(exception, "class"),
        message: child_text(exception, "message").map(|message| message.trim().to_owned()),
        stack: stack.map_or(String::new(), |stack| stack.trim_start().to_owned()),
    }
}

/// A set-up or tear-down is no test. That it failed is told, because the tests that it lets down are only skipped.
fn tell_configuration(element: &Element, surroundings: &mut Surroundings, sink: &mut dyn CaseSink) {
    let path = surroundings.child_path(&element.name);
    if element.attribute("status") != Some("FAIL") {
        return;
    }
    let name = element.attribute("name").unwrap_or_default();
    let message = format!("configuration method \"{name}\" failed; it is no test and becomes no run");
    let mut diagnostic = Diagnostic::warning("suite-failed", message).with_path(path);
    diagnostic.place = element.place;
    let exception = element.child("exception");
    sink.diagnostic(
        diagnostic.with_found(exception.and_then(|e| child_text(e, "message")).unwrap_or_default()),
    );
}
