//! Numbers and times as test tools write them.

use super::raw::Unit;

/// A text read as a number of milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Millis {
    /// As it stands.
    Exact(i64),
    /// One of two readings that the text allows, or cut to what makes sense.
    Guess(i64),
    /// Not a time.
    Unreadable,
}

/// A duration in that unit, or with one of its own (`1.5s`, `80.803us`); white space does not count.
///
/// Comma and point: where both stand, the last one is the decimal sign (`1,234.5`, `1.234,5`). A single comma is the
/// decimal sign (`0,03`) unless exactly three digits follow one to three others that do not begin with 0 (`1,234`):
/// then it is taken for a thousands sign, which is a guess. Negative durations are 0, as a guess.
pub(super) fn duration(text: &str, default: Unit) -> Millis {
    let text = text.trim();
    let (number, factor) = own_unit(text).unwrap_or((text, millis_of(default)));
    let (plain, is_sure) = without_separators(number);
    match plain.parse::<f64>() {
        Ok(value) if value.is_finite() && value.abs() < MAX_SECONDS => round(value * factor, is_sure),
        _ => Millis::Unreadable,
    }
}

/// A thousand years: anything longer is no duration, and less fits every type on the way.
const MAX_SECONDS: f64 = 31_557_600_000.0 * 1000.0;

#[allow(clippy::cast_possible_truncation, reason = "far below 2^63, by MAX_SECONDS")]
fn round(millis: f64, is_sure: bool) -> Millis {
    match millis.round() as i64 {
        negative if negative < 0 => Millis::Guess(0),
        millis if is_sure => Millis::Exact(millis),
        millis => Millis::Guess(millis),
    }
}

/// How many milliseconds one is.
fn millis_of(unit: Unit) -> f64 {
    match unit {
        Unit::Seconds => 1e3,
        Unit::Milliseconds => 1.0,
        Unit::Microseconds => 1e-3,
        Unit::Nanoseconds => 1e-6,
    }
}

/// The number before a unit, and how many milliseconds one of it is.
fn own_unit(text: &str) -> Option<(&str, f64)> {
    const UNITS: [(&str, f64); 7] = [
        ("ms", 1.0),
        ("us", 1e-3),
        ("\u{B5}s", 1e-3),
        ("\u{3BC}s", 1e-3),
        ("ns", 1e-6),
        ("min", 60_000.0),
        ("s", 1e3),
    ];
    UNITS.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?.trim_end(), *factor)))
}

/// The number with a point as its decimal sign and no thousands signs, and whether that is sure.
fn without_separators(number: &str) -> (String, bool) {
    let (comma, point) = (number.rfind(','), number.rfind('.'));
    match (comma, point) {
        (None, _) => (number.to_owned(), true),
        (Some(comma), Some(point)) if comma < point => (number.replace(',', ""), true),
        (Some(_), Some(_)) => (number.replace('.', "").replace(',', "."), true),
        (Some(comma), None) if number.find(',') == Some(comma) => single_comma(number, comma),
        (Some(_), None) => (number.replace(',', ""), true),
    }
}

fn single_comma(number: &str, comma: usize) -> (String, bool) {
    let (before, after) = (number[..comma].trim_start_matches('-'), &number[comma + 1..]);
    let is_thousands = after.len() == 3 && matches!(before.len(), 1..=3) && !before.starts_with('0');
    if is_thousands { (number.replace(',', ""), false) } else { (number.replace(',', "."), true) }
}

/// A point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Timestamp {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub(super) millis: i64,
    /// Whether the text names its zone; without one it is taken for UTC.
    pub(super) has_zone: bool,
}

/// A timestamp in words, or a number since 1970-01-01T00:00:00Z.
pub(super) fn instant(text: &str, unit: Unit) -> Option<Timestamp> {
    if let Some(timestamp) = timestamp(text) {
        return Some(timestamp);
    }
    match duration(text, unit) {
        Millis::Exact(millis) => Some(Timestamp { millis, has_zone: true }),
        Millis::Guess(_) | Millis::Unreadable => None,
    }
}

