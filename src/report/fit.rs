//! Strings that the schema would refuse, made to fit: one name that is too long makes Octane refuse the whole payload.

use crate::diag::{Diagnostic, Place};
use crate::digest::sha256_hex;
use crate::limits::PAYLOAD_STRING;
use crate::model::TestRun;

/// Digits of the hash that tells two long names apart.
const HASH_DIGITS: usize = 8;

/// Shortens what is too long, with a diagnostic for each: the start, an ellipsis, and a short hash of the whole, so that
/// two long names that begin alike stay two tests, and the same name stays the same test.
pub(super) fn fit(run: &mut TestRun, place: Option<Place>, path: &str) -> Vec<Diagnostic> {
    let TestRun {
        module, package, class, name, run_name, external_test_id, external_run_id, run_type, ..
    } = run;
    let mut shortened = Vec::new();
    let named = [
        ("module", module.as_mut()),
        ("package", package.as_mut()),
        ("class", class.as_mut()),
        ("name", Some(name)),
        ("run_name", run_name.as_mut()),
        ("external_test_id", external_test_id.as_mut()),
        ("external_run_id", external_run_id.as_mut()),
        ("run_type", run_type.as_mut()),
    ];
    for (attribute, value) in named {
        if let Some(value) = value
            && let Some(length) = shorten(value)
        {
            let message = format!("{attribute} of {length} characters is shortened to {PAYLOAD_STRING}");
            let mut diagnostic = Diagnostic::warning("value-shortened", message).with_path(path);
            diagnostic.place = place;
            shortened.push(diagnostic.with_found(value.clone()));
        }
    }
    shortened
}

/// Shortens a string; how long it was in code points, where it was too long.
fn shorten(value: &mut String) -> Option<usize> {
    // No code point is longer than its bytes: most strings need no count.
    if value.len() <= PAYLOAD_STRING {
        return None;
    }
    let length = value.chars().count();
    if length <= PAYLOAD_STRING {
        return None;
    }
    let start: String = value.chars().take(PAYLOAD_STRING - HASH_DIGITS - 1).collect();
    let hash = sha256_hex(value.as_bytes());
    *value = format!("{start}\u{2026}{}", &hash[..HASH_DIGITS]);
    Some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_keep_their_start_and_stay_two() {
        let (mut one, mut other) = ("ä".repeat(300) + "1", "ä".repeat(300) + "2");
        assert_eq!((shorten(&mut one), shorten(&mut other)), (Some(301), Some(301)));
        assert_eq!(one.chars().count(), 255);
        assert!(one.starts_with("ää") && one != other);
    }

    #[test]
    fn a_name_of_the_full_length_is_left_alone() {
        let mut name = "😀".repeat(255);
        assert_eq!(shorten(&mut name), None);
        assert_eq!(name, "😀".repeat(255));
    }
}
