//! Elements that the documentation names and the schema does not have, and items that stand without their wrapper.

use super::children::{Child, Mend, edit, insertion, rename};
use super::spans;
use crate::diag::{Diagnostic, Edit, Fix};

/// Items and the wrappers that the schema wants them in.
const WRAPPERS: [(&str, &str); 4] = [
    ("backlog_item_ref", "backlog_items"),
    ("product_area_ref", "product_areas"),
    ("test_field", "test_fields"),
    ("taxonomy", "environment"),
];

/// What the documentation calls elements by names that the schema does not know.
const OTHER_NAMES: [(&str, &str); 2] = [("test_field_ref", "test_field"), ("taxonomy_ref", "taxonomy")];

/// A finding about an element that the schema does not declare where it stands, with its fix.
pub(super) struct Undeclared {
    pub(super) message: String,
    pub(super) child: usize,
    pub(super) mend: Option<Mend>,
}

/// Elements of the documentation among the children, at any depth.
pub(super) fn undeclared(text: &str, children: &[Child]) -> Vec<Undeclared> {
    let renamed = children.iter().enumerate().flat_map(|(index, child)| other_names(text, index, child));
    let bare = WRAPPERS.iter().filter_map(|names| bare(text, children, *names));
    renamed.chain(bare).collect()
}

/// `test_field_ref` and `taxonomy_ref`, as children or in wrappers.
fn other_names(text: &str, index: usize, child: &Child) -> Vec<Undeclared> {
    let all = std::iter::once(&child.element).chain(&child.element.children);
    let is_other = |name: &str| OTHER_NAMES.iter().find(|(other, _)| *other == name).copied();
    let found = all.filter_map(|element| Some((element, is_other(&element.name)?)));
    let one = |(element, names): (&crate::xml::Element, (&'static str, &'static str))| {
        let (old, new) = names;
        let (start, end) = spans::ends(element)?;
        let is_whole = element.attribute("type").is_some() && element.attribute("value").is_some();
        let mend = is_whole.then(|| {
            let fix = Fix::safe(format!("rename the element to \"{new}\""), rename(text, start, end, names));
            Mend { anchors: vec![start as u64], fix }
        });
        let message =
            format!("the documentation names element \"{old}\", and the schema has it as \"{new}\"");
        Some(Undeclared { message, child: index, mend })
    };
    found.filter_map(one).collect()
}

/// Items that stand beside their wrapper instead of in it: one fix for all of a name.
fn bare(text: &str, children: &[Child], (item, wrapper): (&str, &str)) -> Option<Undeclared> {
    let items: Vec<&Child> = children.iter().filter(|child| child.name == item).collect();
    let index = children.iter().position(|child| child.name == item)?;
    let edits = match children.iter().find(|child| child.name == wrapper) {
        Some(wrapper) => into_wrapper(text, &items, wrapper)?,
        None => wrapped(text, &items, wrapper)?,
    };
    let message = format!("element \"{item}\" stands alone, and the schema takes it in \"{wrapper}\" only");
    let fix = Fix::safe(format!("move \"{item}\" into \"{wrapper}\""), edits);
    let anchors = items.iter().map(|child| child.offset()).collect();
    Some(Undeclared { message, child: index, mend: Some(Mend { anchors, fix }) })
}

/// Puts a wrapper around the first, and the others into it.
fn wrapped(text: &str, items: &[&Child], wrapper: &str) -> Option<Vec<Edit>> {
    let (first, others) = items.split_first()?;
    let rest = moved(text, others);
    let mut edits = vec![
        insertion(first.span.start, format!("<{wrapper}>")),
        insertion(first.span.end, format!("{rest}</{wrapper}>")),
    ];
    edits.extend(taken_out(text, others));
    Some(edits)
}

fn into_wrapper(text: &str, items: &[&Child], wrapper: &Child) -> Option<Vec<Edit>> {
    let Child { name, span, .. } = wrapper;
    let content = moved(text, items);
    let mut edits = if text[span.clone()].ends_with("/>") {
        let tag = spans::behind_tag(text, span.start)?;
        vec![edit(tag - 2..tag, format!(">{content}</{name}>"))]
    } else {
        let end = usize::try_from(wrapper.element.end).ok()?;
        vec![insertion(spans::with_indent(text, end), content)]
    };
    edits.extend(taken_out(text, items));
    edits.sort_by_key(|edit| edit.offset);
    Some(edits)
}

/// The items as text, each with the white space before it.
fn moved(text: &str, items: &[&Child]) -> String {
    items.iter().map(|child| &text[spans::with_indent(text, child.span.start)..child.span.end]).collect()
}

fn taken_out(text: &str, items: &[&Child]) -> Vec<Edit> {
    let range = |child: &&Child| spans::with_indent(text, child.span.start)..child.span.end;
    items.iter().map(|child| edit(range(child), "")).collect()
}

/// Whether the finding says of an element of the documentation what the rule says better.
pub(super) fn is_told(diagnostic: &Diagnostic) -> bool {
    let is_name = |name: &str| {
        OTHER_NAMES.iter().any(|(other, _)| *other == name) || WRAPPERS.iter().any(|(item, _)| *item == name)
    };
    diagnostic.code.starts_with("cvc-complex-type.2.4") && diagnostic.found.as_deref().is_some_and(is_name)
}
