//! A payload as the model: the context first, then run by run, in constant memory.
//!
//! Reading is lenient where validation is strict: what can be understood is read, and each thing that the schema would
//! refuse has a diagnostic.

use super::fields::Fields;
use super::read_gherkin::gherkin_run;
use super::read_links::{LinkPlaces, link_kind, read_link};
use super::read_run::test_run;
use crate::decode::DecodeOptions;
use crate::diag::{Diagnostic, Place};
use crate::model::{Build, Context, Run};
use crate::xml::{Collector, Document, Element, Event, Handler, ReaderOptions, XmlError};

/// What the documentation still calls `test_runs`; its children are `test`.
const OLD_WRAPPER: &str = "tests";

/// Takes what a payload holds, in its order.
pub trait PayloadSink {
    /// What stands before the runs; told once, before the first run.
    fn context(&mut self, context: Context);
    /// Where its links stand; told before the context. Most do not care.
    fn places(&mut self, _: LinkPlaces) {}
    /// The next run, and the place of its tag.
    fn run(&mut self, run: Run, place: Option<Place>);
    /// A run that cannot be read at all, and why.
    fn unreadable(&mut self, diagnostic: Diagnostic);
    /// Something that is not as it should be.
    fn diagnostic(&mut self, diagnostic: Diagnostic);
}

/// Reads `test_result` documents.
#[derive(Debug, Default)]
pub struct PayloadReader {
    depth: usize,
    collector: Collector,
    context: Context,
    places: LinkPlaces,
    is_context_told: bool,
    /// Whether the runs stand in `tests`.
    is_old: bool,
    test_runs: usize,
    gherkin_runs: usize,
}

/// A payload reader together with its sink, as a handler of events.
struct Reading<'a, S> {
    reader: PayloadReader,
    sink: &'a mut S,
}

/// Reads a whole payload.
///
/// # Errors
///
/// The document is not well-formed; what stands before the fault has been told.
pub fn read(bytes: &[u8], sink: &mut impl PayloadSink) -> Result<(), XmlError> {
    let mut document = Document::new(DecodeOptions::default(), ReaderOptions::default());
    let mut reading = Reading { reader: PayloadReader::default(), sink };
    document.push(bytes, &mut reading)?;
    document.finish(&mut reading)
}

impl PayloadReader {
    /// The next event of the document.
    pub fn event(&mut self, event: Event<'_>, sink: &mut impl PayloadSink) {
        if self.collector.is_open() {
            if let Some(element) = self.collector.event(event) {
                self.element(&element, sink);
                self.collector.take_back(element);
            }
            return;
        }
        match event {
            Event::Start(start) => {
                let name = start.name().local;
                let is_old = self.depth == 1 && name == OLD_WRAPPER;
                if self.depth == 0 || (self.depth == 1 && name == "test_runs") || is_old {
                    self.enter(sink);
                    self.is_old |= is_old;
                    if is_old {
                        sink.diagnostic(old_wrapper(start.place()));
                    }
                } else {
                    self.collector.event(event);
                }
            }
            Event::End(_) => self.depth -= 1,
            Event::Text(_) => {}
        }
    }

    /// The run that was begun, when the document ends inside it.
    pub fn cut(&mut self) -> Option<Element> {
        self.collector.cut().filter(|_| self.depth == 2)
    }

    fn enter(&mut self, sink: &mut impl PayloadSink) {
        self.depth += 1;
        if self.depth == 2 && !self.is_context_told {
            self.is_context_told = true;
            sink.places(std::mem::take(&mut self.places));
            sink.context(std::mem::take(&mut self.context));
        }
    }

    fn element(&mut self, element: &Element, sink: &mut impl PayloadSink) {
        let mut faults = Vec::new();
        if self.depth == 1 {
            let mut fields = Fields::new(element, format!("/test_result/{}", element.name), &mut faults);
            self.context_element(&mut fields);
        } else {
            match self.run(element, &mut faults) {
                Ok(run) => sink.run(run, element.place),
                Err(diagnostic) => sink.unreadable(*diagnostic),
            }
        }
        faults.into_iter().for_each(|fault| sink.diagnostic(fault));
    }

    fn context_element(&mut self, fields: &mut Fields<'_>) {
        if fields.element.name == "build" {
            self.context.build = Some(build(fields));
        } else if let Some(kind) = link_kind(&fields.element.name) {
            self.places[kind as usize] = fields.element.place;
            read_link(&mut self.context.links, fields);
        } else {
            let name = &fields.element.name;
            let message = format!("element \"{name}\" is not known in \"test_result\" and is left out");
            fields
                .faults
                .push(Diagnostic::warning("payload-unknown-element", message).with_path(fields.path.clone()));
        }
    }

    fn run(&mut self, element: &Element, faults: &mut Vec<Diagnostic>) -> Result<Run, Box<Diagnostic>> {
        let wrapper = if self.is_old { OLD_WRAPPER } else { "test_runs" };
        let path = |count: usize| format!("/test_result/{wrapper}/{}[{count}]", element.name);
        match element.name.as_str() {
            name if name == "test_run" || (self.is_old && name == "test") => {
                self.test_runs += 1;
                Ok(Run::Test(Box::new(test_run(&mut Fields::new(element, path(self.test_runs), faults)))))
            }
            "gherkin_test_run" => {
                self.gherkin_runs += 1;
                Ok(Run::Gherkin(Box::new(gherkin_run(&mut Fields::new(
                    element,
                    path(self.gherkin_runs),
                    faults,
                )))))
            }
            name => {
                let message = format!("element \"{name}\" is no test run and is left out");
                let mut fault = Diagnostic::error("payload-unknown-run", message).with_path(path(1));
                fault.place = element.place;
                Err(Box::new(fault.with_expected(["test_run", "gherkin_test_run"])))
            }
        }
    }
}

impl<S: PayloadSink> Handler for Reading<'_, S> {
    fn event(&mut self, event: Event<'_>) {
        self.reader.event(event, self.sink);
    }
}

fn old_wrapper(place: Place) -> Diagnostic {
    let message = "element \"tests\" is called \"test_runs\" since 2015, and is read as such";
    let diagnostic = Diagnostic::warning("payload-old-dialect", message).with_place(place);
    diagnostic.with_path(format!("/test_result/{OLD_WRAPPER}")).with_expected(["test_runs"])
}

pub(super) fn build(fields: &mut Fields<'_>) -> Build {
    Build {
        server_id: fields.required("server_id"),
        job_id: fields.required("job_id"),
        job_name: fields.optional("job_name"),
        build_id: fields.required("build_id"),
        build_name: fields.optional("build_name"),
        sub_type: fields.optional("sub_type"),
        artifact_id: fields.optional("artifact_id"),
    }
}
