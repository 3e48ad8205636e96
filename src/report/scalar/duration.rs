//! How long something took.

use super::number::{Number, number};
use crate::report::raw::Unit;

/// A text read as a number of milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Millis {
    /// As it stands; negative where it is written so.
    Exact(i64),
    /// One of two readings that the text allows.
    Guess(i64),
    /// Not a time.
    Unreadable,
}

/// A thousand years: anything longer is no duration, and less fits every type on the way.
const MAX_MILLIS: f64 = 31_557_600_000.0 * 1000.0;

/// Units that a text may name, longest first, in milliseconds.
const UNITS: [(&str, f64); 22] = [
    ("milliseconds", 1.0),
    ("millisecond", 1.0),
    ("seconds", 1e3),
    ("second", 1e3),
    ("minutes", 60_000.0),
    ("minute", 60_000.0),
    ("hours", 3_600_000.0),
    ("hour", 3_600_000.0),
    ("msec", 1.0),
    ("secs", 1e3),
    ("sec", 1e3),
    ("mins", 60_000.0),
    ("min", 60_000.0),
    ("ms", 1.0),
    ("us", 1e-3),
    ("\u{B5}s", 1e-3),
    ("\u{3BC}s", 1e-3),
    ("ns", 1e-6),
    ("h", 3_600_000.0),
    ("m", 60_000.0),
    ("s", 1e3),
    ("d", 86_400_000.0),
];

/// A duration in that unit, or in those that it names: `1.5`, `1,234.5`, `80.803us`, `1m 2.5s`, `00:01:02.5`, `PT1.5S`.
pub(in crate::report) fn duration(text: &str, unit: Unit) -> Millis {
    let text = text.trim();
    let read = if text.contains(':') {
        clock(text)
    } else if let Some(rest) = text.strip_prefix(['P', 'p']) {
        units(&rest.replace(['T', 't'], "").to_ascii_lowercase())
    } else {
        number(text)
            .map(|Number { value, is_sure }| Number { value: value * millis_of(unit), is_sure })
            .or_else(|| units(text))
    };
    read.map_or(Millis::Unreadable, round)
}

#[allow(clippy::cast_possible_truncation, reason = "far below 2^63, by MAX_MILLIS")]
fn round(Number { value, is_sure }: Number) -> Millis {
    match value.round() {
        millis if millis.abs() > MAX_MILLIS => Millis::Unreadable,
        millis if is_sure => Millis::Exact(millis as i64),
        millis => Millis::Guess(millis as i64),
    }
}

fn millis_of(unit: Unit) -> f64 {
    match unit {
        Unit::Seconds => 1e3,
        Unit::Milliseconds => 1.0,
        Unit::Nanoseconds => 1e-6,
    }
}

/// Numbers with their units, from large to small: `1m 2.5s`.
fn units(mut text: &str) -> Option<Number> {
    let mut sum = Number { value: 0.0, is_sure: true };
    let mut smallest = f64::INFINITY;
    while !text.is_empty() {
        let end = text.find(|c: char| c.is_alphabetic() && !c.is_numeric())?;
        let Number { value, is_sure } = number(text[..end].trim())?;
        let (name, factor) = UNITS.iter().find(|(name, _)| starts_with_unit(&text[end..], name))?;
        if *factor >= smallest {
            return None;
        }
        smallest = *factor;
        sum = Number { value: sum.value + value * factor, is_sure: sum.is_sure && is_sure };
        text = text[end + name.len()..].trim_start();
    }
    smallest.is_finite().then_some(sum)
}

fn starts_with_unit(text: &str, name: &str) -> bool {
    let rest = text.strip_prefix(name);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// `hours:minutes:seconds`, with days and a point before it in .NET (`1.02:03:04.5`); `minutes:seconds` is a guess.
fn clock(text: &str) -> Option<Number> {
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let fields: Vec<&str> = text.split(':').collect();
    let (days, hours, minutes, seconds) = match fields[..] {
        [hours, minutes, seconds] => match hours.split_once('.') {
            Some((days, hours)) => (days, hours, minutes, seconds),
            None => ("0", hours, minutes, seconds),
        },
        [minutes, seconds] => ("0", "0", minutes, seconds),
        _ => return None,
    };
    let whole = |field: &str| field.parse::<u16>().ok().map(f64::from);
    let seconds = number(seconds).filter(|number| (0.0..61.0).contains(&number.value))?.value;
    let total = ((whole(days)? * 24.0 + whole(hours)?) * 60.0 + whole(minutes)?) * 60.0 + seconds;
    Some(Number { value: sign * total * 1e3, is_sure: fields.len() == 3 })
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
            ("0.", Millis::Exact(0)),
            (".25", Millis::Exact(250)),
            ("1,234.5", Millis::Exact(1_234_500)),
            ("14,029.255", Millis::Exact(14_029_255)),
            ("1.234,5", Millis::Exact(1_234_500)),
            ("1.234.567,5", Millis::Exact(1_234_567_500)),
            ("0,03", Millis::Exact(30)),
            ("0,030", Millis::Exact(30)),
            ("1,234,567", Millis::Exact(1_234_567_000)),
            ("1 234,5", Millis::Exact(1_234_500)),
            ("1\u{202F}234,5", Millis::Exact(1_234_500)),
            ("1'234.5", Millis::Exact(1_234_500)),
            ("\u{661}\u{66B}\u{665}", Millis::Exact(1500)),
            ("1,234", Millis::Guess(1_234_000)),
            ("1.5s", Millis::Exact(1500)),
            ("1.5 sec", Millis::Exact(1500)),
            ("80.803us", Millis::Exact(0)),
            ("80803\u{B5}s", Millis::Exact(81)),
            ("12 ms", Millis::Exact(12)),
            ("1m2.5s", Millis::Exact(62_500)),
            ("1h 2m 3s", Millis::Exact(3_723_000)),
            ("2 minutes", Millis::Exact(120_000)),
            ("1e-3", Millis::Exact(1)),
            ("4.50611114501953e-05", Millis::Exact(0)),
            ("-1", Millis::Exact(-1000)),
            ("00:01:02.5", Millis::Exact(62_500)),
            ("00:00:00.0451234", Millis::Exact(45)),
            ("1.02:03:04", Millis::Exact(93_784_000)),
            ("01:30", Millis::Guess(90_000)),
            ("PT1.5S", Millis::Exact(1500)),
            ("PT1M2S", Millis::Exact(62_000)),
            ("", Millis::Unreadable),
            ("NaN", Millis::Unreadable),
            ("inf", Millis::Unreadable),
            ("abc", Millis::Unreadable),
            ("1e300", Millis::Unreadable),
            ("1 apple", Millis::Unreadable),
            ("3s 2m", Millis::Unreadable),
            ("1:2:3:4", Millis::Unreadable),
            ("P", Millis::Unreadable),
        ] {
            assert_eq!(duration(text, Unit::Seconds), expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_without_a_unit_count_in_that_of_the_format() {
        for (unit, expected) in
            [(Unit::Seconds, 1_500_000), (Unit::Milliseconds, 1500), (Unit::Nanoseconds, 0)]
        {
            assert_eq!(duration("1500", unit), Millis::Exact(expected), "{unit:?}");
            assert_eq!(duration("2s", unit), Millis::Exact(2000), "{unit:?}");
        }
    }
}
