//! A whole document from bytes: decoding and reading in one, with every fault at its place.

use super::error::XmlError;
use super::event::Event;
use super::options::ReaderOptions;
use super::reader::{Events, Reader};
use super::repairs::Repairs;
use crate::decode::{DecodeOptions, Decoded, Decoder, WrongLabel};
use crate::diag::Place;

/// Takes events as they come.
pub trait Handler {
    /// The next event of the document.
    fn event(&mut self, event: Event<'_>);
}

/// Bytes in, events out.
#[derive(Debug)]
pub struct Document {
    decoder: Decoder,
    text: TextDocument,
}

/// Decoded text in, events out: for those who decode before they know that it is XML.
#[derive(Debug)]
pub struct TextDocument {
    reader: Reader,
    first_malformed: Option<Place>,
}

/// What was not as it should be and was read all the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mends {
    /// What is not XML.
    pub repairs: Repairs,
    /// Bytes or sequences that are not of the encoding.
    pub malformed: u64,
    /// Place of the first of them.
    pub first_malformed: Option<Place>,
    /// The encoding that the document wrongly says it is of.
    pub wrong_label: Option<WrongLabel>,
}

impl Document {
    /// A document at its start.
    pub fn new(decoding: DecodeOptions, reading: ReaderOptions) -> Self {
        Self { decoder: Decoder::new(decoding), text: TextDocument::new(reading) }
    }

    /// Reads the next chunk, of any size.
    ///
    /// # Errors
    ///
    /// The document cannot be read on. What comes after an error is ignored.
    pub fn push(&mut self, bytes: &[u8], handler: &mut impl Handler) -> Result<(), XmlError> {
        self.text.push(self.decoder.decode(bytes), handler)
    }

    /// Reads what is left at the end of the document.
    ///
    /// # Errors
    ///
    /// The document cannot be read on, or ends too early.
    pub fn finish(&mut self, handler: &mut impl Handler) -> Result<(), XmlError> {
        self.text.push(self.decoder.finish(), handler)?;
        self.text.finish(handler)
    }

    /// What was mended so far.
    pub fn mends(&self) -> Mends {
        let notes = self.decoder.notes();
        Mends {
            repairs: self.text.repairs().clone(),
            malformed: notes.malformed,
            first_malformed: self.text.first_malformed(),
            wrong_label: notes.wrong_label.clone(),
        }
    }
}

impl TextDocument {
    /// A document at its start.
    pub fn new(reading: ReaderOptions) -> Self {
        Self { reader: Reader::new(reading), first_malformed: None }
    }

    /// Reads the next piece, of any size.
    ///
    /// # Errors
    ///
    /// The document cannot be read on. What comes after an error is ignored.
    pub fn push(&mut self, decoded: Decoded<'_>, handler: &mut impl Handler) -> Result<(), XmlError> {
        let mut text = decoded.text;
        if decoded.first_malformed.is_none()
            && let Some((end, rest)) = self.reader.end_of_tail(text)
        {
            let result = read(&mut self.reader.feed(end), handler);
            if result.is_err() {
                return self.settle(result);
            }
            text = rest;
        }
        let mut events = self.reader.feed(text);
        let mut result = read(&mut events, handler);
        if let Some(offset) = decoded.first_malformed {
            self.first_malformed = Some(events.place(offset));
        }
        if let (Ok(()), Some(fault)) = (&result, decoded.fault) {
            result = Err(events.fail(fault.into()));
        }
        drop(events);
        self.settle(result)
    }

    /// Reads what is left at the end of the document.
    ///
    /// # Errors
    ///
    /// The document cannot be read on, or ends too early.
    pub fn finish(&mut self, handler: &mut impl Handler) -> Result<(), XmlError> {
        let mut events = self.reader.finish();
        let result = read(&mut events, handler);
        drop(events);
        self.settle(result)
    }

    /// What stands behind a fault is not read, and where chunks end must not decide whether it is told.
    fn settle(&mut self, result: Result<(), XmlError>) -> Result<(), XmlError> {
        if let Err(error) = &result {
            self.first_malformed = self.first_malformed.filter(|first| first.offset <= error.place.offset);
        }
        result
    }

    /// What was replaced so far.
    pub fn repairs(&self) -> &Repairs {
        self.reader.repairs()
    }

    /// Place of the first bytes that are not of the encoding.
    pub fn first_malformed(&self) -> Option<Place> {
        self.first_malformed
    }
}

fn read(events: &mut Events<'_>, handler: &mut impl Handler) -> Result<(), XmlError> {
    while let Some(event) = events.next()? {
        handler.event(event);
    }
    Ok(())
}
