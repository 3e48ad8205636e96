//! Reports as real tools write them, read as runs; and what is done with those that are not as they should be.

use std::fs;
use std::path::{Path, PathBuf};

use octane_payload::diag::Diagnostic;
use octane_payload::model::{Context, Run, Status, TestRun};
use octane_payload::report::{Case, Format, ReportOptions, ReportReader, ReportSink};
use octane_payload::xml::Replacement;
use serde::Serialize;

/// Everything that a reader tells.
#[derive(Debug, Default, Serialize)]
struct Told {
    runs: Vec<Run>,
    paths: Vec<String>,
    dropped: Vec<Diagnostic>,
    diagnostics: Vec<Diagnostic>,
}

impl ReportSink for Told {
    fn context(&mut self, _: Context) {}

    fn case(&mut self, case: Case) {
        self.runs.push(case.run);
        self.paths.push(case.path);
    }

    fn dropped(&mut self, diagnostic: Diagnostic) {
        self.dropped.push(diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

fn read_in_chunks(report: &[u8], chunk: usize) -> (Told, Option<Format>) {
    let mut told = Told::default();
    let mut reader = ReportReader::new(ReportOptions::default());
    report.chunks(chunk).for_each(|piece| reader.push(piece, &mut told));
    let format = reader.finish(&mut told);
    (told, format)
}

fn read(report: &[u8]) -> Told {
    read_in_chunks(report, usize::MAX).0
}

fn json(told: &Told) -> String {
    serde_json::to_string_pretty(told).expect("what is told has a JSON form") + "\n"
}

/// The reports of all tools: files called `report` with whatever behind it.
fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let below = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect()
    };
    let folders = |folder: &Path| below(folder).into_iter().filter(|path| path.is_dir()).collect::<Vec<_>>();
    let versions: Vec<PathBuf> = folders(&root).iter().flat_map(|tool| folders(tool)).collect();
    let files = versions.iter().flat_map(|version| below(version));
    let mut found: Vec<PathBuf> = files.filter(|file| name(file).starts_with("report")).collect();
    found.sort();
    found
}

fn name(file: &Path) -> &str {
    file.file_name().and_then(|name| name.to_str()).expect("a file with a name")
}

/// `runs.json` beside `report.xml`, `runs-2.json` beside `report-2.json`.
fn golden(report: &Path) -> PathBuf {
    let stem = report.file_stem().and_then(|stem| stem.to_str()).expect("a file with a name");
    report.with_file_name(format!("{}.json", stem.replacen("report", "runs", 1)))
}

#[test]
fn reports_of_real_tools_are_read_as_their_golden_runs() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 50);
    for report in fixtures {
        let told = json(&read(&fs::read(&report).expect("a report")));
        let golden = golden(&report);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&golden, &told).expect("a writable fixture");
        }
        let expected = fs::read_to_string(&golden).expect("golden runs");
        assert_eq!(told, expected, "{}", report.display());
    }
}

/// Tools, and the formats that they write; all others write JUnit's.
const FORMATS: [(&str, &str); 15] = [
    ("allure-", "allure"),
    ("behave-json", "cucumber"),
    ("ctrf-", "ctrf"),
    ("cucumber-js-json", "cucumber"),
    ("dart-json", "dart"),
    ("go-test", "go-test"),
    ("jest-json", "jest"),
    ("mocha-json", "mocha"),
    ("nunit2", "nunit2"),
    ("playwright-json", "playwright"),
    ("rspec/", "rspec"),
    ("tap-", "tap"),
    ("testng/", "testng"),
    ("vitest-json", "jest"),
    ("robot", "robot"),
];

#[test]
fn the_content_of_a_report_tells_the_format_of_its_tool() {
    for report in fixtures() {
        let bytes = fs::read(&report).expect("a report");
        let format = read_in_chunks(&bytes, 4096).1.map(Format::as_str);
        let tool = report.parent().and_then(Path::parent).map(name).expect("a tool's folder");
        let known = FORMATS.iter().find(|(known, _)| format!("{tool}/").starts_with(known));
        let expected = known.map_or("junit", |(_, expected)| expected);
        assert_eq!(format, Some(expected), "{}", report.display());
    }
}

#[test]
fn where_chunks_end_makes_no_difference() {
    for report in fixtures() {
        let bytes = fs::read(&report).expect("a report");
        let whole = json(&read(&bytes));
        for chunk in [1, 2, 3, 7, 64, 1000] {
            let (told, format) = read_in_chunks(&bytes, chunk);
            assert_eq!(json(&told), whole, "{} in chunks of {chunk}", report.display());
            assert!(format.is_some(), "{}", report.display());
        }
    }
}

