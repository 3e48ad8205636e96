//! The words of tools for what became of a test, as a table for each format.

use super::options::Unknown;
use super::{Refused, Telling};
use crate::diag::Diagnostic;
use crate::model::Status;
use crate::report::Format;
use crate::report::raw::RawResult;

/// Words, and what words that are not among them mean.
struct Table {
    words: &'static [(&'static str, Status)],
    others: Status,
}

use Status::{Failed, Passed, Skipped};

/// Names of the children that tell what became of a case, and values of `status` and `result`. A case without any of them
/// has passed, whatever word an attribute has for it: so do Ant and Surefire read their own files.
const JUNIT: Table = Table {
    words: &[
        ("failure", Failed),
        ("error", Failed),
        ("failed", Failed),
        ("fail", Failed),
        ("errored", Failed),
        ("broken", Failed),
        ("aborted", Failed),
        ("timeout", Failed),
        ("timedout", Failed),
        ("skipped", Skipped),
        ("skip", Skipped),
        ("ignored", Skipped),
        ("notrun", Skipped),
        ("not run", Skipped),
        ("suppressed", Skipped),
        ("disabled", Skipped),
        ("pending", Skipped),
        ("inconclusive", Skipped),
        ("passed", Passed),
        ("pass", Passed),
        ("success", Passed),
        ("successful", Passed),
        ("ok", Passed),
        ("run", Passed),
        ("completed", Passed),
        ("executed", Passed),
        ("fixed", Passed),
    ],
    others: Passed,
};

/// `outcome` (Visual Studio's `TestOutcome`).
const TRX: Table = Table {
    words: &[
        ("Passed", Passed),
        ("PassedButRunAborted", Passed),
        ("Completed", Passed),
        ("Warning", Passed),
        ("Failed", Failed),
        ("Error", Failed),
        ("Timeout", Failed),
        ("Aborted", Failed),
        ("Disconnected", Failed),
        ("NotRunnable", Failed),
        ("Inconclusive", Skipped),
        ("NotExecuted", Skipped),
        ("InProgress", Status::Planned),
        ("Pending", Status::Planned),
    ],
    others: Skipped,
};

/// `result`. What cannot be run is a fault of the test, as NUnit 3 says outright. An inconclusive test fails neither its
/// suite nor the run, and Jenkins counts it as passed.
const NUNIT2: Table = Table {
    words: &[
        ("Success", Passed),
        ("Inconclusive", Passed),
        ("Failure", Failed),
        ("Error", Failed),
        ("Cancelled", Failed),
        ("NotRunnable", Failed),
        ("Ignored", Skipped),
        ("Skipped", Skipped),
        ("NotRun", Skipped),
    ],
    others: Skipped,
};

/// `result`. A warning fails neither the test nor the run.
const NUNIT3: Table = Table {
    words: &[
        ("Passed", Passed),
        ("Warning", Passed),
        ("Failed", Failed),
        ("Inconclusive", Skipped),
        ("Skipped", Skipped),
    ],
    others: Skipped,
};

/// `result`; `NotRun` since version 3.
const XUNIT: Table = Table {
    words: &[("Pass", Passed), ("Fail", Failed), ("Skip", Skipped), ("NotRun", Skipped)],
    others: Skipped,
};

/// `status`. A failure within the success percentage is one that TestNG forgives.
const TESTNG: Table = Table {
    words: &[
        ("PASS", Passed),
        ("SUCCESS_PERCENTAGE_FAILURE", Passed),
        ("FAIL", Failed),
        ("SKIP", Skipped),
        ("STARTED", Failed),
    ],
    others: Skipped,
};

/// `status`; `NOT RUN` since version 4.
const ROBOT: Table = Table {
    words: &[
        ("PASS", Passed),
        ("FAIL", Failed),
        ("SKIP", Skipped),
        ("NOT RUN", Skipped),
        ("NOT_RUN", Skipped),
    ],
    others: Skipped,
};

/// `results.tests[].status`, and words that tools keep in `rawStatus`.
const CTRF: Table = Table {
    words: &[
        ("passed", Passed),
        ("failed", Failed),
        ("timedOut", Failed),
        ("error", Failed),
        ("broken", Failed),
        ("interrupted", Skipped),
        ("skipped", Skipped),
        ("pending", Skipped),
        ("todo", Skipped),
        ("disabled", Skipped),
        ("ignored", Skipped),
    ],
    others: Skipped,
};

/// How an attempt compares with what was expected of it, and the status of a test without attempts.
const PLAYWRIGHT: Table = Table {
    words: &[
        ("expected", Passed),
        ("flaky", Passed),
        ("unexpected", Failed),
        ("interrupted", Skipped),
        ("skipped", Skipped),
    ],
    others: Skipped,
};

/// `status` of a case; `focused` is what Jest says of a case that ran because others were shut out.
const JEST: Table = Table {
    words: &[
        ("passed", Passed),
        ("focused", Passed),
        ("failed", Failed),
        ("pending", Skipped),
        ("skipped", Skipped),
        ("todo", Skipped),
        ("disabled", Skipped),
    ],
    others: Skipped,
};

/// The lists that a test stands in.
const MOCHA: Table =
    Table { words: &[("passed", Passed), ("failed", Failed), ("pending", Skipped)], others: Skipped };

/// `broken` is an error in the test, `failed` in what it tests.
const ALLURE: Table = Table {
    words: &[("passed", Passed), ("failed", Failed), ("broken", Failed), ("skipped", Skipped)],
    others: Skipped,
};

