//! Where in a JSON document the reading stands.

use std::fmt::Write;

/// The way from the root to the current value: as a pattern, in which keys are joined by dots and every item is `[]`
/// (`results.tests[]`), and as a path, in which items have their index, counted from 0 (`/results/tests[3]`).
#[derive(Debug, Default)]
pub(super) struct Trail {
    pattern: String,
    path: String,
    open: Vec<Level>,
}

/// An open object or array.
#[derive(Debug)]
struct Level {
    pattern: usize,
    path: usize,
    /// How many items it has had; none for an object.
    items: Option<usize>,
}

impl Trail {
    pub(super) fn pattern(&self) -> &str {
        &self.pattern
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// How many objects and arrays are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The value of that member comes next.
    pub(super) fn key(&mut self, key: &str) {
        self.back();
        if !self.pattern.is_empty() {
            self.pattern.push('.');
        }
        self.pattern.push_str(key);
        self.path.push('/');
        self.path.push_str(key);
    }

    /// A value comes next: of the member that was named, the next item, or the next root.
    pub(super) fn value(&mut self) {
        if self.open.last().is_none_or(|level| level.items.is_some()) {
            self.back();
        }
        if let Some(items) = self.open.last_mut().and_then(|level| level.items.as_mut()) {
            self.pattern.push_str("[]");
            let slash = if self.path.is_empty() { "/" } else { "" };
            // Writing into a string cannot fail.
            let _ = write!(self.path, "{slash}[{items}]");
            *items += 1;
        }
    }

    pub(super) fn enter(&mut self, is_array: bool) {
        let items = is_array.then_some(0);
        self.open.push(Level { pattern: self.pattern.len(), path: self.path.len(), items });
    }

    pub(super) fn leave(&mut self) {
        self.back();
        self.open.pop();
    }

    /// Forgets the last member or item.
    fn back(&mut self) {
        let (pattern, path) = self.open.last().map_or((0, 0), |level| (level.pattern, level.path));
        self.pattern.truncate(pattern);
        self.path.truncate(path);
    }
}
