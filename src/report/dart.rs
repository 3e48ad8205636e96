//! The JSON reporter of Dart and Flutter (`dart test --reporter=json`, `flutter test --machine`): an event a line, times
//! in milliseconds since the runner began. Tests that are hidden are the runner's own and count only where they fail.

use std::collections::BTreeMap;

use super::fields::{file_name, given};
use super::json_format::JsonFormat;
use super::raw::{CaseSink, RawCase, RawClass, RawDuration, RawFailure, RawResult, Unit};
use crate::diag::Diagnostic;
use crate::json::Node;

#[derive(Debug, Default)]
pub(super) struct Dart {
    suites: BTreeMap<i64, Suite>,
    /// Names of groups by id; the name of a group holds those of the groups around it.
    groups: BTreeMap<i64, String>,
    open: BTreeMap<i64, Test>,
}

#[derive(Debug)]
struct Suite {
    path: String,
    platform: Option<String>,
}

/// A test that has not ended.
#[derive(Debug)]
struct Test {
    case: RawCase,
    began: i64,
    failures: Vec<RawFailure>,
    skip_reason: Option<String>,
}

impl JsonFormat for Dart {
    fn wanted(&self) -> &'static [&'static str] {
        &[""]
    }

    fn piece(&mut self, _: &str, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        match node.text("type").unwrap_or_default() {
            "suite" => self.suite(node),
            "group" => self.group(node),
            "testStart" => self.start(path, node),
            "error" => self.error(node),
            "print" => self.print(node),
            "testDone" => self.done(node, sink),
            _ => {}
        }
    }

    fn end(&mut self, _: bool, sink: &mut dyn CaseSink) {
        for (_, Test { case, .. }) in std::mem::take(&mut self.open) {
            let message = format!("test \"{}\" begins and does not end, and is left out", case.name);
            let mut diagnostic = Diagnostic::error("case-cut-off", message).with_path(case.path);
            diagnostic.place = case.place;
            sink.dropped(diagnostic);
        }
    }
}

fn number(node: &Node, key: &str) -> Option<i64> {
    node.scalar(key)?.parse().ok()
}

impl Dart {
    fn suite(&mut self, node: &Node) {
        let Some(suite) = node.get("suite") else { return };
        let path = suite.text("path").unwrap_or_default().to_owned();
        let platform = given(suite.text("platform")).filter(|platform| platform != "vm");
        self.suites.insert(number(suite, "id").unwrap_or_default(), Suite { path, platform });
    }

    fn group(&mut self, node: &Node) {
        let Some(group) = node.get("group") else { return };
        let name = group.text("name").unwrap_or_default().to_owned();
        self.groups.insert(number(group, "id").unwrap_or_default(), name);
    }

    fn start(&mut self, path: &str, node: &Node) {
        let Some(test) = node.get("test") else { return };
        let full = test.text("name").unwrap_or_default();
        let groups =
            test.items_of("groupIDs").iter().filter_map(Node::as_scalar).filter_map(|id| id.parse().ok());
        let group = groups.filter_map(|id: i64| self.groups.get(&id)).next_back().map_or("", String::as_str);
        let suite = number(test, "suiteID").and_then(|id| self.suites.get(&id));
        let file = suite.map(|suite| suite.path.as_str());
        let case = RawCase {
            place: Some(node.place),
            path: path.to_owned(),
            class: RawClass::Apart { package: file.and_then(file_name), class: given(Some(group)) },
            file: file.map(str::to_owned),
            name: full.strip_prefix(group).unwrap_or(full).trim_start().to_owned(),
            run_name: suite.and_then(|suite| suite.platform.clone()),
            ..RawCase::default()
        };
        let skip_reason = given(test.find(&["metadata", "skipReason"]).and_then(Node::as_str));
        let began = number(node, "time").unwrap_or_default();
        let test_id = number(test, "id").unwrap_or_default();
        self.open.insert(test_id, Test { case, began, failures: Vec::new(), skip_reason });
    }

    fn open(&mut self, node: &Node) -> Option<&mut Test> {
        self.open.get_mut(&number(node, "testID")?)
    }

    fn error(&mut self, node: &Node) {
        let error = node.text("error").unwrap_or_default();
        let stack = node.text("stackTrace").unwrap_or_default();
        let kind = node.is_true("isFailure").then(|| "TestFailure".to_owned());
        if let Some(test) = self.open(node) {
            let message = given(Some(error.trim()));
            test.failures.push(RawFailure { kind, message, stack: stack.trim_end().to_owned() });
        }
    }

    fn print(&mut self, node: &Node) {
        let message = node.text("message").unwrap_or_default();
        if let Some(test) = self.open(node) {
            test.case.output.push(message);
            test.case.output.push("\n");
        }
    }

    fn done(&mut self, node: &Node, sink: &mut dyn CaseSink) {
        let Some(test) = number(node, "testID").and_then(|id| self.open.remove(&id)) else { return };
        if node.is_true("hidden") && node.text("result") == Some("success") {
            return;
        }
        sink.case(ended(test, node));
    }
}

fn ended(test: Test, node: &Node) -> RawCase {
    let Test { mut case, began, mut failures, skip_reason } = test;
    let is_skipped = node.is_true("skipped");
    if is_skipped && failures.is_empty() {
        failures
            .extend(skip_reason.map(|reason| RawFailure { message: Some(reason), ..RawFailure::default() }));
    }
    let word = if is_skipped { "skipped" } else { node.text("result").unwrap_or_default() };
    let ended = number(node, "time").unwrap_or(began);
    let millis = ended.saturating_sub(began);
    case.results = vec![RawResult {
        words: vec![word.to_owned().into()],
        duration: Some(RawDuration::new(millis.to_string(), Unit::Milliseconds, "")),
        started: None,
        failures,
    }];
    case
}
