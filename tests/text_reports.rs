//! Reports in JSON and TAP that are not as they should be: cut off, in another order, with other text around them.

use std::fs;
use std::path::{Path, PathBuf};

use octane_payload::diag::Diagnostic;
use octane_payload::model::{Context, Run};
use octane_payload::report::{Case, Format, ReportOptions, ReportReader, ReportSink};

/// Everything that a reader tells, as lines.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    cases: Vec<String>,
    dropped: Vec<String>,
    codes: Vec<String>,
    places: Vec<(u32, u32)>,
    format: Option<Format>,
}

impl Told {
    fn note(&mut self, diagnostic: &Diagnostic) {
        self.codes.push(diagnostic.code.to_string());
        self.places.extend(diagnostic.place.map(|place| (place.line, place.column)));
    }
}

impl ReportSink for Told {
    fn context(&mut self, _: Context) {}

    fn case(&mut self, case: Case) {
        self.cases.push(match case.run {
            Run::Test(run) => format!("{} {}", run.name, run.status.as_str()),
            Run::Gherkin(run) => format!("{} {}", run.name, run.status.as_str()),
        });
    }

    fn dropped(&mut self, diagnostic: Diagnostic) {
        self.dropped.push(diagnostic.message.clone());
        self.note(&diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.note(&diagnostic);
    }
}

fn read_in_chunks(report: &[u8], chunk: usize) -> Told {
    let mut told = Told::default();
    let mut reader = ReportReader::new(ReportOptions::default());
    report.chunks(chunk).for_each(|piece| reader.push(piece, &mut told));
    told.format = reader.finish(&mut told);
    told
}

#[track_caller]
fn check(report: &str, cases: &[&str], codes: &[&str]) -> Told {
    let told = read_in_chunks(report.as_bytes(), usize::MAX);
    assert_eq!(told.cases, cases);
    assert_eq!(told.codes, codes);
    for chunk in [1, 3, 50] {
        assert_eq!(read_in_chunks(report.as_bytes(), chunk), told, "in chunks of {chunk}");
    }
    told
}

const ADDS: &str = r#"{"name":"adds","status":"passed","duration":1}"#;

#[test]
fn keys_may_stand_in_any_order() {
    check(&format!(r#"{{"results":{{"tests":[{ADDS}],"tool":{{"name":"x"}}}}}}"#), &["adds Passed"], &[]);
    check(
        r#"{"testResults":[{"name":"/p/a.js","assertionResults":[{"status":"passed","title":"a"}]}],"numTotalTests":1}"#,
        &["a Passed"],
        &[],
    );
    check(
        r#"{"suites":[{"suites":[{"specs":[{"tests":[{"results":[{"status":"passed"}]}],"title":"a"}],"title":"s"}],
            "file":"f"}],"config":{}}"#,
        &["a Passed"],
        &[],
    );
    check(
        r#"{"passes":[{"title":"a","fullTitle":"a"}],"stats":{"suites":1,"passes":1}}"#,
        &["a Passed"],
        &[],
    );
}

#[test]
fn a_report_that_is_cut_off_yields_what_stands_before_the_cut() {
    let report = format!("{{\"results\":{{\"tool\":{{}},\n\"tests\":[{ADDS},\n{{\"name\":\"recalls\",\"sta");
    let told = check(&report, &["adds Passed"], &["case-cut-off", "json-unexpected-end"]);
    assert_eq!(told.dropped, ["test case \"recalls\" is cut off and left out"]);
    assert_eq!((told.places, told.format), (vec![(3, 1), (3, 23)], Some(Format::Ctrf)));
    check(
        r#"{"testResults":[{"assertionResults":[{"status":"passed","title":"a"}"#,
        &[],
        &["case-cut-off", "json-unexpected-end"],
    );
    let line = r#"{"Action":"run","Package":"p","Test":"T"}"#;
    check(&format!("{line}\n{{\"Action\":\"pa"), &[], &["case-cut-off", "json-unexpected-end"]);
}

