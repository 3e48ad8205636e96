//! One operation on its own: sign in, fetch the schema, look entities up, ask for a status or a log, sign out.

use serde_json::Value;

use crate::diag::Diagnostic;
use crate::submit::http::{Failure, RequestId, Response};
use crate::submit::resource;
use crate::submit::session::{Answered, CallId, Pulse, Session};
use crate::submit::step::{Machine, Step};
use crate::submit::task::{TaskId, TaskStatus};
use crate::submit::trouble::Trouble;
use crate::submit::trouble_kind::TroubleKind;
use crate::submit::words;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inquiry {
    /// Opens the session now, and so proves the credentials. With an access token there is nothing to ask.
    SignIn,
    /// The schema that the server validates against.
    Schema,
    /// A list of the workspace's entities: the collection with its query, such as `releases?fields=id,name&limit=20`.
    Entities(String),
    /// The status of a task.
    Status(TaskId),
    /// The log of a task.
    Log(TaskId),
    /// Closes the session, where it is open.
    SignOut,
}

/// What comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Nothing but that it is done.
    Done,
    /// A text: a schema, a list or a log.
    Text(String),
    /// A status.
    Status(TaskStatus),
}

/// An operation under way.
#[derive(Debug)]
pub struct Operation {
    session: Session,
    inquiry: Inquiry,
    timeout_ms: u64,
    deadline_ms: Option<u64>,
    call: Option<CallId>,
    is_log_by_post: bool,
    reply: Option<Result<Reply, Trouble>>,
}

impl Operation {
    /// Begins an operation that may take `timeout_ms`, retries included.
    pub fn new(session: Session, inquiry: Inquiry, timeout_ms: u64) -> Self {
        Self {
            session,
            inquiry,
            timeout_ms,
            deadline_ms: None,
            call: None,
            is_log_by_post: false,
            reply: None,
        }
    }

    fn begin(&mut self, now_ms: u64) {
        if self.deadline_ms.is_some() {
            return;
        }
        let deadline_ms = now_ms.saturating_add(self.timeout_ms);
        self.deadline_ms = Some(deadline_ms);
        self.session.begin(deadline_ms);
        let workspace = self.session.workspace();
        let request = match &self.inquiry {
            Inquiry::SignIn => self.session.opening(),
            Inquiry::Schema => Some(resource::schema(workspace)),
            Inquiry::Entities(query) => Some(resource::entities(workspace, query)),
            Inquiry::Status(id) => Some(resource::status(workspace, *id)),
            Inquiry::Log(id) => Some(resource::log(workspace, *id)),
            Inquiry::SignOut => self.session.is_signed_in().then(resource::sign_out),
        };
        match request {
            Some(request) => self.call = Some(self.session.call(request)),
            None => self.reply = Some(Ok(Reply::Done)),
        }
    }

    fn take_answers(&mut self) {
        while let Some(answered) = self.session.take_answered() {
            if self.call != Some(answered.id) {
                continue;
            }
            match self.inquiry {
                Inquiry::Log(id) if !self.is_log_by_post && wants_post(&answered) => self.ask_by_post(id),
                _ => self.reply = Some(self.read(&answered)),
            }
        }
    }

    fn ask_by_post(&mut self, id: TaskId) {
        self.is_log_by_post = true;
        let request = resource::log_by_post(self.session.workspace(), id);
        self.call = Some(self.session.call(request));
    }

    fn read(&mut self, answered: &Answered) -> Result<Reply, Trouble> {
        if self.inquiry == Inquiry::SignOut {
            self.session.close();
        }
        let response = answered.result.clone()?;
        let text = response.text();
        let reply = match &self.inquiry {
            Inquiry::SignIn | Inquiry::SignOut => Ok(Reply::Done),
            Inquiry::Schema if is_schema(&text) => Ok(Reply::Text(text)),
            Inquiry::Schema => Err("an XML schema"),
            Inquiry::Entities(_) if is_list(&text) => Ok(Reply::Text(text)),
            Inquiry::Entities(_) => Err("a list of entities"),
            Inquiry::Log(_) if !words::is_page(&response, &text) => Ok(Reply::Text(text)),
            Inquiry::Log(_) => Err("a log"),
            Inquiry::Status(asked) => TaskStatus::read(&text)
                .filter(|task| task.id == *asked)
                .map(Reply::Status)
                .ok_or("the status of the task that was asked for"),
        };
        reply.map_err(|expected| self.session.unexpected(answered, &response, expected))
    }

    fn expire(&mut self, now_ms: u64) {
        let is_late = self.deadline_ms.is_some_and(|deadline_ms| now_ms >= deadline_ms);
        if !is_late || self.reply.is_some() {
            return;
        }
        self.session.drop_calls();
        let message = format!("no answer comes within {} ms", self.timeout_ms);
        let help = "allow more time, or try again later";
        let diagnostic = Diagnostic::error("deadline-reached", message).with_help(help);
        self.reply = Some(Err(Trouble {
            kind: TroubleKind::Unavailable,
            diagnostic: Box::new(diagnostic),
            status: None,
            error_code: None,
        }));
    }
}

impl Machine for Operation {
    type Outcome = Result<Reply, Trouble>;

    fn next(&mut self, now_ms: u64) -> Step<Self::Outcome> {
        self.begin(now_ms);
        self.take_answers();
        self.expire(now_ms);
        if let Some(reply) = self.reply.clone() {
            return Step::Done(reply);
        }
        match self.session.step(now_ms) {
            Pulse::Send(_, id, request) => Step::Send(id, request),
            Pulse::Wait(at_ms, _) => wait(now_ms, at_ms, self.deadline_ms),
            Pulse::Idle => wait(now_ms, None, self.deadline_ms),
        }
    }

    fn receive(&mut self, id: RequestId, now_ms: u64, answer: Result<Response, Failure>) {
        self.session.receive(id, now_ms, answer);
    }

    fn session(&mut self) -> &mut Session {
        &mut self.session
    }
}

fn wait<T>(now_ms: u64, at_ms: Option<u64>, deadline_ms: Option<u64>) -> Step<T> {
    let at_ms = at_ms.into_iter().chain(deadline_ms).min();
    Step::Wait { ms: at_ms.map(|at_ms| at_ms.saturating_sub(now_ms)) }
}

fn wants_post(answered: &Answered) -> bool {
    answered.result.as_ref().is_err_and(resource::wants_log_by_post)
}

/// The media type of a schema's answer is not documented, so its text decides; whether it compiles is for the engine.
fn is_schema(text: &str) -> bool {
    text.trim_start().starts_with('<') && text.contains("http://www.w3.org/2001/XMLSchema")
}

/// Entities stand in `data`; what they are is for those who asked.
fn is_list(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|answer| answer["data"].is_array())
}

#[cfg(test)]
mod tests;
