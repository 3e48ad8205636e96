//! The whole story: sign in, send each part, follow each to its end, fetch each log, sign out.
//!
//! The bytes of a part are let go as soon as the server has taken it, so that a few parts are held, not a report: one at
//! first, since what is wrong with one is often wrong with all, and three once one was taken. Earlier parts are followed
//! while later ones are sent. Nothing is ever forgotten: whatever ends the story, the [`Report`] has each delivered part
//! with what is known about it.

mod answers;
mod ending;
mod supply;
mod tracked;

use std::sync::Arc;

use serde::Deserialize;

use crate::diag::Diagnostic;
use crate::submit::event::{Amount, Event};
use crate::submit::http::{Failure, RequestId, Response};
use crate::submit::report::{Outcome, Report, SENDING};
use crate::submit::resource;
use crate::submit::session::{CallId, Pulse, Session};
use crate::submit::step::{Machine, Step};
use crate::submit::task::TaskId;
use crate::submit::traffic::{WaitReason, Watch};

use tracked::{Stage, Tracked};

/// How a submission is done.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct SubmitOptions {
    /// Asks the server to leave out what it cannot resolve, and take the rest.
    pub skip_errors: bool,
    /// Time for the whole, in milliseconds.
    pub timeout_ms: u64,
    /// The first wait before a status is asked for, in milliseconds; each next one is half as long again.
    pub first_poll_ms: u64,
    /// The longest wait between two questions, in milliseconds.
    pub longest_poll_ms: u64,
}

impl Default for SubmitOptions {
    fn default() -> Self {
        Self { skip_errors: false, timeout_ms: 600_000, first_poll_ms: 250, longest_poll_ms: 5000 }
    }
}

/// One payload to be sent.
#[derive(Debug, Clone)]
pub struct SubmissionPart {
    /// Which part, as the caller counts.
    pub index: u32,
    /// Its runs.
    pub runs: u32,
    /// The bytes that go over the wire.
    pub bytes: Arc<[u8]>,
    /// SHA-256 of the bytes that were validated, in hexadecimal, where the caller knows it: other bytes are not sent.
    pub sha256: Option<String>,
    /// What is known of an earlier submission of these bytes. They may be empty then, unless the server has forgotten
    /// the task: with its bytes such a part is sent again.
    pub taken: Option<Taken>,
}

/// What a journal says of a part that the server took before: it is followed to its end, and not sent.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The server's task.
    pub id: TaskId,
    /// The status in which the task ended, where it has: nothing is asked for the part then.
    pub status: Option<String>,
}

/// Whether parts are still to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Intake {
    Open,
    /// One is asked for and has not come.
    Asked,
    Closed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Working,
    SigningOut(CallId),
    Over,
}

/// A submission under way.
#[derive(Debug)]
pub struct Submission {
    session: Session,
    options: SubmitOptions,
    deadline_ms: Option<u64>,
    phase: Phase,
    intake: Intake,
    parts: Vec<Tracked>,
    /// Whether the server has taken a part: then it takes parts.
    is_proved: bool,
    /// Why it ends before the server's last word, where it does.
    stopped_by: Option<Outcome>,
    diagnostics: Vec<Diagnostic>,
    watch: Watch,
    /// The progress that was told last: given, accepted, ended.
    told: [Amount; 3],
}

impl Submission {
    /// Begins a submission; its time runs from the first [`Machine::next`].
    pub fn new(session: Session, options: SubmitOptions) -> Self {
        Self {
            session,
            options,
            deadline_ms: None,
            phase: Phase::Working,
            intake: Intake::Open,
            parts: Vec::new(),
            is_proved: false,
            stopped_by: None,
            diagnostics: Vec::new(),
            watch: Watch::default(),
            told: [Amount::default(); 3],
        }
    }

    /// Ends it at once: from here on only the sign-out is left to be done, and the report is complete.
    pub fn abort(&mut self) {
        if self.phase == Phase::Working {
            self.stopped_by = Some(Outcome::Aborted);
            self.end_all_parts();
        }
    }

    /// What is known now.
    pub fn report(&mut self) -> Report {
        Report {
            outcome: self.outcome(),
            parts: self.parts.iter().map(|part| part.report.clone()).collect(),
            diagnostics: self.diagnostics.clone(),
            traffic: self.session.traffic().clone(),
        }
    }

    /// The session, for the next piece of work.
    pub fn into_session(self) -> Session {
        self.session
    }

    fn begin(&mut self, now_ms: u64) {
        if self.deadline_ms.is_none() {
            let deadline_ms = now_ms.saturating_add(self.options.timeout_ms);
            self.deadline_ms = Some(deadline_ms);
            self.session.begin(deadline_ms);
        }
    }

