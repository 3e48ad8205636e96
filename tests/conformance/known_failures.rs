//! The list of cases that are known to fail, each with the clause that says why. It can only shrink.

use std::collections::BTreeMap;
use std::path::Path;

use crate::workers::Outcome;

const HEADING: &str = "\
# Cases of the W3C suite that fail, and why: the clause, then the reason. A line ends with a case that passes again.
# <id> | <clause and reason>
";

/// Reasons by the id of their case.
pub(crate) struct KnownFailures(BTreeMap<String, String>);

impl KnownFailures {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = crate::read(path)?;
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        lines.map(entry).collect::<Result<_, _>>().map(Self)
    }

    pub(crate) fn write(&self, path: &Path) -> Result<(), String> {
        let lines = self.0.iter().map(|(id, reason)| format!("{id} | {reason}\n"));
        crate::write(path, &(HEADING.to_owned() + &lines.collect::<String>()))
    }

    /// Those that are of this suite and still fail.
    pub(crate) fn still_failing(self, outcomes: &[Outcome]) -> Self {
        let failing = failing(outcomes);
        Self(self.0.into_iter().filter(|(id, _)| failing.contains_key(id.as_str())).collect())
    }

    pub(crate) fn reasons(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(id, reason)| (id.as_str(), reason.as_str()))
    }

    /// What the list does not say of these outcomes, or says wrongly.
    pub(crate) fn faults(&self, outcomes: &[Outcome]) -> Vec<String> {
        let failing = failing(outcomes);
        let mut faults: Vec<String> = failing
            .iter()
            .filter(|(id, _)| !self.0.contains_key(**id))
            .map(|(id, failure)| format!("fails: {id}: {failure}"))
            .collect();
        let run: Vec<&str> = outcomes.iter().map(|outcome| outcome.case.id.as_str()).collect();
        for id in self.0.keys().filter(|id| !failing.contains_key(id.as_str())) {
            let fault = if run.contains(&id.as_str()) {
                "passes, but is listed"
            } else {
                "is listed, but did not run"
            };
            faults.push(format!("{fault}: {id}"));
        }
        faults
    }
}

fn failing(outcomes: &[Outcome]) -> BTreeMap<&str, &str> {
    outcomes
        .iter()
        .filter_map(|outcome| Some((outcome.case.id.as_str(), outcome.failure.as_deref()?)))
        .collect()
}

fn entry(line: &str) -> Result<(String, String), String> {
    match line.split_once(" | ") {
        Some((id, reason)) if !reason.trim().is_empty() => Ok((id.to_owned(), reason.to_owned())),
        _ => Err(format!("known-failures.txt: a line without a reason: {line}")),
    }
}
