//! Cases coming in: links settled, counted, and cut into batches.

use super::ConvertOptions;
use super::account::{Account, Findings, RuleAccount};
use super::identities::{Identities, ShownIdentity};
use super::linking::Linking;
use crate::diag::{Diagnostic, Severity};
use crate::duplicates::Seen;
use crate::fit::Fitter;
use crate::links::{Conflict, Explanation};
use crate::model::{Context, Run};
use crate::parts::{Batch, CaseOrigin, Cutter, Key};
use crate::payload::LinkPlaces;
use crate::report::{Case, Format, IdentityExample, ReportSink};
use crate::xsd::Schema;

/// Takes what readers tell.
#[derive(Debug)]
pub(super) struct Intake {
    pub(super) linking: Linking,
    pub(super) accounts: Vec<Account>,
    findings: Findings,
    identities: Identities,
    fitter: Fitter,
    keeps_runs: bool,
    pub(super) seen: Seen,
    pub(super) cutter: Cutter,
    pub(super) full: Vec<Batch>,
}

impl Intake {
    pub(super) fn new(options: &ConvertOptions, schema: &Schema, cutter: Cutter) -> Self {
        Self {
            linking: Linking::new(options),
            accounts: Vec::new(),
            findings: Findings::default(),
            identities: Identities::default(),
            fitter: Fitter::new(schema, options.fit.clone()),
            keeps_runs: options.keep_runs,
            seen: Seen::new(options.duplicates),
            cutter,
            full: Vec::new(),
        }
    }

    pub(super) fn begin(&mut self, file: &str) {
        self.linking.begin(file);
        self.accounts.push(Account::new(file));
        self.findings.mark();
    }

    /// Begins an archive; the position of its account.
    pub(super) fn begin_archive(&mut self, file: &str) -> usize {
        self.accounts.push(Account { format: "zip".to_owned(), ..Account::new(file) });
        self.accounts.len() - 1
    }

    /// The input that was begun last is none: nothing is said of it. Its name.
    pub(super) fn forget(&mut self) -> String {
        self.findings.return_to_mark();
        self.accounts.pop().map_or(String::new(), |account| account.file)
    }

    pub(super) fn end(&mut self, format: Option<Format>) {
        let Some(account) = self.accounts.last_mut() else { return };
        account.set_format(format);
        if account.cases == 0 && format.is_some() && !self.findings.has_error(&account.file) {
            self.findings.push_empty(&account.file);
        }
    }

    /// Whether an error was found in that input.
    pub(super) fn has_error(&self, file: &str) -> bool {
        self.findings.has_error(file)
    }

    /// The batches that are full.
    pub(super) fn take_full(&mut self) -> Vec<Batch> {
        std::mem::take(&mut self.full)
    }

    /// The batches that are not.
    pub(super) fn finish(&mut self) -> Vec<Batch> {
        self.cutter.take_open()
    }

    /// The name of an input, by its position.
    pub(super) fn file(&self, input: usize) -> Option<&str> {
        self.accounts.get(input).map(|account| account.file.as_str())
    }

    /// The accounts, with what is only known of all inputs together, to which `others` belongs.
    pub(super) fn accounts(&self, others: impl Iterator<Item = Diagnostic>) -> Vec<Account> {
        let mut accounts = self.accounts.clone();
        let empty = self.findings.about_empty(self.has_cases());
        for diagnostic in empty.chain(self.linking.conflicts.diagnostics()).chain(others) {
            let is_of = |account: &&mut Account| diagnostic.file.as_ref() == Some(&account.file);
            if let Some(account) = accounts.iter_mut().find(is_of) {
                account.add_code(&diagnostic.code);
            }
        }
        accounts
    }

    pub(super) fn conflicts(&self) -> &[Conflict] {
        self.linking.conflicts.groups()
    }

