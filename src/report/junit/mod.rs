//! JUnit XML: every `testcase`, at any depth, whatever stands around it.

mod case;

use std::sync::Arc;

use super::markers::Markers;
use super::raw::{CaseSink, RawDuration, RawInstant, RawSuite, Unit};
use crate::diag::Diagnostic;
use crate::xml::{Collector, Element, Event, Start};

/// Elements whose text a run does not take over; they hold whole logs.
const SILENT: &[&str] = &["system-out", "system-err"];

/// Elements that are read whole.
const COLLECTED: [&str; 2] = ["testcase", "properties"];

/// Reads JUnit XML.
#[derive(Debug)]
pub(super) struct JunitReader {
    /// The open elements around test cases.
    open: Vec<Surrounding>,
    collector: Collector,
    /// What the open test case printed.
    output: Markers,
}

/// An open element: the suite that it is for its test cases, and how many children of each name it has had.
#[derive(Debug)]
struct Surrounding {
    suite: Arc<RawSuite>,
    children: Vec<(String, usize)>,
}

impl Default for JunitReader {
    fn default() -> Self {
        Self { open: Vec::new(), collector: Collector::new(SILENT), output: Markers::default() }
    }
}

impl JunitReader {
    pub(super) fn event(&mut self, event: Event<'_>, sink: &mut impl CaseSink) {
        if self.collector.is_open() {
            return self.collect(event, sink);
        }
        match event {
            Event::Start(start) if COLLECTED.contains(&start.name().local) => {
                self.collector.event(event);
            }
            Event::Start(start) => self.enter(&start),
            Event::End(_) => {
                self.open.pop();
            }
            Event::Text(_) => {}
        }
    }

    /// The report ends inside a test case: whether it passed is not known.
    pub(super) fn cut(&mut self, sink: &mut impl CaseSink) {
        if let Some(element) = self.collector.cut().filter(|element| element.name == "testcase") {
            let path = self.child_path(&element.name);
            let name = element.attribute("name").unwrap_or_default();
            let message = format!("test case \"{name}\" is cut off and left out");
            let mut diagnostic = Diagnostic::error("case-cut-off", message).with_path(path);
            diagnostic.place = element.place;
            sink.dropped(diagnostic);
        }
    }

    fn collect(&mut self, event: Event<'_>, sink: &mut impl CaseSink) {
        if let Event::Text(text) = event
            && self.collector.innermost() == Some("system-out")
        {
            self.output.push(text.as_str());
        }
        let Some(element) = self.collector.event(event) else { return };
        if element.name == "testcase" {
            let output = std::mem::take(&mut self.output);
            self.test_case(&element, output, sink);
        } else {
            self.add_properties(&element);
        }
    }

    fn enter(&mut self, start: &Start<'_>) {
        let path = self.child_path(start.name().local);
        let given = |name: &str| start.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned);
        let suite = RawSuite {
            path,
            parent: self.open.last().map(|parent| Arc::clone(&parent.suite)),
            name: given("name").unwrap_or_default(),
            package: given("package"),
            file: given("file"),
            started: given("timestamp").map(|text| RawInstant::new(text, "@timestamp")),
            duration: given("time").map(|text| RawDuration::new(text, Unit::Seconds, "@time")),
            properties: Vec::new(),
        };
        self.open.push(Surrounding { suite: Arc::new(suite), children: Vec::new() });
    }

    /// The properties of the innermost open suite; its later cases have them.
    fn add_properties(&mut self, list: &Element) {
        if let Some(parent) = self.open.last_mut() {
            Arc::make_mut(&mut parent.suite).properties.extend(case::properties(list));
        }
    }

    /// The path of the next child of that name; a child of the root or deeper has an index.
    fn child_path(&mut self, name: &str) -> String {
        let Some(parent) = self.open.last_mut() else { return format!("/{name}") };
        let count = match parent.children.iter_mut().find(|(child, _)| child == name) {
            Some((_, count)) => count,
            None => &mut parent.children.push_mut((name.to_owned(), 0)).1,
        };
        *count += 1;
        format!("{}/{name}[{count}]", parent.suite.path)
    }

    /// Tells the case, and those that some tools nest in it.
    fn test_case(&mut self, element: &Element, output: Markers, sink: &mut impl CaseSink) {
        let path = self.child_path(&element.name);
        let suite = self.open.last().map(|parent| Arc::clone(&parent.suite));
        sink.case(case::raw_case(element, path, suite, output));
        for nested in element.children_named("testcase") {
            self.test_case(nested, Markers::default(), sink);
        }
    }
}
