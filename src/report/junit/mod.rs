//! JUnit XML: every `testcase`, at any depth, whatever stands around it.

mod case;

use super::raw::{CaseSink, RawDuration, RawInstant, RawSuite, Unit};
use super::tree::{Dialect, Grammar, Surroundings, Whole, given, given_attribute, text};
use crate::diag::{Diagnostic, Place};
use crate::report::markers::Markers;
use crate::xml::{Element, Start};

const GRAMMAR: Grammar = Grammar {
    cases: &["testcase"],
    others: &["properties", "failure", "error"],
    printed: &["system-out"],
    silent: &["system-out", "system-err"],
    ignored: &[],
};

/// JUnit XML of any tool.
#[derive(Debug, Default)]
pub(super) struct Junit {
    open: Vec<OpenSuite>,
}

/// What an open suite says of itself.
#[derive(Debug)]
struct OpenSuite {
    /// Its name, place and path, where it says that something in it failed.
    failed: Option<(String, Place, String)>,
    /// Whether something in it has shown a case or a failure.
    has_shown: bool,
}

impl Dialect for Junit {
    fn grammar(&self) -> &'static Grammar {
        &GRAMMAR
    }

    fn suite(&mut self, start: &Start<'_>, suite: &mut RawSuite) {
        let given = |name: &str| given_attribute(start, name);
        suite.name = given("name").unwrap_or_default();
        suite.package = given("package");
        suite.file = given("file").or_else(|| given("filepath"));
        suite.started = given("timestamp").map(|text| RawInstant::new(text, "@timestamp"));
        suite.duration = given("time").map(|text| RawDuration::new(text, Unit::Seconds, "@time"));
        let counts = ["failures", "errors"].into_iter().filter_map(|name| start.attribute(name));
        let has_failed = counts.filter_map(|count| count.trim().parse().ok()).any(|count: u32| count > 0);
        let failed = has_failed.then(|| (suite.name.clone(), start.place(), suite.path.clone()));
        self.open.push(OpenSuite { failed, has_shown: false });
    }

    /// newman counts a request without an answer as an error of a suite that holds no case.
    fn leave(&mut self, _: &str, sink: &mut dyn CaseSink) {
        let Some(OpenSuite { failed, has_shown }) = self.open.pop() else { return };
        let is_silent = failed.is_some() && !has_shown;
        if let Some((name, place, path)) = failed.filter(|_| is_silent) {
            let message = format!("suite \"{name}\" says that it failed, and holds no test case");
            sink.diagnostic(Diagnostic::warning("suite-failed", message).with_place(place).with_path(path));
        }
        if let Some(around) = self.open.last_mut() {
            around.has_shown |= has_shown || is_silent;
        }
    }

    fn whole(&mut self, whole: Whole<'_>, sink: &mut dyn CaseSink) {
        let Whole { element, surroundings, output } = whole;
        if let Some(around) = self.open.last_mut() {
            around.has_shown |= element.name != "properties";
        }
        match element.name.as_str() {
            "testcase" => tell(element, surroundings, output, sink),
            "properties" => {
                if let Some(suite) = surroundings.suite_mut() {
                    suite.properties.extend(case::properties(element));
                }
            }
            _ => sink.diagnostic(suite_failure(element, surroundings)),
        }
    }
}

/// Tells the case, and those that some tools nest in it.
fn tell(element: &Element, surroundings: &mut Surroundings, output: Markers, sink: &mut dyn CaseSink) {
    let path = surroundings.child_path(&element.name);
    sink.case(case::raw_case(element, path, surroundings.suite(), output));
    for nested in element.children_named("testcase") {
        tell(nested, surroundings, Markers::default(), sink);
    }
}

/// A failure that no test case has, such as of what is set up for all of them.
fn suite_failure(element: &Element, surroundings: &mut Surroundings) -> Diagnostic {
    let suite = surroundings.suite().map_or(String::new(), |suite| suite.name.clone());
    let message = format!("suite \"{suite}\" failed by itself, which no test case shows");
    let mut diagnostic = Diagnostic::warning("suite-failed", message);
    diagnostic.place = element.place;
    let said = given(element, "message").unwrap_or_else(|| text(element));
    diagnostic.with_found(said).with_path(surroundings.child_path(&element.name))
}
