//! What a submission comes to: its outcome, each part, and what there is to say.

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::submit::task::TaskId;
use crate::submit::traffic::Traffic;
use crate::submit::trouble_kind::TroubleKind;

/// What a submission comes to. The first eight are what the server made of it; the others say why it ended before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// There was no part.
    Empty,
    /// Every part ended as `success`.
    Success,
    /// Every part is in, at least one with something left out.
    Warning,
    /// A part ended with a status word that is not documented, or its status is not to be had any more.
    Unknown,
    /// The deadline came before the end of every part.
    Running,
    /// A part ended as `failed`.
    Failed,
    /// The server refused a part, or the way it was sent.
    Refused,
    /// The caller had no next part to give: reading or converting failed.
    Parts,
    /// See [`TroubleKind::SignIn`].
    SignIn,
    /// See [`TroubleKind::Permission`].
    Permission,
    /// See [`TroubleKind::Network`].
    Network,
    /// See [`TroubleKind::Unavailable`].
    Unavailable,
    /// See [`TroubleKind::NotFound`].
    NotFound,
    /// See [`TroubleKind::Protocol`].
    Protocol,
    /// The caller ended it.
    Aborted,
}

impl Outcome {
    /// The word of the JSON form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Unknown => "unknown",
            Self::Running => "running",
            Self::Failed => "failed",
            Self::Refused => "refused",
            Self::Parts => "parts",
            Self::SignIn => "sign-in",
            Self::Permission => "permission",
            Self::Network => "network",
            Self::Unavailable => "unavailable",
            Self::NotFound => "not-found",
            Self::Protocol => "protocol",
            Self::Aborted => "aborted",
        }
    }
}

impl From<TroubleKind> for Outcome {
    fn from(kind: TroubleKind) -> Self {
        match kind {
            TroubleKind::SignIn => Self::SignIn,
            TroubleKind::Permission => Self::Permission,
            TroubleKind::Network => Self::Network,
            TroubleKind::Unavailable => Self::Unavailable,
            TroubleKind::Refused => Self::Refused,
            TroubleKind::NotFound => Self::NotFound,
            TroubleKind::Protocol => Self::Protocol,
        }
    }
}

/// What became of one part. Absent fields are left out of its JSON form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartReport {
    /// Which part, as the caller counts.
    pub index: u32,
    /// Its runs.
    pub runs: u32,
    /// SHA-256 of the bytes that were sent, in lower-case hexadecimal.
    pub sha256: String,
    /// The server's task; absent while the server has not taken the part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<TaskId>,
    /// The server's last word (`queued`, `running`, `success`, `warning`, `failed`, or another as it is written), or
    /// where it has not taken the part: [`SENDING`], [`NOT_SENT`], [`REFUSED`] or [`UNANSWERED`].
    pub status: String,
    /// Until when the server keeps the task, as it writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The log; absent where it was not fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
}

/// The part is on its way. Never in a final report.
pub const SENDING: &str = "sending";

/// The server does not have the part, and has not refused it: it never left, or a busy server put it off each time.
pub const NOT_SENT: &str = "not-sent";

/// The server said no.
pub const REFUSED: &str = "refused";

/// The part left and no answer came: the server may have taken it. Sending it again is safe.
pub const UNANSWERED: &str = "unanswered";

/// The end, or the state at a moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The outcome.
    pub outcome: Outcome,
    /// Every part that the caller delivered, in that order.
    pub parts: Vec<PartReport>,
    /// What there is to say; each error says what to do next.
    pub diagnostics: Vec<Diagnostic>,
    /// What it cost.
    pub traffic: Traffic,
}
