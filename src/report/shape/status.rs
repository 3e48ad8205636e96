//! The words of tools for what became of a test, as a table for each format.

use crate::model::Status;
use crate::report::Format;

type Table = &'static [(&'static str, Status)];

/// Element names and values of `status` and `result`. GoogleTest writes `notrun` and `suppressed`.
const JUNIT: Table = &[
    ("failure", Status::Failed),
    ("error", Status::Failed),
    ("failed", Status::Failed),
    ("fail", Status::Failed),
    ("errored", Status::Failed),
    ("broken", Status::Failed),
    ("skipped", Status::Skipped),
    ("ignored", Status::Skipped),
    ("notrun", Status::Skipped),
    ("suppressed", Status::Skipped),
    ("disabled", Status::Skipped),
    ("pending", Status::Skipped),
];

/// `outcome` (Visual Studio's `TestOutcome`).
const TRX: Table = &[
    ("Passed", Status::Passed),
    ("PassedButRunAborted", Status::Passed),
    ("Completed", Status::Passed),
    ("Warning", Status::Passed),
    ("Failed", Status::Failed),
    ("Error", Status::Failed),
    ("Timeout", Status::Failed),
    ("Aborted", Status::Failed),
    ("Disconnected", Status::Failed),
    ("Inconclusive", Status::Skipped),
    ("NotExecuted", Status::Skipped),
    ("NotRunnable", Status::Skipped),
    ("InProgress", Status::Planned),
    ("Pending", Status::Planned),
];

/// `result`. NUnit itself counts `NotRunnable` among the tests that were not run.
const NUNIT2: Table = &[
    ("Success", Status::Passed),
    ("Failure", Status::Failed),
    ("Error", Status::Failed),
    ("Cancelled", Status::Failed),
    ("Inconclusive", Status::Skipped),
    ("Ignored", Status::Skipped),
    ("Skipped", Status::Skipped),
    ("NotRunnable", Status::Skipped),
    ("NotRun", Status::Skipped),
];

/// `result`. A warning fails neither the test nor the run.
const NUNIT3: Table = &[
    ("Passed", Status::Passed),
    ("Warning", Status::Passed),
    ("Failed", Status::Failed),
    ("Inconclusive", Status::Skipped),
    ("Skipped", Status::Skipped),
];

/// `result`; `NotRun` since version 3.
const XUNIT: Table = &[
    ("Pass", Status::Passed),
    ("Fail", Status::Failed),
    ("Skip", Status::Skipped),
    ("NotRun", Status::Skipped),
];

/// `status`. A failure within the success percentage is one that TestNG forgives.
const TESTNG: Table = &[
    ("PASS", Status::Passed),
    ("SUCCESS_PERCENTAGE_FAILURE", Status::Passed),
    ("FAIL", Status::Failed),
    ("SKIP", Status::Skipped),
    ("STARTED", Status::Failed),
];

/// `status`; `NOT RUN` since version 4.
const ROBOT: Table = &[
    ("PASS", Status::Passed),
    ("FAIL", Status::Failed),
    ("SKIP", Status::Skipped),
    ("NOT RUN", Status::Skipped),
    ("NOT_RUN", Status::Skipped),
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
        Format::Trx => TRX,
        Format::NUnit2 => NUNIT2,
        Format::NUnit3 => NUNIT3,
        Format::Xunit => XUNIT,
        Format::TestNg => TESTNG,
        Format::Robot => ROBOT,
        Format::Octane | Format::Octane2015 | Format::Features => &[],
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
