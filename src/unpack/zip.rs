//! Zip archives (PKWARE APPNOTE 6.3), in one pass from the first entry to the directory.
//!
//! Each entry stands behind a header of its own. Where that names no size, a deflated entry ends where its stream says
//! that it ends, and the descriptor behind it proves it; so nothing is searched for and nothing is guessed.

use flate2::Crc;

use super::Sink;
use super::content::Content;
use super::directory::{self, Directory, examples};
use super::header::{LOCAL, LONGEST_DESCRIPTOR, LocalHeader, Method, Outcome, descriptor};
use super::inflate::{Inflater, Meter, Stop};
use crate::diag::Diagnostic;
use crate::limits::UnpackLimits;

/// Reads a zip archive.
#[derive(Debug)]
pub(super) struct Zip {
    limits: UnpackLimits,
    meter: Meter,
    state: State,
    /// What is not yet a whole header or descriptor.
    held: Vec<u8>,
    /// Place of the next byte in the archive.
    at: u64,
    entries: usize,
    directory: Directory,
    nested: Vec<String>,
}

#[derive(Debug)]
enum State {
    /// Before an entry or the directory.
    Between,
    Entry(Box<Entry>),
    /// Before the descriptor of an entry.
    After(LocalHeader, Outcome),
    /// In an entry that is not read: bytes to go.
    Skipped(u64, LocalHeader),
    /// The directory was read.
    Whole,
    /// What follows cannot be read, and why was said.
    Failed,
}

/// An entry being read.
#[derive(Debug)]
struct Entry {
    header: LocalHeader,
    content: Content,
    packing: Packing,
}

enum Packing {
    Stored { left: u64, checksum: Crc },
    Deflated(Box<Inflater>),
}

impl std::fmt::Debug for Packing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Stored { .. } => "Stored",
            Self::Deflated(_) => "Deflated",
        })
    }
}

/// What one step came to: bytes used, or nothing to do until more come; an error ends the archive.
type Step = Result<Option<usize>, Box<Diagnostic>>;

