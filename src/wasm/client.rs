//! The client of one Octane workspace, for JavaScript. `pkg/src/client.ts` gives it its face.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::{future_to_promise, spawn_local};
use web_sys::AbortSignal;

use crate::diag::Diagnostic;
use crate::submit::{
    Inquiry, Machine, Operation, Outcome, Reply, Report, Session, Settings, Submission, SubmissionPart,
    SubmitOptions, Taken, TaskId, Trouble,
};
use crate::wasm::driver::{Driver, Supply};

/// Time for one answer in an operation, where the settings say nothing.
const ANSWER_TIMEOUT_MS: u64 = 60_000;

/// What an operation may take beyond one answer: a sign-in, retries.
const PATIENCE_MS: u64 = 30_000;

#[wasm_bindgen]
extern "C" {
    /// A part, as the caller's function gives it.
    type PartInput;

    #[wasm_bindgen(method, getter)]
    fn index(this: &PartInput) -> u32;

    #[wasm_bindgen(method, getter)]
    fn runs(this: &PartInput) -> u32;

    #[wasm_bindgen(method, getter)]
    fn sha256(this: &PartInput) -> Option<String>;

    #[wasm_bindgen(method, getter)]
    fn bytes(this: &PartInput) -> Uint8Array;

    /// The task, in decimal, of a part that the server has already.
    #[wasm_bindgen(method, getter)]
    fn id(this: &PartInput) -> Option<String>;

    /// The status in which that task ended, where it has.
    #[wasm_bindgen(method, getter)]
    fn status(this: &PartInput) -> Option<String>;
}

/// What an operation rejects with, as JSON.
#[derive(Serialize)]
struct Rejection {
    kind: Outcome,
    diagnostics: Vec<Diagnostic>,
}

/// A session with one workspace.
#[wasm_bindgen]
pub struct Client {
    session: Rc<RefCell<Session>>,
    fetch: Option<Function>,
}

#[wasm_bindgen]
impl Client {
    /// Reads settings (JSON); `fetch` takes the place of the runtime's own. Throws a `Diagnostic` (JSON).
    #[wasm_bindgen(constructor)]
    pub fn new(settings: &str, fetch: Option<Function>) -> Result<Client, JsValue> {
        let settings = Settings::from_json(settings).map_err(|diagnostic| json(&diagnostic))?;
        Ok(Self { session: Rc::new(RefCell::new(Session::new(settings))), fetch })
    }

    /// Signs in now. Rejects, as every operation here, with `{ kind, diagnostics }` (JSON).
    #[wasm_bindgen(js_name = signIn)]
    pub fn sign_in(&self, signal: Option<AbortSignal>) -> Promise {
        self.ask(Inquiry::SignIn, signal)
    }

    /// Signs out, where there is a session.
    #[wasm_bindgen(js_name = signOut)]
    pub fn sign_out(&self, signal: Option<AbortSignal>) -> Promise {
        self.ask(Inquiry::SignOut, signal)
    }

    /// The server's schema, as text.
    pub fn schema(&self, signal: Option<AbortSignal>) -> Promise {
        self.ask(Inquiry::Schema, signal)
    }

    /// Entities of the workspace as the server lists them (JSON), by their collection and its query.
    pub fn entities(&self, query: String, signal: Option<AbortSignal>) -> Promise {
        self.ask(Inquiry::Entities(query), signal)
    }

    /// The status of a task, as JSON. The id is in decimal.
    pub fn status(&self, id: &str, signal: Option<AbortSignal>) -> Promise {
        self.ask_about(id, Inquiry::Status, signal)
    }

    /// The log of a task, as text.
    pub fn log(&self, id: &str, signal: Option<AbortSignal>) -> Promise {
        self.ask_about(id, Inquiry::Log, signal)
    }

    /// Submits the parts that `next_part` gives: a promise of `{ index, runs, sha256, bytes, id?, status? }`, of `undefined` at
    /// the end, or of a `Diagnostic` (JSON) where there is no next part to be had. Resolves with the report (JSON), whatever
    /// its outcome.
    pub fn submit(
        &self,
        options: &str,
        next_part: Function,
        on_progress: Option<Function>,
        signal: Option<AbortSignal>,
    ) -> Promise {
        let options: SubmitOptions = match serde_json::from_str(options) {
            Ok(options) => options,
            Err(error) => return Promise::reject(&JsValue::from_str(&error.to_string())),
        };
        let session = Rc::clone(&self.session);
        let driver = self.driver(on_progress);
        let submission = Submission::new(session.borrow().clone(), options);
        future_to_promise(async move {
            let report = submit(driver, submission, &session, &next_part, signal).await;
            Ok(json(&report))
        })
    }

