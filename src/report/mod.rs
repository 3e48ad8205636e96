//! Test reports to runs: what the file is, and what each test case in it comes to.
//!
//! Owns formats and their peculiarities. Knows no links policy, no parts and no server. A report is read in chunks; each
//! case is told as soon as it is complete, and none is lost: it becomes a run, or a diagnostic says why not.

mod allure;
mod ctrf;
mod cucumber;
mod dart;
mod detect;
mod dotnet;
mod features;
mod fields;
mod format;
mod go_test;
mod jest;
mod json;
mod json_format;
mod junit;
mod markers;
mod mends;
mod mocha;
mod notation;
mod nunit2;
mod nunit3;
mod octane;
mod octane_2015;
mod playwright;
mod properties;
mod raw;
mod robot;
mod rspec;
mod scalar;
mod shape;
mod tap;
mod testng;
mod tree;
mod trx;
mod xml;
mod xunit;

use crate::decode::{DecodeFault, DecodeOptions, Decoded, Decoder, FindDecoder, Malformed};
use crate::diag::{Diagnostic, Place};
use crate::model::{Context, Run};
use crate::payload::LinkPlaces;
use crate::xml::{Mender, Replacement};

pub use format::Format;

use json::JsonReport;
use notation::{Notation, notation};
pub use properties::Properties;
pub use shape::{
    AttemptPolicy, CaseOptions, DurationUnit, Identity, Preset, Starts, Statuses, Template, TemplateError,
    TestIdentity, Times, Unknown, Zone,
};
use shape::{Shaper, Shaping};
use tap::TapReport;
use xml::XmlReport;

/// One test case as a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// What it comes to.
    pub run: Run,
    /// Place of its tag in the report.
    pub place: Option<Place>,
    /// Path of its element in the report.
    pub path: String,
    /// What the report says of the test beside: its properties and tags.
    pub properties: Properties,
}

/// Which test a case is, as the options have it and under each preset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityExample {
    /// Path of the case in the report.
    pub path: String,
    /// Place of its tag in the report.
    pub place: Option<Place>,
    /// What the options make of it.
    pub chosen: TestIdentity,
    /// What each preset makes of it.
    pub presets: Vec<(Preset, TestIdentity)>,
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
    /// Which test one of the first cases is, under each preset; told before the case. Most do not care.
    fn identity(&mut self, _: IdentityExample) {}
    /// Where the links of the context stand; told before it. Most do not care.
    fn places(&mut self, _: LinkPlaces) {}
}

/// How to read reports.
#[derive(Debug, Clone, Default)]
pub struct ReportOptions {
    /// Decoders for encodings that are not built in.
    pub foreign: Option<FindDecoder>,
    /// What stands in the place of characters that XML does not allow.
    pub replacement: Replacement,
    /// How cases become runs.
    pub cases: CaseOptions,
}

/// Reads one report of any format.
#[derive(Debug)]
pub struct ReportReader {
    options: ReportOptions,
    decoder: Decoder,
    content: Content,
    shaper: Shaper,
}

/// What the first meaningful text has chosen.
#[derive(Debug)]
enum Content {
    /// The text so far.
    Undecided {
        head: String,
        first_malformed: Option<u64>,
    },
    Unknown,
    Xml(Box<XmlReport>),
    Json(Box<JsonReport>),
    Tap(Box<TapReport>),
}

/// What makes runs of cases, and where they go.
struct Telling<'a, S> {
    options: &'a ReportOptions,
    shaper: &'a mut Shaper,
    sink: &'a mut S,
}

impl ReportReader {
    /// A reader at the start of a report.
    pub fn new(options: ReportOptions) -> Self {
        let decoding = DecodeOptions { malformed: Malformed::Replace, foreign: options.foreign };
        let content = Content::Undecided { head: String::new(), first_malformed: None };
        let shaper = Shaper::new(options.cases.clone());
        Self { options, decoder: Decoder::new(decoding), content, shaper }
    }

