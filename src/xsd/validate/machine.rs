//! The stack machine: one frame for each open element.

use std::sync::Arc;

use crate::diag::{Diagnostic, Place};
use crate::xml::{End, Event, Handler, Start, Text, is_space};
use crate::xsd::component::{NamespaceId, Tables};

use super::frame::Inside;
use super::options::Validation;
use super::report::Finding;
use super::state::{State, XSI};

/// A validation under way.
#[derive(Debug)]
pub(super) struct Machine {
    tables: Arc<Tables>,
    state: State,
}

impl Machine {
    pub(super) fn new(tables: Arc<Tables>, most: usize, most_text: usize) -> Self {
        let state = State::new(most, most_text);
        Self { tables, state }
    }

    pub(super) fn finish(mut self, failure: Option<Diagnostic>) -> Validation {
        if failure.is_none() {
            self.state.check_references(&self.tables);
        }
        let diagnostics = self.state.report.finish(failure);
        Validation { valid: diagnostics.is_empty(), diagnostics }
    }
}

impl Handler for Machine {
    fn event(&mut self, event: Event<'_>) {
        let Self { tables, state } = self;
        match event {
            Event::Start(start) => state.start(tables, &start),
            Event::End(end) => state.end(tables, &end),
            Event::Text(text) => state.text(tables, &text),
        }
    }
}

impl State {
    fn start(&mut self, tables: &Tables, start: &Start<'_>) {
        self.end_text_run();
        self.has_instance_attributes |= start.declarations().any(|(_, namespace)| namespace == XSI);
        let name = start.name();
        let namespace = tables.names.namespace(name.namespace);
        let id = if namespace == NamespaceId::UNKNOWN {
            crate::xsd::component::NameId::UNKNOWN
        } else {
            tables.names.find(namespace, name.local)
        };
        let child = self.child(tables, start, namespace, id);
        self.open(tables, start, &name, child, (namespace, id));
    }

    fn end(&mut self, tables: &Tables, end: &End<'_>) {
        self.end_text_run();
        self.check_end(tables, end);
        if let Some(frame) = self.frames.pop() {
            self.counts.truncate(frame.counts);
            self.siblings.truncate(frame.siblings);
            self.path.truncate(frame.path);
            self.text.truncate(frame.text);
        }
    }

    fn text(&mut self, tables: &Tables, text: &Text<'_>) {
        self.report.more_text(text.as_str());
        let Some(frame) = self.frames.last() else {
            return;
        };
        match frame.inside {
            Inside::Skipped => {}
            Inside::Simple(_) | Inside::Mixed(_) => {
                if frame.keeps_text {
                    self.keep_text(tables, text.as_str());
                }
            }
            Inside::Elements(_) | Inside::Empty | Inside::Nil => self.blank_text(tables, text),
        }
    }

    /// Keeps characters for the end of their element, as far as there is room.
    fn keep_text(&mut self, tables: &Tables, text: &str) {
        if self.text.len() + text.len() <= self.most_text {
            self.text.push_str(text);
            return;
        }
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        frame.keeps_text = false;
        let place = frame.place.unwrap_or(Place::START);
        let message = format!("the value is longer than {} bytes, and is not checked", self.most_text);
        self.report(tables, Finding::new("xsd-limit", message), place);
    }

    /// Characters where only white space may stand, or nothing at all.
    fn blank_text(&mut self, tables: &Tables, text: &Text<'_>) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let is_blank = text.as_str().bytes().all(is_space);
        let may_be_blank = matches!(frame.inside, Inside::Elements(_));
        if self.is_refused_text || text.as_str().is_empty() || (is_blank && may_be_blank) {
            return;
        }
        let (code, message) = match frame.inside {
            Inside::Elements(_) => ("cvc-complex-type.2.3", "text stands where only elements may"),
            Inside::Nil => ("cvc-elt.3.2.1", "text stands in an element that is nil"),
            _ => ("cvc-complex-type.2.1", "text stands in an element that must be empty"),
        };
        let place = if may_be_blank { text.content_place() } else { text.place() };
        let origin = tables.origin_of(frame.type_id);
        let shown = if may_be_blank { text.as_str().trim_start() } else { text.as_str() };
        let finding = Finding::new(code, message).origin(origin);
        self.report(tables, finding, place);
        self.report.open_text();
        self.report.more_text(shown);
        self.is_refused_text = true;
    }

    fn end_text_run(&mut self) {
        if self.is_refused_text {
            self.is_refused_text = false;
            self.report.close_text();
        }
    }
}
