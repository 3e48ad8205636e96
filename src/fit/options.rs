//! What is done with what does not fit.

use serde::Deserialize;

/// What is done with values that a schema does not take.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct FitOptions {
    /// With strings longer than the schema allows.
    pub too_long: TooLong,
    /// With tests without a name.
    pub empty_name: EmptyName,
    /// What tests without a name are called.
    pub placeholder: String,
    /// With `external_report_url` that is no URL as the schema has it.
    pub bad_url: BadUrl,
    /// With durations below zero.
    pub negative_duration: NegativeDuration,
}

impl Default for FitOptions {
    fn default() -> Self {
        Self {
            too_long: TooLong::default(),
            empty_name: EmptyName::default(),
            // As users of the Jenkins plugin know it.
            placeholder: "[noName]".to_owned(),
            bad_url: BadUrl::default(),
            negative_duration: NegativeDuration::default(),
        }
    }
}

/// What is done with strings that are too long.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TooLong {
    /// The start, an ellipsis, and a short hash of the whole: two long strings that begin alike stay two, and the same
    /// string stays the same.
    #[default]
    Hash,
    /// The start, and an ellipsis.
    CutEnd,
    /// The start, an ellipsis, and the end.
    CutMiddle,
    /// The run is not converted.
    Refuse,
}

/// What is done with tests without a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EmptyName {
    /// They are called by the placeholder.
    #[default]
    Placeholder,
    /// The run is not converted.
    Refuse,
}

/// What is done with URLs that the schema does not take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BadUrl {
    /// They are told in the description.
    #[default]
    Description,
    /// They are left out.
    Omit,
    /// The run is not converted.
    Refuse,
}

/// What is done with durations below zero, which the schema takes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NegativeDuration {
    /// They are 0.
    #[default]
    Zero,
    /// They count without their sign.
    Absolute,
    /// They are written as they are.
    Keep,
    /// The run is not converted.
    Refuse,
}
