//! When something was.

use super::calendar::{days, month};
use super::{Millis, duration};
use crate::report::raw::Unit;

/// A time zone as a fixed distance from UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::report) struct Offset {
    /// Positive to the east.
    pub(in crate::report) millis: i64,
}

/// A point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct Timestamp {
    /// Milliseconds since 1970-01-01T00:00:00Z; where the text names no zone, as if it were UTC.
    pub(in crate::report) millis: i64,
    /// Whether the text names its zone.
    pub(in crate::report) has_zone: bool,
    /// Whether the text allows no other reading.
    pub(in crate::report) is_sure: bool,
}

/// 1980-01-01T00:00:00Z: no test ran before, so a smaller number counts something else.
const EARLIEST: i64 = 315_532_800_000;

/// 2200-01-01T00:00:00Z.
const LATEST: i64 = 7_258_118_400_000;

/// A timestamp in words, or a number since 1970-01-01T00:00:00Z. A number that would lie before 1980 is tried as one of
/// seconds, as a guess.
pub(in crate::report) fn instant(text: &str, unit: Unit) -> Option<Timestamp> {
    if let Some(timestamp) = timestamp(text) {
        return Some(timestamp);
    }
    let plausible = |unit, is_sure| match duration(text, unit) {
        Millis::Exact(millis) if (EARLIEST..LATEST).contains(&millis) => {
            Some(Timestamp { millis, has_zone: true, is_sure })
        }
        _ => None,
    };
    plausible(unit, true).or_else(|| plausible(Unit::Seconds, false))
}

/// A date and a time in one of the forms that tools write.
fn timestamp(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let (day, rest) = year_first(text).or_else(|| month_by_name(text))?;
    let (time, zone) = split_zone(rest);
    let millis = day * 86_400_000 + clock(time)?;
    match zone {
        None => Some(Timestamp { millis, has_zone: false, is_sure: true }),
        Some(zone) => {
            let millis = millis - Offset::parse(zone)?.millis;
            Some(Timestamp { millis, has_zone: true, is_sure: true })
        }
    }
}

/// ISO 8601 and its kin: `2024-02-29T12:34:56`, `2024/02/29 12:34:56`, `20240229 12:34:56`.
fn year_first(text: &str) -> Option<(i64, &str)> {
    let (date, rest) = text.split_once(['T', 't', ' '])?;
    let day = if date.len() == 8 && date.is_ascii() {
        days(digits(&date[..4], 4)?, digits(&date[4..6], 2)?, digits(&date[6..], 2)?)
    } else {
        let mut fields = date.split(['-', '/', '.']);
        let date = (digits(fields.next()?, 4)?, digits(fields.next()?, 2)?, digits(fields.next()?, 2)?);
        if fields.next().is_some() { None } else { days(date.0, date.1, date.2) }
    };
    Some((day?, rest))
}

/// `Thu, 29 Feb 2024 12:34:56 GMT`, `Thu Feb 29 2024 12:34:56 GMT+0100 (CET)`, `Feb 29, 2024 12:34:56`.
fn month_by_name(text: &str) -> Option<(i64, &str)> {
    let mut rest = text;
    let (mut named, mut numbers) = (None, Vec::new());
    while numbers.len() < 2 || named.is_none() {
        let (word, after) = rest.trim_start().split_once(' ')?;
        rest = after;
        let word = word.trim_end_matches(',');
        match word.parse::<i64>() {
            Ok(number) => numbers.push(number),
            Err(_) if named.is_none() => named = month(word),
            Err(_) => return None,
        }
    }
    let [day, year] = numbers[..] else { return None };
    Some((days(year, named?, day)?, rest))
}

/// The time, and the zone behind it: an offset, `Z`, `UTC` or `GMT`, also before an offset; a name in brackets is left out.
fn split_zone(text: &str) -> (&str, Option<&str>) {
    let text = text.split_once('(').map_or(text, |(before, _)| before).trim();
    match text.find(|c: char| c.is_ascii_alphabetic() || matches!(c, '+' | '-')) {
        Some(at) => (text[..at].trim_end(), Some(&text[at..])),
        None => (text, None),
    }
}

/// Milliseconds since midnight, to the millisecond below.
fn clock(time: &str) -> Option<i64> {
    let (time, fraction) = time.split_once(['.', ',']).unwrap_or((time, ""));
    let packed = [time.get(..2), time.get(2..4), time.get(4..)];
    let fields: Vec<&str> = match packed {
        [Some(hour), Some(minute), Some(second)] if time.len() == 6 => vec![hour, minute, second],
        _ => time.split(':').collect(),
    };
    let (hour, minute) = (digits(fields.first()?, 2)?, digits(fields.get(1)?, 2)?);
    let second = fields.get(2).map_or(Some(0), |second| digits(second, 2))?;
    let is_clock = fields.len() <= 3 && hour <= 24 && minute < 60 && second <= 60;
    let millis: String = fraction.chars().chain("000".chars()).take(3).collect();
    is_clock.then_some(((hour * 60 + minute) * 60 + second) * 1000 + digits(&millis, 3)?)
}