impl Zip {
    pub(super) fn new(limits: UnpackLimits) -> Self {
        Self {
            limits,
            meter: Meter::default(),
            state: State::Between,
            held: Vec::new(),
            at: 0,
            entries: 0,
            directory: Directory::default(),
            nested: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut impl Sink) {
        let mut held = std::mem::take(&mut self.held);
        held.extend_from_slice(bytes);
        let mut used = 0;
        loop {
            match self.step(&held[used..], sink) {
                Ok(None) => break,
                Ok(Some(more)) => {
                    used += more;
                    self.at += more as u64;
                }
                Err(diagnostic) => {
                    self.close(sink);
                    self.state = State::Failed;
                    sink.diagnostic(*diagnostic);
                    return;
                }
            }
        }
        held.drain(..used);
        self.held = held;
    }

    pub(super) fn finish(mut self, sink: &mut impl Sink) {
        match self.state {
            State::Whole => self.directory.differences().for_each(|difference| sink.diagnostic(difference)),
            State::Failed => {}
            _ => {
                self.close(sink);
                let help = "was it cut off? what stands before the cut is read";
                let cut = Diagnostic::error("archive-cut-off", "the zip archive ends too early");
                sink.diagnostic(cut.with_help(help));
            }
        }
        if !self.nested.is_empty() {
            let (count, names) = (self.nested.len(), examples(&self.nested));
            let message =
                format!("{count} entries are archives themselves and are not read, such as {names}");
            let help = "where they hold reports, unpack them and give what is in them";
            sink.diagnostic(Diagnostic::warning("archive-nested", message).with_help(help));
        }
    }

    fn step(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Step {
        match &mut self.state {
            State::Between => self.between(bytes, sink),
            State::Entry(_) => self.entry(bytes, sink),
            State::After(header, outcome) => {
                if bytes.len() < LONGEST_DESCRIPTOR {
                    return Ok(None);
                }
                let (header, outcome) = (header.clone(), *outcome);
                let length = descriptor(bytes, outcome).ok_or_else(|| damaged(&header))?;
                self.state = State::Between;
                Ok(Some(length))
            }
            State::Skipped(..) => Ok(self.skip(bytes)),
            State::Whole | State::Failed => Ok((!bytes.is_empty()).then_some(bytes.len())),
        }
    }

    /// Before an entry, an entry of the directory, or the end.
    fn between(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Step {
        let Some(&mark) = bytes.first_chunk::<4>() else { return Ok(None) };
        match &mark {
            &LOCAL => match LocalHeader::read(bytes) {
                None => Ok(None),
                Some(header) => self.open(header, sink),
            },
            &directory::ENTRY => Ok(self.directory.read(bytes)),
            // The mark of an archive in pieces, of which there is one.
            b"PK\x07\x08" if self.at == 0 => Ok(Some(4)),
            // What ends the directory: its signature, its end, its large end.
            b"PK\x05\x05" | b"PK\x05\x06" | b"PK\x06\x06" => {
                self.state = State::Whole;
                Ok(Some(0))
            }
            _ => Err(Box::new(Stop::Damaged.about("the zip archive"))),
        }
    }

    fn open(&mut self, header: LocalHeader, sink: &mut impl Sink) -> Step {
        self.entries += 1;
        if self.entries > self.limits.entries {
            let stop = Stop::Limit("entries", self.limits.entries as u64);
            return Err(Box::new(stop.about("the zip archive")));
        }
        self.directory.met(self.at, &header.name);
        let length = header.length;
        let packing = match header.method {
            _ if header.is_folder() && header.has_sizes() => None,
            _ if header.is_encrypted => {
                leave(&header, "encrypted", sink)?;
                None
            }
            Method::Deflated => Some(Packing::Deflated(Box::new(Inflater::new()))),
            Method::Stored if header.has_sizes() || header.is_folder() => {
                Some(Packing::Stored { left: header.packed, checksum: Crc::new() })
            }
            Method::Stored | Method::Other(_) => {
                leave(&header, "packed in a way that is not read", sink)?;
                None
            }
        };
        self.state = match packing {
            None => State::Skipped(header.packed, header),
            Some(packing) => {
                let content = Content::new(Some(header.name.clone()));
                State::Entry(Box::new(Entry { header, content, packing }))
            }
        };
        Ok(Some(length))
    }

    fn skip(&mut self, bytes: &[u8]) -> Option<usize> {
        let State::Skipped(left, header) = &mut self.state else { return None };
        let here = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
        *left -= here as u64;
        if *left > 0 || here > 0 {
            return (here > 0).then_some(here);
        }
        let length = if header.has_descriptor {
            let LocalHeader { checksum, packed, unpacked, .. } = *header;
            // Of an entry that is not read there is only what its header says.
            descriptor(bytes.get(..LONGEST_DESCRIPTOR)?, Outcome { checksum, packed, unpacked }).unwrap_or(0)
        } else {
            0
        };
        self.state = State::Between;
        Some(length)
    }

    fn entry(&mut self, bytes: &[u8], sink: &mut impl Sink) -> Step {
        let Self { limits, meter, state, .. } = self;
        let State::Entry(entry) = state else { return Ok(None) };
        let Entry { header, content, packing } = entry.as_mut();
        let mut take = |piece: &[u8], sizes: (u64, u64)| {
            content.push(piece, sink);
            meter.count(piece.len(), sizes, limits)
        };
        let is_empty = bytes.is_empty();
        let read = match packing {
            Packing::Deflated(inflater) if !is_empty => inflater.inflate(bytes, take),
            Packing::Deflated(_) => return Ok(None),
            Packing::Stored { left, checksum } => {
                let here = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
                *left -= here as u64;
                checksum.update(&bytes[..here]);
                let size = header.packed - *left;
                take(&bytes[..here], (size, size)).map(|()| (here, *left == 0))
            }
        };
        let (used, is_over) = read.map_err(|stop| Box::new(stop.about(&words(header))))?;
        if is_over {
            self.complete(sink)?;
        } else if used == 0 {
            return Ok(None);
        }
        Ok(Some(used))
    }

    /// An entry has ended: its content is whole, and must be what header or descriptor say.
    fn complete(&mut self, sink: &mut impl Sink) -> Result<(), Box<Diagnostic>> {
        let state = std::mem::replace(&mut self.state, State::Between);
        let State::Entry(entry) = state else { return Ok(()) };
        let Entry { header, content, packing } = *entry;
        let outcome = packing.outcome(header.packed);
        if content.finish(sink) {
            self.nested.push(header.name.clone());
        }
        if header.has_descriptor {
            self.state = State::After(header, outcome);
            return Ok(());
        }
        let said = Outcome { checksum: header.checksum, packed: header.packed, unpacked: header.unpacked };
        if outcome == said { Ok(()) } else { Err(damaged(&header)) }
    }

    /// The archive ends here, against its will: so does the open entry.
    fn close(&mut self, sink: &mut impl Sink) {
        if let State::Entry(entry) = std::mem::replace(&mut self.state, State::Failed) {
            entry.content.finish(sink);
        }
    }
}

impl Packing {
    fn outcome(&self, stored: u64) -> Outcome {
        match self {
            Self::Stored { checksum, .. } => {
                Outcome { checksum: checksum.sum(), packed: stored, unpacked: stored }
            }
            Self::Deflated(inflater) => {
                let (unpacked, packed) = inflater.sizes();
                Outcome { checksum: inflater.checksum(), packed, unpacked }
            }
        }
    }
}

/// Says why an entry is not read. Where its end is not known either, the archive ends with it.
fn leave(header: &LocalHeader, how: &str, sink: &mut impl Sink) -> Result<(), Box<Diagnostic>> {
    let message = format!("entry \"{}\" is {how}, and left out", header.name);
    let help = match header.method {
        Method::Other(number) if !header.is_encrypted => {
            format!("it has method {number}; pack it with \"deflate\", or unpack it and give what is in it")
        }
        _ => "unpack it and give what is in it".to_owned(),
    };
    let diagnostic = Diagnostic::error("archive-entry-unreadable", message).with_help(help);
    if header.has_sizes() {
        sink.diagnostic(diagnostic);
        return Ok(());
    }
    let message = format!("{}; what follows it cannot be reached", diagnostic.message);
    Err(Box::new(Diagnostic { message, ..diagnostic }))
}

fn words(header: &LocalHeader) -> String {
    format!("entry \"{}\"", header.name)
}

fn damaged(header: &LocalHeader) -> Box<Diagnostic> {
    Box::new(Stop::Damaged.about(&words(header)))
}
