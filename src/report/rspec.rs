//! RSpec's formatter `json`: `examples`, one object an example, run times in seconds.

use super::fields::{cut_off, duration, file_name, given, reason, word};
use super::json_format::JsonFormat;
use super::raw::{CaseSink, RawCase, RawClass, RawFailure, RawResult, Unit};
use crate::diag::Diagnostic;
use crate::json::Node;

#[derive(Debug)]
pub(super) struct Rspec;

impl JsonFormat for Rspec {
    fn wanted(&self) -> &'static [&'static str] {
        &["examples[]", "messages[]"]
    }

    fn piece(&mut self, wanted: &str, path: &str, node: &Node, sink: &mut dyn CaseSink) {
        if wanted == "messages[]" {
            return outside(node, path, sink);
        }
        let name = node.text("description").unwrap_or_default();
        if node.is_cut {
            return sink.dropped(cut_off(node, path, name));
        }
        sink.case(case(node, path, name));
    }
}

/// An error that belongs to no example, such as a file that cannot be loaded.
fn outside(node: &Node, path: &str, sink: &mut dyn CaseSink) {
    let text = node.as_str().unwrap_or_default().trim();
    if let Some(first) = text.lines().find(|line| line.contains("rror")) {
        let message = format!("the report tells an error outside of its tests: {}", first.trim());
        let diagnostic = Diagnostic::warning("error-outside-tests", message).with_place(node.place);
        sink.diagnostic(diagnostic.with_path(path).with_help("tests may be missing from the report"));
    }
}

fn case(node: &Node, path: &str, name: &str) -> RawCase {
    let file = node.text("file_path");
    let full = node.text("full_description").unwrap_or_default();
    // The whole description is those of the groups, a space between them, and its own.
    let groups = full.strip_suffix(name).unwrap_or(full).trim_end();
    RawCase {
        place: Some(node.place),
        path: path.to_owned(),
        class: RawClass::Apart { package: file.and_then(file_name), class: given(Some(groups)) },
        file: file.map(str::to_owned),
        name: name.to_owned(),
        results: vec![RawResult {
            words: word(node, "status"),
            duration: duration(node, "run_time", Unit::Seconds),
            started: None,
            failures: failures(node),
        }],
        ..RawCase::default()
    }
}

fn failures(node: &Node) -> Vec<RawFailure> {
    let Some(exception) = node.get("exception").filter(|exception| !exception.members().is_empty()) else {
        return reason(node.text("pending_message"));
    };
    let backtrace: Vec<&str> = exception.items_of("backtrace").iter().filter_map(Node::as_str).collect();
    vec![RawFailure {
        kind: given(exception.text("class")),
        message: given(exception.text("message").map(str::trim)),
        stack: backtrace.join("\n"),
    }]
}
