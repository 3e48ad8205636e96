//! `float` and `double` (Datatypes §3.2.4, §3.2.5): one zero, one not-a-number that equals itself only.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use super::number::digits;

/// A `float` value.
#[derive(Debug, Clone, Copy)]
pub struct Float(f32);

/// A `double` value.
#[derive(Debug, Clone, Copy)]
pub struct Double(f64);

macro_rules! floating {
    ($name:ident, $number:ident) => {
        impl $name {
            /// Reads a decimal with an optional exponent, `INF`, `-INF` or `NaN`.
            pub(super) fn parse(text: &str) -> Option<Self> {
                match text {
                    "INF" => Some(Self($number::INFINITY)),
                    "-INF" => Some(Self($number::NEG_INFINITY)),
                    "NaN" => Some(Self($number::NAN)),
                    // Adding zero makes the negative zero positive: the value space has one zero.
                    _ if is_number(text) => text.parse::<$number>().ok().map(|value| Self(value + 0.0)),
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

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0.to_bits() == other.0.to_bits()
            }
        }

        impl Eq for $name {}

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.0.to_bits().hash(state);
            }
        }
    };
}

floating!(Float, f32);
floating!(Double, f64);

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
        Double::parse(a).unwrap().order(Double::parse(b).unwrap())
    }

    #[test]
    fn not_a_number_is_comparable_with_itself_only() {
        assert_eq!(order("NaN", "NaN"), Some(Ordering::Equal));
        assert_eq!(order("NaN", "INF"), None);
        assert_eq!(order("-INF", "INF"), Some(Ordering::Less));
    }

    #[test]
    fn there_is_one_zero() {
        assert_eq!(Float::parse("-0"), Float::parse("0.0e5"));
        assert_eq!(Double::parse("-0"), Double::parse("0"));
    }

    #[test]
    fn precision_is_that_of_the_type() {
        assert_eq!(Float::parse("16777217"), Float::parse("16777216"));
        assert_ne!(Double::parse("16777217"), Double::parse("16777216"));
    }

    #[test]
    fn only_the_texts_of_the_specification_are_read() {
        for text in ["", "+INF", "inf", "nan", "1e", "e1", ".", "1e1.0", "0x1", "infinity", "1 "] {
            assert_eq!(Double::parse(text), None, "{text}");
        }
        for text in ["1.", ".5", "-1E4", "+1.2e-3", "12"] {
            assert!(Double::parse(text).is_some(), "{text}");
        }
    }
}
