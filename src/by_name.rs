//! Things by name: one tree of names, whatever the things, because each kind of map is some kilobytes of code.

use std::collections::BTreeMap;

/// Things of one kind by name.
#[derive(Debug, Clone)]
pub(crate) struct ByName<T> {
    numbers: BTreeMap<Box<str>, usize>,
    things: Vec<T>,
}

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), things: Vec::new() }
    }
}

impl<T> ByName<T> {
    pub(crate) fn len(&self) -> usize {
        self.things.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        self.numbers.get(name).map(|&number| &self.things[number])
    }

    /// What has the name; something new where nothing had it.
    pub(crate) fn entry(&mut self, name: &str, new: impl FnOnce() -> T) -> &mut T {
        let number = self.numbers.get(name).copied().unwrap_or_else(|| {
            self.numbers.insert(name.into(), self.things.len());
            self.things.push(new());
            self.things.len() - 1
        });
        &mut self.things[number]
    }

    /// All, in the order in which their names came.
    pub(crate) fn into_values(self) -> impl Iterator<Item = T> {
        self.things.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_name_is_found_by_it() {
        let mut numbers = ByName::default();
        for name in ["b", "a", "b"] {
            *numbers.entry(name, || 0) += 1;
        }
        assert_eq!((numbers.len(), numbers.get("b"), numbers.get("c")), (2, Some(&2), None));
        assert_eq!(numbers.into_values().collect::<Vec<_>>(), [2, 1]);
    }
}
