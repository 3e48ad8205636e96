//! Inputs on their way to the readers: an archive's entries are inputs of their own, under the archive's name.

use std::collections::VecDeque;

use super::ConvertOptions;
use super::intake::Intake;
use super::judging::Judging;
use super::part::{self, Part};
use crate::diag::{Diagnostic, Severity};
use crate::parts::Batch;
use crate::report::{CaseOptions, ReportOptions, ReportReader};
use crate::unpack::Sink;
use crate::xsd::Schema;

/// Names of entries that a finding gives.
const SHOWN: usize = 3;

/// What is read at the moment, and the parts that came of it.
#[derive(Debug)]
pub(super) struct Inputs {
    options: ConvertOptions,
    schema: Schema,
    /// The open input, as the caller named it.
    file: String,
    /// Whether it may be something else than a report.
    is_optional: bool,
    /// Inputs that turned out to be no reports although they might have been.
    others: Others,
    /// Whether the open input is one of them.
    is_other: bool,
    archive: Option<Archive>,
    reader: Option<ReportReader>,
    pub(super) intake: Intake,
    pub(super) parts: VecDeque<Part>,
    next_index: usize,
    judging: Judging,
}

/// The open archive.
#[derive(Debug)]
struct Archive {
    /// Position of its account.
    account: usize,
    reports: usize,
    others: Others,
}

/// What is no report: how many, and the names of the first.
#[derive(Debug, Default)]
struct Others {
    count: usize,
    names: Vec<String>,
}

impl Others {
    fn add(&mut self, name: &str) {
        self.count += 1;
        if self.names.len() < SHOWN {
            self.names.push(format!("\"{name}\""));
        }
    }

    /// One finding about all of them.
    fn diagnostic(&self, severity: Severity, code: &'static str, what: &str) -> Option<Diagnostic> {
        let (count, names) = (self.count, self.names.join(", "));
        let message = format!("{count} {what} are no reports and are left out, such as {names}");
        (count > 0).then(|| Diagnostic::new(severity, code, message))
    }
}

impl Inputs {
    pub(super) fn new(options: ConvertOptions, schema: Schema, intake: Intake) -> Self {
        let judging = Judging::new(options.rules.clone());
        Self {
            judging,
            options,
            schema,
            file: String::new(),
            is_optional: false,
            others: Others::default(),
            is_other: false,
            archive: None,
            reader: None,
            intake,
            parts: VecDeque::new(),
            next_index: 0,
        }
    }

    pub(super) fn open(&mut self, file: &str, is_optional: bool) {
        file.clone_into(&mut self.file);
        self.is_optional = is_optional;
        self.is_other = false;
    }

    /// Says of an archive that was read what came of its entries.
    pub(super) fn close(&mut self) {
        let Some(Archive { account, reports, others }) = self.archive.take() else { return };
        if let Some(diagnostic) = others.diagnostic(Severity::Info, "entries-left-out", "entries") {
            self.intake.note_about(account, diagnostic);
        }
        if reports == 0 && !self.intake.has_error(&self.file) {
            let severity = if self.is_optional { Severity::Warning } else { Severity::Error };
            let message = "the archive holds no report";
            self.intake.note_about(account, Diagnostic::new(severity, "archive-without-report", message));
        }
    }

    /// What inputs turned out to be no reports although they might have been; an error where none is one.
    pub(super) fn left_out(&self) -> Option<Diagnostic> {
        let severity = if self.intake.has_cases() { Severity::Info } else { Severity::Error };
        self.others.diagnostic(severity, "inputs-left-out", "inputs")
    }

    /// What the rules of the documentation say.
    pub(super) fn of_rules(&self) -> impl Iterator<Item = Diagnostic> {
        self.judging.diagnostics(|input| self.intake.file(input))
    }

    /// Completes the parts that are not full.
    pub(super) fn finish(&mut self) {
        for batch in self.intake.finish() {
            self.write(batch);
        }
    }

    fn write_full_parts(&mut self) {
        for batch in self.intake.take_full() {
            self.write(batch);
        }
    }

    fn write(&mut self, batch: Batch) {
        let most = self.intake.cutter.bytes_per_part();
        self.parts.extend(part::write(batch, &self.schema, most, &mut self.next_index, &mut self.judging));
    }

    fn report_options(&self) -> ReportOptions {
        let ConvertOptions { identity, times, statuses, illegal_characters, foreign, .. } = &self.options;
        let cases =
            CaseOptions { identity: identity.clone(), times: times.clone(), statuses: statuses.clone() };
        ReportOptions { foreign: *foreign, replacement: illegal_characters.clone(), cases }
    }
}

impl Sink for Inputs {
    fn archive(&mut self) {
        let account = self.intake.begin_archive(&self.file);
        self.archive = Some(Archive { account, reports: 0, others: Others::default() });
    }

    fn begin(&mut self, entry: Option<&str>) {
        match entry {
            None => self.intake.begin(&self.file),
            Some(entry) => self.intake.begin(&format!("{}/{entry}", self.file)),
        }
        self.reader = Some(ReportReader::new(self.report_options()));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        if let Some(reader) = &mut self.reader {
            reader.push(bytes, &mut self.intake);
            self.write_full_parts();
        }
    }

    fn end(&mut self) {
        let Some(reader) = self.reader.take() else { return };
        let format = reader.finish(&mut self.intake);
        self.write_full_parts();
        let others = match &mut self.archive {
            Some(archive) => {
                archive.reports += usize::from(format.is_some());
                Some(&mut archive.others)
            }
            None => self.is_optional.then_some(&mut self.others),
        };
        match others {
            Some(others) if format.is_none() => {
                let name = self.intake.forget();
                let in_archive = name.strip_prefix(&self.file).and_then(|rest| rest.strip_prefix('/'));
                others.add(in_archive.unwrap_or(&name));
                self.is_other = self.archive.is_none();
            }
            _ => self.intake.end(format),
        }
    }

    /// A gzip file that is cut off needs no second word where its report has said that it is.
    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        match &self.archive {
            Some(archive) => self.intake.note_about(archive.account, diagnostic),
            None if diagnostic.code == "archive-cut-off" && self.intake.has_error(&self.file) => {}
            None if self.is_other => self.intake.note_other(&self.file, diagnostic),
            None => self.intake.note(diagnostic),
        }
    }
}
