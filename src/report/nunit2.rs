//! NUnit 2: `test-results` with nested `test-suite` and `test-case`.

use super::dotnet;
use super::raw::{CaseSink, RawCase, RawDuration, RawInstant, RawResult, RawSuite, Unit};
use super::tree::{Dialect, Grammar, Whole, given, given_attribute};
use crate::diag::Diagnostic;
use crate::xml::{Element, Start};

const GRAMMAR: Grammar = Grammar {
    cases: &["test-case"],
    others: &["properties", "categories"],
    printed: &[],
    silent: &[],
    ignored: &["environment", "culture-info"],
};

/// Reports of NUnit 2, and of others that write as it does.
#[derive(Debug, Default)]
pub(super) struct NUnit2 {
    /// The file name of the assembly whose suite is open, or was last.
    module: Option<String>,
    has_told_inconclusive: bool,
}

impl Dialect for NUnit2 {
    fn grammar(&self) -> &'static Grammar {
        &GRAMMAR
    }

    fn suite(&mut self, start: &Start<'_>, suite: &mut RawSuite) {
        let given = |name: &str| given_attribute(start, name);
        suite.name = given("name").unwrap_or_default();
        let is_root = start.name().local == "test-results";
        if is_root || start.attribute("type") == Some("Assembly") {
            self.module = given("name").as_deref().and_then(dotnet::module);
        }
        if is_root {
            let started = given("date").zip(given("time")).map(|(date, time)| format!("{date}T{time}"));
            suite.started = started.map(|text| RawInstant::new(text, "@time"));
        } else {
            suite.duration = given("time").map(|text| RawDuration::new(text, Unit::Seconds, "@time"));
        }
    }

    fn whole(&mut self, whole: Whole<'_>, sink: &mut dyn CaseSink) {
        let Whole { element, surroundings, output } = whole;
        if element.name == "test-case" {
            let path = surroundings.child_path(&element.name);
            let suite = surroundings.suite();
            self.tell_inconclusive(element, &path, sink);
            let (class, name) = names(element, suite.as_deref());
            sink.case(RawCase {
                place: element.place,
                path,
                class: class.map_or_else(Default::default, dotnet::class),
                name: name.to_owned(),
                suite: suite.clone(),
                module: self.module.clone(),
                properties: properties(element),
                description: given(element, "description"),
                results: vec![result(element)],
                output,
                ..RawCase::default()
            });
        } else if let Some(suite) = surroundings.suite_mut() {
            suite.properties.extend(listed(element));
        }
    }
}

impl NUnit2 {
    /// Says once what becomes of tests that neither passed nor failed.
    fn tell_inconclusive(&mut self, element: &Element, path: &str, sink: &mut dyn CaseSink) {
        let is_inconclusive = element.attribute("result") == Some("Inconclusive");
        if is_inconclusive && !std::mem::replace(&mut self.has_told_inconclusive, true) {
            let message = "inconclusive tests are taken for passed, as Jenkins takes them";
            let mut diagnostic = Diagnostic::info("status-inconclusive", message).with_path(path);
            diagnostic.place = element.place;
            sink.diagnostic(diagnostic.with_found("Inconclusive"));
        }
    }
}

/// The class and the name without it. A name that its author made up may have dots of its own, so that the suites
/// around it, where they are told apart, know better where it begins.
fn names<'a>(element: &'a Element, suite: Option<&RawSuite>) -> (Option<&'a str>, &'a str) {
    let full = element.attribute("name").unwrap_or_default();
    let fixture = suite.into_iter().flat_map(RawSuite::chain).find_map(|suite| {
        let at = full.rfind(&format!("{}.", suite.name)).filter(|_| !suite.name.is_empty())?;
        let end = at + suite.name.len();
        (at == 0 || full[..at].ends_with('.')).then_some(end)
    });
    match fixture {
        Some(end) if end + 1 < full.len() => (Some(&full[..end]), &full[end + 1..]),
        _ => dotnet::split_method(full),
    }
}

/// Before NUnit 2.5 there was no `result`, only whether it was executed and was a success.
fn result(element: &Element) -> RawResult {
    let is = |name: &str, value: &str| element.attribute(name).is_some_and(|v| v.eq_ignore_ascii_case(value));
    let word = match given(element, "result") {
        Some(result) => result,
        None if is("executed", "False") => "NotRun".to_owned(),
        None if is("success", "False") => "Failure".to_owned(),
        None => "Success".to_owned(),
    };
    RawResult {
        words: vec![word.into()],
        duration: given(element, "time").map(|time| RawDuration::new(time, Unit::Seconds, "@time")),
        started: None,
        failures: element.children.iter().filter_map(dotnet::nunit_failure).collect(),
    }
}

fn properties(element: &Element) -> Vec<(String, String)> {
    element.children.iter().flat_map(listed).collect()
}

/// `properties` and `categories`.
fn listed(list: &Element) -> Vec<(String, String)> {
    let values = |item: &Element| match list.name.as_str() {
        "properties" => Some((given(item, "name")?, item.attribute("value").unwrap_or_default().to_owned())),
        "categories" => Some(("Category".to_owned(), given(item, "name")?)),
        _ => None,
    };
    list.children.iter().filter_map(values).collect()
}
