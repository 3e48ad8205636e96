//! Fixes that reach to the end of an element: begun where the finding is, complete where the element ends.

use crate::diag::Fix;
use crate::xml::{End, Start, Text};
use crate::xsd::component::Tables;

use super::deferred::{Blank, Rename};
use super::fixes::{edit, fix, is_as_good};
use super::frame::Inside;
use super::naming::is_writable;
use super::report::Finding;
use super::state::State;

impl State {
    /// The finding, if it was kept, asks for another name of the element that opens next.
    pub(super) fn rename_element(&mut self, finding: Option<usize>, start: &Start<'_>, name: &str) {
        let (Some(finding), Some(span), true) = (finding, start.name_span(), is_writable(name)) else {
            return;
        };
        let fix = fix(format!("rename the element to \"{name}\""), span, name);
        let fix = Fix { safe: is_as_good(start.name().local, name), ..fix };
        if start.is_empty() {
            self.report.set_fix(finding, fix);
        } else {
            self.renames.push(Rename { finding, depth: self.frames.len() + 1, fix });
        }
    }

    /// White space in an element that must be empty: it counts only if nothing else stands there.
    #[cold]
    pub(super) fn keep_blank(&mut self, text: &Text<'_>) {
        let blank = self.blank.get_or_insert_with(|| Blank { place: text.place(), length: 0 });
        blank.length += text.as_str().len() as u64;
    }

    /// At the end of the innermost open element: what was waiting for it.
    #[cold]
    pub(super) fn complete_fixes(&mut self, tables: &Tables, end: &End<'_>) {
        let depth = self.frames.len();
        while let Some(Rename { finding, mut fix, .. }) = self.renames.pop_if(|rename| rename.depth >= depth)
        {
            let at = end.offset() + 2;
            let name = fix.edits[0].text.clone();
            fix.edits.push(edit(at..at + end.name().len() as u64, name));
            self.report.set_fix(finding, fix);
        }
        if let Some(blank) = self.blank.take() {
            self.report_blank(tables, blank, end);
        }
    }

    #[cold]
    fn report_blank(&mut self, tables: &Tables, Blank { place, length }: Blank, end: &End<'_>) {
        let Some(frame) = self.frames.last().filter(|frame| !frame.has_children) else {
            return;
        };
        let (code, message) = match frame.inside {
            Inside::Nil => ("cvc-elt.3.2.1", "white space stands in an element that is nil"),
            _ => ("cvc-complex-type.2.1", "white space stands in an element that must be empty"),
        };
        let span = place.offset..place.offset + length;
        let fix = (span.end == end.offset()).then(|| fix("remove the white space".into(), span, ""));
        let fix = fix.map(|fix| Fix { safe: true, ..fix });
        let finding = Finding::new(code, message).origin(self.type_origin(tables)).fix(fix);
        self.report(tables, finding, place);
    }
}
