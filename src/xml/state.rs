//! What the reader knows between two tokens: the open elements, the namespaces, the place.

use std::cell::Cell;
use std::fmt;

use super::aside::Aside;
use super::attributes::{Piece, Reading, Tag, duplicate};
use super::doctype::DocumentType;
use super::entities::Included;
use super::error::XmlErrorKind;
use super::escape::Escape;
use super::lead::{NameSpan, TagEnd};
use super::namespaces::Namespaces;
use super::options::ReaderOptions;
use super::precedents::Precedents;
use super::references::{Expander, Fault, LineEnds};
use super::repairs::Repairs;
use crate::diag::{LineCursor, Place};

#[derive(Debug)]
pub(super) struct State {
    pub(super) options: ReaderOptions,
    /// What the last window left unfinished, and the size that it must reach before another try is worth it.
    pub(super) tail: String,
    pub(super) retry_at: usize,
    pub(super) lines: Cell<LineCursor>,
    pub(super) tag: Tag,
    pub(super) precedents: Precedents,
    pub(super) expanded: String,
    pub(super) namespaces: Namespaces,
    /// Names of the open elements, one after the other, and where each begins.
    pub(super) open_names: String,
    pub(super) open: Vec<usize>,
    pub(super) phase: Phase,
    pub(super) in_cdata: bool,
    /// The end of an empty-element tag that is still to be told.
    pub(super) pending_end: Option<usize>,
    /// An end was handed out: its name is still on the stack.
    pub(super) is_closing: bool,
    pub(super) has_failed: bool,
    pub(super) repairs: Repairs,
    /// The escape sequence that the text of the innermost element is in.
    pub(super) escape: Escape,
    pub(super) doctype: DocumentType,
    /// Entities in content that are being read, innermost last.
    pub(super) included: Vec<Included>,
    pub(super) aside: Aside,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Start,
    Prolog,
    Content,
    Epilog,
}

/// What a token comes to, before it is handed out.
pub(super) enum Step {
    Start { is_empty: bool },
    End { at: usize },
    Text { piece: Piece, at: usize, is_cdata: bool },
    Nothing,
    Exhausted,
}

/// The text around an event and the state that explains it.
#[derive(Clone, Copy)]
pub(super) struct View<'e> {
    pub(super) text: &'e str,
    pub(super) state: &'e State,
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("View").finish_non_exhaustive()
    }
}

impl<'e> View<'e> {
    pub(super) fn tag(&self) -> &'e Tag {
        &self.state.tag
    }

    pub(super) fn expanded(&self) -> &'e str {
        &self.state.expanded
    }

    pub(super) fn resolve(&self, prefix: &str) -> Option<&'e str> {
        self.state.namespaces.resolve(prefix)
    }

    pub(super) fn has_unparsed_entity(&self, name: &str) -> bool {
        self.state.doctype.entities.is_unparsed(name)
    }

    pub(super) fn offset(&self, at: usize) -> u64 {
        let (start, written) = self.extent();
        start + if at < written { at as u64 } else { 0 }
    }

    /// Byte offset of the text, and up to where it stands so in the document: what is past that has the place of its
    /// start.
    pub(super) fn extent(&self) -> (u64, usize) {
        (self.state.lines.get().window_start().offset, self.state.aside.written())
    }

    pub(super) fn place(&self, offset: u64) -> Place {
        self.state.place(self.text, offset)
    }
}

impl Phase {
    /// The phase after something that is not the XML declaration.
    pub(super) fn max_prolog(self) -> Self {
        if self == Self::Start { Self::Prolog } else { self }
    }
}

impl State {
    pub(super) fn new(options: ReaderOptions) -> Self {
        Self {
            doctype: DocumentType::new(&options.limits),
            options,
            tail: String::new(),
            retry_at: 0,
            lines: Cell::new(LineCursor::new()),
            tag: Tag::default(),
            precedents: Precedents::default(),
            expanded: String::new(),
            namespaces: Namespaces::default(),
            open_names: String::new(),
            open: Vec::new(),
            phase: Phase::Start,
            in_cdata: false,
            pending_end: None,
            is_closing: false,
            has_failed: false,
            repairs: Repairs::default(),
            escape: Escape::default(),
            included: Vec::new(),
            aside: Aside::default(),
        }
    }

    pub(super) fn place(&self, text: &str, offset: u64) -> Place {
        let mut lines = self.lines.get();
        let place = lines.place(text.as_bytes(), offset);
        self.lines.set(lines);
        place
    }

