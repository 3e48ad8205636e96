//! What became of each input, in numbers, and what there is to say about it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diag::{Diagnostic, Severity};
use crate::limits;
use crate::model::{Run, Status};
use crate::report::Format;

/// One input in numbers. `cases` = `runs` + `dropped`, and the statuses add up to `runs`, always.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Account {
    /// The input, as diagnostics call it.
    pub file: String,
    /// The report's format by its name, such as `junit`; `zip` for an archive, `unknown` for what is no report.
    pub format: String,
    /// Test cases that the report holds.
    pub cases: u64,
    /// Runs that came of them.
    pub runs: u64,
    /// Cases that did not become a run; each is named in a diagnostic.
    pub dropped: u64,
    /// The runs by status.
    pub statuses: Statuses,
    /// How many diagnostics of each code there are about this input, those that were not kept included.
    pub codes: BTreeMap<String, u64>,
}

/// How many runs of each status there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Statuses {
    /// `Passed`.
    pub passed: u64,
    /// `Skipped`.
    pub skipped: u64,
    /// `Failed`.
    pub failed: u64,
    /// `Planned`.
    pub planned: u64,
}

/// How many tests a rule chose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RuleAccount {
    /// Its name, or its number, counted from 1.
    pub name: String,
    /// Tests, those included that a policy refused and those that gave way to another run of the same test.
    pub tests: u64,
}

impl Statuses {
    fn of(&mut self, status: Status) -> &mut u64 {
        match status {
            Status::Passed => &mut self.passed,
            Status::Skipped => &mut self.skipped,
            Status::Failed => &mut self.failed,
            Status::Planned => &mut self.planned,
        }
    }
}

impl Account {
    pub(super) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), format: "unknown".to_owned(), ..Self::default() }
    }

    pub(super) fn set_format(&mut self, format: Option<Format>) {
        if let Some(format) = format {
            format.as_str().clone_into(&mut self.format);
        }
    }

    pub(super) fn add_run(&mut self, run: &Run) {
        self.runs += 1;
        *self.statuses.of(status(run)) += 1;
    }

    /// A run that was counted gives its place to another.
    pub(super) fn take_back(&mut self, run: &Run) {
        self.runs -= 1;
        self.dropped += 1;
        *self.statuses.of(status(run)) -= 1;
    }

    pub(super) fn add_code(&mut self, code: &str) {
        match self.codes.get_mut(code) {
            Some(count) => *count += 1,
            None => drop(self.codes.insert(code.to_owned(), 1)),
        }
    }
}

fn status(run: &Run) -> Status {
    match run {
        Run::Test(run) => run.status,
        Run::Gherkin(run) => run.status,
    }
}

/// Diagnostics about all inputs, up to a bound; those that name a lost case are all kept.
#[derive(Debug, Default)]
pub(super) struct Findings {
    kept: Vec<Diagnostic>,
    others: usize,
    left_out: usize,
    /// Inputs without a test case.
    empty: Vec<String>,
    /// How it stood before the open input: kept, others, left out.
    mark: (usize, usize, usize),
}

impl Findings {
    /// Something that loses no case.
    pub(super) fn push(&mut self, file: &str, diagnostic: Diagnostic) {
        if self.others == limits::DIAGNOSTICS && diagnostic.severity != Severity::Error {
            self.left_out += 1;
        } else {
            self.others += 1;
            self.push_always(file, diagnostic);
        }
    }

    /// A case that is lost.
    pub(super) fn push_always(&mut self, file: &str, mut diagnostic: Diagnostic) {
        diagnostic.file = Some(file.to_owned());
        self.kept.push(diagnostic);
    }

    /// Remembers how it stands.
    pub(super) fn mark(&mut self) {
        self.mark = (self.kept.len(), self.others, self.left_out);
    }

    /// Forgets what was said since.
    pub(super) fn return_to_mark(&mut self) {
        let (kept, others, left_out) = self.mark;
        self.kept.truncate(kept);
        (self.others, self.left_out) = (others, left_out);
    }

    /// An input that was read well and holds no test case.
    pub(super) fn push_empty(&mut self, file: &str) {
        self.empty.push(file.to_owned());
    }

    /// Whether an error was found in that input.
    pub(super) fn has_error(&self, file: &str) -> bool {
        self.kept.iter().any(|diagnostic| diagnostic.is_error() && diagnostic.file.as_deref() == Some(file))
    }

    /// What there is to say about inputs without test cases; it is an error where no input has any.
    pub(super) fn about_empty(&self, has_cases: bool) -> impl Iterator<Item = Diagnostic> {
        let severity = if has_cases { Severity::Warning } else { Severity::Error };
        self.empty.iter().map(move |file| {
            let mut diagnostic = Diagnostic::new(severity, "no-test-case", "the report holds no test case");
            diagnostic.file = Some(file.clone());
            diagnostic
        })
    }

    /// All of them.
    pub(super) fn all(&self, has_cases: bool) -> Vec<Diagnostic> {
        let left_out = (self.left_out > 0).then(|| {
            let message = format!("{} findings more are left out", self.left_out);
            Diagnostic::info("findings-left-out", message)
        });
        self.kept.iter().cloned().chain(self.about_empty(has_cases)).chain(left_out).collect()
    }
}
