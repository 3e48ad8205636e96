//! Values that are sent and never shown.
//!
//! Owns the redaction by type: a [`Secret`] prints as `Secret(…)`, and [`scrub`] takes secrets out of words that came
//! from elsewhere, since a server may repeat what it was sent.

use std::fmt;

use serde::Deserialize;

use crate::submit::encoding;

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

/// `text` with every one of `secrets` replaced by `***`, also where a server repeats it as it stood in JSON or in a form.
pub(super) fn scrub<'a>(text: &str, secrets: impl IntoIterator<Item = &'a Secret>) -> String {
    let secrets = secrets.into_iter().map(Secret::reveal).filter(|secret| secret.len() >= SHORTEST_TO_SCRUB);
    let mut forms: Vec<String> = secrets.flat_map(forms).collect();
    // The longest first: a secret that begins another would leave the other's rest behind.
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    forms.iter().fold(text.to_owned(), |text, form| text.replace(form, "***"))
}

/// The forms in which a secret travels; most have one only.
fn forms(secret: &str) -> [String; 3] {
    let in_json = secret.replace('\\', "\\\\").replace('"', "\\\"");
    [secret.to_owned(), in_json, encoding::percent(secret)]
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
    fn a_secret_is_known_in_json_and_in_a_form_too() {
        let secrets = [Secret::new("a\"b\\c d")];
        assert_eq!(scrub(r#"{"password":"a\"b\\c d"} a%22b%5Cc%20d"#, &secrets), r#"{"password":"***"} ***"#);
    }

    #[test]
    fn very_short_secrets_do_not_tear_up_words() {
        assert_eq!(scrub("refused", &[Secret::new("e")]), "refused");
    }
}
