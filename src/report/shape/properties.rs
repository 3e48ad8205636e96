//! Properties whose names begin with `octane.`: links and fields that a team states in its own reports.
//!
//! A property of the case goes before one of its suite, and that of an inner suite before that of an outer one; of a kind
//! that may have several values, the innermost that states any states all.

use super::Telling;
use crate::model::{EntityId, FieldType, Release, SuiteRef, Taxonomy, TestField, TestRun};

/// What all names begin with.
const PREFIX: &str = "octane.";

/// Environments with their type in the name: `octane.environment.Browser`.
const ENVIRONMENT: &str = "environment.";

/// A name behind the prefix, and what its value does to a run; false where it cannot be read.
struct Property {
    name: &'static str,
    set: fn(&mut TestRun, &str) -> bool,
    /// For kinds with several values: takes away those of an outer suite.
    clear: Option<fn(&mut TestRun)>,
}

const fn one(name: &'static str, set: fn(&mut TestRun, &str) -> bool) -> Property {
    Property { name, set, clear: None }
}

const fn several(
    name: &'static str,
    set: fn(&mut TestRun, &str) -> bool,
    clear: fn(&mut TestRun),
) -> Property {
    Property { name, set, clear: Some(clear) }
}

const PROPERTIES: [Property; 19] = [
    one("release", |run, value| {
        let id = value.parse().map(EntityId).map(Release::Id);
        run.links.release = Some(id.unwrap_or_else(|_| Release::Name(value.to_owned())));
        true
    }),
    one("milestone", |run, value| id(value).is_some_and(|id| set(&mut run.links.milestone, id))),
    one("program", |run, value| id(value).is_some_and(|id| set(&mut run.links.program, id))),
    one("suite", |run, value| {
        id(value).is_some_and(|id| {
            run.links.suite.get_or_insert_with(SuiteRef::default).id = id;
            true
        })
    }),
    one("suite_external_run_id", |run, value| {
        set(&mut run.links.suite.get_or_insert_with(SuiteRef::default).external_run_id, value.to_owned())
    }),
    several(
        "backlog_item",
        |run, value| ids(value, &mut run.links.backlog_items),
        |run| run.links.backlog_items.clear(),
    ),
    several(
        "product_area",
        |run, value| ids(value, &mut run.links.product_areas),
        |run| run.links.product_areas.clear(),
    ),
    several(
        "application_module",
        |run, value| ids(value, &mut run.links.product_areas),
        |run| run.links.product_areas.clear(),
    ),
    one("test_level", |run, value| field(run, FieldType::TestLevel, value)),
    one("test_type", |run, value| field(run, FieldType::TestType, value)),
    one("testing_tool_type", |run, value| field(run, FieldType::TestingToolType, value)),
    one("framework", |run, value| field(run, FieldType::Framework, value)),
    several(
        "environment",
        |run, value| {
            value
                .split_once(':')
                .is_some_and(|(category, value)| environment(run, category.trim(), value.trim()))
        },
        |run| run.links.environment.clear(),
    ),
    one("run_name", |run, value| set(&mut run.run_name, value.to_owned())),
    one("run_type", |run, value| set(&mut run.run_type, value.to_owned())),
    one("external_report_url", |run, value| set(&mut run.external_report_url, value.to_owned())),
    one("external_run_id", |run, value| set(&mut run.external_run_id, value.to_owned())),
    one("external_test_id", |run, value| set(&mut run.external_test_id, value.to_owned())),
    one("description", |run, value| set(&mut run.description, value.to_owned())),
];

fn set<T>(field: &mut Option<T>, value: T) -> bool {
    *field = Some(value);
    true
}

fn id(value: &str) -> Option<EntityId> {
    value.parse().ok().map(EntityId)
}

/// Ids with commas or white space between them.
fn ids(value: &str, list: &mut Vec<EntityId>) -> bool {
    let texts = value.split(|c: char| c == ',' || c.is_whitespace()).filter(|text| !text.is_empty());
    let Some(read) = texts.map(id).collect::<Option<Vec<_>>>() else { return false };
    for id in read.iter().filter(|id| !list.contains(id)).copied().collect::<Vec<_>>() {
        list.push(id);
    }
    !read.is_empty()
}

fn field(run: &mut TestRun, field: FieldType, value: &str) -> bool {
    run.links.test_fields.retain(|other| other.field != field);
    run.links.test_fields.push(TestField { field, value: value.to_owned() });
    true
}

fn environment(run: &mut TestRun, category: &str, value: &str) -> bool {
    let taxonomy = Taxonomy { category: category.to_owned(), value: value.to_owned() };
    let is_whole = !category.is_empty() && !value.is_empty();
    if is_whole && !run.links.environment.contains(&taxonomy) {
        run.links.environment.push(taxonomy);
    }
    is_whole
}

/// Gives the run what the properties of its suites and its own say.
pub(super) fn apply(run: &mut TestRun, telling: &mut Telling<'_>) {
    let raw = telling.raw;
    let mut suites: Vec<_> = raw.suite.iter().flat_map(|suite| suite.chain()).collect();
    suites.reverse();
    for suite in suites {
        apply_level(run, &suite.properties, true, telling);
    }
    apply_level(run, &raw.properties, false, telling);
    if run.links.suite.as_ref().is_some_and(|suite| suite.id == EntityId::default()) {
        run.links.suite = None;
        let message =
            "property \"octane.suite_external_run_id\" stands without \"octane.suite\" and is left out";
        telling.warn_once_a_suite("property-unreadable", "octane.suite", message.to_owned(), "", "");
    }
}

/// The properties of one suite, or of the case.
fn apply_level(
    run: &mut TestRun,
    properties: &[(String, String)],
    is_suite: bool,
    telling: &mut Telling<'_>,
) {
    let mut cleared: Vec<&str> = Vec::new();
    for (full, value) in properties {
        let (Some(name), value) = (full.strip_prefix(PREFIX), value.trim()) else { continue };
        let fault = match find(name) {
            None => Some(("property-unknown", format!("property \"{full}\" is not known and is left out"))),
            Some(property) => {
                if let Some(clear) = property.clear.filter(|_| !cleared.contains(&property.name)) {
                    cleared.push(property.name);
                    clear(run);
                }
                (!give(run, property, name, value)).then(|| {
                    (
                        "property-unreadable",
                        format!("property \"{full}\" cannot have the value \"{value}\" and is left out"),
                    )
                })
            }
        };
        match fault {
            Some((code, message)) if is_suite => telling.warn_once_a_suite(code, full, message, value, ""),
            Some((code, message)) => telling.warn(code, message, value, ""),
            None => {}
        }
    }
}

fn find(name: &str) -> Option<&'static Property> {
    let name = if name.starts_with(ENVIRONMENT) { "environment" } else { name };
    // Both forms are natural: one item, or a list of them.
    let is_named = |property: &&Property| {
        property.name == name || (property.clear.is_some() && name.strip_suffix('s') == Some(property.name))
    };
    PROPERTIES.iter().find(is_named)
}

fn give(run: &mut TestRun, property: &Property, name: &str, value: &str) -> bool {
    match name.strip_prefix(ENVIRONMENT) {
        Some(category) => environment(run, category, value),
        None => !value.is_empty() && (property.set)(run, value),
    }
}
