//! Tests that come twice, settled by the policy.
//!
//! Parts are handed on before the report is at its end. A run in a part that is still open is taken back when another
//! stands in its place. One that is handed on cannot be: the other goes into a later part, and Octane, which is sent the
//! parts in their order, updates the run with it.

use super::intake::{Intake, at};
use crate::diag::Diagnostic;
use crate::duplicates::Verdict;
use crate::model::{Run, TestRun};
use crate::report::Case;

impl Intake {
    /// Adds a run, unless the test came before and the policy says otherwise.
    pub(super) fn add_test(&mut self, mut run: Box<TestRun>, case: &Case) {
        let name = run.name.clone();
        match self.seen.judge(&run, self.context.build.as_ref()) {
            Verdict::New => {}
            Verdict::Distinct(run_name) => {
                let message = format!("test \"{name}\" comes again and is a run of its own, \"{run_name}\"");
                self.note(at(Diagnostic::warning("duplicate-test", message), case));
                run.run_name = Some(run_name);
            }
            Verdict::Replaces => self.replace(&run, case),
            Verdict::Merged => {
                let message =
                    format!("test \"{name}\" comes again and is left out: its earlier run went no better");
                return self.lose(at(Diagnostic::warning("duplicate-merged", message), case));
            }
            Verdict::Refused => {
                let message = format!("test \"{name}\" comes again and is left out");
                return self.lose(at(Diagnostic::error("duplicate-test", message), case));
            }
        }
        self.add(Run::Test(run));
    }

    /// Takes the earlier run back, where its part is still open.
    fn replace(&mut self, run: &TestRun, case: &Case) {
        let key = self.key(false);
        let is_same = |other: &Run| matches!(other, Run::Test(other) if identity(other) == identity(run));
        let TestRun { name, .. } = run;
        if let Some((earlier, origin)) = self.cutter.take_back(&key, is_same) {
            self.accounts[origin].take_back(&earlier);
            let message = format!("test \"{name}\" comes again and stands in the place of its earlier run");
            self.note_lost(at(Diagnostic::warning("duplicate-merged", message), case));
        } else {
            let message = format!("test \"{name}\" comes again in a later part and updates its earlier run");
            self.note(at(Diagnostic::warning("duplicate-test", message), case));
        }
    }
}

/// What Octane knows a run by; what is left out is the same as what is empty.
fn identity(run: &TestRun) -> [&str; 5] {
    let TestRun { module, package, class, name, run_name, .. } = run;
    let texts = [module.as_deref(), package.as_deref(), class.as_deref(), Some(name), run_name.as_deref()];
    texts.map(Option::unwrap_or_default)
}
