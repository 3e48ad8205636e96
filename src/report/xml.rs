//! Reports that are XML: the root element tells which.

use super::detect::{self, Detected};
use super::features::Features;
use super::junit::Junit;
use super::nunit2::NUnit2;
use super::nunit3::NUnit3;
use super::octane::OctaneReader;
use super::octane_2015::Octane2015;
use super::robot::Robot;
use super::testng::TestNg;
use super::tree::{Dialect, TreeReader};
use super::trx::Trx;
use super::xunit::Xunit;
use super::{Format, ReportOptions, ReportSink, Telling, mends};
use crate::decode::Decoded;
use crate::diag::{Diagnostic, Place};
use crate::xml::{
    Doctype, Event, Handler, IllegalCharacters, ReaderOptions, StrayMarkup, TextDocument, XmlError,
};

/// Reads a report that is XML.
#[derive(Debug)]
pub(super) struct XmlReport {
    document: TextDocument,
    reader: Reader,
    has_failed: bool,
}

/// The reader that the root element has chosen.
#[derive(Debug, Default)]
enum Reader {
    #[default]
    Undetected,
    Unknown,
    Tree(Format, Box<TreeReader>),
    Octane(Box<OctaneReader>),
}

/// The chosen reader, and what it tells to, as a handler of events.
struct Reading<'a, 't, S> {
    reader: &'a mut Reader,
    telling: &'a mut Telling<'t, S>,
}

impl XmlReport {
    pub(super) fn new(options: &ReportOptions) -> Self {
        let options = ReaderOptions {
            doctype: Doctype::Ignore,
            illegal_characters: IllegalCharacters::Replace(options.replacement.clone()),
            stray_markup: StrayMarkup::Literal,
            ..ReaderOptions::default()
        };
        Self { document: TextDocument::new(options), reader: Reader::default(), has_failed: false }
    }

    pub(super) fn push(&mut self, decoded: Decoded<'_>, telling: &mut Telling<'_, impl ReportSink>) {
        if !self.has_failed {
            let Self { document, reader, .. } = self;
            let result = document.push(decoded, &mut Reading { reader, telling });
            self.settle(result, telling);
        }
    }

    pub(super) fn finish(&mut self, telling: &mut Telling<'_, impl ReportSink>) {
        if !self.has_failed {
            let Self { document, reader, .. } = self;
            let result = document.finish(&mut Reading { reader, telling });
            let is_complete = result.is_ok();
            self.settle(result, telling);
            if is_complete {
                self.reader.finish(telling);
            }
        }
        mends::tell_repairs(self.document.repairs(), telling);
    }

    pub(super) fn format(&self) -> Option<Format> {
        self.reader.format()
    }

    /// Place of the first bytes that are not of the encoding.
    pub(super) fn first_malformed(&self) -> Option<Place> {
        self.document.first_malformed()
    }

    fn settle(&mut self, result: Result<(), XmlError>, telling: &mut Telling<'_, impl ReportSink>) {
        if let Err(error) = result {
            self.has_failed = true;
            self.reader.cut(telling);
            telling.sink.diagnostic(Diagnostic::from(error));
        }
    }
}

impl Reader {
    fn format(&self) -> Option<Format> {
        match self {
            Self::Undetected | Self::Unknown => None,
            Self::Tree(format, _) => Some(*format),
            Self::Octane(_) => Some(Format::Octane),
        }
    }

    fn of(format: Format) -> Self {
        let dialect: Box<dyn Dialect> = match format {
            Format::Octane => return Self::Octane(Box::default()),
            Format::Octane2015 => Box::<Octane2015>::default(),
            Format::Trx => Box::<Trx>::default(),
            Format::NUnit2 => Box::<NUnit2>::default(),
            Format::NUnit3 => Box::<NUnit3>::default(),
            Format::Xunit => Box::<Xunit>::default(),
            Format::TestNg => Box::<TestNg>::default(),
            Format::Robot => Box::new(Robot),
            Format::Features => Box::new(Features),
            // No other format is told by a root element.
            _ => Box::<Junit>::default(),
        };
        Self::Tree(format, Box::new(TreeReader::new(dialect)))
    }

    fn detect(event: Event<'_>, sink: &mut impl ReportSink) -> Self {
        match detect::detect(event) {
            Detected::Nothing => Self::Undetected,
            Detected::Format(format) => Self::of(format),
            Detected::Unknown(diagnostic) => {
                sink.diagnostic(*diagnostic);
                Self::Unknown
            }
        }
    }

    /// The report ends here, against its will: a case that was begun is named.
    fn cut(&mut self, telling: &mut Telling<'_, impl ReportSink>) {
        let Some(format) = self.format() else { return };
        let mut cases = telling.of(format);
        match self {
            Self::Undetected | Self::Unknown => {}
            Self::Tree(_, reader) => reader.cut(&mut cases),
            Self::Octane(reader) => reader.cut(&mut cases),
        }
    }

    /// The report is complete.
    fn finish(&mut self, telling: &mut Telling<'_, impl ReportSink>) {
        if let Self::Tree(format, reader) = self {
            reader.finish(&mut telling.of(*format));
        }
    }
}

impl<S: ReportSink> Handler for Reading<'_, '_, S> {
    fn event(&mut self, event: Event<'_>) {
        if matches!(self.reader, Reader::Undetected) {
            *self.reader = Reader::detect(event, self.telling.sink);
        }
        let Some(format) = self.reader.format() else { return };
        let mut cases = self.telling.of(format);
        match self.reader {
            Reader::Undetected | Reader::Unknown => {}
            Reader::Tree(_, reader) => reader.event(event, &mut cases),
            Reader::Octane(reader) => reader.event(event, &mut cases),
        }
    }
}
