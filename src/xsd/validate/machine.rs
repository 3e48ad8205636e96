//! The stack machine: one frame for each open element.

use std::sync::Arc;

use crate::diag::{Diagnostic, Place};
use crate::xml::{End, Event, Handler, Start, Text, is_space};
use crate::xsd::component::Tables;

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
        state.report.offers_fixes = event.is_written();
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
        let (namespace, id) = tables.names.of(name.namespace, name.local);
        let child = self.child(tables, start, namespace, id);
        self.open(tables, start, &name, child, (namespace, id));
    }

    fn end(&mut self, tables: &Tables, end: &End<'_>) {
        self.end_text_run();
        self.check_end(tables, end);
        if !self.renames.is_empty() || self.blank.is_some() {
            self.complete_fixes(tables, end);
        }
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
                    self.keep_text(tables, text);
                }
            }
            Inside::Elements(_) | Inside::Empty | Inside::Nil => self.blank_text(tables, text),
        }
    }

    /// Keeps characters for the end of their element, as far as there is room.
    fn keep_text(&mut self, tables: &Tables, piece: &Text<'_>) {
        let text = piece.as_str();
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        if self.text.len() == frame.text {
            frame.text_offset = piece.offset();
        }
        if self.text.len() + text.len() <= self.most_text {
            self.text.push_str(text);
            return;
        }
        frame.keeps_text = false;
        let place = frame.place.unwrap_or(Place::START);
        let origin = tables.origin_of(frame.type_id);
        let message = format!("the value is longer than {} bytes, and is not checked", self.most_text);
        self.report(tables, Finding::new("xsd-limit", message).origin(origin), place);
    }

    /// Characters where only white space may stand, or nothing at all.
    fn blank_text(&mut self, tables: &Tables, text: &Text<'_>) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let inside = frame.inside;
        if self.is_refused_text || text.as_str().is_empty() {
            return;
        }
        if text.as_str().bytes().all(is_space) {
            if !matches!(inside, Inside::Elements(_)) {
                self.keep_blank(text);
            }
            return;
        }
        let (code, message) = match inside {
            Inside::Elements(_) => ("cvc-complex-type.2.3", "text stands where only elements may"),
            Inside::Nil => ("cvc-elt.3.2.1", "text stands in an element that is nil"),
            _ => ("cvc-complex-type.2.1", "text stands in an element that must be empty"),
        };
        let finding = Finding::new(code, message).origin(self.type_origin(tables));
        self.report(tables, finding, text.content_place());
        self.report.open_text();
        self.report.more_text(text.as_str().trim_start());
        self.is_refused_text = true;
        self.blank = None;
    }

    fn end_text_run(&mut self) {
        if self.is_refused_text {
            self.is_refused_text = false;
            self.report.close_text();
        }
    }
}
