//! The words of tools for what became of a test, as a table for each format.

use crate::model::Status;
use crate::report::Format;

type Table = &'static [(&'static str, Status)];

/// Element names and values of `status` and `result`. GoogleTest writes `notrun` and `suppressed`.
const JUNIT: Table = &[
    ("failure", Status::Failed),
    ("error", Status::Failed),
    ("failed", Status::Failed),
    ("broken", Status::Failed),
    ("skipped", Status::Skipped),
    ("ignored", Status::Skipped),
    ("notrun", Status::Skipped),
    ("suppressed", Status::Skipped),
    ("disabled", Status::Skipped),
    ("pending", Status::Skipped),
];

/// What the word means; none where it is not known. Case and white space around it do not count.
pub(super) fn of(format: Format, word: &str) -> Option<Status> {
    let word = word.trim();
    let known = table(format).iter().find(|(known, _)| known.eq_ignore_ascii_case(word));
    known.map(|&(_, status)| status)
}

fn table(format: Format) -> Table {
    match format {
        Format::Junit => JUNIT,
        Format::Octane => &[],
    }
}

/// How bad a status is, next to others.
pub(super) fn badness(status: Status) -> u8 {
    match status {
        Status::Passed => 0,
        Status::Planned => 1,
        Status::Skipped => 2,
        Status::Failed => 3,
    }
}
