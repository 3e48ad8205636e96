//! What answers do to their parts.

use crate::diag::{Diagnostic, Severity};
use crate::submit::event::Event;
use crate::submit::report::{NOT_SENT, REFUSED, UNANSWERED};
use crate::submit::resource;
use crate::submit::session::{Answered, Arrival};
use crate::submit::submission::tracked::Stage;
use crate::submit::submission::{Phase, Submission, name_of};
use crate::submit::task::{TaskId, TaskState, TaskStatus};
use crate::submit::trouble::Trouble;
use crate::submit::trouble_kind::TroubleKind;
use crate::submit::words;

impl Submission {
    pub(super) fn take_answers(&mut self, now_ms: u64) {
        while let Some(answered) = self.session.take_answered() {
            if self.phase == Phase::SigningOut(answered.id) {
                self.end_sign_out(answered);
                continue;
            }
            let part = self.parts.iter().position(|part| part.call() == Some(answered.id));
            let Some(part) = part else { continue };
            match self.parts[part].stage {
                Stage::Posting(_) => self.end_post(part, &answered, now_ms),
                Stage::Asking(_) => self.end_question(part, &answered, now_ms),
                Stage::Logging { by_post, .. } => self.end_log(part, &answered, by_post),
                Stage::Waiting { .. } | Stage::Ended => {}
            }
        }
    }

    /// The status in an answer, or the trouble of having none. One of another task than `asked` is none: a part must not
    /// get the end of another.
    fn task(
        &self,
        answered: &Answered,
        asked: Option<TaskId>,
        expected: &str,
    ) -> Result<TaskStatus, Trouble> {
        let response = answered.result.as_ref().map_err(Clone::clone)?;
        let task = TaskStatus::read(&response.text());
        task.filter(|task| asked.is_none_or(|asked| asked == task.id))
            .ok_or_else(|| self.session.unexpected(answered, response, expected))
    }

    fn end_post(&mut self, part: usize, answered: &Answered, now_ms: u64) {
        match self.task(answered, None, "the id and status of a task") {
            Ok(task) => self.accept(part, &task, now_ms),
            Err(trouble) => {
                // A success that cannot be read may well have been taken.
                let arrival = answered.result.as_ref().map_or(answered.arrival, |_| Arrival::Unsure);
                self.fail_post(part, trouble, arrival);
            }
        }
    }

    fn accept(&mut self, part: usize, task: &TaskStatus, now_ms: u64) {
        self.is_proved = true;
        let tracked = &mut self.parts[part];
        tracked.learn(task);
        tracked.poll_ms = self.options.first_poll_ms;
        let index = tracked.report.index;
        self.session.note(Event::PartAccepted {
            part: tracked.report.clone(),
            from_older_push: task.from_older_push,
        });
        if task.from_older_push {
            let message =
                format!("{}: the server has these bytes already, as task {}", name_of(index), task.id);
            let help = "nothing is processed again; the status is that of the earlier task";
            self.diagnostics.push(Diagnostic::info("from-older-push", message).with_help(help));
        }
        self.follow(part, task, now_ms);
    }

    fn fail_post(&mut self, part: usize, trouble: Trouble, arrival: Arrival) {
        let index = self.parts[part].report.index;
        self.parts[part].stage = Stage::Ended;
        self.parts[part].held = None;
        arrival_status(arrival).clone_into(&mut self.parts[part].report.status);
        if arrival == Arrival::Refused {
            self.session.note(Event::PartRefused { part: self.parts[part].report.clone() });
        }
        let is_about_this_payload = matches!(trouble.status, Some(400 | 413));
        match trouble.kind {
            TroubleKind::Refused if is_about_this_payload => {}
            TroubleKind::SignIn | TroubleKind::Network | TroubleKind::Unavailable => self.stop(trouble.kind),
            kind => self.close_intake(kind),
        }
        self.tell(index, trouble, Severity::Error);
    }

