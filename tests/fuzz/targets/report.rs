//! Reports: whatever is in a file, its reader says the same however the file is cut, and says where.

use octane_payload::diag::Diagnostic;
use octane_payload::model::Context;
use octane_payload::report::{Case, Format, ReportOptions, ReportReader, ReportSink};

use super::findings;

/// What a reader tells.
#[derive(Debug, Default, PartialEq)]
struct Told {
    cases: Vec<Case>,
    findings: Vec<Diagnostic>,
    format: Option<Format>,
}

impl ReportSink for Told {
    fn context(&mut self, _: Context) {}

    fn case(&mut self, case: Case) {
        self.cases.push(case);
    }

    fn dropped(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }
}

/// Any bytes as a report.
pub fn report(input: &[u8]) {
    let whole = read(input, input.len().max(1));
    for chunk in [1 + input.len() % 7, 64] {
        assert_eq!(read(input, chunk), whole, "in chunks of {chunk}");
    }
    assert!(whole.format.is_some() || !whole.findings.is_empty(), "a file of no format needs a reason");
    findings::hold(&whole.findings, input);
}

fn read(input: &[u8], chunk: usize) -> Told {
    let mut told = Told::default();
    let mut reader = ReportReader::new(ReportOptions::default());
    input.chunks(chunk).for_each(|piece| reader.push(piece, &mut told));
    told.format = reader.finish(&mut told);
    told
}
