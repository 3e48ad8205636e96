//! What elements say, as readers need it.

use std::borrow::Cow;

use crate::xml::{Element, Start};

/// The value of an attribute, unless it is empty.
pub(in crate::report) fn given(element: &Element, name: &str) -> Option<String> {
    element.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned)
}

/// The value of an attribute of a start tag, unless it is empty.
pub(in crate::report) fn given_attribute(start: &Start<'_>, name: &str) -> Option<String> {
    start.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned)
}

/// The word of an attribute that says what became of a test; "none", which no table knows, where it is missing.
pub(in crate::report) fn word(element: &Element, name: &str) -> Cow<'static, str> {
    given(element, name).map_or(Cow::Borrowed("none"), Cow::Owned)
}

/// The text of the element, or where it has none of its own, that of its children; without the line ends and the
/// indentation that only set it apart from the tags.
pub(in crate::report) fn text(element: &Element) -> String {
    if !element.text.trim().is_empty() {
        let is_apart = element.text.starts_with(['\r', '\n']);
        let text = element.text.trim_end();
        return if is_apart { text.trim_start() } else { text }.to_owned();
    }
    let texts: Vec<String> = element.children.iter().map(text).filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}

/// The text of the first child of that name, unless it is empty.
pub(in crate::report) fn child_text(element: &Element, name: &str) -> Option<String> {
    element.child(name).map(text).filter(|text| !text.is_empty())
}
