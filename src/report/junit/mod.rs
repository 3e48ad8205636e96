//! JUnit XML: every `testcase`, at any depth, whatever stands around it.

mod case;

use super::fit::fit;
use super::scalar::timestamp;
use super::{Case, ReportSink};
use crate::diag::Diagnostic;
use crate::model::Run;
use crate::xml::{Collector, Element, Event, Start};

/// Elements whose text a run does not take over; they hold whole logs.
const SILENT: &[&str] = &["system-out", "system-err"];

/// Reads JUnit XML.
#[derive(Debug)]
pub(super) struct JunitReader {
    /// The open elements around test cases.
    open: Vec<Surrounding>,
    collector: Collector,
    has_told_zone: bool,
}

/// An open element: what its test cases take from it, and how many children of each name it has had.
#[derive(Debug)]
struct Surrounding {
    path: String,
    /// In milliseconds since 1970, and whether the text named its zone.
    started: Option<(i64, bool)>,
    children: Vec<(String, usize)>,
}

impl Default for JunitReader {
    fn default() -> Self {
        Self { open: Vec::new(), collector: Collector::new(SILENT), has_told_zone: false }
    }
}

impl JunitReader {
    pub(super) fn event(&mut self, event: Event<'_>, sink: &mut impl ReportSink) {
        if self.collector.is_open() {
            if let Some(element) = self.collector.event(event) {
                self.test_case(&element, sink);
            }
            return;
        }
        match event {
            Event::Start(start) if start.name().local == "testcase" => {
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
    pub(super) fn cut(&mut self, sink: &mut impl ReportSink) {
        if let Some(element) = self.collector.cut() {
            let path = self.child_path(&element.name);
            let name = element.attribute("name").unwrap_or_default();
            let message = format!("test case \"{name}\" is cut off and left out");
            let mut diagnostic = Diagnostic::error("case-cut-off", message).with_path(path);
            diagnostic.place = element.place;
            sink.dropped(diagnostic);
        }
    }

    fn enter(&mut self, start: &Start<'_>) {
        let path = self.child_path(start.name().local);
        let own = start.attribute("timestamp").and_then(timestamp);
        let inherited = self.open.last().and_then(|parent| parent.started);
        let started = own.map(|own| (own.millis, own.has_zone)).or(inherited);
        self.open.push(Surrounding { path, started, children: Vec::new() });
    }

    /// The path of the next child of that name; a child of the root or deeper has an index.
    fn child_path(&mut self, name: &str) -> String {
        let Some(parent) = self.open.last_mut() else { return format!("/{name}") };
        let count = match parent.children.iter_mut().find(|(child, _)| child == name) {
            Some((_, count)) => count,
            None => &mut parent.children.push_mut((name.to_owned(), 0)).1,
        };
        *count += 1;
        format!("{}/{name}[{count}]", parent.path)
    }

    /// Tells the case, and those that some tools nest in it.
    fn test_case(&mut self, element: &Element, sink: &mut impl ReportSink) {
        let path = self.child_path(&element.name);
        let started = self.open.last().and_then(|parent| parent.started);
        let mut reading = case::Reading { element, path: &path, suite_started: started, faults: Vec::new() };
        let mut run = reading.run();
        reading.faults.extend(fit(&mut run, element.place, &path));
        let has_guessed_zone = reading.has_guessed_zone();
        reading.faults.into_iter().for_each(|fault| sink.diagnostic(fault));
        if has_guessed_zone && !std::mem::replace(&mut self.has_told_zone, true) {
            sink.diagnostic(guessed_zone(element, &path));
        }
        sink.case(Case { run: Run::Test(Box::new(run)), place: element.place, path });
        for nested in element.children_named("testcase") {
            self.test_case(nested, sink);
        }
    }
}

fn guessed_zone(element: &Element, path: &str) -> Diagnostic {
    let message = "timestamps name no time zone and are taken for UTC";
    let mut diagnostic = Diagnostic::info("timestamp-without-zone", message).with_path(path);
    diagnostic.place = element.place;
    diagnostic
}
