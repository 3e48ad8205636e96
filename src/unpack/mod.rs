//! Inputs as they come: a file as it is, a gzip file, or a zip archive whose entries are inputs of their own.
//!
//! What an input is, its first bytes say, never its name. Everything is read in one pass over a stream: nothing is held but
//! a buffer, nothing is written, and names are only names. Owns the bounds that stop bombs. Knows no report.

mod content;
mod directory;
mod gzip;
mod header;
mod inflate;
mod zip;

use crate::diag::Diagnostic;
use crate::limits::UnpackLimits;

use gzip::Gzip;
use zip::Zip;

/// Takes what an input holds.
pub trait Sink {
    /// A zip archive is being read: what is said without an entry is about it.
    fn archive(&mut self);
    /// Bytes follow: those of an entry by that name, or of the input itself.
    fn begin(&mut self, entry: Option<&str>);
    /// The next bytes.
    fn bytes(&mut self, bytes: &[u8]);
    /// They end here.
    fn end(&mut self);
    /// Something worth saying about the archive or the gzip file.
    fn diagnostic(&mut self, diagnostic: Diagnostic);
}

/// Unpacks one input, chunk by chunk.
#[derive(Debug)]
pub struct Unpacker {
    limits: UnpackLimits,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// The first bytes, until they tell.
    Undecided(Vec<u8>),
    Plain,
    Gzip(Box<Gzip>),
    Zip(Box<Zip>),
}

impl Unpacker {
    /// An unpacker at the start of an input.
    pub fn new(limits: UnpackLimits) -> Self {
        Self { limits, kind: Kind::Undecided(Vec::new()) }
    }

    /// Reads the next chunk, of any size.
    pub fn push(&mut self, bytes: &[u8], sink: &mut impl Sink) {
        match &mut self.kind {
            Kind::Undecided(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= content::MAGIC {
                    self.decide(sink);
                }
            }
            Kind::Plain => sink.bytes(bytes),
            Kind::Gzip(gzip) => gzip.push(bytes, sink),
            Kind::Zip(zip) => zip.push(bytes, sink),
        }
    }

    /// Reads what is left at the end of the input.
    pub fn finish(mut self, sink: &mut impl Sink) {
        if matches!(self.kind, Kind::Undecided(_)) {
            self.decide(sink);
        }
        match self.kind {
            Kind::Undecided(_) => {}
            Kind::Plain => sink.end(),
            Kind::Gzip(gzip) => gzip.finish(sink),
            Kind::Zip(zip) => zip.finish(sink),
        }
    }

    /// Chooses by the first bytes, and reads them.
    fn decide(&mut self, sink: &mut impl Sink) {
        let Kind::Undecided(head) = &mut self.kind else { return };
        let head = std::mem::take(head);
        self.kind = if content::is_gzip(&head) {
            Kind::Gzip(Box::new(Gzip::new(self.limits.clone())))
        } else if content::is_zip(&head) {
            sink.archive();
            Kind::Zip(Box::new(Zip::new(self.limits.clone())))
        } else {
            sink.begin(None);
            Kind::Plain
        };
        self.push(&head, sink);
    }
}

#[cfg(test)]
mod tests;
