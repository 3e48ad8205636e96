//! Bytes to text, in chunks: byte order marks, UTF-8, UTF-16, and the encoding that an XML declaration names (XML 1.0,
//! 4.3.3 and appendix F).
//!
//! Of XML it knows that declaration alone; JSON and plain text are decoded in the same way. UTF-8, UTF-16 and
//! windows-1252 (with ISO-8859-1 and US-ASCII, as the WHATWG encoding standard maps them) are at home here. Every other
//! label of that standard is asked of a [`ForeignDecoder`]: `encoding_rs`, or in WebAssembly the platform, whose tables
//! cost nothing.

mod doubt;
mod encoding;
mod label;
mod notes;
mod utf16;
mod utf8;
#[cfg(not(target_arch = "wasm32"))]
mod whatwg;
mod windows_1252;

pub use notes::{Notes, WrongLabel};

use doubt::Doubt;
use encoding::Encoding;
use label::Sniffed;
use notes::Marking;
use utf8::Utf8;
use utf16::Utf16;

/// What to do with bytes that are not of the encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Malformed {
    /// They are an error.
    #[default]
    Refuse,
    /// They are noted and replaced: a document that is not UTF-8 although it should be goes on as windows-1252 if no
    /// longer UTF-8 sequence stood before, else each bad sequence becomes U+FFFD. UTF-8 that calls itself something else
    /// is read as UTF-8. Half a surrogate pair becomes U+FFFF, which no document may hold, so that a reader can tell.
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
    /// Finds decoders for other labels, before those that are built in.
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

enum Inner {
    Sniffing,
    /// Of that encoding, unless it turns out to be UTF-8 under this label.
    Doubtful {
        doubt: Doubt,
        declared: Encoding,
        label: String,
    },
    Certain(Encoding),
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
        if self.options.malformed == Malformed::Replace {
            self.notes.wrong_label = label::wrong(&sniffed, &head);
        }
        match self.choose(sniffed) {
            Ok(inner) => self.inner = inner,
            Err(fault) => {
                return Decoded { fault: Some(fault), ..Decoded::default() };
            }
        }
        self.decode_owned(&head[bom..], is_last)
    }

    fn choose(&mut self, sniffed: Sniffed) -> Result<Inner, DecodeFault> {
        let refuses = self.options.malformed == Malformed::Refuse;
        Ok(match sniffed {
            Sniffed::WrongUtf16(encoding) if refuses => return Err(DecodeFault::BadEncoding { encoding }),
            Sniffed::Utf8 | Sniffed::WrongUtf16(_) => Inner::Certain(Encoding::Utf8(Utf8::default())),
            Sniffed::Utf16 { is_big_endian } => Inner::Certain(Encoding::Utf16(Utf16::new(is_big_endian))),
            Sniffed::Utf32 => return Err(DecodeFault::UnknownEncoding { encoding: "UTF-32".to_owned() }),
            Sniffed::Windows1252(label) => {
                self.doubted(Doubt::of_windows_1252(), Encoding::Windows1252, label)
            }
            Sniffed::Label(label) => match self.find(&label) {
                Some(foreign) => self.doubted(Doubt::of_other(), Encoding::Foreign(foreign), label),
                None => return Err(DecodeFault::UnknownEncoding { encoding: label }),
            },
        })
    }

    fn find(&self, label: &str) -> Option<Box<dyn ForeignDecoder>> {
        let given = self.options.foreign.and_then(|find| find(label));
        #[cfg(not(target_arch = "wasm32"))]
        let given = given.or_else(|| whatwg::find(label));
        given
    }

    /// The declared encoding, doubted where wrong labels are mended.
    fn doubted(&self, doubt: Doubt, declared: Encoding, label: String) -> Inner {
        match self.options.malformed {
            Malformed::Refuse => Inner::Certain(declared),
            Malformed::Replace => Inner::Doubtful { doubt, declared, label },
        }
    }

    fn go_on<'a>(&'a mut self, bytes: &'a [u8], is_last: bool) -> Decoded<'a> {
        if let Inner::Certain(Encoding::Utf8(utf8)) = &mut self.inner
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
        let encoding =
            if matches!(self.inner, Inner::Certain(Encoding::Utf16(_))) { "UTF-16" } else { "UTF-8" };
        Some(DecodeFault::BadEncoding { encoding: encoding.to_owned() })
    }

    fn decode_into_text(&mut self, bytes: &[u8], is_last: bool) {
        let Self { options, inner, text, notes, .. } = self;
        let mut marking = Marking { malformed: options.malformed, notes };
        match inner {
            Inner::Sniffing => {}
            Inner::Certain(encoding) => encoding.decode(bytes, is_last, text, &mut marking),
            Inner::Doubtful { doubt, declared, .. } => {
                let (certain, doubtful) = bytes.split_at(doubt.certain(bytes));
                declared.decode(certain, false, text, &mut marking);
                if let Some(is_utf8) = doubt.hold(doubtful, is_last) {
                    self.settle(is_utf8, is_last);
                }
            }
        }
    }

    /// The doubt is over: what was held is decoded.
    fn settle(&mut self, is_utf8: bool, is_last: bool) {
        let inner = std::mem::replace(&mut self.inner, Inner::Sniffing);
        let Inner::Doubtful { doubt, declared, label } = inner else { return };
        let mut encoding = declared;
        if is_utf8 {
            encoding = Encoding::Utf8(Utf8::default());
            self.notes.wrong_label = Some(WrongLabel { said: label, is: "UTF-8" });
        }
        let mut marking = Marking { malformed: self.options.malformed, notes: &mut self.notes };
        encoding.decode(&doubt.into_held(), is_last, &mut self.text, &mut marking);
        self.inner = Inner::Certain(encoding);
    }
}

#[cfg(test)]
mod tests;
