//! The header before each entry of a zip archive (APPNOTE 4.3.7), and the descriptor after it (4.3.9).

/// What stands before an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LocalHeader {
    pub(super) name: String,
    pub(super) method: Method,
    pub(super) is_encrypted: bool,
    /// Whether checksum and sizes stand after the entry.
    pub(super) has_descriptor: bool,
    pub(super) checksum: u32,
    pub(super) packed: u64,
    pub(super) unpacked: u64,
    /// Bytes of the header itself.
    pub(super) length: usize,
}

/// How an entry is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Stored,
    Deflated,
    /// By its number.
    Other(u16),
}

pub(super) const LOCAL: [u8; 4] = *b"PK\x03\x04";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";
const FIXED: usize = 30;

/// Stands for a size that the zip64 field has.
const IN_ZIP64: u64 = 0xFFFF_FFFF;

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|chunk| u16::from_le_bytes(*chunk))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_le_bytes(*chunk))
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

impl LocalHeader {
    /// The header at the start of the bytes, when it is whole.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let flags = u16_at(bytes, 6)?;
        let name_end = FIXED + usize::from(u16_at(bytes, 26)?);
        let length = name_end + usize::from(u16_at(bytes, 28)?);
        let name = bytes.get(FIXED..name_end)?;
        let extra = bytes.get(name_end..length)?;
        let sizes = [u64::from(u32_at(bytes, 22)?), u64::from(u32_at(bytes, 18)?)];
        let [unpacked, packed] = in_zip64(sizes, extra);
        Some(Self {
            name: plain_name(name),
            method: method(u16_at(bytes, 8)?),
            is_encrypted: flags & 1 != 0,
            has_descriptor: flags & 8 != 0,
            checksum: u32_at(bytes, 14)?,
            packed,
            unpacked,
            length,
        })
    }

    pub(super) fn is_folder(&self) -> bool {
        self.name.is_empty() || self.name.ends_with('/')
    }

    /// Whether the place where the entry ends is known before it is unpacked.
    pub(super) fn has_sizes(&self) -> bool {
        !self.has_descriptor || self.packed > 0
    }
}

fn method(number: u16) -> Method {
    match number {
        0 => Method::Stored,
        8 => Method::Deflated,
        other => Method::Other(other),
    }
}

/// The values, those taken from the zip64 field that only it can hold (APPNOTE 4.5.3).
pub(super) fn in_zip64<const N: usize>(mut values: [u64; N], extra: &[u8]) -> [u64; N] {
    let Some(field) = extra_field(extra, 1) else { return values };
    let mut at = 0;
    for value in values.iter_mut().filter(|value| **value == IN_ZIP64) {
        *value = u64_at(field, at).unwrap_or(*value);
        at += 8;
    }
    values
}

fn extra_field(mut extra: &[u8], wanted: u16) -> Option<&[u8]> {
    loop {
        let (id, length) = (u16_at(extra, 0)?, usize::from(u16_at(extra, 2)?));
        let field = extra.get(4..4 + length)?;
        if id == wanted {
            return Some(field);
        }
        extra = &extra[4 + length..];
    }
}

/// The name as a relative path with plain steps: no `..`, no root, no drive, so that nothing that takes it for a path
/// can be led astray. A name that is not UTF-8 is shown as far as it is.
pub(super) fn plain_name(bytes: &[u8]) -> String {
    let name = String::from_utf8_lossy(bytes).replace('\\', "/");
    let is_folder = name.ends_with('/');
    let is_step = |step: &&str| !step.is_empty() && !matches!(*step, "." | "..") && !step.ends_with(':');
    let mut plain = name.split('/').filter(is_step).collect::<Vec<_>>().join("/");
    if is_folder && !plain.is_empty() {
        plain.push('/');
    }
    plain
}

/// What came out of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Outcome {
    pub(super) checksum: u32,
    pub(super) packed: u64,
    pub(super) unpacked: u64,
}

/// Longest descriptor: mark, checksum, two sizes of eight bytes.
pub(super) const LONGEST_DESCRIPTOR: usize = 24;

/// The length of the descriptor at the start of the bytes, where it says what came out. Its mark may be missing, and its
/// sizes are of four or eight bytes: the one that is right is the one that was written.
pub(super) fn descriptor(bytes: &[u8], outcome: Outcome) -> Option<usize> {
    let marks = if bytes.starts_with(DESCRIPTOR) { [4, 0] } else { [0, 4] };
    marks.into_iter().filter(|&mark| mark == 0 || bytes.starts_with(DESCRIPTOR)).find_map(|mark| {
        let small = || Some((u64::from(u32_at(bytes, mark + 4)?), u64::from(u32_at(bytes, mark + 8)?), 12));
        let large = || Some((u64_at(bytes, mark + 4)?, u64_at(bytes, mark + 12)?, 20));
        let is_right = |&(packed, unpacked, _): &(u64, u64, usize)| {
            u32_at(bytes, mark) == Some(outcome.checksum)
                && (packed, unpacked) == (outcome.packed, outcome.unpacked)
        };
        let found = small().filter(is_right).or_else(|| large().filter(is_right));
        found.map(|(_, _, length)| mark + length)
    })
}
