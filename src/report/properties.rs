//! What reports say of tests beside their outcome: properties and tags, for those who choose tests by them.

use std::sync::Arc;

use super::raw::{RawCase, RawSuite};

/// Names under which formats have tags: TRX, NUnit, xUnit.net and JUnit 5 call them categories, TestNG groups.
const TAGS: [&str; 5] = ["tag", "tags", "category", "group", "groups"];

/// Properties of a case and of the suites around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Properties {
    own: Vec<(String, String)>,
    suite: Option<Arc<RawSuite>>,
}

impl Properties {
    /// Takes what the case has; the rest of it is left as it is.
    pub(super) fn of_case(raw: &mut RawCase) -> Self {
        Self { own: std::mem::take(&mut raw.properties), suite: raw.suite.take() }
    }

    /// Tags alone.
    pub(super) fn of_tags<'t>(tags: impl Iterator<Item = &'t str>) -> Self {
        Self { own: tags.map(|tag| (TAGS[0].to_owned(), tag.to_owned())).collect(), suite: None }
    }

    /// Names and values: those of the case, then those of the suites from the inside out.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        let suites = self.suite.iter().flat_map(|suite| suite.chain()).flat_map(|suite| &suite.properties);
        self.own.iter().chain(suites).map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The values of the property of that name, the innermost first.
    pub fn values<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p str> {
        self.iter().filter(move |(other, _)| *other == name).map(|(_, value)| value)
    }

    /// The tags, without the sign that some tools put before them.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        let is_tag = |name: &str| TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name));
        let lists = self.iter().filter(move |(name, _)| is_tag(name)).map(|(_, value)| value);
        lists.flat_map(|list| list.split(',')).map(|tag| tag.trim().trim_start_matches('@'))
    }
}
