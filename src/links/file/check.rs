//! A value against its shape: every fault, with its place and path.

use std::collections::HashMap;

use super::shape::{Field, Shape};
use crate::diag::{Diagnostic, Place};
use crate::json::{Node, Value};
use crate::limits;
use crate::links::pattern::{RegexForm, Written};

/// Collects the faults of one file.
pub(super) struct Check<'a> {
    places: &'a HashMap<String, Place>,
    pub(super) faults: Vec<Diagnostic>,
}

impl<'a> Check<'a> {
    pub(super) fn new(places: &'a HashMap<String, Place>) -> Self {
        Self { places, faults: Vec::new() }
    }

    /// Checks a value and what it holds.
    pub(super) fn value(&mut self, node: &Node, shape: &Shape, path: &str) {
        match (shape, &node.value) {
            (Shape::Text(least, most), Value::String(text))
                if !(*least..=*most).contains(&text.chars().count()) =>
            {
                self.wrong(node, shape, path);
            }
            (Shape::Text(..) | Shape::Glob, Value::String(_)) | (Shape::True, Value::Bool(true)) => {}
            (Shape::Id, Value::String(text) | Value::Number(text)) if text.parse::<i64>().is_ok() => {}
            (Shape::Word(words), Value::String(text)) if words.contains(&text.as_str()) => {}
            (Shape::Regex, Value::String(text)) => self.regex(node, text, path),
            (Shape::List(least, item), Value::Array(items)) if items.len() >= *least => {
                for (index, node) in items.iter().enumerate() {
                    self.value(node, item, &format!("{path}[{}]", index + 1));
                }
            }
            (Shape::Object(fields), Value::Object(members)) => self.object(node, members, fields, path),
            (Shape::Map(value), Value::Object(members)) => {
                self.repeated(members, path);
                members.iter().for_each(|(name, node)| self.value(node, value, &format!("{path}/{name}")));
            }
            (Shape::OneOf(shapes, _), _) => self.one_of(node, shapes, shape, path),
            _ => self.wrong(node, shape, path),
        }
    }

    fn object(&mut self, node: &Node, members: &[(String, Node)], fields: &[Field], path: &str) {
        self.repeated(members, path);
        for (name, node) in members {
            let path = format!("{path}/{name}");
            if let Some(field) = fields.iter().find(|field| field.name == name) {
                self.value(node, &field.shape, &path);
                continue;
            }
            let diagnostic =
                Diagnostic::error("context-unknown-field", format!("\"{name}\" is no field here"));
            let names = fields.iter().map(|field| field.name);
            self.fault(diagnostic.with_found(name).with_expected(names), node, &path);
        }
        for field in fields.iter().filter(|field| field.is_required) {
            if !members.iter().any(|(name, _)| name == field.name) {
                let message = format!("field \"{}\" is missing", field.name);
                let diagnostic = Diagnostic::error("context-missing-field", message);
                self.fault(diagnostic.with_expected([field.name]), node, path);
            }
        }
    }

    /// A name that stands twice: one of the two would be passed over.
    fn repeated(&mut self, members: &[(String, Node)], path: &str) {
        for (index, (name, node)) in members.iter().enumerate() {
            if members[..index].iter().any(|(earlier, _)| earlier == name) {
                let message = format!("\"{name}\" is given twice");
                let path = format!("{path}/{name}");
                self.fault(Diagnostic::error("context-repeated-field", message), node, &path);
            }
        }
    }

    /// Where only one alternative is of the value's kind, its faults say more than that none fits.
    fn one_of(&mut self, node: &Node, shapes: &[Shape], whole: &Shape, path: &str) {
        let like: Vec<&Shape> = shapes.iter().filter(|shape| is_like(shape, node)).collect();
        let Some((first, others)) = like.split_first() else { return self.wrong(node, whole, path) };
        let judge = |shape: &Shape| {
            let mut check = Check::new(self.places);
            check.value(node, shape, path);
            check.faults
        };
        let faults = judge(first);
        if others.is_empty() {
            self.faults.extend(faults);
        } else if !faults.is_empty() && others.iter().all(|shape| !judge(shape).is_empty()) {
            self.wrong(node, whole, path);
        }
    }

    fn regex(&mut self, node: &Node, text: &str, path: &str) {
        let written = Written::Regex(RegexForm { regex: text.to_owned() });
        if let Some(error) = written.fault() {
            let diagnostic = Diagnostic::error("context-bad-pattern", error.to_string()).with_found(text);
            self.fault(diagnostic, node, path);
        }
    }

    fn wrong(&mut self, node: &Node, shape: &Shape, path: &str) {
        let found = found(&node.value);
        let name = path.rsplit('/').next().filter(|name| !name.is_empty());
        let what = name.map_or("the file".to_owned(), |name| format!("\"{name}\""));
        let message = format!("{what} is not {}", shape.words());
        let diagnostic = Diagnostic::error("context-bad-value", message).with_found(found);
        let expected = if let Shape::Word(words) = shape { *words } else { &[] };
        self.fault(diagnostic.with_expected(expected.iter().copied()), node, path);
    }

    fn fault(&mut self, mut diagnostic: Diagnostic, node: &Node, path: &str) {
        if self.faults.len() < limits::DIAGNOSTICS {
            diagnostic.place = Some(self.places.get(path).copied().unwrap_or(node.place));
            self.faults.push(diagnostic.with_path(path));
        }
    }
}

/// Whether the value is of the kind that the shape asks, whatever it holds.
fn is_like(shape: &Shape, node: &Node) -> bool {
    match shape {
        Shape::Text(..) | Shape::Word(_) | Shape::Glob | Shape::Regex => {
            matches!(node.value, Value::String(_))
        }
        Shape::Id => matches!(node.value, Value::String(_) | Value::Number(_)),
        Shape::True => matches!(node.value, Value::Bool(_)),
        Shape::List(..) => matches!(node.value, Value::Array(_)),
        Shape::Object(_) | Shape::Map(_) => matches!(node.value, Value::Object(_)),
        Shape::OneOf(shapes, _) => shapes.iter().any(|shape| is_like(shape, node)),
    }
}

fn found(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) | Value::String(text) => text.clone(),
        Value::Array(items) => format!("a list of {}", items.len()),
        Value::Object(_) => "an object".to_owned(),
    }
}
