//! Links as XML: the same on the report and on a run.

use super::write_steps::write_all;
use crate::model::{EntityId, Links, Release, SuiteRef, Taxonomy, TestField};
use crate::xml::Writer;

pub(super) fn write_links(writer: &mut Writer, links: &Links) {
    let Links { suite, program, release, milestone, backlog_items, product_areas, test_fields, environment } =
        links;
    if let Some(suite) = suite {
        write_suite(writer, suite);
    }
    write_reference(writer, "program_ref", *program);
    write_release(writer, release.as_ref());
    write_reference(writer, "milestone_ref", *milestone);
    write_all(writer, "backlog_items", backlog_items, |writer, &id| {
        write_reference(writer, "backlog_item_ref", Some(id));
    });
    write_all(writer, "product_areas", product_areas, |writer, &id| {
        write_reference(writer, "product_area_ref", Some(id));
    });
    write_all(writer, "test_fields", test_fields, |writer, TestField { field, value }| {
        writer.start("test_field").attribute("type", field.as_str()).attribute("value", value).end();
    });
    write_all(writer, "environment", environment, |writer, Taxonomy { category, value }| {
        writer.start("taxonomy").attribute("type", category).attribute("value", value).end();
    });
}

fn write_release(writer: &mut Writer, release: Option<&Release>) {
    match release {
        Some(Release::Id(id)) => write_reference(writer, "release_ref", Some(*id)),
        Some(Release::Name(name)) => {
            writer.start("release").attribute("name", name).end();
        }
        None => {}
    }
}

fn write_suite(writer: &mut Writer, suite: &SuiteRef) {
    let SuiteRef { id, external_run_id, component } = suite;
    writer
        .start("suite_ref")
        .attribute("id", &id.to_string())
        .optional("external_run_id", external_run_id.as_deref())
        .optional("component", component.as_deref())
        .end();
}

fn write_reference(writer: &mut Writer, name: &'static str, id: Option<EntityId>) {
    if let Some(id) = id {
        writer.start(name).attribute("id", &id.to_string()).end();
    }
}
