//! When a run began.

use std::sync::Arc;

use super::Telling;
use super::options::{Starts, Zone};
use crate::diag::Diagnostic;
use crate::report::raw::{RawInstant, RawSuite};
use crate::report::scalar::{Timestamp, instant};

/// What is remembered from case to case of a report.
#[derive(Debug, Default)]
pub(super) struct Clock {
    has_told_zone: bool,
    /// The last timestamp that was read: all cases of a suite ask for the suite's.
    last: Option<(RawInstant, Timestamp)>,
    /// The suites around the last case that have a start, from the outside in, and how long their cases took so far.
    elapsed: Vec<(Arc<RawSuite>, i64)>,
}

impl Clock {
    /// The timestamp of the case itself, else of the suite around it, in milliseconds since 1970.
    pub(super) fn started(&mut self, duration: i64, telling: &mut Telling<'_>) -> Option<i64> {
        let raw = telling.raw;
        let own = raw.results.iter().find_map(|result| result.started.as_ref());
        let own = own.and_then(|written| self.read(written, None, telling));
        let around = raw.suite.as_ref().and_then(|suite| self.suite_start(suite, telling));
        if telling.options.times.starts == Starts::InSequence {
            let before = self.pass(raw.suite.as_ref(), duration);
            return own.or_else(|| around.map(|start| start + before));
        }
        own.or(around)
    }

    fn suite_start(&mut self, suite: &Arc<RawSuite>, telling: &mut Telling<'_>) -> Option<i64> {
        let suite = suite.chain().find(|suite| suite.started.is_some())?;
        self.read(suite.started.as_ref()?, Some(suite), telling)
    }

    fn read(
        &mut self,
        written: &RawInstant,
        suite: Option<&RawSuite>,
        telling: &mut Telling<'_>,
    ) -> Option<i64> {
        let RawInstant { text, at, .. } = written;
        let Some(read) = self.instant(written) else {
            unreadable(written, suite, telling);
            return None;
        };
        let Timestamp { millis, has_zone, is_sure } = read;
        if !is_sure {
            let message = format!("timestamp \"{text}\" is taken for seconds since 1970");
            telling.warn_once_a_suite("timestamp-guessed", "", message, text, at);
        }
        if !has_zone && !std::mem::replace(&mut self.has_told_zone, true) {
            telling.faults.push(without_zone(telling));
        }
        let distance = if has_zone { 0 } else { telling.options.times.zone.0.millis };
        Some(millis - distance)
    }

    fn instant(&mut self, written: &RawInstant) -> Option<Timestamp> {
        let RawInstant { text, unit, .. } = written;
        if let Some((last, read)) = &self.last
            && last.unit == *unit
            && last.text == *text
        {
            return Some(*read);
        }
        let read = instant(text, *unit).filter(|_| !text.trim().is_empty())?;
        self.last = Some((written.clone(), read));
        Some(read)
    }

    /// How long the cases before took in the innermost suite that has a start; counts this one.
    fn pass(&mut self, suite: Option<&Arc<RawSuite>>, duration: i64) -> i64 {
        let mut started: Vec<Arc<RawSuite>> = Vec::new();
        let mut current = suite;
        while let Some(suite) = current {
            started.extend(suite.started.is_some().then(|| Arc::clone(suite)));
            current = suite.parent.as_ref();
        }
        started.reverse();
        let same =
            self.elapsed.iter().zip(&started).take_while(|((old, _), new)| old.path == new.path).count();
        self.elapsed.truncate(same);
        self.elapsed.extend(started.drain(same..).map(|suite| (suite, 0)));
        let before = self.elapsed.last().map_or(0, |(_, elapsed)| *elapsed);
        self.elapsed.iter_mut().for_each(|(_, elapsed)| *elapsed = elapsed.saturating_add(duration.max(0)));
        before
    }
}

fn unreadable(written: &RawInstant, suite: Option<&RawSuite>, telling: &mut Telling<'_>) {
    let RawInstant { text, at, .. } = written;
    let message = format!("timestamp \"{text}\" is none that is known and is left out");
    match suite {
        Some(_) => telling.warn_once_a_suite("timestamp-unreadable", "", message, text, at),
        None => telling.warn("timestamp-unreadable", message, text, at),
    }
}

fn without_zone(telling: &Telling<'_>) -> Diagnostic {
    let zone = telling.options.times.zone;
    let message = format!("timestamps name no time zone and are taken for {zone}");
    let mut diagnostic = Diagnostic::info("timestamp-without-zone", message);
    diagnostic.place = telling.raw.place;
    let diagnostic = diagnostic.with_path(telling.raw.path.clone());
    if zone == Zone::default() {
        diagnostic.with_help("the option \"zone\" says where they were written")
    } else {
        diagnostic
    }
}
