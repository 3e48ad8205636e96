//! Broken reports: whatever is done to a real one, it is read to its end or its fault, the same however it is cut.

use std::fs;
use std::path::{Path, PathBuf};

use octane_payload::diag::Diagnostic;
use octane_payload::model::Context;
use octane_payload::report::{Case, ReportOptions, ReportReader, ReportSink};

/// Words of all that is told, to compare.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    words: Vec<String>,
    cases: usize,
}

impl ReportSink for Told {
    fn context(&mut self, context: Context) {
        self.words.push(format!("{context:?}"));
    }

    fn case(&mut self, case: Case) {
        self.cases += 1;
        self.words.push(format!("{case:?}"));
    }

    fn dropped(&mut self, diagnostic: Diagnostic) {
        self.cases += 1;
        self.words.push(format!("{diagnostic:?}"));
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.words.push(format!("{diagnostic:?}"));
    }
}

fn read(report: &[u8], chunk: usize) -> Told {
    let mut told = Told::default();
    let mut reader = ReportReader::new(ReportOptions::default());
    report.chunks(chunk).for_each(|piece| reader.push(piece, &mut told));
    let format = reader.finish(&mut told);
    told.words.push(format!("{format:?}"));
    told
}

/// The same numbers in each run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).expect("below a usize")
    }
}

/// What breaks a report, or its meaning.
const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"\"",
    b"&",
    b"&#27;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"\0",
    b"\xFF",
    b"\xED\xA0\x80",
    b"<test>",
    b"</test>",
    b"<testcase name='x'>",
    b"</testsuite>",
    b"<kw>",
    b"<UnitTestResult/>",
    b" time='1e400'",
    b" status=''",
    b"{",
    b"[",
    b",",
];

fn mutated(report: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut report = report.to_vec();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(report.len());
        let end = (at + numbers.below(200)).min(report.len());
        match numbers.below(5) {
            0 => report.truncate(at),
            1 => drop(report.drain(at..end)),
            2 => {
                let piece = report[at..end].to_vec();
                let to = numbers.below(report.len());
                report.splice(to..to, piece);
            }
            3 => drop(report.splice(at..at, PIECES[numbers.below(PIECES.len())].iter().copied())),
            _ => {
                if let Some(byte) = report.get_mut(at) {
                    *byte ^= 1 << numbers.below(8);
                }
            }
        }
    }
    report
}

fn reports() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let entries = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("a folder of fixtures");
        entries.map(|entry| entry.expect("an entry").path()).collect()
    };
    let tools = entries(&root).into_iter().filter(|path| path.is_dir());
    let versions = tools.flat_map(|tool| entries(&tool)).filter(|path| path.is_dir());
    let mut found: Vec<PathBuf> = versions.flat_map(|version| entries(&version)).collect();
    found.retain(|path| path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("report")));
    found.sort();
    found
}

#[test]
fn a_broken_report_is_read_the_same_however_it_is_cut() {
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    let reports = reports();
    assert!(reports.len() > 25);
    for path in reports {
        let report = fs::read(&path).expect("a report");
        for round in 0..60 {
            let broken = mutated(&report, &mut numbers);
            let whole = read(&broken, usize::MAX);
            for chunk in [1 + numbers.below(40), 1 + numbers.below(4000)] {
                let parts = read(&broken, chunk);
                assert_eq!(parts, whole, "{} in round {round}, in chunks of {chunk}", path.display());
            }
        }
    }
}
