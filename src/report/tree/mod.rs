//! Reports that are trees of suites with test cases: what all their readers do alike.
//!
//! A [`Dialect`] says which elements it reads whole, and what they come to. Every other element is a suite for the cases
//! in it, at any depth. Memory holds the open suites and one whole element; what a test printed is not kept.

mod element;
mod surroundings;

use std::fmt;

use super::markers::Markers;
use super::raw::{CaseSink, RawSuite};
use crate::diag::Diagnostic;
use crate::xml::{Collector, Element, Event, Start};

pub(super) use element::{child_text, given, given_attribute, text, word};
pub(super) use surroundings::Surroundings;

/// What a format calls its elements. Names are local names.
#[derive(Debug)]
pub(super) struct Grammar {
    /// Elements that hold one test case, which is lost when the report is cut off in them.
    pub(super) cases: &'static [&'static str],
    /// Other elements that are read whole, because they say something about cases or suites.
    pub(super) others: &'static [&'static str],
    /// Elements within these whose text is what a test printed. It is searched for markers and not kept.
    pub(super) printed: &'static [&'static str],
    /// Elements within these whose text is not kept: they hold whole logs.
    pub(super) silent: &'static [&'static str],
    /// Elements that are left out with all that they hold.
    pub(super) ignored: &'static [&'static str],
}

/// A format of this kind.
pub(super) trait Dialect: fmt::Debug {
    fn grammar(&self) -> &'static Grammar;

    /// Fills in what the start tag of a suite says.
    fn suite(&mut self, start: &Start<'_>, suite: &mut RawSuite);

    /// Takes an element that is read whole.
    fn whole(&mut self, whole: Whole<'_>, sink: &mut dyn CaseSink);

    /// An element that is not read whole ends; `name` is its local name.
    fn leave(&mut self, _name: &str, _sink: &mut dyn CaseSink) {}

    /// The report ends, complete or not: cases that were held back are told.
    fn finish(&mut self, _sink: &mut dyn CaseSink) {}
}

/// An element that is read whole, and where it stands.
#[derive(Debug)]
pub(super) struct Whole<'a> {
    pub(super) element: &'a Element,
    pub(super) surroundings: &'a mut Surroundings,
    /// What the test in it printed.
    pub(super) output: Markers,
}

/// Reads a report by its dialect.
#[derive(Debug)]
pub(super) struct TreeReader {
    dialect: Box<dyn Dialect>,
    grammar: &'static Grammar,
    surroundings: Surroundings,
    collector: Collector,
    output: Markers,
    /// Open elements that are left out.
    ignored: usize,
}

impl TreeReader {
    pub(super) fn new(dialect: Box<dyn Dialect>) -> Self {
        let grammar = dialect.grammar();
        Self {
            dialect,
            grammar,
            surroundings: Surroundings::default(),
            collector: Collector::new(grammar.silent),
            output: Markers::default(),
            ignored: 0,
        }
    }

    pub(super) fn event(&mut self, event: Event<'_>, sink: &mut dyn CaseSink) {
        if self.is_ignored(event) {
            return;
        }
        if self.collector.is_open() {
            return self.collect(event, sink);
        }
        match event {
            Event::Start(start) if self.is_whole(start.name().local) => {
                self.collector.event(event);
            }
            Event::Start(start) => self.enter(&start),
            Event::End(end) => {
                self.surroundings.leave();
                let name = end.name();
                let local = name.split_once(':').map_or(name, |(_, local)| local);
                self.dialect.leave(local, sink);
            }
            Event::Text(_) => {}
        }
    }

    /// The report ends against its will: a test case that was begun is named, because whether it passed is not known.
    pub(super) fn cut(&mut self, sink: &mut dyn CaseSink) {
        let cut = self.collector.cut().filter(|element| self.grammar.cases.contains(&element.name.as_str()));
        if let Some(element) = cut {
            let path = self.surroundings.child_path(&element.name);
            let name = ["name", "testName"].into_iter().find_map(|name| element.attribute(name));
            let message = format!("test case \"{}\" is cut off and left out", name.unwrap_or_default());
            let mut diagnostic = Diagnostic::error("case-cut-off", message).with_path(path);
            diagnostic.place = element.place;
            sink.dropped(diagnostic);
        }
        self.dialect.finish(sink);
    }

    /// The report is complete.
    pub(super) fn finish(&mut self, sink: &mut dyn CaseSink) {
        self.dialect.finish(sink);
    }

    fn is_whole(&self, name: &str) -> bool {
        self.grammar.cases.contains(&name) || self.grammar.others.contains(&name)
    }

    fn is_ignored(&mut self, event: Event<'_>) -> bool {
        let was_ignored = self.ignored > 0;
        match event {
            Event::Start(start) if was_ignored || self.grammar.ignored.contains(&start.name().local) => {
                self.ignored += 1;
                true
            }
            Event::End(_) if was_ignored => {
                self.ignored -= 1;
                true
            }
            _ => was_ignored,
        }
    }

    fn collect(&mut self, event: Event<'_>, sink: &mut dyn CaseSink) {
        if let Event::Text(text) = event
            && self.collector.innermost().is_some_and(|name| self.grammar.printed.contains(&name))
        {
            self.output.push(text.as_str());
        }
        if let Some(element) = self.collector.event(event) {
            let output = std::mem::take(&mut self.output);
            let surroundings = &mut self.surroundings;
            self.dialect.whole(Whole { element: &element, surroundings, output }, sink);
            self.collector.take_back(element);
        }
    }

    fn enter(&mut self, start: &Start<'_>) {
        let mut suite = self.surroundings.new_suite(start.name().local);
        self.dialect.suite(start, &mut suite);
        self.surroundings.enter(suite);
    }
}
