//! Who signs in, and how.
//!
//! Owns the ways of proving who one is. A new way is a new variant here and a row in each `match`; nothing else knows
//! them.

use serde::Deserialize;
use serde_json::json;

use crate::diag::Diagnostic;
use crate::submit::encoding;
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
    /// A token of the company's own identity provider, which the server exchanges for an access token (OAuth 2.0 token
    /// exchange, RFC 8693; Octane 24.3 and later).
    TokenExchange {
        /// Client id.
        client_id: String,
        /// Client secret.
        client_secret: Secret,
        /// The identity provider's token.
        subject_token: Secret,
    },
    /// A session that the browser holds already: a page that Octane itself serves. Nothing is opened and nothing closed;
    /// writes carry the token of `XSRF_COOKIE` as `XSRF-HEADER`.
    ExistingSession {
        /// The value of `XSRF_COOKIE`, or of the placeholder `{xsrf_token}` of an external action.
        xsrf_token: Secret,
    },
}

/// How a user or an API key is proved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SignInWay {
    /// By a sign-in, whose cookies go with every request.
    #[default]
    Session,
    /// By HTTP Basic on every request, which the server must be told to take (`SUPPORTS_BASIC_AUTHENTICATION`).
    Basic,
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
    /// The request that opens a session or fetches a token, where this way has one.
    pub(super) fn sign_in(&self) -> Option<Request> {
        match self {
            Self::User { user, password } => {
                Some(opening(&json!({ "user": user, "password": password.reveal() })))
            }
            Self::ApiKey { client_id, client_secret } => {
                Some(opening(&json!({ "client_id": client_id, "client_secret": client_secret.reveal() })))
            }
            Self::TokenExchange { client_id, client_secret, subject_token } => {
                Some(exchange(&basic(client_id, client_secret), subject_token))
            }
            Self::AccessToken { .. } | Self::ExistingSession { .. } => None,
        }
    }

    /// Name and secret as HTTP Basic writes them (RFC 7617): as much a secret as what it is made of.
    pub(super) fn basic(&self) -> Option<Secret> {
        match self {
            Self::User { user: name, password: secret }
            | Self::ApiKey { client_id: name, client_secret: secret }
            | Self::TokenExchange { client_id: name, client_secret: secret, .. } => Some(basic(name, secret)),
            Self::AccessToken { .. } | Self::ExistingSession { .. } => None,
        }
    }

    /// The secrets of this way, for scrubbing.
    pub(super) fn secrets(&self) -> Vec<&Secret> {
        match self {
            Self::User { password: secret, .. }
            | Self::ApiKey { client_secret: secret, .. }
            | Self::AccessToken { access_token: secret }
            | Self::ExistingSession { xsrf_token: secret } => vec![secret],
            Self::TokenExchange { client_secret, subject_token, .. } => vec![client_secret, subject_token],
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
            Self::TokenExchange { .. } => {
                "check the client id and secret, and get a new token of the identity provider: it may have expired"
            }
            Self::ExistingSession { .. } => {
                "sign in to Octane again in this browser, then load this page again"
            }
        }
    }

    /// Whether they can be sent at all: a token that would end a header or a cookie early cannot.
    pub(super) fn check(&self) -> Result<(), Box<Diagnostic>> {
        let (Self::AccessToken { access_token: token } | Self::ExistingSession { xsrf_token: token }) = self
        else {
            return Ok(());
        };
        if is_token(token.reveal()) {
            return Ok(());
        }
        let diagnostic =
            Diagnostic::error("access-token-invalid", "the access token holds characters that no token has");
        let diagnostic = diagnostic.with_help("give the token alone, without quotes, spaces or line ends");
        Err(Box::new(diagnostic))
    }
}

/// Whether a text can stand in a header and in a cookie as it is.
pub(super) fn is_token(text: &str) -> bool {
    let is_safe = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b';' | b',' | b'"' | b'\\');
    !text.is_empty() && text.bytes().all(is_safe)
}

fn opening(body: &serde_json::Value) -> Request {
    Request {
        purpose: Purpose::SignIn,
        method: Method::Post,
        path: endpoints::SIGN_IN.to_owned(),
        headers: vec![("content-type", "application/json".to_owned())],
        body: Some(body.to_string().into_bytes().into()),
        gzip: false,
        timeout_ms: TIMEOUT_MS,
    }
}

fn exchange(basic: &Secret, subject_token: &Secret) -> Request {
    let form = encoding::form(&[
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
        ("subject_token", subject_token.reveal()),
    ]);
    Request {
        purpose: Purpose::SignIn,
        method: Method::Post,
        path: endpoints::TOKEN.to_owned(),
        headers: vec![
            ("accept", "application/json".to_owned()),
            ("authorization", format!("Basic {}", basic.reveal())),
            ("content-type", "application/x-www-form-urlencoded".to_owned()),
        ],
        body: Some(form.into_bytes().into()),
        gzip: false,
        timeout_ms: TIMEOUT_MS,
    }
}

fn basic(name: &str, secret: &Secret) -> Secret {
    Secret::new(encoding::base64(format!("{name}:{}", secret.reveal()).as_bytes()))
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
    fn a_token_is_exchanged_by_a_form_whose_values_are_encoded() {
        let json = r#"{"clientId":"i","clientSecret":"s","subjectToken":"a+b/c=&d"}"#;
        let request = read(json).expect("reads").sign_in().expect("exchanges");
        assert_eq!(request.name(), "POST /osp/a/au/auth/oauth2/token");
        assert_eq!(request.header("authorization"), Some("Basic aTpz"));
        let form = String::from_utf8(request.body.expect("a body").to_vec()).expect("is text");
        assert!(form.ends_with("&subject_token=a%2Bb%2Fc%3D%26d"), "{form}");
    }

    #[test]
    fn an_access_token_and_an_existing_session_need_no_sign_in() {
        for json in [r#"{"accessToken":"t"}"#, r#"{"xsrfToken":"t"}"#] {
            assert!(read(json).expect("reads").sign_in().is_none());
        }
    }

    #[test]
    fn a_token_that_would_end_its_header_is_refused() {
        for token in ["", "a b", "a;b", "a\\r\\nx: y"] {
            for name in ["accessToken", "xsrfToken"] {
                let credentials = read(&format!(r#"{{"{name}":"{token}"}}"#)).expect("reads");
                assert_eq!(credentials.check().expect_err("refused").code, "access-token-invalid", "{token}");
            }
        }
        let usable = read(r#"{"accessToken":"eyJh.bGci-_~+/="}"#).expect("reads");
        assert!(usable.check().is_ok());
    }

    #[test]
    fn two_ways_at_once_are_refused() {
        assert!(read(r#"{"user":"a","password":"b","accessToken":"c"}"#).is_err());
        assert!(read(r#"{"clientId":"a","subjectToken":"c"}"#).is_err());
    }
}
