//! Link conflicts, proved: what is written means the same under every rule that a server may have, and is what the
//! policy said.

use octane_payload::links::{
    Origin, Pattern, Policies, Policy, Settled, Settler, Shared, Subject, Untraced, distribute, normalise,
};
use octane_payload::model::{
    Context, EntityId, FieldType, LinkKind, Links, Release, Run, SuiteRef, Taxonomy, TestField, TestRun,
};

/// A small generator of numbers (xorshift); the same seed gives the same payloads.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn id(&mut self) -> EntityId {
        EntityId(i64::try_from(self.roll(3)).expect("a small number"))
    }

    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.roll(2) == 0).then(|| value(self))
    }

    fn some<T>(&mut self, value: impl Fn(&mut Self) -> T) -> Vec<T> {
        (0..self.roll(3)).map(|_| value(self)).collect()
    }

    fn links(&mut self) -> Links {
        Links {
            suite: self.maybe(|dice| SuiteRef { id: dice.id(), ..SuiteRef::default() }),
            program: self.maybe(Self::id),
            release: self.maybe(|dice| match dice.roll(2) {
                0 => Release::Id(dice.id()),
                _ => Release::Name(format!("release {}", dice.roll(3))),
            }),
            milestone: self.maybe(Self::id),
            backlog_items: self.some(Self::id),
            product_areas: self.some(Self::id),
            test_fields: self.some(|dice| TestField {
                field: FieldType::ALL[usize::try_from(dice.roll(4)).expect("a small number")],
                value: dice.roll(3).to_string(),
            }),
            environment: self.some(|dice| Taxonomy {
                category: dice.roll(2).to_string(),
                value: dice.roll(3).to_string(),
            }),
        }
    }

    fn policies(&mut self) -> Policies {
        const EACH: [Policy; 3] = [Policy::RunWins, Policy::ReportWins, Policy::Unite];
        LinkKind::ALL.into_iter().fold(Policies::default(), |policies, kind| {
            policies.with(kind, EACH[usize::try_from(self.roll(3)).expect("a small number")])
        })
    }
}

/// What a server may make of a payload: the effective links of one run, by a model that shares nothing with the code
/// under test but the data.
#[derive(Clone, Copy, Debug)]
enum Server {
    RunWins,
    ReportWins,
    Unites,
}

fn effective(server: Server, report: &Links, run: &Links) -> Vec<Vec<String>> {
    words(report).into_iter().zip(words(run)).map(|(report, run)| read_kind(server, report, run)).collect()
}

fn read_kind(server: Server, report: Vec<String>, run: Vec<String>) -> Vec<String> {
    let mut links = match server {
        Server::RunWins if !run.is_empty() => run,
        Server::ReportWins if report.is_empty() => run,
        Server::RunWins | Server::ReportWins => report,
        Server::Unites => [report, run].concat(),
    };
    links.sort();
    links.dedup();
    links
}

/// Each kind as a list of words.
fn words(links: &Links) -> Vec<Vec<String>> {
    let Links { suite, program, release, milestone, backlog_items, product_areas, test_fields, environment } =
        links;
    vec![
        suite.iter().map(|suite| suite.id.to_string()).collect(),
        program.iter().map(ToString::to_string).collect(),
        release.iter().map(|release| format!("{release:?}")).collect(),
        milestone.iter().map(ToString::to_string).collect(),
        backlog_items.iter().map(ToString::to_string).collect(),
        product_areas.iter().map(ToString::to_string).collect(),
        test_fields.iter().map(|field| format!("{field:?}")).collect(),
        environment.iter().map(|node| format!("{node:?}")).collect(),
    ]
}

/// What a policy promises, kind by kind.
fn promised(policies: Policies, report: &Links, run: &Links) -> Vec<Vec<String>> {
    let pairs = words(report).into_iter().zip(words(run));
    let each = LinkKind::ALL.into_iter().zip(pairs).map(|(kind, (report, run))| {
        let server = match policies.get(kind) {
            Policy::ReportWins => Server::ReportWins,
            Policy::Unite if kind.is_multi_valued() => Server::Unites,
            _ => Server::RunWins,
        };
        read_kind(server, report, run)
    });
    each.collect()
}