    fn ask_about(&self, id: &str, inquiry: fn(TaskId) -> Inquiry, signal: Option<AbortSignal>) -> Promise {
        match TaskId::parse(id) {
            Some(id) => self.ask(inquiry(id), signal),
            None => Promise::reject(&rejection(Outcome::NotFound, invalid_id(id))),
        }
    }

    fn ask(&self, inquiry: Inquiry, signal: Option<AbortSignal>) -> Promise {
        let session = Rc::clone(&self.session);
        let mut driver = self.driver(None);
        let answer_ms = session.borrow().settings().request_timeout_ms.unwrap_or(ANSWER_TIMEOUT_MS);
        let timeout_ms = answer_ms.saturating_add(PATIENCE_MS);
        let mut operation = Operation::new(session.borrow().clone(), inquiry, timeout_ms);
        future_to_promise(async move {
            let reply = driver.drive(&mut operation, signal.as_ref(), None).await;
            session.replace(operation.session().clone());
            match reply {
                Some(Ok(Reply::Done)) => Ok(JsValue::UNDEFINED),
                Some(Ok(Reply::Text(text))) => Ok(text.into()),
                Some(Ok(Reply::Status(status))) => Ok(json(&status)),
                Some(Err(Trouble { kind, diagnostic, .. })) => Err(rejection(kind.into(), *diagnostic)),
                None => Err(rejection(Outcome::Aborted, aborted())),
            }
        })
    }

    fn driver(&self, on_progress: Option<Function>) -> Driver {
        let server = self.session.borrow().settings().server.clone();
        Driver::new(server, self.fetch.clone(), on_progress)
    }
}

/// Drives a submission; after an abort the sign-out goes on behind the caller's back.
async fn submit(
    mut driver: Driver,
    mut submission: Submission,
    session: &Rc<RefCell<Session>>,
    next_part: &Function,
    signal: Option<AbortSignal>,
) -> Report {
    let supply = Supply { next_part, deliver };
    if let Some(report) = driver.drive(&mut submission, signal.as_ref(), Some(supply)).await {
        session.replace(submission.into_session());
        return report;
    }
    submission.abort();
    let mut report = submission.report();
    report.diagnostics.push(aborted());
    let session = Rc::clone(session);
    spawn_local(async move {
        driver.drive(&mut submission, None, None).await;
        session.replace(submission.into_session());
    });
    report
}

/// Takes what the caller's function gave to the submission.
fn deliver(submission: &mut Submission, part: Result<JsValue, JsValue>) {
    match part {
        Ok(part) if part.is_undefined() => submission.end_parts(),
        Ok(part) if part.is_object() => deliver_part(submission, &part.unchecked_into()),
        Ok(text) => submission.fail_parts(read_diagnostic(text.as_string())),
        Err(_) => submission.fail_parts(read_diagnostic(None)),
    }
}

/// A part with an id is with the server already.
fn deliver_part(submission: &mut Submission, input: &PartInput) {
    let taken = match input.id().map(|id| TaskId::parse(&id).ok_or(id)) {
        None => None,
        Some(Ok(id)) => Some(Taken { id, status: input.status() }),
        Some(Err(id)) => return submission.fail_parts(invalid_id(&id)),
    };
    submission.deliver(&SubmissionPart {
        index: input.index(),
        runs: input.runs(),
        bytes: input.bytes().to_vec().into(),
        sha256: input.sha256(),
        taken,
    });
}

fn read_diagnostic(json: Option<String>) -> Diagnostic {
    let told = json.and_then(|json| serde_json::from_str(&json).ok());
    told.unwrap_or_else(|| Diagnostic::error("parts-failed", "there is no next part to be had"))
}

fn aborted() -> Diagnostic {
    Diagnostic::warning("aborted", "the caller ended it")
        .with_help("what was accepted is not accepted twice: submit again")
}

fn invalid_id(id: &str) -> Diagnostic {
    Diagnostic::error("task-id-invalid", "the id of a task is a positive integer").with_found(id)
}

fn rejection(kind: Outcome, diagnostic: Diagnostic) -> JsValue {
    json(&Rejection { kind, diagnostics: vec![diagnostic] })
}

fn json(value: &impl Serialize) -> JsValue {
    serde_json::to_string(value).expect("plain data can be written as JSON").into()
}
