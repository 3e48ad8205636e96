//! `test_run` elements as the model.

use super::fields::Fields;
use super::read_links::{each, read_link};
use crate::model::{Links, Parameter, RunError, Step, Steps, TestRun};
use crate::xml::Element;

pub(super) fn test_run(fields: &mut Fields<'_>) -> TestRun {
    let mut run = TestRun {
        module: fields.optional("module"),
        package: fields.optional("package"),
        class: fields.optional("class"),
        name: fields.required("name"),
        run_name: fields.optional("run_name"),
        duration: fields.long("duration"),
        status: fields.status(),
        manual: fields.boolean("manual"),
        started: fields.optional_long("started"),
        external_report_url: fields.optional("external_report_url"),
        external_assets: fields.optional("external_assets"),
        external_test_id: fields.optional("external_test_id"),
        external_run_id: fields.optional("external_run_id"),
        run_type: fields.optional("run_type"),
        links: Links::default(),
        error: None,
        description: None,
        steps: Vec::new(),
    };
    let element = fields.element;
    for child in &element.children {
        read_child(&mut run, child, fields);
    }
    run
}

fn read_child(run: &mut TestRun, child: &Element, fields: &mut Fields<'_>) {
    match child.name.as_str() {
        "error" => run.error = Some(error(child)),
        "description" => run.description = Some(child.text.clone()),
        "steps" => run.steps.push(steps(&mut fields.child(child, Some(run.steps.len() + 1)))),
        _ => {
            if !read_link(&mut run.links, &mut fields.child(child, None)) {
                fields.unknown(child);
            }
        }
    }
}

fn error(element: &Element) -> RunError {
    RunError {
        kind: element.attribute("type").map(str::to_owned),
        message: element.attribute("message").map(str::to_owned),
        text: element.text.clone(),
    }
}

pub(super) fn steps(fields: &mut Fields<'_>) -> Steps {
    Steps {
        iteration: fields.optional("iteration"),
        steps: each(fields, "step", |fields| Some(step(fields))),
    }
}

fn step(fields: &mut Fields<'_>) -> Step {
    let mut step = Step {
        name: fields.required("name"),
        duration: fields.long("duration"),
        status: fields.required("status"),
        external_step_id: fields.optional("external_step_id"),
        ..Step::default()
    };
    let element = fields.element;
    for child in &element.children {
        match child.name.as_str() {
            "error_message" => step.error_message = Some(child.text.clone()),
            "input_parameters" => step.input_parameters = parameters(&mut fields.child(child, None)),
            "output_parameters" => step.output_parameters = parameters(&mut fields.child(child, None)),
            _ => fields.unknown(child),
        }
    }
    step
}

fn parameters(fields: &mut Fields<'_>) -> Vec<Parameter> {
    each(fields, "parameter", |fields| {
        Some(Parameter {
            name: fields.required("name"),
            value: fields.optional("value"),
            kind: fields.optional("type"),
        })
    })
}
