//! What an answer does to its call: the end, another try, or a new sign-in first.

use crate::submit::event::Event;
use crate::submit::gateway;
use crate::submit::http::{Failure, FailureKind, Purpose, RequestId, Response};
use crate::submit::retry::{self, Verdict};
use crate::submit::session::call::{Call, Flight};
use crate::submit::session::{Answered, Session};
use crate::submit::settings::Gzip;
use crate::submit::traffic::WaitReason;
use crate::submit::trouble::{Trouble, Try};

type Answer = Result<Response, Failure>;

/// How long after the moment that the server names, so that not all clients come at once.
const LATEST_AFTER_MS: u64 = 1000;

impl Session {
    /// Takes the answer to a request; one that nobody waits for any more is passed over.
    pub(in crate::submit) fn receive(&mut self, id: RequestId, now_ms: u64, answer: Answer) {
        let is_of = |call: &Call| call.flight.as_ref().is_some_and(|flight| flight.id == id);
        let Some(index) = self.calls.iter().position(is_of) else {
            return;
        };
        let mut call = self.calls.remove(index);
        let Some(flight) = call.flight.take() else {
            return;
        };
        let answer = answer.and_then(gateway::told);
        call.is_unsure |= !says_no(&answer);
        self.keep_cookies(&call, &flight, &answer, now_ms);
        let goes_on = match self.verdict(&call, &flight, &answer, now_ms) {
            Verdict::Final => false,
            Verdict::Plain => self.send_plain(),
            Verdict::SignIn => self.renew(&mut call, &flight),
            Verdict::Busy(asked_ms) => self.postpone(&mut call, now_ms, WaitReason::Busy, asked_ms),
            Verdict::Broken => self.postpone(&mut call, now_ms, WaitReason::Connection, None),
        };
        if goes_on {
            self.calls.insert(0, call);
        } else {
            self.end(call, &flight, answer);
        }
    }

    /// The general verdict, narrowed by what the call has had already and by what it is for.
    fn verdict(&self, call: &Call, flight: &Flight, answer: &Answer, now_ms: u64) -> Verdict {
        let needs_no_sign_in = self.identity.opening().is_none();
        let is_encoding_refused = answer.as_ref().is_ok_and(|response| response.status == 415);
        if flight.is_gzip && is_encoding_refused {
            return Verdict::Plain;
        }
        match (retry::judge(answer, now_ms), call.request.purpose) {
            (_, Purpose::SignOut) | (Verdict::SignIn, Purpose::SignIn) => Verdict::Final,
            (Verdict::SignIn, _) if call.is_renewed || needs_no_sign_in || self.locked.is_some() => {
                Verdict::Final
            }
            (Verdict::Broken, Purpose::SignIn) if self.era == 0 && is_nobody_there(answer) => Verdict::Final,
            (Verdict::Broken, _) if call.breaks + 1 >= self.settings.retry.connection_tries => Verdict::Final,
            (verdict, _) => verdict,
        }
    }

    /// Any answer may renew cookies; a sign-in starts with none. An answer that belongs to an earlier sign-in has nothing
    /// to say: a late 401 may take back the very cookie that the new sign-in set.
    fn keep_cookies(&mut self, call: &Call, flight: &Flight, answer: &Answer, now_ms: u64) {
        let Ok(response) = answer else { return };
        if flight.era != self.era {
            return;
        }
        if call.is_sign_in() && is_success(call, response) {
            self.identity.close();
        }
        for cookie in response.all("set-cookie") {
            self.identity.jar.store(cookie, now_ms);
        }
    }

    /// Lets the call go on after a new sign-in.
    fn renew(&mut self, call: &mut Call, flight: &Flight) -> bool {
        if flight.era == self.era {
            self.is_signed_in = false;
        }
        call.is_renewed = true;
        true
    }

    /// Lets the call go on at once, and every payload from here on go as it is.
    fn send_plain(&mut self) -> bool {
        self.gzip = Gzip::Never;
        true
    }

    /// Lets the call go on later; not where that is after the deadline.
    fn postpone(&mut self, call: &mut Call, now_ms: u64, reason: WaitReason, asked_ms: Option<u64>) -> bool {
        call.breaks += u32::from(reason == WaitReason::Connection);
        let grown_ms = self.settings.retry.wait_ms(call.tries, &mut self.jitter);
        let ms = asked_ms.map_or(grown_ms, |asked_ms| asked_ms.saturating_add(grown_ms.min(LATEST_AFTER_MS)));
        call.due_ms = now_ms.saturating_add(ms);
        call.postponed_by = reason;
        if call.due_ms >= self.deadline_ms {
            return false;
        }
        self.note(Event::Wait { ms, reason, request: call.request.name(), tries: call.tries });
        true
    }

    fn end(&mut self, call: Call, flight: &Flight, answer: Answer) {
        let tried = Try {
            request: &call.request,
            correlation: &flight.correlation,
            credentials: &self.settings.credentials,
        };
        let result = match answer {
            Ok(response) if !is_success(&call, &response) => Err(tried.refused(&response)),
            Ok(response) => match self.identity.lacks(&response).filter(|_| call.is_sign_in()) {
                Some(expected) => Err(tried.unexpected(&response, expected)),
                None => Ok(response),
            },
            Err(failure) => Err(tried.failed(&failure)),
        };
        let result = result.map_err(|trouble| trouble.scrubbed(self.secrets()));
        if call.is_sign_in() {
            self.end_sign_in(&result);
        }
        self.answered.push_back(Answered {
            id: call.id,
            arrival: call.last_arrival(result.as_ref().err()),
            result,
            request: call.request,
            correlation: flight.correlation.clone(),
        });
    }

    /// Opens the session, or ends every call that waits for it.
    fn end_sign_in(&mut self, result: &Result<Response, Trouble>) {
        match result {
            Ok(response) => {
                self.identity.open(response);
                self.is_signed_in = true;
                self.era += 1;
            }
            Err(trouble) => {
                self.locked = Some(trouble.clone());
                self.end_waiting(trouble);
            }
        }
    }

    fn end_waiting(&mut self, trouble: &Trouble) {
        let calls = std::mem::take(&mut self.calls);
        let (under_way, waiting): (Vec<Call>, Vec<Call>) = calls.into_iter().partition(Call::is_under_way);
        self.calls = under_way;
        let ended = waiting.into_iter().map(|call| call.given_up(trouble.clone()));
        self.answered.extend(ended);
    }
}

/// A sign-in may be answered 304 by a server that holds the session for valid already.
fn is_success(call: &Call, response: &Response) -> bool {
    (200..300).contains(&response.status) || (call.is_sign_in() && response.status == 304)
}

/// Whether an answer proves that the request was not taken: refused, or turned away by an overloaded server.
fn says_no(answer: &Answer) -> bool {
    let status = answer.as_ref().map_or(0, |response| response.status);
    matches!(status, 300..=499 | 503)
}

/// Whether nothing listens at the address: at the first contact that is a wrong address, and is told at once.
fn is_nobody_there(answer: &Answer) -> bool {
    let kind = answer.as_ref().err().map(|failure| failure.kind);
    matches!(kind, Some(FailureKind::ConnectionRefused | FailureKind::ProxyUnreachable))
}
