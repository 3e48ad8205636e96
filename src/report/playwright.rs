//! Playwright's JSON reporter: suites within suites, a `spec` for each test, in it a `test` for each project, and in that
//! a `result` for each attempt. A piece is a test file.

use std::borrow::Cow;

use super::fields::{cut_off, duration, failure, file_name, given, instant, reason, within, word};
use super::json_format::JsonFormat;
use super::raw::{CaseSink, RawCase, RawClass, RawFailure, RawResult, Unit};
use crate::diag::Diagnostic;
use crate::json::Node;

#[derive(Debug)]
pub(super) struct Playwright;

/// A `spec` and what stands around it.
struct Spec<'a> {
    node: &'a Node,
    path: &'a str,
    /// Titles of the suites within the file.
    titles: &'a [&'a str],
}

impl JsonFormat for Playwright {
    fn wanted(&self) -> &'static [&'static str] {
        &["suites[]", "errors[]"]
    }

    fn silent(&self) -> &'static [&'static str] {
        &["attachments", "snippet"]
    }

    fn piece(&mut self, wanted: &str, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        if wanted == "errors[]" {
            return sink.diagnostic(outside(node, path));
        }
        // The title of the outermost suite is its file.
        suite(node, path, &mut Vec::new(), sink);
    }
}

/// An error that belongs to no test, such as a file that cannot be loaded: its tests are not in the report.
fn outside(node: &Node, path: &str) -> Diagnostic {
    let text = node.text("message").or(node.text("value")).unwrap_or_default();
    let first = text.lines().next().unwrap_or_default();
    let message = format!("the report tells an error outside of its tests: {first}");
    let help = "tests may be missing from the report";
    Diagnostic::warning("error-outside-tests", message).with_place(node.place).with_path(path).with_help(help)
}

fn suite<'n>(node: &'n Node, path: &str, titles: &mut Vec<&'n str>, sink: &mut dyn CaseSink) {
    for (index, spec) in node.items_of("specs").iter().enumerate() {
        let path = format!("{path}/specs[{index}]");
        tests(&Spec { node: spec, path: &path, titles }, sink);
    }
    for (index, inner) in node.items_of("suites").iter().enumerate() {
        titles.push(inner.text("title").unwrap_or_default());
        suite(inner, &format!("{path}/suites[{index}]"), titles, sink);
        titles.pop();
    }
}

fn tests(spec: &Spec<'_>, sink: &mut dyn CaseSink) {
    let name = spec.node.text("title").unwrap_or_default();
    let tests = spec.node.items_of("tests");
    if tests.is_empty() && spec.node.is_cut {
        return sink.dropped(cut_off(spec.node, spec.path, name));
    }
    for (index, test) in tests.iter().enumerate() {
        let path = format!("{}/tests[{index}]", spec.path);
        if test.is_cut {
            sink.dropped(cut_off(test, &path, name));
        } else {
            sink.case(case(spec, test, path));
        }
    }
}

fn case(spec: &Spec<'_>, test: &Node, path: String) -> RawCase {
    let file = spec.node.text("file");
    let results = test.items_of("results");
    let mut case = RawCase {
        place: Some(spec.node.place),
        path,
        class: RawClass::Apart {
            package: file.and_then(file_name),
            class: within(spec.titles.iter().copied()),
        },
        file: file.map(str::to_owned),
        name: spec.node.text("title").unwrap_or_default().to_owned(),
        run_name: given(test.text("projectName")),
        properties: properties(spec.node, test),
        results: results.iter().enumerate().map(|(index, node)| result(index, node, test)).collect(),
        ..RawCase::default()
    };
    if case.results.is_empty() {
        case.results.push(RawResult { words: word(test, "status"), ..RawResult::default() });
    }
    let pieces = results.iter().flat_map(|node| node.items_of("stdout"));
    pieces.filter_map(|piece| piece.text("text")).for_each(|text| case.output.push(text));
    case
}

/// Annotations (`test.info().annotations`) by their type, and tags.
fn properties(spec: &Node, test: &Node) -> Vec<(String, String)> {
    let annotation = |node: &Node| {
        let description = node.text("description").unwrap_or_default();
        Some((node.text("type")?.to_owned(), description.to_owned()))
    };
    let annotations = test.items_of("annotations").iter().filter_map(annotation);
    let tags = spec.items_of("tags").iter().filter_map(Node::as_str);
    annotations.chain(tags.map(|tag| ("tag".to_owned(), tag.to_owned()))).collect()
}

/// One attempt. Whether it went well depends on what was expected of it: `test.fail()` expects a failure.
fn result(index: usize, node: &Node, test: &Node) -> RawResult {
    let expected = test.text("expectedStatus").unwrap_or("passed");
    let status = node.text("status").unwrap_or_default();
    let (word, failures): (Cow<'static, str>, _) = match status {
        "skipped" => ("skipped".into(), reason(skip_reason(test))),
        "interrupted" => ("interrupted".into(), failures(node)),
        status if status == expected => ("expected".into(), Vec::new()),
        "passed" => ("unexpected".into(), reason(Some("the test is expected to fail, and passed"))),
        "failed" | "timedOut" => ("unexpected".into(), failures(node)),
        other => (other.to_owned().into(), failures(node)),
    };
    let mut duration = duration(node, "duration", Unit::Milliseconds);
    if let Some(duration) = &mut duration {
        duration.at = format!("results[{index}]/duration").into();
    }
    RawResult { words: vec![word], duration, started: instant(node, "startTime"), failures }
}

fn skip_reason(test: &Node) -> Option<&str> {
    let annotations = test.items_of("annotations").iter();
    let mut skips = annotations.filter(|node| matches!(node.text("type"), Some("skip" | "fixme")));
    skips.find_map(|node| node.text("description"))
}

fn failures(node: &Node) -> Vec<RawFailure> {
    let errors = node.items_of("errors");
    let errors =
        if errors.is_empty() { node.get("error").map_or(&[][..], std::slice::from_ref) } else { errors };
    let stack = node.get("error").and_then(|error| error.text("stack"));
    let each = errors.iter().enumerate().map(|(index, error)| {
        let text = error.text("message").or(error.text("value")).unwrap_or_default();
        failure(text, error.text("stack").or(stack.filter(|_| index == 0)))
    });
    each.collect()
}
