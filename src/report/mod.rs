//! Test reports to runs: what the file is, and what each test case in it comes to.
//!
//! Owns formats and their peculiarities. Knows no links policy, no parts and no server. A report is read in chunks; each
//! case is told as soon as it is complete, and none is lost: it becomes a run, or a diagnostic says why not.

mod detect;
mod fit;
mod junit;
mod markers;
mod octane;
mod raw;
mod scalar;
mod shape;

use crate::diag::{Diagnostic, Place};
use crate::model::{Context, Run};
use crate::xml::{
    DecodeOptions, Doctype, Document, Event, FindDecoder, Handler, IllegalCharacters, Malformed, Mends,
    ReaderOptions, XmlError,
};

use detect::Detected;
use junit::JunitReader;
use octane::OctaneReader;
use shape::{Shaper, Shaping};

/// A kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JUnit XML in its dialects: `testsuites`, `testsuite` or `testcase` at the root.
    Junit,
    /// An Octane payload: `test_result` at the root.
    Octane,
}

impl Format {
    /// As it is called in accounts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Junit => "junit",
            Self::Octane => "octane",
        }
    }
}

/// One test case as a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What it comes to.
    pub run: Run,
    /// Place of its tag in the report.
    pub place: Option<Place>,
    /// Path of its element in the report.
    pub path: String,
}

/// Takes what a report holds, in its order.
pub trait ReportSink {
    /// What the report itself says about all its runs; told once, before the first case, by formats that have it.
    fn context(&mut self, context: Context);
    /// The next case.
    fn case(&mut self, case: Case);
    /// A case that cannot become a run, and why.
    fn dropped(&mut self, diagnostic: Diagnostic);
    /// Something worth saying that loses no case.
    fn diagnostic(&mut self, diagnostic: Diagnostic);
}

/// How to read reports.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReportOptions {
    /// Decoders for encodings that are not built in.
    pub foreign: Option<FindDecoder>,
}

/// Reads one report of any format.
#[derive(Debug)]
pub struct ReportReader {
    document: Document,
    reader: Reader,
    shaper: Shaper,
    has_failed: bool,
}

/// The reader that the root element has chosen.
#[derive(Debug, Default)]
enum Reader {
    #[default]
    Undetected,
    Unknown,
    Junit(Box<JunitReader>),
    Octane(Box<OctaneReader>),
}

/// The chosen reader, and what it tells to, as a handler of events.
struct Reading<'a, S> {
    reader: &'a mut Reader,
    shaper: &'a mut Shaper,
    sink: &'a mut S,
}

impl ReportReader {
    /// A reader at the start of a report.
    pub fn new(options: ReportOptions) -> Self {
        let decoding = DecodeOptions { malformed: Malformed::Replace, foreign: options.foreign };
        let reading = ReaderOptions {
            doctype: Doctype::Ignore,
            illegal_characters: IllegalCharacters::Replace("\u{FFFD}"),
            ..ReaderOptions::default()
        };
        Self {
            document: Document::new(decoding, reading),
            reader: Reader::default(),
            shaper: Shaper::default(),
            has_failed: false,
        }
    }

    /// Reads the next chunk, of any size.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl ReportSink) {
        if !self.has_failed {
            let Self { document, reader, shaper, .. } = self;
            let result = document.push(bytes, &mut Reading { reader, shaper, sink });
            self.settle(result, sink);
        }
    }

    /// Reads what is left at the end of the report; its format, where it has one that is known.
    pub fn finish(mut self, sink: &mut impl ReportSink) -> Option<Format> {
        if !self.has_failed {
            let Self { document, reader, shaper, .. } = &mut self;
            let result = document.finish(&mut Reading { reader, shaper, sink });
            self.settle(result, sink);
        }
        tell_mends(&self.document.mends(), sink);
        self.reader.format()
    }

    fn settle(&mut self, result: Result<(), XmlError>, sink: &mut impl ReportSink) {
        if let Err(error) = result {
            self.has_failed = true;
            self.reader.cut(&mut self.shaper, sink);
            let diagnostic = Diagnostic::from(error);
            sink.diagnostic(match self.reader {
                Reader::Undetected => detect::not_a_report(diagnostic),
                _ => diagnostic,
            });
        }
    }
}

impl Reader {
    fn format(&self) -> Option<Format> {
        match self {
            Self::Undetected | Self::Unknown => None,
            Self::Junit(_) => Some(Format::Junit),
            Self::Octane(_) => Some(Format::Octane),
        }
    }

    fn detect(event: Event<'_>, sink: &mut impl ReportSink) -> Self {
        match detect::detect(event) {
            Detected::Nothing => Self::Undetected,
            Detected::Format(Format::Junit) => Self::Junit(Box::default()),
            Detected::Format(Format::Octane) => Self::Octane(Box::default()),
            Detected::Unknown(diagnostic) => {
                sink.diagnostic(*diagnostic);
                Self::Unknown
            }
        }
    }

    /// The report ends here, against its will: a case that was begun is named.
    fn cut(&mut self, shaper: &mut Shaper, sink: &mut impl ReportSink) {
        let Some(format) = self.format() else { return };
        let mut shaping = Shaping { shaper, format, sink };
        match self {
            Self::Undetected | Self::Unknown => {}
            Self::Junit(reader) => reader.cut(&mut shaping),
            Self::Octane(reader) => reader.cut(&mut shaping),
        }
    }
}

impl<S: ReportSink> Handler for Reading<'_, S> {
    fn event(&mut self, event: Event<'_>) {
        if matches!(self.reader, Reader::Undetected) {
            *self.reader = Reader::detect(event, self.sink);
        }
        let Some(format) = self.reader.format() else { return };
        let mut shaping = Shaping { shaper: self.shaper, format, sink: self.sink };
        match self.reader {
            Reader::Undetected | Reader::Unknown => {}
            Reader::Junit(reader) => reader.event(event, &mut shaping),
            Reader::Octane(reader) => reader.event(event, &mut shaping),
        }
    }
}

/// Says what was read although it was not as it should be.
fn tell_mends(mends: &Mends, sink: &mut impl ReportSink) {
    let Mends { characters, malformed, first_malformed, wrong_label } = mends;
    if let Some((first, place)) = characters.first {
        let count = characters.raw + characters.references;
        let message =
            format!("{count} characters that XML does not allow, the first U+{first:04X}, are replaced");
        sink.diagnostic(Diagnostic::warning("illegal-characters", message).with_place(place));
    }
    if let Some(place) = *first_malformed {
        let message =
            format!("the encoding is not what the file says: {malformed} bad sequences, the first here");
        let help = "non-ASCII characters may be read wrongly; save the file as UTF-8";
        sink.diagnostic(Diagnostic::warning("wrong-encoding", message).with_place(place).with_help(help));
    }
    if let Some(label) = wrong_label {
        let message = format!("the file says that it is \"{label}\", and is read as UTF-8, which it is");
        sink.diagnostic(
            Diagnostic::warning("wrong-encoding", message).with_place(Place::START).with_found(label),
        );
    }
}