    fn end_question(&mut self, part: usize, answered: &Answered, now_ms: u64) {
        let asked = self.parts[part].report.id;
        match self.task(answered, asked, "the status of the task that was asked for") {
            Ok(task) => {
                self.is_proved = true;
                self.parts[part].learn(&task);
                self.session.note(Event::Status { part: self.parts[part].report.clone() });
                self.follow(part, &task, now_ms);
            }
            Err(trouble) if self.is_forgotten(part, &trouble) => self.post_again(part),
            Err(trouble) => self.fail_question(part, trouble),
        }
    }

    /// Whether the server does not know the task of a part that an earlier submission handed over: it was made anew since,
    /// or has let the task go.
    fn is_forgotten(&self, part: usize, trouble: &Trouble) -> bool {
        trouble.kind == TroubleKind::NotFound && self.parts[part].held.is_some()
    }

    fn post_again(&mut self, part: usize) {
        let report = &mut self.parts[part].report;
        let task = report.id.take().map_or(String::new(), |id| format!(" {id}"));
        NOT_SENT.clone_into(&mut report.status);
        let message = format!("{}: the server does not know task{task} any more", name_of(report.index));
        let told = Diagnostic::info("task-forgotten", message).with_help("the part is sent again");
        self.diagnostics.push(told);
        self.post(part);
    }

    /// The part is taken, only its end is not known.
    fn fail_question(&mut self, part: usize, trouble: Trouble) {
        let index = self.parts[part].report.index;
        self.parts[part].stage = Stage::Ended;
        match trouble.kind {
            TroubleKind::NotFound | TroubleKind::Refused => self.parts[part].is_lost = true,
            kind => self.stop(kind),
        }
        self.tell(index, trouble, Severity::Error);
    }

    /// Asks again later, or fetches the log of what is over.
    fn follow(&mut self, part: usize, task: &TaskStatus, now_ms: u64) {
        if task.state() != TaskState::Active {
            self.tell_end(part, task);
            let request = resource::log(self.session.workspace(), task.id);
            let call = self.session.call(request);
            self.parts[part].stage = Stage::Logging { call, by_post: false };
            return;
        }
        let longest_ms = self.options.longest_poll_ms;
        let tracked = &mut self.parts[part];
        let due_ms = now_ms.saturating_add(tracked.poll_ms);
        tracked.poll_ms = (tracked.poll_ms + tracked.poll_ms / 2).min(longest_ms);
        tracked.stage = Stage::Waiting { due_ms };
    }

    /// A log that is not to be had changes nothing about the part.
    fn end_log(&mut self, part: usize, answered: &Answered, by_post: bool) {
        let Some(id) = self.parts[part].report.id else {
            return;
        };
        let index = self.parts[part].report.index;
        self.parts[part].stage = Stage::Ended;
        let trouble = match &answered.result {
            Err(trouble) if !by_post && resource::wants_log_by_post(trouble) => {
                let call = self.session.call(resource::log_by_post(self.session.workspace(), id));
                self.parts[part].stage = Stage::Logging { call, by_post: true };
                return;
            }
            Err(trouble) => trouble.clone(),
            Ok(response) => {
                let text = response.text();
                if !words::is_page(response, &text) {
                    self.parts[part].report.log = Some(text);
                    return self.session.note(Event::Log { part: self.parts[part].report.clone() });
                }
                self.session.unexpected(answered, response, "a log")
            }
        };
        self.tell(index, trouble, Severity::Warning);
    }

    fn end_sign_out(&mut self, answered: Answered) {
        self.session.close();
        // Some servers answer a sign-out with a redirect to their login page.
        if let Err(trouble) = answered.result
            && trouble.diagnostic.code != "redirected"
        {
            let mut diagnostic = *trouble.diagnostic;
            diagnostic.severity = Severity::Info;
            diagnostic.code = "sign-out-failed".into();
            diagnostic.help = Some("nothing to do: the session ends by itself".to_owned());
            self.diagnostics.push(diagnostic);
        }
        self.finish();
    }
}

pub(super) fn arrival_status(arrival: Arrival) -> &'static str {
    match arrival {
        Arrival::NotSent => NOT_SENT,
        Arrival::Refused => REFUSED,
        Arrival::Unsure => UNANSWERED,
    }
}
