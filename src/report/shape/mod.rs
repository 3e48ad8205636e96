//! What a raw case comes to: the one place, for all formats, where words become a status, texts become numbers and names
//! become an identity.
//!
//! Owns the tables and policies of these. Knows no format's elements and no schema: what is too long for a payload is
//! shortened later.

mod attempts;
mod duration;
mod identity;
mod options;
mod properties;
mod start;
mod status;

pub use identity::{Identity, Preset, Template, TemplateError, TestIdentity};
pub use options::{AttemptPolicy, CaseOptions, DurationUnit, Starts, Statuses, Times, Unknown, Zone};

use super::raw::{CaseSink, RawCase};
use super::{Case, Format, IdentityExample, Properties, ReportSink};
use crate::diag::Diagnostic;
use crate::limits::IDENTITY_EXAMPLES;
use crate::model::{Context, Run, TestRun};
use crate::payload::LinkPlaces;

use start::Clock;

/// Subjects that are remembered as told: more different ones than reports have.
const MOST_TOLD: usize = 100;

/// Makes runs of one report's cases.
#[derive(Debug, Default)]
pub(super) struct Shaper {
    options: CaseOptions,
    clock: Clock,
    /// What was told once for a whole suite.
    told: Vec<Told>,
    examples: usize,
}

/// A shaper with the format that cases come from and the sink that runs go to.
pub(super) struct Shaping<'a, S> {
    pub(super) shaper: &'a mut Shaper,
    pub(super) format: Format,
    pub(super) sink: &'a mut S,
}

/// Something told of a suite, so that it is not told for each of its cases.
#[derive(Debug)]
struct Told {
    code: &'static str,
    /// What it is about, beside the code.
    subject: String,
    /// Path of the last suite that it was told of.
    suite: String,
}

/// A case that is not converted, and why.
struct Refused(Box<Diagnostic>);

/// A case with what there is to say about it.
struct Telling<'a> {
    raw: &'a RawCase,
    format: Format,
    options: &'a CaseOptions,
    told: &'a mut Vec<Told>,
    faults: Vec<Diagnostic>,
}

impl Shaper {
    pub(super) fn new(options: CaseOptions) -> Self {
        Self { options, ..Self::default() }
    }
}

impl<S: ReportSink> CaseSink for Shaping<'_, S> {
    fn context(&mut self, context: Context) {
        self.sink.context(context);
    }

    fn places(&mut self, places: LinkPlaces) {
        self.sink.places(places);
    }

    fn case(&mut self, mut raw: RawCase) {
        let Shaper { options, clock, told, examples } = self.shaper;
        if *examples < IDENTITY_EXAMPLES {
            *examples += 1;
            self.sink.identity(example(&raw, options));
        }
        let mut telling = Telling { raw: &raw, format: self.format, options, told, faults: Vec::new() };
        let run = run(&mut telling, clock);
        telling.faults.into_iter().for_each(|fault| self.sink.diagnostic(fault));
        match run {
            Ok(run) => {
                let properties = Properties::of_case(&mut raw);
                let RawCase { place, path, .. } = raw;
                self.sink.case(Case { run: Run::Test(Box::new(run)), place, path, properties });
            }
            Err(Refused(diagnostic)) => self.sink.dropped(*diagnostic),
        }
    }

    fn run(&mut self, case: Case) {
        self.sink.case(case);
    }

    fn dropped(&mut self, diagnostic: Diagnostic) {
        self.sink.dropped(diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.sink.diagnostic(diagnostic);
    }
}

fn example(raw: &RawCase, options: &CaseOptions) -> IdentityExample {
    let of = |preset| Identity { preset, ..Identity::default() }.of(raw);
    IdentityExample {
        path: raw.path.clone(),
        place: raw.place,
        chosen: options.identity.of(raw),
        presets: Preset::ALL.map(|preset| (preset, of(preset))).into(),
    }
}

fn run(telling: &mut Telling<'_>, clock: &mut Clock) -> Result<TestRun, Refused> {
    let raw = telling.raw;
    let TestIdentity { module, package, class, name } = telling.options.identity.of(raw);
    let outcome = attempts::outcome(telling)?;
    let url = raw.external_report_url.as_deref().or(raw.output.url());
    let mut run = TestRun {
        module,
        package,
        class,
        name,
        run_name: raw.run_name.clone(),
        duration: outcome.duration,
        status: outcome.status,
        manual: raw.manual,
        started: clock.started(outcome.duration, telling),
        external_report_url: url.map(str::to_owned),
        external_assets: None,
        external_test_id: raw.external_test_id.clone(),
        external_run_id: raw.external_run_id.clone(),
        run_type: raw.run_type.clone(),
        links: raw.links.clone(),
        description: description(raw, outcome.reason, outcome.note),
        error: outcome.error,
        steps: raw.steps.clone(),
    };
    properties::apply(&mut run, telling);
    Ok(run)
}

/// What the report says of the test, why it was skipped, and what became of its attempts.
fn description(raw: &RawCase, reason: Option<&str>, note: Option<String>) -> Option<String> {
    let own = raw.description.as_deref().or(raw.output.description()).map(str::to_owned);
    let texts = [own, reason.map(str::to_owned), note].into_iter().flatten();
    let texts: Vec<String> = texts.filter(|text| !text.trim().is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

impl Telling<'_> {
    fn warn(&mut self, code: &'static str, message: String, found: &str, at: &str) {
        let diagnostic = self.at(Diagnostic::warning(code, message).with_found(found), at);
        self.faults.push(diagnostic);
    }

    /// Something about a subject that holds for each case of the suite, and is worth one diagnostic.
    fn warn_once_a_suite(
        &mut self,
        code: &'static str,
        subject: &str,
        message: String,
        found: &str,
        at: &str,
    ) {
        let suite = self.raw.suite.as_ref().map_or("", |suite| suite.path.as_str());
        let has_room = self.told.len() < MOST_TOLD;
        match self.told.iter_mut().find(|told| told.code == code && told.subject == subject) {
            Some(told) if told.suite == suite => return,
            Some(told) => suite.clone_into(&mut told.suite),
            // What is remembered is bounded, whatever names a report invents.
            None if has_room => {
                let told = Told { code, subject: subject.to_owned(), suite: suite.to_owned() };
                self.told.push(told);
            }
            None => {}
        }
        self.warn(code, message, found, at);
    }

    /// The diagnostic at a step from the case.
    fn at(&self, mut diagnostic: Diagnostic, step: &str) -> Diagnostic {
        let separator = if step.is_empty() { "" } else { "/" };
        diagnostic.place = self.raw.place;
        diagnostic.with_path(format!("{}{separator}{step}", self.raw.path))
    }
}

#[cfg(test)]
mod tests;
