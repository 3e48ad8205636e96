//! A call: one request from the moment a machine makes it until its end, over all its tries.

use crate::submit::http::{Purpose, Request, RequestId, Response};
use crate::submit::traffic::WaitReason;
use crate::submit::trouble::Trouble;
use crate::submit::trouble_kind::TroubleKind;

/// Tells the calls of a session apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::submit) struct CallId(pub(super) u64);

/// Whether the server can have taken a request that had no success.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::submit) enum Arrival {
    /// It never left, or was put off each time: the server was busy, or asked for a sign-in first.
    NotSent,
    /// The server's last word is no.
    Refused,
    /// A try was left without an answer, or with one that says nothing about it: it may have been taken.
    Unsure,
}

#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) id: CallId,
    pub(super) request: Request,
    /// How often it has left.
    pub(super) tries: u32,
    /// How often its connection failed.
    pub(super) breaks: u32,
    /// Whether a try may have been taken although no success came.
    pub(super) is_unsure: bool,
    /// Whether a sign-in was renewed for it: once only.
    pub(super) is_renewed: bool,
    /// When it may leave.
    pub(super) due_ms: u64,
    /// Why it may not leave before.
    pub(super) postponed_by: WaitReason,
    pub(super) flight: Option<Flight>,
}

/// A try that is under way.
#[derive(Debug, Clone)]
pub(super) struct Flight {
    pub(super) id: RequestId,
    pub(super) correlation: String,
    /// The sign-in that it goes by.
    pub(super) era: u32,
    /// Whether its body is compressed.
    pub(super) is_gzip: bool,
}

/// A call that has come to its end.
#[derive(Debug, Clone)]
pub(in crate::submit) struct Answered {
    pub(in crate::submit) id: CallId,
    /// A success, or why there is none.
    pub(in crate::submit) result: Result<Response, Trouble>,
    /// Where there is no success: whether the server can have taken it.
    pub(in crate::submit) arrival: Arrival,
    pub(super) request: Request,
    pub(super) correlation: String,
}

impl Call {
    pub(super) fn new(id: CallId, request: Request) -> Self {
        Self {
            id,
            request,
            tries: 0,
            breaks: 0,
            is_unsure: false,
            is_renewed: false,
            due_ms: 0,
            postponed_by: WaitReason::Answer,
            flight: None,
        }
    }

    pub(super) fn leave(&mut self, flight: Flight) {
        self.tries += 1;
        self.flight = Some(flight);
    }

    pub(super) fn is_under_way(&self) -> bool {
        self.flight.is_some()
    }

    pub(super) fn is_sign_in(&self) -> bool {
        self.request.purpose == Purpose::SignIn
    }

    pub(super) fn arrival(&self) -> Arrival {
        if self.is_unsure || self.is_under_way() { Arrival::Unsure } else { Arrival::NotSent }
    }

    /// The same at its end, for that trouble: a server that is busy until the deadline has refused nothing.
    pub(super) fn last_arrival(&self, trouble: Option<&Trouble>) -> Arrival {
        let is_put_off = trouble.is_some_and(|trouble| trouble.kind == TroubleKind::Unavailable);
        match self.arrival() {
            Arrival::NotSent if !is_put_off => Arrival::Refused,
            arrival => arrival,
        }
    }

    /// Its end without another try.
    pub(super) fn given_up(self, trouble: Trouble) -> Answered {
        Answered {
            arrival: self.arrival(),
            id: self.id,
            result: Err(trouble),
            request: self.request,
            correlation: String::new(),
        }
    }
}
