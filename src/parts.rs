//! Cutting a stream of runs into parts: at most so many runs and bytes each, runs that can share a payload together.
//!
//! Some things stand once for a whole payload: the build, and for Gherkin runs all links. Runs that differ in these go to
//! different parts, and so do plain and Gherkin runs, which the schema does not let mix.
//!
//! Where parts end depends on how many runs came before, and not on what they hold: a run that changes changes its own
//! part. Only runs whose texts are too large for one part together are cut by their bytes, and the next part begins again
//! where it would have begun without them.

use crate::diag::Place;
use crate::limits::OPEN_PARTS;
use crate::model::{Build, Links, Run, Steps};

/// Runs that share a payload, in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// What they share.
    pub key: Key,
    /// The runs.
    pub runs: Vec<Run>,
    /// For each run, where it comes from.
    pub origins: Vec<CaseOrigin>,
    /// Bytes of their long texts, at least.
    weight: usize,
    /// Runs that were handed on before, because they were too heavy for the rest.
    gone: usize,
}

/// Where the case of a run stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseOrigin {
    /// Position of the report among the inputs.
    pub input: usize,
    /// Where it stands in it.
    pub place: Option<Place>,
}

/// What all runs of one payload have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Key {
    /// The build.
    pub build: Option<Build>,
    /// Whether they are Gherkin runs.
    pub is_gherkin: bool,
    /// What Gherkin runs are linked to: these have no links of their own in a payload.
    pub links: Links,
}

impl Key {
    /// The key of a run of that build, which holds all that it is linked to.
    pub fn of(run: &Run, build: Option<&Build>) -> Self {
        match run {
            Run::Test(_) => Self::of_tests(build),
            Run::Gherkin(run) => Self { build: build.cloned(), is_gherkin: true, links: run.links.clone() },
        }
    }

    /// The key of plain runs of that build.
    pub fn of_tests(build: Option<&Build>) -> Self {
        Self { build: build.cloned(), ..Self::default() }
    }
}

/// The bytes of a run's long texts.
fn weight(run: &Run) -> usize {
    match run {
        Run::Gherkin(run) => {
            let scenarios = run.feature.scenarios.iter().map(|scenario| steps_weight(&scenario.steps));
            run.feature.file.len() + scenarios.sum::<usize>()
        }
        Run::Test(run) => {
            let error = run.error.as_ref();
            let message = error.and_then(|error| error.message.as_ref()).map_or(0, String::len);
            let text = error.map_or(0, |error| error.text.len());
            let description = run.description.as_ref().map_or(0, String::len);
            message + text + description + run.steps.iter().map(steps_weight).sum::<usize>()
        }
    }
}

fn steps_weight(steps: &Steps) -> usize {
    let error = |message: &Option<String>| message.as_ref().map_or(0, String::len);
    steps.steps.iter().map(|step| step.name.len() + error(&step.error_message)).sum()
}

/// Collects runs until a part is full. The same runs in the same order give the same parts.
#[derive(Debug)]
pub struct Cutter {
    open: Vec<Batch>,
    runs_per_part: usize,
    bytes_per_part: usize,
}

impl Cutter {
    /// A cutter for parts of at most `runs_per_part` runs and about `bytes_per_part` bytes, and at least one run.
    pub fn new(runs_per_part: usize, bytes_per_part: usize) -> Self {
        Self { open: Vec::new(), runs_per_part: runs_per_part.max(1), bytes_per_part }
    }

    /// Bytes that a part is to have at most.
    pub fn bytes_per_part(&self) -> usize {
        self.bytes_per_part
    }

    /// Adds a run, with the place that it comes from, to the part of its key; the parts that are full.
    pub fn add(&mut self, key: &Key, run: Run, origin: CaseOrigin) -> Vec<Batch> {
        let more = weight(&run);
        let mut full: Vec<Batch> = self.take_heavy(key, more).into_iter().collect();
        full.extend(self.make_room(key));
        let index = self.open.iter().position(|batch| batch.key == *key).unwrap_or_else(|| {
            self.open.push(Batch { key: key.clone(), ..Batch::default() });
            self.open.len() - 1
        });
        let batch = &mut self.open[index];
        batch.weight += more;
        batch.runs.push(run);
        batch.origins.push(origin);
        if batch.gone + batch.runs.len() >= self.runs_per_part {
            full.push(self.open.remove(index));
        }
        full
    }

    /// The runs of a key, where with so much more text their part would be too large: a thousand long stack traces must not
    /// gather in memory. What the payload adds to the texts fits into the tenth that is left.
    fn take_heavy(&mut self, key: &Key, more: usize) -> Option<Batch> {
        let most = self.bytes_per_part / 10 * 9;
        let is_heavy = |batch: &&mut Batch| !batch.runs.is_empty() && batch.weight + more > most;
        let batch = self.open.iter_mut().find(|batch| batch.key == *key).filter(is_heavy)?;
        let rest = Batch { key: key.clone(), gone: batch.gone + batch.runs.len(), ..Batch::default() };
        Some(std::mem::replace(batch, rest))
    }

    /// The part that was begun first, where a new key needs its room: runs that all differ must not gather in memory.
    fn make_room(&mut self, key: &Key) -> Option<Batch> {
        let needs_room = self.open.len() == OPEN_PARTS && self.open.iter().all(|batch| batch.key != *key);
        needs_room.then(|| self.open.remove(0)).filter(|batch| !batch.runs.is_empty())
    }

