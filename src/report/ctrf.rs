//! CTRF, the Common Test Report Format (<https://ctrf.io>): `results.tests`, one object a test, durations and times in
//! milliseconds. What stands around the tests is not needed for them.

use super::fields::{cut_off, duration, file_name, given, instant, kind_and_message, within, word};
use super::json_format::JsonFormat;
use super::raw::{CaseSink, RawCase, RawClass, RawFailure, RawResult, Unit};
use crate::json::{Node, Value};
use crate::model::{Step, Steps};

#[derive(Debug)]
pub(super) struct Ctrf;

impl JsonFormat for Ctrf {
    fn wanted(&self) -> &'static [&'static str] {
        &["results.tests[]"]
    }

    fn silent(&self) -> &'static [&'static str] {
        &["screenshot", "attachments"]
    }

    fn piece(&mut self, _: &str, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        let name = node.text("name").unwrap_or_default();
        if node.is_cut {
            return sink.dropped(cut_off(node, path, name));
        }
        sink.case(case(node, path, name));
    }
}

fn case(node: &Node, path: &str, name: &str) -> RawCase {
    let file = node.text("filePath");
    let mut case = RawCase {
        place: Some(node.place),
        path: path.to_owned(),
        class: RawClass::Apart { package: file.and_then(file_name), class: suite(node) },
        file: file.map(str::to_owned),
        name: name.to_owned(),
        run_name: given(node.text("browser")),
        properties: properties(node),
        results: results(node),
        steps: steps(node),
        ..RawCase::default()
    };
    let lines = ["stdout", "stderr"].into_iter().flat_map(|key| node.items_of(key));
    lines.filter_map(Node::as_str).for_each(|line| case.output.push(line));
    case
}

/// The suites, as one text or as a list from the outside in.
fn suite(node: &Node) -> Option<String> {
    let suite = node.get("suite")?;
    suite
        .as_str()
        .map_or_else(|| within(suite.items().iter().filter_map(Node::as_str)), |text| given(Some(text)))
}

/// Tags, and whatever the reporter has added of its own: a value, or a list of them.
fn properties(node: &Node) -> Vec<(String, String)> {
    let tags =
        node.items_of("tags").iter().filter_map(Node::as_str).map(|tag| ("tag".to_owned(), tag.to_owned()));
    let extra = node.get("extra").map_or(&[][..], Node::members);
    let extra = extra.iter().flat_map(|(key, value)| values(value).map(|value| (key.clone(), value)));
    tags.chain(extra).collect()
}

fn values(node: &Node) -> impl Iterator<Item = String> {
    let own = node.as_scalar().into_iter();
    own.chain(node.items().iter().filter_map(Node::as_scalar)).map(str::to_owned)
}

/// The attempts before the last one, and the last one, which is the test itself.
fn results(node: &Node) -> Vec<RawResult> {
    let mut results: Vec<RawResult> = node.items_of("retryAttempts").iter().map(result).collect();
    if results.is_empty() && node.is_true("flaky") {
        results.push(RawResult { words: vec!["failed".into()], ..RawResult::default() });
    }
    results.push(result(node));
    results
}

fn result(node: &Node) -> RawResult {
    let key = if node.text("status") == Some("other") && node.text("rawStatus").is_some() {
        "rawStatus"
    } else {
        "status"
    };
    let (message, stack) = (given(node.text("message")), given(node.text("trace")));
    let failure = (message.is_some() || stack.is_some()).then(|| failure(node, message, stack));
    RawResult {
        words: word(node, key),
        duration: duration(node, "duration", Unit::Milliseconds),
        started: instant(node, "start"),
        failures: failure.into_iter().collect(),
    }
}

/// Why the test did not pass; the reason of a skip has no class of an exception, whatever it begins with.
fn failure(node: &Node, message: Option<String>, stack: Option<String>) -> RawFailure {
    let stack = stack.unwrap_or_default();
    if node.text("status") != Some("failed") {
        return RawFailure { kind: None, message, stack };
    }
    let (kind, message) = message.as_deref().map_or((None, ""), kind_and_message);
    RawFailure { kind, message: given(Some(message)), stack }
}

fn steps(node: &Node) -> Vec<Steps> {
    let step = |node: &Node| Step {
        name: node.text("name").unwrap_or_default().to_owned(),
        status: node.text("status").unwrap_or_default().to_owned(),
        ..Step::default()
    };
    let steps: Vec<Step> = node
        .items_of("steps")
        .iter()
        .filter(|node| matches!(node.value, Value::Object(_)))
        .map(step)
        .collect();
    if steps.is_empty() { Vec::new() } else { vec![Steps { iteration: None, steps }] }
}
