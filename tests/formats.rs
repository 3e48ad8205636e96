//! The examples of `docs/formats.md`: each report in it is read as the runs that stand below it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use octane_payload::diag::Diagnostic;
use octane_payload::model::{Context, Run};
use octane_payload::report::{Case, ReportOptions, ReportReader, ReportSink};

/// The runs of a report that loses nothing.
#[derive(Default)]
struct Runs(Vec<Run>);

impl ReportSink for Runs {
    fn context(&mut self, _: Context) {}

    fn case(&mut self, case: Case) {
        self.0.push(case.run);
    }

    fn dropped(&mut self, diagnostic: Diagnostic) {
        unreachable!("an example of the documentation loses a case: {}", diagnostic.message);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        assert!(!diagnostic.is_error(), "an example of the documentation is faulty: {}", diagnostic.message);
    }
}

fn document() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md")
}

/// The runs of a report as JSON, and the name of its format.
fn read(report: &str) -> (String, &'static str) {
    let mut runs = Runs::default();
    let mut reader = ReportReader::new(ReportOptions::default());
    reader.push(report.as_bytes(), &mut runs);
    let format = reader.finish(&mut runs).expect("a known format");
    (serde_json::to_string_pretty(&runs.0).expect("runs have a JSON form"), format.as_str())
}

/// The document with the runs of its examples as they are read now, and how many examples it has.
fn rewritten(document: &str) -> (String, usize) {
    let (mut text, mut examples) = (String::new(), 0);
    let mut pending: Option<String> = None;
    let mut blocks = document.split("```");
    text.push_str(blocks.next().unwrap_or_default());
    while let (Some(block), Some(after)) = (blocks.next(), blocks.next()) {
        let (info, body) = block.split_once('\n').expect("a block with a first line");
        let body = match (info.split_once(' '), pending.take()) {
            (Some(("json", "runs")), Some(runs)) => runs + "\n",
            (Some((_, format)), None) => {
                let (runs, found) = read(body);
                assert_eq!(found, format);
                (pending, examples) = (Some(runs), examples + 1);
                body.to_owned()
            }
            other => unreachable!("a report and then its runs, not {other:?}"),
        };
        write!(text, "```{info}\n{body}```{after}").expect("a string takes what is written");
    }
    (text, examples)
}

#[test]
fn every_example_of_the_documentation_is_read_as_it_says() {
    let path = document();
    let document = fs::read_to_string(&path).expect("docs/formats.md");
    let (expected, examples) = rewritten(&document);
    assert!(examples >= 10);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &expected).expect("a writable document");
        return;
    }
    assert_eq!(document, expected);
}
