//! Allure 2 results: a file for each test (`*-result.json`), times in milliseconds; and containers of fixtures, which
//! hold no test.

use super::fields::{cut_off, given, instant, within, word};
use super::json_format::JsonFormat;
use super::raw::{CaseSink, RawCase, RawClass, RawDuration, RawFailure, RawResult, Unit};
use crate::diag::Diagnostic;
use crate::json::Node;
use crate::model::{Step, Steps};

#[derive(Debug)]
pub(super) struct Allure;

impl JsonFormat for Allure {
    fn wanted(&self) -> &'static [&'static str] {
        &[""]
    }

    fn silent(&self) -> &'static [&'static str] {
        &["attachments"]
    }

    fn piece(&mut self, _: &str, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        let name = node.text("name").unwrap_or_default();
        if node.get("children").is_some() && node.get("status").is_none() {
            sink.diagnostic(container(node));
        } else if node.is_cut {
            sink.dropped(cut_off(node, path, name));
        } else {
            sink.case(case(node, path, name));
        }
    }
}

fn container(node: &Node) -> Diagnostic {
    let message =
        "this is an Allure container: it holds fixtures of tests that stand in other files, and no test";
    Diagnostic::info("allure-container", message).with_place(node.place)
}

fn case(node: &Node, path: &str, name: &str) -> RawCase {
    RawCase {
        place: Some(node.place),
        path: path.to_owned(),
        class: class(node),
        name: name.to_owned(),
        run_name: parameters(node),
        properties: labels(node).map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
        results: vec![result(node)],
        description: given(node.text("description")),
        steps: steps(node),
        ..RawCase::default()
    }
}

fn labels(node: &Node) -> impl Iterator<Item = (&str, &str)> {
    node.items_of("labels").iter().filter_map(|label| Some((label.text("name")?, label.text("value")?)))
}

/// The class that the label `testClass` names; else what stands before the `#` of the full name as the package, and the
/// suites as the class.
fn class(node: &Node) -> RawClass {
    let label = |name: &str| labels(node).find(|(label, _)| *label == name).map(|(_, value)| value);
    if let Some(class) = label("testClass") {
        return RawClass::Joined(class.to_owned());
    }
    let full = node.text("fullName").and_then(|full| full.split_once('#')).map(|(before, _)| before);
    let suites = ["parentSuite", "suite", "subSuite"].into_iter().filter_map(label);
    RawClass::Apart { package: given(full.or_else(|| label("package"))), class: within(suites) }
}

/// The parameters that make another run of the same test.
fn parameters(node: &Node) -> Option<String> {
    let counts =
        |node: &&Node| !node.is_true("excluded") && !matches!(node.text("mode"), Some("hidden" | "masked"));
    let words = node.items_of("parameters").iter().filter(counts).filter_map(|parameter| {
        Some(format!("{}={}", parameter.text("name")?, parameter.scalar("value").unwrap_or_default()))
    });
    given(Some(&words.collect::<Vec<_>>().join(", ")))
}

fn result(node: &Node) -> RawResult {
    let details = node.get("statusDetails");
    let text = |key| details.and_then(|details| given(details.text(key)));
    let (message, stack) = (text("message"), text("trace").unwrap_or_default());
    let failure =
        (message.is_some() || !stack.is_empty()).then_some(RawFailure { kind: None, message, stack });
    RawResult {
        words: word(node, "status"),
        duration: millis(node).map(|millis| RawDuration::new(millis.to_string(), Unit::Milliseconds, "stop")),
        started: instant(node, "start"),
        failures: failure.into_iter().collect(),
    }
}

/// Between `start` and `stop`.
fn millis(node: &Node) -> Option<i64> {
    let number = |key| node.scalar(key)?.parse::<i64>().ok();
    number("stop")?.checked_sub(number("start")?)
}

fn steps(node: &Node) -> Vec<Steps> {
    let step = |node: &Node| Step {
        name: node.text("name").unwrap_or_default().to_owned(),
        duration: millis(node).unwrap_or(0).max(0),
        status: node.text("status").unwrap_or_default().to_owned(),
        error_message: given(node.find(&["statusDetails", "message"]).and_then(Node::as_str)),
        ..Step::default()
    };
    let steps: Vec<Step> = node.items_of("steps").iter().map(step).collect();
    if steps.is_empty() { Vec::new() } else { vec![Steps { iteration: None, steps }] }
}
