//! Which answers deserve another try, and when.
//!
//! A POST is safe to repeat even when its answer was lost: the server knows identical bytes again and does not process
//! them twice (documentation of test-results, "fromOlderPush").

use serde::Deserialize;

use crate::submit::date;
use crate::submit::http::{Failure, FailureKind, Response};

/// How often and how slowly to try again. The user's deadline bounds everything.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Retry {
    /// The first wait, in milliseconds; each next one is twice as long.
    pub first_ms: u64,
    /// The longest wait, in milliseconds.
    pub longest_ms: u64,
    /// Tries of a request whose connection fails. A busy server (429, 502, 503, 504) is tried until the deadline.
    pub connection_tries: u32,
}

impl Default for Retry {
    fn default() -> Self {
        Self { first_ms: 500, longest_ms: 30_000, connection_tries: 4 }
    }
}

impl Retry {
    /// How long to wait after the failed try number `tries`, counted from 1: between half and the whole of the growing
    /// wait, so that many clients do not come back at the same moment.
    pub(super) fn wait_ms(&self, tries: u32, jitter: &mut Jitter) -> u64 {
        let doubled = self.first_ms.saturating_mul(1 << tries.saturating_sub(1).min(32));
        let whole = doubled.min(self.longest_ms);
        whole / 2 + jitter.below(whole / 2 + 1)
    }
}

/// What a try calls for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is over, for good or bad.
    Final,
    /// The session is over: sign in again, then try once more.
    SignIn,
    /// The server is busy. It may say for how many milliseconds.
    Busy(Option<u64>),
    /// The connection fails.
    Broken,
    /// The server does not take compressed bodies: once more, as it is.
    Plain,
}

/// Judges one try. Never another try for 400, 403, 413, 415 and the like: the same request has the same answer.
pub(super) fn judge(answer: &Result<Response, Failure>, now_ms: u64) -> Verdict {
    match answer {
        Ok(response) => match response.status {
            401 => Verdict::SignIn,
            429 | 502 | 503 | 504 => Verdict::Busy(retry_after(response, now_ms)),
            _ => Verdict::Final,
        },
        Err(failure) => match failure.kind {
            FailureKind::Connection
            | FailureKind::ConnectionRefused
            | FailureKind::TimedOut
            | FailureKind::ProxyUnreachable
            | FailureKind::ProxyDeadEnd => Verdict::Broken,
            _ => Verdict::Final,
        },
    }
}

/// `Retry-After` in milliseconds: seconds, or a date, which is read against the server's own clock.
fn retry_after(response: &Response, now_ms: u64) -> Option<u64> {
    let value = response.header("retry-after")?.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(seconds.saturating_mul(1000));
    }
    let server_now = response.header("date").and_then(date::read).unwrap_or(now_ms);
    Some(date::read(value)?.saturating_sub(server_now))
}

/// Pseudo-random numbers from a seed that the caller gives (SplitMix64): no randomness of its own.
#[derive(Debug, Clone)]
pub(super) struct Jitter(u64);

impl Jitter {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 to `bound` - 1.
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(status: u16, headers: &[(&str, &str)]) -> Verdict {
        let owned = |&(name, value): &(&str, &str)| (name.to_owned(), value.to_owned());
        let response = Response { status, headers: headers.iter().map(owned).collect(), body: Vec::new() };
        judge(&Ok(response), 2000)
    }

    #[test]
    fn waits_double_up_to_the_longest_and_keep_half_at_least() {
        let (retry, mut jitter) = (Retry::default(), Jitter::new(7));
        for (tries, whole) in [(1, 500), (2, 1000), (3, 2000), (7, 30_000), (60, 30_000)] {
            let wait = retry.wait_ms(tries, &mut jitter);
            assert!((whole / 2..=whole).contains(&wait), "try {tries}: {wait}");
        }
    }

    #[test]
    fn seeds_spread_the_waits() {
        let first = |seed| Retry::default().wait_ms(1, &mut Jitter::new(seed));
        let waits: std::collections::HashSet<u64> = (0..50).map(first).collect();
        assert!(waits.len() > 30);
    }

    #[test]
    fn each_status_has_one_verdict() {
        let finals = [200, 202, 302, 400, 403, 404, 405, 413, 415, 500];
        for status in finals {
            assert_eq!(verdict(status, &[]), Verdict::Final, "{status}");
        }
        for status in [429, 502, 503, 504] {
            assert_eq!(verdict(status, &[]), Verdict::Busy(None), "{status}");
        }
        assert_eq!(verdict(401, &[]), Verdict::SignIn);
    }

    #[test]
    fn failures_that_another_try_cannot_mend_are_final() {
        use FailureKind::*;
        let finals = [
            CertificateUntrusted,
            CertificateExpired,
            CertificateOtherHost,
            ClientCertificate,
            Tls,
            NameNotFound,
            ProxySignIn,
            ProxyRefused,
            Gateway,
            Redirect,
            TooLarge,
            Unsendable,
        ];
        for kind in finals {
            assert_eq!(judge(&Err(Failure::new(kind, "")), 0), Verdict::Final, "{kind:?}");
        }
        for kind in [Connection, ConnectionRefused, TimedOut, ProxyUnreachable, ProxyDeadEnd] {
            assert_eq!(judge(&Err(Failure::new(kind, "")), 0), Verdict::Broken, "{kind:?}");
        }
    }

    #[test]
    fn retry_after_is_read_in_seconds_and_as_a_date() {
        let at = "Thu, 01 Jan 1970 00:01:00 GMT";
        let date = "Thu, 01 Jan 1970 00:00:50 GMT";
        let check = |headers: &[(&str, &str)], expected| {
            assert_eq!(verdict(503, headers), Verdict::Busy(expected));
        };
        check(&[("retry-after", "3")], Some(3000));
        check(&[("retry-after", at)], Some(58_000));
        check(&[("retry-after", at), ("date", date)], Some(10_000));
        check(&[("retry-after", "soon")], None);
    }
}
