//! The whole story: reports in, parts out, and an account that loses no case.

use std::fs;
use std::path::Path;

use octane_payload::diag::Diagnostic;
use octane_payload::limits::PART_BYTES;
use octane_payload::payload::BUNDLED_SCHEMA;
use octane_payload::pipeline::{Account, Conversion, ConvertOptions, Part, RuleAccount, Statuses};
use octane_payload::rules::Name;
use octane_payload::xsd::{self, CompileOptions, NoResolver, Schema, SchemaDocument};

/// What became of some inputs.
struct Outcome {
    accounts: Vec<Account>,
    parts: Vec<Part>,
    diagnostics: Vec<Diagnostic>,
    conflicts: Vec<(String, String, u64)>,
    rules: Vec<RuleAccount>,
}

fn schema() -> Schema {
    let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
    xsd::compile(&documents, &mut NoResolver, &CompileOptions::default())
        .expect("the bundled schema compiles")
}

/// Converts inputs in chunks; options as JSON, as they come from outside.
fn convert_in_chunks(inputs: &[&str], options: &str, chunk: usize) -> Outcome {
    let options: ConvertOptions =
        serde_json::from_str(options).expect("options as the documentation has them");
    let mut conversion = Conversion::new(options, schema());
    for (index, input) in inputs.iter().enumerate() {
        conversion.begin(&format!("{index}.xml"));
        input.as_bytes().chunks(chunk).for_each(|piece| conversion.push(piece));
    }
    conversion.finish();
    let parts: Vec<Part> = std::iter::from_fn(|| conversion.take_part()).collect();
    keep(&parts);
    let conflict = |c: &octane_payload::links::Conflict| (c.report.clone(), c.run.clone(), c.runs);
    Outcome {
        accounts: conversion.accounts(),
        parts,
        diagnostics: conversion.diagnostics(),
        conflicts: conversion.conflicts().iter().map(conflict).collect(),
        rules: conversion.rules(),
    }
}

/// Leaves the payloads for the package's tests, which show them to libxml2.
fn keep(parts: &[Part]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/test-payloads");
    fs::create_dir_all(&folder).expect("a writable target folder");
    for part in parts.iter().filter(|part| part.bytes.len() < 1 << 20) {
        let verdict = if part.valid { "valid" } else { "invalid" };
        fs::write(folder.join(format!("{verdict}-{}.xml", part.sha256)), &part.bytes)
            .expect("a writable target folder");
    }
}

fn convert(inputs: &[&str], options: &str) -> Outcome {
    convert_in_chunks(inputs, options, usize::MAX)
}

fn text(part: &Part) -> &str {
    std::str::from_utf8(&part.bytes).expect("payloads are UTF-8")
}

fn codes(outcome: &Outcome) -> Vec<&str> {
    outcome.diagnostics.iter().map(|diagnostic| diagnostic.code.as_ref()).collect()
}

fn junit(cases: usize) -> String {
    let each =
        (0..cases).map(|index| format!("<testcase classname='a.B' name='case {index}' time='0.001'/>"));
    format!("<testsuite>{}</testsuite>", each.collect::<String>())
}

/// A finding as a user reads it.
fn line(diagnostic: &Diagnostic) -> String {
    let Diagnostic { code, message, file, place, .. } = diagnostic;
    let place = place.map_or(String::new(), |place| format!("{}:{}", place.line, place.column));
    format!("{}:{place} {code}: {message}", file.as_deref().unwrap_or_default())
}

/// What the rules say of a conversion.
fn of_rules(outcome: &Outcome) -> Vec<String> {
    let is_of_rule = |diagnostic: &&Diagnostic| Name::ALL.iter().any(|name| name.as_str() == diagnostic.code);
    outcome.diagnostics.iter().filter(is_of_rule).map(line).collect()
}

/// A payload whose report and runs have releases of their own.
const CONFLICTING: &str = "<test_result><release_ref id='1'/><test_runs>\
    <test_run name='a' duration='1' status='Passed'><release_ref id='2'/></test_run>\
    <test_run name='b' duration='1' status='Passed'/>\
    <test_run name='c' duration='1' status='Passed'><release_ref id='2'/></test_run></test_runs></test_result>";

#[test]
fn parts_hold_at_most_a_thousand_runs() {
    let outcome = convert(&[&junit(2500)], "{}");
    let sizes: Vec<_> = outcome.parts.iter().map(|part| (part.index, part.runs, part.valid)).collect();
    assert_eq!(sizes, [(0, 1000, true), (1, 1000, true), (2, 500, true)]);
    assert_eq!(outcome.accounts[0].runs, 2500);
}