    fn work(&mut self, now_ms: u64) {
        if self.deadline_ms.is_some_and(|deadline_ms| now_ms >= deadline_ms) {
            self.expire();
        }
        self.ask_due(now_ms);
        let is_ended = self.parts.iter().all(|part| part.stage == Stage::Ended);
        if is_ended && self.intake == Intake::Closed {
            self.sign_out();
        }
    }

    /// Asks for the status of every part whose wait is over.
    fn ask_due(&mut self, now_ms: u64) {
        for part in &mut self.parts {
            if let (Stage::Waiting { due_ms }, Some(id)) = (part.stage, part.report.id)
                && due_ms <= now_ms
            {
                let request = resource::status(self.session.workspace(), id);
                part.stage = Stage::Asking(self.session.call(request));
            }
        }
    }

    fn sign_out(&mut self) {
        if !self.session.is_signed_in() {
            return self.finish();
        }
        self.session.drop_calls();
        self.phase = Phase::SigningOut(self.session.call(resource::sign_out()));
    }

    fn finish(&mut self) {
        self.phase = Phase::Over;
        let outcome = self.outcome().as_str().to_owned();
        self.session.note(Event::Done { outcome });
    }

    /// The next moment at which something is to be done without an answer.
    fn alarm(&self) -> Option<u64> {
        if self.phase != Phase::Working {
            return None;
        }
        let polls = self.parts.iter().filter_map(|part| match part.stage {
            Stage::Waiting { due_ms } => Some(due_ms),
            _ => None,
        });
        polls.chain(self.deadline_ms).min()
    }

    fn note_sent(&mut self, call: CallId) {
        let posting = self.parts.iter_mut().find(|part| part.stage == Stage::Posting(call));
        if let Some(part) = posting {
            SENDING.clone_into(&mut part.report.status);
            self.session.note(Event::PartSent { part: part.report.clone(), bytes: part.bytes });
        }
    }

    fn note_progress(&mut self) {
        let mut now = [Amount::default(); 3];
        for part in &self.parts {
            let reached = [true, part.report.id.is_some(), part.is_over()];
            for (amount, _) in now.iter_mut().zip(reached).filter(|(_, is_reached)| *is_reached) {
                amount.add(part.report.runs, part.bytes);
            }
        }
        if now != self.told {
            self.told = now;
            let [given, accepted, ended] = now;
            self.session.note(Event::Progress { given, accepted, ended });
        }
    }

    /// A wait, with the reason that weighs most: a server's limit, then the caller, then the server.
    fn wait(&mut self, now_ms: u64, at_ms: Option<u64>, reason: Option<WaitReason>) -> Step<Report> {
        let at_ms = at_ms.into_iter().chain(self.alarm()).min();
        let ms = at_ms.map(|at_ms| at_ms.saturating_sub(now_ms));
        let reason = match reason {
            Some(WaitReason::Pace) => WaitReason::Pace,
            _ if self.intake == Intake::Asked => WaitReason::Parts,
            reason => reason.unwrap_or(WaitReason::Processing),
        };
        if self.watch.wait(now_ms, ms.unwrap_or(0), reason) {
            self.session.note(Event::Waiting { ms: ms.unwrap_or(0), reason });
        }
        Step::Wait { ms }
    }
}

impl Machine for Submission {
    type Outcome = Report;

    fn next(&mut self, now_ms: u64) -> Step<Report> {
        self.begin(now_ms);
        self.watch.go_on(now_ms, self.session.traffic());
        self.take_answers(now_ms);
        if self.phase == Phase::Working {
            self.work(now_ms);
        }
        self.note_progress();
        if self.phase == Phase::Over {
            return Step::Done(self.report());
        }
        if self.needs_part() {
            self.intake = Intake::Asked;
            return Step::NeedPart;
        }
        match self.session.step(now_ms) {
            Pulse::Send(call, id, request) => {
                self.note_sent(call);
                Step::Send(id, request)
            }
            Pulse::Wait(at_ms, reason) => self.wait(now_ms, at_ms, Some(reason)),
            Pulse::Idle => self.wait(now_ms, None, None),
        }
    }

    fn receive(&mut self, id: RequestId, now_ms: u64, answer: Result<Response, Failure>) {
        self.session.receive(id, now_ms, answer);
    }

    fn session(&mut self) -> &mut Session {
        &mut self.session
    }
}

#[cfg(test)]
mod storm;
/// A part as users call it: they count from 1.
fn name_of(index: u32) -> String {
    format!("part {}", u64::from(index) + 1)
}

#[cfg(test)]
mod tests;