    /// The expander for a single piece of text, with room made for it.
    pub(super) fn expander(&mut self) -> Expander<'_> {
        self.expanded.clear();
        Expander {
            into: &mut self.expanded,
            options: &self.options,
            repairs: &mut self.repairs,
            escape: &mut self.escape,
            entities: &mut self.doctype.entities,
            line_ends: LineEnds::AsWritten,
        }
    }

    /// Takes the element off the stack whose end was handed out.
    pub(super) fn settle(&mut self) {
        self.aside.leave(&self.lines);
        if std::mem::take(&mut self.is_closing)
            && let Some(start) = self.open.pop()
        {
            self.open_names.truncate(start);
            self.namespaces.leave(self.open.len() + 1);
            if self.open.is_empty() {
                self.phase = Phase::Epilog;
            }
        }
    }

    pub(super) fn innermost(&self) -> &str {
        self.open.last().map_or("", |&start| &self.open_names[start..])
    }

    pub(super) fn close(&mut self, at: usize) -> Step {
        self.escape = Escape::Outside;
        self.is_closing = true;
        Step::End { at }
    }

    pub(super) fn enter(&mut self, at: usize) -> Result<(), Fault> {
        if self.phase == Phase::Epilog {
            return Err((XmlErrorKind::OutsideRoot, at));
        }
        if self.open.len() == self.options.limits.depth {
            return Err((XmlErrorKind::Limit { name: "depth", value: self.options.limits.depth }, at));
        }
        self.phase = Phase::Content;
        Ok(())
    }

    /// Reads the tag in `text` that begins at `at`; `None` where the text ends before the tag does.
    pub(super) fn scan_tag(
        &mut self,
        text: &str,
        at: usize,
        (is_clean, is_last): (bool, bool),
        line_ends: LineEnds,
    ) -> Result<Option<TagEnd>, Fault> {
        let expander = Expander {
            into: &mut self.expanded,
            options: &self.options,
            repairs: &mut self.repairs,
            escape: &mut self.escape,
            entities: &mut self.doctype.entities,
            line_ends,
        };
        let (precedents, limits) = (&mut self.precedents, &self.options.limits);
        self.tag.scan(text, at, Reading { precedents, is_clean, is_last, expander, limits })
    }

    pub(super) fn open_element(&mut self, text: &str) -> Result<(), Fault> {
        self.open.push(self.open_names.len());
        self.open_names.push_str(&text[self.tag.name.range.clone()]);
        self.declare(text)?;
        self.check_prefixes(text)
    }

    fn declare(&mut self, text: &str) -> Result<(), Fault> {
        for slot in &self.tag.declarations {
            let prefix = slot.name.colon.map_or("", |colon| &text[colon + 1..slot.name.range.end]);
            let uri = slot.value.get(text, &self.expanded);
            if !self.namespaces.declare(prefix, uri, self.open.len()) {
                return Err(bad_prefix(prefix, slot.name.range.start));
            }
        }
        if self.namespaces.len() > self.options.limits.namespaces {
            let value = self.options.limits.namespaces;
            return Err((XmlErrorKind::Limit { name: "namespaces", value }, self.tag.at));
        }
        Ok(())
    }

    fn check_prefixes(&self, text: &str) -> Result<(), Fault> {
        let spans = std::iter::once(&self.tag.name).chain(self.tag.attributes.iter().map(|slot| &slot.name));
        let mut prefixed = 0;
        for span in spans.filter(|span| span.colon.is_some()) {
            prefixed += 1;
            let prefix = span.prefix(text);
            self.namespaces.resolve(prefix).ok_or_else(|| bad_prefix(prefix, span.range.start))?;
        }
        if prefixed > 1 { self.refuse_same_expanded_names(text) } else { Ok(()) }
    }

    /// Two attributes with different prefixes of one namespace (Namespaces in XML, section 6.3).
    fn refuse_same_expanded_names(&self, text: &str) -> Result<(), Fault> {
        let key = |span: &NameSpan| (self.namespaces.resolve(span.prefix(text)), span.local(text));
        let prefixed: Vec<_> = self.tag.attributes.iter().filter(|slot| slot.name.colon.is_some()).collect();
        for (index, slot) in prefixed.iter().enumerate() {
            if prefixed[..index].iter().any(|other| key(&other.name) == key(&slot.name)) {
                return Err(duplicate(text, slot));
            }
        }
        Ok(())
    }

    pub(super) fn markup_limit(&self, at: usize) -> Fault {
        (XmlErrorKind::Limit { name: "markup_bytes", value: self.options.limits.markup_bytes }, at)
    }

    /// Gives the window's first repairs their lines, while the window is still there.
    pub(super) fn locate_repairs(&mut self, text: &str) {
        let Self { lines, repairs, .. } = self;
        let lines = lines.get_mut();
        let start = lines.window_start().offset;
        repairs.locate(|at| lines.place(text.as_bytes(), start + at as u64));
    }
}

fn bad_prefix(prefix: &str, at: usize) -> Fault {
    (XmlErrorKind::BadPrefix { prefix: prefix.to_owned() }, at)
}