    pub(super) fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = self.findings.all(self.has_cases());
        all.extend(self.linking.conflicts.diagnostics());
        all.extend(self.seen.limit_reached());
        all
    }

    pub(super) fn explanations(&self) -> &[Explanation] {
        self.linking.explanations()
    }

    pub(super) fn rules(&self) -> Vec<RuleAccount> {
        self.linking.rules()
    }

    pub(super) fn identities(&self) -> &[ShownIdentity] {
        self.identities.shown()
    }

    pub(super) fn has_cases(&self) -> bool {
        self.accounts.iter().any(|account| account.cases > 0)
    }

    /// Makes the run fit the schema; the reason, where the options refuse it.
    fn fit(&mut self, run: &mut Run, case: &Case) -> Result<(), Box<Diagnostic>> {
        for diagnostic in self.fitter.fit(run) {
            let diagnostic = at(diagnostic, case);
            if diagnostic.is_error() {
                return Err(Box::new(diagnostic));
            }
            self.note(diagnostic);
        }
        Ok(())
    }

    pub(super) fn add(&mut self, run: Run, case: &Case) {
        let key = self.key(&run);
        let Some(input) = self.accounts.len().checked_sub(1) else { return };
        self.accounts[input].add_run(&run);
        self.full.extend(self.cutter.add(&key, run, CaseOrigin { input, place: case.place }));
    }

    /// What a run of the open input shares with others in its part.
    pub(super) fn key(&self, run: &Run) -> Key {
        Key::of(run, self.linking.shared.build.as_ref())
    }

    /// Something that loses no case, about the open input.
    pub(super) fn note(&mut self, diagnostic: Diagnostic) {
        self.note_about(self.accounts.len().saturating_sub(1), diagnostic);
    }

    /// The same, about the input of that account.
    pub(super) fn note_about(&mut self, account: usize, diagnostic: Diagnostic) {
        let Some(account) = self.accounts.get_mut(account) else { return };
        account.add_code(&diagnostic.code);
        self.findings.push(&account.file, diagnostic);
    }

    /// Something about an input that is no report and has no account: no reason to stop.
    pub(super) fn note_other(&mut self, file: &str, mut diagnostic: Diagnostic) {
        diagnostic.severity = Severity::Warning;
        self.findings.push(file, diagnostic);
    }
}

impl ReportSink for Intake {
    fn context(&mut self, context: Context) {
        for diagnostic in self.linking.set_context(&context) {
            self.note(diagnostic);
        }
    }

    fn places(&mut self, places: LinkPlaces) {
        self.linking.set_places(places);
    }

    fn case(&mut self, mut case: Case) {
        if let Some(account) = self.accounts.last_mut() {
            account.cases += 1;
        }
        let mut run = std::mem::replace(&mut case.run, Run::Test(Box::default()));
        if !self.keeps_runs
            && let Err(diagnostic) = self.fit(&mut run, &case)
        {
            return self.lose(*diagnostic);
        }
        case.run = run;
        if !self.linking.settle(&mut case) {
            return self.lose(refused(&case));
        }
        match std::mem::replace(&mut case.run, Run::Test(Box::default())) {
            run if self.keeps_runs => self.add(run, &case),
            Run::Test(run) => self.add_test(run, &case),
            Run::Gherkin(run) => self.add_feature(run, &case),
        }
    }

    fn identity(&mut self, example: IdentityExample) {
        if let Some(account) = self.accounts.last() {
            self.identities.push(&account.file, example);
        }
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
    /// A case that was a run and is no longer.
    pub(super) fn note_lost(&mut self, diagnostic: Diagnostic) {
        let Some(account) = self.accounts.last_mut() else { return };
        account.add_code(&diagnostic.code);
        self.findings.push_always(&account.file, diagnostic);
    }

    /// A counted case that becomes no run.
    pub(super) fn lose(&mut self, diagnostic: Diagnostic) {
        let Some(account) = self.accounts.last_mut() else { return };
        account.dropped += 1;
        account.add_code(&diagnostic.code);
        self.findings.push_always(&account.file, diagnostic);
    }
}

fn refused(case: &Case) -> Diagnostic {
    let name = case.run.name();
    let message = format!("test \"{name}\" is left out, because the link policy refuses its conflict");
    at(Diagnostic::error("link-conflict-refused", message), case)
}

/// The diagnostic with the place of the case.
pub(super) fn at(mut diagnostic: Diagnostic, case: &Case) -> Diagnostic {
    diagnostic.place = case.place;
    diagnostic.with_path(case.path.clone())
}
