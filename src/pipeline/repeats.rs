//! Tests that come twice, settled by the policy.
//!
//! Parts are handed on before the report is at its end. A run in a part that is still open is taken back when another
//! stands in its place. One that is handed on cannot be: the other goes into a later part, and Octane, which is sent the
//! parts in their order, updates the run with it.

use super::intake::{Intake, at};
use crate::diag::{Diagnostic, Fix};
use crate::duplicates::{Verdict, feature_identity, identity};
use crate::model::{GherkinRun, Run, TestRun};
use crate::report::Case;

impl Intake {
    /// Adds a run, unless the test came before and the policy says otherwise.
    pub(super) fn add_test(&mut self, mut run: Box<TestRun>, case: &Case) {
        let verdict = self.seen.judge(&run, self.linking.shared.build.as_ref());
        if let Verdict::Distinct(run_name) = verdict {
            let name = &run.name;
            let message = format!("test \"{name}\" comes again and is a run of its own, \"{run_name}\"");
            self.note(at(Diagnostic::warning("duplicate-test", message), case));
            run.run_name = Some(run_name);
            return self.add(Run::Test(run), case);
        }
        self.settle_repeat(&verdict, Run::Test(run), case);
    }

    /// The same for a Gherkin run.
    pub(super) fn add_feature(&mut self, run: Box<GherkinRun>, case: &Case) {
        let verdict = self.seen.judge_feature(&run, self.linking.shared.build.as_ref());
        self.settle_repeat(&verdict, Run::Gherkin(run), case);
    }

    fn settle_repeat(&mut self, verdict: &Verdict, run: Run, case: &Case) {
        let again = format!("test \"{}\" comes again", run.name());
        match verdict {
            Verdict::New | Verdict::Distinct(_) => {}
            Verdict::Replaces => self.replace(&run, &again, case),
            Verdict::Updates => self.update(&run, &again, case),
            Verdict::Merged => {
                let message = format!("{again} and is left out: its earlier run went no better");
                return self.lose(at(Diagnostic::warning("duplicate-merged", message), case));
            }
            Verdict::Refused => {
                let message = format!("{again} and is left out");
                let fix = Fix::of_options("keep each as a run of its own", "duplicates", "distinct");
                return self.lose(at(Diagnostic::error("duplicate-test", message).with_fix(fix), case));
            }
        }
        self.add(run, case);
    }

    /// Takes the earlier run back, where its part is still open.
    fn replace(&mut self, run: &Run, again: &str, case: &Case) {
        let key = self.key(run);
        if let Some((earlier, origin)) = self.cutter.take_back(&key, |other| is_same(other, run)) {
            self.accounts[origin.input].take_back(&earlier);
            let message = format!("{again} and stands in the place of its earlier run");
            self.note_lost(at(Diagnostic::warning("duplicate-merged", message), case));
        } else {
            let message = format!("{again} in a later part and updates its earlier run");
            self.note(at(Diagnostic::warning("duplicate-test", message), case));
        }
    }

    /// Completes the part that the earlier run is in, where it is still open: one payload must not hold both.
    fn update(&mut self, run: &Run, again: &str, case: &Case) {
        let key = self.key(run);
        let part = self.cutter.take_with(&key, |other| is_same(other, run));
        self.full.extend(part);
        let message = format!("{again} in a later part and updates its earlier run");
        self.note(at(Diagnostic::warning("duplicate-test", message), case));
    }
}

fn is_same(one: &Run, other: &Run) -> bool {
    match (one, other) {
        (Run::Test(one), Run::Test(other)) => identity(one) == identity(other),
        (Run::Gherkin(one), Run::Gherkin(other)) => feature_identity(one) == feature_identity(other),
        _ => false,
    }
}
