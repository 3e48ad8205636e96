//! Which format a JSON document is of, by the keys that it has and where.

use super::trail::Trail;
use crate::diag::{Diagnostic, Place};
use crate::json::{Event, Handler, Spot, Then};
use crate::report::Format;
use crate::report::notation::KNOWN;

/// How deep keys are looked at.
const DEPTH: usize = 4;

/// A format and the keys that tell it; all of them must be there, in any order.
type Rule = (&'static [&'static str], Format);

const RULES: &[Rule] = &[
    (&["results.tool"], Format::Ctrf),
    (&["results.tests", "results.summary"], Format::Ctrf),
    (&["results.tests[].status"], Format::Ctrf),
    (&["config.rootDir"], Format::Playwright),
    (&["config.projects"], Format::Playwright),
    (&["suites[].specs"], Format::Playwright),
    (&["suites[].suites", "config"], Format::Playwright),
    (&["suites", "stats.expected"], Format::Playwright),
    (&["testResults[].assertionResults"], Format::Jest),
    (&["numTotalTestSuites"], Format::Jest),
    (&["numTotalTests"], Format::Jest),
    (&["examples[].full_description"], Format::Rspec),
    (&["examples", "summary_line"], Format::Rspec),
    (&["examples", "version"], Format::Rspec),
    (&["stats.suites", "stats.passes", "tests"], Format::Mocha),
    (&["stats.suites", "stats.passes", "passes"], Format::Mocha),
    (&["tests[].fullTitle"], Format::Mocha),
    (&["[].elements"], Format::Cucumber),
    (&["[].uri", "[].keyword"], Format::Cucumber),
    (&["uuid", "historyId"], Format::Allure),
    (&["uuid", "statusDetails"], Format::Allure),
    (&["uuid", "stage"], Format::Allure),
    (&["uuid", "status"], Format::Allure),
    (&["uuid", "labels"], Format::Allure),
    (&["uuid", "fullName"], Format::Allure),
    (&["uuid", "children"], Format::Allure),
    (&["Action", "Package"], Format::GoTest),
    (&["Action", "ImportPath"], Format::GoTest),
    (&["Action", "Time"], Format::GoTest),
    (&["protocolVersion", "runnerVersion"], Format::Dart),
    (&["type", "suite.platform"], Format::Dart),
    (&["type", "testID"], Format::Dart),
];

/// Documents that are known and not read: the keys that tell them, what they are, and what to do.
const OTHERS: &[(&[&str], &str, &str)] = &[
    (
        &["results[].suites", "stats.passes"],
        "a Mochawesome report",
        "use Mocha's own reporter \"json\", or JUnit XML",
    ),
    (&["meta.protocolVersion"], "Cucumber messages", "use the formatter \"json\""),
    (&["run.executions"], "a Newman report", "use the reporter \"junit\""),
    (&["root_group", "metrics"], "a summary of k6", "k6 measures; it holds no test cases"),
    (&["type", "event", "test_count"], "what libtest writes", "use cargo-nextest and JUnit XML"),
    (
        &["exitcode", "tests[].nodeid"],
        "a report of pytest-json-report",
        "use \"--junitxml\", or the CTRF plugin",
    ),
    (&["lockfileVersion"], "a lock file, not a report", KNOWN),
    (&["devDependencies"], "a package.json, not a report", KNOWN),
    (&["total.lines.pct"], "a summary of coverage, not a report", KNOWN),
];

/// The keys of a document so far.
#[derive(Debug, Default)]
pub(super) struct Facts {
    trail: Trail,
    patterns: Vec<String>,
    format: Option<Format>,
    first: Option<Place>,
}

impl Facts {
    /// The format, as soon as the keys tell it.
    pub(super) fn format(&self) -> Option<Format> {
        self.format
    }

    /// Says what a document is that is none of the formats.
    pub(super) fn unknown(&self) -> Diagnostic {
        let (message, help) = match OTHERS.iter().find(|(keys, ..)| self.has(keys)) {
            Some((_, what, help)) => (format!("this is {what}"), *help),
            None => (self.unknown_keys(), KNOWN),
        };
        let mut diagnostic = Diagnostic::error("unknown-format", message).with_help(help);
        diagnostic.place = self.first;
        diagnostic
    }

    fn unknown_keys(&self) -> String {
        let is_root = |pattern: &&String| !pattern.contains(['.', '[']) && !pattern.is_empty();
        let roots: Vec<String> =
            self.patterns.iter().filter(is_root).take(5).map(|key| format!("\"{key}\"")).collect();
        match roots.as_slice() {
            [] => "no known report is such a JSON document".to_owned(),
            keys => format!("no known report is a JSON object with the keys {}", keys.join(", ")),
        }
    }

    fn has(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.patterns.iter().any(|pattern| pattern == key))
    }

    fn note(&mut self) {
        let pattern = self.trail.pattern();
        if self.patterns.iter().any(|known| known == pattern) {
            return;
        }
        self.patterns.push(pattern.to_owned());
        if self.format.is_none() {
            self.format = RULES.iter().find(|(keys, _)| self.has(keys)).map(|&(_, format)| format);
        }
    }
}

impl Handler for Facts {
    fn event(&mut self, event: Event<'_>, spot: &Spot<'_>) -> Then {
        self.first.get_or_insert_with(|| spot.place());
        match event {
            Event::Key(key) => {
                self.trail.key(key);
                self.note();
                return if self.trail.depth() >= DEPTH { Then::Skip } else { Then::Go };
            }
            Event::StartObject | Event::StartArray => {
                self.trail.value();
                self.trail.enter(event == Event::StartArray);
            }
            Event::EndObject | Event::EndArray => self.trail.leave(),
            _ => self.trail.value(),
        }
        Then::Go
    }
}
