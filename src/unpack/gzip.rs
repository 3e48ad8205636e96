//! gzip files (RFC 1952): one member or several, one after the other, as one content.

use super::Sink;
use super::content::{Content, is_gzip};
use super::inflate::{Inflater, Meter, Stop};
use crate::diag::Diagnostic;
use crate::limits::UnpackLimits;

/// Reads a gzip file.
#[derive(Debug)]
pub(super) struct Gzip {
    limits: UnpackLimits,
    meter: Meter,
    state: State,
    /// What is not yet a whole header or trailer.
    held: Vec<u8>,
    /// Absent once it has ended.
    content: Option<Content>,
}

#[derive(Debug)]
enum State {
    Header,
    Data(Box<Inflater>),
    Trailer(Box<Inflater>),
    /// Between two members, or at the end.
    Between,
    /// Nothing more is read.
    Over,
}

/// A trailer: checksum and length.
const TRAILER: usize = 8;

impl Gzip {
    pub(super) fn new(limits: UnpackLimits) -> Self {
        Self {
            limits,
            meter: Meter::default(),
            state: State::Header,
            held: Vec::new(),
            content: Some(Content::new(None)),
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut impl Sink) {
        let mut held = std::mem::take(&mut self.held);
        held.extend_from_slice(bytes);
        let mut at = 0;
        while let Some(used) = self.step(&held[at..], sink) {
            at += used;
        }
        held.drain(..at);
        self.held = held;
    }

    /// The end of the file. Where it comes too early, what was unpacked is read, and says itself what it lacks.
    pub(super) fn finish(mut self, sink: &mut impl Sink) {
        let is_whole = matches!(self.state, State::Between | State::Over);
        self.close(sink);
        if !is_whole {
            let help = "was it cut off? what stands before the cut is read";
            let message = "the gzip file ends too early";
            sink.diagnostic(Diagnostic::error("archive-cut-off", message).with_help(help));
        }
    }

    /// Does one thing; how many bytes it used, or nothing where there is nothing to do until more come.
    fn step(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Option<usize> {
        match &mut self.state {
            State::Header => self.header(bytes, sink),
            State::Data(_) => self.data(bytes, sink),
            State::Trailer(inflater) => {
                let trailer = *bytes.first_chunk::<TRAILER>()?;
                let is_right = is_right(trailer, inflater);
                self.state = State::Between;
                if !is_right {
                    self.stop(Stop::Damaged, sink);
                }
                Some(TRAILER)
            }
            State::Between => self.between(bytes, sink),
            State::Over => None,
        }
    }

    fn header(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Option<usize> {
        match header_length(bytes) {
            Header::Cut => None,
            Header::Bad => {
                self.stop(Stop::Damaged, sink);
                None
            }
            Header::Length(length) => {
                self.state = State::Data(Box::new(Inflater::new()));
                Some(length)
            }
        }
    }

    fn data(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Option<usize> {
        let Self { limits, meter, state, content, .. } = self;
        let (State::Data(inflater), Some(content)) = (state, content) else { return None };
        if bytes.is_empty() {
            return None;
        }
        let result = inflater.inflate(bytes, |piece, sizes| {
            content.push(piece, sink);
            meter.count(piece.len(), sizes, limits)
        });
        if content.is_nested() {
            self.refuse_nested(sink);
            return None;
        }
        match result {
            Err(stop) => {
                self.stop(stop, sink);
                None
            }
            Ok((used, is_over)) => {
                if is_over && let State::Data(inflater) = std::mem::replace(&mut self.state, State::Over) {
                    self.state = State::Trailer(inflater);
                }
                Some(used)
            }
        }
    }

    /// Another member, padding, or something that does not belong to the file and is not read, as `gzip` itself does.
    fn between(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Option<usize> {
        let padding = bytes.iter().take_while(|&&byte| byte == 0).count();
        if padding > 0 {
            return Some(padding);
        }
        if is_gzip(bytes) {
            self.state = State::Header;
            return Some(0);
        }
        if bytes.len() >= 2 {
            self.state = State::Over;
            let message = "bytes after the end of the gzip file are not read";
            sink.diagnostic(Diagnostic::warning("archive-trailing-bytes", message));
        }
        None
    }

    fn refuse_nested(&mut self, sink: &mut impl Sink) {
        self.state = State::Over;
        self.content = None;
        let message = "the gzip file holds an archive, which is not read";
        let diagnostic = Diagnostic::error("archive-nested", message);
        sink.begin(None);
        sink.diagnostic(diagnostic.with_help("unpack it and give what is in it"));
        sink.end();
    }

    fn stop(&mut self, stop: Stop, sink: &mut impl Sink) {
        self.state = State::Over;
        self.close(sink);
        sink.diagnostic(stop.about("the gzip file"));
    }

    fn close(&mut self, sink: &mut impl Sink) {
        if let Some(content) = self.content.take()
            && content.finish(sink)
        {
            self.refuse_nested(sink);
        }
    }
}

/// Whether checksum and length are those of what was unpacked.
fn is_right(trailer: [u8; TRAILER], inflater: &Inflater) -> bool {
    let said = u64::from_le_bytes(trailer);
    let length = inflater.sizes().0 % (1 << 32);
    said == u64::from(inflater.checksum()) | (length << 32)
}

enum Header {
    Cut,
    Bad,
    Length(usize),
}

/// How long the header of a member is (RFC 1952, 2.3).
fn header_length(bytes: &[u8]) -> Header {
    let [0x1F, 0x8B, method, flags, ..] = *bytes else {
        return if bytes.len() < 4 { Header::Cut } else { Header::Bad };
    };
    if method != 8 || flags & 0b1110_0000 != 0 {
        return Header::Bad;
    }
    end_of_header(bytes, flags).map_or(Header::Cut, Header::Length)
}

fn end_of_header(bytes: &[u8], flags: u8) -> Option<usize> {
    let has = |flag: u8| flags & flag != 0;
    let mut at = 10;
    if has(4) {
        at += 2 + usize::from(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?));
    }
    for _text in [8, 16].into_iter().filter(|&flag| has(flag)) {
        at += 1 + memchr::memchr(0, bytes.get(at..)?)?;
    }
    if has(2) {
        at += 2;
    }
    (bytes.len() >= at).then_some(at)
}
