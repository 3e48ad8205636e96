//! Mocha's reporter `json`: `tests` in the order in which they ended, and the same again by what became of them in
//! `pending`, `failures` and `passes`. Failures of hooks stand in `failures` only.
//!
//! A test in `tests` that failed has an error, one that passed has a speed, and one that never ran has no duration.
//! Older versions write no speed, and a test that skips itself has a duration: those wait for `pending`.

use std::collections::VecDeque;

use super::fields::{cut_off, duration, failure, file_name, given};
use super::json_format::JsonFormat;
use super::raw::{CaseSink, RawCase, RawClass, RawFailure, RawResult, Unit};
use crate::diag::Diagnostic;
use crate::json::{Node, Value};

#[derive(Debug, Default)]
pub(super) struct Mocha {
    /// Tests that passed or skipped themselves.
    waiting: VecDeque<Waiting>,
    /// Whether `tests` was there: without it, the other lists are all there is.
    has_tests: bool,
}

#[derive(Debug)]
struct Waiting {
    key: (String, String),
    case: RawCase,
}

impl JsonFormat for Mocha {
    fn wanted(&self) -> &'static [&'static str] {
        &["tests[]", "pending[]", "failures[]", "passes[]"]
    }

    fn piece(&mut self, wanted: &str, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        match wanted {
            "tests[]" => self.test(path, node, sink),
            "pending[]" if self.has_tests => self.settle(node, "pending", sink),
            "passes[]" if self.has_tests => self.settle(node, "passed", sink),
            "failures[]" if self.has_tests && !is_hook(node) => {}
            _ if node.is_cut => sink.dropped(cut_off(node, path, title(node))),
            _ => sink.case(case(path, node, word_of_list(wanted))),
        }
    }

    fn end(&mut self, is_cut: bool, sink: &mut dyn CaseSink) {
        for Waiting { case, .. } in self.waiting.drain(..) {
            // Whoever skipped itself would stand in `pending`, which a report that is cut off does not have.
            if is_cut {
                sink.dropped(undecided(&case));
            } else {
                tell(case, "passed", sink);
            }
        }
    }
}

impl Mocha {
    fn test(&mut self, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        self.has_tests = true;
        if node.is_cut {
            return sink.dropped(cut_off(node, path, title(node)));
        }
        let word = if has_error(node) {
            "failed"
        } else if node.get("speed").is_some() {
            "passed"
        } else if node.scalar("duration").is_none() {
            "pending"
        } else {
            return self.waiting.push_back(Waiting { key: key(node), case: case(path, node, "") });
        };
        sink.case(case(path, node, word));
    }

    /// Tells a test that waited for this. The lists are in the order of `tests`, so it is among the first.
    fn settle(&mut self, node: &Node, word: &'static str, sink: &mut dyn CaseSink) {
        let key = key(node);
        if let Some(index) = self.waiting.iter().position(|waiting| waiting.key == key) {
            self.waiting.remove(index).into_iter().for_each(|waiting| tell(waiting.case, word, sink));
        }
    }
}

fn tell(mut case: RawCase, word: &'static str, sink: &mut dyn CaseSink) {
    if let Some(last) = case.results.last_mut() {
        last.words = vec![word.into()];
    }
    sink.case(case);
}

fn undecided(case: &RawCase) -> Diagnostic {
    let name = &case.name;
    let message = format!(
        "test case \"{name}\" is left out, because the report is cut off before it says what became of it"
    );
    let mut diagnostic = Diagnostic::error("case-cut-off", message).with_path(case.path.clone());
    diagnostic.place = case.place;
    diagnostic
}

fn word_of_list(wanted: &str) -> &'static str {
    match wanted {
        "pending[]" => "pending",
        "failures[]" => "failed",
        _ => "passed",
    }
}

/// `"before each" hook for "adds"`
fn is_hook(node: &Node) -> bool {
    let title = title(node);
    ["\"before ", "\"after "].iter().any(|start| title.starts_with(start)) && title.contains("\" hook")
}

fn title(node: &Node) -> &str {
    node.text("title").unwrap_or_default()
}

fn key(node: &Node) -> (String, String) {
    let text = |key| node.text(key).unwrap_or_default().to_owned();
    (text("file"), text("fullTitle"))
}

fn has_error(node: &Node) -> bool {
    node.get("err").is_some_and(|err| !err.members().is_empty() || err.as_str().is_some())
}

fn case(path: &str, node: &Node, word: &'static str) -> RawCase {
    let (file, title) = (node.text("file"), title(node));
    let full = node.text("fullTitle").unwrap_or_default();
    // The whole title is those of the suites, a space between them, and its own.
    let suites = full.strip_suffix(title).unwrap_or(full).trim_end();
    RawCase {
        place: Some(node.place),
        path: path.to_owned(),
        class: RawClass::Apart { package: file.and_then(file_name), class: given(Some(suites)) },
        file: file.map(str::to_owned),
        name: title.to_owned(),
        results: results(node, word),
        ..RawCase::default()
    }
}

/// The last attempt, and before it one for each that was repeated: Mocha keeps no more of them than their number.
fn results(node: &Node, word: &'static str) -> Vec<RawResult> {
    let repeated: usize = node.scalar("currentRetry").and_then(|text| text.parse().ok()).unwrap_or(0);
    let failed = || RawResult { words: vec!["failed".into()], ..RawResult::default() };
    let last = RawResult {
        words: vec![word.into()],
        duration: duration(node, "duration", Unit::Milliseconds),
        started: None,
        failures: node.get("err").and_then(error).into_iter().collect(),
    };
    std::iter::repeat_with(failed).take(repeated.min(MOST_REPEATED)).chain([last]).collect()
}

/// Attempts that are told apart at most: nobody repeats more, and a number in a file must not fill the memory.
const MOST_REPEATED: usize = 100;

fn error(err: &Node) -> Option<RawFailure> {
    if let Value::String(text) = &err.value {
        return Some(failure(text, None));
    }
    let (message, stack) = (err.text("message"), err.text("stack"));
    let mut failure = failure(message.or(stack)?, stack);
    // `name` is the class; the message alone may begin with a word and a colon that mean nothing.
    if let Some(name) = given(err.text("name")) {
        failure.kind = Some(name);
        failure.message = given(message);
    }
    Some(failure)
}