/// A timestamp of ISO 8601 as reports have it: date, `T` or a space, time, fraction, zone, the last two optional.
fn timestamp(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let (date, rest) = text.split_once(['T', 't', ' '])?;
    let mut fields = date.split('-');
    let (year, month, day) =
        (number(fields.next()?, 4)?, number(fields.next()?, 2)?, number(fields.next()?, 2)?);
    if fields.next().is_some() || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (time, zone) = split_zone(rest);
    let millis = days(year, month, day) * 86_400_000 + clock(time)?;
    match zone {
        None => Some(Timestamp { millis, has_zone: false }),
        Some(zone) => Some(Timestamp { millis: millis - offset(zone)?, has_zone: true }),
    }
}

fn split_zone(text: &str) -> (&str, Option<&str>) {
    let text = text.trim_end();
    match text.find(['Z', 'z', '+', '-']) {
        Some(at) => (text[..at].trim_end(), Some(&text[at..])),
        None => (text, None),
    }
}

/// Milliseconds since midnight.
fn clock(time: &str) -> Option<i64> {
    let (time, fraction) = time.split_once(['.', ',']).unwrap_or((time, ""));
    let mut fields = time.split(':');
    let (hour, minute) = (number(fields.next()?, 2)?, number(fields.next()?, 2)?);
    let second = fields.next().map_or(Some(0), |second| number(second, 2))?;
    let is_clock = fields.next().is_none() && hour <= 24 && minute < 60 && second <= 60;
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    is_clock.then_some(((hour * 60 + minute) * 60 + second) * 1000 + number(&digits, 3)?)
}

/// `Z`, `+02`, `+0200` or `+02:00`, in milliseconds.
fn offset(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits = zone[1..].replace(':', "");
    let (hours, minutes) =
        if digits.len() == 2 { (digits.as_str(), "00") } else { digits.split_at_checked(2)? };
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60_000)
}

/// A number of exactly so many digits.
fn number(text: &str, digits: usize) -> Option<i64> {
    let is_number = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Days from 1970-01-01 to a day of the Gregorian calendar: years begin in March, so that leap days come last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_tools_write_them() {
        for (text, expected) in [
            ("0.5", Millis::Exact(500)),
            (" 1.2345 ", Millis::Exact(1235)),
            ("12", Millis::Exact(12_000)),
            ("1,234.5", Millis::Exact(1_234_500)),
            ("14,029.255", Millis::Exact(14_029_255)),
            ("1.234,5", Millis::Exact(1_234_500)),
            ("0,03", Millis::Exact(30)),
            ("0,030", Millis::Exact(30)),
            ("1,234,567", Millis::Exact(1_234_567_000)),
            ("1,234", Millis::Guess(1_234_000)),
            ("1.5s", Millis::Exact(1500)),
            ("80.803us", Millis::Exact(0)),
            ("12 ms", Millis::Exact(12)),
            ("1e-3", Millis::Exact(1)),
            ("-1", Millis::Guess(0)),
            ("", Millis::Unreadable),
            ("NaN", Millis::Unreadable),
            ("inf", Millis::Unreadable),
            ("abc", Millis::Unreadable),
            ("1e300", Millis::Unreadable),
        ] {
            assert_eq!(duration(text, Unit::Seconds), expected, "{text:?}");
        }
    }

    #[test]
    fn timestamps_are_read_with_and_without_a_zone() {
        let with = |millis| Some(Timestamp { millis, has_zone: true });
        let without = |millis| Some(Timestamp { millis, has_zone: false });
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", with(0)),
            ("2024-02-29T12:34:56.789Z", with(1_709_210_096_789)),
            ("2024-02-29 12:34:56", without(1_709_210_096_000)),
            ("2024-02-29T12:34:56.7", without(1_709_210_096_700)),
            ("2024-02-29T14:34:56+02:00", with(1_709_210_096_000)),
            ("2024-02-29T14:34:56 +0200", with(1_709_210_096_000)),
            ("1969-12-31T23:59:59Z", with(-1000)),
            ("2024-02-29", None),
            ("29.02.2024 12:00", None),
            ("2024-13-01T00:00:00", None),
            ("2024-01-01T25:00:00", None),
            ("", None),
        ] {
            assert_eq!(timestamp(text), expected, "{text:?}");
        }
    }
}
