//! Files of cases in sections: `== name` begins a case, `-- name` a section, lines with `# ` before a case are its comment.

use std::fs;
use std::path::{Path, PathBuf};

/// A case as its file has it: the comment before it, its name, its sections.
#[derive(Debug, Default)]
pub(crate) struct Case {
    comment: String,
    pub(crate) name: String,
    sections: Vec<(String, String)>,
}

impl Case {
    /// The text of a section; empty where it has none.
    pub(crate) fn section(&self, name: &str) -> &str {
        self.sections.iter().find(|(other, _)| other == name).map_or("", |(_, text)| text.trim_end())
    }

    /// Gives a section another text.
    pub(crate) fn set(&mut self, name: &str, text: String) {
        self.sections.retain(|(other, _)| other != name);
        self.sections.push((name.to_owned(), text));
    }
}

/// The cases of a file.
pub(crate) fn parse(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut comment = String::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            let comment = std::mem::take(&mut comment);
            cases.push(Case { comment, name: name.to_owned(), sections: Vec::new() });
        } else if line.starts_with("# ") {
            comment.push_str(line);
            comment.push('\n');
        } else if let Some(case) = cases.last_mut() {
            match (line.strip_prefix("-- "), case.sections.last_mut()) {
                (Some(section), _) => case.sections.push((section.to_owned(), String::new())),
                (None, Some((_, text))) => text.extend([line, "\n"]),
                (None, None) => {}
            }
        }
    }
    cases
}

/// The file of the cases.
pub(crate) fn print(cases: &[Case]) -> String {
    let section = |(name, text): &(String, String)| {
        let text = text.trim_end();
        let end = if text.is_empty() { "" } else { "\n" };
        format!("-- {name}\n{text}{end}")
    };
    let one = |case: &Case| {
        let sections: Vec<String> = case.sections.iter().map(section).collect();
        format!("{}== {}\n{}", case.comment, case.name, sections.concat())
    };
    cases.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// The files of cases in a folder below `tests/cases`, in the order of their names.
pub(crate) fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let entries = fs::read_dir(folder).expect("the cases are there");
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.expect("the folder is readable").path()).collect();
    files.sort();
    files
}

/// All cases of a folder.
pub(crate) fn cases(folder: &str) -> Vec<Case> {
    let read = |path: &PathBuf| parse(&fs::read_to_string(path).expect("a case file is text"));
    files(folder).iter().flat_map(read).collect()
}

/// Compares what is found for each case with what it lists, or writes it there with `UPDATE=1`; the differences.
pub(crate) fn check(folder: &str, find: impl Fn(&Case) -> Vec<(&'static str, String)>) -> Vec<String> {
    let update = std::env::var_os("UPDATE").is_some();
    assert!(!update || std::env::var_os("CI").is_none(), "expectations are reviewed, never written in CI");
    let mut differences = Vec::new();
    for path in files(folder) {
        let mut cases = parse(&fs::read_to_string(&path).expect("a case file is text"));
        for case in &mut cases {
            for (section, found) in find(case) {
                if found != case.section(section) {
                    differences.push(format!("{}: {section}\n{found}", case.name));
                }
                case.set(section, found);
            }
        }
        if update {
            fs::write(&path, print(&cases)).expect("the case file is writable");
        }
    }
    if update { Vec::new() } else { differences }
}
