//! What the attempts of one case come to.

use super::{Telling, status};
use crate::model::Status;
use crate::report::Format;
use crate::report::raw::{RawCase, RawDuration, RawFailure, RawResult};
use crate::report::scalar::{Millis, duration};

/// What became of a case.
pub(super) struct Outcome<'a> {
    pub(super) status: Status,
    /// In milliseconds; 0 where it is not known.
    pub(super) duration: i64,
    /// Why it failed.
    pub(super) failure: Option<&'a RawFailure>,
}

/// The outcome of the last attempt.
pub(super) fn outcome<'a>(format: Format, telling: &mut Telling<'a>) -> Outcome<'a> {
    let Some(last) = telling.raw.results.last() else {
        return Outcome { status: Status::Passed, duration: 0, failure: None };
    };
    Outcome {
        status: worst(format, last),
        duration: written_duration(telling.raw).map_or(0, |written| millis(written, telling)),
        failure: last.failures.first(),
    }
}

/// The duration of the last attempt that has one: not every tool says how long a repetition took.
fn written_duration(raw: &RawCase) -> Option<&RawDuration> {
    raw.results.iter().rev().find_map(|result| result.duration.as_ref())
}

fn worst(format: Format, result: &RawResult) -> Status {
    let statuses = result.words.iter().filter_map(|word| status::of(format, word));
    statuses.max_by_key(|status| status::badness(*status)).unwrap_or_default()
}

fn millis(written: &RawDuration, telling: &mut Telling<'_>) -> i64 {
    let RawDuration { text, unit, at } = written;
    if text.trim().is_empty() {
        return 0;
    }
    match duration(text, *unit) {
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
