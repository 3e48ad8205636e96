//! The whole story: reports in, parts out, with an account of what became of every case.
//!
//! A stream from end to end. Memory holds the open part, not the report; a part is written, validated and handed on
//! before the next one is begun.

mod account;
mod identities;
mod intake;
mod part;
mod repeats;

use std::collections::VecDeque;

use serde::Deserialize;

use crate::decode::FindDecoder;
use crate::diag::Diagnostic;
use crate::duplicates::DuplicatePolicy;
use crate::fit::FitOptions;
use crate::limits;
use crate::links::{Conflict, Policies};
use crate::model::Context;
use crate::parts::{Batch, Cutter};
use crate::report::{self, CaseOptions, Identity, ReportOptions, ReportReader, Times};
use crate::xml::Replacement;
use crate::xsd::Schema;

pub use account::{Account, Statuses};
pub use identities::ShownIdentity;
pub use part::Part;

use intake::Intake;

/// How to convert.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ConvertOptions {
    /// What holds for all runs. What it says of a kind replaces what a report says of all its runs.
    pub context: Context,
    /// Who wins where a report and its runs differ.
    pub link_policy: Policies,
    /// Runs in one part: at most 1000, which is also the default (documentation, "The maximum number of tests").
    pub runs_per_part: Option<usize>,
    /// What stands in the place of characters that XML does not allow.
    pub illegal_characters: Replacement,
    /// Which test a case is.
    pub identity: Identity,
    /// How times are read.
    pub times: Times,
    /// What the words of tools come to, and which of several attempts counts.
    pub statuses: report::Statuses,
    /// What is done with values that the schema does not take.
    pub fit: FitOptions,
    /// What is done with tests that come twice.
    pub duplicates: DuplicatePolicy,
    /// Decoders for encodings that are not built in.
    #[serde(skip)]
    pub foreign: Option<FindDecoder>,
}

/// Reports being converted. Begin each input, push its bytes, end it; take parts as they become complete; finish.
///
/// ```
/// use octane_payload::payload::BUNDLED_SCHEMA;
/// use octane_payload::pipeline::{Conversion, ConvertOptions};
/// use octane_payload::xsd::{self, CompileOptions, NoResolver, SchemaDocument};
///
/// let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
/// let schema = xsd::compile(&documents, &mut NoResolver, &CompileOptions::default())?;
/// let mut conversion = Conversion::new(ConvertOptions::default(), schema);
/// conversion.begin("report.xml");
/// conversion.push(b"<testsuite><testcase name='adds' time='0.5'/></testsuite>");
/// conversion.end();
/// conversion.finish();
/// let part = conversion.take_part().expect("one part");
/// assert!(part.valid && part.runs == 1);
/// # Ok::<(), octane_payload::xsd::SchemaError>(())
/// ```
#[derive(Debug)]
pub struct Conversion {
    options: ConvertOptions,
    schema: Schema,
    reader: Option<ReportReader>,
    intake: Intake,
    parts: VecDeque<Part>,
    next_index: usize,
}

impl Conversion {
    /// A conversion whose parts are validated against `schema`.
    pub fn new(options: ConvertOptions, schema: Schema) -> Self {
        let runs_per_part = options.runs_per_part.unwrap_or(limits::RUNS_PER_PART).min(limits::RUNS_PER_PART);
        let intake = Intake::new(&options, &schema, Cutter::new(runs_per_part));
        Self { options, schema, reader: None, intake, parts: VecDeque::new(), next_index: 0 }
    }

    /// Begins the next input, which diagnostics call `file`. An input that is still open is ended.
    pub fn begin(&mut self, file: &str) {
        self.end();
        self.intake.begin(file);
        self.reader = Some(ReportReader::new(self.report_options()));
    }

    /// Reads the next chunk of the open input, of any size.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(reader) = &mut self.reader {
            reader.push(bytes, &mut self.intake);
            self.write_full_parts();
        }
    }

    /// Ends the open input.
    pub fn end(&mut self) {
        if let Some(reader) = self.reader.take() {
            let format = reader.finish(&mut self.intake);
            self.intake.end(format);
            self.write_full_parts();
        }
    }

    /// Ends the last input and completes the parts that are not full.
    pub fn finish(&mut self) {
        self.end();
        for batch in self.intake.finish() {
            self.write(batch);
        }
    }

    /// The next complete part.
    pub fn take_part(&mut self) -> Option<Part> {
        self.parts.pop_front()
    }

    /// What became of each input so far.
    pub fn accounts(&self) -> Vec<Account> {
        self.intake.accounts()
    }

    /// Which tests the first cases of the inputs are, as the options have it and under each preset.
    pub fn identities(&self) -> &[ShownIdentity] {
        self.intake.identities()
    }

    /// Where reports and runs differed so far.
    pub fn conflicts(&self) -> &[Conflict] {
        self.intake.conflicts()
    }

    /// What there is to say about the inputs; what the schema says stands with each part.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.intake.diagnostics()
    }

    fn report_options(&self) -> ReportOptions {
        let ConvertOptions { identity, times, statuses, illegal_characters, foreign, .. } = &self.options;
        let cases =
            CaseOptions { identity: identity.clone(), times: times.clone(), statuses: statuses.clone() };
        ReportOptions { foreign: *foreign, replacement: illegal_characters.clone(), cases }
    }

    fn write_full_parts(&mut self) {
        for batch in self.intake.take_full() {
            self.write(batch);
        }
    }

    fn write(&mut self, batch: Batch) {
        for part in part::write(batch, &self.schema, &mut self.next_index) {
            self.parts.push_back(part);
        }
    }
}
