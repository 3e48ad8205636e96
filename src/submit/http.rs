//! Requests, responses and failures as data.
//!
//! Owns what a driver is asked to send and what it hands back. Knows no socket, no runtime and no Octane.

use std::fmt;
use std::sync::Arc;

/// Tells the requests of one session apart; unique within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub u64);

/// The two methods that the protocol uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads; safe to repeat.
    Get,
    /// Signs in, signs out, or hands over a payload.
    Post,
}

impl Method {
    /// The method as HTTP writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// What a request is for; decides how its failures are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Opens the session. Carries no cookies, and a 401 to it is final.
    SignIn,
    /// Fetches the schema.
    Schema,
    /// Looks entities of the workspace up.
    LookUp,
    /// Hands over one part.
    Post,
    /// Asks for the status of a task.
    Status,
    /// Asks for the log of a task.
    Log,
    /// Closes the session. Tried once; its failure changes nothing.
    SignOut,
}

/// One request, complete but for the server's address.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// What it is for.
    pub purpose: Purpose,
    /// Its method.
    pub method: Method,
    /// Path from the server's base URL on, with a leading slash and the query.
    pub path: String,
    /// Headers in order; some hold secrets.
    pub headers: Vec<(&'static str, String)>,
    /// The body, where there is one. Shared, so that a retry costs no copy.
    pub body: Option<Arc<[u8]>>,
    /// Whether the driver is to send the body as gzip, and to say so by `Content-Encoding: gzip`. One that cannot sends it
    /// as it is.
    pub gzip: bool,
    /// Time to the complete answer, in milliseconds; later is a [`FailureKind::TimedOut`].
    pub timeout_ms: u64,
}

impl Request {
    /// Method and path, without the query: how a diagnostic names the request.
    pub fn name(&self) -> String {
        let path = self.path.split('?').next().unwrap_or_default();
        format!("{} {path}", self.method.as_str())
    }

    /// The value of a header, where it is set.
    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(&header.1)
    }
}

impl fmt::Debug for Request {
    /// Names the headers and counts the body: both may hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.headers.iter().map(|(name, _)| *name).collect();
        f.debug_struct("Request")
            .field("name", &self.name())
            .field("headers", &headers)
            .field("body_bytes", &self.body.as_ref().map_or(0, |body| body.len()))
            .finish_non_exhaustive()
    }
}

/// One answer, whatever its status. Redirects are handed over, never followed.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// Headers; names in lower case. `set-cookie` stands once per cookie.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Response {
    /// The headers that the protocol reads; a driver need hand over no others.
    pub const HEADERS: [&'static str; 5] = ["content-type", "date", "location", "retry-after", "set-cookie"];

    /// The first value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.headers.iter().find(|(key, _)| key == name)?;
        Some(value)
    }

    /// All values of a header.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let named = self.headers.iter().filter(move |(key, _)| key == name);
        named.map(|(_, value)| value.as_str())
    }

    /// The body as text: what is not UTF-8 shows as U+FFFD, and a byte order mark is dropped.
    ///
    /// Octane names no charset and means UTF-8.
    pub fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.body);
        text.strip_prefix('\u{FEFF}').unwrap_or(&text).to_owned()
    }
}

impl fmt::Debug for Response {
    /// Leaves out headers and body: a cookie is a secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The kind, which decides whether another try can help.
    pub kind: FailureKind,
    /// The runtime's own words, such as `connect ECONNREFUSED 127.0.0.1:8080`; never holds a secret of the session.
    pub message: String,
}

/// Kinds of failure, as far as runtimes tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// No connection, or it broke. A browser tells no more than this.
    Connection,
    /// The connection was refused: nothing listens there.
    ConnectionRefused,
    /// The name of the server is not known.
    NameNotFound,
    /// The server's certificate comes from an authority that is not trusted.
    CertificateUntrusted,
    /// The server's certificate is over, or not valid yet.
    CertificateExpired,
    /// The server's certificate names other hosts.
    CertificateOtherHost,
    /// The server wants a client certificate, or another one.
    ClientCertificate,
    /// TLS fails otherwise.
    Tls,
    /// Nothing answers at the proxy's address.
    ProxyUnreachable,
    /// The proxy wants a user and a password, or others.
    ProxySignIn,
    /// The proxy does not let the request through.
    ProxyRefused,
    /// The proxy answers, and cannot reach the server.
    ProxyDeadEnd,
    /// The gateway does not let the request through.
    Gateway,
    /// No complete answer within the request's time.
    TimedOut,
    /// The answer is a redirect that the runtime hides.
    Redirect,
    /// The answer is larger than [`crate::limits::RESPONSE_BYTES`].
    TooLarge,
    /// The runtime cannot make such a request at all.
    Unsendable,
}

impl Failure {
    /// A failure of a known kind.
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// Reads the error codes of Node and undici, and those that this package's own way through proxies gives; a code that
    /// is not known is a broken connection.
    pub fn from_code(code: Option<&str>, message: impl Into<String>) -> Self {
        let message = message.into();
        let told = FailureKind::of_code(code.unwrap_or_default());
        Self { kind: FailureKind::of_proxy_answer(&message).unwrap_or(told), message }
    }
}

