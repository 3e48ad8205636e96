//! What the documentation asks, counted over all parts: a rule that a million runs break is one finding.

use std::collections::{BTreeMap, HashSet};

use crate::diag::Diagnostic;
use crate::model::{Context, Run};
use crate::rules::{Judge, Judgement, Name, Severities};

/// What the rules have to say so far.
#[derive(Debug, Default)]
pub(super) struct Judging {
    severities: Severities,
    /// By rule: what it said first, and how often.
    said: BTreeMap<Name, (String, u64)>,
    /// Hashes of the payloads.
    payloads: HashSet<String>,
}

impl Judging {
    pub(super) fn new(severities: Severities) -> Self {
        Self { severities, ..Self::default() }
    }

    /// Judges the payload of that context and these runs.
    pub(super) fn judge(&mut self, context: &Context, runs: &[Run]) {
        let mut judge = Judge::new(context.clone());
        judge.context().into_iter().for_each(|judgement| self.note(judgement));
        for run in runs {
            judge.run(run).into_iter().for_each(|judgement| self.note(judgement));
        }
        judge.finish().into_iter().for_each(|judgement| self.note(judgement));
    }

    /// Notes the hash of a payload.
    pub(super) fn note_payload(&mut self, sha256: &str) {
        if !self.payloads.insert(sha256.to_owned()) {
            let message = "two payloads are the same, and Octane does not process the second".to_owned();
            self.note(Judgement { name: Name::DuplicatePayload, message, remedy: None });
        }
    }

    fn note(&mut self, Judgement { name, message, .. }: Judgement) {
        self.said.entry(name).or_insert((message, 0)).1 += 1;
    }

    pub(super) fn diagnostics(&self) -> impl Iterator<Item = Diagnostic> {
        self.said.iter().filter_map(|(name, (first, count))| {
            let message = match count {
                1 => first.clone(),
                _ => format!("{first} ({count} times)"),
            };
            self.severities.finding(*name, message)
        })
    }
}
