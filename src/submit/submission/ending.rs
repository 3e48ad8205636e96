//! How a submission ends: what it is told, what stops it, and what it comes to.

use crate::diag::{Diagnostic, Severity};
use crate::submit::report::{Outcome, REFUSED};
use crate::submit::submission::answers::arrival_status;
use crate::submit::submission::tracked::{Stage, Tracked};
use crate::submit::submission::{Intake, Phase, Submission, name_of};
use crate::submit::task::{TaskState, TaskStatus};
use crate::submit::trouble::Trouble;
use crate::submit::trouble_kind::TroubleKind;

impl Submission {
    /// No further part: the next one would meet the same trouble.
    pub(super) fn close_intake(&mut self, kind: TroubleKind) {
        self.intake = Intake::Closed;
        self.stopped_by.get_or_insert(kind.into());
    }

    /// Neither further parts nor further questions. What is under way comes to its end.
    pub(super) fn stop(&mut self, kind: TroubleKind) {
        self.close_intake(kind);
        for part in &mut self.parts {
            if matches!(part.stage, Stage::Waiting { .. }) {
                part.stage = Stage::Ended;
                part.held = None;
            }
        }
    }

    /// Keeps a trouble: once, where it is not about a part alone.
    pub(super) fn tell(&mut self, index: u32, trouble: Trouble, severity: Severity) {
        let mut diagnostic = *trouble.diagnostic;
        diagnostic.severity = severity;
        let is_general =
            matches!(trouble.kind, TroubleKind::SignIn | TroubleKind::Network | TroubleKind::Unavailable);
        if is_general && self.diagnostics.iter().any(|told| told.code == diagnostic.code) {
            return;
        }
        diagnostic.message = format!("{}: {}", name_of(index), diagnostic.message);
        self.diagnostics.push(diagnostic);
    }

    /// Tells of an end that is no success.
    pub(super) fn tell_end(&mut self, part: usize, task: &TaskStatus) {
        let name = name_of(self.parts[part].report.index);
        let details = task.error_details.as_ref().map(|details| self.session.scrub(details));
        let details = details.map_or(String::new(), |details| format!(": {details}"));
        let diagnostic = match task.state() {
            TaskState::Active | TaskState::Success => return,
            TaskState::Warning => {
                let message = format!("{name} ends with a warning{details}");
                Diagnostic::warning("task-warning", message).with_help("the log names what was left out")
            }
            TaskState::Failed => {
                let message = format!("{name} ends as failed{details}");
                Diagnostic::error("task-failed", message).with_help(self.help_after_failure(part))
            }
            TaskState::Unknown => {
                let message = format!("{name} ends with a status that is not documented{details}");
                let known = ["queued", "running", "success", "warning", "failed"];
                let diagnostic = Diagnostic::warning("task-status-unknown", message).with_expected(known);
                diagnostic.with_help("look at the log, and in Octane itself")
            }
        };
        self.diagnostics.push(diagnostic.with_found(task.status.clone()));
    }

    fn help_after_failure(&self, part: usize) -> &'static str {
        if self.parts[part].from_older_push {
            "the server does not process the same bytes again, even when the cause is mended: send them marked as new \
             (--as-new, markAsNew)"
        } else {
            "the log names the cause; links that the server does not know can be left out with skip-errors. Once the \
             cause is mended, send marked as new (--as-new, markAsNew): the server does not process the same bytes again"
        }
    }

    /// The deadline: what is known is kept.
    pub(super) fn expire(&mut self) {
        if self.stopped_by.is_none() && !self.is_ended() {
            self.stopped_by = Some(Outcome::Running);
        }
        let taken: Vec<String> = self.open_tasks();
        let open = self.parts.iter().filter(|part| part.stage != Stage::Ended).count();
        let is_more = self.intake != Intake::Closed;
        self.end_all_parts();
        if open == 0 && !is_more {
            return;
        }
        let more = if is_more { ", and further parts were not asked for" } else { "" };
        let message = format!(
            "the deadline of {} ms is reached before the end of {open} part(s){more}",
            self.options.timeout_ms
        );
        let help = if taken.is_empty() {
            "submit again with more time: what was taken is not taken twice".to_owned()
        } else {
            format!("ask later for the status of task {}", taken.join(", "))
        };
        self.diagnostics.push(Diagnostic::warning("deadline-reached", message).with_help(help));
    }

    fn is_ended(&self) -> bool {
        self.intake == Intake::Closed && self.parts.iter().all(|part| !is_running(part))
    }

    /// The tasks that the server has taken and not brought to an end.
    fn open_tasks(&self) -> Vec<String> {
        let open = self.parts.iter().filter(|part| is_running(part));
        open.filter_map(|part| part.report.id).map(|id| id.to_string()).collect()
    }

    /// Ends every part where it stands, and forgets the calls for it.
    pub(super) fn end_all_parts(&mut self) {
        self.intake = Intake::Closed;
        for part in &mut self.parts {
            if let Stage::Posting(call) = part.stage {
                arrival_status(self.session.arrival(call)).clone_into(&mut part.report.status);
            }
            part.stage = Stage::Ended;
            part.held = None;
        }
        self.session.drop_calls();
    }

    /// What stopped it, or the worst of the parts.
    pub(super) fn outcome(&self) -> Outcome {
        if let Some(outcome) = self.stopped_by {
            return outcome;
        }
        let is_under_way = self.phase == Phase::Working && self.intake != Intake::Closed;
        let at_least = if is_under_way { Outcome::Running } else { Outcome::Empty };
        let of_parts = self.parts.iter().map(|part| match part.report.status.as_str() {
            REFUSED if part.report.id.is_none() => Outcome::Refused,
            _ => part.outcome(),
        });
        of_parts.fold(at_least, Outcome::max)
    }
}

fn is_running(part: &Tracked) -> bool {
    part.outcome() == Outcome::Running && part.report.status != REFUSED
}
