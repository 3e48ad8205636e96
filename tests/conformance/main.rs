//! The W3C XML Schema Test Suite against the engine.
//!
//! `cargo test --test conformance -- check` (the default) holds the results against `known-failures.txt` and
//! `SCOREBOARD.md`; `-- update` rewrites the scoreboard and drops what no longer fails from the list. The list cannot
//! grow by a command: a new failure is mended, or entered by hand with its reason.

mod known_failures;
mod scoreboard;
mod suite;
mod verdict;
mod workers;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use known_failures::KnownFailures;
use suite::Suite;
use workers::Outcome;

/// What the command line asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Check,
    Update,
    /// What this program asks itself for.
    Answer,
    /// A filter of the test runner that names other tests.
    Nothing,
}

fn main() -> ExitCode {
    let verb = verb(std::env::args().skip(1));
    if verb == Verb::Answer {
        if let Ok(Some(suite)) = Suite::find() {
            workers::answer(&suite);
        }
        return ExitCode::SUCCESS;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance");
    let faults = if verb == Verb::Nothing { Ok(Vec::new()) } else { run(&folder, verb) };
    let (line, code) = match &faults {
        Ok(faults) if faults.is_empty() => {
            ("test result: ok. 1 passed; 0 failed; 0 ignored", ExitCode::SUCCESS)
        }
        _ => ("test result: FAILED. 0 passed; 1 failed; 0 ignored", ExitCode::FAILURE),
    };
    match faults {
        Ok(faults) => faults.iter().for_each(|fault| say(fault)),
        Err(error) => say(&error),
    }
    say(line);
    code
}

fn verb(arguments: impl Iterator<Item = String>) -> Verb {
    let arguments: Vec<String> = arguments.collect();
    if arguments.iter().any(|argument| argument == workers::WORKER) {
        return Verb::Answer;
    }
    match arguments.iter().find(|argument| !argument.starts_with('-')).map(String::as_str) {
        None | Some("check") => Verb::Check,
        Some("update") => Verb::Update,
        Some(filter) if "conformance".contains(filter) => Verb::Check,
        Some(_) => Verb::Nothing,
    }
}

/// Runs the suite; gives what is wrong with the results.
fn run(folder: &Path, verb: Verb) -> Result<Vec<String>, String> {
    let Some(suite) = Suite::find()? else {
        say("left out: the W3C XML Schema Test Suite is not here; XSTS_DIR may name its folder");
        return Ok(Vec::new());
    };
    let outcomes = workers::run(&suite);
    let known = KnownFailures::read(&folder.join("known-failures.txt"))?;
    if verb == Verb::Update {
        let known = known.still_failing(&outcomes);
        known.write(&folder.join("known-failures.txt"))?;
        write(&folder.join("SCOREBOARD.md"), &scoreboard::text(&outcomes, &known))?;
        return Ok(known.faults(&outcomes));
    }
    let mut faults = known.faults(&outcomes);
    if read(&folder.join("SCOREBOARD.md"))? != scoreboard::text(&outcomes, &known) {
        faults.push("SCOREBOARD.md is not of these results: run the verb \"update\"".to_owned());
    }
    say(&summary(&outcomes));
    Ok(faults)
}

fn summary(outcomes: &[Outcome]) -> String {
    let passed = outcomes.iter().filter(|outcome| outcome.failure.is_none()).count();
    format!("W3C XML Schema Test Suite: {passed} of {} cases", outcomes.len())
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

fn say(line: &str) {
    writeln!(io::stdout(), "{line}").expect("the standard output takes a line");
}
