//! `float` and `double` (Datatypes §3.2.4, §3.2.5): one zero, one not-a-number that equals itself only.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::binary_float::{DOUBLE, Format, SINGLE, nearest};
use super::number::digits;

/// A value of `float` or `double`; those of `float` are among those of `double`.
#[derive(Debug, Clone, Copy)]
pub struct Float(f64);

impl Float {
    /// Reads a `float`: a decimal with an optional exponent, `INF`, `-INF` or `NaN`.
    pub(super) fn single(text: &str) -> Option<Self> {
        Self::parse(text, &SINGLE)
    }

    /// Reads a `double`, of the same form.
    pub(super) fn double(text: &str) -> Option<Self> {
        Self::parse(text, &DOUBLE)
    }

    fn parse(text: &str, format: &Format) -> Option<Self> {
        match text {
            "INF" => Some(Self(f64::INFINITY)),
            "-INF" => Some(Self(f64::NEG_INFINITY)),
            "NaN" => Some(Self(f64::NAN)),
            // Adding zero makes the negative zero positive: the value space has one zero.
            _ if is_number(text) => Some(Self(nearest(text, format) + 0.0)),
            _ => None,
        }
    }

    /// The order of the value space; not-a-number is comparable with itself only.
    pub(super) fn order(self, other: Self) -> Option<Ordering> {
        if self == other {
            return Some(Ordering::Equal);
        }
        self.0.partial_cmp(&other.0)
    }
}

impl PartialEq for Float {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

impl Eq for Float {}

impl Hash for Float {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

/// Whether the text is a mantissa that is a decimal, and an exponent that is an integer, if any.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, rest) = digits(unsigned);
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => digits(rest),
        None => ("", rest),
    };
    if whole.is_empty() && fraction.is_empty() {
        return false;
    }
    match rest.strip_prefix(['e', 'E']) {
        Some(exponent) => is_integer(exponent),
        None => rest.is_empty(),
    }
}

fn is_integer(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(a: &str, b: &str) -> Option<Ordering> {
        Float::double(a).unwrap().order(Float::double(b).unwrap())
    }

    #[test]
    fn not_a_number_is_comparable_with_itself_only() {
        assert_eq!(order("NaN", "NaN"), Some(Ordering::Equal));
        assert_eq!(order("NaN", "INF"), None);
        assert_eq!(order("-INF", "INF"), Some(Ordering::Less));
    }

    #[test]
    fn there_is_one_zero() {
        assert_eq!(Float::single("-0"), Float::single("0.0e5"));
        assert_eq!(Float::double("-0"), Float::double("0"));
    }

    #[test]
    fn precision_is_that_of_the_type() {
        assert_eq!(Float::single("16777217"), Float::single("16777216"));
        assert_ne!(Float::double("16777217"), Float::double("16777216"));
    }

    #[test]
    fn only_the_texts_of_the_specification_are_read() {
        for text in ["", "+INF", "inf", "nan", "1e", "e1", ".", "1e1.0", "0x1", "infinity", "1 "] {
            assert_eq!(Float::double(text), None, "{text}");
        }
        for text in ["1.", ".5", "-1E4", "+1.2e-3", "12"] {
            assert!(Float::double(text).is_some(), "{text}");
        }
    }
}
