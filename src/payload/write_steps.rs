//! Steps and their parameters as XML, and the two shapes that every element is made of.

use crate::model::{Parameter, Step, Steps};
use crate::xml::Writer;

/// The items in their wrapper; no wrapper without items.
pub(super) fn write_all<T>(
    writer: &mut Writer,
    name: &'static str,
    items: &[T],
    mut item: impl FnMut(&mut Writer, &T),
) {
    if !items.is_empty() {
        writer.start(name);
        items.iter().for_each(|value| item(writer, value));
        writer.end();
    }
}

pub(super) fn write_text(writer: &mut Writer, name: &'static str, text: Option<&str>) {
    if let Some(text) = text {
        writer.start(name).text(text).end();
    }
}

pub(super) fn write_steps(writer: &mut Writer, steps: &Steps) {
    let Steps { iteration, steps } = steps;
    writer.start("steps").optional("iteration", iteration.as_deref());
    steps.iter().for_each(|step| write_step(writer, step));
    writer.end();
}

fn write_step(writer: &mut Writer, step: &Step) {
    let Step { name, duration, status, external_step_id, error_message, input_parameters, output_parameters } =
        step;
    writer
        .start("step")
        .attribute("name", name)
        .attribute("duration", &duration.to_string())
        .attribute("status", status)
        .optional("external_step_id", external_step_id.as_deref());
    write_text(writer, "error_message", error_message.as_deref());
    write_all(writer, "input_parameters", input_parameters, write_parameter);
    write_all(writer, "output_parameters", output_parameters, write_parameter);
    writer.end();
}

fn write_parameter(writer: &mut Writer, parameter: &Parameter) {
    let Parameter { name, value, kind } = parameter;
    writer
        .start("parameter")
        .attribute("name", name)
        .optional("value", value.as_deref())
        .optional("type", kind.as_deref())
        .end();
}
