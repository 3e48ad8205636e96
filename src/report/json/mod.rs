//! Reports that are JSON: their keys tell which format they are of; what the format wants to see is gathered in small
//! pieces, and the rest is read over.
//!
//! A format whose cases need what may stand behind them wants a larger piece: Jest names a test file after its cases, so
//! a test file is a piece. Memory holds one piece.

mod facts;
mod lines;
mod trail;
mod walk;

use super::json_format::JsonFormat;
use super::raw::CaseSink;
use super::{
    Format, ReportSink, Telling, allure, ctrf, cucumber, dart, go_test, jest, mends, mocha, playwright, rspec,
};
use crate::decode::Decoded;
use crate::diag::{Diagnostic, Place};
use crate::json::{JsonError, Oddities, Reader, Roots};
use crate::limits::JsonLimits;
use crate::xml::Mender;

use facts::Facts;
use lines::Lines;
use walk::{Walk, Walking};

/// Bytes of a document that are looked at to tell its format.
const HEAD: usize = 1 << 20;

/// Reads a report that is JSON.
#[derive(Debug)]
pub(super) struct JsonReport {
    stage: Stage,
    mender: Mender,
    first_malformed: Option<Place>,
    /// Where reading ended before the document did.
    end: Option<u64>,
}

#[derive(Debug)]
enum Stage {
    /// The text so far, and what it tells.
    Detecting { start: Place, head: String, reader: Reader, facts: Facts },
    /// One document.
    Whole { reader: Reader, walk: Walk, format: Format, cases: Box<dyn JsonFormat> },
    /// A document a line.
    Lines { lines: Lines, format: Format, cases: Box<dyn JsonFormat> },
    /// Nothing more is read.
    Over { format: Option<Format> },
}

impl JsonReport {
    /// A report that begins at `start` of its file.
    pub(super) fn new(start: Place, mender: Mender) -> Self {
        let reader = Reader::at(start, Roots::Many, JsonLimits::default());
        let stage = Stage::Detecting { start, head: String::new(), reader, facts: Facts::default() };
        Self { stage, mender, first_malformed: None, end: None }
    }

    pub(super) fn push(&mut self, decoded: &Decoded<'_>, telling: &mut Telling<'_, impl ReportSink>) {
        let malformed = decoded.first_malformed.and_then(|offset| self.stage.place_in(decoded.text, offset));
        self.read(decoded.text, telling);
        // What stands behind the end is not said, or the end of a chunk would decide about it.
        self.first_malformed =
            malformed.filter(|place| self.end.is_none_or(|end| place.offset < end)).or(self.first_malformed);
    }

    pub(super) fn finish(&mut self, telling: &mut Telling<'_, impl ReportSink>) {
        if matches!(self.stage, Stage::Detecting { .. }) {
            self.decide(true, telling);
        }
        let Some(format) = self.format() else { return };
        let mut shaping = telling.of(format);
        let result = self.stage.finish(&mut self.mender, &mut shaping);
        self.settle(result, telling);
        mends::tell_repairs(self.mender.repairs(), telling);
    }

    pub(super) fn format(&self) -> Option<Format> {
        match self.stage {
            Stage::Detecting { .. } => None,
            Stage::Whole { format, .. } | Stage::Lines { format, .. } => Some(format),
            Stage::Over { format } => format,
        }
    }

    /// Place of the first bytes that are not of the encoding.
    pub(super) fn first_malformed(&self) -> Option<Place> {
        self.first_malformed
    }

    fn read(&mut self, text: &str, telling: &mut Telling<'_, impl ReportSink>) {
        let result = match &mut self.stage {
            Stage::Over { .. } => return,
            Stage::Detecting { head, .. } => {
                head.push_str(text);
                return self.decide(false, telling);
            }
            Stage::Whole { format, .. } | Stage::Lines { format, .. } => {
                let mut shaping = telling.of(*format);
                self.stage.read(text, &mut self.mender, &mut shaping)
            }
        };
        self.settle(result, telling);
    }

    /// Chooses the format by the keys so far, and reads the text so far.
    fn decide(&mut self, is_last: bool, telling: &mut Telling<'_, impl ReportSink>) {
        let Stage::Detecting { start, head, reader, facts } = &mut self.stage else { return };
        let read = usize::try_from(reader.offset() - start.offset).unwrap_or(head.len());
        let until = head.floor_char_boundary(HEAD);
        let mut result = reader.feed(&head[read..until], facts);
        if is_last && result.is_ok() {
            result = reader.finish(facts);
        }
        let (start, format) = (*start, facts.format());
        match (format, result) {
            (Some(format), _) => {
                let head = std::mem::take(head);
                self.stage = Stage::new(format, start);
                self.read(&head, telling);
            }
            (None, Err(error)) => {
                let end = error.place.offset;
                self.give_up(error.into(), end, telling);
            }
            (None, Ok(())) if is_last || until < head.len() => {
                let (unknown, end) = (facts.unknown(), reader.offset());
                self.give_up(unknown, end, telling);
            }
            (None, Ok(())) => {}
        }
    }

