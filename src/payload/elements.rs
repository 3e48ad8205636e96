//! Single elements of a payload, for readers that find them in other surroundings.

use super::fields::Fields;
use super::read::build;
use super::read_gherkin::{feature, gherkin_run};
use super::read_links::read_link;
use super::read_run::test_run;
use crate::diag::Diagnostic;
use crate::model::{Context, Feature, Run, TestRun};
use crate::xml::Element;

/// Reads `build` or a link into the context; false where the element is neither. `path` is that of the element.
pub fn read_context(
    context: &mut Context,
    element: &Element,
    path: &str,
    faults: &mut Vec<Diagnostic>,
) -> bool {
    let mut fields = Fields::new(element, path, faults);
    if element.name == "build" {
        context.build = Some(build(&mut fields));
        return true;
    }
    read_link(&mut context.links, &mut fields)
}

/// Reads `test_run`, also under its name of 2015, or `gherkin_test_run`; none where the element is neither.
pub fn read_run(element: &Element, path: &str, faults: &mut Vec<Diagnostic>) -> Option<Run> {
    let mut fields = Fields::new(element, path, faults);
    match element.name.as_str() {
        "test_run" | "test" => Some(Run::Test(Box::new(test_run(&mut fields)))),
        "gherkin_test_run" => Some(Run::Gherkin(Box::new(gherkin_run(&mut fields)))),
        _ => None,
    }
}

/// Reads `test_run`, whatever its own name is. `path` is that of the element.
pub fn read_test_run(element: &Element, path: &str, faults: &mut Vec<Diagnostic>) -> TestRun {
    test_run(&mut Fields::new(element, path, faults))
}

/// Reads `feature`. `path` is that of the element.
pub fn read_feature(element: &Element, path: &str, faults: &mut Vec<Diagnostic>) -> Feature {
    feature(&mut Fields::new(element, path, faults))
}
