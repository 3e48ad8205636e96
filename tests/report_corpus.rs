//! Real reports of many tools, from public repositories: each is read whole, or says why not; and where another program
//! says what is in a report, ours says the same.

#![allow(clippy::print_stdout, reason = "a test prints its table, and says by name what it leaves out")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use octane_payload::diag::Diagnostic;
use octane_payload::model::{Context, Run, Status};
use octane_payload::report::{Case, Format, ReportOptions, ReportReader, ReportSink};

/// Counts of what a reader tells.
#[derive(Debug, Default)]
struct Counts {
    cases: usize,
    statuses: BTreeMap<Status, usize>,
    dropped: usize,
    errors: Vec<Diagnostic>,
    codes: BTreeMap<String, usize>,
}

impl ReportSink for Counts {
    fn context(&mut self, _: Context) {}

    fn case(&mut self, case: Case) {
        let status = match &case.run {
            Run::Test(run) => run.status,
            Run::Gherkin(run) => run.status,
        };
        self.cases += 1;
        *self.statuses.entry(status).or_default() += 1;
    }

    fn dropped(&mut self, diagnostic: Diagnostic) {
        self.cases += 1;
        self.dropped += 1;
        self.diagnostic(diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        *self.codes.entry(diagnostic.code.to_string()).or_default() += 1;
        if diagnostic.is_error() {
            self.errors.push(diagnostic);
        }
    }
}

impl Counts {
    fn of(&self, status: Status) -> usize {
        self.statuses.get(&status).copied().unwrap_or_default()
    }

    /// Cases, failures and skips.
    fn verdict(&self) -> (usize, usize, usize) {
        (self.cases, self.of(Status::Failed), self.of(Status::Skipped))
    }
}

fn read(path: &Path) -> (Counts, Option<Format>) {
    let bytes = fs::read(path).expect("a file of the corpus");
    let mut counts = Counts::default();
    let mut reader = ReportReader::new(ReportOptions::default());
    bytes.chunks(4096).for_each(|chunk| reader.push(chunk, &mut counts));
    let format = reader.finish(&mut counts);
    (counts, format)
}

/// The corpus; none, said by name, where it is absent.
fn corpus() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !root.is_dir() {
        println!("left out, because ../shared/corpus is absent");
        return None;
    }
    Some(root)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the corpus") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn is_xml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "xml" || extension == "trx")
}

#[test]
fn every_xml_report_of_the_corpus_is_read_or_says_where_it_ends() {
    let Some(root) = corpus() else { return };
    let mut table = String::from("\n  cases  failed skipped dropped  format          report  findings\n");
    let (mut read_count, mut unknown) = (0, 0);
    for path in files(&root).into_iter().filter(|path| is_xml(path)) {
        let (counts, format) = read(&path);
        let name = path.strip_prefix(&root).expect("a path in the corpus").display().to_string();
        match format {
            Some(_) => read_count += 1,
            None => unknown += 1,
        }
        let is_told = counts.errors.iter().all(|error| error.place.is_some());
        assert!(is_told && (format.is_some() || !counts.errors.is_empty()), "{name}: {:?}", counts.errors);
        let (cases, failed, skipped) = counts.verdict();
        let format = format.map_or("-", Format::as_str);
        let codes: Vec<&str> = counts.codes.keys().map(String::as_str).collect();
        let row = format!(
            "{cases:7}{failed:8}{skipped:8}{:8}  {format:14}  {name}  {}",
            counts.dropped,
            codes.join(" ")
        );
        writeln!(table, "{row}").expect("room in memory");
    }
    println!("{table}{read_count} reports read, {unknown} of formats that are not known");
    assert!(read_count > 320);
}

#[test]
fn what_another_converter_counts_is_what_is_read() {
    let Some(root) = corpus() else { return };
    let mut table = String::from("\n  cases  failed skipped  report\n");
    let mut differing = Vec::new();
    let mut compared = 0;
    for input in files(&root.join("jenkinsci__xunit-plugin")) {
        let result = input.with_file_name("result.xml");
        if input.file_name().is_none_or(|name| name != "input.xml") || !result.is_file() {
            continue;
        }
        let (ours, format) = read(&input);
        if format.is_none() {
            continue;
        }
        compared += 1;
        let (theirs, _) = read(&result);
        let name = input.strip_prefix(&root).expect("a path in the corpus").display().to_string();
        let (cases, failed, skipped) = ours.verdict();
        writeln!(table, "{cases:7}{failed:8}{skipped:8}  {name}").expect("room in memory");
        if ours.verdict() != theirs.verdict() {
            differing.push(format!("{name}: {:?}, and {:?} in result.xml", ours.verdict(), theirs.verdict()));
        }
    }
    println!("{table}{compared} reports compared");
    assert!(compared > 20);
    assert_eq!(differing, [""; 0]);
}

/// What reports say of themselves, or counting their events says: cases, failures and skips.
const JSON: [(&str, (usize, usize, usize)); 9] = [
    ("fixtures/dart-json.json", (6, 4, 1)),
    ("empty/dart-json.json", (0, 0, 0)),
    ("empty/mocha-json.json", (0, 0, 0)),
    ("empty/rspec-json.json", (0, 0, 0)),
    ("flutter/provider-test-results.json", (269, 1, 0)),
    ("mocha/mocha-test-results.json", (839, 0, 6)),
    ("fixtures/golang-json.json", (12, 6, 1)),
    ("fixtures/mocha-json.json", (6, 4, 1)),
    ("fixtures/rspec-json.json", (3, 1, 1)),
];

#[test]
fn every_json_report_of_the_corpus_is_read_or_called_unknown() {
    let Some(root) = corpus() else { return };
    let is_json = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "json");
    for path in files(&root).into_iter().filter(is_json) {
        let (counts, format) = read(&path);
        let name = path.strip_prefix(&root).expect("a path in the corpus").display().to_string();
        println!(
            "{:12} {:?} {:?} {name}",
            format.map_or("-", Format::as_str),
            counts.verdict(),
            counts.codes
        );
        assert!(
            format.is_some() || counts.codes.contains_key("unknown-format"),
            "{name}: {:?}",
            counts.codes
        );
        if let Some((_, expected)) = JSON.iter().find(|(known, _)| name.ends_with(known)) {
            assert_eq!(counts.verdict(), *expected, "{name}");
        }
    }
}
