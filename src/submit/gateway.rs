//! What a gateway says of itself: it stands between the client and Octane, and tells in Octane's error shape why a request
//! did not get through.
//!
//! Turns such an answer into the failure that the client would have met itself, so that both are judged and worded alike.
//! The gateway of this package and the configurations that come with it speak so; Octane has no code that begins this way.

use crate::submit::http::{Failure, FailureKind, Response};
use crate::submit::words;

/// The answer, or the failure that the gateway tells of.
pub(super) fn told(response: Response) -> Result<Response, Failure> {
    if (200..400).contains(&response.status) {
        return Ok(response);
    }
    let said = words::read(&response);
    let code = said.code.as_deref().unwrap_or_default();
    let message = said.description.unwrap_or_default();
    match (code.strip_prefix("gateway-"), code.strip_prefix("gateway-upstream-")) {
        (_, Some("redirect")) => Err(Failure::new(FailureKind::Redirect, message)),
        (_, Some("too-large")) => Err(Failure::new(FailureKind::TooLarge, message)),
        (_, Some("timeout")) => Err(Failure::new(FailureKind::TimedOut, message)),
        (_, Some(_)) => Err(Failure::from_code(reason(&response).as_deref(), message)),
        (Some("body-too-large" | "body-broken-off" | "fault") | None, _) => Ok(response),
        (Some(_), None) => Err(Failure::new(FailureKind::Gateway, message)),
    }
}

/// The word of the gateway's own system, such as `ECONNREFUSED`.
fn reason(response: &Response) -> Option<String> {
    let json: serde_json::Value = serde_json::from_str(&response.text()).ok()?;
    Some(json.get("properties")?.get("reason")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(status: u16, code: &str, properties: &str) -> Result<Response, FailureKind> {
        let body = format!(r#"{{"error_code":"{code}","description":"so it is","properties":{properties}}}"#);
        let response = Response { status, headers: Vec::new(), body: body.into_bytes() };
        told(response).map_err(|failure| failure.kind)
    }

    #[test]
    fn a_gateway_that_does_not_reach_octane_is_read_like_the_failure_itself() {
        let rows = [
            ("gateway-upstream-unreachable", r#"{"reason":"ECONNREFUSED"}"#, FailureKind::ConnectionRefused),
            ("gateway-upstream-unreachable", "null", FailureKind::Connection),
            ("gateway-upstream-unknown-host", r#"{"reason":"ENOTFOUND"}"#, FailureKind::NameNotFound),
            ("gateway-upstream-tls", r#"{"reason":"CERT_HAS_EXPIRED"}"#, FailureKind::CertificateExpired),
            ("gateway-upstream-proxy", r#"{"reason":"ERR_PROXY_SIGN_IN"}"#, FailureKind::ProxySignIn),
            ("gateway-upstream-broken-off", r#"{"reason":"ECONNRESET"}"#, FailureKind::Connection),
            ("gateway-upstream-redirect", r#"{"status":302}"#, FailureKind::Redirect),
            ("gateway-upstream-too-large", "null", FailureKind::TooLarge),
            ("gateway-upstream-timeout", "null", FailureKind::TimedOut),
        ];
        for (code, properties, kind) in rows {
            assert_eq!(said(502, code, properties), Err(kind), "{code} {properties}");
        }
    }

    #[test]
    fn a_gateway_that_refuses_the_page_is_told_apart_from_octane() {
        for code in ["gateway-token-not-allowed", "gateway-host-not-allowed", "gateway-path-not-allowed"] {
            assert_eq!(said(403, code, "null"), Err(FailureKind::Gateway), "{code}");
        }
    }

    #[test]
    fn other_answers_stay_what_they_are() {
        for (status, code) in [
            (503, "testbox.queue_full"),
            (502, "bad"),
            (413, "gateway-body-too-large"),
            (500, "gateway-fault"),
            (202, "gateway-upstream-tls"),
        ] {
            assert!(said(status, code, "null").is_ok(), "{code}");
        }
    }
}