#[test]
fn a_part_goes_on_from_one_input_to_the_next() {
    let outcome = convert(&[&junit(3), &junit(3)], "{\"runsPerPart\":4}");
    let sizes: Vec<_> = outcome.parts.iter().map(|part| part.runs).collect();
    assert_eq!(sizes, [4, 2]);
    let accounts: Vec<_> =
        outcome.accounts.iter().map(|account| (account.file.as_str(), account.runs)).collect();
    assert_eq!(accounts, [("0.xml", 3), ("1.xml", 3)]);
}

#[test]
fn the_same_input_gives_the_same_bytes_in_any_chunks() {
    let report = junit(40);
    let whole = convert(&[&report, CONFLICTING], "{\"runsPerPart\":7}");
    for chunk in [1, 5, 64] {
        let outcome = convert_in_chunks(&[&report, CONFLICTING], "{\"runsPerPart\":7}", chunk);
        assert_eq!(outcome.parts, whole.parts);
        assert_eq!(outcome.diagnostics, whole.diagnostics);
    }
}

#[test]
fn a_part_that_is_too_large_is_halved() {
    let stack = "x".repeat(PART_BYTES / 3);
    let case = format!("<testcase name='a'><failure>{stack}</failure></testcase>");
    let outcome = convert(&[&format!("<testsuite>{}</testsuite>", case.repeat(4))], "{}");
    assert!(outcome.parts.iter().all(|part| part.bytes.len() <= PART_BYTES && part.valid));
    let sizes: Vec<_> = outcome.parts.iter().map(|part| part.runs).collect();
    assert_eq!(sizes, [2, 2]);
}

#[test]
fn the_context_stands_on_the_report() {
    let options = r#"{"context":{"build":{"serverId":"s","jobId":"j","buildId":"1"},"release":{"name":"_default_"},
        "productAreas":[7,"8"],"testFields":[{"type":"Framework","value":"JUnit"}]}}"#;
    let outcome = convert(&[&junit(1)], options);
    let [part] = &outcome.parts[..] else { unreachable!("one part") };
    assert!(part.valid, "{:?}", part.diagnostics);
    let report = text(part).split("<test_runs>").next().expect("what stands before the runs");
    for element in
        ["<build server_id=\"s\"", "<release name=\"_default_\"/>", "id=\"7\"", "id=\"8\"", "\"Framework\""]
    {
        assert!(report.contains(element), "{element} in {report}");
    }
}

#[test]
fn each_policy_settles_a_conflict_in_its_way() {
    for (policy, on_report, on_runs) in [
        ("run-wins", vec![], vec!["2", "1", "2"]),
        ("report-wins", vec!["1"], vec![]),
        ("unite", vec![], vec!["2", "1", "2"]),
    ] {
        let outcome = convert(&[CONFLICTING], &format!("{{\"linkPolicy\":\"{policy}\"}}"));
        let (report, runs) = text(&outcome.parts[0]).split_once("<test_runs>").expect("runs");
        let ids = |text: &str| -> Vec<String> {
            text.split("<release_ref id=\"").skip(1).map(|rest| rest[..1].to_owned()).collect()
        };
        assert_eq!((ids(report), ids(runs)), (strings(&on_report), strings(&on_runs)), "{policy}");
        assert_eq!(outcome.conflicts, [("1".to_owned(), "2".to_owned(), 2)]);
        assert_eq!(codes(&outcome), ["link-conflict"]);
        assert!(outcome.parts[0].valid);
    }
}

fn strings(each: &[&str]) -> Vec<String> {
    each.iter().map(|&text| text.to_owned()).collect()
}

#[test]
fn uniting_gives_runs_the_items_of_both() {
    let payload = "<test_result><product_areas><product_area_ref id='1'/></product_areas><test_runs>\
        <test_run name='a' duration='1' status='Passed'><product_areas><product_area_ref id='2'/></product_areas></test_run>\
        </test_runs></test_result>";
    let outcome = convert(&[payload], "{\"linkPolicy\":{\"productAreas\":\"unite\"}}");
    let ids: Vec<_> = text(&outcome.parts[0]).matches("<product_area_ref").collect();
    assert_eq!(ids.len(), 2);
}

#[test]
fn each_rule_has_the_number_of_tests_that_it_chose_those_included_that_are_refused() {
    let options = r#"{"linkRules":[{"name":"first","when":{"name":"case 1*"},"set":{"program":1}},{"set":{"program":2}},
        {"when":{"name":"none"}}],"linkPolicy":"refuse","context":{"program":3}}"#;
    let outcome = convert(&[&junit(12)], options);
    let counts: Vec<_> = outcome.rules.iter().map(|rule| (rule.name.as_str(), rule.tests)).collect();
    assert_eq!(counts, [("first", 3), ("2", 12), ("3", 0)]);
    assert!(outcome.parts.is_empty());
}

