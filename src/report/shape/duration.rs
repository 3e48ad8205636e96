//! How long a run took.

use super::Telling;
use super::options::DurationUnit;
use crate::report::raw::{RawDuration, RawResult, Unit};
use crate::report::scalar::{Millis, duration};

/// The duration of an attempt, or where the tool does not say, of another; in milliseconds, 0 where none is known.
pub(super) fn millis(result: &RawResult, telling: &mut Telling<'_>) -> i64 {
    let others = telling.raw.results.iter().rev().filter_map(|result| result.duration.as_ref());
    let written = result.duration.iter().chain(others).find(|written| !written.text.trim().is_empty());
    written.map_or(0, |written| read(written, telling))
}

fn read(written: &RawDuration, telling: &mut Telling<'_>) -> i64 {
    let RawDuration { text, at, .. } = written;
    let unit = unit(written, telling);
    match duration(text, unit) {
        Millis::Exact(millis) => millis,
        Millis::Guess(millis) => {
            telling.warn("time-guessed", format!("time \"{text}\" is taken for {millis} ms"), text, at);
            millis
        }
        Millis::Unreadable => {
            let message = format!("time \"{text}\" is no duration and is taken for 0");
            telling.warn("time-unreadable", message, text, at);
            0
        }
    }
}

/// The unit of the format, as the options have it.
fn unit(written: &RawDuration, telling: &mut Telling<'_>) -> Unit {
    match (written.unit, telling.options.times.unit) {
        (Unit::Seconds, DurationUnit::Milliseconds) => Unit::Milliseconds,
        (Unit::Seconds, DurationUnit::Auto) if is_longer_than_suite(written, telling) => {
            let RawDuration { text, at, .. } = written;
            let message =
                format!("time \"{text}\" is longer than the whole suite and is taken for milliseconds");
            telling.warn_once_a_suite("time-unit-guessed", "", message, text, at);
            Unit::Milliseconds
        }
        (unit, _) => unit,
    }
}

/// Whether a whole number is longer than the innermost suite that has a duration, and would not be as milliseconds: no case
/// takes longer than its suite, so the tool has written milliseconds where seconds belong.
fn is_longer_than_suite(written: &RawDuration, telling: &Telling<'_>) -> bool {
    let is_whole = written.text.trim().bytes().all(|byte| byte.is_ascii_digit());
    let suites = telling.raw.suite.iter().filter(|_| is_whole).flat_map(|suite| suite.chain());
    let suite =
        suites.filter_map(|suite| suite.duration.as_ref()).find(|whole| !whole.text.trim().is_empty());
    let exact = |written: &RawDuration, unit| match duration(&written.text, unit) {
        Millis::Exact(millis) => Some(millis),
        Millis::Guess(_) | Millis::Unreadable => None,
    };
    let read = suite.and_then(|suite| {
        Some((exact(suite, suite.unit)?, exact(written, Unit::Seconds)?, exact(written, Unit::Milliseconds)?))
    });
    // Tools round: a case of 1 s in a suite of 0.9 s is no case of 1 ms.
    read.is_some_and(|(suite, seconds, millis)| suite > 0 && seconds > suite + 1000 && millis <= suite)
}
