//! Why something could not be done, as data.
//!
//! Quotes what servers and runtimes say; the session takes its secrets out before anybody sees it.

use crate::diag::Diagnostic;
use crate::submit::credentials::Credentials;
use crate::submit::http::{Failure, Request, Response};
use crate::submit::reading::{self, Reading};
use crate::submit::secret::{self, Secret};
use crate::submit::trouble_kind::TroubleKind;
use crate::submit::words;

/// A request that came to nothing, with everything known about why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Its kind.
    pub kind: TroubleKind,
    /// What to tell the user; its path names the request.
    pub diagnostic: Box<Diagnostic>,
    /// The status of the answer, where there is one.
    pub status: Option<u16>,
    /// Octane's error code, where the answer has one.
    pub error_code: Option<String>,
}

impl Trouble {
    /// The same without the secrets that a server or a runtime may have repeated.
    pub(super) fn scrubbed<'a>(mut self, secrets: impl Iterator<Item = &'a Secret> + Clone) -> Self {
        let diagnostic = &mut self.diagnostic;
        diagnostic.message = secret::scrub(&diagnostic.message, secrets.clone());
        if let Some(found) = &mut diagnostic.found {
            *found = secret::scrub(found, secrets);
        }
        self
    }
}

/// One try of one request: what a trouble is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Try<'a> {
    pub(super) request: &'a Request,
    /// What was sent as `X-Correlation-ID`: the server's own log finds the request by it.
    pub(super) correlation: &'a str,
    pub(super) credentials: &'a Credentials,
}

impl Try<'_> {
    /// The trouble of an answer that is no success.
    pub(super) fn refused(self, response: &Response) -> Trouble {
        let words = words::read(response);
        let mut reading = reading::of_status(self.request.purpose, self.credentials, response, &words);
        let quotation = match &words.description {
            Some(title) if words.is_page => format!(", with a web page titled \"{title}\""),
            None if words.is_page => ", with a web page".to_owned(),
            Some(text) => format!(": {text}"),
            None => String::new(),
        };
        reading.message.push_str(&quotation);
        let code = words.code.as_deref().map_or(String::new(), |code| format!(" {code}"));
        let found = format!("HTTP {}{code}", response.status);
        let trouble = self.trouble(reading, &found);
        Trouble { status: Some(response.status), error_code: words.code, ..trouble }
    }

    /// The trouble of an answer that succeeds but is not what Octane sends.
    pub(super) fn unexpected(self, response: &Response, expected: &str) -> Trouble {
        let reading = reading::of_unexpected(&words::read(response), expected);
        let trouble = self.trouble(reading, &format!("HTTP {}", response.status));
        Trouble { status: Some(response.status), ..trouble }
    }

    /// The trouble of having no answer.
    pub(super) fn failed(self, failure: &Failure) -> Trouble {
        let mut reading = reading::of_failure(failure.kind);
        if !failure.message.is_empty() {
            reading.message = format!("{}: {}", reading.message, failure.message);
        }
        self.trouble(reading, "no answer")
    }

    fn trouble(self, reading: Reading, found: &str) -> Trouble {
        let Reading { kind, code, message, help } = reading;
        let diagnostic = Diagnostic::error(code, message)
            .with_path(self.request.name())
            .with_found(format!("{found} (correlation id {})", self.correlation))
            .with_help(help);
        Trouble { kind, diagnostic: Box::new(diagnostic), status: None, error_code: None }
    }
}
