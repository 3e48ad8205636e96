//! `go test -json` (test2json): an event a line, times in seconds. A test prints its failure, so its output is collected
//! while it is open. What fails without a test (a build, `TestMain`, a panic) becomes a case of its own.

use std::collections::BTreeMap;

use super::fields::{given, instant};
use super::json_format::JsonFormat;
use super::raw::{CaseSink, RawCase, RawClass, RawDuration, RawFailure, RawInstant, RawResult, Unit};
use crate::diag::{Diagnostic, Place};
use crate::json::Node;
use crate::limits;

/// Name of the case that stands for a package that failed although none of its tests did.
const PACKAGE_FAILED: &str = "TestMain";
/// Name of the case that stands for a package that could not be built.
const BUILD_FAILED: &str = "[build failed]";

#[derive(Debug, Default)]
pub(super) struct GoTest {
    packages: BTreeMap<String, Package>,
    /// What builds printed, by the import path.
    builds: BTreeMap<String, String>,
}

/// A package that is being tested.
#[derive(Debug, Default)]
struct Package {
    open: BTreeMap<String, Test>,
    /// What it prints itself, outside of tests.
    output: String,
    has_failed_test: bool,
}

/// A test that has not ended.
#[derive(Debug)]
struct Test {
    place: Place,
    path: String,
    started: Option<RawInstant>,
    output: String,
}

impl JsonFormat for GoTest {
    fn wanted(&self) -> &'static [&'static str] {
        &[""]
    }

    fn piece(&mut self, _: &str, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        let action = node.text("Action").unwrap_or_default();
        if let Some(import) = node.text("ImportPath") {
            let output = self.builds.entry(import.to_owned()).or_default();
            keep(output, node.text("Output").unwrap_or_default());
            return;
        }
        let name = node.text("Package").unwrap_or_default();
        match (node.text("Test"), action) {
            (Some(test), _) => {
                self.packages.entry(name.to_owned()).or_default().event(name, test, path, node, sink);
            }
            (None, "output") => {
                let package = self.packages.entry(name.to_owned()).or_default();
                keep(&mut package.output, node.text("Output").unwrap_or_default());
            }
            (None, "pass" | "fail" | "skip") => self.end_of_package(name, path, node, sink),
            _ => {}
        }
    }

    /// Go before 1.24 tells in plain text of a package that cannot be built: `FAIL example.com/a [build failed]`.
    fn line(&mut self, line: &str, place: Place, sink: &mut dyn CaseSink) -> bool {
        let Some((package, why)) = line.strip_prefix("FAIL\t").and_then(|rest| rest.split_once(' ')) else {
            return false;
        };
        if !matches!(why, BUILD_FAILED | "[setup failed]") {
            return false;
        }
        let mut case = case(package, why, place, String::new());
        case.results = vec![RawResult { words: vec!["fail".into()], ..RawResult::default() }];
        sink.case(case);
        true
    }

    fn end(&mut self, _: bool, sink: &mut dyn CaseSink) {
        for (name, package) in std::mem::take(&mut self.packages) {
            for (test, open) in package.open {
                sink.dropped(unfinished(&name, &test, &open));
            }
        }
    }
}

impl GoTest {
    fn end_of_package(&mut self, name: &str, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        let mut package = self.packages.remove(name).unwrap_or_default();
        if node.text("Action") != Some("fail") {
            return package.forget(name, sink);
        }
        let build = node.text("FailedBuild").and_then(|build| self.builds.remove(build));
        let is_build =
            build.is_some() || node.get("FailedBuild").is_some() || package.output.contains("[build failed]");
        if !package.break_off(name, sink) && !package.has_failed_test {
            let (case, output) = if is_build { (BUILD_FAILED, build) } else { (PACKAGE_FAILED, None) };
            let output = output.filter(|text| !text.is_empty()).unwrap_or(package.output);
            sink.case(self::package(name, case, path, node, &output));
        }
    }
}

impl Package {
    fn event(&mut self, package: &str, test: &str, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        let action = node.text("Action").unwrap_or_default();
        let open = self.open.entry(test.to_owned()).or_insert_with(|| Test {
            place: node.place,
            path: path.to_owned(),
            started: instant(node, "Time"),
            output: String::new(),
        });
        match action {
            "output" => keep(&mut open.output, node.text("Output").unwrap_or_default()),
            "pass" | "fail" | "skip" | "bench" => {
                self.has_failed_test |= action == "fail";
                if let Some(open) = self.open.remove(test) {
                    sink.case(ended(package, test, open, node));
                }
            }
            _ => {}
        }
    }