impl FailureKind {
    /// What undici's own proxy agent says of a tunnel that was not opened: it has no code for it.
    fn of_proxy_answer(message: &str) -> Option<Self> {
        let (_, status) = message.split_once("Proxy response (")?;
        match status.get(..1)? {
            _ if status.starts_with("407") => Some(Self::ProxySignIn),
            "5" => Some(Self::ProxyDeadEnd),
            _ => Some(Self::ProxyRefused),
        }
    }

    fn of_code(code: &str) -> Self {
        match code {
            "ECONNREFUSED" => Self::ConnectionRefused,
            "ENOTFOUND" | "EAI_NONAME" | "EAI_NODATA" => Self::NameNotFound,
            "UND_ERR_HEADERS_TIMEOUT" | "UND_ERR_BODY_TIMEOUT" | "UND_ERR_CONNECT_TIMEOUT" | "ETIMEDOUT" => {
                Self::TimedOut
            }
            "ERR_INVALID_URL" | "UND_ERR_INVALID_ARG" | "UND_ERR_NOT_SUPPORTED" => Self::Unsendable,
            "ERR_PROXY_UNREACHABLE" => Self::ProxyUnreachable,
            "ERR_PROXY_SIGN_IN" => Self::ProxySignIn,
            "ERR_PROXY_REFUSED" => Self::ProxyRefused,
            "ERR_PROXY_DEAD_END" => Self::ProxyDeadEnd,
            code => Self::of_tls_code(code).unwrap_or(Self::Connection),
        }
    }

    /// The codes of OpenSSL as Node hands them on.
    fn of_tls_code(code: &str) -> Option<Self> {
        let is_alert =
            code.contains("_ALERT_") && (code.contains("CERT") || code.contains("HANDSHAKE_FAILURE"));
        match code {
            "CERT_HAS_EXPIRED" | "CERT_NOT_YET_VALID" => Some(Self::CertificateExpired),
            "ERR_TLS_CERT_ALTNAME_INVALID" => Some(Self::CertificateOtherHost),
            _ if is_alert => Some(Self::ClientCertificate),
            "EPROTO" => Some(Self::Tls),
            _ if code.starts_with("ERR_TLS_") || code.starts_with("ERR_SSL_") => Some(Self::Tls),
            _ if code.contains("CERT") || code.contains("SIGNATURE") => Some(Self::CertificateUntrusted),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_shows_no_header_value_body_or_query() {
        let request = Request {
            purpose: Purpose::SignIn,
            method: Method::Post,
            path: "/p?secret-query".to_owned(),
            headers: vec![("cookie", "secret-cookie".to_owned())],
            body: Some(b"secret-body".as_slice().into()),
            gzip: false,
            timeout_ms: 1,
        };
        let response = Response {
            status: 200,
            headers: vec![("set-cookie".to_owned(), "secret-cookie".to_owned())],
            body: b"secret-body".to_vec(),
        };
        assert!(!format!("{request:?}{response:?}").contains("secret-"));
    }

    #[test]
    fn error_codes_of_node_tell_the_kind() {
        let rows = [
            ("ECONNREFUSED", FailureKind::ConnectionRefused),
            ("ENOTFOUND", FailureKind::NameNotFound),
            ("EAI_AGAIN", FailureKind::Connection),
            ("ECONNRESET", FailureKind::Connection),
            ("UND_ERR_SOCKET", FailureKind::Connection),
            ("UND_ERR_CONNECT_TIMEOUT", FailureKind::TimedOut),
            ("DEPTH_ZERO_SELF_SIGNED_CERT", FailureKind::CertificateUntrusted),
            ("UNABLE_TO_GET_ISSUER_CERT_LOCALLY", FailureKind::CertificateUntrusted),
            ("UNABLE_TO_VERIFY_LEAF_SIGNATURE", FailureKind::CertificateUntrusted),
            ("CERT_HAS_EXPIRED", FailureKind::CertificateExpired),
            ("CERT_NOT_YET_VALID", FailureKind::CertificateExpired),
            ("ERR_TLS_CERT_ALTNAME_INVALID", FailureKind::CertificateOtherHost),
            ("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", FailureKind::ClientCertificate),
            ("ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE", FailureKind::ClientCertificate),
            ("ERR_SSL_WRONG_VERSION_NUMBER", FailureKind::Tls),
            ("EPROTO", FailureKind::Tls),
            ("ERR_INVALID_URL", FailureKind::Unsendable),
            ("ERR_PROXY_UNREACHABLE", FailureKind::ProxyUnreachable),
            ("ERR_PROXY_SIGN_IN", FailureKind::ProxySignIn),
            ("ERR_PROXY_REFUSED", FailureKind::ProxyRefused),
            ("ERR_PROXY_DEAD_END", FailureKind::ProxyDeadEnd),
        ];
        for (code, kind) in rows {
            assert_eq!(Failure::from_code(Some(code), "").kind, kind, "{code}");
        }
        let tunnels = [
            ("407", FailureKind::ProxySignIn),
            ("403", FailureKind::ProxyRefused),
            ("503", FailureKind::ProxyDeadEnd),
        ];
        for (status, kind) in tunnels {
            let message = format!("Proxy response ({status}) !== 200 when HTTP Tunneling");
            assert_eq!(Failure::from_code(Some("UND_ERR_ABORTED"), message).kind, kind, "{status}");
        }
    }
}
