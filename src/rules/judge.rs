//! The rules on a payload as data, run by run.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::names::Name;
use crate::duplicates::{DuplicatePolicy, Seen, Verdict};
use crate::limits;
use crate::model::{Context, FieldType, LinkKind, Links, Run, Status, TestRun};

/// One payload being judged: its context first, then run by run.
#[derive(Debug)]
pub struct Judge {
    context: Context,
    seen: Seen,
    /// Tests by a hash of their names in small letters: a hash of the names as they are.
    cases: HashMap<u64, u64>,
    runs: usize,
    /// What is said of the report's own links where a run does not say better.
    of_context: Vec<Judgement>,
}

/// What a rule has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The rule.
    pub name: Name,
    /// In words.
    pub message: String,
    /// What settles it, where it is an attribute of the run.
    pub remedy: Option<Remedy>,
}

/// An attribute of a run with another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// `started`, counted in milliseconds.
    Milliseconds,
    /// This `run_name`, which no other run of the test has.
    RunName(String),
}

/// Numbers of ten digits are seconds of 2001 to 2286; as milliseconds they are in the first months of 1970.
const SECONDS: std::ops::Range<i64> = 1_000_000_000..10_000_000_000;

impl Judge {
    /// A judge of a payload with that context.
    pub fn new(context: Context) -> Self {
        let seen = Seen::new(DuplicatePolicy::Distinct);
        Self { context, seen, cases: HashMap::new(), runs: 0, of_context: Vec::new() }
    }

    /// What there is to say of the context alone.
    pub fn context(&self) -> Vec<Judgement> {
        let Context { build, links } = &self.context;
        let both = (build.is_some() && links.suite.is_some()).then(with_suite);
        both.into_iter().chain(of_links(links)).collect()
    }

    /// What there is to say of the next run.
    pub fn run(&mut self, run: &Run) -> Vec<Judgement> {
        self.runs += 1;
        let started = match run {
            Run::Test(run) => run.started,
            Run::Gherkin(run) => Some(run.feature.started),
        };
        let mut said = self.of_levels(run.links());
        said.extend(of_links(run.links()));
        said.extend(started.filter(|started| SECONDS.contains(started)).map(in_seconds));
        for judgement in &mut said {
            judgement.message = format!("test \"{}\": {}", run.name(), judgement.message);
        }
        if let Run::Test(run) = run {
            said.extend(self.of_identity(run));
            said.extend(of_error(run));
        }
        said
    }

    /// What there is to say of the payload as a whole.
    pub fn finish(self) -> Vec<Judgement> {
        let Self { runs, of_context, .. } = self;
        let too_many = (runs > limits::RUNS_PER_PART).then(|| {
            let most = limits::RUNS_PER_PART;
            judgement(
                Name::TooManyTests,
                format!("the payload holds {runs} tests, and Octane takes at most {most}"),
            )
        });
        of_context.into_iter().chain(too_many).collect()
    }

    /// Links that need a release, on whatever level the two stand.
    fn of_levels(&mut self, run: &Links) -> Vec<Judgement> {
        let shared = &self.context.links;
        let mut said = Vec::new();
        for (kind, name) in [
            (LinkKind::Suite, Name::SuiteWithoutRelease),
            (LinkKind::Milestone, Name::MilestoneWithoutRelease),
        ] {
            if run.has(LinkKind::Release) || shared.has(LinkKind::Release) {
                continue;
            }
            let message = format!("{kind} stands without a release, and Octane needs one for it");
            if run.has(kind) {
                said.push(judgement(name, message));
            } else if shared.has(kind) && self.of_context.iter().all(|earlier| earlier.name != name) {
                self.of_context.push(judgement(name, message));
            }
        }
        if run.suite.is_some() && self.context.build.is_some() {
            said.push(with_suite());
        }
        said
    }

    fn of_identity(&mut self, run: &TestRun) -> Vec<Judgement> {
        let TestRun { module, package, class, name, .. } = run;
        if let Verdict::Distinct(run_name) = self.seen.judge(run, None) {
            let message = format!("test \"{name}\" stands in the payload a second time");
            let remedy = Some(Remedy::RunName(run_name));
            return vec![Judgement { remedy, ..judgement(Name::DuplicateTest, message) }];
        }
        let exact = [module.as_deref(), package.as_deref(), class.as_deref(), Some(name)];
        let small = exact.map(|text| text.unwrap_or_default().to_lowercase());
        if self.cases.len() >= limits::KNOWN_TESTS {
            return Vec::new();
        }
        let exact = hash(&exact.map(Option::unwrap_or_default));
        let first = *self.cases.entry(hash(&small)).or_insert(exact);
        let message =
            format!("test \"{name}\" differs from an earlier one in nothing but the case of letters");
        (first != exact).then(|| judgement(Name::NamesDifferInCase, message)).into_iter().collect()
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn judgement(name: Name, message: impl Into<String>) -> Judgement {
    Judgement { name, message: message.into(), remedy: None }
}

fn with_suite() -> Judgement {
    let message = "build and suite stand together, which Octane's own tools refuse";
    judgement(Name::BuildWithSuite, message)
}

fn in_seconds(started: i64) -> Judgement {
    let message = format!("started {started} is in 1970 in milliseconds: it looks like seconds");
    Judgement { remedy: Some(Remedy::Milliseconds), ..judgement(Name::StartedInSeconds, message) }
}

fn of_error(run: &TestRun) -> Option<Judgement> {
    let name = &run.name;
    match (run.status, &run.error) {
        (Status::Failed, None) => Some(judgement(
            Name::FailedWithoutError,
            format!("test \"{name}\" failed, and no error says why"),
        )),
        (Status::Passed, Some(_)) => {
            Some(judgement(Name::ErrorOnPassed, format!("test \"{name}\" passed, and has an error")))
        }
        _ => None,
    }
}

/// Ids and fields of one level.
fn of_links(links: &Links) -> Vec<Judgement> {
    let Links { suite, program, release, milestone, backlog_items, product_areas, test_fields, .. } = links;
    let release = release.as_ref().and_then(|release| match release {
        crate::model::Release::Id(id) => Some(*id),
        crate::model::Release::Name(_) => None,
    });
    let single = [suite.as_ref().map(|suite| suite.id), *program, release, *milestone];
    let all = single.into_iter().flatten().chain(backlog_items.iter().chain(product_areas).copied());
    let not_positive = all.filter(|id| id.0 <= 0);
    let mut said: Vec<Judgement> = not_positive
        .map(|id| judgement(Name::IdNotPositive, format!("id {id} is not positive, and no entity has it")))
        .collect();
    for field in FieldType::ALL {
        if test_fields.iter().filter(|other| other.field == field).count() > 1 {
            let message =
                format!("test field {} stands twice, and a test has one value of it", field.as_str());
            said.push(judgement(Name::TestFieldTwice, message));
        }
    }
    said
}
