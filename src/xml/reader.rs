//! The reader: chunks of text in, events out. The only file that knows quick-xml, which finds where tokens begin and
//! end, except for start tags: these end where reading them ends. Names, values, references, namespaces and every
//! well-formedness constraint are judged here and beside.
//!
//! Each chunk is tokenised by a fresh quick-xml reader over one contiguous window: what the last chunk left unfinished,
//! then the chunk. So a token is always whole in memory, except text and CDATA sections, which are handed on in pieces.

use std::fmt;

use quick_xml::errors::{Error as TokenError, IllFormedError};
use quick_xml::events::Event as Token;

use super::attributes::Piece;
use super::characters::all_legal;
use super::declaration::{check_instruction, is_declaration, is_standalone};
use super::doctype::doctype_end;
use super::ends::{HELD_BACK, MAX_REFERENCE, bad_token, begins, find_cdata_end, missing_end};
use super::error::{XmlError, XmlErrorKind};
use super::escape::Escape;
use super::event::{End, Event, Start, Text};
use super::lead::TagEnd;
use super::options::{Doctype, ReaderOptions, StrayMarkup};
use super::references::{ESCAPE, Fault, LineEnds, character_reference};
use super::repairs::Repairs;
use super::state::{Phase, State, Step, View};
use super::whitespace::{is_blank, is_space};
use crate::diag::Place;

/// A document being read. Feed it text, take the events, feed it more, finish it.
///
/// ```
/// use octane_payload::xml::{Event, Reader, ReaderOptions};
///
/// let mut reader = Reader::new(ReaderOptions::default());
/// let mut names = Vec::new();
/// for chunk in ["<a><b", "/></a>"] {
///     let mut events = reader.feed(chunk);
///     while let Some(event) = events.next()? {
///         if let Event::Start(start) = event {
///             names.push(start.name().local.to_owned());
///         }
///     }
/// }
/// while reader.finish().next()?.is_some() {}
/// assert_eq!(names, ["a", "b"]);
/// # Ok::<(), octane_payload::xml::XmlError>(())
/// ```
#[derive(Debug)]
pub struct Reader {
    window: String,
    state: State,
}

impl Reader {
    /// A reader at the start of a document.
    pub fn new(options: ReaderOptions) -> Self {
        Self { window: String::new(), state: State::new(options) }
    }

    /// `chunk` cut where what is left unfinished most likely ends, so that only its first part is copied behind that.
    pub(super) fn end_of_tail<'t>(&self, chunk: &'t str) -> Option<(&'t str, &'t str)> {
        if self.state.tail.is_empty() {
            return None;
        }
        memchr::memchr(b'>', chunk.as_bytes()).map(|end| chunk.split_at(end + 1))
    }

    /// The events of `chunk`, as far as they are complete.
    pub fn feed<'r>(&'r mut self, chunk: &'r str) -> Events<'r> {
        let Self { window, state } = self;
        if state.tail.len() + chunk.len() < state.retry_at {
            state.tail.push_str(chunk);
            return Events::new("", state, false);
        }
        Events::new(join(window, &mut state.tail, chunk), state, false)
    }

    /// The events that are left at the end of the document, or the error that it ends too early.
    pub fn finish(&mut self) -> Events<'_> {
        let Self { window, state } = self;
        Events::new(join(window, &mut state.tail, ""), state, true)
    }

    /// What was replaced so far.
    pub fn repairs(&self) -> &Repairs {
        &self.state.repairs
    }
}

/// The tail and the chunk as one text; the chunk itself where there is no tail.
fn join<'r>(window: &'r mut String, tail: &mut String, chunk: &'r str) -> &'r str {
    if tail.is_empty() {
        return chunk;
    }
    window.clear();
    window.push_str(tail);
    window.push_str(chunk);
    tail.clear();
    window
}

/// The events of one chunk.
pub struct Events<'r> {
    text: &'r str,
    state: &'r mut State,
    tokens: quick_xml::Reader<&'r [u8]>,
    /// Where in the text the tokens begin.
    base: usize,
    /// Up to where the text is read; the rest is kept for the next chunk.
    consumed: usize,
    is_last: bool,
    is_clean: bool,
}

impl fmt::Debug for Events<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("consumed", &self.consumed).finish_non_exhaustive()
    }
}

impl<'r> Events<'r> {
    fn new(text: &'r str, state: &'r mut State, is_last: bool) -> Self {
        let is_clean = all_legal(text);
        let mut events = Self { text, state, tokens: tokens(""), base: 0, consumed: 0, is_last, is_clean };
        events.restart(0);
        events
    }

