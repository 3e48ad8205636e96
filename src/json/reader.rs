//! The reader: chunks of text in, events out. What stands between tokens is judged here, what stands in them beside.

use std::cell::Cell;

use super::error::{JsonError, JsonErrorKind};
use super::event::{Event, Handler, Spot, Start};
use super::state::{Bracket, Expected, Fault, Oddities, Reader, Roots, Window};
use super::token::{Token, is_word_byte};
use crate::diag::{LineCursor, Place};
use crate::limits::JsonLimits;

impl Reader {
    /// A reader at the start of a document.
    pub fn new(roots: Roots, limits: JsonLimits) -> Self {
        Self::at(Place::START, roots, limits)
    }

    /// A reader of what begins at that place of a document.
    pub fn at(place: Place, roots: Roots, limits: JsonLimits) -> Self {
        Self {
            limits,
            roots,
            lines: Cell::new(LineCursor::at(place)),
            open: Vec::new(),
            expected: Expected::Value,
            token: Token::default(),
            skipped: None,
            has_failed: false,
            oddities: Oddities::default(),
        }
    }

    /// Reads the next chunk, of any size.
    ///
    /// # Errors
    ///
    /// The document is not JSON, or passes a limit. What comes after an error is ignored.
    pub fn feed(&mut self, text: &str, handler: &mut impl Handler) -> Result<(), JsonError> {
        if self.has_failed {
            return Ok(());
        }
        let window = Window { text, base: self.lines.get().window_start().offset };
        let result = self.read(window, handler);
        let result = result.map_err(|fault| self.fail(fault, window));
        self.token.leave(text.as_bytes(), &self.lines);
        let mut lines = self.lines.get();
        lines.advance(text.as_bytes(), text.len());
        self.lines.set(lines);
        result
    }

    /// Reads what is left at the end of the document.
    ///
    /// # Errors
    ///
    /// The document ends too early.
    pub fn finish(&mut self, handler: &mut impl Handler) -> Result<(), JsonError> {
        if self.has_failed {
            return Ok(());
        }
        let window = Window { text: "", base: self.lines.get().window_start().offset };
        let result = self.end(window, handler);
        result.map_err(|fault| self.fail(fault, window))
    }

    /// How many bytes of the document are read, those before its start included.
    pub fn offset(&self) -> u64 {
        self.lines.get().window_start().offset
    }

    /// What was read over so far.
    pub fn oddities(&self) -> Oddities {
        self.oddities
    }

    /// Place of the byte at `offset` of the document, which lies in `text`, the next chunk.
    pub fn place_in(&self, text: &str, offset: u64) -> Place {
        self.lines.get().place(text.as_bytes(), offset)
    }

    fn fail(&mut self, (kind, start): Fault, window: Window<'_>) -> JsonError {
        self.has_failed = true;
        let spot = Spot { window: window.text.as_bytes(), lines: &self.lines, start };
        JsonError { kind, place: spot.place() }
    }

    fn read(&mut self, window: Window<'_>, handler: &mut impl Handler) -> Result<(), Fault> {
        let mut at = 0;
        while at < window.text.len() {
            at = match self.token {
                Token::None => self.between(window, at, handler)?,
                Token::String(_) => self.string(window, at, handler)?,
                Token::Word(_) => self.word(window, at, handler)?,
            };
        }
        Ok(())
    }

    fn end(&mut self, window: Window<'_>, handler: &mut impl Handler) -> Result<(), Fault> {
        if matches!(self.token, Token::Word(_)) {
            self.end_of_word(window, handler)?;
        }
        let is_between = matches!(self.token, Token::None) && self.open.is_empty();
        let may_end = match self.roots {
            Roots::One => self.expected == Expected::Nothing,
            Roots::Many => true,
        };
        if is_between && may_end {
            return Ok(());
        }
        Err((JsonErrorKind::UnexpectedEnd { expected: self.expected_at_end() }, window.start(0)))
    }

