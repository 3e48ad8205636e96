//! A payload's text, element by element: what the rules say of it, and what is mended in it.

use std::ops::Range;

use super::children::{Child, Kind, Mend, insertion, rename};
use super::judge::{Judge, Judgement, Remedy};
use super::names::{Name, Severities};
use super::{attributes, order, spans, wrappers};
use crate::decode::Decoded;
use crate::diag::{Diagnostic, Fix, Place};
use crate::model::Context;
use crate::payload;
use crate::xml::{Collector, Element, End, Event, Handler, ReaderOptions, Start, TextDocument, XmlError};
use crate::xsd::Schema;

/// What was found in one document.
pub(super) struct Scan<'a> {
    text: &'a str,
    schema: &'a Schema,
    severities: &'a Severities,
    collector: Collector,
    open: Vec<Open>,
    children: Vec<Child>,
    judge: Option<Judge>,
    test_runs: usize,
    gherkin_runs: usize,
    pub(super) findings: Vec<Diagnostic>,
    pub(super) mends: Vec<Mend>,
    /// Children of reports and runs, by where they begin.
    pub(super) spans: Vec<(u64, Range<usize>)>,
}

/// An element that is not gathered: the root, or what wraps the runs.
struct Open {
    name: String,
    place: Place,
}

/// Names of 2015 for the elements that are followed.
const OLD_NAMES: [(&str, &str); 3] =
    [("testResult", "test_result"), ("tests", "test_runs"), ("test", "test_run")];

impl<'a> Scan<'a> {
    /// Scans a document; where it is not well-formed, what stands before that.
    pub(super) fn of(text: &'a str, schema: &'a Schema, severities: &'a Severities) -> Self {
        let mut scan = Self {
            text,
            schema,
            severities,
            collector: Collector::default(),
            open: Vec::new(),
            children: Vec::new(),
            judge: None,
            test_runs: 0,
            gherkin_runs: 0,
            findings: Vec::new(),
            mends: Vec::new(),
            spans: Vec::new(),
        };
        // A fault of the XML is for the schema's engine to tell.
        let _: Result<(), XmlError> = scan.read();
        scan
    }

    fn read(&mut self) -> Result<(), XmlError> {
        let mut document = TextDocument::new(ReaderOptions::default());
        document.push(Decoded { text: self.text, fault: None, first_malformed: None }, self)?;
        document.finish(self)
    }

    fn start(&mut self, start: &Start<'_>) {
        let name = start.name().local;
        let is_wrapper = matches!(name, "test_runs" | "tests");
        if self.open.is_empty() || (self.open.len() == 1 && is_wrapper) {
            if is_wrapper {
                self.begin_runs();
            }
            self.open.push(Open { name: name.to_owned(), place: start.place() });
        } else {
            self.collector.event(Event::Start(*start));
        }
    }

    fn end(&mut self, end: &End<'_>) {
        let Some(Open { name, place }) = self.open.pop() else { return };
        let element = Element { name, place: Some(place), end: end.offset(), ..Element::default() };
        self.old_name(&element);
        if self.open.is_empty() {
            self.finish(&element);
        } else {
            self.children.extend(Child::new(self.text, element));
        }
    }

    fn element(&mut self, element: Element) {
        if self.open.len() == 1 {
            self.children.extend(Child::new(self.text, element));
        } else {
            self.run(&element);
        }
    }

    /// The report's own links stand before the runs: the judge knows them first.
    fn begin_runs(&mut self) {
        let mut context = Context::default();
        for child in &self.children {
            payload::read_context(&mut context, &child.element, "", &mut Vec::new());
        }
        let judge = Judge::new(context);
        let said = judge.context();
        self.judge = Some(judge);
        let place = self.children.first().and_then(|child| child.element.place);
        said.into_iter().for_each(|judgement| self.tell(judgement, place, "/test_result", None));
    }