#[test]
fn a_refused_case_is_named_and_counted() {
    let outcome = convert(&[CONFLICTING], "{\"linkPolicy\":{\"release\":\"refuse\"}}");
    let Account { cases, runs, dropped, .. } = &outcome.accounts[0];
    assert_eq!((*cases, *runs, *dropped), (3, 1, 2));
    assert_eq!(codes(&outcome), ["link-conflict-refused", "link-conflict-refused", "link-conflict"]);
    assert!(outcome.diagnostics.iter().all(Diagnostic::is_error));
}

#[test]
fn what_is_given_replaces_what_the_report_says() {
    let options = r#"{"context":{"release":{"id":9}},"linkPolicy":"report-wins"}"#;
    let outcome = convert(&[CONFLICTING], options);
    assert!(text(&outcome.parts[0]).contains("<release_ref id=\"9\"/>"));
    assert_eq!(codes(&outcome), ["context-replaced", "link-conflict"]);
}

#[test]
fn gherkin_and_plain_runs_go_to_parts_of_their_own() {
    let payload = "<test_result><release_ref id='1'/><test_runs><gherkin_test_run name='g' duration='1' status='Passed'>\
        <feature name='f' path='f.feature' tag='' started='1'><file>Feature: f</file></feature></gherkin_test_run>\
        </test_runs></test_result>";
    let other = payload.replace("name='g'", "name='h'");
    let outcome = convert(&[payload, &junit(1), &other], "{}");
    let parts: Vec<_> = outcome.parts.iter().map(|part| (part.runs, part.valid)).collect();
    assert_eq!(parts, [(2, true), (1, true)]);
    assert!(text(&outcome.parts[0]).contains("<release_ref id=\"1\"/>"));
    assert!(!text(&outcome.parts[1]).contains("release_ref"));
}

#[test]
fn a_feature_that_comes_again_updates_its_earlier_run_from_a_later_part() {
    let feature = |status: &str| {
        format!(
            "<gherkin_test_run name='f' duration='1' status='{status}'><feature name='F' path='f.feature' tag='t' started='0'>\
             <file/></feature></gherkin_test_run>"
        )
    };
    let report = format!(
        "<test_result><test_runs>{}{}</test_runs></test_result>",
        feature("Failed"),
        feature("Passed")
    );
    for (policy, sizes, expected) in [
        ("distinct", &[1, 1][..], "duplicate-test"),
        ("worst", &[1], "duplicate-merged"),
        ("last", &[1], "duplicate-merged"),
        ("refuse", &[1], "duplicate-test"),
    ] {
        let outcome = convert(&[&report], &format!("{{\"duplicates\":\"{policy}\"}}"));
        assert_eq!(outcome.parts.iter().map(|part| part.runs).collect::<Vec<_>>(), sizes, "{policy}");
        assert_eq!(codes(&outcome), [expected], "{policy}");
    }
    let last = convert(&[&report], "{\"duplicates\":\"last\"}");
    assert!(text(&last.parts[0]).contains("status=\"Passed\""));
}

#[test]
fn an_account_counts_runs_by_status_and_findings_by_code() {
    let report = "<testsuite><testcase name='a' time='x'/><testcase name='b' time='y'/><testcase name='c'><skipped/>\
        </testcase><testcase name='d'><failure/></testcase><testcase name='e'>";
    let outcome = convert(&[report, "<testsuites/>"], "{}");
    let account = &outcome.accounts[0];
    assert_eq!((account.cases, account.runs, account.dropped), (5, 4, 1));
    assert_eq!(account.statuses, Statuses { passed: 2, skipped: 1, failed: 1, planned: 0 });
    let codes: Vec<_> = account.codes.iter().map(|(code, &count)| (code.as_str(), count)).collect();
    assert_eq!(codes, [("case-cut-off", 1), ("time-unreadable", 2), ("xml-unexpected-end", 1)]);
    assert_eq!(outcome.accounts[1].codes.get("no-test-case"), Some(&1));
}

#[test]
fn builds_of_different_inputs_are_not_mixed() {
    let payload = |build: &str| {
        format!(
            "<test_result><build server_id='s' job_id='j' build_id='{build}'/><test_runs>\
             <test_run name='a' duration='1' status='Passed'/></test_runs></test_result>"
        )
    };
    let outcome = convert(&[&payload("1"), &payload("2"), &payload("1")], "{}");
    let sizes: Vec<_> = outcome.parts.iter().map(|part| part.runs).collect();
    assert_eq!(sizes, [2, 1]);
}

