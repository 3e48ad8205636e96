//! Edits that settle a finding, where a machine can make them without a choice.

use std::ops::Range;

use crate::diag::{Edit, Fix};
use crate::xml::{Attribute, Start, trim};

use super::naming::{is_writable, written};

/// A fix of one edit, which guesses.
pub(super) fn fix(description: String, span: Range<u64>, text: impl Into<String>) -> Fix {
    Fix::risky(description, vec![edit(span, text)])
}

pub(super) fn edit(span: Range<u64>, text: impl Into<String>) -> Edit {
    Edit { offset: span.start, length: span.end - span.start, text: text.into() }
}

/// Takes the attribute out, and the white space before it.
pub(super) fn remove(start: &Start<'_>, attribute: &Attribute<'_>) -> Option<Fix> {
    let name = written(&attribute.name);
    Some(fix(format!("remove attribute \"{name}\""), start.attribute_span(attribute)?, ""))
}

/// Whether two names or values differ in nothing but the case of ASCII letters and white space around them: to put one
/// in the place of the other is no guess.
pub(super) fn is_as_good(found: &str, meant: &str) -> bool {
    trim(found).eq_ignore_ascii_case(trim(meant))
}

/// Calls the attribute otherwise.
pub(super) fn rename(start: &Start<'_>, attribute: &Attribute<'_>, name: &str) -> Option<Fix> {
    let span = start.attribute_name_span(attribute).filter(|_| is_writable(name))?;
    let fix = fix(format!("rename the attribute to \"{name}\""), span, name);
    Some(Fix { safe: is_as_good(attribute.name.local, name), ..fix })
}

/// Gives the attribute another value.
pub(super) fn revalue(start: &Start<'_>, attribute: &Attribute<'_>, value: &str) -> Option<Fix> {
    let fix = replacement(start.value_span(attribute)?, value);
    Some(Fix { safe: is_as_good(attribute.value, value), ..fix })
}

/// Puts the value in the place of what stands there.
pub(super) fn replacement(span: Range<u64>, value: &str) -> Fix {
    fix(format!("replace the value by \"{value}\""), span, escaped(value))
}

/// Adds an attribute after the name of the element.
pub(super) fn insert(start: &Start<'_>, name: &str, value: &str) -> Option<Fix> {
    let at = start.name_span().filter(|_| is_writable(name))?.end;
    let text = format!(" {name}=\"{}\"", escaped(value));
    Some(fix(format!("add attribute \"{name}\""), at..at, text))
}

/// The value as it can stand between quotes of either kind, and between tags.
fn escaped(value: &str) -> String {
    let mut text = value.replace('&', "&amp;");
    for (character, reference) in [
        ("<", "&lt;"),
        (">", "&gt;"),
        ("\"", "&quot;"),
        ("'", "&apos;"),
        ("\t", "&#9;"),
        ("\n", "&#10;"),
        ("\r", "&#13;"),
    ] {
        text = text.replace(character, reference);
    }
    text
}
