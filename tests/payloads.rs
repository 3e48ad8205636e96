//! Payloads there and back: what is read is what was written, for a payload that uses every element and attribute, and
//! for real ones.

use std::fs;
use std::path::{Path, PathBuf};

use octane_payload::model::{
    Background, BackgroundStep, Build, Context, EntityId, Feature, FieldType, GherkinRun, Links, Parameter,
    Release, Run, RunError, Scenario, Status, Step, Steps, SuiteRef, Taxonomy, TestField, TestRun,
};
use octane_payload::payload::{self, Payload};

fn read(bytes: &[u8]) -> Payload {
    let payload = payload::parse(bytes);
    let ill_formed = payload.diagnostics.iter().find(|diagnostic| diagnostic.code.starts_with("xml-"));
    assert_eq!(ill_formed, None, "a well-formed payload");
    payload
}

#[allow(clippy::unnecessary_wraps, reason = "the fields that it is for are optional")]
fn text(value: &str) -> Option<String> {
    Some(value.to_owned())
}

fn all_links() -> Links {
    Links {
        suite: Some(SuiteRef { id: EntityId(1), external_run_id: text("nightly"), component: text("core") }),
        program: Some(EntityId(2)),
        release: Some(Release::Name(Release::DEFAULT.to_owned())),
        milestone: Some(EntityId(3)),
        backlog_items: vec![EntityId(4), EntityId(5)],
        product_areas: vec![EntityId(6)],
        test_fields: FieldType::ALL.map(|field| TestField { field, value: "x \"y\"".to_owned() }).into(),
        environment: vec![Taxonomy { category: "Browser".to_owned(), value: "<Chrome>".to_owned() }],
    }
}

fn full_step() -> Step {
    Step {
        name: "Given\n| a | b |".to_owned(),
        duration: 12,
        status: "passed".to_owned(),
        external_step_id: text("s1"),
        error_message: text("it & that"),
        input_parameters: vec![Parameter { name: "n".to_owned(), value: text(""), kind: text("int") }],
        output_parameters: vec![Parameter { name: "m".to_owned(), value: None, kind: None }],
    }
}

fn full_test_run() -> TestRun {
    TestRun {
        module: text("module"),
        package: text(""),
        class: text("Class"),
        name: " na\tme\n\u{1F600}".to_owned(),
        run_name: text("run"),
        duration: i64::MAX,
        status: Status::Failed,
        manual: Some(true),
        started: Some(-1),
        external_report_url: text("https://example.com/?a=1&b=2"),
        external_assets: text("asset"),
        external_test_id: text("t"),
        external_run_id: text("r"),
        run_type: text("type"),
        links: all_links(),
        error: Some(RunError {
            kind: text("E"),
            message: text("m\r\n"),
            text: " at x\r\n at y ]]> ".to_owned(),
        }),
        description: text("<b>no markup</b>"),
        steps: vec![Steps { iteration: text("1"), steps: vec![full_step()] }, Steps::default()],
    }
}

fn full_gherkin_run() -> GherkinRun {
    let step = BackgroundStep {
        name: "b".to_owned(),
        duration: Some(1),
        status: text("s"),
        error_message: text("e"),
    };
    let scenario = Scenario {
        name: String::new(),
        outline_index: Some(2),
        status: Status::Skipped,
        steps: Steps { iteration: None, steps: vec![full_step()] },
    };
    GherkinRun {
        name: "feature".to_owned(),
        duration: 7,
        status: Status::Planned,
        external_run_id: text("x"),
        links: Links::default(),
        feature: Feature {
            name: "f".to_owned(),
            path: "a/b.feature".to_owned(),
            identifier: text("id"),
            tag: String::new(),
            started: 9,
            file: "Feature: f\n\tScenario: s\n".to_owned(),
            background: Some(Background { steps: vec![step] }),
            scenarios: vec![scenario],
        },
    }
}

fn build() -> Build {
    Build {
        server_id: "s".to_owned(),
        job_id: "j".to_owned(),
        job_name: text("job"),
        build_id: "1".to_owned(),
        build_name: text("#1"),
        sub_type: text(""),
        artifact_id: text("a"),
    }
}

#[track_caller]
fn check_round_trip(context: &Context, runs: &[Run]) {
    let parsed = read(&payload::write(context, runs));
    assert_eq!(parsed.diagnostics, []);
    assert_eq!(&parsed.context, context);
    assert_eq!(parsed.runs, runs);
}