    /// Reads the next chunk, of any size.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl ReportSink) {
        let mut telling = Telling { options: &self.options, shaper: &mut self.shaper, sink };
        self.content.push(self.decoder.decode(bytes), false, &mut telling);
    }

    /// Reads what is left at the end of the report; its format, where it has one that is known.
    pub fn finish(mut self, sink: &mut impl ReportSink) -> Option<Format> {
        let mut telling = Telling { options: &self.options, shaper: &mut self.shaper, sink };
        self.content.push(self.decoder.finish(), true, &mut telling);
        self.content.finish(&mut telling);
        mends::tell_notes(self.decoder.notes(), self.content.first_malformed(), sink);
        self.content.format()
    }
}

impl<S: ReportSink> Telling<'_, S> {
    /// Where the cases of a report of that format go.
    fn of(&mut self, format: Format) -> Shaping<'_, S> {
        Shaping { shaper: self.shaper, format, sink: self.sink }
    }
}

impl Content {
    fn push(&mut self, decoded: Decoded<'_>, is_last: bool, telling: &mut Telling<'_, impl ReportSink>) {
        match self {
            Self::Undecided { head, first_malformed } => {
                head.push_str(decoded.text);
                *first_malformed = first_malformed.or(decoded.first_malformed);
                self.decide(decoded.fault, is_last, telling);
            }
            Self::Unknown => {}
            Self::Xml(report) => report.push(decoded, telling),
            Self::Json(report) => report.push(&decoded, telling),
            Self::Tap(report) => report.push(&decoded, telling),
        }
    }

    /// Chooses by the text so far, and reads it. A fault of the encoding is one of the XML declaration.
    fn decide(
        &mut self,
        fault: Option<DecodeFault>,
        is_last: bool,
        telling: &mut Telling<'_, impl ReportSink>,
    ) {
        let Self::Undecided { head, first_malformed } = self else { return };
        let notation = match notation(head, is_last) {
            None if fault.is_some() => Some((Notation::Xml, 0)),
            None if !is_last && head.len() < notation::HEAD => return,
            found => found,
        };
        let (head, first_malformed) = (std::mem::take(head), first_malformed.take());
        let (notation, start) = notation.map_or((None, 0), |(notation, start)| (Some(notation), start));
        *self = Self::of(notation, &head, start, telling);
        self.push(Decoded { text: &head[start..], fault, first_malformed }, is_last, telling);
    }

    /// The reader of a report in that notation, which begins at `start` of the text so far.
    fn of(
        notation: Option<Notation>,
        head: &str,
        start: usize,
        telling: &mut Telling<'_, impl ReportSink>,
    ) -> Self {
        let mender = Mender::new(telling.options.replacement.clone());
        match notation {
            Some(Notation::Xml) => Self::Xml(Box::new(XmlReport::new(telling.options))),
            Some(Notation::Json) => {
                let place = notation::pass_over(&head[..start], telling.sink);
                Self::Json(Box::new(JsonReport::new(place, mender)))
            }
            Some(Notation::Tap) => Self::Tap(Box::new(TapReport::new(mender))),
            None => {
                telling.sink.diagnostic(notation::unknown(head));
                Self::Unknown
            }
        }
    }

    fn finish(&mut self, telling: &mut Telling<'_, impl ReportSink>) {
        match self {
            Self::Undecided { .. } | Self::Unknown => {}
            Self::Xml(report) => report.finish(telling),
            Self::Json(report) => report.finish(telling),
            Self::Tap(report) => report.finish(telling),
        }
    }

    fn format(&self) -> Option<Format> {
        match self {
            Self::Undecided { .. } | Self::Unknown => None,
            Self::Xml(report) => report.format(),
            Self::Json(report) => report.format(),
            Self::Tap(_) => Some(Format::Tap),
        }
    }

    /// Place of the first bytes that are not of the encoding.
    fn first_malformed(&self) -> Option<Place> {
        match self {
            Self::Undecided { .. } | Self::Unknown => None,
            Self::Xml(report) => report.first_malformed(),
            Self::Json(report) => report.first_malformed(),
            Self::Tap(report) => report.first_malformed(),
        }
    }
}
