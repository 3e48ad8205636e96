//! Octane payloads as reports: sent again with other links, settled conflicts, or mended.

use super::raw::CaseSink;
use super::{Case, Properties};
use crate::diag::{Diagnostic, Place};
use crate::model::{Context, Run};
use crate::payload::{LinkPlaces, PayloadReader, PayloadSink};
use crate::xml::Event;

#[derive(Debug, Default)]
pub(super) struct OctaneReader {
    payload: PayloadReader,
    runs: usize,
}

/// Tells a report's sink what a payload's is told.
struct Forward<'a, S> {
    sink: &'a mut S,
    runs: &'a mut usize,
}

impl OctaneReader {
    pub(super) fn event(&mut self, event: Event<'_>, sink: &mut impl CaseSink) {
        let Self { payload, runs } = self;
        payload.event(event, &mut Forward { sink, runs });
    }

    pub(super) fn cut(&mut self, sink: &mut impl CaseSink) {
        if let Some(element) = self.payload.cut() {
            let message = format!("element \"{}\" is cut off and left out", element.name);
            let mut diagnostic = Diagnostic::error("case-cut-off", message);
            diagnostic.place = element.place;
            sink.dropped(diagnostic.with_found(element.attribute("name").unwrap_or_default()));
        }
    }
}

impl<S: CaseSink> PayloadSink for Forward<'_, S> {
    fn context(&mut self, context: Context) {
        self.sink.context(context);
    }

    fn places(&mut self, places: LinkPlaces) {
        self.sink.places(places);
    }

    fn run(&mut self, run: Run, place: Option<Place>) {
        *self.runs += 1;
        let path = format!("/test_result/test_runs/*[{}]", self.runs);
        self.sink.run(Case { run, place, path, properties: Properties::default() });
    }

    fn unreadable(&mut self, diagnostic: Diagnostic) {
        self.sink.dropped(diagnostic);
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.sink.diagnostic(diagnostic);
    }
}
