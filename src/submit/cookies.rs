//! The cookies of one session, for runtimes that keep none (Node, Deno, Bun).
//!
//! A browser hides `Set-Cookie` and keeps cookies itself: there this jar stays empty. The jar knows one server only, so
//! it reads neither `Domain` nor `Secure`: what it holds goes back to where it came from and nowhere else.

use crate::submit::date;
use crate::submit::secret::Secret;

/// More cookies than any Octane sets; a server that sets more makes the oldest go.
const MOST_COOKIES: usize = 50;

/// Cookies of one server (RFC 6265 §5.3 and §5.4, for one origin).
#[derive(Debug, Clone, Default)]
pub(super) struct Jar(Vec<Cookie>);

#[derive(Debug, Clone)]
struct Cookie {
    name: String,
    value: Secret,
    path: String,
}

impl Jar {
    /// Keeps, renews or removes the cookie of one `Set-Cookie` value.
    ///
    /// A cookie without `Path` goes to every path: Octane's own clients do so, and its sign-in lies on a path of its own.
    pub(super) fn store(&mut self, set_cookie: &str, now_ms: u64) {
        let mut fields = set_cookie.split(';');
        let Some((name, value)) = fields.next().and_then(|pair| pair.split_once('=')) else {
            return;
        };
        let (name, attributes) = (name.trim(), Attributes::read(fields));
        if name.is_empty() {
            return;
        }
        self.0.retain(|cookie| cookie.name != name || cookie.path != attributes.path);
        if attributes.is_expired(now_ms) {
            return;
        }
        self.0.push(Cookie {
            name: name.to_owned(),
            value: Secret::new(value.trim()),
            path: attributes.path,
        });
        let surplus = self.0.len().saturating_sub(MOST_COOKIES);
        self.0.drain(..surplus);
    }

    /// The `Cookie` header for a request to `path`, where any cookie fits.
    pub(super) fn header(&self, path: &str) -> Option<String> {
        let fitting = self.0.iter().filter(|cookie| path_matches(&cookie.path, path));
        let pairs: Vec<String> =
            fitting.map(|cookie| format!("{}={}", cookie.name, cookie.value.reveal())).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// The value of the cookie of a name, whatever its path.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let cookie = self.0.iter().rev().find(|cookie| cookie.name == name)?;
        Some(cookie.value.reveal())
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The values, for scrubbing.
    pub(super) fn secrets(&self) -> impl Iterator<Item = &Secret> + Clone {
        self.0.iter().map(|cookie| &cookie.value)
    }
}

struct Attributes {
    path: String,
    expires_ms: Option<u64>,
    max_age: Option<i64>,
}

impl Attributes {
    fn read<'a>(fields: impl Iterator<Item = &'a str>) -> Self {
        let mut attributes = Self { path: "/".to_owned(), expires_ms: None, max_age: None };
        for field in fields {
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "path" if value.starts_with('/') => value.clone_into(&mut attributes.path),
                "expires" => attributes.expires_ms = date::read(value),
                "max-age" => attributes.max_age = value.parse().ok(),
                _ => {}
            }
        }
        attributes
    }

    /// `Max-Age` beats `Expires`. A cookie that lives on is kept for the session, which is shorter.
    fn is_expired(&self, now_ms: u64) -> bool {
        match (self.max_age, self.expires_ms) {
            (Some(seconds), _) => seconds <= 0,
            (None, Some(expires_ms)) => expires_ms <= now_ms,
            (None, None) => false,
        }
    }
}

fn path_matches(cookie_path: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let Some(rest) = path.strip_prefix(cookie_path) else {
        return false;
    };
    rest.is_empty() || cookie_path.ends_with('/') || rest.starts_with('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_700_000_000_000;

    fn check(set: &[&str], path: &str, expected: Option<&str>) {
        let mut jar = Jar::default();
        for set_cookie in set {
            jar.store(set_cookie, NOW);
        }
        assert_eq!(jar.header(path).as_deref(), expected, "{set:?}");
    }

    #[test]
    fn cookies_are_sent_back_together() {
        let set = ["LWSSO_COOKIE_KEY=a=b; Path=/; HttpOnly", "OCTANE_USER=sa;Version=1;Max-Age=86400;Secure"];
        check(&set, "/api/x", Some("LWSSO_COOKIE_KEY=a=b; OCTANE_USER=sa"));
    }

    #[test]
    fn a_renewed_cookie_replaces_the_old_one() {
        check(&["K=old; Path=/", "K=new; Path=/"], "/", Some("K=new"));
    }

    #[test]
    fn an_expired_cookie_is_removed() {
        check(&["K=v", "K=; Max-Age=0"], "/", None);
        check(&["K=v", "K=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], "/", None);
        check(&["K=v", "K=w; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=9"], "/", Some("K=w"));
    }

    #[test]
    fn a_cookie_goes_to_its_path_and_below_only() {
        check(&["K=v; Path=/msg"], "/api", None);
        check(&["K=v; Path=/msg"], "/msgs", None);
        check(&["K=v; Path=/msg"], "/msg/x", Some("K=v"));
        check(&["K=v; Path=/octane/"], "/octane/api?x=/", Some("K=v"));
    }

    #[test]
    fn what_is_no_cookie_is_passed_over() {
        check(&["", "novalue", "=v", " ; Path=/"], "/", None);
    }

    #[test]
    fn a_server_that_sets_cookies_without_end_keeps_the_last_ones() {
        let mut jar = Jar::default();
        for index in 0..200 {
            jar.store(&format!("K{index}=v"), NOW);
        }
        assert_eq!(jar.secrets().count(), MOST_COOKIES);
    }
}
