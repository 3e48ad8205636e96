//! Raw cases in, runs and diagnostics out: each table row and each policy.

use std::sync::Arc;

use super::*;
use crate::model::{EntityId, FieldType, Release, RunError, Status, SuiteRef, Taxonomy, TestField};
use crate::report::raw::{RawDuration, RawFailure, RawInstant, RawResult, RawSuite, Unit};

/// What a shaper tells.
#[derive(Default)]
struct Told {
    runs: Vec<TestRun>,
    dropped: Vec<Diagnostic>,
    faults: Vec<Diagnostic>,
}

impl ReportSink for Told {
    fn context(&mut self, _: Context) {}

    fn case(&mut self, case: Case) {
        let Run::Test(run) = case.run else { unreachable!("raw cases become test runs") };
        self.runs.push(*run);
    }

    fn dropped(&mut self, diagnostic: Diagnostic) {
        self.dropped.push(diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.faults.push(diagnostic);
    }
}

/// Options as JSON: `times` and `statuses`.
fn shape(cases: Vec<RawCase>, times: &str, statuses: &str) -> Told {
    let options = CaseOptions {
        times: serde_json::from_str(times).unwrap(),
        statuses: serde_json::from_str(statuses).unwrap(),
        ..CaseOptions::default()
    };
    let mut shaper = Shaper::new(options);
    let mut told = Told::default();
    let mut shaping = Shaping { shaper: &mut shaper, format: Format::Junit, sink: &mut told };
    cases.into_iter().for_each(|case| shaping.case(case));
    told
}

fn codes(told: &Told) -> Vec<&str> {
    told.faults.iter().map(|fault| fault.code.as_ref()).collect()
}

fn case(results: Vec<RawResult>) -> RawCase {
    RawCase { path: "/case".to_owned(), name: "adds".to_owned(), results, ..RawCase::default() }
}

fn result(words: &[&'static str]) -> RawResult {
    RawResult { words: words.iter().map(|&word| word.into()).collect(), ..RawResult::default() }
}

fn failure(message: &str, stack: &str) -> RawFailure {
    RawFailure { kind: Some("Error".to_owned()), message: Some(message.to_owned()), stack: stack.to_owned() }
}

fn timed(text: &str) -> RawResult {
    RawResult { duration: Some(RawDuration::new(text, Unit::Seconds, "@time")), ..RawResult::default() }
}

fn suite(time: &str, started: &str) -> Arc<RawSuite> {
    Arc::new(RawSuite {
        path: "/suite".to_owned(),
        duration: Some(RawDuration::new(time, Unit::Seconds, "@time")),
        started: Some(RawInstant::new(started, "@timestamp")),
        ..RawSuite::default()
    })
}

#[test]
fn the_worst_word_of_an_attempt_counts() {
    for (words, expected) in [
        (&[][..], Status::Passed),
        (&[""], Status::Passed),
        (&["skipped", "failure"], Status::Failed),
        (&["failure", "skipped"], Status::Failed),
        (&["run", "suppressed"], Status::Skipped),
        (&[" FAILED "], Status::Failed),
    ] {
        assert_eq!(shape(vec![case(vec![result(words)])], "{}", "{}").runs[0].status, expected, "{words:?}");
    }
}

#[test]
fn words_that_no_table_knows_follow_the_options() {
    for (options, status, codes_expected) in [
        ("{}", Some(Status::Passed), vec!["status-unknown"]),
        (r#"{"unknown":"Planned"}"#, Some(Status::Planned), vec!["status-unknown"]),
        (r#"{"words":{"Wobbly":"Failed"}}"#, Some(Status::Failed), vec![]),
        (r#"{"unknown":"refuse"}"#, None, vec![]),
    ] {
        let told = shape(vec![case(vec![result(&["wobbly"])])], "{}", options);
        assert_eq!(told.runs.first().map(|run| run.status), status, "{options}");
        assert_eq!(codes(&told), codes_expected, "{options}");
        assert_eq!(told.runs.len() + told.dropped.len(), 1, "{options}");
    }
    assert!(serde_json::from_str::<Statuses>(r#"{"unknown":"failed"}"#).is_err());
}

#[test]
fn one_attempt_counts_and_the_others_are_told() {
    let flaky = || {
        let failed = RawResult { failures: vec![failure("no 1", "at 1")], ..result(&["failure"]) };
        let again = RawResult { failures: vec![failure("no 2", "at 2")], ..result(&["failure"]) };
        vec![case(vec![failed, again, result(&[])])]
    };
    for (options, status, message, note) in [
        ("{}", Status::Passed, None, "number 3 counts\nnumber 1: Error: no 1\nnumber 2: Error: no 2"),
        (r#"{"attempts":"first"}"#, Status::Failed, Some("no 1"), "number 1 counts\nnumber 2: Error: no 2"),
        (r#"{"attempts":"worst"}"#, Status::Failed, Some("no 1"), "number 1 counts\nnumber 2: Error: no 2"),
    ] {
        let run = &shape(flaky(), "{}", options).runs[0];
        let error = run.error.as_ref().and_then(|error| error.message.as_deref());
        assert_eq!((run.status, error), (status, message), "{options}");
        let note = format!("3 attempts: Failed, Failed, Passed; {note}");
        assert_eq!(run.description.as_deref(), Some(note.as_str()), "{options}");
    }
}

#[test]
fn several_failures_of_one_attempt_are_all_kept() {
    let failures = vec![failure("first", "at 1"), failure("second", "at 2")];
    let run =
        &shape(vec![case(vec![RawResult { failures, ..result(&["failure", "error"]) }])], "{}", "{}").runs[0];
    let expected = RunError {
        kind: Some("Error".to_owned()),
        message: Some("first".to_owned()),
        text: "at 1\n\nError: second\nat 2".to_owned(),
    };
    assert_eq!(run.error, Some(expected));
}

#[test]
fn why_a_case_was_skipped_is_its_description() {
    let skipped = RawResult { failures: vec![failure("not on Windows", "")], ..result(&["skipped"]) };
    let run = &shape(vec![case(vec![skipped])], "{}", "{}").runs[0];
    assert_eq!((run.status, run.description.as_deref()), (Status::Skipped, Some("not on Windows")));
}

#[test]
fn durations_say_where_they_were_guessed() {
    for (text, duration, expected) in [
        ("1.5", 1500, None),
        ("", 0, None),
        ("-1", -1000, None),
        ("1,234", 1_234_000, Some("time-guessed")),
        ("NaN", 0, Some("time-unreadable")),
    ] {
        let told = shape(vec![case(vec![timed(text)])], "{}", "{}");
        assert_eq!(told.runs[0].duration, duration, "{text:?}");
        assert_eq!(codes(&told), expected.into_iter().collect::<Vec<_>>(), "{text:?}");
    }
}

#[test]
fn the_duration_of_another_attempt_stands_in_for_a_missing_one() {
    let run = &shape(vec![case(vec![timed("2"), result(&[])])], "{}", "{}").runs[0];
    assert_eq!(run.duration, 2000);
}

#[test]
fn whole_numbers_longer_than_their_suite_are_milliseconds() {
    let cases = |texts: &[&str]| -> Vec<RawCase> {
        let of = |text: &&str| RawCase { suite: Some(suite("0.9", "")), ..case(vec![timed(text)]) };
        texts.iter().map(of).collect()
    };
    let durations = |told: &Told| -> Vec<i64> { told.runs.iter().map(|run| run.duration).collect() };
    let told = shape(cases(&["120", "450", "1", "0", "2.5", "1000"]), "{}", "{}");
    assert_eq!(durations(&told), [120, 450, 1000, 0, 2500, 1_000_000]);
    assert_eq!(codes(&told).iter().filter(|code| **code == "time-unit-guessed").count(), 1);
    let told = shape(cases(&["120", "1"]), r#"{"unit":"seconds"}"#, "{}");
    assert_eq!(durations(&told), [120_000, 1000]);
    let told = shape(cases(&["120", "1"]), r#"{"unit":"milliseconds"}"#, "{}");
    assert_eq!(durations(&told), [120, 1]);
    assert!(serde_json::from_str::<Times>(r#"{"unit":"minutes"}"#).is_err());
}

#[test]
fn timestamps_without_a_zone_are_taken_for_that_of_the_options() {
    let started = |text: &str, options: &str| {
        let result = RawResult { started: Some(RawInstant::new(text, "@timestamp")), ..RawResult::default() };
        let told = shape(vec![case(vec![result.clone()]), case(vec![result])], options, "{}");
        let messages: Vec<_> = told.faults.iter().map(|fault| fault.message.clone()).collect();
        (told.runs[0].started, messages)
    };
    let utc = "timestamps name no time zone and are taken for UTC".to_owned();
    assert_eq!(started("1970-01-01T02:00:00", "{}"), (Some(7_200_000), vec![utc]));
    let given = "timestamps name no time zone and are taken for +02:00".to_owned();
    assert_eq!(started("1970-01-01T02:00:00", r#"{"zone":"+02:00"}"#), (Some(0), vec![given]));
    assert_eq!(started("1970-01-01T02:00:00Z", r#"{"zone":"+02:00"}"#), (Some(7_200_000), vec![]));
    assert_eq!(started("yesterday", "{}").0, None);
    assert!(serde_json::from_str::<Times>(r#"{"zone":"Europe/Berlin"}"#).is_err());
}

#[test]
fn timestamps_that_cannot_be_read_are_told_once_a_suite() {
    let of_suite = || RawCase { suite: Some(suite("1", "soon")), ..case(vec![timed("1")]) };
    let told = shape(vec![of_suite(), of_suite()], "{}", "{}");
    assert_eq!(codes(&told), ["timestamp-unreadable"]);
    assert_eq!(told.runs[1].started, None);
}

#[test]
fn runs_start_with_their_suite_or_one_after_the_other() {
    let inner = |outer: &Arc<RawSuite>| {
        let inner = RawSuite {
            path: "/suite/inner".to_owned(),
            parent: Some(Arc::clone(outer)),
            ..RawSuite::default()
        };
        Some(Arc::new(inner))
    };
    let cases = || {
        let outer = suite("10", "1970-01-01T00:00:10Z");
        let other = RawSuite { path: "/other".to_owned(), ..(*suite("10", "1970-01-01T00:01:00Z")).clone() };
        let own = Some(RawInstant::new("1970-01-01T00:00:59Z", "@timestamp"));
        vec![
            RawCase { suite: Some(Arc::clone(&outer)), ..case(vec![timed("1")]) },
            RawCase { suite: inner(&outer), ..case(vec![timed("2")]) },
            RawCase {
                suite: Some(Arc::clone(&outer)),
                ..case(vec![RawResult { started: own, ..timed("3") }])
            },
            RawCase { suite: Some(outer), ..case(vec![timed("4")]) },
            RawCase { suite: Some(Arc::new(other)), ..case(vec![timed("5")]) },
        ]
    };
    let starts = |options| -> Vec<Option<i64>> {
        shape(cases(), options, "{}").runs.iter().map(|run| run.started).collect()
    };
    assert_eq!(starts("{}"), [10_000, 10_000, 59_000, 10_000, 60_000].map(Some));
    assert_eq!(starts(r#"{"starts":"in-sequence"}"#), [10_000, 11_000, 59_000, 16_000, 60_000].map(Some));
}

fn with_properties(suite: &[(&str, &str)], own: &[(&str, &str)]) -> RawCase {
    let list = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
    };
    let suite = RawSuite { path: "/suite".to_owned(), properties: list(suite), ..RawSuite::default() };
    RawCase { suite: Some(Arc::new(suite)), properties: list(own), ..case(vec![]) }
}

#[test]
fn properties_become_links_and_fields() {
    let own = [
        ("octane.release", "1001"),
        ("octane.milestone", "2"),
        ("octane.program", "3"),
        ("octane.suite", "4"),
        ("octane.suite_external_run_id", "nightly"),
        ("octane.backlog_item", "5, 6"),
        ("octane.backlog_items", "7 5"),
        ("octane.product_area", "8"),
        ("octane.test_level", "Unit Test"),
        ("octane.test_type", "API"),
        ("octane.testing_tool_type", "Selenium"),
        ("octane.framework", "JUnit"),
        ("octane.environment", "OS: Linux"),
        ("octane.environment.Browser", "Chrome"),
        ("octane.run_name", "chrome"),
        ("octane.run_type", "Automated"),
        ("octane.external_report_url", "https://ci.example/1"),
        ("octane.external_run_id", "run 1"),
        ("octane.external_test_id", "T-1"),
        ("octane.description", "Adds."),
        ("team", "blue"),
    ];
    let told = shape(vec![with_properties(&[], &own)], "{}", "{}");
    assert_eq!(codes(&told), Vec::<&str>::new());
    let run = &told.runs[0];
    let links = &run.links;
    assert_eq!(links.release, Some(Release::Id(EntityId(1001))));
    assert_eq!((links.milestone, links.program), (Some(EntityId(2)), Some(EntityId(3))));
    let suite = SuiteRef { id: EntityId(4), external_run_id: Some("nightly".to_owned()), component: None };
    assert_eq!(links.suite, Some(suite));
    assert_eq!(links.backlog_items, [5, 6, 7].map(EntityId));
    assert_eq!(links.product_areas, [8].map(EntityId));
    let fields = links.test_fields.iter().map(|TestField { field, value }| (*field, value.as_str()));
    let expected = ["Unit Test", "API", "Selenium", "JUnit"];
    assert_eq!(fields.collect::<Vec<_>>(), FieldType::ALL.into_iter().zip(expected).collect::<Vec<_>>());
    let taxonomy =
        |category: &str, value: &str| Taxonomy { category: category.to_owned(), value: value.to_owned() };
    assert_eq!(links.environment, [taxonomy("OS", "Linux"), taxonomy("Browser", "Chrome")]);
    let texts =
        [&run.run_name, &run.run_type, &run.external_report_url, &run.external_run_id, &run.external_test_id];
    let texts = texts.map(|text| text.as_deref().unwrap_or_default());
    assert_eq!(texts, ["chrome", "Automated", "https://ci.example/1", "run 1", "T-1"]);
    assert_eq!(run.description.as_deref(), Some("Adds."));
}

#[test]
fn properties_of_the_case_go_before_those_of_its_suite() {
    let suite =
        [("octane.release", "Spring"), ("octane.backlog_item", "1"), ("octane.application_module", "9")];
    let own = [("octane.release", "_default_"), ("octane.backlog_item", "2"), ("octane.backlog_item", "3")];
    let links = &shape(vec![with_properties(&suite, &own)], "{}", "{}").runs[0].links;
    assert_eq!(links.release, Some(Release::Name("_default_".to_owned())));
    assert_eq!(
        (&*links.backlog_items, &*links.product_areas),
        (&[2, 3].map(EntityId)[..], &[EntityId(9)][..])
    );
}

#[test]
fn properties_that_cannot_be_read_are_told() {
    for (name, value, code) in [
        ("octane.milestone", "M1", "property-unreadable"),
        ("octane.backlog_item", "1, x", "property-unreadable"),
        ("octane.environment", "Chrome", "property-unreadable"),
        ("octane.environment.Browser", "", "property-unreadable"),
        ("octane.run_name", "", "property-unreadable"),
        ("octane.suite_external_run_id", "nightly", "property-unreadable"),
        ("octane.relese", "1", "property-unknown"),
    ] {
        let told = shape(vec![with_properties(&[], &[(name, value)])], "{}", "{}");
        assert_eq!(codes(&told), [code], "{name}");
        assert!(told.runs[0].links.is_empty(), "{name}");
        let of_suite = || with_properties(&[(name, value)], &[]);
        let told = shape(vec![of_suite(), of_suite()], "{}", "{}");
        assert_eq!(codes(&told), [code], "{name} of a suite, told once");
    }
}

#[test]
fn markers_in_the_output_are_heeded() {
    let mut marked = case(vec![]);
    marked.output.push("__octane_external_url_start__https://ci.example__octane_external_url_end__");
    marked.output.push("__octane_description_start__What it is.__octane_description_end__");
    let run = &shape(vec![marked], "{}", "{}").runs[0];
    assert_eq!(run.external_report_url.as_deref(), Some("https://ci.example"));
    assert_eq!(run.description.as_deref(), Some("What it is."));
}

#[test]
fn the_first_cases_show_every_preset() {
    #[derive(Default)]
    struct Shown(Vec<IdentityExample>);

    impl ReportSink for Shown {
        fn context(&mut self, _: Context) {}
        fn case(&mut self, _: Case) {}
        fn dropped(&mut self, _: Diagnostic) {}
        fn diagnostic(&mut self, _: Diagnostic) {}
        fn identity(&mut self, example: IdentityExample) {
            self.0.push(example);
        }
    }

    let mut shaper = Shaper::default();
    let mut shown = Shown::default();
    let mut shaping = Shaping { shaper: &mut shaper, format: Format::Junit, sink: &mut shown };
    (0..=IDENTITY_EXAMPLES).for_each(|_| shaping.case(case(vec![])));
    assert_eq!(shown.0.len(), IDENTITY_EXAMPLES);
    let presets: Vec<&str> = shown.0[0].presets.iter().map(|(preset, _)| preset.as_str()).collect();
    assert_eq!(presets, ["collection-tool", "github-action", "jenkins"]);
}
