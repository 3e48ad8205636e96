//! One session with one server: the calls that wait or are under way, and everything between a call and its answer.
//!
//! Owns sign-in and its renewal, cookies, pace, retries and correlation ids. Does not know what a call is for beyond its
//! [`Purpose`], nor what its answer means: that is for the machines above.

mod call;
mod receive;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::submit::endpoints::Workspace;
use crate::submit::event::Event;
use crate::submit::http::{Purpose, Request, RequestId, Response};
use crate::submit::identity::Identity;
use crate::submit::pace::Pace;
use crate::submit::retry::Jitter;
use crate::submit::secret::{self, Secret};
use crate::submit::settings::{Gzip, Settings};
use crate::submit::traffic::{Traffic, WaitReason};
use crate::submit::trouble::{Trouble, Try};

pub(super) use call::{Answered, Arrival, CallId};
use call::{Call, Flight};

/// A session: signed in or not, with its cookies and its calls.
///
/// A clone is the same session for another machine: both may renew it, and either notices when the other closed it.
#[derive(Debug, Clone)]
pub struct Session {
    settings: Settings,
    workspace: Workspace,
    identity: Identity,
    is_signed_in: bool,
    /// Counts the sign-ins: a late 401 to a request of an earlier one calls for no further.
    era: u32,
    /// A refused sign-in: until the next machine begins, no other is tried.
    locked: Option<Trouble>,
    calls: Vec<Call>,
    answered: VecDeque<Answered>,
    /// Shared with all clones: the server sees one client.
    pace: Arc<Mutex<Pace>>,
    jitter: Jitter,
    deadline_ms: u64,
    /// Which payloads go compressed; none any more once the server has refused one.
    gzip: Gzip,
    next_call: u64,
    next_request: u64,
    events: Vec<Event>,
    traffic: Traffic,
}

/// What the session can do now.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Pulse {
    /// Send this, for this call.
    Send(CallId, RequestId, Request),
    /// Wait until this moment or an answer, and why; `None`: an answer only.
    Wait(Option<u64>, WaitReason),
    /// There is no call.
    Idle,
}

