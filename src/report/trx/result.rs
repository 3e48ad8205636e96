//! Results of tests as cases; results with inner ones as the cases in them.

use std::sync::Arc;

use crate::report::markers::Markers;
use crate::report::raw::{RawCase, RawDuration, RawFailure, RawInstant, RawResult, RawSuite, Unit};
use crate::report::tree::{child_text, given, text};
use crate::xml::Element;

pub(super) const ELEMENTS: &[&str] = &[
    "UnitTestResult",
    "TestResult",
    "GenericTestResult",
    "WebTestResult",
    "LoadTestResult",
    "ManualTestResult",
    "TestResultAggregation",
];

/// A case whose definition may still be to come.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) test_id: String,
    pub(super) case: RawCase,
}

impl Pending {
    /// Memory that it holds, roughly.
    pub(super) fn bytes(&self) -> usize {
        let failures = self.case.results.iter().flat_map(|result| &result.failures);
        let texts =
            failures.map(|f| f.stack.len() + f.message.as_ref().map_or(0, String::len)).sum::<usize>();
        size_of::<Self>() + self.case.name.len() + self.case.path.len() + texts
    }
}

/// The cases of a result. One with inner results, of an ordered or a data-driven test, is no case beside them, unless it
/// failed and none of them did.
pub(super) fn read(
    element: &Element,
    path: &str,
    suite: Option<&Arc<RawSuite>>,
    output: Markers,
) -> Vec<Pending> {
    let inner: Vec<&Element> = element
        .children_named("InnerResults")
        .flat_map(|results| &results.children)
        .filter(|result| ELEMENTS.contains(&result.name.as_str()))
        .collect();
    let is_failed =
        |result: &Element| !matches!(outcome(result).as_str(), "Passed" | "Warning" | "Completed");
    let hides_failure = is_failed(element) && !inner.iter().any(|result| is_failed(result));
    let mut cases = Vec::new();
    if inner.is_empty() || hides_failure {
        cases.push(pending(element, path, suite, output));
    }
    for (index, result) in inner.iter().enumerate() {
        let path = format!("{path}/InnerResults/{}[{}]", result.name, index + 1);
        cases.extend(read(result, &path, suite, Markers::default()));
    }
    cases
}

fn pending(element: &Element, path: &str, suite: Option<&Arc<RawSuite>>, output: Markers) -> Pending {
    let ids = ["testId", "executionId"].into_iter();
    let ids = ids.filter_map(|name| Some((name.to_owned(), given(element, name)?)));
    let case = RawCase {
        place: element.place,
        path: path.to_owned(),
        suite: suite.cloned(),
        run_name: given(element, "dataRowInfo").map(|row| format!("row {row}")),
        name: element.attribute("testName").unwrap_or_default().to_owned(),
        properties: ids.collect(),
        results: vec![result(element)],
        output,
        ..RawCase::default()
    };
    Pending { test_id: element.attribute("testId").unwrap_or_default().to_owned(), case }
}

/// A result without an outcome is one of outcome "Error": the writer leaves out the first of its values.
fn outcome(element: &Element) -> String {
    given(element, "outcome").unwrap_or_else(|| "Error".to_owned())
}

fn result(element: &Element) -> RawResult {
    RawResult {
        words: vec![outcome(element).into()],
        duration: given(element, "duration")
            .map(|text| RawDuration::new(seconds(&text).unwrap_or(text), Unit::Seconds, "@duration")),
        started: given(element, "startTime").map(|text| RawInstant::new(text, "@startTime")),
        failures: element.child("Output").and_then(failure).into_iter().collect(),
    }
}

/// `[days.]hours:minutes:seconds[.fraction]` in seconds.
fn seconds(text: &str) -> Option<String> {
    let mut fields = text.trim().rsplitn(3, ':');
    let (seconds, minutes, hours) = (fields.next()?, fields.next()?, fields.next()?);
    let (days, hours) = hours.split_once('.').unwrap_or(("0", hours));
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let number = |text: &str| text.parse::<u32>().ok().map(u64::from);
    let hours = number(days)? * 24 + number(hours)?;
    let whole = (hours * 60 + number(minutes)?) * 60 + number(whole)?;
    fraction.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("{whole}.{fraction}"))
}

/// `ErrorInfo`; without one the text messages, which say why a test was not run.
fn failure(output: &Element) -> Option<RawFailure> {
    let Some(error) = output.child("ErrorInfo") else {
        let message = output.child("TextMessages").map(text).filter(|message| !message.is_empty())?;
        return Some(RawFailure { message: Some(message), ..RawFailure::default() });
    };
    let message = child_text(error, "Message");
    Some(RawFailure {
        kind: message.as_deref().and_then(exception),
        stack: child_text(error, "StackTrace").unwrap_or_default(),
        message,
    })
}

/// The type in `Test method Namespace.Class.Method threw exception: System.OutOfMemoryException: no memory`.
fn exception(message: &str) -> Option<String> {
    let (_, thrown) = message.split_once("threw exception:")?;
    let (kind, _) = thrown.trim_start().split_once(": ")?;
    crate::report::dotnet::is_plain(kind).then(|| kind.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_days_and_ticks() {
        for (text, expected) in [
            ("00:00:00.0437026", Some("0.0437026")),
            ("01:02:03", Some("3723.0")),
            ("1.00:00:01.5", Some("86401.5")),
            ("1.5", None),
            ("-00:00:01", None),
            ("00:00:1e3", None),
        ] {
            assert_eq!(seconds(text).as_deref(), expected, "{text:?}");
        }
    }
}
