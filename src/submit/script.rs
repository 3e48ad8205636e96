//! Runs a machine against a server that is a function, on a clock that jumps: the driver of the tests.

use crate::submit::credentials::Credentials;
use crate::submit::event::Event;
use crate::submit::http::{Failure, FailureKind, Request, Response};
use crate::submit::secret::Secret;
use crate::submit::session::Session;
use crate::submit::settings::Settings;
use crate::submit::step::{Machine, Step};

/// When the scripts begin.
pub(super) const START_MS: u64 = 1_700_000_000_000;

/// What every answer takes.
const LATENCY_MS: u64 = 10;

pub(super) type Answer = Result<Response, Failure>;

/// What a run was.
pub(super) struct Run<T> {
    pub(super) outcome: T,
    /// The requests, with their times since the start.
    pub(super) requests: Vec<(u64, Request)>,
    pub(super) events: Vec<Event>,
    pub(super) ms: u64,
}

impl<T> Run<T> {
    /// Method and last two steps of the path of each request, on a line.
    pub(super) fn story(&self) -> String {
        let short = |request: &Request| {
            let name = request.name();
            let (method, path) = name.split_once(' ').expect("a method and a path");
            let path = path.split("/test-results").last().unwrap_or_default();
            let path = path.trim_start_matches("/authentication/");
            format!("{method} {path}").trim().to_owned()
        };
        let names: Vec<String> = self.requests.iter().map(|(_, request)| short(request)).collect();
        names.join(", ")
    }
}

/// Obeys `machine` until it is done; `supply` answers [`Step::NeedPart`].
pub(super) fn run<M: Machine>(
    machine: &mut M,
    mut server: impl FnMut(&Request, u64) -> Answer,
    mut supply: impl FnMut(&mut M),
) -> Run<M::Outcome> {
    let mut now_ms = START_MS;
    let mut flights = Vec::new();
    let mut requests = Vec::new();
    for _ in 0..100_000 {
        match machine.next(now_ms) {
            Step::Send(id, request) => {
                let answer = server(&request, now_ms - START_MS);
                flights.push((now_ms + LATENCY_MS, id, answer));
                requests.push((now_ms - START_MS, request));
            }
            Step::NeedPart => supply(machine),
            Step::Wait { ms } => {
                let alarm_ms = ms.map(|ms| now_ms + ms);
                let first_ms = flights.iter().map(|(at_ms, ..)| *at_ms).min();
                now_ms = alarm_ms.into_iter().chain(first_ms).min().expect("something is to come");
                let (landed, rest) = flights.into_iter().partition(|(at_ms, ..)| *at_ms <= now_ms);
                flights = rest;
                let landed: Vec<_> = landed;
                for (_, id, answer) in landed {
                    machine.receive(id, now_ms, answer);
                }
            }
            Step::Done(outcome) => {
                return Run { outcome, requests, events: machine.take_events(), ms: now_ms - START_MS };
            }
        }
    }
    panic!("the machine never ends");
}

/// A session of user "sa" with the password "hunter2!" in workspace 1001/1002.
pub(super) fn session() -> Session {
    let credentials = Credentials::User { user: "sa".to_owned(), password: Secret::new("hunter2!") };
    session_with(credentials)
}

pub(super) fn session_with(credentials: Credentials) -> Session {
    let settings =
        Settings::new("https://octane.example/ctx", 1001, 1002, credentials).expect("usable settings");
    Session::new(Settings { correlation: "cid".to_owned(), ..settings })
}

pub(super) fn answer(status: u16, body: &str) -> Answer {
    answer_with(status, &[("content-type", "application/json")], body)
}

#[expect(clippy::unnecessary_wraps, reason = "a scripted server fails as well as it answers")]
pub(super) fn answer_with(status: u16, headers: &[(&str, &str)], body: &str) -> Answer {
    let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
    Ok(Response { status, headers: headers.iter().map(owned).collect(), body: body.as_bytes().to_vec() })
}

pub(super) fn broken() -> Answer {
    Err(Failure::new(FailureKind::Connection, "read ECONNRESET"))
}
