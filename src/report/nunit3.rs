//! NUnit 3 and later: `test-run` with nested `test-suite` and `test-case`.

use super::dotnet;
use super::raw::{CaseSink, RawCase, RawDuration, RawInstant, RawResult, RawSuite, Unit};
use super::tree::{Dialect, Grammar, Surroundings, Whole, given, given_attribute, text, word};
use crate::diag::Diagnostic;
use crate::xml::{Element, Start};

const GRAMMAR: Grammar = Grammar {
    cases: &["test-case"],
    others: &["properties", "failure"],
    printed: &["output"],
    silent: &["output"],
    ignored: &["command-line", "filter", "environment", "settings"],
};

/// Where a suite failed by itself, and no case of it shows that: the failures of set-ups stand in the cases.
const OWN_SITE: &str = "TearDown";

/// Reports of NUnit 3 and later.
#[derive(Debug, Default)]
pub(super) struct NUnit3 {
    /// Of the open elements: the place of their failure.
    sites: Vec<Option<String>>,
    module: Option<String>,
}

impl Dialect for NUnit3 {
    fn grammar(&self) -> &'static Grammar {
        &GRAMMAR
    }

    fn suite(&mut self, start: &Start<'_>, suite: &mut RawSuite) {
        let given = |name: &str| given_attribute(start, name);
        suite.name = given("name").unwrap_or_default();
        suite.started = given("start-time").map(|text| RawInstant::new(text, "@start-time"));
        suite.duration = given("duration").map(|text| RawDuration::new(text, Unit::Seconds, "@duration"));
        if start.attribute("type") == Some("Assembly") {
            self.module = given("name").as_deref().and_then(dotnet::module);
        }
        self.sites.push(given("site"));
    }

    fn whole(&mut self, whole: Whole<'_>, sink: &mut dyn CaseSink) {
        let Whole { element, surroundings, output } = whole;
        match element.name.as_str() {
            "test-case" => {
                let mut case = raw_case(element, surroundings);
                case.module.clone_from(&self.module);
                case.output = output;
                sink.case(case);
            }
            "properties" => {
                if let Some(suite) = surroundings.suite_mut() {
                    suite.properties.extend(properties(element));
                }
            }
            _ => {
                if self.sites.last().and_then(Option::as_deref) == Some(OWN_SITE) {
                    sink.diagnostic(suite_failure(element, surroundings));
                }
            }
        }
    }

    fn leave(&mut self, _: &str, _: &mut dyn CaseSink) {
        self.sites.pop();
    }
}

fn raw_case(element: &Element, surroundings: &mut Surroundings) -> RawCase {
    let name = element.attribute("name").unwrap_or_default();
    // The attribute "classname" has no arguments of the fixture; the full name has.
    let fixture = element.attribute("fullname").and_then(|full| full.strip_suffix(name)?.strip_suffix('.'));
    let class = fixture.filter(|_| !name.is_empty()).or_else(|| element.attribute("classname"));
    let properties = element.child("properties").map_or(Vec::new(), properties);
    let description = properties.iter().find(|(name, _)| name == "Description");
    RawCase {
        place: element.place,
        path: surroundings.child_path(&element.name),
        suite: surroundings.suite(),
        class: class.map_or_else(Default::default, dotnet::class),
        name: name.to_owned(),
        description: description.map(|(_, value)| value.clone()),
        properties,
        results: vec![result(element)],
        ..RawCase::default()
    }
}

fn result(element: &Element) -> RawResult {
    RawResult {
        words: vec![word(element, "result")],
        duration: given(element, "duration").map(|text| RawDuration::new(text, Unit::Seconds, "@duration")),
        started: given(element, "start-time").map(|text| RawInstant::new(text, "@start-time")),
        failures: element.children.iter().filter_map(dotnet::nunit_failure).collect(),
    }
}

fn properties(list: &Element) -> Vec<(String, String)> {
    let property =
        |item: &Element| Some((given(item, "name")?, item.attribute("value").unwrap_or_default().to_owned()));
    list.children_named("property").filter_map(property).collect()
}

fn suite_failure(element: &Element, surroundings: &mut Surroundings) -> Diagnostic {
    let suite = surroundings.suite().map_or(String::new(), |suite| suite.name.clone());
    let message = format!("suite \"{suite}\" failed by itself, which no test case shows");
    let mut diagnostic = Diagnostic::warning("suite-failed", message);
    diagnostic.place = element.place;
    diagnostic.with_found(text(element)).with_path(surroundings.child_path(&element.name))
}
