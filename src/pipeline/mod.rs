//! The whole story: reports in, parts out, with an account of what became of every case.
//!
//! A stream from end to end. Memory holds the open part, not the report; a part is written, validated and handed on
//! before the next one is begun.

mod account;
mod explaining;
mod identities;
mod inputs;
mod intake;
mod judging;
mod linking;
mod part;
mod repeats;

use serde::Deserialize;

use crate::decode::FindDecoder;
use crate::diag::Diagnostic;
use crate::duplicates::DuplicatePolicy;
use crate::fit::FitOptions;
use crate::limits::{self, UnpackLimits};
use crate::links::{Conflict, ContextFile, Explanation, Policies, Rule};
use crate::model::Context;
use crate::parts::Cutter;
use crate::report::{self, Identity, Times};
use crate::rules::Severities;
use crate::unpack::Unpacker;
use crate::xml::Replacement;
use crate::xsd::Schema;

pub use crate::parts::CaseOrigin;
pub use account::{Account, RuleAccount, Statuses};
pub use explaining::ExplainOptions;
pub use identities::ShownIdentity;
pub use part::Part;

use inputs::Inputs;
use intake::Intake;

/// How to convert.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct ConvertOptions {
    /// What holds for all runs. What it says of a kind replaces what a report says of all its runs.
    pub context: Context,
    /// A context file: what holds for all runs, and rules for some. The options go before it.
    pub context_file: Option<ContextFile>,
    /// Rules for some runs, after those of the context file.
    pub link_rules: Vec<Rule>,
    /// Who wins where a report and its runs differ.
    pub link_policy: Policies,
    /// How much each rule of the documentation matters.
    pub rules: Severities,
    /// Whether runs stay as they are: nothing is shortened, and a test that comes twice stands twice. For payloads that are
    /// only to be cut, or to have other links.
    pub keep_runs: bool,
    /// Which tests are explained, and how many of them.
    pub explain: Option<ExplainOptions>,
    /// Runs in one part: at most 1000, which is also the default (documentation, "The maximum number of tests").
    pub runs_per_part: Option<usize>,
    /// Bytes of one part that are not passed, unless a single run is larger; at most the 100 MB that a server takes by
    /// default, and 20 MB unless said otherwise.
    pub bytes_per_part: Option<usize>,
    /// What stands in the place of characters that XML does not allow.
    pub illegal_characters: Replacement,
    /// Bounds for what is unpacked from gzip files and zip archives.
    pub unpack_limits: UnpackLimits,
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
    unpack_limits: UnpackLimits,
    unpacker: Option<Unpacker>,
    inputs: Inputs,
}

impl Conversion {
    /// A conversion whose parts are validated against `schema`.
    pub fn new(options: ConvertOptions, schema: Schema) -> Self {
        let runs_per_part = options.runs_per_part.unwrap_or(limits::RUNS_PER_PART).min(limits::RUNS_PER_PART);
        let bytes_per_part =
            options.bytes_per_part.unwrap_or(limits::PART_BYTES).min(limits::MOST_PART_BYTES);
        let intake = Intake::new(&options, &schema, Cutter::new(runs_per_part, bytes_per_part));
        let unpack_limits = options.unpack_limits.clone();
        Self { unpack_limits, unpacker: None, inputs: Inputs::new(options, schema, intake) }
    }

    /// Begins the next input, which diagnostics call `file`. An input that is still open is ended.
    ///
    /// It may be a report as it is, a gzip file, or a zip archive: each report in an archive is an input of its own, called
    /// `file/name`.
    pub fn begin(&mut self, file: &str) {
        self.open(file, false);
    }

    /// The same for an input that may be something else than a report, such as a file found in a folder: what is none is
    /// left out, and one finding at the end counts all of them.
    pub fn begin_optional(&mut self, file: &str) {
        self.open(file, true);
    }

    fn open(&mut self, file: &str, is_optional: bool) {
        self.end();
        self.inputs.open(file, is_optional);
        self.unpacker = Some(Unpacker::new(self.unpack_limits.clone()));
    }

    /// Reads the next chunk of the open input, of any size.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(unpacker) = &mut self.unpacker {
            unpacker.push(bytes, &mut self.inputs);
        }
    }

    /// Ends the open input.
    pub fn end(&mut self) {
        if let Some(unpacker) = self.unpacker.take() {
            unpacker.finish(&mut self.inputs);
            self.inputs.close();
        }
    }

    /// Ends the last input and completes the parts that are not full.
    pub fn finish(&mut self) {
        self.end();
        self.inputs.finish();
    }

    /// The next complete part.
    pub fn take_part(&mut self) -> Option<Part> {
        self.inputs.parts.pop_front()
    }

    /// What became of each input so far.
    pub fn accounts(&self) -> Vec<Account> {
        self.inputs.intake.accounts(self.inputs.of_rules())
    }

    /// Which tests the first cases of the inputs are, as the options have it and under each preset.
    pub fn identities(&self) -> &[ShownIdentity] {
        self.inputs.intake.identities()
    }

    /// Why the tests that the options ask for are linked to what they are linked to.
    pub fn explanations(&self) -> &[Explanation] {
        self.inputs.intake.explanations()
    }

    /// Where reports and runs differed so far.
    pub fn conflicts(&self) -> &[Conflict] {
        self.inputs.intake.conflicts()
    }

    /// How many tests each rule chose so far: those of the context file, then those of the options.
    pub fn rules(&self) -> Vec<RuleAccount> {
        self.inputs.intake.rules()
    }

    /// What there is to say about the inputs; what the schema says stands with each part.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = self.inputs.intake.diagnostics();
        all.extend(self.inputs.left_out());
        all.extend(self.inputs.of_rules());
        all
    }
}