#[test]
fn a_payload_that_the_schema_refuses_says_where() {
    let payload = "<test_result><test_runs><test_run name='a' duration='1' status='Passed'><steps><step name='' duration='1' \
         status='x'/></steps></test_run></test_runs></test_result>";
    let outcome = convert(&[payload], "{}");
    let [part] = &outcome.parts[..] else { unreachable!("one part") };
    assert!(!part.valid);
    let found: Vec<_> = part
        .diagnostics
        .iter()
        .map(|d| (d.code.as_ref(), d.path.as_str(), d.place.map(|p| p.line)))
        .collect();
    assert_eq!(
        found,
        [("cvc-minLength-valid", "/test_result/test_runs/test_run[1]/steps[1]/step[1]/@name", Some(6))]
    );
}

#[test]
fn a_report_without_cases_is_an_error_only_where_no_other_has_any() {
    let severity = |outcome: &Outcome| outcome.diagnostics[0].is_error();
    let alone = convert(&["<testsuite/>"], "{}");
    assert_eq!((codes(&alone), severity(&alone), alone.parts.len()), (vec!["no-test-case"], true, 0));
    let beside = convert(&["<testsuite/>", &junit(1)], "{}");
    assert_eq!((codes(&beside), severity(&beside), beside.parts.len()), (vec!["no-test-case"], false, 1));
}

#[test]
fn options_that_are_not_known_are_refused() {
    for options in
        ["{\"runPerPart\":1}", "{\"linkPolicy\":\"both\"}", "{\"context\":{\"release\":{\"id\":\"x\"}}}"]
    {
        assert!(serde_json::from_str::<ConvertOptions>(options).is_err(), "{options}");
    }
}

#[test]
fn a_broken_rule_names_the_first_run_and_its_place_in_the_report() {
    let sound = "<testsuite>\n<testcase name='adds'/>\n</testsuite>";
    let silent = "<testsuite>\n <testcase name='adds up'/>\n <testcase name='pays'>\n  <failure/>\n </testcase>\n</testsuite>";
    let run = "<test_run duration='1' status='Failed' started='1628156474'";
    let payload = format!(
        "<test_result>\n<test_runs>\n{run} name='b'/>\n{run} name='c'/>\n</test_runs>\n</test_result>"
    );
    let outcome = convert(&[sound, silent, &payload], "{}");
    let expected = [
        "2.xml:3:1 failed-without-error: test \"b\" failed, and no error says why; 1 more like it",
        "2.xml:3:1 started-in-seconds: test \"b\": started 1628156474 is in 1970 in milliseconds: it looks like seconds; 1 more like it",
    ];
    assert_eq!(of_rules(&outcome), expected);
    assert_eq!(outcome.accounts[2].codes["started-in-seconds"], 1);
}

#[test]
fn what_a_rule_says_of_links_stands_at_the_first_run_that_has_them() {
    let report = "<testsuite>\n<testcase name='a'/>\n<testcase name='b'/>\n</testsuite>";
    let shared = convert(&[report], r#"{ "context": { "suite": { "id": 1 }, "program": 0 } }"#);
    let expected = [
        "0.xml:2:1 suite-without-release: suite stands without a release, and Octane needs one for it",
        "0.xml:2:1 id-not-positive: id 0 is not positive, and no entity has it",
    ];
    assert_eq!(of_rules(&shared), expected);
    let rule = r#"{ "linkRules": [{ "when": { "name": "b" }, "set": { "milestone": 7 } }] }"#;
    let expected = [
        "0.xml:3:1 milestone-without-release: test \"b\": milestone stands without a release, and Octane needs one for it",
    ];
    assert_eq!(of_rules(&convert(&[report], rule)), expected);
}

#[test]
fn the_place_of_a_rule_is_right_in_parts_that_are_cut_by_their_bytes() {
    let text = "x".repeat(400);
    let run = |index: usize| {
        let started = if index == 4 { "1628156474" } else { "1628156474000" };
        format!(
            "<test_run name='{index}' duration='1' status='Passed' started='{started}'><description>{text}</description></test_run>\n"
        )
    };
    let runs: String = (0..6).map(run).collect();
    let report = format!("<test_result>\n<test_runs>\n{runs}</test_runs>\n</test_result>");
    let expected = "0.xml:7:1 started-in-seconds: test \"4\": started 1628156474 is in 1970 in milliseconds: it looks like seconds";
    for bytes in [600, 1500] {
        let outcome = convert(&[&report], &format!(r#"{{ "bytesPerPart": {bytes} }}"#));
        assert!(outcome.parts.len() > 1);
        assert_eq!(of_rules(&outcome), [expected]);
    }
}

#[test]
fn the_same_payload_twice_is_told_at_the_first_run_of_the_second() {
    let report = "<testsuite>\n<testcase name='a'/>\n</testsuite>";
    let outcome = convert(&[report, report], r#"{ "keepRuns": true, "runsPerPart": 1 }"#);
    let expected =
        ["1.xml:2:1 duplicate-payload: two payloads are the same, and Octane does not process the second"];
    assert_eq!(of_rules(&outcome), expected);
}
