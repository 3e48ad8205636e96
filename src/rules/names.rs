//! The rules by name, and how much each matters.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Severity};

/// A rule of the documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Name {
    /// "The maximum number of tests that can be posted at once: 1000."
    TooManyTests,
    /// "Do not include multiple test elements that refer to the same test."
    DuplicateTest,
    /// A payload that was sent before is not processed again.
    DuplicatePayload,
    /// The server finds no release for the suite.
    SuiteWithoutRelease,
    /// A milestone is one of a release.
    MilestoneWithoutRelease,
    /// The vendor's tools take the two for different ways of sending.
    BuildWithSuite,
    /// A test has one value of a field.
    TestFieldTwice,
    /// A failure that nobody can understand.
    FailedWithoutError,
    /// An error that nobody sees.
    ErrorOnPassed,
    /// `started` counts milliseconds; in seconds it is in January 1970.
    StartedInSeconds,
    /// Tests that one tool calls otherwise than another.
    NamesDifferInCase,
    /// Octane's entity ids are positive.
    IdNotPositive,
    /// An element that the documentation names and the schema does not have.
    UndeclaredElement,
}

impl Name {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::TooManyTests,
        Self::DuplicateTest,
        Self::DuplicatePayload,
        Self::SuiteWithoutRelease,
        Self::MilestoneWithoutRelease,
        Self::BuildWithSuite,
        Self::TestFieldTwice,
        Self::FailedWithoutError,
        Self::ErrorOnPassed,
        Self::StartedInSeconds,
        Self::NamesDifferInCase,
        Self::IdNotPositive,
        Self::UndeclaredElement,
    ];

    /// As it is called in options, and the code of its findings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TooManyTests => "too-many-tests",
            Self::DuplicateTest => "duplicate-test",
            Self::DuplicatePayload => "duplicate-payload",
            Self::SuiteWithoutRelease => "suite-without-release",
            Self::MilestoneWithoutRelease => "milestone-without-release",
            Self::BuildWithSuite => "build-with-suite",
            Self::TestFieldTwice => "test-field-twice",
            Self::FailedWithoutError => "failed-without-error",
            Self::ErrorOnPassed => "error-on-passed",
            Self::StartedInSeconds => "started-in-seconds",
            Self::NamesDifferInCase => "names-differ-in-case",
            Self::IdNotPositive => "id-not-positive",
            Self::UndeclaredElement => "undeclared-element",
        }
    }

    /// How much it matters unless the options say otherwise: what the documentation forbids outright is an error.
    pub fn severity(self) -> Severity {
        match self {
            Self::TooManyTests | Self::UndeclaredElement => Severity::Error,
            Self::FailedWithoutError => Severity::Info,
            _ => Severity::Warning,
        }
    }

    /// The next step, where there is one that is the same for every finding.
    pub fn help(self) -> Option<&'static str> {
        match self {
            Self::TooManyTests => Some(
                "cut it into payloads of at most 1000 tests each (convert --runs-per-part, splitPayload)",
            ),
            Self::DuplicatePayload => {
                Some("leave it out, or mark it as new to have it processed again (--as-new, markAsNew)")
            }
            Self::SuiteWithoutRelease => {
                Some("give the release too, or the workspace's default one (--release, --release-default)")
            }
            Self::MilestoneWithoutRelease => Some("give the milestone's release too (--release)"),
            Self::BuildWithSuite => Some("leave one of the two out"),
            _ => None,
        }
    }
}

/// How much each rule matters. In JSON an object of names, each `error`, `warning`, `info` or `off`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Severities {
    changed: BTreeMap<Name, Level>,
}

/// A severity, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Error,
    Warning,
    Info,
    Off,
}

impl Severities {
    /// The severity of a rule; none where it is off.
    pub fn get(&self, name: Name) -> Option<Severity> {
        match self.changed.get(&name) {
            None => Some(name.severity()),
            Some(Level::Error) => Some(Severity::Error),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Info) => Some(Severity::Info),
            Some(Level::Off) => None,
        }
    }

    /// A finding of a rule; none where it is off.
    pub fn finding(&self, name: Name, message: impl Into<String>) -> Option<Diagnostic> {
        let mut finding = Diagnostic::new(self.get(name)?, name.as_str(), message);
        finding.help = name.help().map(str::to_owned);
        Some(finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_what_it_is_called_in_json() {
        for name in Name::ALL {
            assert_eq!(serde_json::to_value(name).unwrap(), name.as_str());
        }
    }

    #[test]
    fn a_severity_can_be_changed_and_switched_off() {
        let severities: Severities =
            serde_json::from_str(r#"{ "duplicate-test": "error", "error-on-passed": "off" }"#).unwrap();
        assert_eq!(severities.get(Name::DuplicateTest), Some(Severity::Error));
        assert_eq!(severities.get(Name::ErrorOnPassed), None);
        assert_eq!(severities.get(Name::BuildWithSuite), Some(Severity::Warning));
        assert!(serde_json::from_str::<Severities>(r#"{ "duplicate": "error" }"#).is_err());
    }
}
