//! What the schema does not take in attributes, mended where that is possible.

use super::children::{Mend, edit, insertion};
use super::spans::{self, AttributeSpan};
use crate::diag::{Diagnostic, Edit, Fix};
use crate::fit::{self, TooLong};
use crate::model::Run;
use crate::xml::{Element, push_attribute};
use crate::xsd::Schema;

/// Elements that are items of a list: one that the schema does not take can be left out without the rest.
const ITEMS: [&str; 4] = ["test_field", "taxonomy", "backlog_item_ref", "product_area_ref"];

/// A fix for a finding about an attribute.
pub(super) fn mend(text: &str, schema: &Schema, diagnostic: &Diagnostic) -> Option<Fix> {
    let (element, attribute) = diagnostic.path.rsplit_once("/@")?;
    let tag = text.get(..usize::try_from(diagnostic.place?.offset).ok()?)?.rfind('<')?;
    let span = spans::attribute(text, tag, attribute)?;
    let value = &text[span.value.clone()];
    let steps: Vec<&str> =
        element.split('/').skip(1).map(|step| step.split('[').next().unwrap_or(step)).collect();
    let rule = schema.element(&steps)?.attribute(attribute)?;
    if value.is_empty() && !rule.is_required {
        let fix = format!("remove the empty attribute \"{attribute}\"");
        return Some(Fix::safe(fix, vec![edit(span.whole, "")]));
    }
    if diagnostic.code == "cvc-maxLength-valid" && !value.contains('&') {
        let most = usize::try_from(rule.simple_type.facets().max_length.as_ref()?.value).ok()?;
        let short = fit::shorten(value, most, TooLong::Hash);
        return Some(Fix::risky(format!("shorten it to {most} characters"), vec![edit(span.value, short)]));
    }
    rounded(&span, value).or_else(|| left_out(text, &steps, span.name.start))
}

/// A number with a fraction where a whole one is wanted.
fn rounded(span: &AttributeSpan, value: &str) -> Option<Fix> {
    let (whole, fraction) = value.trim().split_once('.')?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let up = u64::from(fraction.as_bytes().first().is_some_and(|digit| *digit >= b'5'));
    let number = whole.parse::<u64>().ok()?.checked_add(up)?.to_string();
    Some(Fix::risky(format!("round it to {number}"), vec![edit(span.value.clone(), number)]))
}

/// Leaves the item out whose attribute is at fault.
fn left_out(text: &str, steps: &[&str], attribute: usize) -> Option<Fix> {
    let name = steps.last().filter(|name| ITEMS.contains(name))?;
    let start = text[..attribute].rfind('<')?;
    let tag = spans::behind_tag(text, start)?;
    let end = if text[..tag].ends_with("/>") { tag } else { tag + text[tag..].find('>')? + 1 };
    let range = spans::with_indent(text, start)..end;
    Some(Fix::risky(format!("leave \"{name}\" out"), vec![edit(range, "")]))
}

/// Three zeros behind a start in seconds.
pub(super) fn in_milliseconds(text: &str, run: &Run, element: &Element) -> Option<Fix> {
    let holder = match run {
        Run::Test(_) => element,
        Run::Gherkin(_) => element.child("feature")?,
    };
    let start = usize::try_from(holder.place?.offset).ok()?;
    let value = spans::attribute(text, start, "started")?.value;
    let milliseconds = format!("{}000", text[value.clone()].trim());
    Some(Fix::safe("count it in milliseconds", vec![edit(value, milliseconds)]))
}

/// A name that makes the run one of its own: a guess, because it may be the same run told twice.
pub(super) fn name_run(text: &str, element: &Element, run_name: &str) -> Option<Fix> {
    let start = usize::try_from(element.place?.offset).ok()?;
    let mut written = String::new();
    push_attribute(&mut written, "run_name", run_name);
    let edit = match spans::attribute(text, start, "run_name") {
        Some(span) => edit(span.whole, written),
        None => insertion(spans::attribute(text, start, "name")?.whole.end, written),
    };
    Some(Fix::risky(format!("make it a run of its own, \"{run_name}\""), vec![edit]))
}

/// A URL that the schema does not take, told in the run's description instead, where nothing of it is lost.
pub(super) fn move_url(text: &str, schema: &Schema, run: &Element) -> Option<Mend> {
    let url = run.attribute("external_report_url").filter(|url| !url.is_empty())?;
    let rules = schema.element(&["test_result", "test_runs", "test_run"])?;
    let rule = rules.attribute("external_report_url")?;
    if rule.simple_type.is_valid(url, &crate::xsd::datatypes::NoNamespaces) {
        return None;
    }
    let start = usize::try_from(run.place?.offset).ok()?;
    let span = spans::attribute(text, start, "external_report_url")?;
    let raw = &text[span.value.clone()];
    let mut edits = vec![edit(span.whole.clone(), "")];
    edits.extend(described(text, start, run, &format!("report: {raw}"))?);
    let anchors = vec![span.value.start as u64];
    Some(Mend { anchors, fix: Fix::safe("tell the URL in the description instead", edits) })
}

/// Adds a line to the description of a run.
fn described(text: &str, start: usize, run: &Element, line: &str) -> Option<Vec<Edit>> {
    if let Some(description) = run.child("description") {
        let (start, end) = spans::ends(description)?;
        let edit = if spans::is_empty_tag(text, start, end) {
            edit(end - 2..end, format!(">{line}</description>"))
        } else {
            insertion(end, format!("\n\n{line}"))
        };
        return Some(vec![edit]);
    }
    let description = format!("<description>{line}</description>");
    let tag = spans::behind_tag(text, start)?;
    if text[..tag].ends_with("/>") {
        let name = &run.name;
        return Some(vec![edit(tag - 2..tag, format!(">{description}</{name}>"))]);
    }
    let before = run.children.iter().rfind(|child| child.name != "steps");
    let at = before.and_then(|child| Some(spans::element(text, child)?.end)).unwrap_or(tag);
    Some(vec![insertion(at, description)])
}
