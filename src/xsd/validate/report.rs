//! Findings: their places, their paths, their number.

use crate::diag::{Diagnostic, Fix, Place, SchemaPlace};
use crate::limits;
use crate::xsd::component::{OriginId, Tables};
use crate::xsd::order;

/// The findings of one document.
#[derive(Debug)]
pub(super) struct Report {
    diagnostics: Vec<Diagnostic>,
    most: usize,
    /// Findings past the limit.
    dropped: usize,
    /// Finding whose found text goes on in the next piece.
    open_text: Option<usize>,
    /// Whether an edit of the document can settle what is found: not where an entity stands for it.
    pub(super) offers_fixes: bool,
}

/// What a finding says, beside its place and path.
#[derive(Debug, Default)]
pub(super) struct Finding {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) found: Option<String>,
    pub(super) expected: Vec<String>,
    pub(super) help: Option<String>,
    pub(super) origin: Option<OriginId>,
    pub(super) fix: Option<Fix>,
}

impl Finding {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), ..Self::default() }
    }

    pub(super) fn found(mut self, found: &str) -> Self {
        self.found = Some(excerpt(found));
        self
    }

    pub(super) fn expected(mut self, expected: Vec<String>) -> Self {
        self.expected = expected;
        self.expected.truncate(limits::EXPECTED);
        self
    }

    pub(super) fn help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    pub(super) fn origin(mut self, origin: OriginId) -> Self {
        self.origin = Some(origin);
        self
    }

    pub(super) fn fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}

impl Report {
    pub(super) fn new(most: usize) -> Self {
        Self { diagnostics: Vec::new(), most, dropped: 0, open_text: None, offers_fixes: true }
    }

    /// Keeps the finding, where there is room: its number.
    pub(super) fn add(
        &mut self,
        tables: &Tables,
        finding: Finding,
        place: Place,
        path: String,
    ) -> Option<usize> {
        if self.is_full() {
            self.count();
            return None;
        }
        let Finding { code, message, found, expected, help, origin, fix } = finding;
        let fix = fix.filter(|_| self.offers_fixes);
        let schema_place: Option<SchemaPlace> = origin.and_then(|origin| tables.schema_place(origin));
        let diagnostic = Diagnostic::error(code, message).with_place(place).with_path(path);
        self.diagnostics.push(Diagnostic { found, expected, help, schema_place, fix, ..diagnostic });
        Some(self.diagnostics.len() - 1)
    }

    /// Whether further findings are only counted, so that nothing needs to be worked out for them.
    pub(super) fn is_full(&self) -> bool {
        self.diagnostics.len() >= self.most
    }

    /// Counts a finding that is not kept.
    #[cold]
    pub(super) fn count(&mut self) {
        self.dropped += 1;
    }

    /// The fix of a finding, where it is known only later.
    pub(super) fn set_fix(&mut self, finding: usize, fix: Fix) {
        self.diagnostics[finding].fix = Some(fix).filter(|_| self.offers_fixes);
    }

    /// Lets the last finding's found text grow by [`Report::more_text`].
    pub(super) fn open_text(&mut self) {
        self.open_text = if self.dropped == 0 { self.diagnostics.len().checked_sub(1) } else { None };
    }

    /// More of the text that the last finding is about, however it is cut into pieces.
    pub(super) fn more_text(&mut self, text: &str) {
        let Some(index) = self.open_text else {
            return;
        };
        let found = self.diagnostics[index].found.get_or_insert_default();
        let room = EXCERPT.saturating_sub(found.chars().count());
        found.extend(text.chars().take(room));
    }

    #[cold]
    pub(super) fn close_text(&mut self) {
        let Some(found) = self.open_text.take().and_then(|index| self.diagnostics[index].found.as_mut())
        else {
            return;
        };
        let length = found.trim_end().len();
        found.truncate(length);
    }

    pub(super) fn finish(mut self, failure: Option<Diagnostic>) -> Vec<Diagnostic> {
        self.close_text();
        order::sort_by_key(&mut self.diagnostics, |diagnostic| diagnostic.place.map(|place| place.offset));
        if self.dropped > 0 {
            let message = format!("{} more findings are not listed", self.dropped);
            self.diagnostics.push(Diagnostic::error("diagnostics-limit", message));
        }
        self.diagnostics.extend(failure);
        self.diagnostics
    }
}

/// Longest text that a finding shows of what it found, in code points.
const EXCERPT: usize = 200;

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}
