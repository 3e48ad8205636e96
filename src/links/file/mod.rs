//! The context file: links of all tests and rules for some, as a user writes them down, with every fault at its place.
//!
//! Its form is a table (`shapes`), which checks a file and writes the JSON schema that editors use. The text is JSON; a
//! caller that reads another notation says where its values stand.

mod check;
mod schema;
mod shape;
mod shapes;

use std::collections::HashMap;

use serde::{Deserialize, Deserializer};

use super::rule::Rule;
use crate::diag::{Diagnostic, Place};
use crate::json::{self, Node};
use crate::model::{Context, LinkKind};
use crate::payload::LinkPlaces;

pub use schema::json_schema;

/// A context file that was read.
#[derive(Debug, Clone, Default)]
pub struct ContextFile {
    /// As diagnostics call it.
    pub name: String,
    /// What holds for all tests.
    pub context: Context,
    /// Where its links stand.
    pub places: LinkPlaces,
    /// Rules for some tests, in their order.
    pub rules: Vec<Rule>,
    /// Where each rule stands.
    pub rule_places: Vec<Option<Place>>,
}

/// A context file as it is handed over.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextText {
    /// As diagnostics are to call it.
    pub name: String,
    /// Its text, as JSON.
    pub content: String,
    /// Where values stand in what the JSON was made of, by their paths; without it, where they stand in the JSON.
    #[serde(default)]
    pub places: HashMap<String, Place>,
}

impl ContextFile {
    /// Reads a context file.
    ///
    /// # Errors
    ///
    /// All that is wrong with it: a file is heeded whole, or not at all.
    pub fn read(text: &ContextText) -> Result<Self, Vec<Diagnostic>> {
        let ContextText { name, content, places } = text;
        let json = content.strip_prefix('\u{FEFF}').unwrap_or(content);
        let named = |mut diagnostic: Diagnostic| {
            diagnostic.file = Some(name.clone());
            diagnostic
        };
        let (root, _) = json::parse(json, Place::START).map_err(|error| vec![named(error.into())])?;
        let mut check = check::Check::new(places);
        check.value(&root, &shapes::FILE, "");
        if !check.faults.is_empty() {
            return Err(check.faults.into_iter().map(named).collect());
        }
        let place = |path: &str, found: Option<&Node>| {
            places.get(path).copied().or_else(|| found.map(|node| node.place))
        };
        let link = |kind: LinkKind| place(&format!("/{}", kind.as_str()), root.get(kind.as_str()));
        let rules = root.items_of("rules").iter().enumerate();
        let rule_places =
            rules.map(|(index, node)| place(&format!("/rules[{}]", index + 1), Some(node))).collect();
        let read =
            |error: serde_json::Error| vec![named(Diagnostic::error("context-bad-value", error.to_string()))];
        let (context, rules) = typed(json).map_err(read)?;
        Ok(Self { name: name.clone(), context, places: LinkKind::ALL.map(link), rules, rule_places })
    }
}

/// The file as typed data, once its form is checked.
fn typed(content: &str) -> Result<(Context, Vec<Rule>), serde_json::Error> {
    let mut entries: serde_json::Map<String, serde_json::Value> = serde_json::from_str(content)?;
    entries.remove(shapes::SCHEMA);
    let rules = entries.remove(shapes::RULES).map(Vec::<Rule>::deserialize).transpose()?;
    Ok((Context::deserialize(entries)?, rules.unwrap_or_default()))
}

impl<'de> Deserialize<'de> for ContextFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = ContextText::deserialize(deserializer)?;
        Self::read(&text).map_err(|faults| {
            let first = faults.first().map_or(String::new(), |fault| crate::diag::render(fault, None));
            serde::de::Error::custom(format!("context file: {first}"))
        })
    }
}