    /// Reads what stands between tokens, and the first byte of the next one.
    fn between(&mut self, window: Window<'_>, at: usize, handler: &mut impl Handler) -> Result<usize, Fault> {
        let bytes = window.text.as_bytes();
        let blank =
            bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        let at = at + blank;
        let Some(&byte) = bytes.get(at) else { return Ok(at) };
        let start = window.start(at);
        match (self.expected, byte) {
            (Expected::Value | Expected::ValueOrEnd, b'{') => {
                self.enter(Bracket::Object, window, start, handler)?;
            }
            (Expected::Value | Expected::ValueOrEnd, b'[') => {
                self.enter(Bracket::Array, window, start, handler)?;
            }
            (Expected::KeyOrEnd, b'}') | (Expected::ValueOrEnd, b']') => self.leave(window, start, handler),
            (Expected::CommaOrEnd, b'}') if self.is_in(Bracket::Object) => self.leave(window, start, handler),
            (Expected::CommaOrEnd, b']') if self.is_in(Bracket::Array) => self.leave(window, start, handler),
            (Expected::CommaOrEnd, b',') => {
                self.expected = if self.is_in(Bracket::Object) { Expected::Key } else { Expected::Value };
            }
            (Expected::Colon, b':') => self.expected = Expected::Value,
            (Expected::Value | Expected::ValueOrEnd | Expected::Key | Expected::KeyOrEnd, b'"') => {
                self.token = Token::string(start);
            }
            (Expected::Value | Expected::ValueOrEnd, byte) if is_word_byte(byte) => {
                self.token = Token::word(start);
                return Ok(at);
            }
            _ => return Err((self.unexpected(&window.text[at..]), start)),
        }
        Ok(at + 1)
    }

    fn enter(
        &mut self,
        bracket: Bracket,
        window: Window<'_>,
        start: Start,
        handler: &mut impl Handler,
    ) -> Result<(), Fault> {
        if self.open.len() == self.limits.depth {
            return Err((JsonErrorKind::Limit { name: "depth", value: self.limits.depth }, start));
        }
        let (event, expected) = match bracket {
            Bracket::Object => (Event::StartObject, Expected::KeyOrEnd),
            Bracket::Array => (Event::StartArray, Expected::ValueOrEnd),
        };
        self.tell(event, window, start, handler);
        self.open.push(bracket);
        self.expected = expected;
        Ok(())
    }

    fn leave(&mut self, window: Window<'_>, start: Start, handler: &mut impl Handler) {
        let event = match self.open.pop() {
            Some(Bracket::Array) => Event::EndArray,
            _ => Event::EndObject,
        };
        self.tell(event, window, start, handler);
        self.end_value();
    }

    fn unexpected(&self, rest: &str) -> JsonErrorKind {
        if self.expected == Expected::Nothing {
            return JsonErrorKind::OutsideRoot;
        }
        let found = rest.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
        JsonErrorKind::Unexpected { found, expected: self.expected_here() }
    }

    fn expected_here(&self) -> &'static str {
        match self.expected {
            Expected::Value => "a value",
            Expected::ValueOrEnd => "a value or \"]\"",
            Expected::Key => "a key",
            Expected::KeyOrEnd => "a key or \"}\"",
            Expected::Colon => "\":\"",
            Expected::CommaOrEnd if self.is_in(Bracket::Object) => "\",\" or \"}\"",
            Expected::CommaOrEnd => "\",\" or \"]\"",
            Expected::Nothing => "nothing more",
        }
    }

    fn expected_at_end(&self) -> &'static str {
        match (&self.token, self.open.last()) {
            (Token::String(_), _) => "\"\"\"",
            (_, Some(Bracket::Object)) => "\"}\"",
            (_, Some(Bracket::Array)) => "\"]\"",
            (_, None) => "its value",
        }
    }
}
