//! TRX, the results of Visual Studio and of `dotnet test`: `TestRun` in a namespace of `TeamTest`.
//!
//! The class and the assembly of a test stand in its definition, which comes after the results in newer files. Until it is
//! known, results are held back, up to a bound.

mod definitions;
mod result;

use std::collections::VecDeque;

use super::raw::{CaseSink, RawSuite};
use super::tree::{Dialect, Grammar, Whole, given_attribute, text};
use crate::diag::Diagnostic;
use crate::limits;
use crate::xml::{Element, Start};

use definitions::Definitions;
use result::Pending;

const GRAMMAR: Grammar = Grammar {
    cases: result::ELEMENTS,
    others: definitions::ELEMENTS_AND_RUN_INFO,
    printed: &["StdOut"],
    silent: &["StdOut", "StdErr", "DebugTrace", "TraceInfo"],
    ignored: &["TestSettings", "TestRunConfiguration", "TestLists", "TestEntries", "CollectorDataEntries"],
};

/// TRX files.
#[derive(Debug, Default)]
pub(super) struct Trx {
    definitions: Definitions,
    are_defined: bool,
    held: VecDeque<Pending>,
    held_bytes: usize,
    has_told_bound: bool,
}

impl Dialect for Trx {
    fn grammar(&self) -> &'static Grammar {
        &GRAMMAR
    }

    fn suite(&mut self, start: &Start<'_>, suite: &mut RawSuite) {
        suite.name = given_attribute(start, "name").unwrap_or_default();
    }

    fn whole(&mut self, whole: Whole<'_>, sink: &mut dyn CaseSink) {
        let Whole { element, surroundings, output } = whole;
        if result::ELEMENTS.contains(&element.name.as_str()) {
            let path = surroundings.child_path(&element.name);
            let pending = result::read(element, &path, surroundings.suite().as_ref(), output);
            pending.into_iter().for_each(|pending| self.take(pending, sink));
        } else if element.name == "RunInfo" {
            tell_run_info(element, &surroundings.child_path(&element.name), sink);
        } else {
            self.definitions.add(element);
        }
    }

    fn leave(&mut self, name: &str, sink: &mut dyn CaseSink) {
        if name == "TestDefinitions" {
            self.are_defined = true;
            self.finish(sink);
        }
    }

    fn finish(&mut self, sink: &mut dyn CaseSink) {
        while let Some(pending) = self.held.pop_front() {
            sink.case(self.definitions.complete(pending));
        }
        self.held_bytes = 0;
    }
}

impl Trx {
    /// Tells a result, or holds it back until its definition is known.
    fn take(&mut self, pending: Pending, sink: &mut dyn CaseSink) {
        if self.are_defined {
            return sink.case(self.definitions.complete(pending));
        }
        self.held_bytes += pending.bytes();
        self.held.push_back(pending);
        while self.held_bytes > limits::HELD_RESULTS_BYTES {
            let Some(pending) = self.held.pop_front() else { return };
            self.held_bytes -= pending.bytes();
            if !std::mem::replace(&mut self.has_told_bound, true) {
                sink.diagnostic(bound_reached(&pending));
            }
            sink.case(self.definitions.complete(pending));
        }
    }
}

fn bound_reached(pending: &Pending) -> Diagnostic {
    let message =
        "the definitions of the tests come too late to be waited for: class and assembly are not known";
    let mut diagnostic =
        Diagnostic::warning("definitions-too-late", message).with_path(pending.case.path.clone());
    diagnostic.place = pending.case.place;
    diagnostic.with_help(
        "they are taken from the name where it has them; smaller reports are read with their definitions",
    )
}

/// What went wrong outside of all tests.
fn tell_run_info(element: &Element, path: &str, sink: &mut dyn CaseSink) {
    let is_error = matches!(element.attribute("outcome"), Some("Error" | "Failed" | "Aborted" | "Timeout"));
    if is_error {
        let mut diagnostic =
            Diagnostic::warning("suite-failed", "the run failed by itself, which no test shows");
        diagnostic.place = element.place;
        sink.diagnostic(diagnostic.with_found(text(element)).with_path(path));
    }
}
