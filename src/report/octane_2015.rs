//! Octane's payload as it was before November 2015: `testResult` with `tests` and `test`.

use super::raw::{CaseSink, RawSuite};
use super::tree::{Dialect, Grammar, Surroundings, Whole};
use super::{Case, Properties};
use crate::diag::Diagnostic;
use crate::model::{Context, Run};
use crate::payload;
use crate::xml::{Element, Start};

const GRAMMAR: Grammar = Grammar {
    cases: &["test"],
    others: &["releaseRef", "release", "backlogItems", "productAreas", "fields", "tags"],
    printed: &[],
    silent: &[],
    ignored: &[],
};

/// Elements and attributes, and what they are called since.
const NAMES: &[(&str, &str)] = &[
    ("test", "test_run"),
    ("releaseRef", "release_ref"),
    ("backlogItems", "backlog_items"),
    ("backlogItemRef", "backlog_item_ref"),
    ("productAreas", "product_areas"),
    ("productAreaRef", "product_area_ref"),
    ("fields", "test_fields"),
    ("field", "test_field"),
    ("tags", "environment"),
    ("tag", "taxonomy"),
    ("server", "server_id"),
    ("buildType", "job_id"),
    ("buildSid", "build_id"),
];

/// Payloads of that time.
#[derive(Debug, Default)]
pub(super) struct Octane2015 {
    context: Context,
    is_context_told: bool,
}

impl Dialect for Octane2015 {
    fn grammar(&self) -> &'static Grammar {
        &GRAMMAR
    }

    /// The build may be around the tests.
    fn suite(&mut self, start: &Start<'_>, suite: &mut RawSuite) {
        if start.name().local == "build" {
            let attributes = start.attributes();
            let attributes =
                attributes.map(|a| (today(a.name.local).to_owned(), a.value.to_owned())).collect();
            let place = Some(start.place());
            let build = Element { name: "build".to_owned(), place, attributes, ..Element::default() };
            payload::read_context(&mut self.context, &build, &suite.path, &mut Vec::new());
        }
    }

    fn whole(&mut self, whole: Whole<'_>, sink: &mut dyn CaseSink) {
        let Whole { element, surroundings, .. } = whole;
        let path = surroundings.child_path(&element.name);
        let mut faults = Vec::new();
        let modern = modern(element);
        if modern.name == "test_run" {
            self.begin(element, surroundings, sink);
            let run = Run::Test(Box::new(payload::read_test_run(&modern, &path, &mut faults)));
            sink.run(Case { run, place: element.place, path, properties: Properties::default() });
        } else {
            payload::read_context(&mut self.context, &modern, &path, &mut faults);
        }
        faults.into_iter().for_each(|fault| sink.diagnostic(fault));
    }
}

impl Octane2015 {
    /// Tells what holds for all tests, and that the dialect is old, before the first of them.
    fn begin(&mut self, element: &Element, surroundings: &Surroundings, sink: &mut dyn CaseSink) {
        if std::mem::replace(&mut self.is_context_told, true) {
            return;
        }
        let message =
            "this is the dialect of 2015, whose elements Octane has renamed since; it is read as today's";
        let mut diagnostic = Diagnostic::warning("payload-old-dialect", message);
        diagnostic.place = element.place;
        let path = surroundings.suite().map_or(String::new(), |suite| suite.path.clone());
        sink.diagnostic(diagnostic.with_path(path));
        sink.context(std::mem::take(&mut self.context));
    }
}

fn today(name: &str) -> &str {
    NAMES.iter().find(|(old, _)| *old == name).map_or(name, |&(_, new)| new)
}

fn modern(element: &Element) -> Element {
    Element {
        name: today(&element.name).to_owned(),
        children: element.children.iter().map(modern).collect(),
        ..element.clone()
    }
}