    fn give_up(&mut self, diagnostic: Diagnostic, end: u64, telling: &mut Telling<'_, impl ReportSink>) {
        telling.sink.diagnostic(diagnostic);
        self.end = Some(end);
        self.stage = Stage::Over { format: None };
    }

    fn settle(&mut self, result: Result<(), Box<Diagnostic>>, telling: &mut Telling<'_, impl ReportSink>) {
        if let Err(diagnostic) = result {
            self.end = diagnostic.place.map(|place| place.offset);
            telling.sink.diagnostic(*diagnostic);
            self.stage = Stage::Over { format: self.format() };
        }
    }
}

impl Stage {
    fn new(format: Format, start: Place) -> Self {
        let cases = cases(format);
        if matches!(format, Format::GoTest | Format::Dart) {
            return Self::Lines { lines: Lines::at(start), format, cases };
        }
        let reader = Reader::at(start, Roots::One, JsonLimits::default());
        Self::Whole { reader, walk: Walk::default(), format, cases }
    }

    fn read(
        &mut self,
        text: &str,
        mender: &mut Mender,
        sink: &mut dyn CaseSink,
    ) -> Result<(), Box<Diagnostic>> {
        match self {
            Self::Whole { reader, walk, cases, .. } => {
                let mut walking = Walking { walk, format: &mut **cases, mender, sink };
                let result = reader.feed(text, &mut walking);
                settle(result, reader.oddities(), &mut walking)
            }
            Self::Lines { lines, cases, .. } => {
                let result = lines.push(text, &mut **cases, mender, sink);
                result.inspect_err(|_| end_of_lines(lines, &mut **cases, true, sink))
            }
            Self::Detecting { .. } | Self::Over { .. } => Ok(()),
        }
    }

    fn finish(&mut self, mender: &mut Mender, sink: &mut dyn CaseSink) -> Result<(), Box<Diagnostic>> {
        match self {
            Self::Whole { reader, walk, cases, .. } => {
                let mut walking = Walking { walk, format: &mut **cases, mender, sink };
                let result = reader.finish(&mut walking);
                settle(result, reader.oddities(), &mut walking)?;
                cases.end(false, sink);
                tell_oddities(reader.oddities(), sink);
                Ok(())
            }
            Self::Lines { lines, cases, .. } => {
                let result = lines.finish(&mut **cases, mender, sink);
                end_of_lines(lines, &mut **cases, result.is_err(), sink);
                result
            }
            Self::Detecting { .. } | Self::Over { .. } => Ok(()),
        }
    }

    /// Place of the byte at `offset` of the document, which lies in `text`, the next chunk.
    fn place_in(&self, text: &str, offset: u64) -> Option<Place> {
        match self {
            Self::Detecting { reader, .. } | Self::Whole { reader, .. } => {
                Some(reader.place_in(text, offset))
            }
            Self::Lines { lines, .. } => Some(lines.place_in(text, offset)),
            Self::Over { .. } => None,
        }
    }
}

/// What a reading comes to: where it ends here against its will, what was gathered so far is told.
fn settle(
    result: Result<(), JsonError>,
    oddities: Oddities,
    walking: &mut Walking<'_>,
) -> Result<(), Box<Diagnostic>> {
    let result = match walking.walk.overflow.take() {
        Some(overflow) => Err(overflow),
        None => result.map_err(|error| Box::new(Diagnostic::from(error))),
    };
    result.inspect_err(|_| {
        walking.cut();
        walking.format.end(true, walking.sink);
        tell_oddities(oddities, walking.sink);
    })
}

fn end_of_lines(lines: &Lines, cases: &mut dyn JsonFormat, is_cut: bool, sink: &mut dyn CaseSink) {
    cases.end(is_cut, sink);
    lines.tell_others(sink);
    tell_oddities(lines.oddities, sink);
}

/// Says what was read although JSON does not allow it.
fn tell_oddities(oddities: Oddities, sink: &mut dyn CaseSink) {
    let Oddities { surrogates, controls, first } = oddities;
    let counts = [
        (surrogates, "lone-surrogates", "halves of surrogate pairs are replaced"),
        (controls, "json-control-characters", "control characters stand unescaped in strings"),
    ];
    for (count, code, words) in counts.into_iter().filter(|&(count, ..)| count > 0) {
        let mut diagnostic = Diagnostic::warning(code, format!("{count} {words}"));
        diagnostic.place = first;
        sink.diagnostic(diagnostic);
    }
}

fn cases(format: Format) -> Box<dyn JsonFormat> {
    match format {
        Format::Playwright => Box::new(playwright::Playwright),
        Format::Jest => Box::new(jest::Jest),
        Format::Mocha => Box::new(mocha::Mocha::default()),
        Format::Cucumber => Box::new(cucumber::Cucumber),
        Format::Allure => Box::new(allure::Allure),
        Format::GoTest => Box::new(go_test::GoTest::default()),
        Format::Dart => Box::new(dart::Dart::default()),
        Format::Rspec => Box::new(rspec::Rspec),
        _ => Box::new(ctrf::Ctrf),
    }
}
