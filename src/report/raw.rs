//! A test case as its report has it, before anything is made of it.
//!
//! The seam between formats and runs: the reader of a format fills in a [`RawCase`] with what stands in the report, as it
//! stands there, and tells it to a [`CaseSink`]. What the numbers, words and names come to is decided in one place for all
//! formats (`report::shape`), so a reader reads no duration, no timestamp and no status itself, and neither shortens nor
//! invents anything. What a format does not have stays empty.
//!
//! A reader of a format whose runs are Octane's own (payloads, Gherkin features) tells them with [`CaseSink::run`].

use std::borrow::Cow;
use std::sync::Arc;

use super::Case;
use super::markers::Markers;
use crate::diag::{Diagnostic, Place};
use crate::model::{Context, Links, Steps};
use crate::payload::LinkPlaces;

/// Takes what the reader of a format tells, in the order of the report. Every case of the report comes as a `case`, a
/// `run` or a `dropped`, once.
pub(super) trait CaseSink {
    /// What the report itself says about all its runs; told once, before the first case, by formats that have it.
    fn context(&mut self, context: Context);
    /// Where its links stand; told before the context.
    fn places(&mut self, places: LinkPlaces);
    /// The next case.
    fn case(&mut self, case: RawCase);
    /// The next case of a format that has Octane's own runs.
    fn run(&mut self, case: Case);
    /// A case that cannot become a run, and why.
    fn dropped(&mut self, diagnostic: Diagnostic);
    /// Something worth saying that loses no case.
    fn diagnostic(&mut self, diagnostic: Diagnostic);
}

/// One test case, with all its attempts.
///
/// ```text
/// sink.case(RawCase {
///     place: element.place,
///     path,
///     suite: Some(suite.clone()),
///     class: RawClass::Joined("com.example.CalculatorTest".to_owned()),
///     name: "adds".to_owned(),
///     results: vec![RawResult {
///         words: vec!["failure".into()],
///         duration: Some(RawDuration::new("1,234.5", Unit::Seconds, "@time")),
///         failures: vec![RawFailure { message: Some("expected 4".to_owned()), ..RawFailure::default() }],
///         ..RawResult::default()
///     }],
///     ..RawCase::default()
/// });
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RawCase {
    /// Place of the element or value in the report.
    pub(super) place: Option<Place>,
    /// Path of the element (`/testsuites/testsuite[1]/testcase[3]`) or value (`/results/tests[3]`) in the report.
    pub(super) path: String,
    /// The suite around it; none where the format has no suites.
    pub(super) suite: Option<Arc<RawSuite>>,
    /// What holds the tests together above packages, where the format says so: an assembly, a project, a jar.
    pub(super) module: Option<String>,
    /// Package and class.
    pub(super) class: RawClass,
    /// The file that the test is written in.
    pub(super) file: Option<String>,
    /// Name of the test; empty where the report has none.
    pub(super) name: String,
    /// What tells apart runs of the same test within one report (a browser, a parameter set), where the format says so
    /// beside the name.
    pub(super) run_name: Option<String>,
    /// Name and value of the properties of the case itself, in order.
    pub(super) properties: Vec<(String, String)>,
    /// The attempts in the order of time; the last is the final one. Never empty where the report says what became of
    /// the case.
    pub(super) results: Vec<RawResult>,
    /// What the test is about, where the format says so.
    pub(super) description: Option<String>,
    /// Where the result is to be seen.
    pub(super) external_report_url: Option<String>,
    /// The test's id in the tool.
    pub(super) external_test_id: Option<String>,
    /// The run's id in the tool.
    pub(super) external_run_id: Option<String>,
    /// `run_type`.
    pub(super) run_type: Option<String>,
    /// Whether a person ran it, where the format says so.
    pub(super) manual: Option<bool>,
    /// Links that the format states outright.
    pub(super) links: Links,
    /// Steps, where the format has them.
    pub(super) steps: Vec<Steps>,
    /// What the test printed, for as much of it as matters: push it in pieces of any size.
    pub(super) output: Markers,
}

/// A suite: what its cases share. One for all of them, behind an [`Arc`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RawSuite {
    /// Its path in the report, unique within it.
    pub(super) path: String,
    /// The suite around it.
    pub(super) parent: Option<Arc<RawSuite>>,
    /// Its name; empty where it has none.
    pub(super) name: String,
    /// The package that it states for itself.
    pub(super) package: Option<String>,
    /// The file that it states for itself.
    pub(super) file: Option<String>,
    /// When it began.
    pub(super) started: Option<RawInstant>,
    /// How long it took as a whole.
    pub(super) duration: Option<RawDuration>,
    /// Name and value of its own properties, in order.
    pub(super) properties: Vec<(String, String)>,
}

/// Package and class of a test.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum RawClass {
    /// The report has none.
    #[default]
    None,
    /// In one text, as JUnit's `classname` has them; where it is split is up to the user.
    Joined(String),
    /// Told apart by the format; not split further.
    Apart {
        /// The package.
        package: Option<String>,
        /// The class.
        class: Option<String>,
    },
}

/// What became of one attempt.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RawResult {
    /// The tool's words for it: of attributes, of elements (`failure`), of values. Several where the report says several
    /// things of one attempt: the worst counts. None where it says nothing, which is how many formats say that it passed.
    pub(super) words: Vec<Cow<'static, str>>,
    /// How long it took.
    pub(super) duration: Option<RawDuration>,
    /// When it began.
    pub(super) started: Option<RawInstant>,
    /// Why it failed, several where the tool goes on after a failure; or why it was skipped.
    pub(super) failures: Vec<RawFailure>,
}

/// Why an attempt did not pass.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RawFailure {
    /// Class of the exception, or kind of failure.
    pub(super) kind: Option<String>,
    /// In one sentence.
    pub(super) message: Option<String>,
    /// Stack trace and whatever else there is.
    pub(super) stack: String,
}

/// A duration as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawDuration {
    /// Text of a string or a number.
    pub(super) text: String,
    /// What one of it is, unless the text says so itself.
    pub(super) unit: Unit,
    /// Its step from the path of the case or suite: `@time`, `duration`, `results[2]/duration`; empty for the whole.
    pub(super) at: Cow<'static, str>,
}

/// What a duration or an instant counts where it says no unit itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Unit {
    /// Seconds, as in JUnit.
    #[default]
    Seconds,
    /// Milliseconds, as in most JSON formats.
    Milliseconds,
    /// Nanoseconds, as in Cucumber JSON.
    Nanoseconds,
}

/// A point in time as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawInstant {
    /// A timestamp in words (`2024-02-29T12:34:56`), or a number since 1970-01-01T00:00:00Z.
    pub(super) text: String,
    /// What one of it is, where it is a number.
    pub(super) unit: Unit,
    /// Its step from the path of the case or suite, as for a duration.
    pub(super) at: Cow<'static, str>,
}

impl RawDuration {
    /// A duration, in that unit unless the text has one of its own.
    pub(super) fn new(text: impl Into<String>, unit: Unit, at: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), unit, at: at.into() }
    }
}

impl RawInstant {
    /// A timestamp in words, or a number of milliseconds.
    pub(super) fn new(text: impl Into<String>, at: impl Into<Cow<'static, str>>) -> Self {
        Self { text: text.into(), unit: Unit::Milliseconds, at: at.into() }
    }
}

impl RawSuite {
    /// The suite and those around it, from the inside out.
    pub(super) fn chain(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |suite| suite.parent.as_deref())
    }
}
