//! What the reader hands out. Events borrow from the reader and cost nothing to make; a line and a column are only
//! counted when asked for.

use super::attributes::Slot;
use super::lead::NameSpan;
use super::state::View;
use crate::diag::Place;

/// One thing that a document says. Comments and processing instructions are read over.
#[derive(Debug, Clone, Copy)]
pub enum Event<'e> {
    /// An element begins.
    Start(Start<'e>),
    /// An element ends; also after an empty-element tag.
    End(End<'e>),
    /// Character data. What stands between two tags may come in several pieces.
    Text(Text<'e>),
}

impl Event<'_> {
    /// Whether the document has it as it is told: it comes of no entity, and no attribute of it is a default.
    #[inline]
    pub fn is_written(&self) -> bool {
        let (Self::Start(Start { view, .. }) | Self::End(End { view, .. }) | Self::Text(Text { view, .. })) =
            self;
        !view.state.aside.is_used()
    }
}

/// A name with its namespace resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'e> {
    /// The prefix as written; empty without one.
    pub prefix: &'e str,
    /// The local part.
    pub local: &'e str,
    /// The namespace; an attribute without prefix has none.
    pub namespace: Option<&'e str>,
}

/// A start tag, or an empty-element tag.
#[derive(Debug, Clone, Copy)]
pub struct Start<'e> {
    pub(super) view: View<'e>,
    pub(super) is_empty: bool,
}

impl<'e> Start<'e> {
    /// The element's name.
    pub fn name(&self) -> Name<'e> {
        let span = &self.view.tag().name;
        let prefix = span.prefix(self.view.text);
        Name { prefix, local: span.local(self.view.text), namespace: self.resolve_prefix(prefix) }
    }

    /// The attributes in document order, without namespace declarations.
    pub fn attributes(&self) -> Attributes<'e> {
        let (start, written) = self.view.extent();
        Attributes { view: self.view, slots: self.view.tag().attributes.iter(), start, written }
    }

    /// The value of the attribute `local` that is in no namespace.
    pub fn attribute(&self, local: &str) -> Option<&'e str> {
        let slots = &self.view.tag().attributes;
        let slot = slots.iter().find(|slot| &self.view.text[slot.name.range.clone()] == local)?;
        Some(slot.value.get(self.view.text, self.view.expanded()))
    }

    /// The namespaces that this tag declares: prefix (empty for the default) and namespace.
    pub fn declarations(&self) -> impl Iterator<Item = (&'e str, &'e str)> + use<'e> {
        let view = self.view;
        view.tag().declarations.iter().map(move |slot| {
            let is_prefixed = !slot.name.prefix(view.text).is_empty();
            let prefix = if is_prefixed { slot.name.local(view.text) } else { "" };
            (prefix, slot.value.get(view.text, view.expanded()))
        })
    }

    /// The namespace that `prefix` stands for here; the empty prefix is the default namespace.
    pub fn resolve_prefix(&self, prefix: &str) -> Option<&'e str> {
        self.view.resolve(prefix)
    }

    /// Whether the internal subset declares an unparsed entity of this name; never, unless the subset is read.
    pub fn has_unparsed_entity(&self, name: &str) -> bool {
        self.view.has_unparsed_entity(name)
    }

    /// Byte offset of the `<`.
    pub fn offset(&self) -> u64 {
        self.view.offset(self.view.tag().at)
    }

    /// Place of the `<`.
    pub fn place(&self) -> Place {
        self.view.place(self.offset())
    }

    /// Place of the byte at `offset` of this tag, such as an attribute's.
    pub fn place_of(&self, offset: u64) -> Place {
        self.view.place(offset)
    }

    /// Whether this is an empty-element tag (`<a/>`); its end follows as an event all the same.
    pub fn is_empty(&self) -> bool {
        self.is_empty
    }
}

/// The attributes of one tag.
#[derive(Debug, Clone)]
pub struct Attributes<'e> {
    view: View<'e>,
    slots: std::slice::Iter<'e, Slot>,
    /// Byte offset of the text, and up to where it stands so in the document.
    start: u64,
    written: usize,
}

