//! Runs of decimal digits, read from the front of a text.

/// The leading ASCII digits of `text`, and the rest.
pub(super) fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

/// Two leading digits as a number, and the rest.
pub(super) fn two_digits(text: &str) -> Option<(u8, &str)> {
    match text.as_bytes() {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9', ..] => {
            Some(((tens - b'0') * 10 + (ones - b'0'), &text[2..]))
        }
        _ => None,
    }
}

/// The digits after a decimal point without the zeros at their end.
pub(super) fn significant_fraction(digits: &str) -> &str {
    digits.trim_end_matches('0')
}
