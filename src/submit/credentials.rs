//! Who signs in, and how.
//!
//! Owns the ways of proving who one is. A new way is a new variant here and a row in each `match`; nothing else knows
//! them.

use serde::Deserialize;
use serde_json::json;

use crate::diag::Diagnostic;
use crate::submit::endpoints;
use crate::submit::http::{Method, Purpose, Request};
use crate::submit::secret::Secret;

const TIMEOUT_MS: u64 = 60_000;

/// What proves who one is (documentation: Authenticate).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged, rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Credentials {
    /// A user of the server's own directory.
    User {
        /// Name.
        user: String,
        /// Password.
        password: Secret,
    },
    /// An API key: where sign-in is federated or restricted, the only way.
    ApiKey {
        /// Client id.
        client_id: String,
        /// Client secret.
        client_secret: Secret,
    },
    /// An access token from a token exchange: no sign-in and no sign-out, the token goes with every request.
    AccessToken {
        /// The token.
        access_token: Secret,
    },
}

/// How an access token travels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenTransport {
    /// As the cookie `access_token`: what Octane's own Java clients do.
    #[default]
    Cookie,
    /// As `Authorization: Bearer`: what Octane's own JavaScript client does. A page cannot set a cookie on a request.
    Bearer,
}

impl Credentials {
    /// The request that opens a session, where this way has one.
    pub(super) fn sign_in(&self) -> Option<Request> {
        let body = match self {
            Self::User { user, password } => json!({ "user": user, "password": password.reveal() }),
            Self::ApiKey { client_id, client_secret } => {
                json!({ "client_id": client_id, "client_secret": client_secret.reveal() })
            }
            Self::AccessToken { .. } => return None,
        };
        Some(Request {
            purpose: Purpose::SignIn,
            method: Method::Post,
            path: endpoints::SIGN_IN.to_owned(),
            headers: vec![("content-type", "application/json".to_owned())],
            body: Some(body.to_string().into_bytes().into()),
            timeout_ms: TIMEOUT_MS,
        })
    }

    /// The secret of this way, for scrubbing.
    pub(super) fn secret(&self) -> &Secret {
        match self {
            Self::User { password: secret, .. }
            | Self::ApiKey { client_secret: secret, .. }
            | Self::AccessToken { access_token: secret } => secret,
        }
    }

    /// What to check when the server refuses them.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::User { .. } => {
                "check the user name and password; where sign-in is federated, or the space allows API keys only, use \
                 a client id and secret"
            }
            Self::ApiKey { .. } => {
                "check the client id and secret: a key may have expired, been revoked or been regenerated"
            }
            Self::AccessToken { .. } => "get a new access token: this one may have expired",
        }
    }

    /// Whether they can be sent at all: a token that would end a header or a cookie early cannot.
    pub(super) fn check(&self) -> Result<(), Box<Diagnostic>> {
        let Self::AccessToken { access_token } = self else {
            return Ok(());
        };
        let is_token = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b';' | b',' | b'"' | b'\\');
        let token = access_token.reveal();
        if !token.is_empty() && token.bytes().all(is_token) {
            return Ok(());
        }
        let diagnostic =
            Diagnostic::error("access-token-invalid", "the access token holds characters that no token has");
        let diagnostic = diagnostic.with_help("give the token alone, without quotes, spaces or line ends");
        Err(Box::new(diagnostic))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Credentials, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn sign_in_sends_what_is_documented() {
        let rows = [
            (r#"{"user":"sa","password":"p\"\\ä"}"#, r#"{"password":"p\"\\ä","user":"sa"}"#),
            (r#"{"clientId":"i","clientSecret":"s"}"#, r#"{"client_id":"i","client_secret":"s"}"#),
        ];
        for (credentials, body) in rows {
            let request = read(credentials).expect("reads").sign_in().expect("signs in");
            assert_eq!(request.name(), "POST /authentication/sign_in");
            assert_eq!(request.body.as_deref(), Some(body.as_bytes()));
        }
    }

    #[test]
    fn an_access_token_needs_no_sign_in() {
        assert!(read(r#"{"accessToken":"t"}"#).expect("reads").sign_in().is_none());
    }

    #[test]
    fn a_token_that_would_end_its_header_is_refused() {
        for token in ["", "a b", "a;b", "a\\r\\nx: y"] {
            let credentials = read(&format!(r#"{{"accessToken":"{token}"}}"#)).expect("reads");
            assert_eq!(credentials.check().expect_err("refused").code, "access-token-invalid", "{token}");
        }
        let usable = read(r#"{"accessToken":"eyJh.bGci-_~+/="}"#).expect("reads");
        assert!(usable.check().is_ok());
    }

    #[test]
    fn two_ways_at_once_are_refused() {
        assert!(read(r#"{"user":"a","password":"b","accessToken":"c"}"#).is_err());
    }
}
