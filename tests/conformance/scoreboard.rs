//! The results as a page to read.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::known_failures::KnownFailures;
use crate::suite::Kind;
use crate::workers::Outcome;

const HEADING: &str = "\
# W3C XML Schema Test Suite, XSD 1.0

Written by `cargo test --test conformance -- update`. Half of the suite's cases that are accepted or stable for
XSD 1.0, chosen by a hash of their group's name; the suite is published at github.com/w3c/xsdtests.

";

/// Cases that passed, of how many.
#[derive(Default, Clone, Copy)]
struct Count {
    passed: usize,
    cases: usize,
}

impl Count {
    fn add(&mut self, outcome: &Outcome) {
        self.cases += 1;
        self.passed += usize::from(outcome.failure.is_none());
    }

    /// Hundredths of a percent, rounded down, so that nothing is complete that is not.
    fn share(self) -> String {
        let hundredths = (self.passed * 10_000).checked_div(self.cases).unwrap_or(10_000);
        format!("{}.{:02} %", hundredths / 100, hundredths % 100)
    }

    fn cell(self) -> String {
        if self.cases == 0 {
            return "–".to_owned();
        }
        format!("{} of {}, {}", self.passed, self.cases, self.share())
    }
}

pub(crate) fn text(outcomes: &[Outcome], known: &KnownFailures) -> String {
    let mut text = HEADING.to_owned();
    table(&mut text, outcomes);
    let reasons: Vec<_> = known.reasons().collect();
    if !reasons.is_empty() {
        text.push_str("\n## Known failures\n\n");
    }
    for (id, reason) in reasons {
        let _ = writeln!(text, "- `{id}`: {reason}");
    }
    text
}

fn table(text: &mut String, outcomes: &[Outcome]) {
    text.push_str("| set | schemas | documents |\n|---|---|---|\n");
    let mut sets: BTreeMap<&str, [Count; 2]> = BTreeMap::new();
    let mut all = [Count::default(); 2];
    for outcome in outcomes {
        let column = usize::from(outcome.case.kind == Kind::Instance);
        sets.entry(&outcome.case.set).or_default()[column].add(outcome);
        all[column].add(outcome);
    }
    for (set, [schemas, documents]) in sets {
        let _ = writeln!(text, "| {set} | {} | {} |", schemas.cell(), documents.cell());
    }
    let [schemas, documents] = all;
    let _ = writeln!(text, "| **all** | **{}** | **{}** |", schemas.cell(), documents.cell());
}
