//! When a run began.

use super::Telling;
use crate::diag::Diagnostic;
use crate::report::raw::RawInstant;
use crate::report::scalar::{Timestamp, instant};

/// The timestamp of the case itself, else of the suite around it, in milliseconds since 1970.
pub(super) fn started(telling: &mut Telling<'_>, has_told_zone: &mut bool) -> Option<i64> {
    let raw = telling.raw;
    let read = |written: &RawInstant| instant(&written.text, written.unit);
    let own = raw.results.iter().find_map(|result| result.started.as_ref()).and_then(read);
    let around = || {
        let suite = raw.suite.as_ref()?;
        suite.chain().filter_map(|suite| suite.started.as_ref()).find_map(read)
    };
    let Timestamp { millis, has_zone } = own.or_else(around)?;
    if !has_zone && !std::mem::replace(has_told_zone, true) {
        telling.faults.push(guessed_zone(telling));
    }
    Some(millis)
}

fn guessed_zone(telling: &Telling<'_>) -> Diagnostic {
    let message = "timestamps name no time zone and are taken for UTC";
    let mut diagnostic = Diagnostic::info("timestamp-without-zone", message);
    diagnostic.place = telling.raw.place;
    diagnostic.with_path(telling.raw.path.clone())
}
