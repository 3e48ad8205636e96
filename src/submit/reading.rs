//! What answers and failures mean: kind, code, message and next step. Every word about them is made here.

use crate::submit::credentials::Credentials;
use crate::submit::http::{FailureKind, Purpose, Response};
use crate::submit::trouble_kind::TroubleKind;
use crate::submit::words::Words;

const NO_OCTANE: &str = "check that the server URL is the fully qualified name of the Octane server, with its context \
                         path where it has one, and that no proxy answers in its place";

/// How one answer or failure is to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) kind: TroubleKind,
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) help: String,
}

impl Reading {
    fn new(
        kind: TroubleKind,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { kind, code, message: message.into(), help: help.into() }
    }
}

/// Reads an answer that is no success.
pub(super) fn of_status(
    purpose: Purpose,
    credentials: &Credentials,
    response: &Response,
    words: &Words,
) -> Reading {
    match (purpose, response.status) {
        (_, 300..=399) => redirected(response),
        (_, 407) => of_failure(FailureKind::ProxySignIn),
        (Purpose::SignIn, status) => of_sign_in(status, credentials),
        (_, 401) => session_ended(purpose, credentials),
        (_, 403) => permission(purpose),
        (Purpose::Status | Purpose::Log, 404) => task_not_found(words),
        (Purpose::LookUp, 404) => refusal(purpose, 404),
        (_, 404) => workspace_not_found(),
        (_, 429 | 502..=504) => busy(words),
        (_, 500..=599) => broken(purpose),
        (_, status) => refusal(purpose, status),
    }
}

/// Reads a success that is not what Octane sends.
pub(super) fn of_unexpected(words: &Words, expected: &str) -> Reading {
    let found = match &words.description {
        Some(title) if words.is_page => format!("a web page titled \"{title}\""),
        _ if words.is_page => "a web page".to_owned(),
        _ => "something else".to_owned(),
    };
    let message = format!("{expected} is expected, and {found} comes");
    Reading::new(TroubleKind::Protocol, "unexpected-answer", message, NO_OCTANE)
}

/// Reads a failure.
pub(super) fn of_failure(kind: FailureKind) -> Reading {
    if kind == FailureKind::TooLarge {
        return Reading::new(TroubleKind::Protocol, "answer-too-large", "the answer is too large", NO_OCTANE);
    }
    let (code, message, help) = words_of(kind);
    Reading::new(TroubleKind::Network, code, message, help)
}

/// Code, message and next step of a failure on the way.
fn words_of(kind: FailureKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        FailureKind::ConnectionRefused => (
            "connection-refused",
            "nothing answers at the server's address",
            "check the host and the port of the server URL, and that the server runs",
        ),
        FailureKind::NameNotFound => (
            "name-not-found",
            "the server's name is not known",
            "check the spelling of the server URL, and whether a proxy or VPN is needed to reach it",
        ),
        FailureKind::TimedOut => (
            "timed-out",
            "no complete answer comes in time",
            "try again; where it stays so, look whether a proxy is needed to reach the server, and ask the people who \
             run it",
        ),
        FailureKind::Redirect => ("redirected", "the server redirects the request", REDIRECT_HELP),
        FailureKind::Unsendable => (
            "request-impossible",
            "this runtime cannot send the request",
            "check the server URL; a path alone works only in a page",
        ),
        FailureKind::Gateway => (
            "gateway-refused",
            "the gateway refuses the request",
            "open the page by the whole address that the gateway printed at its start; where the gateway has started \
             anew, by its new address",
        ),
        _ => words_of_tls(kind).or_else(|| words_of_proxy(kind)).unwrap_or((
            "connection-failed",
            "the server cannot be reached, or the connection breaks",
            "check the server URL, the network and the proxy; a page reaches Octane only through a gateway of its own \
             origin, or through a relay that lets it in",
        )),
    }
}

fn words_of_tls(kind: FailureKind) -> Option<(&'static str, &'static str, &'static str)> {
    match kind {
        FailureKind::CertificateUntrusted => Some((
            "certificate-untrusted",
            "the server's certificate comes from an authority that is not trusted",
            "give the authority's certificate, with --ca FILE or in NODE_EXTRA_CA_CERTS; a proxy that looks into TLS \
             has an authority of its own",
        )),
        FailureKind::CertificateExpired => Some((
            "certificate-expired",
            "the server's certificate is not valid at this time",
            "have the certificate renewed, or set the clock of this machine right",
        )),
        FailureKind::CertificateOtherHost => Some((
            "certificate-other-host",
            "the server's certificate is for another host",
            "give the server URL with a name that stands in the certificate",
        )),
        FailureKind::ClientCertificate => Some((
            "client-certificate-wanted",
            "the server wants a client certificate, or another one",
            "give a certificate that the server knows, with --cert FILE and --key FILE",
        )),
        FailureKind::Tls => Some((
            "tls-failed",
            "no TLS connection with the server comes about",
            "check that the port of the server URL speaks https, and which versions of TLS the server offers",
        )),
        _ => None,
    }
}

