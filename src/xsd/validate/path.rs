//! The path to the innermost open element. It is followed with each element and asked for with a finding only, so what
//! it looks like is worked out when it is asked for.

use std::fmt::Write;

/// Names of the open elements as the document writes them, and their numbers among siblings.
#[derive(Debug, Default)]
pub(super) struct Path {
    names: String,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    /// Where its name ends; it begins where the last one's ends.
    end: usize,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Element(Option<u32>),
    Attribute,
}

impl Path {
    /// How many steps it has.
    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }

    /// Goes back to so many steps.
    pub(super) fn truncate(&mut self, steps: usize) {
        self.steps.truncate(steps);
        self.names.truncate(self.steps.last().map_or(0, |step| step.end));
    }

    /// Goes to an element; `index` among siblings of the name where it is shown.
    pub(super) fn push_element(&mut self, prefix: &str, local: &str, index: Option<u32>) {
        self.push(prefix, local, Kind::Element(index));
    }

    /// Goes to an attribute.
    pub(super) fn push_attribute(&mut self, prefix: &str, local: &str) {
        self.push(prefix, local, Kind::Attribute);
    }

    fn push(&mut self, prefix: &str, local: &str, kind: Kind) {
        if !prefix.is_empty() {
            self.names.push_str(prefix);
            self.names.push(':');
        }
        self.names.push_str(local);
        self.steps.push(Step { end: self.names.len(), kind });
    }

    /// The path for eyes: `/a/b[2]/@c`.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut start = 0;
        for &Step { end, kind } in &self.steps {
            text.push_str(if matches!(kind, Kind::Attribute) { "/@" } else { "/" });
            text.push_str(&self.names[start..end]);
            if let Kind::Element(Some(index)) = kind {
                write!(text, "[{index}]").expect("a string takes all");
            }
            start = end;
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_shows_names_numbers_and_attributes_and_goes_back() {
        let mut path = Path::default();
        path.push_element("", "a", None);
        path.push_element("p", "b", Some(12));
        path.push_attribute("q", "c");
        assert_eq!(path.text(), "/a/p:b[12]/@q:c");
        path.truncate(1);
        path.push_attribute("", "d");
        assert_eq!(path.text(), "/a/@d");
        path.truncate(0);
        assert_eq!((path.text().as_str(), path.len()), ("", 0));
    }
}
