//! Bytes to a tree.

use crate::decode::DecodeOptions;
use crate::diag::{Diagnostic, Place};
use crate::xml::{
    Attribute, Document, Event, Handler, Name, ReaderOptions, Start, Text, XML_NAMESPACE, is_space,
};
use crate::xsd::datatypes::{Builtin, NoNamespaces};
use crate::xsd::source::SchemaDocument;

use super::XSD_NAMESPACE;
use super::check::check;
use super::tag::Tag;
use super::tree::{self, Node, NodeId, Tree};

/// Reads one schema document: the tree as far as it can be read, and every fault.
///
/// The tree is empty where the root element is not `schema`.
pub(crate) fn read(document: &SchemaDocument, options: &ReaderOptions) -> (Tree, Vec<Diagnostic>) {
    let mut reading = Reading {
        tree: Tree::new(document.location.clone()),
        open: Vec::new(),
        foreign: 0,
        diagnostics: Vec::new(),
    };
    let mut xml = Document::new(DecodeOptions::default(), options.clone());
    let outcome = xml.push(&document.content, &mut reading).and_then(|()| xml.finish(&mut reading));
    match outcome {
        Err(error) => reading.diagnostics.push(Diagnostic::from(error)),
        Ok(()) => check(&reading.tree, &mut reading.diagnostics),
    }
    for diagnostic in &mut reading.diagnostics {
        diagnostic.file = Some(document.location.clone());
    }
    (reading.tree, reading.diagnostics)
}

struct Reading {
    tree: Tree,
    open: Vec<NodeId>,
    /// Depth inside content that is not read: below `appinfo`, `documentation` or an unknown element.
    foreign: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Handler for Reading {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(start) => self.start(&start),
            Event::End(_) if self.foreign > 0 => self.foreign -= 1,
            Event::End(_) => drop(self.open.pop()),
            Event::Text(text) => self.text(&text),
        }
    }
}

impl Reading {
    fn start(&mut self, start: &Start<'_>) {
        let is_inside_any = self.open.last().is_some_and(|&open| self.is_any_content(open));
        if self.foreign > 0 || is_inside_any {
            self.foreign += 1;
            return;
        }
        let name = start.name();
        let tag = Tag::named(name.local).filter(|_| name.namespace == Some(XSD_NAMESPACE));
        match tag {
            Some(tag) if !self.open.is_empty() || tag == Tag::Schema => self.open_node(tag, start),
            _ => self.unknown(&name, start.place()),
        }
    }

    fn is_any_content(&self, id: NodeId) -> bool {
        matches!(self.tree.node(id).tag, Tag::Appinfo | Tag::Documentation)
    }

    fn unknown(&mut self, name: &Name<'_>, place: Place) {
        self.foreign += 1;
        let (code, message) = match self.open.last() {
            None => (
                "cvc-elt.1",
                format!("the root element is \"{}\", not \"schema\" of {XSD_NAMESPACE}", name.local),
            ),
            Some(&open) => {
                let outer = self.tree.node(open).tag.name();
                let message = format!("element \"{}\" is not allowed in \"{outer}\"", name.local);
                ("cvc-complex-type.2.4.a", message)
            }
        };
        self.diagnostics.push(Diagnostic::error(code, message).with_place(place).with_found(name.local));
    }

    fn open_node(&mut self, tag: Tag, start: &Start<'_>) {
        let parent = self.open.last().copied();
        let mut scope = parent.map_or(0, |parent| self.tree.scope(parent));
        for (prefix, namespace) in start.declarations() {
            scope = self.tree.declare(scope, prefix, namespace);
        }
        let mut node = Node::new(tag, parent, start.place(), scope);
        for attribute in start.attributes() {
            match attribute.name.namespace {
                None => node.attributes.push(tree::Attribute {
                    name: attribute.name.local.into(),
                    value: attribute.value.into(),
                    place: start.place_of(attribute.offset),
                    value_place: start.place_of(attribute.value_offset),
                }),
                Some(namespace) => self.foreign_attribute(start, &attribute, namespace),
            }
        }
        self.open.push(self.tree.push(node));
    }

    /// An attribute of another namespace: anything goes but those of the schema namespace, and `xml:lang` is a language.
    fn foreign_attribute(&mut self, start: &Start<'_>, attribute: &Attribute<'_>, namespace: &str) {
        let (code, message) = match namespace {
            XSD_NAMESPACE => {
                let name = attribute.name.local;
                (
                    "cvc-complex-type.3.2.2",
                    format!("attribute \"{name}\" of the schema namespace is not allowed"),
                )
            }
            XML_NAMESPACE if attribute.name.local == "lang" && !is_language(attribute.value) => {
                ("cvc-attribute.3", format!("\"{}\" is not a language", attribute.value))
            }
            _ => return,
        };
        let place = start.place_of(attribute.offset);
        self.diagnostics.push(Diagnostic::error(code, message).with_place(place).with_found(attribute.value));
    }

    fn text(&mut self, text: &Text<'_>) {
        let Some(&open) = self.open.last() else {
            return;
        };
        if self.foreign > 0 || self.is_any_content(open) || text.as_str().bytes().all(is_space) {
            return;
        }
        let message = format!("\"{}\" has text, and may only hold elements", self.tree.node(open).tag.name());
        let found = text.as_str().trim();
        self.diagnostics.push(
            Diagnostic::error("cvc-complex-type.2.3", message)
                .with_place(text.place())
                .with_path(self.tree.path(open))
                .with_found(found),
        );
    }
}

fn is_language(value: &str) -> bool {
    Builtin::Language.simple_type().is_valid(value, &NoNamespaces)
}
