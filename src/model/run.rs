//! Test runs: one executed test each.

use serde::{Deserialize, Serialize};

use super::{GherkinRun, Links};

/// One executed test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Run {
    /// `test_run`.
    Test(Box<TestRun>),
    /// `gherkin_test_run`.
    Gherkin(Box<GherkinRun>),
}

impl Run {
    /// What this run alone is linked to.
    pub fn links(&self) -> &Links {
        match self {
            Self::Test(run) => &run.links,
            Self::Gherkin(run) => &run.links,
        }
    }

    /// The same, to change it.
    pub fn links_mut(&mut self) -> &mut Links {
        match self {
            Self::Test(run) => &mut run.links,
            Self::Gherkin(run) => &mut run.links,
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Test(run) => &run.name,
            Self::Gherkin(run) => &run.name,
        }
    }

    /// How it went.
    pub fn status(&self) -> Status {
        match self {
            Self::Test(run) => run.status,
            Self::Gherkin(run) => run.status,
        }
    }
}

/// `test_run`. Strings are as long as the schema allows when a payload is written; the model does not bound them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TestRun {
    /// `module`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub module: Option<String>,
    /// `package`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<String>,
    /// `class`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// `name`.
    pub name: String,
    /// `run_name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_name: Option<String>,
    /// `duration`, in milliseconds.
    pub duration: i64,
    /// `status`.
    pub status: Status,
    /// `manual`; the schema's default is false.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub manual: Option<bool>,
    /// `started`, in milliseconds since 1970-01-01T00:00:00Z.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<i64>,
    /// `external_report_url`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_report_url: Option<String>,
    /// `external_assets`; not in schemas before 2025.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_assets: Option<String>,
    /// `external_test_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_test_id: Option<String>,
    /// `external_run_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_run_id: Option<String>,
    /// `run_type`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_type: Option<String>,
    /// The links of this run alone.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
    /// `error`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<RunError>,
    /// `description`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `steps`, which may stand several times.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Steps>,
}

/// `status` of a run or a scenario.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// It ran and did what it should.
    #[default]
    Passed,
    /// It did not run.
    Skipped,
    /// It ran and did not do what it should, or could not run.
    Failed,
    /// It is to be run.
    Planned,
}

impl Status {
    /// All of them, in the order of the schema.
    pub const ALL: [Self; 4] = [Self::Passed, Self::Skipped, Self::Failed, Self::Planned];

    /// As it stands in the payload.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "Passed",
            Self::Skipped => "Skipped",
            Self::Failed => "Failed",
            Self::Planned => "Planned",
        }
    }
}

/// `error`: why a run failed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunError {
    /// `type`, such as the class of an exception.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// `message`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The text inside: the stack trace.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// `steps`: one iteration of a run's steps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Steps {
    /// `iteration`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iteration: Option<String>,
    /// `step`.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// `step` of a run or a scenario.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// `name`.
    pub name: String,
    /// `duration`, in milliseconds.
    pub duration: i64,
    /// `status`: free text, unlike that of a run.
    pub status: String,
    /// `external_step_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_step_id: Option<String>,
    /// `error_message`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// `input_parameters`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub input_parameters: Vec<Parameter>,
    /// `output_parameters`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub output_parameters: Vec<Parameter>,
}

/// `parameter` of a step.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// `name`.
    pub name: String,
    /// `value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// `type`.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}