impl Offset {
    /// `Z`, `UTC`, `GMT`, `+02`, `+0200`, `+02:00`, `UTC+2`.
    pub(in crate::report) fn parse(zone: &str) -> Option<Self> {
        let zone = zone.trim();
        let upper = zone.to_ascii_uppercase();
        let rest = ["UTC", "GMT", "Z"].into_iter().find_map(|name| upper.strip_prefix(name));
        let offset = rest.unwrap_or(&upper).trim();
        match offset.as_bytes().first() {
            None if rest.is_some() => Some(Self { millis: 0 }),
            Some(b'+') => distance(&offset[1..]).map(|millis| Self { millis }),
            Some(b'-') => distance(&offset[1..]).map(|millis| Self { millis: -millis }),
            _ => None,
        }
    }
}

fn distance(text: &str) -> Option<i64> {
    let plain = text.replace(':', "");
    let (hours, minutes) = match plain.len() {
        1 | 2 => (plain.as_str(), "00"),
        4 => plain.split_at_checked(2)?,
        _ => return None,
    };
    let (hours, minutes) = (digits(hours, hours.len())?, digits(minutes, 2)?);
    (hours <= 14 && minutes < 60).then_some((hours * 60 + minutes) * 60_000)
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<i64> {
    let is_number = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_read_with_and_without_a_zone() {
        let with = |millis| Some(Timestamp { millis, has_zone: true, is_sure: true });
        let without = |millis| Some(Timestamp { millis, has_zone: false, is_sure: true });
        let guess = |millis| Some(Timestamp { millis, has_zone: true, is_sure: false });
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", with(0)),
            ("2024-02-29T12:34:56.789Z", with(1_709_210_096_789)),
            ("2024-02-29T12:34:56.7891234Z", with(1_709_210_096_789)),
            ("2024-02-29 12:34:56", without(1_709_210_096_000)),
            ("2024/02/29 12:34:56", without(1_709_210_096_000)),
            ("2024-02-29T12:34:56.7", without(1_709_210_096_700)),
            ("2024-02-29T12:34", without(1_709_210_040_000)),
            ("20240229 12:34:56.789", without(1_709_210_096_789)),
            ("20240229T123456Z", with(1_709_210_096_000)),
            ("2024-02-29T14:34:56+02:00", with(1_709_210_096_000)),
            ("2024-02-29T14:34:56 +0200", with(1_709_210_096_000)),
            ("2024-02-29T12:34:56 UTC", with(1_709_210_096_000)),
            ("Thu, 29 Feb 2024 12:34:56 GMT", with(1_709_210_096_000)),
            ("Thu Feb 29 2024 13:34:56 GMT+0100 (Central European Standard Time)", with(1_709_210_096_000)),
            ("Feb 29, 2024 12:34:56", without(1_709_210_096_000)),
            ("1969-12-31T23:59:59Z", with(-1000)),
            ("1709210096789", with(1_709_210_096_789)),
            ("1709210096", guess(1_709_210_096_000)),
            ("1709210096.789", guess(1_709_210_096_789)),
            ("2024-02-29", None),
            ("2023-02-29T00:00:00", None),
            ("29.02.2024 12:00", None),
            ("2/29/2024 12:00", None),
            ("2024-13-01T00:00:00", None),
            ("2024-01-01T25:00:00", None),
            ("7.045", None),
            ("22\u{FFFD}Nov 12:34:56", None),
            ("", None),
        ] {
            assert_eq!(instant(text, Unit::Milliseconds), expected, "{text:?}");
        }
    }

    #[test]
    fn zones_are_fixed_offsets() {
        for (zone, minutes) in [
            ("UTC", Some(0)),
            ("z", Some(0)),
            ("+02:00", Some(120)),
            ("-0530", Some(-330)),
            ("UTC+2", Some(120)),
            ("GMT-03:00", Some(-180)),
            ("+15:00", None),
            ("CET", None),
            ("Europe/Berlin", None),
            ("", None),
        ] {
            let expected = minutes.map(|minutes| Offset { millis: minutes * 60_000 });
            assert_eq!(Offset::parse(zone), expected, "{zone:?}");
        }
    }
}