    /// Goes on tokenising from `at`.
    fn restart(&mut self, at: usize) {
        self.tokens = tokens(&self.text[at..]);
        self.base = at;
        self.consumed = at;
    }

    /// The next event; `None` when more text is needed, or all is read.
    ///
    /// # Errors
    ///
    /// The document is not well-formed, or passes a limit. Nothing comes after an error.
    #[allow(
        clippy::should_implement_trait,
        reason = "the event borrows from the reader, which Iterator cannot say"
    )]
    pub fn next(&mut self) -> Result<Option<Event<'_>>, XmlError> {
        if self.state.has_failed {
            return Ok(None);
        }
        self.state.settle();
        match self.step() {
            Ok(step) => Ok(self.event(step)),
            Err((kind, at)) => {
                self.state.has_failed = true;
                self.consumed = self.text.len();
                let view = self.view();
                Err(XmlError { kind, place: view.place(view.offset(at)) })
            }
        }
    }

    /// Place of the byte at `offset` of the document, which lies in the text that was fed or was left unread before.
    pub fn place(&self, offset: u64) -> Place {
        self.state.place(self.text, offset)
    }

    /// Ends the document at the end of this chunk for a reason that the reader cannot see.
    pub(super) fn fail(&mut self, kind: XmlErrorKind) -> XmlError {
        self.state.has_failed = true;
        let end = self.state.lines.get().window_start().offset + self.text.len() as u64;
        XmlError { kind, place: self.place(end) }
    }

    /// Open elements at the moment, the one of the last event included.
    pub fn depth(&self) -> usize {
        self.state.open.len()
    }

    fn view(&self) -> View<'_> {
        View { text: self.state.aside.text_or(self.text), state: self.state }
    }

    fn event(&self, step: Step) -> Option<Event<'_>> {
        let view = self.view();
        match step {
            Step::Start { is_empty } => Some(Event::Start(Start { view, is_empty })),
            Step::End { at } => Some(Event::End(End { view, name: self.state.innermost(), at })),
            Step::Text { piece, at, is_cdata } => {
                let value = piece.get(view.text, &self.state.expanded);
                Some(Event::Text(Text { view, value, at, is_cdata }))
            }
            Step::Nothing | Step::Exhausted => None,
        }
    }

    /// Reads tokens until one of them is an event.
    fn step(&mut self) -> Result<Step, Fault> {
        if !self.state.included.is_empty()
            && let Some(step) = self.state.included_step()?
        {
            return Ok(step);
        }
        if let Some(at) = self.state.pending_end.take() {
            return Ok(self.state.close(at));
        }
        loop {
            let step = if self.state.in_cdata { self.continue_cdata()? } else { self.token()? };
            if !matches!(step, Step::Nothing) {
                return Ok(step);
            }
        }
    }

    fn token(&mut self) -> Result<Step, Fault> {
        let at = self.consumed;
        if let [b'<', next, ..] = self.text.as_bytes()[at..]
            && !matches!(next, b'/' | b'!' | b'?')
        {
            return self.start(at);
        }
        if self.base + position(&self.tokens) != at {
            self.restart(at);
        }
        if self.base == at && self.text[at..].starts_with('\u{FEFF}') {
            self.restart_after_bom(at);
            return self.text(at, self.consumed);
        }
        match self.tokens.read_event() {
            Ok(Token::Eof) => self.exhausted(),
            Ok(token) => {
                let end = self.base + position(&self.tokens);
                self.consumed = end;
                self.judge(&token, at, end)
            }
            Err(error) => self.unfinished(&error, at),
        }
    }

    /// quick-xml drops a byte order mark at the start of what it is given; in a later window it is text.
    fn restart_after_bom(&mut self, at: usize) {
        self.restart(at + '\u{FEFF}'.len_utf8());
    }

    fn judge(&mut self, token: &Token<'_>, at: usize, end: usize) -> Result<Step, Fault> {
        let is_markup = !matches!(token, Token::Text(_) | Token::CData(_));
        if is_markup && end - at > self.state.options.limits.markup_bytes {
            return Err(self.state.markup_limit(at));
        }
        match token {
            Token::End(_) => self.end(at, end),
            Token::Text(_) => self.text(at, end),
            Token::CData(_) => self.cdata(at + 9, end - 3),
            Token::GeneralRef(_) => self.reference(at, end),
            Token::Comment(_) => self.outside_only(at, end),
            Token::PI(_) => self.instruction(at, end),
            Token::Decl(_) => self.declaration(at, end),
            Token::DocType(_) => self.doctype(at),
            Token::Start(_) | Token::Empty(_) | Token::Eof => Ok(Step::Exhausted),
        }
    }

    /// A start tag: its end is found by reading it, without asking quick-xml first.
    fn start(&mut self, at: usize) -> Result<Step, Fault> {
        let Self { text, state, .. } = self;
        state.enter(at)?;
        state.escape = Escape::Outside;
        state.expanded.clear();
        let Some(TagEnd { at: to, is_empty }) =
            state.scan_tag(text, at, (self.is_clean, self.is_last), LineEnds::AsWritten)?
        else {
            return self.cut(at);
        };
        self.consumed = to + if is_empty { 2 } else { 1 };
        if self.consumed - at > state.options.limits.markup_bytes {
            return Err(state.markup_limit(at));
        }
        if state.doctype.attributes.is_empty() {
            state.open_element(text)?;
        } else {
            state.open_typed_element(text, to)?;
        }
        state.pending_end = is_empty.then_some(self.consumed);
        Ok(Step::Start { is_empty })
    }

    fn end(&mut self, at: usize, end: usize) -> Result<Step, Fault> {
        let name = self.text[at + 2..end - 1].trim_end_matches([' ', '\t', '\r', '\n']);
        if self.state.open.is_empty() {
            return Err((XmlErrorKind::OutsideRoot, at));
        }
        let expected = self.state.innermost();
        if name != expected {
            let (expected, found) = (expected.to_owned(), name.to_owned());
            return Err((XmlErrorKind::MismatchedEnd { expected, found }, at));
        }
        Ok(self.state.close(at))
    }

    /// Character data between markup; at the end of a window, what may belong to a longer token is held back.
    fn text(&mut self, at: usize, end: usize) -> Result<Step, Fault> {
        let mut text = &self.text[at..end];
        if end == self.text.len() && !self.is_last {
            text = text.trim_end_matches(HELD_BACK);
            self.consumed = at + text.len();
            if text.is_empty() {
                return Ok(Step::Exhausted);
            }
        }
        if self.state.open.is_empty() {
            return self.blank_only(at, at + text.len());
        }
        if let Some(found) = find_cdata_end(text) {
            if found > 0 {
                text = &text[..found];
                self.restart(at + found);
            } else {
                return self.stray("]]>", at, XmlErrorKind::CDataEndInText);
            }
        }
        let end = at + text.len();
        let piece = match self.expand(at, end) {
            Err((_, fault)) if fault > at => self.expand_before(fault, at)?,
            piece => piece?,
        };
        Ok(Step::Text { piece, at, is_cdata: false })
    }

    /// What stands before a fault comes before it, as it does where a chunk ends between the two.
    fn expand_before(&mut self, fault: usize, at: usize) -> Result<Piece, Fault> {
        self.restart(fault);
        self.expand(at, fault)
    }

    fn blank_only(&mut self, at: usize, end: usize) -> Result<Step, Fault> {
        if is_blank(&self.text[at..end]) {
            self.state.phase = self.state.phase.max_prolog();
            Ok(Step::Nothing)
        } else {
            let space = self.text[at..end].bytes().take_while(|&byte| is_space(byte)).count();
            Err((XmlErrorKind::OutsideRoot, at + space))
        }
    }

    fn expand(&mut self, at: usize, end: usize) -> Result<Piece, Fault> {
        let is_plain = self.is_clean && !self.state.escape.is_open();
        if is_plain && memchr::memchr(b'\r', &self.text.as_bytes()[at..end]).is_none() {
            return Ok(Piece::Plain(at..end));
        }
        let text = self.text;
        self.state.expander().text(text, at, end)?;
        Ok(Piece::Expanded(0..self.state.expanded.len()))
    }

    fn cdata(&mut self, at: usize, end: usize) -> Result<Step, Fault> {
        if self.state.open.is_empty() {
            return Err((XmlErrorKind::OutsideRoot, at - 9));
        }
        self.cdata_piece(at, end)
    }

    /// A CDATA section that an earlier window left open.
    fn continue_cdata(&mut self) -> Result<Step, Fault> {
        let at = self.consumed;
        if let Some(length) = memchr::memmem::find(&self.text.as_bytes()[at..], b"]]>") {
            self.state.in_cdata = false;
            self.restart(at + length + 3);
            return self.cdata_piece(at, at + length);
        }
        if self.is_last {
            return Err((XmlErrorKind::UnexpectedEnd { expected: "]]>".into() }, self.text.len()));
        }
        let end = self.text.trim_end_matches(HELD_BACK).len().max(at);
        self.consumed = end;
        if end == at { Ok(Step::Exhausted) } else { self.cdata_piece(at, end) }
    }

    fn cdata_piece(&mut self, at: usize, end: usize) -> Result<Step, Fault> {
        let piece = match self.expand(at, end) {
            Err((_, fault)) if fault > at => {
                self.state.in_cdata = true;
                self.expand_before(fault, at)?
            }
            piece => piece?,
        };
        Ok(Step::Text { piece, at, is_cdata: true })
    }

    fn reference(&mut self, at: usize, end: usize) -> Result<Step, Fault> {
        if self.state.open.is_empty() {
            return Err((XmlErrorKind::OutsideRoot, at));
        }
        let name = &self.text[at + 1..end - 1];
        let next = self.text.as_bytes().get(end).copied();
        if next.is_none() && !self.is_last && is_escape(name) {
            self.consumed = at;
            return Ok(Step::Exhausted);
        }
        let included = match self.state.expander().reference(name, at, next) {
            Ok(true) => return Ok(self.expanded_text(at)),
            Ok(false) => self.state.include(self.text, name, at),
            Err(fault) => Err(fault),
        };
        match included {
            Ok(()) => Ok(self.state.included_step()?.unwrap_or(Step::Nothing)),
            Err((kind, at)) if kind.is_about_reference() => self.stray("&", at, kind),
            Err(fault) => Err(fault),
        }
    }

    /// Markup that should have been escaped: text where that is wanted, else an error.
    fn stray(&mut self, markup: &str, at: usize, kind: XmlErrorKind) -> Result<Step, Fault> {
        let end = self.state.expander().stray(markup, at, kind)?;
        self.restart(end);
        Ok(self.expanded_text(at))
    }

    fn expanded_text(&self, at: usize) -> Step {
        Step::Text { piece: Piece::Expanded(0..self.state.expanded.len()), at, is_cdata: false }
    }

    /// A comment: nothing to tell, but its characters count, and the XML declaration may not follow it.
    fn outside_only(&mut self, at: usize, end: usize) -> Result<Step, Fault> {
        self.expand(at, end)?;
        self.state.phase = self.state.phase.max_prolog();
        Ok(Step::Nothing)
    }

    fn instruction(&mut self, at: usize, end: usize) -> Result<Step, Fault> {
        check_instruction(self.text, at, end)?;
        self.outside_only(at, end)
    }

    fn declaration(&mut self, at: usize, end: usize) -> Result<Step, Fault> {
        let is_first = self.state.phase == Phase::Start;
        if !is_first || !is_declaration(&self.text[at + 5..end - 2]) {
            return Err((XmlErrorKind::BadDeclaration, at));
        }
        self.state.doctype.is_standalone = is_standalone(&self.text[at + 5..end - 2]);
        self.state.phase = Phase::Prolog;
        Ok(Step::Nothing)
    }

    fn doctype(&mut self, at: usize) -> Result<Step, Fault> {
        // The tokenizer takes it in any case of letters.
        if !self.text[at..].starts_with("<!DOCTYPE") {
            return Err((XmlErrorKind::BadMarkup, at));
        }
        match (self.state.options.doctype, self.state.phase) {
            (Doctype::Refuse, _) => Err((XmlErrorKind::DoctypeRefused, at)),
            (_, Phase::Content | Phase::Epilog) => Err((XmlErrorKind::BadMarkup, at)),
            (Doctype::Ignore, _) => {
                self.state.phase = Phase::Prolog;
                Ok(Step::Nothing)
            }
            (Doctype::Internal, _) => self.internal_subset(at),
        }
    }

    /// The document type declaration, whose end only its own grammar tells.
    fn internal_subset(&mut self, at: usize) -> Result<Step, Fault> {
        let end = match doctype_end(self.text, at) {
            Some(end) => end,
            None if self.is_last => self.text.len(),
            None => {
                self.restart(at);
                return Ok(self.wait(at));
            }
        };
        if end - at > self.state.options.limits.markup_bytes {
            return Err(self.state.markup_limit(at));
        }
        let State { doctype, options, .. } = &mut *self.state;
        let end = doctype.read(self.text, (at, end), options)?;
        self.restart(end);
        self.state.phase = Phase::Prolog;
        Ok(Step::Nothing)
    }

    /// quick-xml could not complete a token: more text may, or nothing can.
    fn unfinished(&mut self, error: &TokenError, at: usize) -> Result<Step, Fault> {
        let rest = &self.text[at..];
        if rest.len() > self.state.options.limits.markup_bytes {
            return Err(self.state.markup_limit(at));
        }
        if rest.starts_with("<!DOCTYPE") && self.state.options.doctype != Doctype::Ignore {
            return self.doctype(at);
        }
        if matches!(error, TokenError::IllFormed(IllFormedError::DoubleHyphenInComment)) {
            let inside = memchr::memmem::find(&rest.as_bytes()[4..], b"--").unwrap_or(0);
            return Err((XmlErrorKind::DoubleHyphen, at + 4 + inside));
        }
        let is_stray = rest.starts_with('&') && self.is_lenient() && !self.state.open.is_empty();
        if is_stray && (self.is_last || !is_cut(error, rest)) {
            return self.stray("&", at, XmlErrorKind::BadReference);
        }
        if !is_cut(error, rest) {
            return Err((bad_token(rest), at));
        }
        match rest.strip_prefix("<![CDATA[").filter(|_| !self.is_last) {
            Some(content) => self.open_cdata(at, self.text.len() - content.len()),
            None => self.cut(at),
        }
    }

    /// The text ends in the token at `at`.
    fn cut(&mut self, at: usize) -> Result<Step, Fault> {
        let rest = &self.text[at..];
        if rest.len() > self.state.options.limits.markup_bytes {
            return Err(self.state.markup_limit(at));
        }
        if self.is_last {
            let expected = missing_end(rest).to_owned();
            return Err((XmlErrorKind::UnexpectedEnd { expected }, self.text.len()));
        }
        Ok(self.wait(at))
    }

    /// Waits for more of the token at `at`.
    fn wait(&mut self, at: usize) -> Step {
        let length = self.text.len() - at;
        self.state.retry_at = if length > RETRY_FROM { length * 2 } else { 0 };
        Step::Exhausted
    }

    fn is_lenient(&self) -> bool {
        self.state.options.stray_markup == StrayMarkup::Literal
    }

    /// The start of a CDATA section that goes on in the next chunk.
    fn open_cdata(&mut self, at: usize, content: usize) -> Result<Step, Fault> {
        if self.state.open.is_empty() {
            return Err((XmlErrorKind::OutsideRoot, at));
        }
        self.state.in_cdata = true;
        self.consumed = content;
        Ok(Step::Nothing)
    }

    fn exhausted(&mut self) -> Result<Step, Fault> {
        let end = self.text.len();
        if !self.is_last {
            return Ok(Step::Exhausted);
        }
        match self.state.phase {
            Phase::Epilog => Ok(Step::Exhausted),
            Phase::Content => {
                let expected = format!("</{}>", self.state.innermost());
                Err((XmlErrorKind::UnexpectedEnd { expected }, end))
            }
            Phase::Start | Phase::Prolog => Err((XmlErrorKind::NoRoot, end)),
        }
    }
}