impl<'e> Iterator for Attributes<'e> {
    type Item = Attribute<'e>;

    // Returned by a call, an attribute is copied through memory, in wider pieces than it was written in: that stalls.
    #[allow(clippy::inline_always, reason = "a tenth of the time of a validation in WebAssembly")]
    #[inline(always)]
    fn next(&mut self) -> Option<Attribute<'e>> {
        let slot = self.slots.next()?;
        let written = |at: usize| self.start + if at < self.written { at as u64 } else { 0 };
        Some(Attribute {
            name: self.view.attribute_name(&slot.name),
            value: slot.value.get(self.view.text, self.view.expanded()),
            offset: written(slot.name.range.start),
            value_offset: written(slot.value_at),
        })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.slots.size_hint()
    }
}

impl ExactSizeIterator for Attributes<'_> {}

/// One attribute.
#[derive(Debug, Clone, Copy)]
pub struct Attribute<'e> {
    /// Its name.
    pub name: Name<'e>,
    /// Its value: references expanded, white space normalised to spaces (XML 1.0, 3.3.3, as for CDATA).
    pub value: &'e str,
    /// Byte offset of its name.
    pub offset: u64,
    /// Byte offset of its value, after the quote.
    pub value_offset: u64,
}

/// An end tag, or the end of an empty-element tag.
#[derive(Debug, Clone, Copy)]
pub struct End<'e> {
    pub(super) view: View<'e>,
    pub(super) name: &'e str,
    pub(super) at: usize,
}

impl<'e> End<'e> {
    /// The element's name as written, with its prefix.
    pub fn name(&self) -> &'e str {
        self.name
    }

    /// The namespace that `prefix` stands for in the element; the empty prefix is the default namespace.
    pub fn resolve_prefix(&self, prefix: &str) -> Option<&'e str> {
        self.view.resolve(prefix)
    }

    /// Whether the internal subset declares an unparsed entity of this name; never, unless the subset is read.
    pub fn has_unparsed_entity(&self, name: &str) -> bool {
        self.view.has_unparsed_entity(name)
    }

    /// Byte offset of the `</`, or of the byte after an empty-element tag.
    pub fn offset(&self) -> u64 {
        self.view.offset(self.at)
    }

    /// Place of the `</`, or of the byte after an empty-element tag.
    pub fn place(&self) -> Place {
        self.view.place(self.offset())
    }
}

/// A piece of character data: references expanded, line ends normalised.
#[derive(Debug, Clone, Copy)]
pub struct Text<'e> {
    pub(super) view: View<'e>,
    pub(super) value: &'e str,
    pub(super) at: usize,
    pub(super) is_cdata: bool,
}

impl<'e> Text<'e> {
    /// The characters.
    pub fn as_str(&self) -> &'e str {
        self.value
    }

    /// Byte offset of the first of them.
    pub fn offset(&self) -> u64 {
        self.view.offset(self.at)
    }

    /// Place of the first of them.
    pub fn place(&self) -> Place {
        self.view.place(self.offset())
    }

    /// Place of the first of them that is not white space; of their end where all are.
    pub fn content_place(&self) -> Place {
        let blank = self.view.text[self.at..].bytes().take_while(|&byte| super::is_space(byte)).count();
        self.view.place(self.view.offset(self.at + blank))
    }

    /// Whether they stand in a CDATA section.
    pub fn is_cdata(&self) -> bool {
        self.is_cdata
    }
}

impl<'e> View<'e> {
    #[allow(clippy::inline_always, reason = "part of the iterator above")]
    #[inline(always)]
    fn attribute_name(&self, span: &NameSpan) -> Name<'e> {
        let prefix = span.prefix(self.text);
        let namespace = if prefix.is_empty() { None } else { self.resolve(prefix) };
        Name { prefix, local: span.local(self.text), namespace }
    }
}
