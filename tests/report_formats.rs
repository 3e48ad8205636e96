//! What each XML format says of a test, and what it is read as; the smallest report that shows it.

use octane_payload::diag::Diagnostic;
use octane_payload::model::{Context, GherkinRun, Run, Status, TestRun};
use octane_payload::report::{Case, Format, ReportOptions, ReportReader, ReportSink};

/// Everything that a reader tells.
#[derive(Debug, Default)]
struct Told {
    runs: Vec<TestRun>,
    features: Vec<GherkinRun>,
    dropped: usize,
    findings: Vec<Diagnostic>,
}

impl ReportSink for Told {
    fn context(&mut self, _: Context) {}

    fn case(&mut self, case: Case) {
        match case.run {
            Run::Test(run) => self.runs.push(*run),
            Run::Gherkin(run) => self.features.push(*run),
        }
    }

    fn dropped(&mut self, diagnostic: Diagnostic) {
        self.dropped += 1;
        self.findings.push(diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }
}

#[track_caller]
fn read(format: Format, report: &str) -> Told {
    let mut told = Told::default();
    let mut reader = ReportReader::new(ReportOptions::default());
    reader.push(report.as_bytes(), &mut told);
    assert_eq!(reader.finish(&mut told), Some(format), "{report}");
    told
}

/// Codes of the findings; a time zone that is not named is not what these tests are about.
fn codes(told: &Told) -> Vec<&str> {
    let codes = told.findings.iter().map(|finding| finding.code.as_ref());
    codes.filter(|code| *code != "timestamp-without-zone").collect()
}

/// Class with its package, name, run name, and status of each run.
fn rows(told: &Told) -> Vec<String> {
    let row = |run: &TestRun| {
        let class = [&run.package, &run.class].into_iter().flatten().cloned().collect::<Vec<_>>().join(".");
        let run_name = run.run_name.as_ref().map_or(String::new(), |name| format!(" [{name}]"));
        format!("{class} | {}{run_name} | {}", run.name, run.status.as_str())
    };
    told.runs.iter().map(row).collect()
}

#[track_caller]
fn check(format: Format, report: &str, expected: &[&str], expected_codes: &[&str]) -> Told {
    let told = read(format, report);
    assert_eq!(rows(&told), expected);
    assert_eq!(codes(&told), expected_codes);
    told
}

#[test]
fn a_junit_suite_that_counts_errors_and_shows_no_case_is_told_once() {
    let suite = |content: &str| {
        format!("<testsuites errors='1'><testsuite errors='1'>{content}</testsuite></testsuites>")
    };
    check(Format::Junit, &suite("<system-err>gone</system-err>"), &[], &["suite-failed"]);
    check(Format::Junit, &suite("<testcase name='a'/>"), &[" | a | Passed"], &[]);
    check(Format::Junit, &suite("<error message='gone'/>"), &[], &["suite-failed"]);
}

const TRX: &str = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

fn trx(content: &str) -> String {
    format!("<TestRun xmlns='{TRX}'>{content}</TestRun>")
}

#[test]
fn a_trx_result_takes_its_class_from_the_definition_that_comes_later() {
    let told = check(
        Format::Trx,
        &trx("<Results><UnitTestResult testId='ID-1' testName='Ns.Calc.Adds(a: \"1.5\")' outcome='Passed' \
              duration='00:01:02.5000000' startTime='2026-01-02T03:04:05.0000000+01:00'/>\
              <UnitTestResult testId='id-2' testName='Subtracts' outcome='Timeout'/></Results>\
              <TestDefinitions><UnitTest id='id-1' storage='/bin/Calc.dll'><TestMethod className='Ns.Calc'/></UnitTest>\
              <UnitTest id='id-2'><TestMethod className='Ns.Calc, Calc, Version=1.0.0.0' codeBase='C:\\Calc.dll'/></UnitTest>\
              </TestDefinitions>"),
        &["Ns.Calc | Adds(a: \"1.5\") | Passed", "Ns.Calc | Subtracts | Failed"],
        &[],
    );
    assert_eq!((told.runs[0].duration, told.runs[0].started), (62_500, Some(1_767_319_445_000)));
}

#[test]
fn a_trx_result_without_a_definition_has_what_its_name_tells() {
    check(
        Format::Trx,
        &trx("<Results><UnitTestResult testName='Ns.Calc.Adds' outcome='Passed'/>\
              <UnitTestResult testName='adds 1.5 to 2' outcome='NotExecuted'/></Results>"),
        &["Ns.Calc | Adds | Passed", " | adds 1.5 to 2 | Skipped"],
        &[],
    );
}

#[test]
fn a_trx_result_without_an_outcome_is_an_error_and_one_that_cannot_be_run_a_failure() {
    let told = check(
        Format::Trx,
        &trx(
            "<Results><UnitTestResult testName='a'><Output><ErrorInfo><Message>Test method a threw exception: \
              System.IO.IOException: gone</Message><StackTrace>at a</StackTrace></ErrorInfo></Output></UnitTestResult>\
              <UnitTestResult testName='b' outcome='NotRunnable'/><UnitTestResult testName='c' outcome='Glorious'/></Results>",
        ),
        &[" | a | Failed", " | b | Failed", " | c | Skipped"],
        &["status-unknown"],
    );
    let error = told.runs[0].error.as_ref().expect("an error");
    assert_eq!(error.kind.as_deref(), Some("System.IO.IOException"));
    assert_eq!(error.text, "at a");
}

#[test]
fn inner_results_are_the_cases_and_an_outer_failure_that_none_of_them_shows_is_one_more() {
    check(
        Format::Trx,
        &trx(
            "<Results><UnitTestResult testName='rows' outcome='Failed' resultType='DataDrivenTest'><InnerResults>\
              <UnitTestResult testName='rows' dataRowInfo='0' outcome='Passed'/>\
              <UnitTestResult testName='rows' dataRowInfo='1' outcome='Failed'/></InnerResults></UnitTestResult>\
              <TestResultAggregation testName='ordered' outcome='Failed'><InnerResults>\
              <UnitTestResult testName='first' outcome='Passed'/></InnerResults></TestResultAggregation></Results>",
        ),
        &[" | rows [row 0] | Passed", " | rows [row 1] | Failed", " | ordered | Failed", " | first | Passed"],
        &[],
    );
}

#[test]
fn a_failure_outside_of_all_tests_is_told() {
    check(
        Format::Trx,
        &trx("<Results/><ResultSummary><RunInfos><RunInfo outcome='Error'><Text>crashed</Text></RunInfo>\
              <RunInfo outcome='Warning'><Text>w</Text></RunInfo></RunInfos></ResultSummary>"),
        &[],
        &["suite-failed"],
    );
    check(
        Format::Junit,
        "<testsuite name='s'><error message='no set-up'/></testsuite>",
        &[],
        &["suite-failed"],
    );
    check(
        Format::NUnit3,
        "<test-run><test-suite name='S' site='TearDown'><failure><message>left open</message></failure>\
         <test-case name='a' fullname='S.a' result='Passed'/></test-suite>\
         <test-suite name='T' site='Child'><failure><message>one or more</message></failure></test-suite></test-run>",
        &["S | a | Passed"],
        &["suite-failed"],
    );
    check(
        Format::Xunit,
        "<assemblies><assembly><errors><error type='assembly-cleanup' name='x'><failure><message>m</message></failure>\
         </error></errors></assembly></assemblies>",
        &[],
        &["suite-failed"],
    );
}

#[test]
fn results_wait_for_their_definition_in_bounded_memory() {
    let stack = "s".repeat(1 << 20);
    let result = |number: usize| {
        format!(
            "<UnitTestResult testId='{number}' testName='N.C.t{number}' outcome='Failed'><Output><ErrorInfo>\
             <Message>m</Message><StackTrace>{stack}</StackTrace></ErrorInfo></Output></UnitTestResult>"
        )
    };
    let results: String = (0..40).map(result).collect();
    let told = read(Format::Trx, &trx(&format!("<Results>{results}</Results><TestDefinitions/>")));
    assert_eq!(told.runs.len(), 40);
    assert_eq!(codes(&told), ["definitions-too-late"]);
}

#[test]
fn nunit_2_told_results_in_other_words_before_version_2_5() {
    check(
        Format::NUnit2,
        "<test-results><test-suite name='a.dll'><results><test-suite name='N'><results>\
         <test-case name='N.N.passes' executed='True' success='True'/>\
         <test-case name='N.N.fails' executed='True' success='False'><failure><message>m</message></failure></test-case>\
         <test-case name='N.N.waits' executed='False'><reason><message>later</message></reason></test-case>\
         <test-case name='N.N.says v1.5' executed='True' success='True'/>\
         </results></test-suite></results></test-suite></test-results>",
        &[
            "N.N | passes | Passed",
            "N.N | fails | Failed",
            "N.N | waits | Skipped",
            "N.N | says v1.5 | Passed",
        ],
        &[],
    );
}

#[test]
fn what_nunit_2_leaves_open_passes_and_is_told_once() {
    check(
        Format::NUnit2,
        "<test-results><test-case name='C.a' result='Inconclusive'/><test-case name='C.b' result='Inconclusive'/>\
         <test-case name='C.c' result='NotRunnable'><reason><message>no arguments</message></reason></test-case></test-results>",
        &["C | a | Passed", "C | b | Passed", "C | c | Failed"],
        &["status-inconclusive"],
    );
}

#[test]
fn nunit_3_keeps_the_arguments_of_a_fixture_in_its_class() {
    let told = check(
        Format::NUnit3,
        "<test-run><test-suite type='Assembly' name='Calc.dll'><test-case name='Adds(1.5)' \
         fullname='Ns.Calc(2.5).Adds(1.5)' classname='Ns.Calc' result='Warning' duration='0.25' \
         start-time='2026-01-02 03:04:05Z'><properties><property name='Description' value='adds'/></properties>\
         </test-case><test-case name='b' classname='Ns.Calc' result='Failed' label='Error'><failure>\
         <message>System.IO.IOException : gone</message><stack-trace>at b</stack-trace></failure></test-case>\
         <test-case name='c' classname='Ns.Calc' result='Skipped' label='Ignored'><reason><message>later</message></reason>\
         </test-case></test-suite></test-run>",
        &["Ns.Calc(2.5) | Adds(1.5) | Passed", "Ns.Calc | b | Failed", "Ns.Calc | c | Skipped"],
        &[],
    );
    assert_eq!((told.runs[0].duration, told.runs[0].started), (250, Some(1_767_323_045_000)));
    assert_eq!(told.runs[0].description.as_deref(), Some("adds"));
    let error = told.runs[1].error.as_ref().expect("an error");
    assert_eq!(error.kind.as_deref(), Some("System.IO.IOException"));
    assert_eq!(told.runs[2].description.as_deref(), Some("later"));
}

#[test]
fn xunit_has_classes_in_version_1_and_collections_since() {
    check(
        Format::Xunit,
        "<assembly name='C:\\Calc.dll' run-date='2026-01-02' run-time='03:04:05'><class name='Ns.Calc'>\
         <test name='Ns.Calc.Adds' type='Ns.Calc' method='Adds' result='Pass' time='0.5'/>\
         <test name='shows' type='Ns.Calc' method='Shows' result='Skip'><reason><message>later</message></reason></test>\
         </class></assembly>",
        &["Ns.Calc | Adds | Passed", "Ns.Calc | shows | Skipped"],
        &[],
    );
    let told = check(
        Format::Xunit,
        "<assemblies schema-version='3'><assembly name='Calc.dll'><collection name='c'>\
         <test name='Ns.Calc.Divides(by: 0)' type='Ns.Calc' method='Divides' result='Fail' time='0.5' \
         start-rtf='2026-01-02T03:04:05.0000000+00:00'><failure exception-type='System.DivideByZeroException'>\
         <message>m</message><stack-trace>at a</stack-trace></failure><output>printed</output></test>\
         <test name='Ns.Calc.Asked' type='Ns.Calc' result='NotRun'/></collection></assembly></assemblies>",
        &["Ns.Calc | Divides(by: 0) | Failed", "Ns.Calc | Asked | Skipped"],
        &[],
    );
    let run = &told.runs[0];
    assert_eq!((run.duration, run.started), (500, Some(1_767_323_045_000)));
    let error = run.error.as_ref().expect("an error");
    assert_eq!(error.kind.as_deref(), Some("System.DivideByZeroException"));
}

fn testng(methods: &str) -> String {
    format!(
        "<testng-results><suite name='s'><test name='t'><class name='p.C'>{methods}</class></test></suite></testng-results>"
    )
}

#[test]
fn a_retried_testng_method_is_one_case_with_all_its_attempts() {
    let told = check(
        Format::TestNg,
        &testng(
            "<test-method name='a' status='SKIP' retried='true' duration-ms='1'><exception class='E'><message>m</message>\
             </exception></test-method><test-method name='b' status='SKIP' retried='true'/>\
             <test-method name='a' status='PASS' duration-ms='2'/>",
        ),
        &["p.C | a | Passed", "p.C | b | Skipped"],
        &[],
    );
    assert_eq!(told.runs[0].duration, 2);
    assert!(told.runs[0].description.as_ref().is_some_and(|note| note.contains("2 attempts")));
}

#[test]
fn testng_parameters_are_run_names_and_configuration_is_no_case() {
    check(
        Format::TestNg,
        &testng(
            "<test-method name='a' status='PASS' test-instance-name='blue'><params><param index='0'><value>1</value></param>\
             <param index='1'><value is-null='true'/></param></params></test-method>\
             <test-method name='setUp' is-config='true' status='PASS'/>\
             <test-method name='tearDown' is-config='true' status='FAIL'/><test-method name='b'/>",
        ),
        &["p.C | a [blue: 1, null] | Passed", "p.C | b | Skipped"],
        &["suite-failed", "status-unknown"],
    );
}

#[test]
fn robot_keywords_are_left_out_however_they_nest() {
    let told = check(
        Format::Robot,
        "<robot><suite name='All' source='/all'><suite name='v1.5' source='/all/x.robot'>\
         <kw type='SETUP'><test name='no test'/><status status='FAIL'/></kw>\
         <test name='loops'><for><iter><kw><doc>no</doc><status status='FAIL'>no</status></kw></iter></for>\
         <tags><tag>slow</tag></tags><doc>what it does</doc><status status='PASS' starttime='N/A' endtime='N/A'/></test>\
         <test name='waits'><status status='NOT RUN' start='2026-01-02T03:04:05.5' elapsed='1.25'/></test>\
         <test name='ends'/></suite></suite><statistics><total><stat>All</stat></total></statistics></robot>",
        &["All.v1.5 | loops | Passed", "All.v1.5 | waits | Skipped", "All.v1.5 | ends | Skipped"],
        &["status-unknown"],
    );
    assert_eq!(told.runs[0].class.as_deref(), Some("v1.5"));
    assert_eq!(told.runs[0].description.as_deref(), Some("what it does"));
    assert_eq!((told.runs[1].duration, told.runs[1].started), (1250, Some(1_767_323_045_500)));
}

#[test]
fn a_feature_has_the_worst_status_of_its_steps() {
    let feature = |steps: &str| {
        format!(
            "<features version='1'><feature name='f' path='f.feature' started='5' tag=''><file><![CDATA[Feature: f]]></file>\
             <scenarios><background><steps><step name='b' duration='1' status='passed'/></steps></background>\
             <scenario name='s'><steps>{steps}</steps></scenario></scenarios></feature></features>"
        )
    };
    let step = |status: &str| format!("<step name='Given' duration='2' status='{status}'/>");
    for (steps, expected, found) in [
        (step("passed") + &step("Passed"), Status::Passed, vec![]),
        (step("passed") + &step("skipped"), Status::Skipped, vec![]),
        (step("pending"), Status::Skipped, vec![]),
        (step("failed") + &step("skipped"), Status::Failed, vec![]),
        (step("undefined"), Status::Failed, vec![]),
        (step("glorious"), Status::Failed, vec!["status-unknown"]),
    ] {
        let told = read(Format::Features, &feature(&steps));
        let run = &told.features[0];
        assert_eq!((run.status, run.feature.scenarios[0].status), (expected, expected), "{steps}");
        assert_eq!(codes(&told), found);
        assert_eq!((run.name.as_str(), run.feature.file.as_str()), ("f", "Feature: f"));
        assert_eq!(run.duration, 1 + 2 * i64::try_from(steps.matches("<step").count()).expect("few"));
    }
}

#[test]
fn what_catch2_lets_fail_is_skipped_and_what_never_ran_has_no_start() {
    let told = check(
        Format::Junit,
        "<testsuite timestamp='2026-01-02T03:04:05Z'><testcase name='a'>\
         <skipped message='TEST_CASE tagged with !mayfail'/><failure message='m'/></testcase>\
         <testcase name='b' class='App\\Calc' status='notrun' timestamp='1970-01-01T00:00:00.000'/></testsuite>",
        &[" | a | Skipped", "App\\Calc | b | Skipped"],
        &[],
    );
    assert_eq!(told.runs[1].started, told.runs[0].started);
}