impl Drop for Events<'_> {
    /// Keeps what is unread for the next chunk, and moves the line count on.
    fn drop(&mut self) {
        let consumed = self.consumed;
        self.state.aside.leave(&self.state.lines);
        self.state.locate_repairs(self.text);
        let mut lines = self.state.lines.get();
        lines.advance(self.text.as_bytes(), consumed);
        self.state.lines.set(lines);
        self.state.tail.push_str(&self.text[consumed..]);
    }
}

/// Whether a reference is to the escape character.
fn is_escape(name: &str) -> bool {
    name.strip_prefix('#').and_then(character_reference) == Some(ESCAPE)
}

/// From this size on, an unfinished token must double before it is tried again: so the work stays linear.
const RETRY_FROM: usize = 1 << 16;

fn tokens(text: &str) -> quick_xml::Reader<&[u8]> {
    let mut tokens = quick_xml::Reader::from_str(text);
    let config = tokens.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.check_comments = true;
    tokens
}

fn position(tokens: &quick_xml::Reader<&[u8]>) -> usize {
    usize::try_from(tokens.buffer_position()).expect("a position in a text that is in memory")
}

/// Whether more text could complete the token.
fn is_cut(error: &TokenError, rest: &str) -> bool {
    match error {
        TokenError::Syntax(_) => {
            ["<!--", "<![CDATA[", "<!DOCTYPE", "<?"].iter().any(|start| begins(rest, start))
                || !rest.starts_with("<!") && rest.starts_with('<')
        }
        TokenError::IllFormed(IllFormedError::UnclosedReference) => {
            !rest[1..].contains(['&', '<']) && rest.len() < MAX_REFERENCE
        }
        _ => false,
    }
}
