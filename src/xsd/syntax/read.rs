//! Bytes to a tree.

use crate::decode::DecodeOptions;
use crate::diag::Diagnostic;
use crate::limits;
use crate::xml::{
    Attribute, Document, Event, Handler, Name, ReaderOptions, Start, Text, XML_NAMESPACE, is_space,
};
use crate::xsd::datatypes::{Builtin, NoNamespaces};
use crate::xsd::source::SchemaDocument;
use crate::xsd::suggest::{did_you_mean, nearest};

use super::XSD_NAMESPACE;
use super::check::{Fault, check};
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
        has_refused_text: false,
        faults: Vec::new(),
    };
    let mut xml = Document::new(DecodeOptions::default(), options.clone());
    let outcome = xml.push(&document.content, &mut reading).and_then(|()| xml.finish(&mut reading));
    let Reading { mut tree, open, faults, .. } = reading;
    let checked = check(&mut tree, &open);
    // The path of each costs a look at its siblings; more than are listed need none.
    let faults = faults.into_iter().chain(checked).take(2 * limits::DIAGNOSTICS);
    let mut diagnostics: Vec<Diagnostic> = faults.map(|(id, fault)| located(&tree, id, fault)).collect();
    if let Err(error) = outcome {
        tree.note_lack();
        diagnostics.push(Diagnostic::from(error));
    }
    for diagnostic in &mut diagnostics {
        diagnostic.file = Some(document.location.clone());
    }
    (tree, diagnostics)
}

/// The fault with its path, which is known once all siblings are read; an element that is no node adds a step to it.
fn located(tree: &Tree, id: NodeId, fault: Diagnostic) -> Diagnostic {
    let path = if tree.is_empty() { String::new() } else { tree.path(id) };
    Diagnostic { path: path + &fault.path, ..fault }
}

struct Reading {
    tree: Tree,
    open: Vec<NodeId>,
    /// Depth inside content that is not read: below `appinfo`, `documentation` or an unknown element.
    foreign: usize,
    /// Whether text of the current run was refused already.
    has_refused_text: bool,
    faults: Vec<Fault>,
}

impl Handler for Reading {
    fn event(&mut self, event: Event<'_>) {
        self.has_refused_text &= matches!(event, Event::Text(_));
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
            _ => self.unknown(&name, start),
        }
    }

    fn is_any_content(&self, id: NodeId) -> bool {
        matches!(self.tree.node(id).tag, Tag::Appinfo | Tag::Documentation)
    }

    fn unknown(&mut self, name: &Name<'_>, start: &Start<'_>) {
        self.foreign += 1;
        let found = name.local;
        let (id, code, message) = match self.open.last() {
            None => {
                let namespace = name.namespace.unwrap_or("no namespace");
                let message = format!(
                    "the root element is \"{found}\" of {namespace}, not \"schema\" of {XSD_NAMESPACE}"
                );
                (NodeId::ROOT, "cvc-elt.1", message)
            }
            Some(&open) => {
                let outer = self.tree.node(open).tag;
                if matches!(outer, Tag::Schema | Tag::Redefine) {
                    self.tree.note_lack();
                }
                self.tree.note_fault(open);
                let message = format!("element \"{found}\" is not allowed in \"{}\"", outer.name());
                (open, "cvc-complex-type.2.4.a", message)
            }
        };
        let is_ours = name.namespace == Some(XSD_NAMESPACE);
        let help = nearest(found, Tag::names().filter(|_| is_ours)).map(did_you_mean);
        let fault = Diagnostic::error(code, message).with_place(start.place()).with_found(found);
        self.faults.push((id, Diagnostic { help, ..fault.with_path(format!("/{found}")) }));
    }

    fn open_node(&mut self, tag: Tag, start: &Start<'_>) {
        let parent = self.open.last().copied();
        let mut scope = parent.map_or(0, |parent| self.tree.scope(parent));
        for (prefix, namespace) in start.declarations() {
            scope = self.tree.declare(scope, prefix, namespace);
        }
        let mut node = Node::new(tag, parent, start.place(), scope);
        let mut foreign = Vec::new();
        for attribute in start.attributes() {
            match attribute.name.namespace {
                None => node.attributes.push(tree::Attribute {
                    name: attribute.name.local.into(),
                    value: attribute.value.into(),
                    place: start.place_of(attribute.offset),
                    value_place: start.place_of(attribute.value_offset),
                }),
                Some(namespace) => foreign.extend(foreign_attribute(start, &attribute, namespace)),
            }
        }
        let id = self.tree.push(node);
        self.open.push(id);
        self.faults.extend(foreign.into_iter().map(|fault| (id, fault)));
    }

    fn text(&mut self, text: &Text<'_>) {
        let Some(&open) = self.open.last() else {
            return;
        };
        let is_free = self.foreign > 0 || self.is_any_content(open);
        if is_free || self.has_refused_text || text.as_str().bytes().all(is_space) {
            return;
        }
        self.has_refused_text = true;
        let message = format!("\"{}\" has text, and may only hold elements", self.tree.node(open).tag.name());
        let fault = Diagnostic::error("cvc-complex-type.2.3", message).with_place(text.content_place());
        self.faults.push((open, fault.with_found(text.as_str().trim())));
    }
}

/// An attribute of another namespace: anything goes but those of the schema namespace, and `xml:lang` is a language.
fn foreign_attribute(start: &Start<'_>, attribute: &Attribute<'_>, namespace: &str) -> Option<Diagnostic> {
    let Attribute { name, value, .. } = attribute;
    let (code, message, found) = match namespace {
        XSD_NAMESPACE => {
            let message = format!("attribute \"{}\" of the schema namespace is not allowed", name.local);
            ("cvc-complex-type.3.2.2", message, name.local)
        }
        XML_NAMESPACE if name.local == "lang" && !is_language(value) => {
            ("cvc-attribute.3", format!("\"{value}\" is not a language"), *value)
        }
        _ => return None,
    };
    Some(Diagnostic::error(code, message).with_place(start.place_of(attribute.offset)).with_found(found))
}

fn is_language(value: &str) -> bool {
    Builtin::Language.simple_type().is_valid(value, &NoNamespaces)
}