#[test]
fn every_element_and_attribute_comes_back() {
    let context = Context { build: Some(build()), links: all_links() };
    check_round_trip(&context, &[Run::Test(Box::new(full_test_run())), Run::Test(Box::default())]);
    check_round_trip(&context, &[Run::Gherkin(Box::new(full_gherkin_run())), Run::Gherkin(Box::default())]);
    check_round_trip(&Context::default(), &[]);
}

#[test]
fn the_json_form_comes_back_too() {
    for run in [Run::Test(Box::new(full_test_run())), Run::Gherkin(Box::new(full_gherkin_run()))] {
        let json = serde_json::to_string(&run).expect("runs have a JSON form");
        assert_eq!(serde_json::from_str::<Run>(&json).expect("the same form"), run);
    }
    let context = Context { build: Some(build()), links: all_links() };
    let json = serde_json::to_string(&context).expect("contexts have a JSON form");
    assert_eq!(serde_json::from_str::<Context>(&json).expect("the same form"), context);
}

#[test]
fn a_status_in_other_letters_is_read_with_a_warning() {
    let parsed = read(b"<test_result><test_runs>\n<test_run name='a' duration='1' status='passed'/></test_runs></test_result>");
    assert!(matches!(&parsed.runs[..], [Run::Test(run)] if run.status == Status::Passed));
    let [diagnostic] = &parsed.diagnostics[..] else { unreachable!("one warning: {:?}", parsed.diagnostics) };
    assert_eq!(diagnostic.code, "payload-status-spelling");
    assert_eq!(diagnostic.path, "/test_result/test_runs/test_run[1]/@status");
    assert_eq!(diagnostic.place.map(|place| place.line), Some(2));
}

#[test]
fn a_link_that_replaces_an_earlier_one_of_its_kind_is_told_on_both_levels() {
    let parsed = read(
        b"<test_result><release_ref id='1'/>\n<release name='r'/><test_runs>\
          <test_run name='a' duration='1' status='Passed'><suite_ref id='1'/>\n<suite_ref id='2'/></test_run>\
          </test_runs></test_result>",
    );
    let found: Vec<_> =
        parsed.diagnostics.iter().map(|d| (d.place.map(|place| place.line), &*d.message)).collect();
    let told =
        |name: &str| format!("element \"{name}\" replaces an earlier one: there is place for one of them");
    assert_eq!(found, [(Some(2), &*told("release")), (Some(3), &*told("suite_ref"))]);
    assert!(parsed.diagnostics.iter().all(|d| d.code == "payload-repeated-element"));
    assert_eq!(parsed.context.links.release, Some(Release::Name("r".to_owned())));
}

#[test]
fn what_cannot_be_read_is_named() {
    let parsed = read(
        b"<test_result><pipeline/><test_fields><test_field type='x' value='y'/><z/></test_fields><test_runs>\
          <test_run duration='1.5' status='ok'/><test/></test_runs></test_result>",
    );
    let found: Vec<_> = parsed.diagnostics.iter().map(|d| (d.code.as_ref(), d.path.as_str())).collect();
    assert_eq!(
        found,
        [
            ("payload-unknown-element", "/test_result/pipeline"),
            ("payload-bad-value", "/test_result/test_fields/test_field[1]/@type"),
            ("payload-unknown-element", "/test_result/test_fields/z"),
            ("payload-missing-attribute", "/test_result/test_runs/test_run[1]/@name"),
            ("payload-bad-value", "/test_result/test_runs/test_run[1]/@duration"),
            ("payload-bad-value", "/test_result/test_runs/test_run[1]/@status"),
            ("payload-unknown-run", "/test_result/test_runs/test[1]"),
        ]
    );
}

/// Every payload below a folder of real ones.
fn samples(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in
        fs::read_dir(folder).expect("a folder of samples").map(|entry| entry.expect("an entry").path())
    {
        if entry.is_dir() {
            found.extend(samples(&entry));
        } else if fs::read_to_string(&entry).is_ok_and(|text| text.contains("<test_result>")) {
            found.push(entry);
        }
    }
    found.sort();
    found
}

#[test]
fn real_payloads_are_the_same_when_read_again() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/octane/samples");
    if !folder.exists() {
        println!(
            "left out, because ../shared/octane/samples is not there: real_payloads_are_the_same_when_read_again"
        );
        return;
    }
    let samples = samples(&folder);
    assert!(samples.len() >= 10, "only {} samples", samples.len());
    for sample in samples {
        let first = read(&fs::read(&sample).expect("a readable sample"));
        let second = read(&payload::write(&first.context, &first.runs));
        assert!(!first.runs.is_empty(), "{} has runs", sample.display());
        assert_eq!(second.diagnostics, [], "{}", sample.display());
        assert_eq!((second.context, second.runs), (first.context, first.runs), "{}", sample.display());
    }
}
