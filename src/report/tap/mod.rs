//! TAP, the Test Anything Protocol, in versions 12 to 14 (<https://testanything.org>): a line a test, with YAML blocks and
//! comments that explain it, and subtests that are indented by four spaces.
//!
//! tape and its kin write the name of a test as a comment before its assertions, which are the test points.
//!
//! A test point that sums up subtests is not a test of its own, unless it failed and none of them did.

mod block;
mod line;
mod point;

use super::raw::{CaseSink, RawCase};
use super::{Format, ReportSink, Telling, mends};
use crate::decode::Decoded;
use crate::diag::{Diagnostic, Place};
use crate::limits;
use crate::xml::Mender;

use line::{Line, Point};
use point::OpenPoint;

/// Spaces that a subtest is indented by.
const INDENTATION: usize = 4;

/// Reads a report that is TAP.
#[derive(Debug)]
pub(super) struct TapReport {
    mender: Mender,
    /// The line that is not complete yet, and where it begins.
    line: String,
    place: Place,
    first_malformed: Option<Place>,
    tests: Tests,
}

/// The tests so far.
#[derive(Debug, Default)]
struct Tests {
    file: Option<String>,
    /// The last test point, which may still be explained.
    open: Option<OpenPoint>,
    /// Lines of the YAML block that is open.
    block: Option<Vec<String>>,
    /// Names of the subtests around the current line.
    names: Vec<String>,
    /// The last comment, where comments are the names of tests: such a report has one behind its version.
    heading: Option<String>,
    is_after_version: bool,
    /// What is known at each depth.
    levels: Vec<Level>,
    has_bailed_out: bool,
}

/// The tests of one depth since the point that sums them up.
#[derive(Debug, Default)]
struct Level {
    points: usize,
    failed: usize,
    plan: Option<(usize, Place)>,
}

impl TapReport {
    pub(super) fn new(mender: Mender) -> Self {
        let (line, tests) = (String::new(), Tests::default());
        Self { mender, line, place: Place::START, first_malformed: None, tests }
    }

    pub(super) fn push(&mut self, decoded: &Decoded<'_>, telling: &mut Telling<'_, impl ReportSink>) {
        if let Some(offset) = decoded.first_malformed {
            self.first_malformed = Some(self.place_in(decoded.text, offset));
        }
        let mut cases = telling.of(Format::Tap);
        for piece in decoded.text.split_inclusive('\n') {
            // A line that no tool writes: what is past the bound is left out.
            let room = limits::JSON_PIECE.saturating_sub(self.line.len());
            self.line.push_str(&piece[..piece.floor_char_boundary(room)]);
            if piece.ends_with('\n') {
                self.line(&mut cases);
            }
        }
    }

    pub(super) fn finish(&mut self, telling: &mut Telling<'_, impl ReportSink>) {
        let mut cases = telling.of(Format::Tap);
        self.line(&mut cases);
        self.tests.end(self.place, &mut cases);
        mends::tell_repairs(self.mender.repairs(), telling);
    }

    /// Place of the first bytes that are not of the encoding.
    pub(super) fn first_malformed(&self) -> Option<Place> {
        self.first_malformed
    }

    /// Place of the byte at `offset` of the document, which lies in `text`, the next piece.
    fn place_in(&self, text: &str, offset: u64) -> Place {
        let start = self.place.after(self.line.as_bytes());
        let length = usize::try_from(offset.saturating_sub(start.offset)).unwrap_or(text.len());
        start.after(&text.as_bytes()[..length.min(text.len())])
    }

    fn line(&mut self, cases: &mut dyn CaseSink) {
        let place = self.place;
        self.place = place.after(self.line.as_bytes());
        let line = std::mem::take(&mut self.line);
        let mended = self.mender.mend(line.trim_end_matches(['\r', '\n']), || place);
        self.tests.line(mended.as_deref().unwrap_or(line.trim_end()), place, cases);
    }
}

impl Tests {
    fn line(&mut self, line: &str, place: Place, cases: &mut dyn CaseSink) {
        if self.block.is_some() {
            return self.block_line(line);
        }
        let content = line.trim_start_matches(' ');
        let depth = (line.len() - content.len()) / INDENTATION;
        let place = place.after(&line.as_bytes()[..line.len() - content.len()]);
        let has_headings = std::mem::take(&mut self.is_after_version) || self.heading.is_some();
        match line::parse(content) {
            Line::BlockStart if self.open.is_some() => self.block = Some(Vec::new()),
            Line::Comment(text) if has_headings && depth == 0 => {
                self.close_point(cases);
                self.heading = Some(text.to_owned());
            }
            Line::Comment(text) => self.explain(text),
            Line::Point(point) => self.point(point, depth, place, cases),
            Line::Plan { tests, reason } => self.plan((tests, reason), depth, place, cases),
            Line::Subtest(name) => self.subtest(name, depth, cases),
            Line::BailOut(reason) => self.bail_out(reason, place, cases),
            Line::Version if depth == 0 => {
                self.settle(cases);
                self.is_after_version = true;
            }
            Line::File(name) => {
                self.settle(cases);
                self.file = Some(name.to_owned());
            }
            // Mocha explains a failure by lines that are only indented.
            Line::Other if line.len() > content.len() => self.explain(content),
            Line::Version | Line::BlockStart | Line::Other => {}
        }
    }

