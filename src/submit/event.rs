//! What happened on the way: for a user who waits, and for a journal.

use serde::Serialize;

use crate::submit::report::PartReport;
use crate::submit::traffic::WaitReason;

/// One thing that happened. Its JSON form is the public one: `{ kind: "part-sent", part: { index: 0, … }, bytes: 3456 }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Event {
    /// A sign-in is sent, at the start or after a session ended.
    SignIn,
    /// A part is sent, for the first time or again.
    PartSent {
        /// The part as it stands now.
        part: PartReport,
        /// Its bytes.
        bytes: u64,
    },
    /// The server has taken a part: from here on it is not lost.
    PartAccepted {
        /// The part as it stands now, with its id.
        part: PartReport,
        /// Whether the server knew these bytes already.
        from_older_push: bool,
    },
    /// The server has refused a part.
    PartRefused {
        /// The part as it stands now.
        part: PartReport,
    },
    /// The server has told the status of a part.
    Status {
        /// The part as it stands now.
        part: PartReport,
    },
    /// The log of a part has come.
    Log {
        /// The part as it stands now, with its log.
        part: PartReport,
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
    /// Nothing can be done for a while, and not for a request that waits for another try.
    Waiting {
        /// How long at most, in milliseconds.
        ms: u64,
        /// Why.
        reason: WaitReason,
    },
    /// How far it is.
    Progress {
        /// What the caller has given.
        given: Amount,
        /// What the server has taken.
        accepted: Amount,
        /// What has come to its end, good or bad.
        ended: Amount,
    },
    /// A sign-out is sent.
    SignOut,
    /// It is over.
    Done {
        /// The outcome, as in the report.
        outcome: String,
    },
}

/// How much.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Amount {
    /// Parts.
    pub parts: u32,
    /// Runs of tests in them.
    pub runs: u64,
    /// Bytes of their payloads, before any compression.
    pub bytes: u64,
}

impl Amount {
    pub(super) fn add(&mut self, runs: u32, bytes: u64) {
        self.parts += 1;
        self.runs += u64::from(runs);
        self.bytes += bytes;
    }
}
