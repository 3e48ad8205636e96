//! What a file is, by its content and never by its name.

use super::Format;
use super::notation::KNOWN;
use crate::diag::Diagnostic;
use crate::xml::Event;

/// What the first event tells.
pub(super) enum Detected {
    /// Not yet anything.
    Nothing,
    Format(Format),
    Unknown(Box<Diagnostic>),
}

/// Root elements and their formats.
const ROOTS: [(&str, Format); 4] = [
    ("testsuites", Format::Junit),
    ("testsuite", Format::Junit),
    ("testcase", Format::Junit),
    ("test_result", Format::Octane),
];

pub(super) fn detect(event: Event<'_>) -> Detected {
    let Event::Start(start) = event else { return Detected::Nothing };
    let name = start.name().local;
    if let Some(&(_, format)) = ROOTS.iter().find(|(root, _)| *root == name) {
        return Detected::Format(format);
    }
    let (message, help) = if name.eq_ignore_ascii_case("html") {
        (
            "this is a web page, not a report".to_owned(),
            "was it downloaded from a server that asked to sign in?",
        )
    } else {
        (format!("no known report begins with element \"{name}\""), KNOWN)
    };
    let diagnostic = Diagnostic::error("unknown-format", message).with_place(start.place());
    let expected = ROOTS.map(|(root, _)| root);
    let diagnostic = diagnostic.with_path(format!("/{name}")).with_expected(expected).with_help(help);
    Detected::Unknown(Box::new(diagnostic))
}
