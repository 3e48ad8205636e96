//! The requests of the `test-results` resource, of look-ups, and of the end of a session.

use std::sync::Arc;

use crate::submit::endpoints::{self, Workspace};
use crate::submit::http::{Method, Purpose, Request};
use crate::submit::task::TaskId;
use crate::submit::trouble::Trouble;

const TIMEOUT_MS: u64 = 60_000;

/// A payload takes longer: up to 100 MB travel, and are validated before the answer.
const POST_TIMEOUT_MS: u64 = 120_000;

/// Nobody waits for a sign-out.
const SIGN_OUT_TIMEOUT_MS: u64 = 5000;

const JSON: &str = "application/json";

/// `GET …/test-results/xsd`.
pub(super) fn schema(workspace: &Workspace) -> Request {
    get(Purpose::Schema, workspace.schema(), "application/xml, text/xml, */*")
}

/// `GET …/releases?fields=id,name` and the like.
pub(super) fn entities(workspace: &Workspace, query: &str) -> Request {
    get(Purpose::LookUp, workspace.entities(query), JSON)
}

/// `POST …/test-results`, with exactly these bytes.
pub(super) fn post(workspace: &Workspace, payload: Arc<[u8]>, skip_errors: bool) -> Request {
    Request {
        purpose: Purpose::Post,
        method: Method::Post,
        path: workspace.results(skip_errors),
        headers: vec![("accept", JSON.to_owned()), ("content-type", "application/xml".to_owned())],
        body: Some(payload),
        gzip: false,
        timeout_ms: POST_TIMEOUT_MS,
    }
}

/// `GET …/test-results/<id>`.
pub(super) fn status(workspace: &Workspace, id: TaskId) -> Request {
    get(Purpose::Status, workspace.status(id), JSON)
}

/// `GET …/test-results/<id>/log`.
pub(super) fn log(workspace: &Workspace, id: TaskId) -> Request {
    get(Purpose::Log, workspace.log(id), "text/plain, */*")
}

/// `POST …/test-results/<id>/log`: the documentation says `POST` where every known client says `GET`. To be tried where
/// the server does not take the `GET`.
pub(super) fn log_by_post(workspace: &Workspace, id: TaskId) -> Request {
    Request { method: Method::Post, ..log(workspace, id) }
}

/// Whether a refused `GET` of a log asks for the `POST`: not where the server says that it does not know the task.
pub(super) fn wants_log_by_post(trouble: &Trouble) -> bool {
    let is_unknown_task = trouble.error_code.as_deref() == Some("testbox.not_found");
    matches!(trouble.status, Some(404 | 405)) && !is_unknown_task
}

/// `POST /authentication/sign_out`.
pub(super) fn sign_out() -> Request {
    Request {
        purpose: Purpose::SignOut,
        method: Method::Post,
        path: endpoints::SIGN_OUT.to_owned(),
        headers: Vec::new(),
        body: None,
        gzip: false,
        timeout_ms: SIGN_OUT_TIMEOUT_MS,
    }
}

fn get(purpose: Purpose, path: String, accept: &str) -> Request {
    Request {
        purpose,
        method: Method::Get,
        path,
        headers: vec![("accept", accept.to_owned())],
        body: None,
        gzip: false,
        timeout_ms: TIMEOUT_MS,
    }
}
