//! Bytes to text, in chunks: byte order marks, UTF-8, UTF-16, and the encoding that an XML declaration names (XML 1.0,
//! 4.3.3 and appendix F).
//!
//! Of XML it knows that declaration alone; JSON and plain text are decoded in the same way. UTF-8, UTF-16 and windows-1252 (with ISO-8859-1 and US-ASCII, as the WHATWG encoding standard maps them) are at home
//! here. Every other label is asked of a [`ForeignDecoder`], so that a page can use the platform's own tables.

mod label;
mod utf16;
mod utf8;
mod windows_1252;

use label::Sniffed;
use utf8::{Outcome, Utf8};
use utf16::Utf16;

/// What to do with bytes that are not of the encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Malformed {
    /// They are an error.
    #[default]
    Refuse,
    /// They are noted and replaced: a document that is not UTF-8 although it should be goes on as windows-1252 if no
    /// longer UTF-8 sequence stood before, else each bad sequence becomes U+FFFD.
    Replace,
}

/// A decoder for an encoding that is not at home here.
pub trait ForeignDecoder {
    /// The text of the next bytes; `is_last` at the end of the document.
    fn decode(&mut self, bytes: &[u8], is_last: bool) -> String;
}

/// Finds the decoder for a label, such as `shift_jis`; `None` for unknown ones.
pub type FindDecoder = fn(&str) -> Option<Box<dyn ForeignDecoder>>;

/// How to decode.
#[derive(Debug, Clone, Copy, Default)]
pub struct DecodeOptions {
    /// What to do with bytes that are not of the encoding.
    pub malformed: Malformed,
    /// Finds decoders for other labels.
    pub foreign: Option<FindDecoder>,
}

/// Decodes one document, chunk by chunk. A character may be cut by the end of a chunk.
pub struct Decoder {
    options: DecodeOptions,
    inner: Inner,
    /// The first bytes, until they tell the encoding.
    head: Vec<u8>,
    text: String,
    notes: Notes,
}

/// What the decoder noticed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// Bytes or sequences that were not of the encoding.
    pub malformed: u64,
    /// Offset of the first of them in the text.
    pub first_malformed: u64,
    /// The label that the document gives itself wrongly, such as `utf-16` on UTF-8.
    pub wrong_label: Option<String>,
    /// Bytes of text handed out so far.
    written: u64,
}

impl Notes {
    fn note(&mut self, at: usize) {
        if self.malformed == 0 {
            self.first_malformed = self.written + at as u64;
        }
        self.malformed += 1;
    }
}

enum Inner {
    Sniffing,
    Utf8(Utf8),
    Utf16(Utf16),
    Windows1252,
    Foreign(Box<dyn ForeignDecoder>),
}

impl std::fmt::Debug for Decoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Decoder").field("notes", &self.notes).finish_non_exhaustive()
    }
}

/// Why a document cannot be decoded on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecodeFault {
    /// The bytes are not of the encoding that they should be of.
    BadEncoding {
        /// Name of the encoding.
        encoding: String,
    },
    /// The declared encoding is not known here.
    UnknownEncoding {
        /// Name of the encoding.
        encoding: String,
    },
}

/// A piece of text.
#[derive(Debug, Default)]
pub struct Decoded<'a> {
    /// The characters.
    pub text: &'a str,
    /// What ends the document at the end of this piece.
    pub fault: Option<DecodeFault>,
    /// Offset in the whole text of the document's first malformed sequence, where it is in this piece.
    pub first_malformed: Option<u64>,
}

impl Decoder {
    /// A decoder at the start of a document.
    pub fn new(options: DecodeOptions) -> Self {
        Self {
            options,
            inner: Inner::Sniffing,
            head: Vec::new(),
            text: String::new(),
            notes: Notes::default(),
        }
    }

    /// The text of `bytes` as far as it is complete, up to the first fault.
    pub fn decode<'a>(&'a mut self, bytes: &'a [u8]) -> Decoded<'a> {
        if matches!(self.inner, Inner::Sniffing) {
            self.head.extend_from_slice(bytes);
            return if label::is_enough(&self.head) { self.begin(false) } else { Decoded::default() };
        }
        self.go_on(bytes, false)
    }

