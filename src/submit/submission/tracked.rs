//! One part on its way: where it stands, and what is known about it.

use crate::submit::report::{NOT_SENT, Outcome, PartReport};
use crate::submit::session::CallId;
use crate::submit::submission::{SubmissionPart, TakenPart};
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
    /// The next wait before a question.
    pub(super) poll_ms: u64,
    /// Whether the server stopped telling its status before the end.
    pub(super) is_lost: bool,
    pub(super) from_older_push: bool,
}

impl Tracked {
    pub(super) fn new(part: &SubmissionPart, sha256: String, stage: Stage) -> Self {
        Self {
            report: PartReport {
                index: part.index,
                runs: part.runs,
                sha256,
                id: None,
                status: NOT_SENT.to_owned(),
                until: None,
                log: None,
            },
            bytes: part.bytes.len() as u64,
            stage,
            poll_ms: 0,
            is_lost: false,
            from_older_push: false,
        }
    }

    /// A part that the server took before, to be asked about at once.
    pub(super) fn taken(part: &TakenPart, poll_ms: u64) -> Self {
        Self {
            report: PartReport {
                index: part.index,
                runs: part.runs,
                sha256: part.sha256.clone(),
                id: Some(part.id),
                status: QUEUED.to_owned(),
                until: None,
                log: None,
            },
            bytes: 0,
            stage: Stage::Waiting { due_ms: 0 },
            poll_ms,
            is_lost: false,
            from_older_push: false,
        }
    }

    /// The call that is made for it now.
    pub(super) fn call(&self) -> Option<CallId> {
        match self.stage {
            Stage::Posting(call) | Stage::Asking(call) | Stage::Logging { call, .. } => Some(call),
            Stage::Waiting { .. } | Stage::Ended => None,
        }
    }

    /// Takes over what the server says about it.
    pub(super) fn learn(&mut self, task: &TaskStatus) {
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
