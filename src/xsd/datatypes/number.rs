//! Runs of decimal digits, read from the front of a text.

/// The leading ASCII digits of `text`, and the rest.
pub(super) fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    text.split_at(end)
}

/// Exactly `count` leading digits as a number, and the rest.
pub(super) fn fixed(text: &str, count: usize) -> Option<(u8, &str)> {
    let number = text.get(..count)?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((number.parse().ok()?, &text[count..]))
}

/// The digits after a decimal point without the zeros at their end.
pub(super) fn significant_fraction(digits: &str) -> &str {
    digits.trim_end_matches('0')
}