#[test]
fn a_broken_report_is_told_apart_from_an_unknown_one() {
    check("{\"results\": {\"tool\": {}, oops", &[], &["json-unexpected"]);
    check("{\"results\": oops", &[], &["json-bad-word"]);
    check("{\"a\": 1, \"b\": [2]}", &[], &["unknown-format"]);
    check("[]", &[], &["unknown-format"]);
    check("[1, 2]", &[], &["unknown-format"]);
    check(r#"{"meta":{"protocolVersion":"24"}}"#, &[], &["unknown-format"]);
    check("{\"stats\":{\"passes\":1},\"results\":[{\"suites\":[]}]}", &[], &["unknown-format"]);
}

#[test]
fn lines_around_a_report_are_passed_over_and_said() {
    let report = format!("> shop@1.0.0 test\n> jest\n\n{{\"results\":{{\"tool\":{{}},\"tests\":[{ADDS}]}}}}");
    check(&report, &["adds Passed"], &["lines-passed-over"]);
    let report = format!("{{\"results\":{{\"tool\":{{}},\"tests\":[{ADDS}]}}}}\nDone in 2 s");
    check(&report, &["adds Passed"], &["json-outside-root"]);
}

#[test]
fn characters_that_xml_forbids_are_mended_and_said() {
    let name = r"a\u001b[31mb\u001b[0m\u0000\ud83d";
    let report = format!(r#"{{"results":{{"tool":{{}},"tests":[{{"name":"{name}","status":"passed"}}]}}}}"#);
    check(
        &report,
        &["ab\u{FFFD}\u{FFFD} Passed"],
        &["lone-surrogates", "nul-characters", "escape-sequences"],
    );
}

#[test]
fn mocha_says_by_its_lists_what_became_of_tests_without_speed() {
    let test =
        |title: &str| format!(r#"{{"title":"{title}","fullTitle":"{title}","duration":1,"err":{{}}}}"#);
    let (a, b) = (test("a"), test("b"));
    let stats = r#""stats":{"suites":1,"passes":1}"#;
    check(
        &format!(r#"{{{stats},"tests":[{a},{b}],"pending":[{b}],"failures":[],"passes":[{a}]}}"#),
        &["b Skipped", "a Passed"],
        &[],
    );
    check(
        &format!(r#"{{{stats},"tests":[{a},{b}],"pending":[{b}]"#),
        &["b Skipped"],
        &["case-cut-off", "json-unexpected-end"],
    );
}

#[test]
fn what_go_could_not_build_or_finish_is_a_case() {
    let build = "{\"ImportPath\":\"p\",\"Action\":\"build-output\",\"Output\":\"p.go:1: no\\n\"}\n\
        {\"ImportPath\":\"p\",\"Action\":\"build-fail\"}\n\
        {\"Action\":\"start\",\"Package\":\"p\"}\n{\"Action\":\"fail\",\"Package\":\"p\",\"FailedBuild\":\"p\"}\n";
    check(build, &["[build failed] Failed"], &[]);
    let main = "{\"Action\":\"output\",\"Package\":\"p\",\"Output\":\"exit status 1\\n\"}\n\
        {\"Action\":\"fail\",\"Package\":\"p\"}\n";
    check(main, &["TestMain Failed"], &[]);
    let text = "{\"Action\":\"pass\",\"Package\":\"p\"}\nFAIL\tq [build failed]\nno JSON\n";
    check(text, &["[build failed] Failed"], &["lines-passed-over"]);
    let open =
        "{\"Action\":\"run\",\"Package\":\"p\",\"Test\":\"T\"}\n{\"Action\":\"fail\",\"Package\":\"p\"}\n";
    check(open, &["T Failed"], &[]);
}

#[test]
fn tap_says_which_tests_are_missing() {
    check(
        "TAP version 13\n1..3\nok 1 - a\nnot ok 2 - b\n",
        &["a Passed", "b Failed"],
        &["tap-tests-missing"],
    );
    check("ok 1 - a\nBail out! no paper\n", &["a Passed"], &["tap-bail-out"]);
    check("1..0 # SKIP no printer\n", &[], &["tap-nothing-planned"]);
    check("not ok 1 - a\n  ---\n  message: \"no", &["a Failed"], &["tap-unexpected-end"]);
}

#[test]
fn a_tap_point_that_sums_up_counts_only_where_it_alone_failed() {
    check("    ok 1 - a\n    1..1\nok 1 - s\n1..1\n", &["a Passed"], &[]);
    check("    not ok 1 - a\nnot ok 1 - s\n", &["a Failed"], &[]);
    check("    ok 1 - a\nnot ok 1 - s\n", &["a Passed", "s Failed"], &[]);
}

#[test]
fn cucumber_steps_decide_about_their_scenario() {
    for (status, expected) in [
        ("passed", "Passed"),
        ("failed", "Failed"),
        ("undefined", "Failed"),
        ("ambiguous", "Failed"),
        ("pending", "Skipped"),
        ("skipped", "Skipped"),
    ] {
        let step = format!(r#"{{"keyword":"When ","name":"it runs","result":{{"status":"{status}"}}}}"#);
        let report = format!(
            r#"[{{"uri":"f","keyword":"Feature","name":"F","elements":[{{"type":"scenario","name":"S","steps":[{step}]}}]}}]"#
        );
        check(&report, &[&format!("F {expected}")], &[]);
    }
}

/// All reports of the fixtures that are not XML.
fn reports() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let below = |folder: PathBuf| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| entry.expect("an entry").path()).collect()
    };
    let is_report = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with("report") && path.extension().is_some_and(|extension| extension != "xml")
    };
    let versions = below(root).into_iter().flat_map(below);
    let mut found: Vec<PathBuf> = versions.flat_map(below).filter(is_report).collect();
    found.sort();
    found
}

#[test]
fn a_cut_loses_no_case_that_stands_before_it() {
    for path in reports() {
        let report = fs::read(&path).expect("a report");
        let whole = read_in_chunks(&report, usize::MAX);
        for part in 1..8 {
            let cut = read_in_chunks(&report[..report.len() * part / 8], usize::MAX);
            let told = cut.cases.len() + cut.dropped.len();
            assert!(told <= whole.cases.len() + whole.dropped.len() + 1, "{}", path.display());
            let is_told = cut.format.is_none() || !cut.codes.is_empty() || told > 0;
            assert!(is_told, "{} says nothing of its cut", path.display());
        }
    }
}
