//! What drives a machine: the shape that every piece of the protocol has towards a driver.

use crate::submit::event::Event;
use crate::submit::http::{Failure, Request, RequestId, Response};
use crate::submit::session::Session;

/// What a driver is to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum Step<T> {
    /// Send this, and hand the answer to [`Machine::receive`]; meanwhile ask for the next step.
    Send(RequestId, Request),
    /// Hand over the next part, or say that there is none; meanwhile ask for the next step.
    NeedPart,
    /// Nothing can be done before an answer or a part comes, or `ms` milliseconds pass (`None`: however long).
    Wait {
        /// Milliseconds from now.
        ms: Option<u64>,
    },
    /// It is over; requests still on their way are to be dropped.
    Done(T),
}

/// A piece of the protocol without I/O: it is told the time and the answers, and says what to do.
///
/// `now_ms` is any clock that only goes forward, in milliseconds since 1970 (cookies and `Retry-After` hold dates).
pub trait Machine {
    /// What it comes to.
    type Outcome;

    /// The next step. Asked again after each step but [`Step::Done`].
    fn next(&mut self, now_ms: u64) -> Step<Self::Outcome>;

    /// Takes the answer to a request that was sent. Answers to others are passed over.
    fn receive(&mut self, id: RequestId, now_ms: u64, answer: Result<Response, Failure>);

    /// The session, for its progress and for the next machine.
    fn session(&mut self) -> &mut Session;

    /// What happened since the last call.
    fn take_events(&mut self) -> Vec<Event> {
        self.session().take_events()
    }
}
