//! `gherkin_test_run` elements as the model.

use super::fields::Fields;
use super::read_links::{each, read_link};
use super::read_run::steps;
use crate::diag::Diagnostic;
use crate::model::{Background, BackgroundStep, Feature, GherkinRun, Links, Scenario, Steps};

pub(super) fn gherkin_run(fields: &mut Fields<'_>) -> GherkinRun {
    let mut run = GherkinRun {
        name: fields.required("name"),
        duration: fields.long("duration"),
        status: fields.status(),
        external_run_id: fields.optional("external_run_id"),
        links: Links::default(),
        feature: Feature::default(),
    };
    let element = fields.element;
    if element.child("feature").is_none() {
        missing(fields, "feature");
    }
    for child in &element.children {
        if child.name == "feature" {
            run.feature = feature(&mut fields.child(child, None));
        } else if !read_link(&mut run.links, &mut fields.child(child, None)) {
            fields.unknown(child);
        }
    }
    run
}

fn missing(fields: &mut Fields<'_>, child: &str) {
    let message = format!("element \"{}\" has no child \"{child}\"", fields.element.name);
    let mut fault = Diagnostic::error("payload-missing-element", message).with_path(fields.path.clone());
    fault.place = fields.element.place;
    fields.faults.push(fault.with_expected([child]));
}

pub(super) fn feature(fields: &mut Fields<'_>) -> Feature {
    let mut feature = Feature {
        name: fields.required("name"),
        path: fields.required("path"),
        identifier: fields.optional("identifier"),
        tag: fields.required("tag"),
        started: fields.long("started"),
        ..Feature::default()
    };
    let element = fields.element;
    for child in &element.children {
        match child.name.as_str() {
            "file" => feature.file.clone_from(&child.text),
            "scenarios" => scenarios(&mut feature, &mut fields.child(child, None)),
            _ => fields.unknown(child),
        }
    }
    feature
}

fn scenarios(feature: &mut Feature, fields: &mut Fields<'_>) {
    let element = fields.element;
    for child in &element.children {
        match child.name.as_str() {
            "background" => feature.background = Some(background(&mut fields.child(child, None))),
            "scenario" => {
                let index = feature.scenarios.len() + 1;
                feature.scenarios.push(scenario(&mut fields.child(child, Some(index))));
            }
            _ => fields.unknown(child),
        }
    }
}

fn background(fields: &mut Fields<'_>) -> Background {
    let wrappers =
        each(fields, "steps", |fields| Some(each(fields, "step", |fields| Some(background_step(fields)))));
    Background { steps: wrappers.into_iter().flatten().collect() }
}

fn background_step(fields: &mut Fields<'_>) -> BackgroundStep {
    BackgroundStep {
        name: fields.required("name"),
        duration: fields.optional_long("duration"),
        status: fields.optional("status"),
        error_message: fields.element.child("error_message").map(|message| message.text.clone()),
    }
}

fn scenario(fields: &mut Fields<'_>) -> Scenario {
    let mut scenario = Scenario {
        name: fields.required("name"),
        outline_index: fields.optional_long("outlineIndex"),
        status: fields.status(),
        steps: Steps::default(),
    };
    let element = fields.element;
    if element.child("steps").is_none() {
        missing(fields, "steps");
    }
    for child in &element.children {
        if child.name == "steps" {
            scenario.steps = steps(&mut fields.child(child, None));
        } else {
            fields.unknown(child);
        }
    }
    scenario
}
