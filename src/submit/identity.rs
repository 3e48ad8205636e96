//! Who a session is to the server: what opens it, and what each request carries to prove it.
//!
//! Owns the credentials, the way they are used, the cookies, and the token that an exchange gave.

use serde_json::Value;

use crate::submit::cookies::Jar;
use crate::submit::credentials::{self, Credentials, SignInWay, TokenTransport};
use crate::submit::http::{Method, Purpose, Request, Response};
use crate::submit::secret::Secret;
use crate::submit::settings::Settings;
use crate::submit::words;

/// The server's own cookie against forged requests, readable by the page it serves.
const XSRF_COOKIE: &str = "XSRF_COOKIE";

#[derive(Debug, Clone)]
pub(super) struct Identity {
    credentials: Credentials,
    way: SignInWay,
    token_transport: TokenTransport,
    pub(super) jar: Jar,
    /// The token that an exchange gave.
    gained: Option<Secret>,
    /// What goes as `Authorization: Basic`, where these credentials have such a form.
    basic: Option<Secret>,
}

impl Identity {
    pub(super) fn new(settings: &Settings) -> Self {
        let credentials = settings.credentials.clone();
        Self {
            basic: credentials.basic(),
            credentials,
            way: settings.sign_in,
            token_transport: settings.token_transport,
            jar: Jar::default(),
            gained: None,
        }
    }

    /// The request that opens the session, where there is one to be opened.
    pub(super) fn opening(&self) -> Option<Request> {
        if self.is_basic() { None } else { self.credentials.sign_in() }
    }

    /// Whether a sign-out has something to close: a token is not closed, and another's session is not ours to close.
    pub(super) fn is_closable(&self) -> bool {
        self.opening().is_some() && !matches!(self.credentials, Credentials::TokenExchange { .. })
    }

    /// What an answer to the opening request must hold beside its status, where it does not.
    pub(super) fn lacks(&self, response: &Response) -> Option<&'static str> {
        if matches!(self.credentials, Credentials::TokenExchange { .. }) {
            return token_in(response).is_none().then_some("an access token");
        }
        // A login page or another server altogether: a web page, and no cookie.
        let is_page = !response.body.is_empty() && words::read(response).is_page;
        let is_foreign = is_page && response.status == 200 && self.jar.secrets().next().is_none();
        is_foreign.then_some("a session")
    }

    /// The session is open: keeps the token of the answer that opened it.
    pub(super) fn open(&mut self, response: &Response) {
        self.gained =
            token_in(response).filter(|_| matches!(self.credentials, Credentials::TokenExchange { .. }));
    }

    /// The session is closed: what it was known by is worthless.
    pub(super) fn close(&mut self) {
        self.jar.clear();
        self.gained = None;
    }

    /// Adds cookies, tokens and proofs to a request to `full_path`. The request that opens a session carries none: old
    /// cookies can make a sign-in fail (documentation: Authenticate).
    pub(super) fn prove(&self, request: &mut Request, full_path: &str) {
        if request.purpose == Purpose::SignIn {
            return;
        }
        let mut cookies = self.jar.header(full_path);
        if let Some(token) = self.token() {
            match self.token_transport {
                TokenTransport::Bearer => request.headers.push(("authorization", format!("Bearer {token}"))),
                TokenTransport::Cookie => {
                    let others = cookies.map_or(String::new(), |others| format!("; {others}"));
                    cookies = Some(format!("access_token={token}{others}"));
                }
            }
        }
        if let (true, Some(basic)) = (self.is_basic(), &self.basic) {
            request.headers.push(("authorization", format!("Basic {}", basic.reveal())));
        }
        if let (Method::Post, Some(token)) = (request.method, self.xsrf_token()) {
            request.headers.push(("xsrf-header", token.to_owned()));
        }
        if let Some(cookies) = cookies {
            request.headers.push(("cookie", cookies));
        }
    }

    /// HTTP Basic is for a user or an API key; a token that is to be exchanged is exchanged.
    fn is_basic(&self) -> bool {
        let is_named = matches!(self.credentials, Credentials::User { .. } | Credentials::ApiKey { .. });
        self.way == SignInWay::Basic && is_named
    }

    fn token(&self) -> Option<&str> {
        match &self.credentials {
            Credentials::AccessToken { access_token } => Some(access_token.reveal()),
            _ => self.gained.as_ref().map(Secret::reveal),
        }
    }

    /// The newest one: the server may renew the cookie, and a runtime without cookies of its own then knows.
    fn xsrf_token(&self) -> Option<&str> {
        let Credentials::ExistingSession { xsrf_token } = &self.credentials else {
            return None;
        };
        let newest = self.jar.value(XSRF_COOKIE).filter(|value| credentials::is_token(value));
        Some(newest.unwrap_or_else(|| xsrf_token.reveal()))
    }

    /// Everything that no word may hold.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &Secret> + Clone {
        let own = self.credentials.secrets().into_iter();
        own.chain(&self.gained).chain(&self.basic).chain(self.jar.secrets())
    }
}

fn token_in(response: &Response) -> Option<Secret> {
    let json: Value = serde_json::from_str(&response.text()).ok()?;
    let token = json.get("access_token")?.as_str()?;
    credentials::is_token(token).then(|| Secret::new(token))
}
