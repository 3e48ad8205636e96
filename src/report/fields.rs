//! What formats without XML have in common: fields read into the seam's own shapes.

use std::borrow::Cow;

use super::raw::{RawDuration, RawFailure, RawInstant, Unit};
use crate::diag::Diagnostic;
use crate::json::Node;

/// What joins the titles of suites within each other.
pub(super) const WITHIN: &str = " > ";

/// A text that is given and not empty.
pub(super) fn given(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// The titles of suites within each other, from the outside in; nothing where none has one.
pub(super) fn within<'a>(titles: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let titles: Vec<&str> = titles.into_iter().filter(|title| !title.trim().is_empty()).collect();
    (!titles.is_empty()).then(|| titles.join(WITHIN))
}

/// What a test file is known by: its path as it stands, with slashes, where it is relative; its own name where it is
/// absolute, because where a project lies on a machine must not make another test of it.
pub(super) fn file_name(path: &str) -> Option<String> {
    let path = path.trim().trim_start_matches("file://").replace('\\', "/");
    let is_absolute = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
    let name = if is_absolute { path.rsplit('/').next().unwrap_or_default() } else { path.as_str() };
    given(Some(name.trim_start_matches("./")))
}

/// A duration that is a member, in that unit; nothing where it is absent or `null`.
pub(super) fn duration(node: &Node, key: &'static str, unit: Unit) -> Option<RawDuration> {
    node.scalar(key).map(|text| RawDuration::new(text, unit, key))
}

/// A point in time that is a member: a timestamp in words, or milliseconds.
pub(super) fn instant(node: &Node, key: &'static str) -> Option<RawInstant> {
    node.scalar(key).map(|text| RawInstant::new(text, key))
}

/// An error as JavaScript writes it: `AssertionError: expected 1 to be 2`, and the stack below.
pub(super) fn failure(text: &str, stack: Option<&str>) -> RawFailure {
    let text = text.trim();
    let (kind, message) = kind_and_message(text.lines().next().unwrap_or_default());
    RawFailure { kind, message: given(Some(message)), stack: whole(text, stack.map_or("", str::trim)) }
}

/// The class of the exception, where the text begins with one, and what stands behind it.
pub(super) fn kind_and_message(text: &str) -> (Option<String>, &str) {
    match text.split_once(": ") {
        Some((kind, message)) if is_kind(kind) => (Some(kind.to_owned()), message),
        _ => (None, text),
    }
}

/// The text and the stack; the stack alone, where it holds the text.
fn whole(text: &str, stack: &str) -> String {
    match (stack.contains(text), stack.is_empty()) {
        (true, _) => stack.to_owned(),
        (false, true) => text.to_owned(),
        (false, false) => format!("{text}\n{stack}"),
    }
}

/// Whether that may be the class of an exception, and not a word of the message.
fn is_kind(text: &str) -> bool {
    let is_name = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | ':'));
    is_name && text.chars().any(char::is_uppercase)
}

/// A reason in one sentence.
pub(super) fn reason(text: Option<&str>) -> Vec<RawFailure> {
    let message = given(text);
    message
        .map(|message| RawFailure { message: Some(message), ..RawFailure::default() })
        .into_iter()
        .collect()
}

/// A status word that is a member; none where the report says none.
pub(super) fn word(node: &Node, key: &str) -> Vec<Cow<'static, str>> {
    node.text(key).map(|word| Cow::Owned(word.to_owned())).into_iter().collect()
}

/// Says that a case was begun and is not complete.
pub(super) fn cut_off(node: &Node, path: &str, name: &str) -> Diagnostic {
    let message = format!("test case \"{name}\" is cut off and left out");
    Diagnostic::error("case-cut-off", message).with_place(node.place).with_path(path)
}
