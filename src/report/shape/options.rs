//! How cases become runs, as far as it is for the user to say.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer};

use super::identity::Identity;
use crate::model::Status;
use crate::report::scalar::Offset;

/// How cases become runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseOptions {
    /// Which test a case is.
    pub identity: Identity,
    /// How times are read.
    pub times: Times,
    /// What the tool's words come to.
    pub statuses: Statuses,
}

/// How times are read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Times {
    /// Where timestamps without a zone were written; UTC by default.
    pub zone: Zone,
    /// What a run starts with.
    pub starts: Starts,
    /// What a duration without a unit counts, for formats in seconds.
    pub unit: DurationUnit,
}

/// A fixed distance from UTC: `UTC`, `+02:00`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Zone(pub(in crate::report) Offset);

/// When runs start that have no timestamp of their own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Starts {
    /// With their suite.
    #[default]
    Suite,
    /// One after the other: with their suite, and as much later as the cases before took.
    InSequence,
}

/// What a duration counts that names no unit, in formats that have seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DurationUnit {
    /// Seconds; milliseconds where a whole number is longer than the suite around it and would fit as milliseconds,
    /// which is a guess.
    #[default]
    Auto,
    /// Seconds, always.
    Seconds,
    /// Milliseconds, always.
    Milliseconds,
}

/// What the tool's words come to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Statuses {
    /// Words that mean something else than the format's table says, or that it does not know; case does not count.
    pub words: BTreeMap<String, Status>,
    /// What a word means that no table knows. Without it, what the format's documentation says.
    pub unknown: Option<Unknown>,
    /// Which attempt counts where a test was run several times.
    pub attempts: AttemptPolicy,
}

/// What becomes of a case whose status is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// It has this status.
    Status(Status),
    /// It is not converted.
    Refuse,
}

/// Which of several attempts counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttemptPolicy {
    /// The last, as the tools themselves count.
    #[default]
    Last,
    /// The first.
    First,
    /// The first of those that went worst.
    Worst,
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.millis / 60_000;
        let sign = if minutes < 0 { '-' } else { '+' };
        match minutes.abs() {
            0 => f.write_str("UTC"),
            minutes => write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60),
        }
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let unknown =
            || serde::de::Error::custom(format!("\"{text}\" is no time zone, such as \"UTC\" or \"+02:00\""));
        Offset::parse(&text).map(Self).ok_or_else(unknown)
    }
}

impl<'de> Deserialize<'de> for Unknown {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text == "refuse" {
            return Ok(Self::Refuse);
        }
        let known = Status::ALL.into_iter().find(|status| status.as_str() == text);
        known.map(Self::Status).ok_or_else(|| {
            let expected = Status::ALL.map(Status::as_str).join(", ");
            serde::de::Error::custom(format!("\"{text}\" is neither \"refuse\" nor one of {expected}"))
        })
    }
}