    fn explain(&mut self, text: &str) {
        if let Some(open) = &mut self.open {
            open.explain(text);
        }
    }

    fn block_line(&mut self, line: &str) {
        let Some(block) = &mut self.block else { return };
        if line.trim() != "..." {
            if block.iter().map(String::len).sum::<usize>() < limits::OUTPUT {
                block.push(line.to_owned());
            }
            return;
        }
        let fields = block::fields(block);
        self.block = None;
        if let Some(open) = &mut self.open {
            open.fields = fields;
        }
    }

    fn subtest(&mut self, name: &str, depth: usize, cases: &mut dyn CaseSink) {
        self.close_point(cases);
        self.heading = None;
        self.names.truncate(depth);
        self.names.resize(depth, String::new());
        self.names.push(name.to_owned());
    }

    fn point(&mut self, point: Point, depth: usize, place: Place, cases: &mut dyn CaseSink) {
        self.close_point(cases);
        if depth == 0 && point.number == Some(1) && self.level(0).points > 0 {
            self.settle(cases);
        }
        let has_failed = !point.is_ok && point.directive.is_none();
        let level = self.level(depth);
        level.points += 1;
        level.failed += usize::from(has_failed);
        let below = self.close_level(depth + 1, cases);
        let path = self.path(depth);
        self.names.truncate(depth);
        if below.points == 0 || (has_failed && below.failed == 0) {
            // Some write the name of the test above its only assertion, which has the same.
            let heading = self.heading.clone().filter(|heading| *heading != point.description);
            let suites = heading.into_iter().chain(self.names.iter().cloned()).collect();
            self.open = Some(OpenPoint { point, place, path, suites, ..OpenPoint::default() });
        }
    }

    fn plan(&mut self, (tests, reason): (usize, &str), depth: usize, place: Place, cases: &mut dyn CaseSink) {
        if depth == 0 && self.level(0).plan.is_some() {
            self.settle(cases);
        }
        self.level(depth).plan = Some((tests, place));
        if tests == 0 && depth == 0 {
            let message = if reason.is_empty() {
                "the plan says that no test is run".to_owned()
            } else {
                format!("the plan says that no test is run: {reason}")
            };
            cases.diagnostic(Diagnostic::info("tap-nothing-planned", message).with_place(place));
        }
    }

    fn bail_out(&mut self, reason: &str, place: Place, cases: &mut dyn CaseSink) {
        self.close_point(cases);
        self.has_bailed_out = true;
        let message = format!("the test run gave up: {reason}");
        let help = "tests may be missing from the report";
        cases.diagnostic(Diagnostic::error("tap-bail-out", message).with_place(place).with_help(help));
    }

    fn level(&mut self, depth: usize) -> &mut Level {
        if self.levels.len() <= depth {
            self.levels.resize_with(depth + 1, Level::default);
        }
        &mut self.levels[depth]
    }

    /// The tests from that depth on are summed up: what there was.
    fn close_level(&mut self, depth: usize, cases: &mut dyn CaseSink) -> Level {
        let mut below = self.levels.drain(depth.min(self.levels.len())..);
        let level = below.next().unwrap_or_default();
        drop(below);
        if let Some((tests, place)) = level.plan
            && level.points < tests
            && !self.has_bailed_out
        {
            let message = format!("the plan says {tests} tests, and the report holds {}", level.points);
            let help = "the test run ended early: the others are missing";
            cases.diagnostic(
                Diagnostic::error("tap-tests-missing", message).with_place(place).with_help(help),
            );
        }
        level
    }

    /// A test document is over.
    fn settle(&mut self, cases: &mut dyn CaseSink) {
        self.close_point(cases);
        self.names.clear();
        self.heading = None;
        self.close_level(0, cases);
        self.has_bailed_out = false;
    }

    fn close_point(&mut self, cases: &mut dyn CaseSink) {
        if let Some(open) = self.open.take() {
            let case: RawCase = open.case(self.file.as_deref());
            cases.case(case);
        }
    }

    fn end(&mut self, place: Place, cases: &mut dyn CaseSink) {
        if let Some(block) = self.block.take() {
            if let Some(open) = &mut self.open {
                open.fields = block::fields(&block);
            }
            let message = "the report ends inside the YAML block of its last test";
            cases.diagnostic(Diagnostic::error("tap-unexpected-end", message).with_place(place));
        }
        self.settle(cases);
    }

    /// `/tests[2]/tests[0]`: the indexes of the test at that depth and of those that will sum it up.
    fn path(&self, depth: usize) -> String {
        let index = |depth: usize| self.levels.get(depth).map_or(0, |level| level.points);
        let around =
            (0..depth).map(index).fold(String::new(), |path, index| path + &format!("/tests[{index}]"));
        format!("{around}/tests[{}]", index(depth).saturating_sub(1))
    }
}
