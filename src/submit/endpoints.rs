//! Where things are: the server's base URL and the paths of the protocol.
//!
//! Paths in requests start at the base URL, so that a server behind a context path or a gateway's prefix works alike.

use crate::diag::Diagnostic;

/// The path that opens a session.
pub(super) const SIGN_IN: &str = "/authentication/sign_in";

/// The path that closes it.
pub(super) const SIGN_OUT: &str = "/authentication/sign_out";

/// The path that exchanges a token of an identity provider for one of Octane's.
pub(super) const TOKEN: &str = "/osp/a/au/auth/oauth2/token";

/// The base URL of an Octane server or of a gateway to one: `https://octane.example.com`,
/// `https://host/context`, or `/octane` for a page's own origin. Never ends with a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server(String);

impl Server {
    /// Reads a base URL; trailing slashes and surrounding white space are dropped.
    ///
    /// # Errors
    /// A diagnostic where it is no such URL. A URL that holds a user or a password is not repeated in it.
    pub fn parse(url: &str) -> Result<Self, Box<Diagnostic>> {
        let url = url.trim().trim_end_matches('/');
        let (origin, rest) =
            split_origin(url).ok_or_else(|| invalid(url, "it has no http:// or https://"))?;
        if origin.contains('@') {
            return Err(holds_secrets());
        }
        let has_host = origin.is_empty() || !origin.ends_with("//");
        let reason = if !has_host {
            "it names no host"
        } else if url.contains(['?', '#']) {
            "it has a query or a fragment"
        } else if url.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\') {
            "it holds characters that no URL has"
        } else if rest.starts_with("//") {
            "it starts with two slashes"
        } else {
            return Ok(Self(url.to_owned()));
        };
        Err(invalid(url, reason))
    }

    /// The address of a request's path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The path that the server sees, its context path included: cookies are tied to it.
    pub(super) fn full_path(&self, path: &str) -> String {
        let context = split_origin(&self.0).map_or("", |(_, context)| context);
        format!("{context}{path}")
    }

    /// Whether it names no host: only a page has an origin to resolve it against.
    pub fn is_relative(&self) -> bool {
        self.0.is_empty() || self.0.starts_with('/')
    }
}

/// Scheme and authority, and the path; the first is empty for a path on the page's own origin.
fn split_origin(url: &str) -> Option<(&str, &str)> {
    if url.is_empty() || url.starts_with('/') {
        return Some(("", url));
    }
    let scheme = ["http://", "https://"]
        .into_iter()
        .find(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))?;
    let authority = url[scheme.len()..].find(['/', '?', '#', '\\']);
    Some(url.split_at(authority.map_or(url.len(), |end| scheme.len() + end)))
}

fn invalid(url: &str, reason: &str) -> Box<Diagnostic> {
    let message = format!("the server URL cannot be used: {reason}");
    let diagnostic = Diagnostic::error("server-url-invalid", message)
        .with_found(url.split(['?', '#']).next().unwrap_or_default())
        .with_help(
            "give the base URL alone, such as \"https://octane.example.com\"; shared space and workspace are given \
             apart",
        );
    Box::new(diagnostic)
}

fn holds_secrets() -> Box<Diagnostic> {
    let message = "the server URL holds a user name or password";
    let help = "give them as credentials: URLs end up in logs";
    Box::new(Diagnostic::error("server-url-secrets", message).with_help(help))
}

/// The paths of one workspace: its `test-results` resource, and its entities.
#[derive(Debug, Clone)]
pub(super) struct Workspace {
    root: String,
}

impl Workspace {
    pub(super) fn new(shared_space: u64, workspace: u64) -> Self {
        Self { root: format!("/api/shared_spaces/{shared_space}/workspaces/{workspace}") }
    }

    /// `GET`: the schema that the server validates against.
    pub(super) fn schema(&self) -> String {
        format!("{}/test-results/xsd", self.root)
    }

    /// `POST`: hands over a payload.
    pub(super) fn results(&self, skip_errors: bool) -> String {
        let query = if skip_errors { "?skip-errors=true" } else { "" };
        format!("{}/test-results{query}", self.root)
    }

    /// `GET`: the status of a task.
    pub(super) fn status(&self, id: impl std::fmt::Display) -> String {
        format!("{}/test-results/{id}", self.root)
    }

    /// `GET`, or `POST` where the server refuses that: the log of a task.
    pub(super) fn log(&self, id: impl std::fmt::Display) -> String {
        format!("{}/test-results/{id}/log", self.root)
    }

    /// `GET`: entities, by their collection and its query.
    pub(super) fn entities(&self, query: &str) -> String {
        format!("{}/{query}", self.root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn context_paths_and_trailing_slashes_are_handled() {
        let rows = [
            ("https://octane.example.com", "https://octane.example.com/api", "/api"),
            ("HTTPS://octane.example.com//", "HTTPS://octane.example.com/api", "/api"),
            (" http://h:8080/ctx/ ", "http://h:8080/ctx/api", "/ctx/api"),
            ("http://[::1]:8080", "http://[::1]:8080/api", "/api"),
            ("/octane/", "/octane/api", "/octane/api"),
            ("/", "/api", "/api"),
        ];
        for (url, address, full_path) in rows {
            let server = Server::parse(url).expect(url);
            assert_eq!(server.address("/api"), address);
            assert_eq!(server.full_path("/api"), full_path);
            assert_eq!(server.is_relative(), url.starts_with('/'));
        }
    }

    #[test]
    fn what_is_no_base_url_is_refused_with_the_reason() {
        let rows = [
            ("octane.example.com", "it has no http:// or https://"),
            ("ftp://octane", "it has no http:// or https://"),
            ("ä", "it has no http:// or https://"),
            ("https://", "it has no http:// or https://"),
            ("https:///x", "it names no host"),
            ("https://h/ui/?p=1001/1002#/x", "it has a query or a fragment"),
            ("https://h/a b", "it holds characters that no URL has"),
            ("//evil.example", "it starts with two slashes"),
        ];
        for (url, reason) in rows {
            let diagnostic = Server::parse(url).expect_err(url);
            assert!(diagnostic.message.ends_with(reason), "{url}: {}", diagnostic.message);
        }
    }

    #[test]
    fn a_password_in_the_url_is_not_repeated() {
        let diagnostic = Server::parse("https://sa:hunter2@octane/").expect_err("refused");
        assert_eq!(diagnostic.code, "server-url-secrets");
        assert!(!format!("{diagnostic:?}").contains("hunter2"));
    }

    #[test]
    fn paths_are_those_of_the_documentation() {
        let workspace = Workspace::new(1001, 1002);
        let entities = "/api/shared_spaces/1001/workspaces/1002/releases?limit=20";
        assert_eq!(workspace.entities("releases?limit=20"), entities);
        let root = "/api/shared_spaces/1001/workspaces/1002/test-results";
        assert_eq!(workspace.schema(), format!("{root}/xsd"));
        assert_eq!(workspace.results(false), root);
        assert_eq!(workspace.results(true), format!("{root}?skip-errors=true"));
        assert_eq!(workspace.status(7), format!("{root}/7"));
        assert_eq!(workspace.log(7), format!("{root}/7/log"));
    }
}
