//! `duration` (Datatypes §3.2.6): months and seconds, partially ordered. Each of the two fits in 64 bits with room.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::number::{digits, significant_fraction};
use super::temporal::days_before;

/// Bounds that keep each sum with a date within 64 bits: some 80 thousand million years.
const MONTHS_MAX: i64 = 1_000_000_000_000;
const SECONDS_MAX: i64 = 4_000_000_000_000_000_000;

/// Year and month of the four instants that durations are compared at (§3.2.6.2).
const REFERENCES: [(i64, i64); 4] = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)];

/// A duration; all parts have the sign of the whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Duration<'a> {
    negative: bool,
    months: i64,
    seconds: i64,
    /// Digits after the second, without trailing zeros.
    fraction: Cow<'a, str>,
}

impl<'a> Duration<'a> {
    /// Reads `-?P(nY)?(nM)?(nD)?(T(nH)?(nM)?(n(.n)?S)?)?` with at least one part, and one after a `T`.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let rest = unsigned.strip_prefix('P')?;
        let (date, time) = match rest.split_once('T') {
            Some((date, time)) if !time.is_empty() => (date, time),
            None if !rest.is_empty() => (rest, ""),
            _ => return None,
        };
        let ([years, months, days], rest) = parts(date, *b"YMD")?;
        let ([hours, minutes, _], rest_of_time) = parts(time, *b"HM\0")?;
        let (seconds, fraction) = seconds(rest_of_time)?;
        let months = sum(&[(years, 12), (months, 1)], MONTHS_MAX)?;
        let seconds = sum(&[(days, 86400), (hours, 3600), (minutes, 60), (seconds, 1)], SECONDS_MAX)?;
        rest.is_empty().then(|| Self::from_parts(unsigned.len() < text.len(), months, seconds, fraction))
    }

    fn from_parts(negative: bool, months: i64, seconds: i64, fraction: &'a str) -> Self {
        let is_zero = months == 0 && seconds == 0 && fraction.is_empty();
        let sign = if negative { -1 } else { 1 };
        Self {
            negative: negative && !is_zero,
            months: sign * months,
            seconds: sign * seconds,
            fraction: Cow::Borrowed(fraction),
        }
    }

    /// Ordered if the two are ordered alike after each of the four reference instants.
    pub(super) fn order(&self, other: &Duration<'_>) -> Option<Ordering> {
        let mut orders = REFERENCES.iter().map(|&reference| {
            let (this, that) = (self.seconds_after(reference), other.seconds_after(reference));
            this.cmp(&that).then_with(|| self.cmp_fraction(other))
        });
        let first = orders.next()?;
        orders.all(|order| order == first).then_some(first)
    }

    fn seconds_after(&self, (year, month): (i64, i64)) -> i64 {
        let months = month - 1 + self.months;
        let month = u8::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
        days_before(year + months.div_euclid(12), month) * 86400 + self.seconds
    }

    /// The whole seconds being equal. Fractions of unlike sign cannot cross: the whole parts have those signs too.
    fn cmp_fraction(&self, other: &Duration<'_>) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.fraction.cmp(&other.fraction),
            (true, true) => other.fraction.cmp(&self.fraction),
            (true, false) => is_some_fraction(self, other, Ordering::Less),
            (false, true) => is_some_fraction(self, other, Ordering::Greater),
        }
    }

    pub(super) fn into_owned(self) -> Duration<'static> {
        Duration {
            negative: self.negative,
            months: self.months,
            seconds: self.seconds,
            fraction: Cow::Owned(self.fraction.into_owned()),
        }
    }
}

fn is_some_fraction(a: &Duration<'_>, b: &Duration<'_>, order: Ordering) -> Ordering {
    if a.fraction.is_empty() && b.fraction.is_empty() { Ordering::Equal } else { order }
}

/// Numbers before the designators, which stand in this order and may each be left out; and the rest.
fn parts(mut text: &str, designators: [u8; 3]) -> Option<([i64; 3], &str)> {
    let mut numbers = [0; 3];
    for (number, designator) in numbers.iter_mut().zip(designators) {
        let (digits, rest) = digits(text);
        if !digits.is_empty() && rest.as_bytes().first() == Some(&designator) {
            *number = digits.parse().ok()?;
            text = &rest[1..];
        }
    }
    Some((numbers, text))
}

/// `n(.n)?S`, or nothing.
fn seconds(text: &str) -> Option<(i64, &str)> {
    if text.is_empty() {
        return Some((0, ""));
    }
    let (whole, rest) = digits(text.strip_suffix('S')?);
    let fraction = match rest.strip_prefix('.') {
        Some(fraction) if !fraction.is_empty() => fraction,
        None if rest.is_empty() => "",
        _ => return None,
    };
    let is_number = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = whole.parse().ok()?;
    is_number.then(|| (seconds, significant_fraction(fraction)))
}

fn sum(parts: &[(i64, i64)], max: i64) -> Option<i64> {
    let mut sum = 0i64;
    for (count, size) in parts {
        sum = sum.checked_add(count.checked_mul(*size)?)?;
    }
    (sum <= max).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(a: &str, b: &str) -> Option<Ordering> {
        Duration::parse(a).unwrap().order(&Duration::parse(b).unwrap())
    }

    #[test]
    fn the_examples_of_the_specification_order_as_it_says() {
        assert_eq!(order("P1Y", "P364D"), Some(Ordering::Greater));
        assert_eq!(order("P1Y", "P365D"), None);
        assert_eq!(order("P1Y", "P366D"), None);
        assert_eq!(order("P1Y", "P367D"), Some(Ordering::Less));
        assert_eq!(order("P1M", "P27D"), Some(Ordering::Greater));
        for days in ["P28D", "P29D", "P30D", "P31D"] {
            assert_eq!(order("P1M", days), None);
        }
        assert_eq!(order("P5M", "P149D"), Some(Ordering::Greater));
        assert_eq!(order("P5M", "P154D"), Some(Ordering::Less));
    }

    #[test]
    fn equal_lengths_are_one_value() {
        for (a, b) in [("P1Y", "P12M"), ("P1D", "PT24H"), ("-P0Y", "PT0.00S"), ("PT1.50S", "PT1.5S")] {
            assert_eq!(Duration::parse(a), Duration::parse(b));
        }
    }

    #[test]
    fn negative_fractions_order_downwards() {
        assert_eq!(order("-PT0.5S", "-PT0.4S"), Some(Ordering::Less));
        assert_eq!(order("-PT0.5S", "PT0S"), Some(Ordering::Less));
        assert_eq!(order("PT0.1S", "-PT0.1S"), Some(Ordering::Greater));
        assert_eq!(order("-PT1.5S", "-PT2S"), Some(Ordering::Greater));
    }

    #[test]
    fn texts_beside_the_lexical_space_are_refused() {
        for text in [
            "", "P", "PT", "P1YT", "1Y", "P-1Y", "P1S", "PT1D", "P1M1Y", "P1.5Y", "PT1.S", "PT.5S", "+P1Y",
            "p1y", "P1Y ", "P1", "PT1M1H", "-P",
        ] {
            assert_eq!(Duration::parse(text), None, "{text}");
        }
        for text in ["P1Y2M3DT4H5M6.7S", "-P120D", "P1347Y", "PT1M", "P1M"] {
            assert!(Duration::parse(text).is_some(), "{text}");
        }
    }

    #[test]
    fn a_duration_beyond_64_bits_is_refused() {
        assert_eq!(Duration::parse("P99999999999999999999Y"), None);
        assert_eq!(Duration::parse("P999999999999999D"), None);
    }
}
