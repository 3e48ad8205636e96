//! Diagnostics for eyes: one line of words, the source line with a caret, the help.

use std::fmt::Write;

use super::{Diagnostic, Place};

/// Longest piece of a source line that an excerpt shows, in code points.
const EXCERPT: usize = 120;

/// The diagnostic as text, with an excerpt of `source` where it is given and the diagnostic has a place.
///
/// Control characters of the source are shown as U+FFFD, so that a report cannot write to a terminal.
pub fn render(diagnostic: &Diagnostic, source: Option<&str>) -> String {
    let mut text = heading(diagnostic);
    if let (Some(source), Some(place)) = (source, diagnostic.place) {
        excerpt(&mut text, source, place);
    }
    if !diagnostic.expected.is_empty() {
        let _ = write!(text, "\n  expected: {}", printable(&diagnostic.expected.join(", ")));
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(text, "\n  help: {}", printable(help));
    }
    text
}

fn heading(diagnostic: &Diagnostic) -> String {
    let mut text = String::new();
    if let Some(file) = &diagnostic.file {
        let _ = write!(text, "{}:", printable(file));
    }
    if let Some(place) = diagnostic.place {
        let _ = write!(text, "{}:{}:", place.line, place.column);
    }
    if !text.is_empty() {
        text.push(' ');
    }
    let Diagnostic { severity, code, message, .. } = diagnostic;
    let _ = write!(text, "{severity}[{code}]: {}", printable(message));
    if !diagnostic.path.is_empty() {
        let _ = write!(text, "\n  at {}", printable(&diagnostic.path));
    }
    text
}

/// The line of the place, cut around the place where it is long, and a caret under it.
fn excerpt(text: &mut String, source: &str, place: Place) {
    let Some(line) = source.lines().nth(place.line as usize - 1) else {
        return;
    };
    let column = place.column as usize - 1;
    let skipped = column.saturating_sub(EXCERPT / 2);
    let shown: String = line.chars().skip(skipped).take(EXCERPT).collect();
    let number = place.line.to_string();
    let margin = " ".repeat(number.len());
    let caret = " ".repeat(column - skipped);
    let _ = write!(text, "\n{number} | {}\n{margin} | {caret}^", printable(&shown));
}

fn printable(text: &str) -> String {
    let is_hidden =
        |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if is_hidden(c) { '\u{FFFD}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_shows_its_line_and_a_caret() {
        let place = Place { line: 2, column: 4, offset: 6 };
        let diagnostic = Diagnostic::error("xml-syntax", "a sentence").with_place(place).with_help("do this");
        let expected = "2:4: error[xml-syntax]: a sentence\n2 | bc<d\n  |    ^\n  help: do this";
        assert_eq!(render(&diagnostic, Some("a\nbc<d\n")), expected);
    }

    #[test]
    fn control_and_bidi_characters_are_not_printed() {
        let diagnostic = Diagnostic::error("x", "a\u{1b}[31m\u{202e}b");
        assert_eq!(render(&diagnostic, None), "error[x]: a\u{FFFD}[31m\u{FFFD}b");
    }
}
