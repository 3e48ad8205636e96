//! The protocol of Octane's `test-results` resource, without I/O.
//!
//! Requests and responses are data; a [`Machine`] says what to send and when, and is told the time and the answers. It
//! has no clock, no randomness and no socket: any driver can obey it, and any course of events can be replayed.
//!
//! A [`Session`] carries what lies between a call and its answer: sign-in and its renewal, cookies, pace, retries. On it
//! stand the [`Submission`], which is the whole story, and the [`Operation`]s, which are its pieces one by one.
//!
//! ```
//! use octane_payload::submit::{Credentials, Inquiry, Machine, Operation, Secret, Session, Settings, Step};
//!
//! let credentials = Credentials::User { user: "sa@nga".into(), password: Secret::new("…") };
//! let settings = Settings::new("https://octane.example.com", 1001, 1002, credentials).expect("a usable URL");
//! let mut operation = Operation::new(Session::new(settings), Inquiry::Schema, 60_000);
//! let Step::Send(_, request) = operation.next(0) else { panic!("a session begins with a sign-in") };
//! assert_eq!(request.name(), "POST /authentication/sign_in");
//! ```
//!
//! No secret enters a diagnostic, an event, a URL or `Debug` output: secrets are [`Secret`]s, requests and responses
//! print without headers and bodies, and what a server says is searched for them.

mod cookies;
mod credentials;
mod date;
mod encoding;
mod endpoints;
mod event;
mod gateway;
mod http;
mod identity;
mod operation;
mod pace;
mod reading;
mod report;
mod resource;
mod retry;
#[cfg(test)]
mod script;
mod secret;
mod session;
mod settings;
mod step;
mod submission;
mod task;
mod traffic;
mod trouble;
mod trouble_kind;
mod words;

pub use credentials::{Credentials, SignInWay, TokenTransport};
pub use endpoints::Server;
pub use event::{Amount, Event};
pub use http::{Failure, FailureKind, Method, Purpose, Request, RequestId, Response};
pub use operation::{Inquiry, Operation, Reply};
pub use report::{NOT_SENT, Outcome, PartReport, REFUSED, Report, SENDING, UNANSWERED};
pub use retry::Retry;
pub use secret::Secret;
pub use session::Session;
pub use settings::{Gzip, Settings};
pub use step::{Machine, Step};
pub use submission::{Submission, SubmissionPart, SubmitOptions, Taken};
pub use task::{TaskId, TaskState, TaskStatus, state as task_state};
pub use traffic::{Traffic, WaitReason};
pub use trouble::Trouble;
pub use trouble_kind::TroubleKind;
