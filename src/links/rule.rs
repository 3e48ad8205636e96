//! Rules: what tests that a selector chooses are linked to.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::selector::Selector;
use crate::model::{LinkKind, Links};

/// What a rule does to the tests that it chooses: it removes, then sets, then adds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rule {
    /// Its name, for those who read what it did.
    pub name: Option<String>,
    /// Which tests.
    pub when: Selector,
    /// Kinds that are as the rule has them, whatever the report says of the test itself.
    pub set: RuleLinks,
    /// Items that come on top of what the test is linked to otherwise; for kinds with several values.
    pub add: RuleLinks,
    /// What the test is not linked to, wherever it comes from.
    pub remove: Removal,
}

/// Links of a rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleLinks(pub Links);

/// What a rule removes: in JSON `true` for all of a kind, or a list of items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Removal {
    /// Kinds of which nothing is left.
    pub kinds: Vec<LinkKind>,
    /// Single items.
    pub items: Links,
}

impl<'de> Deserialize<'de> for RuleLinks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let context = crate::model::Context::deserialize(deserializer)?;
        if context.build.is_some() {
            return Err(D::Error::custom("a rule cannot set the build, which is one for a whole payload"));
        }
        Ok(Self(context.links))
    }
}

impl<'de> Deserialize<'de> for Removal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut entries = serde_json::Map::deserialize(deserializer)?;
        let mut kinds = Vec::new();
        for kind in LinkKind::ALL {
            if entries.get(kind.as_str()) == Some(&serde_json::Value::Bool(true)) {
                entries.remove(kind.as_str());
                kinds.push(kind);
            }
        }
        let RuleLinks(items) = RuleLinks::deserialize(entries).map_err(D::Error::custom)?;
        Ok(Self { kinds, items })
    }
}

impl Rule {
    /// As diagnostics call it: its name, or its number among the rules.
    pub fn title(&self, index: usize) -> String {
        self.name.clone().unwrap_or_else(|| format!("{}", index + 1))
    }
}