    /// Takes a run out of the part of its key, where that is still open, with the place that it comes from.
    pub fn take_back(&mut self, key: &Key, is_it: impl Fn(&Run) -> bool) -> Option<(Run, CaseOrigin)> {
        let batch = self.open.iter_mut().find(|batch| batch.key == *key)?;
        let index = batch.runs.iter().rposition(is_it)?;
        let run = batch.runs.remove(index);
        batch.weight -= weight(&run);
        Some((run, batch.origins.remove(index)))
    }

    /// The part of a key, complete as it is, where it is open and holds such a run.
    pub fn take_with(&mut self, key: &Key, is_it: impl Fn(&Run) -> bool) -> Option<Batch> {
        let holds = |batch: &Batch| batch.key == *key && batch.runs.iter().any(&is_it);
        let index = self.open.iter().position(holds)?;
        Some(self.open.remove(index))
    }

    /// The parts that are not full, in the order in which they were begun.
    pub fn take_open(&mut self) -> Vec<Batch> {
        let open = std::mem::take(&mut self.open).into_iter();
        open.filter(|batch| !batch.runs.is_empty()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityId, GherkinRun, RunError, TestRun};

    const BYTES: usize = 1000;

    fn run(name: &str) -> Run {
        Run::Test(Box::new(TestRun { name: name.to_owned(), ..TestRun::default() }))
    }

    fn from(input: usize) -> CaseOrigin {
        CaseOrigin { input, ..CaseOrigin::default() }
    }

    fn heavy(bytes: usize) -> Run {
        let error = RunError { text: "x".repeat(bytes), ..RunError::default() };
        Run::Test(Box::new(TestRun { error: Some(error), ..TestRun::default() }))
    }

    fn sizes(cutter: &mut Cutter, runs: impl IntoIterator<Item = Run>) -> Vec<usize> {
        let mut batches: Vec<Batch> =
            runs.into_iter().flat_map(|run| cutter.add(&Key::of(&run, None), run, from(0))).collect();
        batches.extend(cutter.take_open());
        batches.iter().map(|batch| batch.runs.len()).collect()
    }

    #[test]
    fn a_part_is_handed_out_as_soon_as_it_is_full() {
        let mut cutter = Cutter::new(2, BYTES);
        let key = Key::default();
        assert_eq!(cutter.add(&key, run("a"), from(0)), []);
        assert_eq!(cutter.add(&key, run("b"), from(0))[0].runs, [run("a"), run("b")]);
        assert_eq!(cutter.add(&key, run("c"), from(0)), []);
        assert_eq!(cutter.take_open()[0].runs, [run("c")]);
    }

    #[test]
    fn a_part_is_handed_out_before_its_texts_grow_too_large() {
        let runs = (0..5).map(|_| heavy(BYTES / 3));
        assert_eq!(sizes(&mut Cutter::new(10, BYTES), runs), [2, 2, 1]);
    }

    #[test]
    fn after_heavy_runs_the_next_part_begins_where_it_would_have_begun_without_them() {
        let light = (0..9).map(|_| run("a"));
        let with_heavy = [run("a"), heavy(BYTES), run("a")].into_iter().chain((0..6).map(|_| run("a")));
        assert_eq!(sizes(&mut Cutter::new(3, BYTES), light), [3, 3, 3]);
        assert_eq!(sizes(&mut Cutter::new(3, BYTES), with_heavy), [1, 1, 1, 3, 3]);
    }

    #[test]
    fn runs_that_cannot_share_a_payload_go_to_different_parts() {
        let gherkin = |id| {
            let links = Links { program: Some(EntityId(id)), ..Links::default() };
            Run::Gherkin(Box::new(GherkinRun { links, ..GherkinRun::default() }))
        };
        let runs = [run("x"), gherkin(1), run("x"), gherkin(2), gherkin(1)];
        assert_eq!(sizes(&mut Cutter::new(10, BYTES), runs), [2, 2, 1]);
    }

    #[test]
    fn so_many_parts_are_open_and_no_more() {
        let mut cutter = Cutter::new(10, BYTES);
        let key = |id: usize| {
            let build = Build { build_id: id.to_string(), ..Build::default() };
            Key { build: Some(build), ..Key::default() }
        };
        let closed: Vec<usize> =
            (0..OPEN_PARTS + 2).map(|id| cutter.add(&key(id), run("a"), from(0)).len()).collect();
        assert_eq!(closed[OPEN_PARTS - 1..], [0, 1, 1]);
        assert_eq!(cutter.take_open().len(), OPEN_PARTS);
    }

    #[test]
    fn a_part_is_completed_early_where_it_holds_a_run_that_it_may_not_hold_twice() {
        let mut cutter = Cutter::new(10, BYTES);
        let key = Key::default();
        cutter.add(&key, run("a"), from(0));
        assert_eq!(cutter.take_with(&key, |found| *found == run("b")), None);
        assert_eq!(cutter.take_with(&key, |found| *found == run("a")).unwrap().runs, [run("a")]);
        assert!(cutter.take_open().is_empty());
    }

    #[test]
    fn a_run_is_taken_back_as_long_as_its_part_is_open() {
        let mut cutter = Cutter::new(2, BYTES);
        let key = Key::default();
        cutter.add(&key, run("a"), from(7));
        assert_eq!(cutter.take_back(&key, |found| *found == run("b")), None);
        assert_eq!(cutter.take_back(&key, |found| *found == run("a")), Some((run("a"), from(7))));
        cutter.add(&key, run("a"), from(7));
        cutter.add(&key, run("b"), from(8));
        assert_eq!(cutter.take_back(&key, |found| *found == run("a")), None);
    }
}
