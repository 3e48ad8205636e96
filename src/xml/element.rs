//! A piece of a document as a tree, for the readers that look at one small piece at a time.

use super::{End, Event, Start, Text};
use crate::diag::Place;

/// An element with what it holds. Names are local names: the formats read this way do not use namespaces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Element {
    /// Local name.
    pub name: String,
    /// Place of its `<`.
    pub place: Option<Place>,
    /// Byte offset of its `</`, or of the byte after an empty-element tag; 0 where the document is cut off inside it.
    pub end: u64,
    /// Local names and values, in document order.
    pub attributes: Vec<(String, String)>,
    /// Child elements, in document order.
    pub children: Vec<Element>,
    /// The character data of the element itself, its pieces joined.
    pub text: String,
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(local, _)| local == name).map(|(_, value)| value.as_str())
    }

    /// The first child of that name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The children of that name.
    pub fn children_named<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Becomes the element of that start tag, in the memory that it has.
    fn refill(&mut self, start: &Start<'_>) {
        self.place = Some(start.place());
        self.children.clear();
        self.text.clear();
        replace(&mut self.name, start.name().local);
        let mut count = 0;
        for attribute in start.attributes() {
            if count == self.attributes.len() {
                self.attributes.push((String::new(), String::new()));
            }
            let (name, value) = &mut self.attributes[count];
            replace(name, attribute.name.local);
            replace(value, attribute.value);
            count += 1;
        }
        self.attributes.truncate(count);
    }

    /// Bytes that it holds, without its children.
    fn weight(&self) -> usize {
        let attributes = self.attributes.iter().map(|(name, value)| name.capacity() + value.capacity());
        attributes.sum::<usize>() + self.text.capacity()
    }
}

fn replace(text: &mut String, with: &str) {
    text.clear();
    text.push_str(with);
}

/// Elements that are kept for their memory, and the most bytes of each.
const SPARE: usize = 16;
const SPARE_BYTES: usize = 4096;

/// Gathers one element from its start to its end.
#[derive(Debug, Default)]
pub struct Collector {
    open: Vec<Element>,
    /// Elements that were done with: a report is a hundred thousand times the same few.
    spare: Vec<Element>,
    /// Elements whose text is not kept, however long it is.
    silent: &'static [&'static str],
}

impl Collector {
    /// A collector that keeps no text of the elements named in `silent`.
    pub fn new(silent: &'static [&'static str]) -> Self {
        Self { silent, ..Self::default() }
    }

    /// Whether an element is being gathered.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// The name of the innermost open element.
    pub fn innermost(&self) -> Option<&str> {
        self.open.last().map(|element| element.name.as_str())
    }

    /// Takes the next event of the element, whose start comes first; the element, when it is complete.
    pub fn event(&mut self, event: Event<'_>) -> Option<Element> {
        match event {
            Event::Start(start) => self.start(&start),
            Event::Text(text) => self.text(&text),
            Event::End(end) => return self.end(end),
        }
        None
    }

    /// What is gathered so far, when the document is cut off inside the element.
    pub fn cut(&mut self) -> Option<Element> {
        while self.open.len() > 1 {
            self.close();
        }
        self.open.pop()
    }

    /// Takes back an element that was gathered, for its memory.
    pub fn take_back(&mut self, mut element: Element) {
        for child in element.children.drain(..) {
            self.take_back(child);
        }
        if self.spare.len() < SPARE && element.weight() <= SPARE_BYTES {
            self.spare.push(element);
        }
    }

    fn start(&mut self, start: &Start<'_>) {
        let mut element = self.spare.pop().unwrap_or_default();
        element.refill(start);
        self.open.push(element);
    }

    fn text(&mut self, text: &Text<'_>) {
        if let Some(element) = self.open.last_mut()
            && !self.silent.contains(&element.name.as_str())
        {
            element.text.push_str(text.as_str());
        }
    }

    fn end(&mut self, end: End<'_>) -> Option<Element> {
        if let Some(element) = self.open.last_mut() {
            element.end = end.offset();
        }
        if self.open.len() == 1 {
            return self.open.pop();
        }
        self.close();
        None
    }

    fn close(&mut self) {
        if let Some(element) = self.open.pop()
            && let Some(parent) = self.open.last_mut()
        {
            parent.children.push(element);
        }
    }
}
