//! The JSON of Jest (`--json`) and of Vitest's reporter `json`, which follows it: `testResults`, one object a test file.
//! The file is named behind its cases, so a piece is a file.

use super::fields::{cut_off, duration, failure, file_name, instant, within, word};
use super::json_format::JsonFormat;
use super::raw::{CaseSink, RawCase, RawClass, RawInstant, RawResult, Unit};
use crate::diag::Diagnostic;
use crate::json::Node;

#[derive(Debug)]
pub(super) struct Jest;

impl JsonFormat for Jest {
    fn wanted(&self) -> &'static [&'static str] {
        &["testResults[]"]
    }

    fn silent(&self) -> &'static [&'static str] {
        &["coverageMap", "console", "snapshot", "meta"]
    }

    fn piece(&mut self, _: &str, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        let cases = node.items_of("assertionResults");
        for (index, case) in cases.iter().enumerate() {
            let path = format!("{path}/assertionResults[{index}]");
            let name = case.text("title").unwrap_or_default();
            if case.is_cut {
                sink.dropped(cut_off(case, &path, name));
            } else if node.is_cut && node.text("name").is_none() {
                sink.dropped(without_file(case, &path, name));
            } else {
                sink.case(self::case(node, case, path));
            }
        }
        if cases.is_empty() && !node.is_cut && node.text("status") == Some("failed") {
            sink.case(failed_file(node, path));
        }
    }
}

/// A case whose file would have been named behind the cut: which test it is cannot be known.
fn without_file(case: &Node, path: &str, name: &str) -> Diagnostic {
    let message =
        format!("test case \"{name}\" is left out, because the report is cut off before it names its file");
    Diagnostic::error("case-cut-off", message).with_place(case.place).with_path(path)
}

fn case(file: &Node, case: &Node, path: String) -> RawCase {
    let titles = case.items_of("ancestorTitles").iter().filter_map(Node::as_str);
    RawCase {
        path,
        name: case.text("title").unwrap_or_default().to_owned(),
        results: results(file, case),
        ..of_file(file, case, within(titles))
    }
}

/// What a case takes from its file.
fn of_file(file: &Node, node: &Node, class: Option<String>) -> RawCase {
    let name = file.text("name");
    RawCase {
        place: Some(node.place),
        class: RawClass::Apart { package: name.and_then(file_name), class },
        file: name.map(str::to_owned),
        ..RawCase::default()
    }
}

/// The attempts that were repeated, and the last one.
fn results(file: &Node, case: &Node) -> Vec<RawResult> {
    let retried = case.items_of("retryReasons").iter().filter_map(Node::as_str);
    let retried = retried.map(|text| RawResult {
        words: vec!["failed".into()],
        failures: vec![failure(text, None)],
        ..RawResult::default()
    });
    let failures = case.items_of("failureMessages").iter().filter_map(Node::as_str);
    let last = RawResult {
        words: word(case, "status"),
        duration: duration(case, "duration", Unit::Milliseconds),
        started: instant(case, "startAt").or_else(|| started(file)),
        failures: failures.map(|text| failure(text, None)).collect(),
    };
    retried.chain([last]).collect()
}

/// When the file began; its cases have no times of their own.
fn started(file: &Node) -> Option<RawInstant> {
    file.scalar("startTime").filter(|text| *text != "0").map(|text| RawInstant::new(text, "../startTime"))
}

/// A file that could not be run as a whole: it stands for the tests in it, which are not in the report.
fn failed_file(file: &Node, path: &str) -> RawCase {
    let name = file.text("name").unwrap_or_default();
    RawCase {
        path: path.to_owned(),
        name: file_name(name).unwrap_or_default(),
        results: vec![RawResult {
            words: word(file, "status"),
            started: started(file),
            failures: vec![failure(file.text("message").unwrap_or_default(), None)],
            ..RawResult::default()
        }],
        ..of_file(file, file, None)
    }
}
