//! What a file is written in, by the first meaningful text in it; and what it is where that is nothing known.

use super::ReportSink;
use crate::diag::{Diagnostic, Place};

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    Xml,
    Json,
    Tap,
}

/// Bytes of text that are waited for before a file is given up: a terminal or a package manager may leave lines before
/// a report, but not many.
pub(super) const HEAD: usize = 64 << 10;

pub(super) const KNOWN: &str = "the formats that are read stand in the documentation, docs/formats.md";

/// The notation of a file that begins with `head`, and where in it the report begins. `None` as long as more text could
/// tell, and where nothing here can read it.
pub(super) fn notation(head: &str, is_last: bool) -> Option<(Notation, usize)> {
    // Not a byte more than that, whatever the last chunk brought.
    let head = &head[..head.floor_char_boundary(HEAD)];
    let begin = head.len() - head.trim_start_matches(is_blank).len();
    if head[begin..].starts_with('<') {
        return Some((Notation::Xml, 0));
    }
    let mut at = begin;
    for line in head[begin..].split_inclusive('\n') {
        if begins_json(&head[at..]) {
            return Some((Notation::Json, at));
        }
        let is_whole = is_last || line.ends_with('\n');
        if is_whole && is_tap(line.trim_end()) {
            // What stands before may be subtests.
            return Some((Notation::Tap, 0));
        }
        at += line.len();
    }
    None
}

fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace() || c == '\u{FEFF}'
}

/// An object with a member, or an array of objects: reports are one of them, and log lines such as `[INFO]` are not.
fn begins_json(text: &str) -> bool {
    let inside = |open| text.strip_prefix(open).map(|rest: &str| rest.trim_start_matches(is_blank));
    inside('{').is_some_and(|rest| rest.starts_with(['"', '}']))
        || inside('[').is_some_and(|rest| rest.starts_with(['{', ']']))
}

/// A version line, a plan or a test point (TAP 14, "TAP14 Format").
fn is_tap(line: &str) -> bool {
    let is_version = line.strip_prefix("TAP version ").is_some_and(is_number);
    let plan = line.split([' ', '#']).next().unwrap_or_default();
    let is_plan = plan.strip_prefix("1..").is_some_and(is_number);
    let point = line.strip_prefix("not ").unwrap_or(line).strip_prefix("ok");
    is_version || is_plan || point.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Says which lines stand before a report; the place after them.
pub(super) fn pass_over(before: &str, sink: &mut impl ReportSink) -> Place {
    if let Some(line) = before.lines().find(|line| !line.trim_matches(is_blank).is_empty()) {
        let message = "lines that stand before the report are passed over";
        let diagnostic = Diagnostic::info("lines-passed-over", message).with_place(Place::START);
        sink.diagnostic(diagnostic.with_found(line.trim()));
    }
    Place::START.after(before.as_bytes())
}

/// Says what a file is that begins with `head` and is no report.
pub(super) fn unknown(head: &str) -> Diagnostic {
    let head = &head[..head.floor_char_boundary(HEAD)];
    let begin = head.len() - head.trim_start_matches(is_blank).len();
    let text = &head[begin..];
    let diagnostic = match kind(text) {
        Some((message, help)) => Diagnostic::error("unknown-format", message).with_help(help),
        None => Diagnostic::error("unknown-format", "this is plain text, not a report")
            .with_help(KNOWN)
            .with_found(text.lines().next().unwrap_or_default().chars().take(80).collect::<String>()),
    };
    diagnostic.with_place(Place::START.after(&head.as_bytes()[..begin]))
}

/// Files that are often taken for reports: how they begin, what they are, and what to do.
const FILES: [(&str, &str, &str); 8] = [
    ("%PDF-", "this is a PDF file, not a report", KNOWN),
    ("PK\u{3}\u{4}", "this is a zip archive", "give the reports that are in it"),
    ("\u{1F}\u{2039}", "this is a gzip file", "give the report that is in it"),
    ("\u{2030}PNG", "this is an image, not a report", KNOWN),
    ("SQLite format 3", "this is a database, not a report", KNOWN),
    ("RIFF", "this is a media file, not a report", KNOWN),
    ("7z\u{BC}\u{AF}", "this is a 7z archive", "give the reports that are in it"),
    ("version https://git-lfs", "this is a Git LFS pointer, not the report itself", "run \"git lfs pull\""),
];

fn kind(text: &str) -> Option<(&'static str, &'static str)> {
    if text.is_empty() {
        return Some(("the file is empty", "did the test run end before its report was written?"));
    }
    let known = FILES.iter().find(|(start, ..)| text.starts_with(start));
    known.map(|&(_, message, help)| (message, help)).or_else(|| is_binary(text).then_some(BINARY))
}

const BINARY: (&str, &str) = ("this is a binary file, not a report", KNOWN);

/// Whether one character in thirty is a control character that no text holds.
fn is_binary(text: &str) -> bool {
    let start: Vec<char> = text.chars().take(1000).collect();
    let controls =
        start.iter().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{C}' | '\u{1B}'));
    controls.count() * 30 > start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_meaningful_text_decides() {
        for (head, expected) in [
            ("<testsuite/>", Some((Notation::Xml, 0))),
            ("\u{FEFF}\n <a/>", Some((Notation::Xml, 0))),
            (" {\"results\": {}}", Some((Notation::Json, 1))),
            ("[ {\"uri\": \"a\"}]", Some((Notation::Json, 0))),
            ("\n> shop@1.0.0 test\n> vitest\n\n{\"a\":1}", Some((Notation::Json, 29))),
            ("[INFO] Scanning\n[tests]\n", None),
            ("TAP version 14\n", Some((Notation::Tap, 0))),
            ("# a comment\n1..2 # two\n", Some((Notation::Tap, 0))),
            ("t/a.t ..\nok 1 - adds\n", Some((Notation::Tap, 0))),
            ("not ok\n", Some((Notation::Tap, 0))),
            ("okay\n", None),
            ("hello <a/>", None),
        ] {
            assert_eq!(notation(head, true), expected, "{head:?}");
        }
    }

    #[test]
    fn a_line_that_may_go_on_does_not_decide() {
        assert_eq!(notation("ok", false), None);
        assert_eq!(notation("[", false), None);
        assert_eq!(notation("{ \n", false), None);
    }

    #[test]
    fn what_is_no_report_is_called_what_it_is() {
        for (head, expected) in [
            ("", "the file is empty"),
            (" \n", "the file is empty"),
            ("%PDF-1.7", "this is a PDF file, not a report"),
            ("PK\u{3}\u{4}\u{14}", "this is a zip archive"),
            ("\u{1F}\u{2039}\u{8}", "this is a gzip file"),
            ("a\0\u{1}b", "this is a binary file, not a report"),
            ("hello", "this is plain text, not a report"),
        ] {
            assert_eq!(unknown(head).message, expected, "{head:?}");
        }
    }
}
