//! Characters of elements against simple types, defaults and fixed values; what is said of a bad value.

use crate::diag::Place;
use crate::xml::End;
use crate::xsd::component::{OriginId, SimpleTypeId, Tables};
use crate::xsd::datatypes::{Namespaces, SimpleType};
use crate::xsd::suggest::suggest;

use super::frame::Inside;
use super::report::Finding;
use super::state::{Scope, State};

/// Whether the two texts are the same value of the type.
pub(super) fn is_same(simple: &SimpleType, a: &str, b: &str, scope: &dyn Namespaces) -> bool {
    a == b
        || match (simple.value(a, scope), simple.value(b, scope)) {
            (Ok(a), Ok(b)) => a == b,
            _ => false,
        }
}

/// A finding for each rule that the text breaks.
pub(super) fn findings(
    tables: &Tables,
    id: SimpleTypeId,
    text: &str,
    scope: &dyn Namespaces,
    what: &str,
    declaration: OriginId,
) -> Vec<Finding> {
    let violations = tables.simple_type(id).check(text, scope).err().unwrap_or_default();
    let own = tables.simple_types[id.index()].origin;
    let origin = if own == OriginId(0) { declaration } else { own };
    let finding = |violation: &crate::xsd::datatypes::Violation| {
        let message = format!("{what} is {}, which {violation}", shown(text));
        let expected = violation.expected();
        let help = match violation.code() {
            "cvc-enumeration-valid" => suggest(text, expected.iter().map(String::as_str)),
            _ => None,
        };
        Finding::new(violation.code(), message).found(text).expected(expected).help(help).origin(origin)
    };
    violations.iter().map(finding).collect()
}

/// A value for eyes: in quotes, cut where it is long.
fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        None => format!("\"{text}\""),
        Some((end, _)) => format!("\"{}…\"", &text[..end]),
    }
}

impl State {
    /// What can be said of the innermost open element at its end.
    pub(super) fn check_end(&mut self, tables: &Tables, end: &End<'_>) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        match frame.inside {
            Inside::Elements(_) | Inside::Mixed(_) => {
                self.check_complete(tables, end);
                if frame_keeps_text(self) {
                    self.check_mixed_value(tables, end);
                }
            }
            Inside::Simple(id) if !frame.has_children => self.check_characters(tables, end, id),
            _ => {}
        }
        self.close_constraints(tables, end);
    }

    /// The element's characters as a value; those of its default where there are none.
    fn check_characters(&mut self, tables: &Tables, end: &End<'_>, id: SimpleTypeId) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        if !frame.keeps_text {
            return;
        }
        let (element, place) = (frame.element, frame.place.unwrap_or(Place::START));
        let declared = element.map(|element| tables.element(element));
        let constraint = declared.and_then(|declared| declared.value.as_ref());
        let written = self.text.split_off(frame.text);
        let is_defaulted = written.is_empty() && constraint.is_some();
        let text = if is_defaulted { constraint.map_or("", |value| &value.text) } else { written.as_str() };
        let scope = Scope::End(end);
        let simple = tables.simple_type(id);
        if simple.is_valid(text, &scope) {
            if let Some(value) = constraint.filter(|value| value.fixed && !is_defaulted)
                && !is_same(simple, text, &value.text, &scope)
            {
                self.report_fixed_element(tables, end, text, &value.text, "cvc-elt.5.2.2.2.2", place);
            }
            self.note_roles(tables, simple, text, &scope, || place, None);
            self.element_field(tables, id, text, &scope);
        } else {
            let origin = declared.map_or(OriginId(0), |declared| declared.origin);
            let what = format!("element \"{}\"", end.name());
            for finding in findings(tables, id, text, &scope, &what, origin) {
                self.report(tables, finding, place);
            }
        }
        self.text.push_str(&written);
    }

    /// A fixed value of mixed content is compared character by character, and no element may stand there.
    fn check_mixed_value(&mut self, tables: &Tables, end: &End<'_>) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let place = frame.place.unwrap_or(Place::START);
        let value = frame.element.and_then(|element| tables.element(element).value.as_ref());
        let Some(value) = value.filter(|value| value.fixed) else {
            return;
        };
        if frame.has_children {
            let message =
                format!("element \"{}\" has a fixed value, so no element may stand in it", end.name());
            self.report(tables, Finding::new("cvc-elt.5.2.2.1", message), place);
            return;
        }
        let text = self.text[frame.text..].to_owned();
        if !text.is_empty() && text != *value.text {
            self.report_fixed_element(tables, end, &text, &value.text, "cvc-elt.5.2.2.2.1", place);
        }
    }

    fn report_fixed_element(
        &mut self,
        tables: &Tables,
        end: &End<'_>,
        text: &str,
        fixed: &str,
        code: &'static str,
        place: Place,
    ) {
        let message =
            format!("element \"{}\" is {}, and its value is fixed to \"{fixed}\"", end.name(), shown(text));
        let finding = Finding::new(code, message).found(text).expected(vec![fixed.to_owned()]);
        self.report(tables, finding, place);
    }
}

fn frame_keeps_text(state: &State) -> bool {
    state.frames.last().is_some_and(|frame| frame.keeps_text)
}
