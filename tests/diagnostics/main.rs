//! What the schema engine says, word by word: each case is a schema, a document and the exact diagnostics.
//!
//! The cases stand in `tests/cases/xsd/*.txt`. `UPDATE=1 cargo test --test diagnostics` writes what is found into them,
//! for a review of the difference.

mod case;
mod check;
mod show;

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