    /// The package has failed: tests that have not ended are those that it failed in. Whether there are any.
    fn break_off(&mut self, package: &str, sink: &mut dyn CaseSink) -> bool {
        let has_open = !self.open.is_empty();
        for (test, mut open) in std::mem::take(&mut self.open) {
            keep(&mut open.output, &self.output);
            let mut case = case(package, &test, open.place, open.path);
            case.results = vec![RawResult {
                words: vec!["fail".into()],
                started: open.started,
                failures: vec![failure(&open.output, Some("the test did not end"))],
                ..RawResult::default()
            }];
            sink.case(case);
        }
        has_open
    }

    /// The package has passed, or was skipped: a test that has not ended is none that Go knows of.
    fn forget(&mut self, package: &str, sink: &mut dyn CaseSink) {
        for (test, open) in std::mem::take(&mut self.open) {
            sink.dropped(unfinished(package, &test, &open));
        }
    }
}

fn unfinished(package: &str, test: &str, open: &Test) -> Diagnostic {
    let message = format!("test \"{test}\" of \"{package}\" begins and does not end, and is left out");
    Diagnostic::error("case-cut-off", message).with_place(open.place).with_path(open.path.clone())
}

/// Appends what is printed, as far as it is kept.
fn keep(output: &mut String, text: &str) {
    let room = limits::OUTPUT.saturating_sub(output.len());
    output.push_str(&text[..text.floor_char_boundary(room)]);
}

fn case(package: &str, test: &str, place: Place, path: String) -> RawCase {
    RawCase {
        place: Some(place),
        path,
        class: RawClass::Apart { package: given(Some(package)), class: None },
        name: test.to_owned(),
        ..RawCase::default()
    }
}

fn ended(package: &str, test: &str, open: Test, node: &Node) -> RawCase {
    let word = node.text("Action").unwrap_or_default().to_owned();
    let failures = if word == "pass" { Vec::new() } else { vec![failure(&open.output, None)] };
    let mut case = case(package, test, open.place, open.path);
    case.output.push(&open.output);
    case.results = vec![RawResult {
        words: vec![word.into()],
        duration: elapsed(node),
        started: open.started,
        failures,
    }];
    case
}

fn package(package: &str, name: &str, path: &str, node: &Node, output: &str) -> RawCase {
    let mut case = case(package, name, node.place, path.to_owned());
    let words = vec!["fail".into()];
    case.results = vec![RawResult {
        words,
        duration: elapsed(node),
        started: None,
        failures: vec![failure(output, None)],
    }];
    case
}

fn elapsed(node: &Node) -> Option<RawDuration> {
    node.scalar("Elapsed").map(|text| RawDuration::new(text, Unit::Seconds, "Elapsed"))
}

/// What a test printed, without the lines of the test runner; the first of them is the message, without its place.
fn failure(output: &str, message: Option<&str>) -> RawFailure {
    let lines: Vec<&str> = output.lines().filter(|line| !is_of_runner(line)).collect();
    let first = lines.iter().map(|line| without_place(line.trim())).find(|line| !line.is_empty());
    RawFailure {
        kind: None,
        message: given(message.or(first)),
        stack: lines.join("\n").trim_end().to_owned(),
    }
}

fn is_of_runner(line: &str) -> bool {
    let line = line.trim_start();
    let starts = ["=== RUN", "=== PAUSE", "=== CONT", "=== NAME", "--- FAIL:", "--- SKIP:", "--- PASS:"];
    starts.iter().any(|start| line.starts_with(start)) || matches!(line, "FAIL" | "PASS")
}

/// `calc_test.go:12: got 4` without what stands before the second colon.
fn without_place(line: &str) -> &str {
    let mut parts = line.splitn(3, ':');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(file), Some(number), Some(text)) if is_go_file(file) && number.parse::<u32>().is_ok() => {
            text.trim_start()
        }
        _ => line,
    }
}

fn is_go_file(name: &str) -> bool {
    std::path::Path::new(name).extension().is_some_and(|extension| extension == "go")
}
