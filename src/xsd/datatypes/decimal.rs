//! `decimal` of any size (Datatypes §3.2.3): a sign and two runs of digits, compared without arithmetic.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::number::{digits, significant_fraction};

/// A decimal number. Its parts are normalized, so that equal numbers have equal parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal<'a> {
    negative: bool,
    /// Without leading zeros; empty for zero.
    whole: Cow<'a, str>,
    /// Without trailing zeros.
    fraction: Cow<'a, str>,
}

impl<'a> Decimal<'a> {
    /// Reads `[+-]? (digits ('.' digits?)? | '.' digits)`.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (negative, unsigned) = sign(text);
        let (whole, rest) = digits(unsigned);
        let fraction = match rest.strip_prefix('.') {
            Some(fraction) => fraction,
            None if rest.is_empty() => "",
            None => return None,
        };
        let is_number = fraction.bytes().all(|byte| byte.is_ascii_digit());
        let has_digits = !(whole.is_empty() && fraction.is_empty());
        (is_number && has_digits).then(|| Self::from_parts(negative, whole, fraction))
    }

    /// Reads `[+-]? digits`.
    pub(super) fn parse_integer(text: &'a str) -> Option<Self> {
        let (negative, unsigned) = sign(text);
        let (whole, rest) = digits(unsigned);
        (!whole.is_empty() && rest.is_empty()).then(|| Self::from_parts(negative, whole, ""))
    }

    fn from_parts(negative: bool, whole: &'a str, fraction: &'a str) -> Self {
        let whole = whole.trim_start_matches('0');
        let fraction = significant_fraction(fraction);
        Self {
            negative: negative && !(whole.is_empty() && fraction.is_empty()),
            whole: Cow::Borrowed(whole),
            fraction: Cow::Borrowed(fraction),
        }
    }

    /// Digits needed to write it as an integer divided by a power of ten, as `totalDigits` counts them.
    pub(super) fn total_digits(&self) -> u64 {
        (self.whole.len() + self.fraction.len()) as u64
    }

    /// Digits after the point, as `fractionDigits` counts them.
    pub(super) fn fraction_digits(&self) -> u64 {
        self.fraction.len() as u64
    }

    /// The number, if it is an integer that fits.
    pub(super) fn to_i64(&self) -> Option<i64> {
        if !self.fraction.is_empty() {
            return None;
        }
        if self.whole.is_empty() {
            return Some(0);
        }
        let magnitude: i128 = self.whole.parse().ok()?;
        i64::try_from(if self.negative { -magnitude } else { magnitude }).ok()
    }

    pub(super) fn is_negative(&self) -> bool {
        self.negative
    }

    pub(super) fn into_owned(self) -> Decimal<'static> {
        Decimal {
            negative: self.negative,
            whole: Cow::Owned(self.whole.into_owned()),
            fraction: Cow::Owned(self.fraction.into_owned()),
        }
    }

    pub(super) fn cmp(&self, other: &Decimal<'_>) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.cmp_magnitude(other),
            (true, true) => other.cmp_magnitude(self),
        }
    }

    fn cmp_magnitude(&self, other: &Decimal<'_>) -> Ordering {
        (self.whole.len().cmp(&other.whole.len()))
            .then_with(|| self.whole.cmp(&other.whole))
            .then_with(|| self.fraction.cmp(&other.fraction))
    }
}

fn sign(text: &str) -> (bool, &str) {
    match text.as_bytes().first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    }
}

/// Whether a text is surely an integer between two bounds, both included: of at most 18 digits.
pub(super) fn is_integer_within(text: &[u8], min: i64, max: i64) -> bool {
    let (negative, digits) = match text {
        [b'-', digits @ ..] => (true, digits),
        [b'+', digits @ ..] | digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 18 {
        return false;
    }
    let mut magnitude = 0i64;
    for &byte in digits {
        if !byte.is_ascii_digit() {
            return false;
        }
        magnitude = magnitude * 10 + i64::from(byte - b'0');
    }
    let value = if negative { -magnitude } else { magnitude };
    min <= value && value <= max
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str, expected: Ordering) {
        let (left, right) = (Decimal::parse(a).unwrap(), Decimal::parse(b).unwrap());
        assert_eq!(left.cmp(&right), expected, "{a} and {b}");
        assert_eq!(left == right, expected == Ordering::Equal, "{a} and {b}");
    }

    #[test]
    fn numbers_of_any_size_compare_by_value() {
        check("1.0", "+01", Ordering::Equal);
        check("-0.0", "0", Ordering::Equal);
        check(".5", "0.45", Ordering::Greater);
        check("-10", "-9.99", Ordering::Less);
        check("99999999999999999999999999", "100000000000000000000000000", Ordering::Less);
        check("0.1000000000000000000000000001", "0.1", Ordering::Greater);
    }

    #[test]
    fn only_decimal_texts_are_read() {
        for text in ["", "+", ".", "-.", "1e3", "1,0", "--1", " 1", "INF", "1.2.3"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
        for text in ["1.", ".1", "+1.0", "-0"] {
            assert!(Decimal::parse(text).is_some(), "{text}");
        }
    }

    #[test]
    fn digits_count_without_zeros_that_say_nothing() {
        let digits = |text| {
            let value = Decimal::parse(text).unwrap();
            (value.total_digits(), value.fraction_digits())
        };
        assert_eq!(digits("00120.3400"), (5, 2));
        assert_eq!(digits("0.001"), (3, 3));
        assert_eq!(digits("0"), (0, 0));
    }

    #[test]
    fn short_integers_are_compared_in_64_bits() {
        assert!(is_integer_within(b"+07", 0, 9));
        for text in ["-1", "10", "1x", "", "0000000000000000001"] {
            assert!(!is_integer_within(text.as_bytes(), 0, 9), "{text}");
        }
    }
}
