//! The model as a payload. Every struct is taken apart by name, so that a new field does not compile until it is written.

use super::write_gherkin::write_gherkin_run;
use super::write_links::write_links;
use super::write_steps::{write_steps, write_text};
use crate::model::{Build, Context, Run, RunError, TestRun};
use crate::xml::Writer;

/// The payload as UTF-8 bytes. What it holds is written as it is: whether the schema accepts it is for the schema to say.
pub fn write<'r>(context: &Context, runs: impl IntoIterator<Item = &'r Run>) -> Vec<u8> {
    let Context { build, links } = context;
    let mut writer = Writer::new();
    writer.start("test_result");
    if let Some(build) = build {
        write_build(&mut writer, build);
    }
    write_links(&mut writer, links);
    writer.start("test_runs");
    for run in runs {
        match run {
            Run::Test(run) => write_test_run(&mut writer, run),
            Run::Gherkin(run) => write_gherkin_run(&mut writer, run),
        }
    }
    writer.end().end();
    writer.finish()
}

fn write_build(writer: &mut Writer, build: &Build) {
    let Build { server_id, job_id, job_name, build_id, build_name, sub_type, artifact_id } = build;
    writer
        .start("build")
        .attribute("server_id", server_id)
        .attribute("job_id", job_id)
        .optional("job_name", job_name.as_deref())
        .attribute("build_id", build_id)
        .optional("build_name", build_name.as_deref())
        .optional("sub_type", sub_type.as_deref())
        .optional("artifact_id", artifact_id.as_deref())
        .end();
}

fn write_test_run(writer: &mut Writer, run: &TestRun) {
    let TestRun {
        module,
        package,
        class,
        name,
        run_name,
        duration,
        status,
        manual,
        started,
        external_report_url,
        external_assets,
        external_test_id,
        external_run_id,
        run_type,
        links,
        error,
        description,
        steps,
    } = run;
    writer
        .start("test_run")
        .optional("module", module.as_deref())
        .optional("package", package.as_deref())
        .optional("class", class.as_deref())
        .attribute("name", name)
        .optional("run_name", run_name.as_deref())
        .attribute("duration", &duration.to_string())
        .attribute("status", status.as_str())
        .optional("manual", manual.map(|manual| if manual { "true" } else { "false" }))
        .optional("started", started.map(|started| started.to_string()).as_deref())
        .optional("external_report_url", external_report_url.as_deref())
        .optional("external_assets", external_assets.as_deref())
        .optional("external_test_id", external_test_id.as_deref())
        .optional("external_run_id", external_run_id.as_deref())
        .optional("run_type", run_type.as_deref());
    write_links(writer, links);
    if let Some(error) = error {
        write_error(writer, error);
    }
    write_text(writer, "description", description.as_deref());
    steps.iter().for_each(|steps| write_steps(writer, steps));
    writer.end();
}

fn write_error(writer: &mut Writer, error: &RunError) {
    let RunError { kind, message, text } = error;
    writer
        .start("error")
        .optional("type", kind.as_deref())
        .optional("message", message.as_deref())
        .text(text)
        .end();
}