fn runs(told: &Told) -> Vec<&TestRun> {
    let each = told.runs.iter().map(|run| match run {
        Run::Test(test) => test.as_ref(),
        Run::Gherkin(_) => unreachable!("JUnit holds no Gherkin runs"),
    });
    each.collect()
}

#[test]
fn every_test_case_is_read_at_any_depth() {
    let told = read(
        b"<testsuites><wrapper><testsuite><testsuite><testcase name='a'><testcase name='b'/></testcase></testsuite>\
          <testcase name='c'/></testsuite></wrapper><testcase name='d'/></testsuites>",
    );
    let names: Vec<_> = runs(&told).iter().map(|run| run.name.as_str()).collect();
    assert_eq!(names, ["a", "b", "c", "d"]);
    assert_eq!(told.paths[2], "/testsuites/wrapper[1]/testsuite[1]/testcase[1]");
    assert_eq!(told.paths[3], "/testsuites/testcase[1]");
}

#[test]
fn statuses_follow_children_and_then_attributes() {
    for (case, expected) in [
        ("<testcase name='a'/>", Status::Passed),
        ("<testcase name='a'><failure/></testcase>", Status::Failed),
        ("<testcase name='a'><error/></testcase>", Status::Failed),
        ("<testcase name='a'><skipped/></testcase>", Status::Skipped),
        ("<testcase name='a'><skipped/><failure/></testcase>", Status::Failed),
        ("<testcase name='a'><flakyFailure/></testcase>", Status::Passed),
        ("<testcase name='a' status='notrun'/>", Status::Skipped),
        ("<testcase name='a' status='run' result='suppressed'/>", Status::Skipped),
        ("<testcase name='a' status='failed'/>", Status::Failed),
        ("<x:testcase xmlns:x='u' name='a'><x:failure/></x:testcase>", Status::Failed),
    ] {
        let told = read(format!("<testsuite>{case}</testsuite>").as_bytes());
        assert_eq!(runs(&told)[0].status, expected, "{case}");
    }
}

#[test]
fn the_start_is_that_of_the_case_or_of_the_suite_around_it() {
    let told = read(
        b"<testsuites timestamp='1970-01-01T00:00:01Z'><testsuite timestamp='1970-01-01T00:00:02'>\
          <testcase name='a'/><testcase name='b' timestamp='1970-01-01T00:00:03Z'/></testsuite>\
          <testsuite><testcase name='c'/></testsuite></testsuites>",
    );
    let started: Vec<_> = runs(&told).iter().map(|run| run.started).collect();
    assert_eq!(started, [Some(2000), Some(3000), Some(1000)]);
    let codes: Vec<_> = told.diagnostics.iter().map(|diagnostic| diagnostic.code.as_ref()).collect();
    assert_eq!(codes, ["timestamp-without-zone"]);
}

/// Codes of what a report's reading has to say, and how many cases became runs and were dropped.
#[track_caller]
fn check(report: &[u8], codes: &[&str], (runs, dropped): (usize, usize)) -> Told {
    let told = read(report);
    let found: Vec<_> =
        told.dropped.iter().chain(&told.diagnostics).map(|found| found.code.as_ref()).collect();
    assert_eq!(found, codes);
    assert_eq!((told.runs.len(), told.dropped.len()), (runs, dropped));
    told
}

#[test]
fn what_is_no_report_is_told_apart() {
    check(b"", &["unknown-format"], (0, 0));
    check(b"hello", &["unknown-format"], (0, 0));
    check(b"{\"tests\": 1}", &["unknown-format"], (0, 0));
    check(b"%PDF-1.7\n1 0 obj", &["unknown-format"], (0, 0));
    check(b"<!-- nothing -->", &["xml-no-root"], (0, 0));
    check(b"<report/>", &["unknown-format"], (0, 0));
    check(b"<html><body/></html>", &["unknown-format"], (0, 0));
}

#[test]
fn a_report_that_is_cut_off_yields_what_stands_before_the_cut() {
    let told = check(
        b"<testsuite>\n<testcase name='a'/>\n<testcase name='b'>\n<failure>x",
        &["case-cut-off", "xml-unexpected-end"],
        (1, 1),
    );
    let place = |diagnostic: &Diagnostic| diagnostic.place.map(|place| (place.line, place.column));
    assert_eq!(place(&told.dropped[0]), Some((3, 1)));
    assert_eq!(place(&told.diagnostics[0]), Some((4, 11)));
    check(b"<testsuite><testcase name='a'/>", &["xml-unexpected-end"], (1, 0));
}

