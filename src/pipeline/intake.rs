//! Cases coming in: links settled, counted, and cut into batches.

use super::ConvertOptions;
use super::account::{Account, Findings};
use crate::diag::Diagnostic;
use crate::links::{Conflict, Conflicts, Policies, resolve};
use crate::model::{Context, LinkKind, Links, Run, TestRun};
use crate::parts::{Batch, Cutter, Key};
use crate::report::{Case, Format, ReportSink};

/// Takes what readers tell.
#[derive(Debug)]
pub(super) struct Intake {
    /// What the options say of all runs.
    given: Context,
    policies: Policies,
    /// What holds for all runs of the open input.
    context: Context,
    accounts: Vec<Account>,
    findings: Findings,
    conflicts: Conflicts,
    cutter: Cutter,
    full: Vec<Batch>,
}

impl Intake {
    pub(super) fn new(options: &ConvertOptions, cutter: Cutter) -> Self {
        Self {
            given: options.context.clone(),
            policies: options.link_policy,
            context: options.context.clone(),
            accounts: Vec::new(),
            findings: Findings::default(),
            conflicts: Conflicts::default(),
            cutter,
            full: Vec::new(),
        }
    }

    pub(super) fn begin(&mut self, file: &str) {
        self.context = self.given.clone();
        self.accounts.push(Account::new(file));
    }

    pub(super) fn end(&mut self, format: Option<Format>) {
        let Some(account) = self.accounts.last_mut() else { return };
        account.set_format(format);
        if account.cases == 0 && format.is_some() && !self.findings.has_error(&account.file) {
            self.findings.push_empty(&account.file);
        }
    }

    /// The batches that are full.
    pub(super) fn take_full(&mut self) -> Vec<Batch> {
        std::mem::take(&mut self.full)
    }

    /// The batches that are not.
    pub(super) fn finish(&mut self) -> Vec<Batch> {
        self.cutter.take_open()
    }

    /// The accounts, with what is only known of all inputs together.
    pub(super) fn accounts(&self) -> Vec<Account> {
        let mut accounts = self.accounts.clone();
        for diagnostic in self.findings.about_empty(self.has_cases()).chain(self.conflicts.diagnostics()) {
            let is_of = |account: &&mut Account| diagnostic.file.as_ref() == Some(&account.file);
            if let Some(account) = accounts.iter_mut().find(is_of) {
                account.add_code(&diagnostic.code);
            }
        }
        accounts
    }

    pub(super) fn conflicts(&self) -> &[Conflict] {
        self.conflicts.groups()
    }

    pub(super) fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = self.findings.all(self.has_cases());
        all.extend(self.conflicts.diagnostics());
        all
    }

    fn has_cases(&self) -> bool {
        self.accounts.iter().any(|account| account.cases > 0)
    }

    fn file(&self) -> String {
        self.accounts.last().map_or(String::new(), |account| account.file.clone())
    }

    /// Settles the links of a run; false where a policy refuses it.
    fn settle(&mut self, run: &mut TestRun, case: &Case) -> bool {
        let resolution = resolve(&self.context.links, &run.links, &self.policies);
        let file = self.file();
        for &kind in &resolution.conflicts {
            let both = (&self.context.links, &run.links);
            self.conflicts.note(kind, both, &self.policies, (&file, case.place));
        }
        run.links = resolution.effective;
        !resolution.is_refused
    }

    fn add(&mut self, run: Run) {
        let is_gherkin = matches!(run, Run::Gherkin(_));
        let links = if is_gherkin { self.context.links.clone() } else { Links::default() };
        let key = Key { build: self.context.build.clone(), is_gherkin, links };
        if let Some(account) = self.accounts.last_mut() {
            account.add_run(&run);
        }
        self.full.extend(self.cutter.add(&key, run));
    }

    /// Something that loses no case, about the open input.
    fn note(&mut self, diagnostic: Diagnostic) {
        let Some(account) = self.accounts.last_mut() else { return };
        account.add_code(&diagnostic.code);
        self.findings.push(&account.file, diagnostic);
    }
}

impl ReportSink for Intake {
    fn context(&mut self, context: Context) {
        for diagnostic in replaced(&context, &self.given) {
            self.note(diagnostic);
        }
        self.context = overlay(context, &self.given);
    }

    fn case(&mut self, mut case: Case) {
        if let Some(account) = self.accounts.last_mut() {
            account.cases += 1;
        }
        let mut run = std::mem::replace(&mut case.run, Run::Test(Box::default()));
        if let Run::Test(test_run) = &mut run
            && !self.settle(test_run, &case)
        {
            return self.lose(refused(test_run, &case));
        }
        self.add(run);
    }

    fn dropped(&mut self, diagnostic: Diagnostic) {
        if let Some(account) = self.accounts.last_mut() {
            account.cases += 1;
        }
        self.lose(diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.note(diagnostic);
    }
}

impl Intake {
    /// A counted case that becomes no run.
    fn lose(&mut self, diagnostic: Diagnostic) {
        let Some(account) = self.accounts.last_mut() else { return };
        account.dropped += 1;
        account.add_code(&diagnostic.code);
        self.findings.push_always(&account.file, diagnostic);
    }
}

fn refused(run: &TestRun, case: &Case) -> Diagnostic {
    let message = format!("test \"{}\" is left out, because the link policy refuses its conflict", run.name);
    let mut diagnostic = Diagnostic::error("link-conflict-refused", message).with_path(case.path.clone());
    diagnostic.place = case.place;
    diagnostic
}

/// The report's context with what is given in its place.
fn overlay(mut report: Context, given: &Context) -> Context {
    for kind in LinkKind::ALL.into_iter().filter(|&kind| given.links.has(kind)) {
        report.links.copy(&given.links, kind);
    }
    if given.build.is_some() {
        report.build.clone_from(&given.build);
    }
    report
}

/// What the report says of all its runs and is not heeded.
fn replaced(report: &Context, given: &Context) -> Vec<Diagnostic> {
    let differs = |kind: &LinkKind| {
        report.links.has(*kind) && given.links.has(*kind) && !report.links.is_same(&given.links, *kind)
    };
    let links = LinkKind::ALL.into_iter().filter(differs).map(|kind| {
        let words = |links: &Links| links.get(kind).map_or(String::new(), |value| value.to_string());
        format!(
            "{kind} \"{}\" of the report is replaced by \"{}\"",
            words(&report.links),
            words(&given.links)
        )
    });
    let build = match (&report.build, &given.build) {
        (Some(report), Some(given)) if report != given => {
            Some(format!("build \"{}\" of the report is replaced by \"{}\"", report.build_id, given.build_id))
        }
        _ => None,
    };
    links.chain(build).map(|message| Diagnostic::info("context-replaced", message)).collect()
}
