//! What a raw case comes to: the one place, for all formats, where words become a status, texts become numbers and names
//! become an identity.
//!
//! Owns the tables and policies of these. Knows no format's elements and no schema: what is too long for a payload is
//! shortened later.

mod attempts;
mod identity;
mod start;
mod status;

use super::fit::fit;
use super::raw::{CaseSink, RawCase, RawFailure};
use super::{Case, Format, ReportSink};
use crate::diag::Diagnostic;
use crate::model::{Context, Run, RunError, Status, TestRun};

/// A name for cases that have none, as users of the Jenkins plugin know it.
const NO_NAME: &str = "[noName]";

/// Makes runs of one report's cases.
#[derive(Debug, Default)]
pub(super) struct Shaper {
    has_told_zone: bool,
}

/// A shaper with the format that cases come from and the sink that runs go to.
pub(super) struct Shaping<'a, S> {
    pub(super) shaper: &'a mut Shaper,
    pub(super) format: Format,
    pub(super) sink: &'a mut S,
}

/// A case with what there is to say about it.
struct Telling<'a> {
    raw: &'a RawCase,
    faults: Vec<Diagnostic>,
}

impl<S: ReportSink> CaseSink for Shaping<'_, S> {
    fn context(&mut self, context: Context) {
        self.sink.context(context);
    }

    fn case(&mut self, raw: RawCase) {
        let mut telling = Telling { raw: &raw, faults: Vec::new() };
        let mut run = run(self.format, &mut telling, self.shaper);
        let faults = telling.faults;
        let shortened = fit(&mut run, raw.place, &raw.path);
        faults.into_iter().chain(shortened).for_each(|fault| self.sink.diagnostic(fault));
        self.sink.case(Case { run: Run::Test(Box::new(run)), place: raw.place, path: raw.path });
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

fn run(format: Format, telling: &mut Telling<'_>, shaper: &mut Shaper) -> TestRun {
    let raw = telling.raw;
    let name = name(telling);
    let outcome = attempts::outcome(format, telling);
    let (package, class) = identity::package_and_class(&raw.class);
    let url = raw.external_report_url.as_deref().or(raw.output.url());
    let description = raw.description.as_deref().or(raw.output.description());
    TestRun {
        module: None,
        package,
        class,
        name,
        run_name: raw.run_name.clone(),
        duration: outcome.duration,
        status: outcome.status,
        manual: raw.manual,
        started: start::started(telling, &mut shaper.has_told_zone),
        external_report_url: url.map(str::to_owned),
        external_assets: None,
        external_test_id: raw.external_test_id.clone(),
        external_run_id: raw.external_run_id.clone(),
        run_type: raw.run_type.clone(),
        links: raw.links.clone(),
        error: if outcome.status == Status::Failed { outcome.failure.map(error) } else { None },
        description: description.map(str::to_owned),
        steps: raw.steps.clone(),
    }
}

fn name(telling: &mut Telling<'_>) -> String {
    if telling.raw.name.trim().is_empty() {
        let message = format!("the test case has no name and is called \"{NO_NAME}\"");
        telling.warn("name-missing", message, &telling.raw.name, "");
        return NO_NAME.to_owned();
    }
    telling.raw.name.clone()
}

fn error(failure: &RawFailure) -> RunError {
    let RawFailure { kind, message, stack } = failure.clone();
    RunError { kind, message, text: stack }
}

impl Telling<'_> {
    fn warn(&mut self, code: &'static str, message: String, found: &str, at: &str) {
        let separator = if at.is_empty() { "" } else { "/" };
        let path = format!("{}{separator}{at}", self.raw.path);
        let mut diagnostic = Diagnostic::warning(code, message).with_found(found).with_path(path);
        diagnostic.place = self.raw.place;
        self.faults.push(diagnostic);
    }
}
