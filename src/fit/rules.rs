//! What the schema asks of the attributes that hold text, read once.

use super::strings::Element;
use crate::limits::ATTRIBUTE_CHARACTERS;
use crate::xsd::datatypes::{NoNamespaces, SimpleType};
use crate::xsd::{ElementRules, Schema};

/// What the schema asks, by element and attribute.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    /// In the order of [`Element::ALL`].
    by_element: Vec<Vec<(&'static str, Rule)>>,
}

/// What one attribute may hold.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    /// None where the schema does not declare it and takes nothing that it does not declare.
    simple_type: Option<SimpleType>,
    /// Code points.
    pub(super) max: usize,
    /// Whether the schema has set that limit; else it is that of the server's parser.
    pub(super) is_of_schema: bool,
    is_url: bool,
    /// Whether there is more to ask than the length.
    is_plain: bool,
}

impl Rules {
    pub(super) fn of(schema: &Schema) -> Self {
        let rules = |element: &Element| match schema.element(element.path()) {
            Some(rules) => element
                .attributes()
                .iter()
                .filter_map(|name| Some((*name, Rule::of(&rules, name)?)))
                .collect(),
            None => Vec::new(),
        };
        Self { by_element: Element::ALL.iter().map(rules).collect() }
    }

    pub(super) fn get(&self, element: Element, attribute: &str) -> Option<&Rule> {
        let rules = &self.by_element[element as usize];
        rules.iter().find(|(name, _)| *name == attribute).map(|(_, rule)| rule)
    }
}

impl Rule {
    /// None where the schema takes whatever stands there.
    fn of(element: &ElementRules<'_>, attribute: &str) -> Option<Self> {
        let simple_type = element.attribute(attribute).map(|rule| rule.simple_type);
        if simple_type.is_none() && element.allows_others() {
            return None;
        }
        let facets = simple_type.as_ref().map(SimpleType::facets);
        let count = facets.and_then(|facets| facets.max_length.or(facets.length)).map(|count| count.value);
        let max =
            count.and_then(|count| usize::try_from(count).ok()).filter(|max| *max < ATTRIBUTE_CHARACTERS);
        let is_plain = facets.is_some_and(|facets| {
            facets.patterns.is_empty()
                && facets.enumeration.is_none()
                && facets.min_length.is_none_or(|min| min.value < 2)
        });
        Some(Self {
            simple_type,
            max: max.unwrap_or(ATTRIBUTE_CHARACTERS),
            is_of_schema: max.is_some(),
            is_url: attribute == "external_report_url",
            is_plain,
        })
    }

    pub(super) fn is_url(&self) -> bool {
        self.is_url
    }

    pub(super) fn is_declared(&self) -> bool {
        self.simple_type.is_some()
    }

    /// How many code points the value has, where these are too many.
    pub(super) fn excess(&self, value: &str) -> Option<usize> {
        // No code point is longer than its bytes: most strings need no count.
        if value.len() <= self.max {
            return None;
        }
        Some(value.chars().count()).filter(|length| *length > self.max)
    }

    /// Whether the schema takes a value that is not too long.
    pub(super) fn takes(&self, value: &str) -> bool {
        let simple_type = self.simple_type.as_ref();
        simple_type.is_some_and(|simple_type| {
            (self.is_plain && !value.is_empty()) || simple_type.is_valid(value, &NoNamespaces)
        })
    }
}
