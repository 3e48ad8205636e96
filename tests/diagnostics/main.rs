//! What the schema engine says, word by word: each case is a schema, a document and the exact diagnostics.
//!
//! The cases stand in `tests/cases/xsd/*.txt`. `UPDATE=1 cargo test --test diagnostics` writes what is found into them,
//! for a review of the difference.

#![allow(clippy::print_stdout, reason = "a test says by name what it leaves out")]

mod case;
mod check;
mod codes;
mod octane;
mod show;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use case::{Case, parse, print};

/// A path in the repository.
fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn case_files() -> Vec<PathBuf> {
    let entries = fs::read_dir(file("tests/cases/xsd")).expect("the cases are there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("the folder is readable").path()).collect();
    files.sort();
    files
}

fn read(path: &Path) -> Vec<Case> {
    parse(&fs::read_to_string(path).expect("a case file is UTF-8 text"))
}

#[test]
fn every_case_finds_exactly_what_it_lists() {
    let update = std::env::var_os("UPDATE").is_some();
    assert!(!update || std::env::var_os("CI").is_none(), "expectations are reviewed, never written in CI");
    let mut differences = Vec::new();
    for path in case_files() {
        let mut cases = read(&path);
        for case in &mut cases {
            let found = check::findings(case);
            if found != case.finds {
                differences.push(format!("{}\nfound:\n{found}\nlisted:\n{}", case.name, case.finds));
            }
            case.finds = found;
        }
        if update {
            fs::write(&path, print(&cases)).expect("the case file is writable");
        }
    }
    assert!(update || differences.is_empty(), "\n{}", differences.join("\n\n"));
}

#[test]
fn every_case_has_a_name_of_its_own() {
    let names = case_files().into_iter().flat_map(|path| read(&path)).map(|case| case.name);
    let mut names: Vec<String> = names.collect();
    let count = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), count);
}

fn codes_of(path: &Path) -> BTreeSet<String> {
    read(path).iter().flat_map(|case| codes::in_findings(&case.finds)).collect()
}

fn documented() -> BTreeSet<String> {
    codes::in_tables(&fs::read_to_string(file("docs/validation.md")).expect("the codes are documented"))
}

#[test]
fn every_code_is_documented_and_every_documented_code_is_there() {
    let (found, documented) = (codes::in_sources(&file("src/xsd")), documented());
    let differing: Vec<_> = found.symmetric_difference(&documented).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn every_code_has_a_case() {
    let shown: BTreeSet<_> = case_files().iter().flat_map(|path| codes_of(path)).collect();
    let elsewhere = fs::read_to_string(file("tests/hostile.rs")).expect("the limits have tests");
    let is_missing = |code: &&String| !shown.contains(*code) && !elsewhere.contains(&format!("{code} "));
    let documented = documented();
    let missing: Vec<_> = documented.iter().filter(is_missing).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_rule_on_documents_says_which_schemas_can_raise_it() {
    let documented: Vec<_> = documented().into_iter().filter(|code| code.starts_with("cvc-")).collect();
    let listed: BTreeSet<_> = octane::RULES.iter().map(|(code, _)| (*code).to_owned()).collect();
    assert_eq!(listed, documented.into_iter().collect());
}

#[test]
fn every_rule_that_the_schemas_of_octane_can_raise_has_a_case_with_them() {
    let shown = codes_of(&file("tests/cases/xsd/octane.txt"));
    let names = ["test-results-2024-12.xsd", "test-results-2025-04.xsd"];
    let servers = names.map(|name| file("../shared/octane/xsd").join(name));
    for path in servers.iter().chain([&file("pkg/schema/test-results.xsd")]) {
        let Ok(schema) = fs::read_to_string(path) else {
            println!("left out: {} is not present", path.display());
            continue;
        };
        let raisable = octane::raisable(&schema);
        let missing: Vec<_> = raisable.into_iter().filter(|code| !shown.contains(*code)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", path.display());
    }
}