fn run_with(links: Links) -> Run {
    Run::Test(Box::new(TestRun { links, ..TestRun::default() }))
}

fn links_of(run: &Run) -> &Links {
    match run {
        Run::Test(run) => &run.links,
        Run::Gherkin(_) => unreachable!("only test runs are made here"),
    }
}

/// A run without tags and properties.
struct Bare(Run);

impl Subject for Bare {
    fn run(&self) -> &Run {
        &self.0
    }

    fn file(&self) -> &'static str {
        ""
    }

    fn has_tag(&self, _: &Pattern) -> bool {
        false
    }

    fn has_property(&self, _: &str, _: &Pattern) -> bool {
        false
    }
}

fn settle<R>(report: &Links, run: &Links, policies: Policies, read: impl FnOnce(Settled<'_>) -> R) -> R {
    let mut shared = Shared::default();
    shared.add(&Context { links: report.clone(), ..Context::default() }, Origin::Report);
    let settler = Settler::new(Vec::new(), policies);
    let subject = Bare(run_with(Links::default()));
    read(settler.settle(&shared, run, &subject, |_| Origin::Test, &mut Untraced))
}

#[test]
fn every_server_reads_what_the_policy_promised() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..10_000 {
        let (report, policies) = (dice.links(), dice.policies());
        let runs: Vec<Links> = (0..=dice.roll(4)).map(|_| dice.links()).collect();
        let settled = |run| settle(&report, run, policies, |settled| settled.effective);
        let settled = runs.iter().map(|run| run_with(settled(run)));
        let mut written: Vec<Run> = settled.collect();
        let shared = normalise(&mut written, &report);
        for (before, after) in runs.iter().zip(&written) {
            let expected = promised(policies, &report, before);
            for server in [Server::RunWins, Server::ReportWins, Server::Unites] {
                let read = effective(server, &shared, links_of(after));
                assert_eq!(
                    read, expected,
                    "{server:?} reads {before:?} of report {report:?} under {policies:?}"
                );
            }
        }
    }
}

#[test]
fn no_kind_stands_on_both_levels() {
    let mut dice = Dice(42);
    for _ in 0..1000 {
        let mut runs: Vec<Run> = (0..=dice.roll(4)).map(|_| run_with(dice.links())).collect();
        let shared = normalise(&mut runs, &Links::default());
        for kind in LinkKind::ALL {
            let on_a_run = runs.iter().any(|run| links_of(run).has(kind));
            assert!(!(shared.has(kind) && on_a_run), "{kind} stands on both levels");
        }
    }
}

#[test]
fn distributing_undoes_normalising() {
    let mut dice = Dice(7);
    for _ in 0..1000 {
        let before: Vec<Run> = (0..=dice.roll(4)).map(|_| run_with(dice.links())).collect();
        let mut after = before.clone();
        let shared = normalise(&mut after, &Links::default());
        distribute(&shared, &mut after);
        for (before, after) in before.iter().zip(&after) {
            let same = |kind: &LinkKind| links_of(before).is_same(links_of(after), *kind);
            assert!(LinkKind::ALL.iter().all(same), "{before:?} became {after:?}");
        }
    }
}

#[test]
fn refusing_names_the_kinds_that_differ() {
    let release = |id| Links { release: Some(Release::Id(EntityId(id))), ..Links::default() };
    let policies = Policies::default().with(LinkKind::Release, Policy::Refuse);
    let (none, one, other) = (Links::default(), release(1), release(2));
    settle(&one, &other, policies, |settled| {
        let kinds: Vec<LinkKind> = settled.clashes.iter().map(|clash| clash.kind).collect();
        assert!(settled.is_refused);
        assert_eq!(kinds, [LinkKind::Release]);
    });
    assert!(!settle(&one, &one, policies, |settled| settled.is_refused));
    assert!(!settle(&one, &none, policies, |settled| settled.is_refused));
}
