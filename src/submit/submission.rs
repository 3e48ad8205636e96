//! The whole story: sign in, send each part, follow each to its end, fetch each log, sign out.
//!
//! Parts are asked for one at a time and their bytes are let go as soon as the server has taken them, so that one part
//! is held, not one report. Earlier parts are followed while later ones are sent. Nothing is ever forgotten: whatever
//! ends the story, the [`Report`] has each delivered part with what is known about it.

mod answers;
mod ending;
mod tracked;

use std::sync::Arc;

use serde::Deserialize;

use crate::diag::Diagnostic;
use crate::digest::sha256_hex;
use crate::submit::event::Event;
use crate::submit::http::{Failure, Purpose, Request, RequestId, Response};
use crate::submit::report::{Outcome, Report, SENDING};
use crate::submit::resource;
use crate::submit::session::{CallId, Pulse, Session};
use crate::submit::step::{Machine, Step};
use crate::submit::task::TaskId;

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
}

/// One payload that the server took before, as a journal says: it is followed to its end, and not sent.
#[derive(Debug, Clone)]
pub struct TakenPart {
    /// Which part, as the caller counts.
    pub index: u32,
    /// Its runs.
    pub runs: u32,
    /// SHA-256 of the bytes that were sent, in hexadecimal.
    pub sha256: String,
    /// The server's task.
    pub id: TaskId,
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
    /// Why it ends before the server's last word, where it does.
    stopped_by: Option<Outcome>,
    diagnostics: Vec<Diagnostic>,
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
            stopped_by: None,
            diagnostics: Vec::new(),
        }
    }

    /// Takes the part that [`Step::NeedPart`] asked for.
    ///
    /// Bytes that are not those that were validated are not sent, and no further part is asked for.
    pub fn deliver(&mut self, part: &SubmissionPart) {
        if self.phase != Phase::Working || self.intake == Intake::Closed {
            return;
        }
        self.intake = Intake::Open;
        let sha256 = sha256_hex(&part.bytes);
        let is_same = part.sha256.as_ref().is_none_or(|given| given.eq_ignore_ascii_case(&sha256));
        let stage = if is_same {
            let payload = Arc::clone(&part.bytes);
            let request = resource::post(self.session.workspace(), payload, self.options.skip_errors);
            Stage::Posting(self.session.call(request))
        } else {
            Stage::Ended
        };
        let index = part.index;
        self.parts.push(Tracked::new(part, sha256, stage));
        if !is_same {
            let message = format!("the bytes of {} are not those that were validated", name_of(index));
            self.fail_parts(Diagnostic::error("part-changed", message).with_help("convert the report again"));
        }
    }

    /// Takes, in place of the part that [`Step::NeedPart`] asked for, one that the server has already.
    pub fn deliver_taken(&mut self, part: &TakenPart) {
        if self.phase != Phase::Working || self.intake == Intake::Closed {
            return;
        }
        self.intake = Intake::Open;
        self.parts.push(Tracked::taken(part, self.options.first_poll_ms));
    }

    /// There is no further part.
    pub fn end_parts(&mut self) {
        self.intake = Intake::Closed;
    }

    /// The caller cannot give the next part. Those delivered before are still sent and followed.
    pub fn fail_parts(&mut self, reason: Diagnostic) {
        self.intake = Intake::Closed;
        self.diagnostics.push(reason);
        self.stopped_by.get_or_insert(Outcome::Parts);
    }

    /// Ends it at once: from here on only the sign-out is left to be done, and the report is complete.
    pub fn abort(&mut self) {
        if self.phase == Phase::Working {
            self.stopped_by = Some(Outcome::Aborted);
            self.end_all_parts();
        }
    }

    /// What is known now.
    pub fn report(&self) -> Report {
        Report {
            outcome: self.outcome(),
            parts: self.parts.iter().map(|part| part.report.clone()).collect(),
            diagnostics: self.diagnostics.clone(),
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

    /// One part is sent at a time: in the order of delivery, and with one part's bytes in memory.
    fn needs_part(&self) -> bool {
        let is_posting = self.parts.iter().any(|part| matches!(part.stage, Stage::Posting(_)));
        self.phase == Phase::Working && self.intake == Intake::Open && !is_posting
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

    fn note_sent(&mut self, request: &Request) {
        let posting = self.parts.iter_mut().find(|part| matches!(part.stage, Stage::Posting(_)));
        if let (Purpose::Post, Some(part)) = (request.purpose, posting) {
            SENDING.clone_into(&mut part.report.status);
            self.session.note(Event::PartSent { part: part.report.clone(), bytes: part.bytes });
        }
    }
}

impl Machine for Submission {
    type Outcome = Report;

    fn next(&mut self, now_ms: u64) -> Step<Report> {
        self.begin(now_ms);
        self.take_answers(now_ms);
        if self.phase == Phase::Working {
            self.work(now_ms);
        }
        if self.phase == Phase::Over {
            return Step::Done(self.report());
        }
        if self.needs_part() {
            self.intake = Intake::Asked;
            return Step::NeedPart;
        }
        let at_ms = match self.session.step(now_ms) {
            Pulse::Send(id, request) => {
                self.note_sent(&request);
                return Step::Send(id, request);
            }
            Pulse::Wait(at_ms) => at_ms,
            Pulse::Idle => None,
        };
        let at_ms = at_ms.into_iter().chain(self.alarm()).min();
        Step::Wait { ms: at_ms.map(|at_ms| at_ms.saturating_sub(now_ms)) }
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
