//! Characters of elements against simple types, defaults and fixed values; what is said of a bad value.

use std::ops::Range;

use crate::diag::{Fix, Place};
use crate::limits;
use crate::xml::{End, trim};
use crate::xsd::component::{OriginId, SimpleTypeId, Tables, ValueConstraint};
use crate::xsd::datatypes::{Builtin, Namespaces, SimpleType, Violation};
use crate::xsd::suggest::{did_you_mean, nearest};

use super::fixes::{is_as_good, replacement};
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

/// A value that is to be spoken of.
pub(super) struct Written<'v> {
    pub(super) text: &'v str,
    /// What it is the value of, in words.
    pub(super) what: String,
    /// Where it is declared, should its type be built in.
    pub(super) declaration: OriginId,
    /// Where the text stands, if it can be replaced.
    pub(super) span: Option<Range<u64>>,
}

/// A finding for each rule that the text breaks.
pub(super) fn findings(
    tables: &Tables,
    id: SimpleTypeId,
    value: &Written<'_>,
    scope: &dyn Namespaces,
) -> Vec<Finding> {
    let Written { text, what, declaration, span } = value;
    let simple = tables.simple_type(id);
    let violations = simple.check(text, scope).err().unwrap_or_default();
    let origin = tables.value_origin(id, *declaration);
    let trimmed = Some(trim(text)).filter(|trimmed| trimmed != text && simple.is_valid(trimmed, scope));
    let finding = |violation: &Violation| {
        let near = trimmed.map(str::to_owned).or_else(|| near(violation, text));
        let near = near.filter(|near| simple.is_valid(near, scope));
        let help = near.as_deref().map(|near| match trimmed {
            Some(_) => "the white space around it is part of the value".to_owned(),
            None => did_you_mean(near),
        });
        let fix = span.clone().zip(near).map(|(span, near)| {
            let safe = is_as_good(text, &near);
            Fix { safe, ..replacement(span, &near) }
        });
        Finding::new(violation.code(), format!("{what} is {}, which {violation}", shown(text)))
            .found(text)
            .expected(violation.expected(limits::EXPECTED))
            .help(help)
            .fix(fix)
            .origin(origin)
    };
    violations.iter().map(finding).collect()
}

/// The value that was probably meant, where there are only so many.
fn near(violation: &Violation, text: &str) -> Option<String> {
    match violation {
        Violation::Enumeration { expected } => {
            nearest(text, expected.written.iter().map(|value| &**value)).map(str::to_owned)
        }
        Violation::Lexical { builtin: Builtin::Boolean } => {
            nearest(text, ["true", "false"].into_iter()).map(str::to_owned)
        }
        _ => None,
    }
}

/// A value for eyes: in quotes, cut where it is long.
pub(super) fn shown(text: &str) -> String {
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
        self.close_constraints(tables);
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
                self.report_fixed_element(tables, end, text, value, "cvc-elt.5.2.2.2.2");
            }
            let origin = tables.value_origin(id, declared.map_or(OriginId(0), |declared| declared.origin));
            self.note_roles(tables, (simple, origin), text, &scope, || place, None);
            self.element_field(tables, id, text, &scope);
        } else if is_defaulted {
            self.report_default(tables, end, text, id);
        } else {
            self.report_characters(tables, end, text, id);
        }
        self.text.push_str(&written);
    }

    #[cold]
    fn report_characters(&mut self, tables: &Tables, end: &End<'_>, text: &str, id: SimpleTypeId) {
        let Some(frame) = self.frames.last().filter(|_| !self.report.is_full()) else {
            self.report.count();
            return;
        };
        let place = frame.place.unwrap_or(Place::START);
        let value = Written {
            text,
            what: format!("element \"{}\"", end.name()),
            declaration: self.declaration(tables),
            span: span(frame.text_offset, text, end),
        };
        for finding in findings(tables, id, &value, &Scope::End(end)) {
            self.report(tables, finding, place);
        }
    }

    /// Clause 5.1.1: the default is of the declared type, and `xsi:type` names another one.
    #[cold]
    fn report_default(&mut self, tables: &Tables, end: &End<'_>, text: &str, id: SimpleTypeId) {
        let place = self.frames.last().and_then(|frame| frame.place).unwrap_or(Place::START);
        let type_name = tables.type_name(crate::xsd::component::TypeId::Simple(id));
        let message = format!(
            "the default {} of element \"{}\" is not a value of {type_name}",
            shown(text),
            end.name()
        );
        let origin = self.declaration(tables);
        self.report(tables, Finding::new("cvc-elt.5.1.1", message).found(text).origin(origin), place);
    }

    /// Where the type of the innermost open element is declared, or, where that is built in, the element.
    pub(super) fn type_origin(&self, tables: &Tables) -> OriginId {
        let of_type = self.frames.last().map_or(OriginId(0), |frame| tables.origin_of(frame.type_id));
        if of_type == OriginId(0) { self.declaration(tables) } else { of_type }
    }

    /// Where the innermost open element is declared.
    fn declaration(&self, tables: &Tables) -> OriginId {
        let element = self.frames.last().and_then(|frame| frame.element);
        element.map_or(OriginId(0), |element| tables.element(element).origin)
    }

    /// A fixed value of mixed content is compared character by character, and no element may stand there.
    #[cold]
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
            let finding = Finding::new("cvc-elt.5.2.2.1", message).origin(self.declaration(tables));
            self.report(tables, finding, place);
            return;
        }
        let text = self.text[frame.text..].to_owned();
        if !text.is_empty() && text != *value.text {
            self.report_fixed_element(tables, end, &text, value, "cvc-elt.5.2.2.2.1");
        }
    }

    #[cold]
    fn report_fixed_element(
        &mut self,
        tables: &Tables,
        end: &End<'_>,
        text: &str,
        constraint: &ValueConstraint,
        code: &'static str,
    ) {
        let Some(frame) = self.frames.last() else {
            return;
        };
        let fixed = &*constraint.text;
        let message =
            format!("element \"{}\" is {}, and its value is fixed to \"{fixed}\"", end.name(), shown(text));
        let place = frame.place.unwrap_or(Place::START);
        let fix = span(frame.text_offset, text, end).map(|span| replacement(span, fixed));
        let finding = Finding::new(code, message).found(text).expected(vec![fixed.to_owned()]).fix(fix);
        self.report(tables, finding.origin(self.declaration(tables)), place);
    }
}

/// Where the characters of the element stand, if they stand there as they are: without references, sections, comments.
fn span(from: u64, text: &str, end: &End<'_>) -> Option<Range<u64>> {
    let to = end.offset();
    (!text.is_empty() && to.checked_sub(from) == Some(text.len() as u64)).then_some(from..to)
}

fn frame_keeps_text(state: &State) -> bool {
    state.frames.last().is_some_and(|frame| frame.keeps_text)
}
