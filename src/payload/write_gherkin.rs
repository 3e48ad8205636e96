//! Gherkin runs as XML.

use super::write_links::write_links;
use super::write_steps::{write_steps, write_text};
use crate::model::{Background, BackgroundStep, Feature, GherkinRun, Scenario};
use crate::xml::Writer;

pub(super) fn write_gherkin_run(writer: &mut Writer, run: &GherkinRun) {
    let GherkinRun { name, duration, status, external_run_id, links, feature } = run;
    writer
        .start("gherkin_test_run")
        .attribute("name", name)
        .attribute("duration", &duration.to_string())
        .attribute("status", status.as_str())
        .optional("external_run_id", external_run_id.as_deref());
    write_links(writer, links);
    write_feature(writer, feature);
    writer.end();
}

fn write_feature(writer: &mut Writer, feature: &Feature) {
    let Feature { name, path, identifier, tag, started, file, background, scenarios } = feature;
    writer
        .start("feature")
        .attribute("name", name)
        .attribute("path", path)
        .optional("identifier", identifier.as_deref())
        .attribute("tag", tag)
        .attribute("started", &started.to_string());
    write_text(writer, "file", Some(file));
    if background.is_some() || !scenarios.is_empty() {
        writer.start("scenarios");
        if let Some(background) = background {
            write_background(writer, background);
        }
        scenarios.iter().for_each(|scenario| write_scenario(writer, scenario));
        writer.end();
    }
    writer.end();
}

fn write_background(writer: &mut Writer, background: &Background) {
    let Background { steps } = background;
    writer.start("background");
    if !steps.is_empty() {
        writer.start("steps");
        steps.iter().for_each(|step| write_background_step(writer, step));
        writer.end();
    }
    writer.end();
}

fn write_background_step(writer: &mut Writer, step: &BackgroundStep) {
    let BackgroundStep { name, duration, status, error_message } = step;
    writer
        .start("step")
        .attribute("name", name)
        .optional("duration", duration.map(|duration| duration.to_string()).as_deref())
        .optional("status", status.as_deref());
    write_text(writer, "error_message", error_message.as_deref());
    writer.end();
}

fn write_scenario(writer: &mut Writer, scenario: &Scenario) {
    let Scenario { name, outline_index, status, steps } = scenario;
    writer
        .start("scenario")
        .attribute("name", name)
        .optional("outlineIndex", outline_index.map(|index| index.to_string()).as_deref())
        .attribute("status", status.as_str());
    write_steps(writer, steps);
    writer.end();
}
