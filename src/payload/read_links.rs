//! Link elements as the model: the same on the report and on a run.

use super::fields::Fields;
use crate::diag::Place;
use crate::model::{EntityId, FieldType, LinkKind, Links, Release, SuiteRef, Taxonomy, TestField};

/// Where the links of a report stand, by kind.
pub type LinkPlaces = [Option<Place>; LinkKind::ALL.len()];

/// The kind of link that an element of that name is.
pub(super) fn link_kind(element: &str) -> Option<LinkKind> {
    Some(match element {
        "suite_ref" => LinkKind::Suite,
        "program_ref" => LinkKind::Program,
        "release_ref" | "release" => LinkKind::Release,
        "milestone_ref" => LinkKind::Milestone,
        "backlog_items" => LinkKind::BacklogItems,
        "product_areas" => LinkKind::ProductAreas,
        "test_fields" => LinkKind::TestFields,
        "environment" => LinkKind::Environment,
        _ => return None,
    })
}

/// Reads an element into the links; false where it is no link.
pub(super) fn read_link(links: &mut Links, fields: &mut Fields<'_>) -> bool {
    if link_kind(&fields.element.name).is_some_and(|kind| links.has(kind)) {
        fields.repeated();
    }
    match fields.element.name.as_str() {
        "suite_ref" => links.suite = Some(suite(fields)),
        "program_ref" => links.program = Some(id(fields)),
        "release_ref" => links.release = Some(Release::Id(id(fields))),
        "release" => links.release = Some(Release::Name(fields.required("name"))),
        "milestone_ref" => links.milestone = Some(id(fields)),
        "backlog_items" => links.backlog_items = ids(fields, "backlog_item_ref"),
        "product_areas" => links.product_areas = ids(fields, "product_area_ref"),
        "test_fields" => links.test_fields = each(fields, "test_field", test_field),
        "environment" => links.environment = each(fields, "taxonomy", |fields| Some(taxonomy(fields))),
        _ => return false,
    }
    true
}

fn id(fields: &mut Fields<'_>) -> EntityId {
    EntityId(fields.long("id"))
}

fn suite(fields: &mut Fields<'_>) -> SuiteRef {
    SuiteRef {
        id: id(fields),
        external_run_id: fields.optional("external_run_id"),
        component: fields.optional("component"),
    }
}

fn ids(fields: &mut Fields<'_>, name: &str) -> Vec<EntityId> {
    each(fields, name, |fields| Some(id(fields)))
}

/// The children of that name as values; other children have a diagnostic.
pub(super) fn each<T>(
    fields: &mut Fields<'_>,
    name: &str,
    mut value: impl FnMut(&mut Fields<'_>) -> Option<T>,
) -> Vec<T> {
    let element = fields.element;
    let mut values = Vec::new();
    let mut index = 0;
    for child in &element.children {
        if child.name == name {
            index += 1;
            values.extend(value(&mut fields.child(child, Some(index))));
        } else {
            fields.unknown(child);
        }
    }
    values
}

fn test_field(fields: &mut Fields<'_>) -> Option<TestField> {
    let name = fields.required("type");
    let value = fields.required("value");
    let field = FieldType::parse(&name);
    if field.is_none() {
        fields.bad_value("type", &name, "a test field");
    }
    field.map(|field| TestField { field, value })
}

fn taxonomy(fields: &mut Fields<'_>) -> Taxonomy {
    Taxonomy { category: fields.required("type"), value: fields.required("value") }
}
