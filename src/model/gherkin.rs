//! Gherkin runs: a feature file and what became of its scenarios. The schema gives them no links of their own: what
//! they are linked to stands on their report.

use serde::{Deserialize, Serialize};

use super::{Links, Status, Steps};

/// `gherkin_test_run`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GherkinRun {
    /// `name`.
    pub name: String,
    /// `duration`, in milliseconds.
    pub duration: i64,
    /// `status`.
    pub status: Status,
    /// `external_run_id`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_run_id: Option<String>,
    /// The links of this run alone, which the schema has no place for: a payload that is to be sent has none here.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
    /// `feature`.
    pub feature: Feature,
}

/// `feature`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// `name`.
    pub name: String,
    /// `path` of the feature file.
    pub path: String,
    /// `identifier`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// `tag`.
    pub tag: String,
    /// `started`, in milliseconds since 1970-01-01T00:00:00Z.
    pub started: i64,
    /// `file`: the text of the feature file.
    pub file: String,
    /// `background` of the scenarios.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub background: Option<Background>,
    /// `scenario`.
    #[serde(default)]
    pub scenarios: Vec<Scenario>,
}

/// `background`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Background {
    /// `steps`.
    #[serde(default)]
    pub steps: Vec<BackgroundStep>,
}

/// `step` of a background.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BackgroundStep {
    /// `name`.
    pub name: String,
    /// `duration`, in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<i64>,
    /// `status`: free text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// `error_message`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
}

/// `scenario`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scenario {
    /// `name`.
    pub name: String,
    /// `outlineIndex`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outline_index: Option<i64>,
    /// `status`.
    pub status: Status,
    /// `steps`.
    pub steps: Steps,
}
