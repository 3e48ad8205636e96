//! Tests that come twice: the same module, package, class, name and run name in one build, which Octane's documentation
//! forbids within a payload.
//!
//! Owns which tests were seen, over the whole stream and in bounded memory, and what is done with those that come again.
//! Knows no part: whether an earlier run can still be taken back is for the caller to say.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

use serde::Deserialize;

use crate::diag::Diagnostic;
use crate::limits::KNOWN_TESTS;
use crate::model::{Build, GherkinRun, Status, TestRun};

/// What is done with tests that come again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DuplicatePolicy {
    /// Each is a run of its own, by a `run_name` of its own: `adds (2)`.
    #[default]
    Distinct,
    /// The worst stays.
    Worst,
    /// The last stays.
    Last,
    /// The first stays; each other is an error.
    Refuse,
}

/// What is to be done with a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is new.
    New,
    /// It came before, and is a run of its own by this run name.
    Distinct(String),
    /// It came before, and stands in its place.
    Replaces,
    /// It came before, and is told apart by nothing: in a later part it updates what came before.
    Updates,
    /// It came before, and what came before stays.
    Merged,
    /// It came before, and is refused.
    Refused,
}

/// The tests that were seen, as hashes of what Octane knows them by.
#[derive(Debug, Default)]
pub struct Seen {
    tests: HashMap<Hash, Earlier>,
    policy: DuplicatePolicy,
    limit: usize,
    is_full: bool,
}

/// Code points of a name that a number is put behind: with it, the run name is within Octane's 255.
const LONGEST_NAME: usize = 240;

/// 96 bits: among a million tests, two share one by chance once in 10^17 conversions. Not SHA-256: nobody
/// gains by a report that collides with itself, and it costs several times as much.
type Hash = [u32; 3];

/// What is known of a test that was seen: how often it came, and how it went.
#[derive(Debug, Clone, Copy)]
struct Earlier {
    times: u16,
    status: Status,
}

impl Seen {
    /// Nothing seen so far.
    pub fn new(policy: DuplicatePolicy) -> Self {
        Self { policy, limit: KNOWN_TESTS, ..Self::default() }
    }

    /// What is to be said where more tests came than are remembered.
    pub fn limit_reached(&self) -> Option<Diagnostic> {
        self.is_full.then(|| {
            let message = format!(
                "there are more than {} tests, and those behind are not compared with each other",
                self.limit
            );
            Diagnostic::info("duplicates-limit", message)
        })
    }

    /// What is to be done with the next run of a build.
    pub fn judge(&mut self, run: &TestRun, build: Option<&Build>) -> Verdict {
        let hash = hash(&identity(run), build);
        self.known(hash, run.status).unwrap_or_else(|times| self.distinct(run, build, times))
    }

    /// The same for a Gherkin run, which has no run name that could tell it apart.
    pub fn judge_feature(&mut self, run: &GherkinRun, build: Option<&Build>) -> Verdict {
        let hash = hash(&feature_identity(run), build);
        self.known(hash, run.status).unwrap_or(Verdict::Updates)
    }

    /// What the policy says; how often the test has come now, where each is to be told apart.
    fn known(&mut self, hash: Hash, status: Status) -> Result<Verdict, u16> {
        let Some(earlier) = self.tests.get_mut(&hash) else {
            self.remember(hash, status);
            return Ok(Verdict::New);
        };
        earlier.times = earlier.times.saturating_add(1);
        match self.policy {
            DuplicatePolicy::Distinct => Err(earlier.times),
            DuplicatePolicy::Worst if badness(status) <= badness(earlier.status) => Ok(Verdict::Merged),
            DuplicatePolicy::Worst | DuplicatePolicy::Last => {
                earlier.status = status;
                Ok(Verdict::Replaces)
            }
            DuplicatePolicy::Refuse => Ok(Verdict::Refused),
        }
    }

    /// A run name that no run of the test has had.
    fn distinct(&mut self, run: &TestRun, build: Option<&Build>, mut times: u16) -> Verdict {
        let own = run.run_name.as_deref().unwrap_or(&run.name);
        let own: String = own.chars().take(LONGEST_NAME).collect();
        loop {
            let name = format!("{own} ({times})");
            let [module, package, class, test, _] = identity(run);
            let hash = hash(&[module, package, class, test, &name], build);
            if times == u16::MAX || !self.tests.contains_key(&hash) {
                self.remember(hash, run.status);
                return Verdict::Distinct(name);
            }
            times += 1;
        }
    }

    fn remember(&mut self, hash: Hash, status: Status) {
        if self.tests.len() < self.limit {
            self.tests.insert(hash, Earlier { times: 1, status });
        } else {
            self.is_full = true;
        }
    }
}

/// What Octane knows a run by; what is left out is the same as what is empty.
pub fn identity(run: &TestRun) -> [&str; 5] {
    let TestRun { module, package, class, name, run_name, .. } = run;
    let texts = [module.as_deref(), package.as_deref(), class.as_deref(), Some(name), run_name.as_deref()];
    texts.map(Option::unwrap_or_default)
}

/// What it knows a Gherkin run by.
pub fn feature_identity(run: &GherkinRun) -> [&str; 3] {
    let GherkinRun { name, feature, .. } = run;
    [name, &feature.name, &feature.path]
}

