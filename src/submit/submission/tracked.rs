//! One part on its way: where it stands, and what is known about it.

use std::sync::Arc;

use crate::submit::report::{NOT_SENT, Outcome, PartReport, REFUSED};
use crate::submit::session::CallId;
use crate::submit::submission::SubmissionPart;
use crate::submit::task::{self, TaskState, TaskStatus};

/// The status of a task before anything was heard of it.
const QUEUED: &str = "queued";

/// Where a part stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// It is being handed over.
    Posting(CallId),
    /// Taken; the next question waits for its moment.
    Waiting { due_ms: u64 },
    /// Its status is being asked for.
    Asking(CallId),
    /// It is over; its log is being fetched, by `POST` where the server does not take the `GET`.
    Logging { call: CallId, by_post: bool },
    /// Nothing more is done for it.
    Ended,
}

#[derive(Debug, Clone)]
pub(super) struct Tracked {
    pub(super) report: PartReport,
    pub(super) bytes: u64,
    pub(super) stage: Stage,
    /// The bytes, as long as they may have to be sent.
    pub(super) held: Option<Arc<[u8]>>,
    /// The next wait before a question.
    pub(super) poll_ms: u64,
    /// Whether the server stopped telling its status before the end.
    pub(super) is_lost: bool,
    pub(super) from_older_push: bool,
}

impl Tracked {
    /// A part as it is given: to be posted, to be asked about at once where the server took it before, or over.
    pub(super) fn new(part: &SubmissionPart, sha256: String, poll_ms: u64) -> Self {
        let taken = part.taken.as_ref();
        let status = taken.map_or(NOT_SENT, |taken| taken.status.as_deref().unwrap_or(QUEUED));
        let is_over = taken.is_some_and(|taken| taken.status.is_some());
        let is_held = !is_over && (taken.is_none() || !part.bytes.is_empty());
        Self {
            report: PartReport {
                index: part.index,
                runs: part.runs,
                sha256,
                id: taken.map(|taken| taken.id),
                status: status.to_owned(),
                until: None,
                log: None,
            },
            bytes: part.bytes.len() as u64,
            stage: if is_over { Stage::Ended } else { Stage::Waiting { due_ms: 0 } },
            held: is_held.then(|| Arc::clone(&part.bytes)),
            poll_ms,
            is_lost: false,
            from_older_push: false,
        }
    }

    /// Whether nothing more is to come of it, good or bad.
    pub(super) fn is_over(&self) -> bool {
        let is_decided = self.report.id.is_some() || self.report.status == REFUSED;
        self.stage == Stage::Ended && is_decided
    }

    /// The call that is made for it now.
    pub(super) fn call(&self) -> Option<CallId> {
        match self.stage {
            Stage::Posting(call) | Stage::Asking(call) | Stage::Logging { call, .. } => Some(call),
            Stage::Waiting { .. } | Stage::Ended => None,
        }
    }

    /// Takes over what the server says about it: it is there, and need not be sent again.
    pub(super) fn learn(&mut self, task: &TaskStatus) {
        self.held = None;
        self.report.id = Some(task.id);
        self.report.status.clone_from(&task.status);
        if task.until.is_some() {
            self.report.until.clone_from(&task.until);
        }
        self.from_older_push |= task.from_older_push;
    }

    /// What the part alone would make the outcome.
    pub(super) fn outcome(&self) -> Outcome {
        if self.report.id.is_none() {
            return Outcome::Running;
        }
        match task::state(&self.report.status) {
            TaskState::Active if self.is_lost => Outcome::Unknown,
            TaskState::Active => Outcome::Running,
            TaskState::Success => Outcome::Success,
            TaskState::Warning => Outcome::Warning,
            TaskState::Failed => Outcome::Failed,
            TaskState::Unknown => Outcome::Unknown,
        }
    }
}
