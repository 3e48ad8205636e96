//! The kinds of trouble: what callers, exit codes and outcomes go by.

use serde::Serialize;

/// What kind of thing went wrong; decides what a caller can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TroubleKind {
    /// The credentials are refused, or the session ends again after a new sign-in.
    SignIn,
    /// Signed in, but not allowed to do this.
    Permission,
    /// The server cannot be reached: address, proxy, TLS, connection, redirect.
    Network,
    /// The server is there and cannot serve: overloaded, down, broken, or too slow for the deadline.
    Unavailable,
    /// The server refuses the request as it is; repeating it does not help.
    Refused,
    /// The workspace or the task does not exist there.
    NotFound,
    /// The answer is not one that Octane gives.
    Protocol,
}