#[test]
fn what_xml_forbids_is_replaced_and_each_kind_told_once() {
    let told = check(
        b"<testsuite><testcase name='a&#1;b&#2;'/><testcase name='&#27;[31mred\x1B[m'/>\n\
          <testcase name='\x01'/><testcase name='R&D <&#xD800;\0>'/></testsuite>",
        &[
            "illegal-characters",
            "illegal-references",
            "nul-characters",
            "escape-sequences",
            "lone-surrogates",
            "unescaped-markup",
        ],
        (4, 0),
    );
    let names: Vec<_> = runs(&told).iter().map(|run| run.name.as_str()).collect();
    assert_eq!(names, ["a\u{FFFD}b\u{FFFD}", "red", "\u{FFFD}", "R&D <\u{FFFD}\u{FFFD}>"]);
    let words: Vec<_> = told.diagnostics.iter().map(|each| each.message.as_str()).collect();
    assert_eq!(
        words,
        [
            "1 character that XML does not allow, the first U+0001, is replaced",
            "2 references to characters that XML does not allow, the first U+0001, are replaced",
            "1 NUL character is replaced",
            "2 ANSI escape sequences are taken out",
            "1 half of a surrogate pair is replaced",
            "2 markup characters that should be escaped, the first \"&\", are taken as they stand",
        ]
    );
    let places: Vec<_> =
        told.diagnostics.iter().map(|each| each.place.map(|place| (place.line, place.column))).collect();
    assert_eq!(places, [(2, 17), (1, 29), (2, 50), (1, 57), (2, 42), (2, 38)].map(Some));
}

#[test]
fn what_stands_for_illegal_characters_can_be_chosen() {
    let replacement = Replacement { character: "?".into(), escape_sequence: "<esc>".into() };
    let options = ReportOptions { replacement, ..ReportOptions::default() };
    let mut told = Told::default();
    let mut reader = ReportReader::new(options);
    reader.push(b"<testcase name='a&#1;\x1B[1mb'/>", &mut told);
    reader.finish(&mut told);
    assert_eq!(runs(&told)[0].name, "a?<esc>b");
}

#[test]
fn a_wrong_encoding_is_read_and_told() {
    let told = check(b"<testsuite><testcase name='caf\xE9'/></testsuite>", &["wrong-encoding"], (1, 0));
    assert_eq!(runs(&told)[0].name, "caf\u{E9}");
    check(
        b"<?xml version='1.0' encoding='UTF-16'?><testsuite><testcase name='a'/></testsuite>",
        &["wrong-encoding"],
        (1, 0),
    );
    check(b"<?xml version='1.0' encoding='klingon'?><testsuite/>", &["xml-unknown-encoding"], (0, 0));
}

#[test]
fn values_that_need_a_guess_are_told() {
    let told = check(b"<testsuite><testcase name='a' time='x'/></testsuite>", &["time-unreadable"], (1, 0));
    assert_eq!(runs(&told)[0].duration, 0);
    check(b"<testsuite><testcase name='a' time='1,234'/></testsuite>", &["time-guessed"], (1, 0));
}

#[test]
fn payloads_with_the_names_of_2015_are_read_with_a_warning() {
    let report = b"<testResult><releaseRef id='1001'/><build server='s' buildType='j' buildSid='1'>\
        <tests><test module='m' package='p' class='c' name='a' status='Passed' duration='12' started='5'/>\
        <test name='b' status='Failed' duration='1'/></tests></build></testResult>";
    let told = check(report, &["payload-old-dialect"], (2, 0));
    let run = runs(&told)[0];
    assert_eq!((run.module.as_deref(), run.duration, run.started), (Some("m"), 12, Some(5)));
    assert_eq!(told.paths[1], "/testResult/build[1]/tests[1]/test[2]");
    let report = b"<test_result><tests><test name='a' status='Passed' duration='1'/></tests></test_result>";
    check(report, &["payload-old-dialect"], (1, 0));
}

#[test]
fn a_root_of_another_namespace_is_another_format() {
    check(b"<testsuites xmlns='http://check.sourceforge.net/ns'/>", &["unknown-format"], (0, 0));
    check(b"<TestRun/>", &["unknown-format"], (0, 0));
    check(b"<assembly xmlns='urn:schemas-microsoft-com:asm.v1'/>", &["unknown-format"], (0, 0));
}
