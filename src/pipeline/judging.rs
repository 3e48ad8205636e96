//! What the documentation asks, counted over all parts: a rule that a million runs break is one finding, at the place of the
//! first of them.

use std::collections::{BTreeMap, HashSet};

use crate::diag::Diagnostic;
use crate::model::{Context, Run};
use crate::parts::CaseOrigin;
use crate::rules::{Judge, Judgement, Name, Severities};

/// What the rules have to say so far.
#[derive(Debug, Default)]
pub(super) struct Judging {
    severities: Severities,
    said: BTreeMap<Name, Said>,
    /// Hashes of the payloads.
    payloads: HashSet<String>,
}

/// What a rule has to say.
#[derive(Debug)]
struct Said {
    /// In words, of the first that it is about.
    first: String,
    /// Where the case of the first run that it is about stands.
    origin: Option<CaseOrigin>,
    /// How often it was said.
    count: u64,
}

impl Judging {
    pub(super) fn new(severities: Severities) -> Self {
        Self { severities, ..Self::default() }
    }

    /// Judges the payload of that context and these runs, whose cases stand there.
    pub(super) fn judge(&mut self, context: &Context, runs: &[Run], origins: &[CaseOrigin]) {
        let mut judge = Judge::new(context.clone());
        let first = origins.first().copied();
        self.note(judge.context(), first);
        for (position, run) in runs.iter().enumerate() {
            self.note(judge.run(run), origins.get(position).copied());
        }
        self.note(judge.finish(), first);
    }

    /// Notes the hash of a payload, whose first case stands there.
    pub(super) fn note_payload(&mut self, sha256: &str, origin: Option<CaseOrigin>) {
        if !self.payloads.insert(sha256.to_owned()) {
            let message = "two payloads are the same, and Octane does not process the second".to_owned();
            self.note([Judgement { name: Name::DuplicatePayload, message, remedy: None }], origin);
        }
    }

    fn note(&mut self, judgements: impl IntoIterator<Item = Judgement>, origin: Option<CaseOrigin>) {
        for Judgement { name, message, .. } in judgements {
            let said = self.said.entry(name).or_insert(Said { first: message, origin, count: 0 });
            said.count += 1;
        }
    }

    /// A finding for each rule that is broken; `file_of` is the name of an input.
    pub(super) fn diagnostics<'a>(
        &self,
        file_of: impl Fn(usize) -> Option<&'a str>,
    ) -> impl Iterator<Item = Diagnostic> {
        self.said.iter().filter_map(move |(name, Said { first, origin, count })| {
            let message = match count {
                1 => first.clone(),
                _ => format!("{first}; {} more like it", count - 1),
            };
            let mut finding = self.severities.finding(*name, message)?;
            finding.file = origin.and_then(|origin| file_of(origin.input)).map(str::to_owned);
            finding.place = origin.and_then(|origin| origin.place);
            Some(finding)
        })
    }
}
