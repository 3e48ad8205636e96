//! Values that are sent and never shown.
//!
//! Owns the redaction by type: a [`Secret`] prints as `Secret(…)`, and [`scrub`] takes secrets out of words that came
//! from elsewhere, since a server may repeat what it was sent.

use std::fmt;

use serde::Deserialize;

/// Shorter values are not searched for: they would tear up ordinary words, and say nothing when found.
const SHORTEST_TO_SCRUB: usize = 4;

/// A password, a client secret, a token or the value of a cookie.
///
/// It cannot be serialised and has no `Display`; whoever needs the text says [`Secret::reveal`].
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Takes the text into custody.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for a request's body or header.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// `text` with every one of `secrets` replaced by `***`.
pub(super) fn scrub<'a>(text: &str, secrets: impl IntoIterator<Item = &'a Secret>) -> String {
    let mut secrets: Vec<&str> =
        secrets.into_iter().map(Secret::reveal).filter(|secret| secret.len() >= SHORTEST_TO_SCRUB).collect();
    // The longest first: a secret that begins another would leave the other's rest behind.
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret, "***"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_shows_nothing_of_the_secret() {
        assert_eq!(format!("{:?}", Secret::new("hunter2")), "Secret(…)");
    }

    #[test]
    fn a_secret_that_begins_another_leaves_no_rest() {
        let secrets = [Secret::new("abcd"), Secret::new("abcdef")];
        assert_eq!(scrub("x abcdef abcd y", &secrets), "x *** *** y");
    }

    #[test]
    fn very_short_secrets_do_not_tear_up_words() {
        assert_eq!(scrub("refused", &[Secret::new("e")]), "refused");
    }
}
