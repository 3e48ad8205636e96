//! `dateTime`, `time`, `date`, `gYearMonth`, `gYear`, `gMonthDay`, `gDay`, `gMonth` (Datatypes §3.2.7 to §3.2.14).
//!
//! Each value is where it begins on the time line, in seconds; what a type leaves out is filled with fixed values,
//! so that the order of the instants is the order of the type. Years have up to 11 digits, fractions of a second any
//! number.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::Builtin;
use super::number::{digits, significant_fraction, two_digits};

/// Largest difference that a missing time zone can stand for, in seconds.
const ZONE_MAX: i64 = 14 * 3600;

/// Longest year, in digits: its seconds fit in 64 bits.
const YEAR_DIGITS: usize = 11;

/// A value of one of the eight types about time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Temporal<'a> {
    kind: Builtin,
    has_zone: bool,
    /// Since the first day of the year 0, in UTC where there is a zone.
    seconds: i64,
    /// Digits after the second, without trailing zeros.
    fraction: Cow<'a, str>,
}

/// What a text says, before it becomes an instant.
#[derive(Clone, Copy)]
struct Fields<'a> {
    year: i64,
    month: u8,
    day: u8,
    /// Within the day; a whole day for `24:00:00`.
    seconds: i64,
    fraction: &'a str,
}

impl Fields<'_> {
    /// A leap year and a month of 31 days, so that each day and month can stand in it.
    const UNSAID: Self = Self { year: 1972, month: 12, day: 1, seconds: 0, fraction: "" };
}

impl<'a> Temporal<'a> {
    /// Reads a text of the type `kind`, which is one of the eight.
    pub(super) fn parse(kind: Builtin, text: &'a str) -> Option<Self> {
        let (fields, rest) = fields(kind, text)?;
        let (has_zone, offset) = match zone(rest)? {
            Zone::Unsaid => (false, 0),
            Zone::Offset(offset) => (true, offset),
        };
        if fields.day > days_in_month(fields.year, fields.month) {
            return None;
        }
        let day = days_before(fields.year, fields.month) + i64::from(fields.day) - 1;
        Some(Self {
            kind,
            has_zone,
            seconds: day * 86400 + fields.seconds - offset,
            fraction: Cow::Borrowed(fields.fraction),
        })
    }

    /// The order relation of §3.2.7.4: undetermined where a missing zone could decide.
    pub(super) fn order(&self, other: &Temporal<'_>) -> Option<Ordering> {
        if self.kind != other.kind {
            return None;
        }
        match (self.has_zone, other.has_zone) {
            (true, false) => self.order_with_unzoned(other),
            (false, true) => other.order_with_unzoned(self).map(Ordering::reverse),
            _ => Some(self.instant().cmp(&other.instant())),
        }
    }

    fn order_with_unzoned(&self, other: &Temporal<'_>) -> Option<Ordering> {
        let (seconds, fraction) = other.instant();
        if self.instant() < (seconds - ZONE_MAX, fraction) {
            Some(Ordering::Less)
        } else if self.instant() > (seconds + ZONE_MAX, fraction) {
            Some(Ordering::Greater)
        } else {
            None
        }
    }

    fn instant(&self) -> (i64, &str) {
        (self.seconds, &self.fraction)
    }

    pub(super) fn into_owned(self) -> Temporal<'static> {
        Temporal {
            kind: self.kind,
            has_zone: self.has_zone,
            seconds: self.seconds,
            fraction: Cow::Owned(self.fraction.into_owned()),
        }
    }
}

/// What stands before the zone, and the rest.
fn fields(kind: Builtin, text: &str) -> Option<(Fields<'_>, &str)> {
    match kind {
        Builtin::DateTime => {
            let (date, rest) = date(text)?;
            time(date, rest.strip_prefix('T')?)
        }
        Builtin::Date => date(text),
        Builtin::Time => {
            let (fields, rest) = time(Fields::UNSAID, text)?;
            let seconds = fields.seconds % 86400;
            Some((Fields { seconds, ..fields }, rest))
        }
        Builtin::GYear => year(text),
        Builtin::GYearMonth => {
            let (fields, rest) = year(text)?;
            month(Fields { day: 1, ..fields }, rest.strip_prefix('-')?)
        }
        Builtin::GMonthDay => {
            let (fields, rest) = month(Fields::UNSAID, text.strip_prefix("--")?)?;
            day(fields, rest.strip_prefix('-')?)
        }
        Builtin::GDay => day(Fields::UNSAID, text.strip_prefix("---")?),
        Builtin::GMonth => month(Fields::UNSAID, text.strip_prefix("--")?),
        _ => None,
    }
}

