//! Cutting a stream of runs into parts: at most so many runs each, runs that can share a payload together.
//!
//! Some things stand once for a whole payload: the build, and for Gherkin runs all links. Runs that differ in these go to
//! different parts, and so do plain and Gherkin runs, which the schema does not let mix.

use crate::limits::PART_BYTES;
use crate::model::{Build, Links, Run};

/// Runs that share a payload, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// What they share.
    pub key: Key,
    /// The runs.
    pub runs: Vec<Run>,
    /// For each run, the number that it was added with.
    pub origins: Vec<usize>,
    /// Bytes of their long texts, at least.
    weight: usize,
}

/// What all runs of one payload have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Key {
    /// The build.
    pub build: Option<Build>,
    /// Whether they are Gherkin runs.
    pub is_gherkin: bool,
    /// The links of the report, for Gherkin runs: these have none of their own.
    pub links: Links,
}

/// Bytes of long texts in one part; what a payload adds to them fits into the rest.
const MOST_TEXT: usize = PART_BYTES / 10 * 9;

/// The bytes of a run's long texts.
fn weight(run: &Run) -> usize {
    match run {
        Run::Gherkin(run) => run.feature.file.len(),
        Run::Test(run) => {
            let error = run.error.as_ref();
            let message = error.and_then(|error| error.message.as_ref()).map_or(0, String::len);
            let text = error.map_or(0, |error| error.text.len());
            message + text + run.description.as_ref().map_or(0, String::len)
        }
    }
}

/// Collects runs until a part is full. The same runs in the same order give the same parts.
#[derive(Debug)]
pub struct Cutter {
    open: Vec<Batch>,
    runs_per_part: usize,
}

impl Cutter {
    /// A cutter for parts of at most `runs_per_part` runs, and at least one.
    pub fn new(runs_per_part: usize) -> Self {
        Self { open: Vec::new(), runs_per_part: runs_per_part.max(1) }
    }

    /// Adds a run, with a number that stands for where it comes from, to the part of its key; the part, when it is full.
    pub fn add(&mut self, key: &Key, run: Run, origin: usize) -> Option<Batch> {
        let heavy = self.take_heavy(key, weight(&run));
        let index = self.open.iter().position(|batch| batch.key == *key).unwrap_or_else(|| {
            self.open.push(Batch { key: key.clone(), ..Batch::default() });
            self.open.len() - 1
        });
        let batch = &mut self.open[index];
        batch.weight += weight(&run);
        batch.runs.push(run);
        batch.origins.push(origin);
        let full = (batch.runs.len() == self.runs_per_part).then(|| self.open.remove(index));
        heavy.or(full)
    }

    /// The part of a key, where with so much more text it would be too large: a thousand long stack traces must not gather
    /// in memory.
    fn take_heavy(&mut self, key: &Key, more: usize) -> Option<Batch> {
        let is_heavy = |batch: &Batch| !batch.runs.is_empty() && batch.weight + more > MOST_TEXT;
        let index = self.open.iter().position(|batch| batch.key == *key && is_heavy(batch))?;
        Some(self.open.remove(index))
    }

    /// Takes a run out of the part of its key, where that is still open, with its number.
    pub fn take_back(&mut self, key: &Key, is_it: impl Fn(&Run) -> bool) -> Option<(Run, usize)> {
        let batch = self.open.iter_mut().find(|batch| batch.key == *key)?;
        let index = batch.runs.iter().rposition(is_it)?;
        Some((batch.runs.remove(index), batch.origins.remove(index)))
    }

    /// The part of a key, complete as it is, where it is open and holds such a run.
    pub fn take_with(&mut self, key: &Key, is_it: impl Fn(&Run) -> bool) -> Option<Batch> {
        let holds = |batch: &Batch| batch.key == *key && batch.runs.iter().any(&is_it);
        let index = self.open.iter().position(holds)?;
        Some(self.open.remove(index))
    }

    /// The parts that are not full, in the order in which they were begun.
    pub fn take_open(&mut self) -> Vec<Batch> {
        std::mem::take(&mut self.open)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(name: &str) -> Run {
        Run::Test(Box::new(crate::model::TestRun { name: name.to_owned(), ..Default::default() }))
    }

    #[test]
    fn a_part_is_handed_out_as_soon_as_it_is_full() {
        let mut cutter = Cutter::new(2);
        let key = Key::default();
        assert_eq!(cutter.add(&key, run("a"), 0), None);
        assert_eq!(cutter.add(&key, run("b"), 0).unwrap().runs, [run("a"), run("b")]);
        assert_eq!(cutter.add(&key, run("c"), 0), None);
        assert_eq!(cutter.take_open()[0].runs, [run("c")]);
    }

    #[test]
    fn a_part_is_handed_out_before_its_texts_grow_too_large() {
        let mut cutter = Cutter::new(10);
        let heavy = || {
            let error = crate::model::RunError { text: "x".repeat(PART_BYTES / 3), ..Default::default() };
            Run::Test(Box::new(crate::model::TestRun { error: Some(error), ..Default::default() }))
        };
        let sizes: Vec<_> =
            (0..5).map(|_| cutter.add(&Key::default(), heavy(), 0).map(|batch| batch.runs.len())).collect();
        assert_eq!(sizes, [None, None, Some(2), None, Some(2)]);
    }

    #[test]
    fn runs_that_cannot_share_a_payload_go_to_different_parts() {
        let mut cutter = Cutter::new(10);
        let plain = Key::default();
        let gherkin = Key { is_gherkin: true, ..Key::default() };
        for key in [&plain, &gherkin, &plain] {
            cutter.add(key, run("x"), 0);
        }
        let sizes: Vec<usize> = cutter.take_open().iter().map(|batch| batch.runs.len()).collect();
        assert_eq!(sizes, [2, 1]);
    }

    #[test]
    fn a_part_is_completed_early_where_it_holds_a_run_that_it_may_not_hold_twice() {
        let mut cutter = Cutter::new(10);
        let key = Key::default();
        cutter.add(&key, run("a"), 0);
        assert_eq!(cutter.take_with(&key, |found| *found == run("b")), None);
        assert_eq!(cutter.take_with(&key, |found| *found == run("a")).unwrap().runs, [run("a")]);
        assert!(cutter.take_open().is_empty());
    }

    #[test]
    fn a_run_is_taken_back_as_long_as_its_part_is_open() {
        let mut cutter = Cutter::new(2);
        let key = Key::default();
        cutter.add(&key, run("a"), 7);
        assert_eq!(cutter.take_back(&key, |found| *found == run("b")), None);
        assert_eq!(cutter.take_back(&key, |found| *found == run("a")), Some((run("a"), 7)));
        cutter.add(&key, run("a"), 7);
        cutter.add(&key, run("b"), 8);
        assert_eq!(cutter.take_back(&key, |found| *found == run("a")), None);
    }
}
