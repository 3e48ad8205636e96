//! Where parts come from: one after the other from the caller, as many as may be held.

use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::digest::sha256_hex;
use crate::submit::report::Outcome;
use crate::submit::resource;
use crate::submit::submission::tracked::{Stage, Tracked};
use crate::submit::submission::{Intake, Phase, Submission, SubmissionPart, name_of};

/// Parts whose bytes are held once the server has taken one: enough that the way to the server does not set the pace.
const MOST_HELD: usize = 3;

impl Submission {
    /// Takes the part that [`crate::submit::Step::NeedPart`] asked for.
    ///
    /// Bytes that are not those that were validated are not sent, and no further part is asked for.
    pub fn deliver(&mut self, part: &SubmissionPart) {
        if self.phase != Phase::Working || self.intake == Intake::Closed {
            return;
        }
        self.intake = Intake::Open;
        let place = self.parts.len();
        let sha256 = match &part.sha256 {
            Some(sha256) if part.bytes.is_empty() && part.taken.is_some() => sha256.clone(),
            _ => sha256_hex(&part.bytes),
        };
        let is_same = part.sha256.as_ref().is_none_or(|given| given.eq_ignore_ascii_case(&sha256));
        self.parts.push(Tracked::new(part, sha256, self.options.first_poll_ms));
        if !is_same {
            self.refuse_changed(place);
        } else if part.taken.is_none() {
            self.post(place);
        }
    }

    /// Hands a part over, for the first time or because the server has forgotten it.
    pub(super) fn post(&mut self, place: usize) {
        let Some(payload) = self.parts[place].held.as_ref().map(Arc::clone) else {
            return;
        };
        let request = resource::post(self.session.workspace(), payload, self.options.skip_errors);
        self.parts[place].stage = Stage::Posting(self.session.call(request));
    }

    fn refuse_changed(&mut self, place: usize) {
        let part = &mut self.parts[place];
        (part.stage, part.held) = (Stage::Ended, None);
        let message =
            format!("the bytes of {} are not those that were validated", name_of(part.report.index));
        self.fail_parts(Diagnostic::error("part-changed", message).with_help("convert the report again"));
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

    /// Whether the next part may come: in the order of delivery, and no further ones while one waits for another try.
    pub(super) fn needs_part(&self) -> bool {
        let held = self.parts.iter().filter(|part| part.held.is_some()).count();
        let most = if self.is_proved { MOST_HELD } else { 1 };
        let is_postponed = |part: &Tracked| match part.stage {
            Stage::Posting(call) => self.session.is_postponed(call),
            _ => false,
        };
        let is_open = self.phase == Phase::Working && self.intake == Intake::Open;
        is_open && held < most && !self.parts.iter().any(is_postponed)
    }
}