fn date(text: &str) -> Option<(Fields<'_>, &str)> {
    let (fields, rest) = year(text)?;
    let (fields, rest) = month(fields, rest.strip_prefix('-')?)?;
    day(fields, rest.strip_prefix('-')?)
}

/// `-`? and four digits, or more that do not begin with a zero; there is no year 0.
fn year(text: &str) -> Option<(Fields<'_>, &str)> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (digits, rest) = digits(unsigned);
    let is_year = match digits.len() {
        4 => digits != "0000",
        5..=YEAR_DIGITS => !digits.starts_with('0'),
        _ => false,
    };
    let number: i64 = if is_year { digits.parse().ok()? } else { return None };
    let year = if unsigned.len() < text.len() { -number } else { number };
    Some((Fields { year, month: 1, ..Fields::UNSAID }, rest))
}

fn month<'a>(fields: Fields<'a>, text: &'a str) -> Option<(Fields<'a>, &'a str)> {
    let (month, rest) = two_digits(text)?;
    (1..=12).contains(&month).then_some((Fields { month, ..fields }, rest))
}

fn day<'a>(fields: Fields<'a>, text: &'a str) -> Option<(Fields<'a>, &'a str)> {
    let (day, rest) = two_digits(text)?;
    (1..=31).contains(&day).then_some((Fields { day, ..fields }, rest))
}

/// `hh:mm:ss(.s+)?`, or `24:00:00` for the end of the day.
fn time<'a>(fields: Fields<'a>, text: &'a str) -> Option<(Fields<'a>, &'a str)> {
    let (hour, rest) = two_digits(text)?;
    let (minute, rest) = two_digits(rest.strip_prefix(':')?)?;
    let (second, rest) = two_digits(rest.strip_prefix(':')?)?;
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => non_empty(digits(rest))?,
        None => ("", rest),
    };
    let fraction = significant_fraction(fraction);
    let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    let is_within_day = hour < 24 && minute < 60 && second < 60;
    let is_end_of_day = seconds == 86400 && hour == 24 && fraction.is_empty();
    (is_within_day || is_end_of_day).then_some((Fields { seconds, fraction, ..fields }, rest))
}

fn non_empty<'a>(split: (&'a str, &'a str)) -> Option<(&'a str, &'a str)> {
    (!split.0.is_empty()).then_some(split)
}

/// A time zone: its offset from UTC in seconds, or none.
#[derive(Clone, Copy)]
enum Zone {
    Unsaid,
    Offset(i64),
}

/// The rest of a text as a zone.
fn zone(text: &str) -> Option<Zone> {
    let (sign, rest) = match text.as_bytes().first() {
        None => return Some(Zone::Unsaid),
        Some(b'Z') if text.len() == 1 => return Some(Zone::Offset(0)),
        Some(b'+') => (1, &text[1..]),
        Some(b'-') => (-1, &text[1..]),
        Some(_) => return None,
    };
    let (hours, rest) = two_digits(rest)?;
    let (minutes, rest) = two_digits(rest.strip_prefix(':')?)?;
    let offset = i64::from(hours) * 3600 + i64::from(minutes) * 60;
    let is_zone = rest.is_empty() && minutes < 60 && offset <= ZONE_MAX;
    is_zone.then_some(Zone::Offset(sign * offset))
}

