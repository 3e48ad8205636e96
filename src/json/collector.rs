//! Gathers one value from its start to its end.

use super::event::{Event, Spot};
use super::node::{Node, Value};

/// Gathers one value at a time.
#[derive(Debug, Default)]
pub struct Collector {
    /// The open objects and arrays, each with the key that it stands under.
    open: Vec<(String, Node)>,
    key: String,
    held: usize,
}

impl Collector {
    /// Whether a value is being gathered.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Bytes of strings, numbers and keys of the open value.
    pub fn held_bytes(&self) -> usize {
        self.held
    }

    /// Takes the next event of the value; the value, when it is complete.
    pub fn event(&mut self, event: Event<'_>, spot: &Spot<'_>) -> Option<Node> {
        match event {
            Event::Key(key) => {
                self.held += key.len();
                key.clone_into(&mut self.key);
                None
            }
            Event::StartObject => self.start(Value::Object(Vec::new()), spot),
            Event::StartArray => self.start(Value::Array(Vec::new()), spot),
            Event::EndObject | Event::EndArray => self.end(),
            Event::String(text) => self.scalar(Value::String(text.to_owned()), text.len(), spot),
            Event::Number(text) => self.scalar(Value::Number(text.to_owned()), text.len(), spot),
            Event::Bool(value) => self.scalar(Value::Bool(value), 0, spot),
            Event::Null => self.scalar(Value::Null, 0, spot),
        }
    }

    /// What is gathered so far, when the document ends inside the value. What it ends inside of is marked.
    pub fn cut(&mut self) -> Option<Node> {
        self.open.iter_mut().for_each(|(_, node)| node.is_cut = true);
        while self.is_open() {
            if let Some(node) = self.end() {
                return Some(node);
            }
        }
        None
    }

    fn start(&mut self, value: Value, spot: &Spot<'_>) -> Option<Node> {
        let node = Node { place: spot.place(), value, is_cut: false };
        self.open.push((std::mem::take(&mut self.key), node));
        None
    }

    fn end(&mut self) -> Option<Node> {
        let (key, node) = self.open.pop()?;
        self.key = key;
        self.add(node)
    }

    fn scalar(&mut self, value: Value, bytes: usize, spot: &Spot<'_>) -> Option<Node> {
        // What the tree itself takes counts too, or a million of `0` would be nothing.
        self.held += bytes + size_of::<Node>();
        self.add(Node { place: spot.place(), value, is_cut: false })
    }

    fn add(&mut self, node: Node) -> Option<Node> {
        match self.open.last_mut().map(|(_, parent)| &mut parent.value) {
            Some(Value::Object(members)) => members.push((std::mem::take(&mut self.key), node)),
            Some(Value::Array(items)) => items.push(node),
            _ => {
                self.held = 0;
                return Some(node);
            }
        }
        None
    }
}