impl Session {
    /// A session that is not signed in yet.
    pub fn new(settings: Settings) -> Self {
        Self {
            workspace: Workspace::new(settings.shared_space, settings.workspace),
            identity: Identity::new(&settings),
            is_signed_in: false,
            era: 0,
            locked: None,
            calls: Vec::new(),
            answered: VecDeque::new(),
            pace: Arc::new(Mutex::new(Pace::new(settings.requests_per_second))),
            jitter: Jitter::new(settings.seed),
            deadline_ms: u64::MAX,
            gzip: settings.gzip,
            next_call: 0,
            next_request: 0,
            events: Vec::new(),
            traffic: Traffic::default(),
            settings,
        }
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Whether there is something to sign out of.
    pub fn is_signed_in(&self) -> bool {
        self.is_signed_in && self.identity.is_closable()
    }

    /// The request that opens the session, where there is one to be opened.
    pub(super) fn opening(&self) -> Option<Request> {
        self.identity.opening()
    }

    pub(super) fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Begins a new piece of work: forgets calls and troubles of an earlier one.
    pub(super) fn begin(&mut self, deadline_ms: u64) {
        self.drop_calls();
        self.locked = None;
        self.deadline_ms = deadline_ms;
        self.traffic = Traffic::default();
    }

    /// Forgets every call, under way or not.
    pub(super) fn drop_calls(&mut self) {
        self.calls.clear();
        self.answered.clear();
    }

    /// Takes a request in; its end comes out of [`Session::take_answered`] under the id.
    pub(super) fn call(&mut self, request: Request) -> CallId {
        let id = CallId(self.next_call);
        self.next_call += 1;
        let call = Call::new(id, request);
        match &self.locked {
            Some(trouble) if !call.is_sign_in() && !self.is_open() => {
                self.answered.push_back(call.given_up(trouble.clone()));
            }
            _ => self.calls.push(call),
        }
        id
    }

    /// What is known about the arrival of a call that has not come to its end.
    pub(super) fn arrival(&self, id: CallId) -> Arrival {
        let call = self.calls.iter().find(|call| call.id == id);
        call.map_or(Arrival::NotSent, Call::arrival)
    }

    /// Whether a call waits for another try.
    pub(super) fn is_postponed(&self, id: CallId) -> bool {
        self.calls.iter().any(|call| call.id == id && call.tries > 0 && !call.is_under_way())
    }

    /// The requests and the time of this piece of work.
    pub(super) fn traffic(&mut self) -> &mut Traffic {
        &mut self.traffic
    }

    /// The next call that has come to its end.
    pub(super) fn take_answered(&mut self) -> Option<Answered> {
        self.answered.pop_front()
    }

    /// The trouble of an answer that succeeds but is not what `expected` says.
    pub(super) fn unexpected(&self, answered: &Answered, response: &Response, expected: &str) -> Trouble {
        let tried = Try {
            request: &answered.request,
            correlation: &answered.correlation,
            credentials: &self.settings.credentials,
        };
        tried.unexpected(response, expected).scrubbed(self.secrets())
    }

    /// A server's words without the secrets that it may have repeated.
    pub(super) fn scrub(&self, words: &str) -> String {
        secret::scrub(words, self.secrets())
    }

    pub(super) fn note(&mut self, event: Event) {
        self.events.push(event);
    }

    pub(super) fn take_events(&mut self) -> Vec<Event> {
        std::mem::take(&mut self.events)
    }

    /// The session was closed: its cookies are worthless.
    pub(super) fn close(&mut self) {
        self.is_signed_in = false;
        self.identity.close();
    }

    /// What to do now.
    pub(super) fn step(&mut self, now_ms: u64) -> Pulse {
        self.want_sign_in();
        if self.calls.is_empty() {
            return Pulse::Idle;
        }
        let Some(index) = self.due(now_ms) else {
            let (at_ms, reason) = self.earliest();
            return Pulse::Wait(at_ms, reason);
        };
        if self.is_crowded() && self.calls[index].request.purpose != Purpose::Post {
            return Pulse::Wait(None, WaitReason::Answer);
        }
        if let Some(at_ms) = self.pace().blocked_until(now_ms) {
            return Pulse::Wait(Some(at_ms), WaitReason::Pace);
        }
        self.send(index, now_ms)
    }

    /// Whether as many requests are under way as may be. Questions that hang do not hold up a payload.
    fn is_crowded(&self) -> bool {
        self.calls.iter().filter(|call| call.is_under_way()).count() >= self.settings.in_flight
    }

    /// A panic elsewhere leaves a pace that is still a pace.
    fn pace(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a sign-in before the calls that need one.
    fn want_sign_in(&mut self) {
        let is_wanted =
            self.calls.iter().any(|call| !call.is_under_way() && call.request.purpose != Purpose::SignIn);
        if self.is_open() || !is_wanted || self.calls.iter().any(Call::is_sign_in) {
            return;
        }
        if let Some(request) = self.identity.opening() {
            self.call(request);
        }
    }

    /// Whether requests can be sent: signed in, or with credentials that need no sign-in.
    fn is_open(&self) -> bool {
        self.is_signed_in || self.identity.opening().is_none()
    }

    fn can_leave(&self, call: &Call) -> bool {
        !call.is_under_way() && (call.is_sign_in() || self.is_open())
    }

    /// A payload goes before questions: what is not sent yet cannot end.
    fn due(&self, now_ms: u64) -> Option<usize> {
        let due =
            self.calls.iter().enumerate().filter(|(_, call)| self.can_leave(call) && call.due_ms <= now_ms);
        let (index, _) = due.min_by_key(|(_, call)| call.request.purpose != Purpose::Post)?;
        Some(index)
    }

    /// The moment of the next try, and what keeps the session waiting: answers, where any are to come.
    fn earliest(&self) -> (Option<u64>, WaitReason) {
        let waiting = self.calls.iter().filter(|call| self.can_leave(call));
        let next = waiting.min_by_key(|call| call.due_ms);
        let is_any_under_way = self.calls.iter().any(Call::is_under_way);
        let reason = match next {
            Some(call) if !is_any_under_way => call.postponed_by,
            _ => WaitReason::Answer,
        };
        (next.map(|call| call.due_ms), reason)
    }

    fn send(&mut self, index: usize, now_ms: u64) -> Pulse {
        let id = RequestId(self.next_request);
        self.next_request += 1;
        self.pace().count(now_ms);
        let mut request = self.calls[index].request.clone();
        let correlation = format!("{}-{}", self.settings.correlation, id.0);
        request.headers.push(("x-correlation-id", correlation.clone()));
        if let (Some(ms), true) = (self.settings.request_timeout_ms, request.purpose != Purpose::SignOut) {
            request.timeout_ms = ms;
        }
        let bytes = request.body.as_ref().map_or(0, |body| body.len());
        request.gzip = request.purpose == Purpose::Post && self.gzip.is_for(bytes);
        let full_path = self.settings.server.full_path(&request.path);
        self.identity.prove(&mut request, &full_path);
        self.calls[index].leave(Flight { id, correlation, era: self.era, is_gzip: request.gzip });
        self.count(index, &request, bytes);
        Pulse::Send(self.calls[index].id, id, request)
    }

    fn count(&mut self, index: usize, request: &Request, bytes: usize) {
        self.traffic.requests += 1;
        self.traffic.retries += u32::from(self.calls[index].tries > 1);
        match request.purpose {
            Purpose::SignIn => self.note(Event::SignIn),
            Purpose::SignOut => self.note(Event::SignOut),
            Purpose::Post => self.traffic.payload_bytes += bytes as u64,
            Purpose::Schema | Purpose::LookUp | Purpose::Status | Purpose::Log => {}
        }
    }

    fn secrets(&self) -> impl Iterator<Item = &Secret> + Clone {
        self.identity.secrets()
    }
}

#[cfg(test)]
mod tests;
