//! Everything a session is told once.

use serde::Deserialize;

use crate::diag::Diagnostic;
use crate::submit::credentials::{Credentials, SignInWay, TokenTransport};
use crate::submit::endpoints::Server;
use crate::submit::retry::Retry;

/// Where, who and how fast.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The server's base URL.
    pub server: Server,
    /// Id of the shared space.
    pub shared_space: u64,
    /// Id of the workspace.
    pub workspace: u64,
    /// Who signs in.
    pub credentials: Credentials,
    /// How a user or an API key is proved.
    pub sign_in: SignInWay,
    /// How an access token travels.
    pub token_transport: TokenTransport,
    /// Start of every `X-Correlation-ID`; best unique for each session, since this floor has no randomness.
    pub correlation: String,
    /// Seed of the jitter in waits.
    pub seed: u64,
    /// Time for one answer, in milliseconds, in place of the default of each kind of request.
    pub request_timeout_ms: Option<u64>,
    /// Requests that may leave in one second (documentation: up to 20).
    pub requests_per_second: u32,
    /// Requests that may be under way at a time.
    pub in_flight: usize,
    /// When to try again.
    pub retry: Retry,
    /// Which payloads travel compressed.
    pub gzip: Gzip,
}

/// Which payloads travel compressed. A server that refuses it (415) gets them as they are from then on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gzip {
    /// Those over 64 KiB: below, the time it takes is not worth the bytes.
    #[default]
    Auto,
    /// All.
    Always,
    /// None.
    Never,
}

impl Gzip {
    const WORTH_BYTES: usize = 64 * 1024;

    pub(super) fn is_for(self, bytes: usize) -> bool {
        match self {
            Self::Auto => bytes > Self::WORTH_BYTES,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// The JSON form of [`Settings`]; all but the first four have defaults.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct SettingsJson {
    server: String,
    shared_space: u64,
    workspace: u64,
    credentials: Credentials,
    #[serde(default)]
    sign_in: SignInWay,
    #[serde(default)]
    token_transport: TokenTransport,
    #[serde(default)]
    correlation: String,
    #[serde(default)]
    seed: u64,
    request_timeout_ms: Option<u64>,
    requests_per_second: Option<u32>,
    in_flight: Option<usize>,
    #[serde(default)]
    retry: Retry,
    #[serde(default)]
    gzip: Gzip,
}

impl Settings {
    /// Requests per second that the documentation recommends.
    pub const REQUESTS_PER_SECOND: u32 = 20;

    /// Requests under way: at 20 a second, enough for answers that take 300 ms, and too few to crowd a server.
    pub const IN_FLIGHT: usize = 6;

    /// Settings with the defaults for pace and retries.
    ///
    /// # Errors
    /// A diagnostic where the server URL or the credentials cannot be used.
    pub fn new(
        server: &str,
        shared_space: u64,
        workspace: u64,
        credentials: Credentials,
    ) -> Result<Self, Box<Diagnostic>> {
        credentials.check()?;
        Ok(Self {
            server: Server::parse(server)?,
            shared_space,
            workspace,
            credentials,
            sign_in: SignInWay::default(),
            token_transport: TokenTransport::default(),
            correlation: "octane-payload".to_owned(),
            seed: 0,
            request_timeout_ms: None,
            requests_per_second: Self::REQUESTS_PER_SECOND,
            in_flight: Self::IN_FLIGHT,
            retry: Retry::default(),
            gzip: Gzip::default(),
        })
    }

    /// Reads `{ server, sharedSpace, workspace, credentials, signIn?, tokenTransport?, correlation?, seed?,
    /// requestTimeoutMs?, requestsPerSecond?, inFlight?, retry?, gzip? }`.
    ///
    /// # Errors
    /// A diagnostic where it is not such JSON, or names what cannot be used; it holds no secret.
    pub fn from_json(json: &str) -> Result<Self, Box<Diagnostic>> {
        let read: SettingsJson = serde_json::from_str(json).map_err(|_| {
            let help = "give server, sharedSpace, workspace, and credentials of one kind: user and password, clientId \
                        and clientSecret, with them a subjectToken, accessToken, or xsrfToken";
            let message = "the options of the client cannot be read";
            Box::new(Diagnostic::error("client-options-invalid", message).with_help(help))
        })?;
        let settings = Self::new(&read.server, read.shared_space, read.workspace, read.credentials)?;
        Ok(Self {
            sign_in: read.sign_in,
            token_transport: read.token_transport,
            correlation: read.correlation,
            seed: read.seed,
            request_timeout_ms: read.request_timeout_ms,
            requests_per_second: read.requests_per_second.unwrap_or(Self::REQUESTS_PER_SECOND),
            in_flight: read.in_flight.unwrap_or(Self::IN_FLIGHT).max(1),
            retry: read.retry,
            gzip: read.gzip,
            ..settings
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_settings_have_defaults() {
        let json = r#"{"server":"https://h/","sharedSpace":1001,"workspace":1002,
            "credentials":{"clientId":"i","clientSecret":"s"},"correlation":"c"}"#;
        let settings = Settings::from_json(json).expect("reads");
        assert_eq!(settings.server.address("/x"), "https://h/x");
        assert_eq!((settings.requests_per_second, settings.correlation.as_str()), (20, "c"));
    }

    #[test]
    fn unreadable_settings_are_not_repeated() {
        for json in [
            r#"{"password":"hunter2"}"#,
            "hunter2",
            r#"{"server":"https://h","credentials":{"user":"hunter2"}}"#,
        ] {
            let diagnostic = Settings::from_json(json).expect_err("refused");
            assert_eq!(diagnostic.code, "client-options-invalid");
            assert!(!format!("{diagnostic:?}").contains("hunter2"));
        }
    }
}
