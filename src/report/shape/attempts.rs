//! What the attempts of one case come to: one of them counts, and the others are told in the description.

use super::options::AttemptPolicy;
use super::{Refused, Telling, duration, status};
use crate::model::{RunError, Status};
use crate::report::raw::{RawFailure, RawResult};

/// Longest sentence that the note takes over from a failure of an attempt that does not count, in code points.
const LONGEST_REASON: usize = 200;

/// What became of a case.
pub(super) struct Outcome<'a> {
    pub(super) status: Status,
    /// In milliseconds; 0 where it is not known.
    pub(super) duration: i64,
    /// Why it failed.
    pub(super) error: Option<RunError>,
    /// Why it was skipped, or what else there is to say of a case that did not fail.
    pub(super) reason: Option<&'a str>,
    /// What became of the attempts, where there were several.
    pub(super) note: Option<String>,
}

pub(super) fn outcome<'a>(telling: &mut Telling<'a>) -> Result<Outcome<'a>, Refused> {
    let results = &telling.raw.results;
    let statuses: Vec<Status> =
        results.iter().map(|result| status::of(result, telling)).collect::<Result<_, _>>()?;
    let Some(counts) = counting(&statuses, telling.options.statuses.attempts) else {
        return Ok(Outcome { status: Status::Passed, duration: 0, error: None, reason: None, note: None });
    };
    let (result, status) = (&results[counts], statuses[counts]);
    Ok(Outcome {
        status,
        duration: duration::millis(result, telling),
        error: (status == Status::Failed).then(|| error(&result.failures)).flatten(),
        reason: result.failures.first().filter(|_| status != Status::Failed).and_then(reason),
        note: (results.len() > 1).then(|| note(results, &statuses, counts)),
    })
}

/// Index of the attempt that counts.
fn counting(statuses: &[Status], policy: AttemptPolicy) -> Option<usize> {
    let last = statuses.len().checked_sub(1)?;
    match policy {
        AttemptPolicy::Last => Some(last),
        AttemptPolicy::First => Some(0),
        AttemptPolicy::Worst => {
            let worst = statuses.iter().map(|status| status::badness(*status)).max()?;
            statuses.iter().position(|status| status::badness(*status) == worst)
        }
    }
}

/// The message, or where there is none the text.
fn reason(failure: &RawFailure) -> Option<&str> {
    let texts = [failure.message.as_deref(), Some(failure.stack.as_str())];
    // Node writes "true" for a test that is skipped without a reason.
    texts.into_iter().flatten().find(|text| !text.trim().is_empty() && *text != "true")
}

/// The first failure, with the others below its stack.
fn error(failures: &[RawFailure]) -> Option<RunError> {
    let (first, others) = failures.split_first()?;
    let texts = std::iter::once(first.stack.clone()).chain(others.iter().map(in_words));
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    Some(RunError { kind: first.kind.clone(), message: first.message.clone(), text: texts.join("\n\n") })
}

fn in_words(failure: &RawFailure) -> String {
    let RawFailure { kind, message, stack } = failure;
    let head: Vec<&str> = [kind, message].into_iter().flatten().map(String::as_str).collect();
    let lines = [head.join(": "), stack.clone()];
    lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// `3 attempts: Failed, Failed, Passed; number 3 counts`, and why the others failed.
fn note(results: &[RawResult], statuses: &[Status], counts: usize) -> String {
    let words: Vec<&str> = statuses.iter().map(|status| status.as_str()).collect();
    let head = format!("{} attempts: {}; number {} counts", results.len(), words.join(", "), counts + 1);
    let others = results.iter().enumerate().filter(|(index, _)| *index != counts);
    let reasons = others.filter_map(|(index, result)| {
        let reason = in_words(result.failures.first()?);
        let line: String = reason.lines().next()?.chars().take(LONGEST_REASON).collect();
        Some(format!("number {}: {line}", index + 1))
    });
    std::iter::once(head).chain(reasons).collect::<Vec<_>>().join("\n")
}