/// `Action` that ends a test.
const GO_TEST: Table = Table {
    words: &[("pass", Passed), ("bench", Passed), ("fail", Failed), ("skip", Skipped)],
    others: Skipped,
};

/// `result` of a test, and `skipped`.
const DART: Table = Table {
    words: &[("success", Passed), ("failure", Failed), ("error", Failed), ("skipped", Skipped)],
    others: Skipped,
};

/// `pending` is also what became of an example that was skipped.
const RSPEC: Table =
    Table { words: &[("passed", Passed), ("failed", Failed), ("pending", Skipped)], others: Skipped };

/// A test that is still to do does not count, whatever becomes of it.
const TAP: Table = Table {
    words: &[("ok", Passed), ("not ok", Failed), ("skip", Skipped), ("todo", Skipped)],
    others: Skipped,
};

/// Octane's own runs have Octane's words, and are not read here.
const OCTANE: Table = Table { words: &[], others: Skipped };

fn table(format: Format) -> &'static Table {
    match format {
        Format::Junit => &JUNIT,
        Format::Trx => &TRX,
        Format::NUnit2 => &NUNIT2,
        Format::NUnit3 => &NUNIT3,
        Format::Xunit => &XUNIT,
        Format::TestNg => &TESTNG,
        Format::Robot => &ROBOT,
        Format::Ctrf => &CTRF,
        Format::Playwright => &PLAYWRIGHT,
        Format::Jest => &JEST,
        Format::Mocha => &MOCHA,
        Format::Allure => &ALLURE,
        Format::GoTest => &GO_TEST,
        Format::Dart => &DART,
        Format::Rspec => &RSPEC,
        Format::Tap => &TAP,
        Format::Octane | Format::Octane2015 | Format::Features | Format::Cucumber => &OCTANE,
    }
}

/// The worst of what the words of an attempt mean; passed, where there are none.
pub(super) fn of(result: &RawResult, telling: &mut Telling<'_>) -> Result<Status, Refused> {
    let mut worst = Passed;
    for word in result.words.iter().filter(|word| !word.trim().is_empty()) {
        let status = meaning(word, telling)?;
        worst = if badness(status) > badness(worst) { status } else { worst };
    }
    Ok(worst)
}

/// Case and white space around the word do not count.
fn meaning(word: &str, telling: &mut Telling<'_>) -> Result<Status, Refused> {
    let trimmed = word.trim();
    let table = table(telling.format);
    let given = telling.options.statuses.words.iter().find(|(given, _)| given.eq_ignore_ascii_case(trimmed));
    let known = || table.words.iter().find(|(known, _)| known.eq_ignore_ascii_case(trimmed));
    match given.map(|(_, status)| *status).or_else(|| known().map(|(_, status)| *status)) {
        Some(status) => Ok(status),
        None => unknown(word, table.others, telling),
    }
}

fn unknown(word: &str, others: Status, telling: &mut Telling<'_>) -> Result<Status, Refused> {
    match telling.options.statuses.unknown {
        Some(Unknown::Refuse) => {
            let message = format!("the test case is left out, because its status \"{word}\" is not known");
            let diagnostic = Diagnostic::error("status-unknown", message).with_found(word);
            Err(Refused(Box::new(telling.at(diagnostic, ""))))
        }
        given => {
            let status = if let Some(Unknown::Status(status)) = given { status } else { others };
            let message = format!("status \"{word}\" is not known and is taken for {}", status.as_str());
            telling.warn("status-unknown", message, word, "");
            Ok(status)
        }
    }
}

/// How bad a status is, next to others.
pub(super) fn badness(status: Status) -> u8 {
    match status {
        Passed => 0,
        Status::Planned => 1,
        Skipped => 2,
        Failed => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::raw::RawCase;
    use crate::report::shape::CaseOptions;

    #[test]
    fn no_table_gives_a_word_two_meanings() {
        let tables = [
            &JUNIT,
            &TRX,
            &NUNIT2,
            &NUNIT3,
            &XUNIT,
            &TESTNG,
            &ROBOT,
            &CTRF,
            &PLAYWRIGHT,
            &JEST,
            &MOCHA,
            &ALLURE,
            &GO_TEST,
            &DART,
            &RSPEC,
            &TAP,
        ];
        for Table { words, .. } in tables {
            for (index, (word, _)) in words.iter().enumerate() {
                let again = words[..index].iter().find(|(other, _)| other.eq_ignore_ascii_case(word));
                assert_eq!(again, None, "{word:?}");
            }
        }
    }

    #[test]
    fn each_word_of_each_table_is_read_as_it_says() {
        let formats = [
            Format::Junit,
            Format::Trx,
            Format::NUnit2,
            Format::NUnit3,
            Format::Xunit,
            Format::TestNg,
            Format::Robot,
            Format::Ctrf,
            Format::Playwright,
            Format::Jest,
            Format::Mocha,
            Format::Allure,
            Format::GoTest,
            Format::Dart,
            Format::Rspec,
            Format::Tap,
        ];
        let (raw, options) = (RawCase::default(), CaseOptions::default());
        for format in formats {
            let mut told = Vec::new();
            let mut telling =
                Telling { raw: &raw, format, options: &options, told: &mut told, faults: Vec::new() };
            for (word, status) in table(format).words {
                let read = meaning(&format!(" {} ", word.to_uppercase()), &mut telling);
                assert_eq!(read.ok(), Some(*status), "{format:?} {word:?}");
            }
            assert_eq!(telling.faults, [], "{format:?}");
        }
    }
}
