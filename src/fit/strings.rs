//! Where in a run text and durations stand.

use crate::model::{GherkinRun, Links, Parameter, Release, Run, Step, Steps, TestRun};

/// A text of a run.
pub(super) enum Text<'a> {
    /// What a test is called; it has to be there.
    Name(&'a mut String),
    /// It has to be there.
    Required(&'a mut String),
    /// It may be left out.
    Optional(&'a mut Option<String>),
}

impl Text<'_> {
    pub(super) fn is_there(&self) -> bool {
        !matches!(self, Self::Optional(None))
    }
}

/// Declares elements with their paths below `test_runs` and the attributes that hold text.
macro_rules! elements {
    ($($element:ident [$($step:literal)*] [$($attribute:literal)*])*) => {
        /// An element of a payload with attributes that hold text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Element { $($element),* }

        impl Element {
            pub(super) const ALL: &[Self] = &[$(Self::$element),*];

            /// From the root.
            pub(super) fn path(self) -> &'static [&'static str] {
                match self { $(Self::$element => &["test_result", "test_runs", $($step),*]),* }
            }

            pub(super) fn attributes(self) -> &'static [&'static str] {
                match self { $(Self::$element => &[$($attribute),*]),* }
            }
        }
    };
}

elements! {
    Run ["test_run"] ["module" "package" "class" "name" "run_name" "external_report_url" "external_assets"
        "external_test_id" "external_run_id" "run_type"]
    Error ["test_run" "error"] ["type" "message"]
    Suite ["test_run" "suite_ref"] ["external_run_id" "component"]
    Release ["test_run" "release"] ["name"]
    TestField ["test_run" "test_fields" "test_field"] ["value"]
    Taxonomy ["test_run" "environment" "taxonomy"] ["type" "value"]
    Steps ["test_run" "steps"] ["iteration"]
    Step ["test_run" "steps" "step"] ["name" "status" "external_step_id"]
    Parameter ["test_run" "steps" "step" "input_parameters" "parameter"] ["name" "value" "type"]
    Gherkin ["gherkin_test_run"] ["name" "external_run_id"]
    Feature ["gherkin_test_run" "feature"] ["name" "path" "identifier" "tag"]
    Scenario ["gherkin_test_run" "feature" "scenarios" "scenario"] ["name"]
}

/// Shows each text of the run, with its element and attribute.
pub(super) fn each_string(run: &mut Run, see: &mut impl FnMut(Element, &'static str, Text<'_>)) {
    match run {
        Run::Test(run) => test_run(run, see),
        Run::Gherkin(run) => gherkin(run, see),
    }
}

fn test_run(run: &mut TestRun, see: &mut impl FnMut(Element, &'static str, Text<'_>)) {
    use Element::{Error, Run};
    see(Run, "module", Text::Optional(&mut run.module));
    see(Run, "package", Text::Optional(&mut run.package));
    see(Run, "class", Text::Optional(&mut run.class));
    see(Run, "name", Text::Name(&mut run.name));
    see(Run, "run_name", Text::Optional(&mut run.run_name));
    see(Run, "external_report_url", Text::Optional(&mut run.external_report_url));
    see(Run, "external_assets", Text::Optional(&mut run.external_assets));
    see(Run, "external_test_id", Text::Optional(&mut run.external_test_id));
    see(Run, "external_run_id", Text::Optional(&mut run.external_run_id));
    see(Run, "run_type", Text::Optional(&mut run.run_type));
    if let Some(error) = &mut run.error {
        see(Error, "type", Text::Optional(&mut error.kind));
        see(Error, "message", Text::Optional(&mut error.message));
    }
    links(&mut run.links, see);
    run.steps.iter_mut().for_each(|each| steps(each, see));
}

fn links(links: &mut Links, see: &mut impl FnMut(Element, &'static str, Text<'_>)) {
    if let Some(suite) = &mut links.suite {
        see(Element::Suite, "external_run_id", Text::Optional(&mut suite.external_run_id));
        see(Element::Suite, "component", Text::Optional(&mut suite.component));
    }
    if let Some(Release::Name(name)) = &mut links.release {
        see(Element::Release, "name", Text::Required(name));
    }
    for field in &mut links.test_fields {
        see(Element::TestField, "value", Text::Required(&mut field.value));
    }
    for taxonomy in &mut links.environment {
        see(Element::Taxonomy, "type", Text::Required(&mut taxonomy.category));
        see(Element::Taxonomy, "value", Text::Required(&mut taxonomy.value));
    }
}

fn steps(steps: &mut Steps, see: &mut impl FnMut(Element, &'static str, Text<'_>)) {
    see(Element::Steps, "iteration", Text::Optional(&mut steps.iteration));
    for step in &mut steps.steps {
        let Step { name, status, external_step_id, input_parameters, output_parameters, .. } = step;
        see(Element::Step, "name", Text::Required(name));
        see(Element::Step, "status", Text::Required(status));
        see(Element::Step, "external_step_id", Text::Optional(external_step_id));
        for Parameter { name, value, kind } in input_parameters.iter_mut().chain(output_parameters) {
            see(Element::Parameter, "name", Text::Required(name));
            see(Element::Parameter, "value", Text::Optional(value));
            see(Element::Parameter, "type", Text::Optional(kind));
        }
    }
}

fn gherkin(run: &mut GherkinRun, see: &mut impl FnMut(Element, &'static str, Text<'_>)) {
    use Element::{Feature, Gherkin, Scenario};
    see(Gherkin, "name", Text::Name(&mut run.name));
    see(Gherkin, "external_run_id", Text::Optional(&mut run.external_run_id));
    see(Feature, "name", Text::Required(&mut run.feature.name));
    see(Feature, "path", Text::Required(&mut run.feature.path));
    see(Feature, "identifier", Text::Optional(&mut run.feature.identifier));
    see(Feature, "tag", Text::Required(&mut run.feature.tag));
    for scenario in &mut run.feature.scenarios {
        see(Scenario, "name", Text::Required(&mut scenario.name));
        steps(&mut scenario.steps, see);
    }
}

/// Shows each duration of the run.
pub(super) fn each_duration(run: &mut Run, see: &mut impl FnMut(&mut i64)) {
    match run {
        Run::Test(run) => {
            see(&mut run.duration);
            run.steps.iter_mut().for_each(|each| step_durations(each, see));
        }
        Run::Gherkin(run) => {
            see(&mut run.duration);
            run.feature.scenarios.iter_mut().for_each(|scenario| step_durations(&mut scenario.steps, see));
        }
    }
}

fn step_durations(steps: &mut Steps, see: &mut impl FnMut(&mut i64)) {
    steps.steps.iter_mut().for_each(|step| see(&mut step.duration));
}
