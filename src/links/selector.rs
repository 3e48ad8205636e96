//! Which tests a rule is for.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::pattern::Pattern;
use crate::model::{Run, Status};

/// Chooses tests: all that is said must hold; an empty selector chooses every test.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Selector {
    /// `module` of the run.
    pub module: Option<Pattern>,
    /// `package` of the run.
    pub package: Option<Pattern>,
    /// `class` of the run.
    pub class: Option<Pattern>,
    /// `name` of the run.
    pub name: Option<Pattern>,
    /// The report, as diagnostics call it.
    pub file: Option<Pattern>,
    /// One of these.
    pub status: Option<Statuses>,
    /// One of the test's tags, without `@`.
    pub tag: Option<Pattern>,
    /// Properties of the test or of a suite around it: each has one such value.
    pub property: BTreeMap<String, Pattern>,
}

/// One status or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Statuses {
    /// `"Failed"`
    One(Status),
    /// `["Failed", "Skipped"]`
    Several(Vec<Status>),
}

/// A test, as a selector sees it.
pub trait Subject {
    /// The run.
    fn run(&self) -> &Run;
    /// The report that it is of.
    fn file(&self) -> &str;
    /// Whether one of its tags matches.
    fn has_tag(&self, pattern: &Pattern) -> bool;
    /// Whether a property of that name matches.
    fn has_property(&self, name: &str, pattern: &Pattern) -> bool;
}

impl Selector {
    /// Whether the test is one of those.
    pub fn matches(&self, subject: &impl Subject) -> bool {
        let Self { module, package, class, name, file, status, tag, property } = self;
        let [own_module, own_package, own_class] = identity(subject.run());
        let is = |pattern: &Option<Pattern>, text: &str| pattern.as_ref().is_none_or(|p| p.is_match(text));
        is(package, own_package)
            && is(class, own_class)
            && is(name, subject.run().name())
            && is(module, own_module)
            && is(file, subject.file())
            && status.as_ref().is_none_or(|statuses| statuses.contain(subject.run().status()))
            && tag.as_ref().is_none_or(|pattern| subject.has_tag(pattern))
            && property.iter().all(|(name, pattern)| subject.has_property(name, pattern))
    }
}

/// Module, package and class; empty where the run has none, as Gherkin runs do.
fn identity(run: &Run) -> [&str; 3] {
    match run {
        Run::Test(run) => {
            [&run.module, &run.package, &run.class].map(|text| text.as_deref().unwrap_or_default())
        }
        Run::Gherkin(_) => [""; 3],
    }
}

impl Statuses {
    fn contain(&self, status: Status) -> bool {
        match self {
            Self::One(one) => *one == status,
            Self::Several(several) => several.contains(&status),
        }
    }
}