fn words_of_proxy(kind: FailureKind) -> Option<(&'static str, &'static str, &'static str)> {
    match kind {
        FailureKind::ProxyUnreachable => Some((
            "proxy-unreachable",
            "the proxy cannot be reached",
            "check host and port of the proxy, in --proxy or in HTTPS_PROXY and HTTP_PROXY, and that it runs",
        )),
        FailureKind::ProxySignIn => Some((
            "proxy-sign-in",
            "the proxy refuses the sign-in, or gets none",
            "give the proxy's user and password in OCTANE_PROXY_USER and OCTANE_PROXY_PASSWORD, or in HTTPS_PROXY",
        )),
        FailureKind::ProxyRefused => Some((
            "proxy-refused",
            "the proxy refuses the connection",
            "ask the people who run the proxy to allow the server; one that is reached without it belongs in NO_PROXY",
        )),
        FailureKind::ProxyDeadEnd => Some((
            "proxy-dead-end",
            "the proxy cannot reach the server",
            "check the server URL; a server that is reached without the proxy belongs in NO_PROXY",
        )),
        _ => None,
    }
}

const REDIRECT_HELP: &str = "give the server URL with https and its full name; where sign-in goes through a login page, \
                             use an API key";

fn redirected(response: &Response) -> Reading {
    let target = response.header("location").map(without_query);
    let message = match target {
        Some(target) => format!("the server redirects the request to \"{target}\""),
        None => "the server redirects the request".to_owned(),
    };
    Reading::new(TroubleKind::Network, "redirected", message, REDIRECT_HELP)
}

/// A redirect's query may hold tokens.
fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

fn of_sign_in(status: u16, credentials: &Credentials) -> Reading {
    match status {
        404 | 405 => {
            Reading::new(TroubleKind::Network, "octane-not-found", "no Octane answers there", NO_OCTANE)
        }
        429 | 502..=504 => busy(&Words::default()),
        500..=599 => broken(Purpose::SignIn),
        _ => Reading::new(
            TroubleKind::SignIn,
            "sign-in-refused",
            "the server refuses the sign-in",
            credentials.help(),
        ),
    }
}

fn session_ended(purpose: Purpose, credentials: &Credentials) -> Reading {
    let message = format!("the server takes the session no more for {}", subject(purpose));
    let help = match credentials {
        Credentials::AccessToken { .. } | Credentials::ExistingSession { .. } => credentials.help(),
        _ => {
            "sign in again; where it stays so, look whether the session is closed elsewhere or cookies are dropped on \
              the way"
        }
    };
    Reading::new(TroubleKind::SignIn, "session-ended", message, help)
}

fn permission(purpose: Purpose) -> Reading {
    let message = format!("the server does not allow {}", subject(purpose));
    let help = "give the user or API key a role in this workspace that may add automated test results";
    Reading::new(TroubleKind::Permission, "permission-denied", message, help)
}

fn task_not_found(words: &Words) -> Reading {
    if words.code.as_deref() != Some("testbox.not_found") {
        return workspace_not_found();
    }
    let help = "check the id; a task is forgotten after some time, and its log with it";
    Reading::new(TroubleKind::NotFound, "task-not-found", "the server does not know this task", help)
}

fn workspace_not_found() -> Reading {
    let help = "check shared space and workspace, and the context path of the server URL";
    Reading::new(TroubleKind::NotFound, "workspace-not-found", "the server does not know this place", help)
}

fn busy(words: &Words) -> Reading {
    let (message, help) = match words.code.as_deref() {
        Some("testbox.queue_full") => (
            "the server's queue for test results stays full",
            "send again later: what was not accepted is not lost, and what was accepted is not taken twice",
        ),
        _ => ("the server stays overloaded or down", "send again later"),
    };
    Reading::new(TroubleKind::Unavailable, "server-busy", message, help)
}

fn broken(purpose: Purpose) -> Reading {
    let message = format!("the server fails at {}", subject(purpose));
    let help = "give the correlation id to the people who run the server: its log has the reason";
    Reading::new(TroubleKind::Unavailable, "server-error", message, help)
}

fn refusal(purpose: Purpose, status: u16) -> Reading {
    let message = format!("the server refuses {}", subject(purpose));
    let (code, help) = match (status, purpose) {
        (413, _) => ("payload-too-large", "put fewer runs into each part"),
        (415, _) => ("media-type-refused", "look whether a proxy changes the request's Content-Type"),
        (400, Purpose::Post) => (
            "payload-refused",
            "fetch the schema of this server and validate the payload against it: it may be older or newer than the \
             one used",
        ),
        _ => ("request-refused", "give the correlation id to the people who run the server"),
    };
    Reading::new(TroubleKind::Refused, code, message, help)
}

fn subject(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::SignIn => "the sign-in",
        Purpose::Schema => "the request for its schema",
        Purpose::LookUp => "the look-up",
        Purpose::Post => "the payload",
        Purpose::Status => "the request for the status",
        Purpose::Log => "the request for the log",
        Purpose::SignOut => "the sign-out",
    }
}