/// An identity in a build: another build is another payload. In one piece, because it is hashed twice.
fn hash(identity: &[&str], build: Option<&Build>) -> Hash {
    let build = build.map(|build| [&build.server_id, &build.job_id, &build.build_id].map(String::as_str));
    let count = identity.len().to_le_bytes();
    let texts = identity.iter().copied().chain(build.into_iter().flatten());
    let mut bytes = Vec::with_capacity(256);
    bytes.extend_from_slice(&count);
    for text in texts {
        bytes.extend_from_slice(&text.len().to_le_bytes());
        bytes.extend_from_slice(text.as_bytes());
    }
    let of = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        hasher.write(&bytes);
        hasher.write_u8(seed);
        hasher.finish()
    };
    let (first, second) = (of(0), of(1));
    [high(first), low(first), high(second)]
}

#[allow(clippy::cast_possible_truncation, reason = "the upper half fits")]
fn high(number: u64) -> u32 {
    (number >> 32) as u32
}

#[allow(clippy::cast_possible_truncation, reason = "the lower half is what is meant")]
fn low(number: u64) -> u32 {
    number as u32
}

fn badness(status: Status) -> u8 {
    match status {
        Status::Passed => 0,
        Status::Planned => 1,
        Status::Skipped => 2,
        Status::Failed => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(class: &str, name: &str, status: Status) -> TestRun {
        TestRun { class: Some(class.to_owned()), name: name.to_owned(), status, ..TestRun::default() }
    }

    fn judge(policy: DuplicatePolicy, runs: &[TestRun]) -> Vec<Verdict> {
        let mut seen = Seen::new(policy);
        runs.iter().map(|run| seen.judge(run, None)).collect()
    }

    #[test]
    fn each_policy_judges_in_its_way() {
        let runs = [Status::Passed, Status::Failed, Status::Skipped].map(|status| run("C", "adds", status));
        let distinct = |times: u8| Verdict::Distinct(format!("adds ({times})"));
        for (policy, second, third) in [
            (DuplicatePolicy::Distinct, distinct(2), distinct(3)),
            (DuplicatePolicy::Worst, Verdict::Replaces, Verdict::Merged),
            (DuplicatePolicy::Last, Verdict::Replaces, Verdict::Replaces),
            (DuplicatePolicy::Refuse, Verdict::Refused, Verdict::Refused),
        ] {
            assert_eq!(judge(policy, &runs), [Verdict::New, second, third], "{policy:?}");
        }
    }

    #[test]
    fn tests_differ_in_any_part_of_their_identity() {
        let mut named = run("C", "adds", Status::Passed);
        named.run_name = Some("chromium".to_owned());
        let runs = [
            run("C", "adds", Status::Passed),
            run("C", "adds[1]", Status::Passed),
            run("Ca", "dds", Status::Passed),
            TestRun { module: Some("C".to_owned()), class: None, ..run("", "adds", Status::Passed) },
            named,
        ];
        assert_eq!(judge(DuplicatePolicy::Refuse, &runs), [const { Verdict::New }; 5]);
    }

    #[test]
    fn what_is_left_out_is_the_same_as_what_is_empty() {
        let empty = TestRun { module: Some(String::new()), ..run("C", "adds", Status::Passed) };
        let runs = [run("C", "adds", Status::Passed), empty];
        assert_eq!(judge(DuplicatePolicy::Refuse, &runs), [Verdict::New, Verdict::Refused]);
    }

    #[test]
    fn a_run_name_that_is_taken_is_not_given() {
        let mut taken = run("C", "adds", Status::Passed);
        taken.run_name = Some("adds (2)".to_owned());
        let runs = [run("C", "adds", Status::Passed), taken, run("C", "adds", Status::Passed)];
        assert_eq!(judge(DuplicatePolicy::Distinct, &runs)[2], Verdict::Distinct("adds (3)".to_owned()));
    }

    #[test]
    fn the_same_test_in_two_builds_is_no_duplicate() {
        let mut seen = Seen::new(DuplicatePolicy::Refuse);
        let build = |id: &str| Build { build_id: id.to_owned(), ..Build::default() };
        let run = run("C", "adds", Status::Passed);
        assert_eq!(seen.judge(&run, Some(&build("1"))), Verdict::New);
        assert_eq!(seen.judge(&run, Some(&build("2"))), Verdict::New);
        assert_eq!(seen.judge(&run, Some(&build("1"))), Verdict::Refused);
    }

    #[test]
    fn what_is_remembered_is_bounded_and_said() {
        let mut seen = Seen { limit: 2, ..Seen::new(DuplicatePolicy::Refuse) };
        let judge = |seen: &mut Seen, name| seen.judge(&run("C", name, Status::Passed), None);
        assert_eq!([judge(&mut seen, "a"), judge(&mut seen, "b")], [const { Verdict::New }; 2]);
        assert_eq!(seen.limit_reached(), None);
        assert_eq!([judge(&mut seen, "c"), judge(&mut seen, "c")], [const { Verdict::New }; 2]);
        let message = "there are more than 2 tests, and those behind are not compared with each other";
        assert_eq!(seen.limit_reached().unwrap().message, message);
        assert_eq!(judge(&mut seen, "a"), Verdict::Refused);
    }
}
