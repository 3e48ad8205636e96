//! What happened on the way: for a user who waits, and for a journal.

use serde::Serialize;

use crate::submit::task::TaskId;

/// One thing that happened. Its JSON form is the public one: `{ kind: "part-sent", part: 0, runs: 12, bytes: 3456 }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Event {
    /// A sign-in is sent, at the start or after a session ended.
    SignIn,
    /// A part is sent, for the first time or again.
    PartSent {
        /// Which part.
        part: u32,
        /// Its runs.
        runs: u32,
        /// Its bytes.
        bytes: u64,
    },
    /// The server has taken a part: from here on it is not lost.
    PartAccepted {
        /// Which part.
        part: u32,
        /// The server's task.
        id: TaskId,
        /// Its first status.
        status: String,
        /// Whether the server knew these bytes already.
        from_older_push: bool,
    },
    /// The server has refused a part.
    PartRefused {
        /// Which part.
        part: u32,
    },
    /// The status of a part was asked for.
    Status {
        /// Which part.
        part: u32,
        /// The server's task.
        id: TaskId,
        /// What the server says.
        status: String,
    },
    /// The log of a part has come.
    Log {
        /// Which part.
        part: u32,
        /// The server's task.
        id: TaskId,
    },
    /// A request waits for another try.
    Wait {
        /// How long, in milliseconds.
        ms: u64,
        /// Why.
        reason: WaitReason,
        /// Which request: method and path.
        request: String,
        /// How often it was tried.
        tries: u32,
    },
    /// A sign-out is sent.
    SignOut,
    /// It is over.
    Done {
        /// The outcome, as in the report.
        outcome: String,
    },
}

/// Why a request waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaitReason {
    /// The server is overloaded or down.
    Busy,
    /// The connection failed.
    Connection,
}