/// Days of a month, by the rule of Appendix E, which takes the year as it is written.
fn days_in_month(year: i64, month: u8) -> u8 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from the first day of the year 0 to the first day of a month, in the Gregorian calendar at all times.
pub(super) fn days_before(year: i64, month: u8) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let past = year - 1;
    let leaps = past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400);
    let leap_day = i64::from(month > 2 && days_in_month(year, 2) == 29);
    year * 365 + leaps + BEFORE[usize::from(month) - 1] + leap_day
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(kind: Builtin, text: &str) -> Temporal<'_> {
        Temporal::parse(kind, text).unwrap_or_else(|| panic!("{text}"))
    }

    fn order(a: &str, b: &str) -> Option<Ordering> {
        parse(Builtin::DateTime, a).order(&parse(Builtin::DateTime, b))
    }

    #[test]
    fn the_examples_of_the_specification_order_as_it_says() {
        assert_eq!(order("2000-01-15T00:00:00", "2000-02-15T00:00:00"), Some(Ordering::Less));
        assert_eq!(order("2000-01-15T12:00:00", "2000-01-16T12:00:00Z"), Some(Ordering::Less));
        assert_eq!(order("2000-01-01T12:00:00", "1999-12-31T23:00:00Z"), None);
        assert_eq!(order("2000-01-16T12:00:00", "2000-01-16T12:00:00Z"), None);
        assert_eq!(order("2000-01-16T00:00:00", "2000-01-16T12:00:00Z"), None);
    }

    #[test]
    fn the_same_instant_in_two_zones_is_one_value() {
        let noon = parse(Builtin::DateTime, "2002-10-10T12:00:00-05:00");
        assert_eq!(noon, parse(Builtin::DateTime, "2002-10-10T17:00:00.00Z"));
        assert_ne!(noon, parse(Builtin::DateTime, "2002-10-10T17:00:00"));
        assert_eq!(
            parse(Builtin::DateTime, "1999-12-31T24:00:00"),
            parse(Builtin::DateTime, "2000-01-01T00:00:00")
        );
        assert_eq!(parse(Builtin::Date, "2002-10-10+13:00"), parse(Builtin::Date, "2002-10-09-11:00"));
        assert_eq!(parse(Builtin::Time, "24:00:00Z"), parse(Builtin::Time, "00:00:00Z"));
    }

    #[test]
    fn years_before_and_far_after_our_era_are_ordered() {
        assert_eq!(order("-0002-01-01T00:00:00Z", "-0001-01-01T00:00:00Z"), Some(Ordering::Less));
        assert_eq!(order("12000-01-01T00:00:00Z", "9999-12-31T23:59:59.9Z"), Some(Ordering::Greater));
    }

    #[test]
    fn leap_days_stand_in_leap_years_only() {
        assert!(Temporal::parse(Builtin::Date, "2000-02-29").is_some());
        assert!(Temporal::parse(Builtin::Date, "1900-02-29").is_none());
        assert!(Temporal::parse(Builtin::GMonthDay, "--02-29").is_some());
        assert!(Temporal::parse(Builtin::GMonthDay, "--02-30").is_none());
    }

    #[test]
    fn each_month_begins_when_the_one_before_ends() {
        for month in 0..12 * 801 {
            let of =
                |index: i64| (index.div_euclid(12) - 401, u8::try_from(index.rem_euclid(12) + 1).unwrap());
            let ((year, this), (next_year, next)) = (of(month), of(month + 1));
            let length = days_before(next_year, next) - days_before(year, this);
            assert_eq!(length, i64::from(days_in_month(year, this)), "{year}-{this}");
        }
    }

    #[test]
    fn texts_beside_the_lexical_space_are_refused() {
        for (kind, text) in [
            (Builtin::DateTime, "0000-01-01T00:00:00"),
            (Builtin::DateTime, "02000-01-01T00:00:00"),
            (Builtin::DateTime, "+2000-01-01T00:00:00"),
            (Builtin::DateTime, "2000-01-01T24:00:01"),
            (Builtin::DateTime, "2000-01-01T23:60:00"),
            (Builtin::DateTime, "2000-01-01T00:00:60"),
            (Builtin::DateTime, "2000-01-01T00:00:00."),
            (Builtin::DateTime, "2000-01-01 00:00:00"),
            (Builtin::DateTime, "2000-01-01T00:00:00+14:01"),
            (Builtin::DateTime, "2000-01-01T00:00:00z"),
            (Builtin::DateTime, "2000-13-01T00:00:00"),
            (Builtin::Date, "2000-04-31"),
            (Builtin::Date, "2000-01-0\u{0661}"),
            (Builtin::GDay, "---32"),
            (Builtin::GMonth, "--13"),
            (Builtin::GMonth, "--00"),
            (Builtin::GYear, "99"),
            (Builtin::GYearMonth, "2000-1"),
            (Builtin::Time, "1:00:00"),
        ] {
            assert_eq!(Temporal::parse(kind, text), None, "{text}");
        }
    }
}