    fn run(&mut self, element: &Element) {
        self.old_name(element);
        let children: Vec<Child> =
            element.children.iter().filter_map(|child| Child::new(self.text, child.clone())).collect();
        let path = self.path(&element.name);
        self.container(Kind::Run, &children, &path);
        self.mends.extend(attributes::move_url(self.text, self.schema, element));
        let Some(run) = payload::read_run(element, &path, &mut Vec::new()) else { return };
        let said = self.judge.as_mut().map_or_else(Vec::new, |judge| judge.run(&run));
        for judgement in said {
            let fix = judgement.remedy.as_ref().and_then(|remedy| match remedy {
                Remedy::Milliseconds => attributes::in_milliseconds(self.text, &run, element),
                Remedy::RunName(name) => attributes::name_run(self.text, element, name),
            });
            self.tell(judgement, element.place, &path, fix);
        }
    }

    fn path(&mut self, name: &str) -> String {
        let count = if name == "gherkin_test_run" { &mut self.gherkin_runs } else { &mut self.test_runs };
        *count += 1;
        let wrapper = self.open.last().map_or("test_runs", |open| open.name.as_str());
        format!("/test_result/{wrapper}/{name}[{count}]")
    }

    /// What is done about the children of a report or a run.
    fn container(&mut self, kind: Kind, children: &[Child], path: &str) {
        self.spans.extend(children.iter().map(|child| (child.offset(), child.span.clone())));
        let undeclared = wrappers::undeclared(self.text, children);
        if undeclared.is_empty() {
            self.mends.extend(order::mend(self.text, kind, children));
        }
        for wrappers::Undeclared { message, child, mend } in undeclared {
            let child = &children[child];
            if let Some(mut finding) = self.severities.finding(Name::UndeclaredElement, message) {
                finding.place = child.element.place;
                finding.fix = mend.as_ref().map(|mend| mend.fix.clone());
                self.findings
                    .push(finding.with_path(format!("{path}/{}", child.name)).with_found(&child.name));
            }
            self.mends.extend(mend);
        }
    }

    fn finish(&mut self, root: &Element) {
        let children = std::mem::take(&mut self.children);
        if !children.iter().any(|child| matches!(child.name.as_str(), "test_runs" | "tests")) {
            self.add_runs(root);
        }
        self.container(Kind::Report, &children, "/test_result");
        let said = self.judge.take().map_or_else(Vec::new, Judge::finish);
        said.into_iter().for_each(|judgement| self.tell(judgement, root.place, "/test_result", None));
    }

    /// A payload without `test_runs`, which may be empty but not missing.
    fn add_runs(&mut self, root: &Element) {
        let Some((start, end)) = spans::ends(root) else { return };
        if !spans::is_empty_tag(self.text, start, end) {
            let fix = Fix::safe("add an empty \"test_runs\"", vec![insertion(end, "<test_runs/>")]);
            self.mends.push(Mend { anchors: vec![end as u64], fix });
        }
    }

    /// A name of 2015: explained, and put right.
    fn old_name(&mut self, element: &Element) {
        let Some(&(old, new)) = OLD_NAMES.iter().find(|(old, _)| *old == element.name) else { return };
        let (Some(place), Some((start, end))) = (element.place, spans::ends(element)) else { return };
        let edits = rename(self.text, start, end, (old, new));
        let fix = Fix::safe(format!("rename the element to \"{new}\""), edits);
        let message = format!(
            "element \"{old}\" is called \"{new}\" since 2015; the documentation still says \"{old}\""
        );
        if let Some(finding) = self.severities.finding(Name::UndeclaredElement, message) {
            let finding = finding.with_place(place).with_path(format!("/{old}")).with_found(old);
            self.findings.push(finding.with_expected([new]).with_fix(fix.clone()));
        }
        self.mends.push(Mend { anchors: vec![place.offset], fix });
    }

    fn tell(&mut self, judgement: Judgement, place: Option<Place>, path: &str, fix: Option<Fix>) {
        let Judgement { name, message, .. } = judgement;
        let Some(mut finding) = self.severities.finding(name, message) else { return };
        finding.place = place;
        finding.fix = fix;
        self.findings.push(finding.with_path(path));
    }
}

impl Handler for Scan<'_> {
    fn event(&mut self, event: Event<'_>) {
        if self.collector.is_open() {
            if let Some(element) = self.collector.event(event) {
                self.element(element);
            }
            return;
        }
        match event {
            Event::Start(start) => self.start(&start),
            Event::End(end) => self.end(&end),
            Event::Text(_) => {}
        }
    }
}
