//! One deflate stream (RFC 1951), with its checksum, its length and the bounds that stop a bomb.

use std::fmt;

use flate2::{Crc, Decompress, FlushDecompress, Status};

use crate::diag::Diagnostic;
use crate::limits::UnpackLimits;

/// Bytes that are unpacked at a time.
const PIECE: usize = 1 << 16;

/// Below this size the ratio is not measured.
const RATIO_FROM: u64 = 64 << 20;

/// Why bytes cannot be unpacked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// They are not what they should be.
    Damaged,
    /// A bound is passed: its name and value.
    Limit(&'static str, u64),
}

impl Stop {
    /// As a finding about something called by these words, such as `entry "a.xml"`.
    pub(super) fn about(self, what: &str) -> Diagnostic {
        match self {
            Self::Damaged => {
                let help = "was the file cut off, or changed on its way? pack or fetch it again";
                Diagnostic::error("archive-damaged", format!("{what} is damaged")).with_help(help)
            }
            Self::Limit(name, value) => {
                let message = format!("{what} passes the limit \"{name}\" of {value} when it is unpacked");
                let help = "where it can be trusted, raise that limit, or unpack it and give what is in it";
                Diagnostic::error("archive-limit", message).with_help(help)
            }
        }
    }
}

/// How much an entry and its archive may come to.
#[derive(Debug, Default)]
pub(super) struct Meter {
    total: u64,
}

impl Meter {
    /// Counts more bytes of an entry that has come to `unpacked` of `packed` so far.
    pub(super) fn count(
        &mut self,
        more: usize,
        (unpacked, packed): (u64, u64),
        limits: &UnpackLimits,
    ) -> Result<(), Stop> {
        self.total += more as u64;
        if unpacked > limits.entry_bytes {
            return Err(Stop::Limit("entryBytes", limits.entry_bytes));
        }
        if self.total > limits.total_bytes {
            return Err(Stop::Limit("totalBytes", limits.total_bytes));
        }
        if unpacked > RATIO_FROM && unpacked / packed.max(1) > limits.ratio {
            return Err(Stop::Limit("ratio", limits.ratio));
        }
        Ok(())
    }
}

/// A deflate stream being unpacked.
pub(super) struct Inflater {
    stream: Decompress,
    checksum: Crc,
    buffer: Vec<u8>,
}

impl fmt::Debug for Inflater {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inflater").field("unpacked", &self.stream.total_out()).finish_non_exhaustive()
    }
}

impl Inflater {
    pub(super) fn new() -> Self {
        Self { stream: Decompress::new(false), checksum: Crc::new(), buffer: vec![0; PIECE] }
    }

    /// Unpacks `input` as far as the stream goes, and hands the pieces to `take` with what the stream has come to:
    /// unpacked and packed. How much was used, and whether the stream has ended.
    pub(super) fn inflate(
        &mut self,
        input: &[u8],
        mut take: impl FnMut(&[u8], (u64, u64)) -> Result<(), Stop>,
    ) -> Result<(usize, bool), Stop> {
        let mut used = 0;
        loop {
            let before = (self.stream.total_in(), self.stream.total_out());
            let status = self.stream.decompress(&input[used..], &mut self.buffer, FlushDecompress::None);
            used += length(before.0, self.stream.total_in());
            let piece = &self.buffer[..length(before.1, self.stream.total_out())];
            self.checksum.update(piece);
            take(piece, self.sizes())?;
            // What stands before the damage is unpacked, wherever chunks end.
            let status = status.map_err(|_| Stop::Damaged)?;
            let is_fed = used == input.len() && piece.len() < PIECE;
            if status == Status::StreamEnd || is_fed {
                return Ok((used, status == Status::StreamEnd));
            }
        }
    }

    /// Bytes unpacked, and bytes that were packed.
    pub(super) fn sizes(&self) -> (u64, u64) {
        (self.stream.total_out(), self.stream.total_in())
    }

    /// CRC-32 of what was unpacked.
    pub(super) fn checksum(&self) -> u32 {
        self.checksum.sum()
    }
}

fn length(from: u64, to: u64) -> usize {
    usize::try_from(to - from).expect("no longer than a buffer in memory")
}
