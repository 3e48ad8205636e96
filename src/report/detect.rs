//! What a file is, by its content and never by its name.

use super::Format;
use super::notation::KNOWN;
use crate::diag::Diagnostic;
use crate::xml::{Event, Name};

/// What the first event tells.
pub(super) enum Detected {
    /// Not yet anything.
    Nothing,
    Format(Format),
    Unknown(Box<Diagnostic>),
}

/// Where the namespace of a root element has to begin so.
#[derive(Clone, Copy)]
enum Namespace {
    /// None at all, because others call their root the same.
    None,
    /// Any but one of another format.
    AnyBut(&'static str),
    /// One that begins so.
    Beginning(&'static str),
}

/// The namespace of the framework Check, whose root is called as that of JUnit.
const CHECK: &str = "http://check.sourceforge.net/ns";

/// Namespaces of Visual Studio's test results, of 2006 and 2010.
const TEAM_TEST: &str = "http://microsoft.com/schemas/VisualStudio/TeamTest/";

/// Root elements, their namespaces, and their formats.
const ROOTS: [(&str, Namespace, Format); 13] = [
    ("testsuites", Namespace::AnyBut(CHECK), Format::Junit),
    ("testsuite", Namespace::AnyBut(CHECK), Format::Junit),
    ("testcase", Namespace::AnyBut(CHECK), Format::Junit),
    ("test_result", Namespace::AnyBut(CHECK), Format::Octane),
    ("testResult", Namespace::None, Format::Octane2015),
    ("TestRun", Namespace::Beginning(TEAM_TEST), Format::Trx),
    ("test-results", Namespace::None, Format::NUnit2),
    ("test-run", Namespace::None, Format::NUnit3),
    ("assemblies", Namespace::None, Format::Xunit),
    ("assembly", Namespace::None, Format::Xunit),
    ("testng-results", Namespace::None, Format::TestNg),
    ("robot", Namespace::None, Format::Robot),
    ("features", Namespace::None, Format::Features),
];

impl Namespace {
    fn allows(self, namespace: Option<&str>) -> bool {
        match self {
            Self::None => namespace.is_none(),
            Self::AnyBut(other) => namespace != Some(other),
            Self::Beginning(start) => namespace.is_some_and(|namespace| namespace.starts_with(start)),
        }
    }
}

pub(super) fn detect(event: Event<'_>) -> Detected {
    let Event::Start(start) = event else { return Detected::Nothing };
    let Name { local: name, namespace, .. } = start.name();
    let is_root = |(root, wanted, _): &&(&str, Namespace, Format)| *root == name && wanted.allows(namespace);
    if let Some(&(_, _, format)) = ROOTS.iter().find(is_root) {
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
    let expected = ROOTS.map(|(root, _, _)| root);
    let diagnostic = diagnostic.with_path(format!("/{name}")).with_expected(expected).with_help(help);
    Detected::Unknown(Box::new(diagnostic))
}
