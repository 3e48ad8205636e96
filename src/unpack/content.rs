//! The unpacked bytes of one entry or gzip file: handed on, unless they are an archive themselves.

use super::Sink;

/// Bytes that tell gzip and zip.
pub(super) const MAGIC: usize = 4;

/// Bytes that tell a tar archive: its mark stands after the fields of the first header.
const HEAD: usize = TAR_MARK + 5;
const TAR_MARK: usize = 257;

pub(super) fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(&[0x1F, 0x8B])
}

/// Whether the bytes begin a zip archive: with an entry, with the end of an empty one, or with the mark of one in pieces.
pub(super) fn is_zip(head: &[u8]) -> bool {
    [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|mark| head.starts_with(*mark))
}

fn is_archive(head: &[u8]) -> bool {
    is_gzip(head) || is_zip(head) || head.get(TAR_MARK..).is_some_and(|mark| mark.starts_with(b"ustar"))
}

/// Bytes on their way to the sink.
#[derive(Debug)]
pub(super) struct Content {
    /// The name of the entry; none for a gzip file.
    entry: Option<String>,
    fate: Fate,
}

#[derive(Debug)]
enum Fate {
    /// The first bytes, until they tell.
    Undecided(Vec<u8>),
    HandedOn,
    /// An archive in the archive: left out.
    Nested,
}

impl Content {
    pub(super) fn new(entry: Option<String>) -> Self {
        Self { entry, fate: Fate::Undecided(Vec::new()) }
    }

    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut impl Sink) {
        match &mut self.fate {
            Fate::Undecided(head) => {
                head.extend_from_slice(bytes);
                if head.len() >= HEAD {
                    self.decide(sink);
                }
            }
            Fate::HandedOn => sink.bytes(bytes),
            Fate::Nested => {}
        }
    }

    pub(super) fn is_nested(&self) -> bool {
        matches!(self.fate, Fate::Nested)
    }

    /// The end of the bytes; whether they were an archive.
    pub(super) fn finish(mut self, sink: &mut impl Sink) -> bool {
        self.decide(sink);
        if !self.is_nested() {
            sink.end();
        }
        self.is_nested()
    }

    fn decide(&mut self, sink: &mut impl Sink) {
        let Fate::Undecided(head) = &mut self.fate else { return };
        let head = std::mem::take(head);
        if is_archive(&head) {
            self.fate = Fate::Nested;
        } else {
            sink.begin(self.entry.as_deref());
            sink.bytes(&head);
            self.fate = Fate::HandedOn;
        }
    }
}