    /// The text that is left at the end of the document.
    pub fn finish(&mut self) -> Decoded<'_> {
        if matches!(self.inner, Inner::Sniffing) { self.begin(true) } else { self.go_on(&[], true) }
    }

    /// What was noticed so far.
    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Chooses the encoding by what the first bytes say, and decodes them.
    fn begin(&mut self, is_last: bool) -> Decoded<'_> {
        let head = std::mem::take(&mut self.head);
        let (sniffed, bom) = label::sniff(&head);
        match self.choose(sniffed) {
            Ok(inner) => self.inner = inner,
            Err(fault) => {
                return Decoded { fault: Some(fault), ..Decoded::default() };
            }
        }
        self.decode_owned(&head[bom..], is_last)
    }

    fn choose(&mut self, sniffed: Sniffed) -> Result<Inner, DecodeFault> {
        Ok(match sniffed {
            Sniffed::Utf8 => Inner::Utf8(Utf8::default()),
            Sniffed::Utf16 { is_big_endian } => Inner::Utf16(Utf16::new(is_big_endian)),
            Sniffed::Windows1252 => Inner::Windows1252,
            Sniffed::WrongUtf16(encoding) => {
                if self.options.malformed == Malformed::Refuse {
                    return Err(DecodeFault::BadEncoding { encoding });
                }
                self.notes.wrong_label = Some(encoding);
                Inner::Utf8(Utf8::default())
            }
            Sniffed::Label(encoding) => {
                let foreign = self.options.foreign.and_then(|find| find(&encoding));
                Inner::Foreign(foreign.ok_or(DecodeFault::UnknownEncoding { encoding })?)
            }
        })
    }

    fn go_on<'a>(&'a mut self, bytes: &'a [u8], is_last: bool) -> Decoded<'a> {
        if let Inner::Utf8(utf8) = &mut self.inner
            && let Some(text) = utf8.borrow(bytes)
        {
            self.notes.written += text.len() as u64;
            return Decoded { text, ..Decoded::default() };
        }
        self.decode_owned(bytes, is_last)
    }

    fn decode_owned(&mut self, bytes: &[u8], is_last: bool) -> Decoded<'_> {
        self.text.clear();
        let before = self.notes.malformed;
        self.decode_into_text(bytes, is_last);
        let is_first = before == 0 && self.notes.malformed > 0;
        let first_malformed = is_first.then_some(self.notes.first_malformed);
        let fault = first_malformed.and_then(|offset| self.refuse_from(offset));
        self.notes.written += self.text.len() as u64;
        Decoded { text: &self.text, fault, first_malformed }
    }

    /// Where malformed bytes are refused: cuts the text before them.
    fn refuse_from(&mut self, offset: u64) -> Option<DecodeFault> {
        if self.options.malformed == Malformed::Replace {
            return None;
        }
        let at = usize::try_from(offset - self.notes.written).expect("an offset in this piece");
        self.text.truncate(at);
        let encoding = if matches!(self.inner, Inner::Utf16(_)) { "UTF-16" } else { "UTF-8" };
        Some(DecodeFault::BadEncoding { encoding: encoding.to_owned() })
    }

    fn decode_into_text(&mut self, bytes: &[u8], is_last: bool) {
        let Self { inner, text, notes, .. } = self;
        match inner {
            Inner::Sniffing => {}
            Inner::Utf8(utf8) => {
                if let Outcome::Other { rest } = utf8.decode(bytes, is_last, text, |at| notes.note(at)) {
                    windows_1252::decode(&rest, text);
                    *inner = Inner::Windows1252;
                }
            }
            Inner::Utf16(utf16) => utf16.decode(bytes, is_last, text, |at| notes.note(at)),
            Inner::Windows1252 => windows_1252::decode(bytes, text),
            Inner::Foreign(foreign) => *text = foreign.decode(bytes, is_last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8], chunk: usize, malformed: Malformed) -> (String, Option<DecodeFault>, Notes) {
        let mut decoder = Decoder::new(DecodeOptions { malformed, foreign: None });
        let (mut text, mut fault) = (String::new(), None);
        for piece in bytes.chunks(chunk) {
            let next = decoder.decode(piece);
            text.push_str(next.text);
            fault = fault.or(next.fault);
            if fault.is_some() {
                break;
            }
        }
        if fault.is_none() {
            let last = decoder.finish();
            text.push_str(last.text);
            fault = last.fault;
        }
        (text, fault, decoder.notes().clone())
    }

    #[track_caller]
    fn check(bytes: &[u8], expected: &str, malformed: u64) {
        for chunk in 1..=bytes.len() {
            let (text, fault, notes) = decode(bytes, chunk, Malformed::Replace);
            assert_eq!((text.as_str(), fault), (expected, None), "in chunks of {chunk}");
            assert_eq!(notes.malformed, malformed, "in chunks of {chunk}");
        }
    }

    #[test]
    fn every_encoding_reads_the_same_in_any_chunks() {
        check("<a>ä€😀</a>".as_bytes(), "<a>ä€😀</a>", 0);
        check("\u{FEFF}<a>ä</a>".as_bytes(), "<a>ä</a>", 0);
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        check(&utf16("\u{FEFF}<a>ä😀</a>"), "<a>ä😀</a>", 0);
        check(&utf16("<a>ä😀</a>"), "<a>ä😀</a>", 0);
        let declaration = "<?xml version='1.0' encoding='ISO-8859-1'?>";
        let bytes = [declaration.as_bytes(), b"<a>\xE4\x80</a>"].concat();
        check(&bytes, &format!("{declaration}<a>ä€</a>"), 0);
    }

    #[test]
    fn latin_1_without_a_label_is_read_as_windows_1252() {
        check(b"<a>caf\xE9 \xFC</a>", "<a>café ü</a>", 1);
    }

    #[test]
    fn damage_in_utf_8_stays_local() {
        check(b"<a>\xC3\xA4 \xFF \xC3\xA4</a>", "<a>ä \u{FFFD} ä</a>", 1);
        check(b"<a>\xC3\xA4 \xE2\x82", "<a>ä \u{FFFD}", 1);
    }

    #[test]
    fn utf_8_that_calls_itself_utf_16_is_read_as_utf_8() {
        let (text, _, notes) = decode(b"<?xml version='1.0' encoding='utf-16'?><a/>", 5, Malformed::Replace);
        assert!(text.ends_with("<a/>"));
        assert_eq!(notes.wrong_label.as_deref(), Some("utf-16"));
    }

    #[test]
    fn refusing_ends_the_text_before_the_bad_bytes() {
        for chunk in 1..10 {
            let (text, fault, _) = decode(b"<a>caf\xE9</a>", chunk, Malformed::Refuse);
            assert_eq!(text, "<a>caf");
            assert_eq!(fault, Some(DecodeFault::BadEncoding { encoding: "UTF-8".into() }));
        }
    }

    #[test]
    fn an_unknown_label_is_named() {
        let (_, fault, _) = decode(b"<?xml version='1.0' encoding='x-mac'?><a/>", 100, Malformed::Replace);
        assert_eq!(fault, Some(DecodeFault::UnknownEncoding { encoding: "x-mac".into() }));
    }
}
