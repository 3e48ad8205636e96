//! Who wins, as a table: one policy for each kind of link.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

use crate::model::LinkKind;

/// Who wins where the report and a run both have a link of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// The run has what it says itself.
    #[default]
    RunWins,
    /// The run has what the report says.
    ReportWins,
    /// The run has both; for kinds with a single value the run wins.
    Unite,
    /// The run is not converted.
    Refuse,
}

/// A policy for each kind of link. In JSON, one policy for all, or an object with kinds and `default`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Policies {
    by_kind: [Policy; LinkKind::ALL.len()],
}

impl Policies {
    /// The same policy for every kind.
    pub fn all(policy: Policy) -> Self {
        Self { by_kind: [policy; LinkKind::ALL.len()] }
    }

    /// The policy for a kind.
    pub fn get(&self, kind: LinkKind) -> Policy {
        self.by_kind[kind as usize]
    }

    /// The same, with another policy for one kind.
    #[must_use]
    pub fn with(mut self, kind: LinkKind, policy: Policy) -> Self {
        self.by_kind[kind as usize] = policy;
        self
    }
}

impl<'de> Deserialize<'de> for Policies {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            One(Policy),
            Each(std::collections::BTreeMap<String, Policy>),
        }
        match Form::deserialize(deserializer)? {
            Form::One(policy) => Ok(Self::all(policy)),
            Form::Each(entries) => {
                let default = entries.get("default").copied().unwrap_or_default();
                entries.iter().filter(|(name, _)| *name != "default").try_fold(
                    Self::all(default),
                    |all, (name, policy)| {
                        let kind = LinkKind::from_str(name);
                        let unknown = || serde::de::Error::custom(format!("unknown kind of link \"{name}\""));
                        Ok(all.with(kind.map_err(|()| unknown())?, *policy))
                    },
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_are_one_word_or_one_for_each_kind() {
        let one: Policies = serde_json::from_str("\"unite\"").unwrap();
        assert_eq!(one, Policies::all(Policy::Unite));
        let each: Policies = serde_json::from_str(r#"{"release":"refuse","default":"report-wins"}"#).unwrap();
        assert_eq!(each, Policies::all(Policy::ReportWins).with(LinkKind::Release, Policy::Refuse));
        assert!(serde_json::from_str::<Policies>(r#"{"relese":"refuse"}"#).is_err());
        assert!(serde_json::from_str::<Policies>("\"both\"").is_err());
    }
}
