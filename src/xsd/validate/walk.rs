//! Paths of the `XPath` subset, followed step by step as elements open and close.

use crate::xsd::component::{NameId, NamespaceId, Path};

/// How far some paths have come below the element they start at.
#[derive(Debug, Default)]
pub(super) struct Walk {
    origin: usize,
    partial: Vec<Partial>,
}

/// At the element of `depth`, `steps` steps of the path are done.
#[derive(Debug, Clone, Copy)]
struct Partial {
    path: usize,
    steps: usize,
    depth: usize,
}

impl Walk {
    /// Starts at the element of `depth`; adds the paths that are complete there already to `complete`.
    pub(super) fn start(paths: &[Path], depth: usize, complete: &mut Vec<usize>) -> Self {
        let mut walk = Self { origin: depth, partial: Vec::new() };
        for (index, path) in paths.iter().enumerate() {
            if path.steps.is_empty() {
                complete.push(index);
            } else {
                walk.partial.push(Partial { path: index, steps: 0, depth });
            }
        }
        walk
    }

    /// Enters an element of `depth`; adds the paths that it completes to `complete`.
    pub(super) fn enter(
        &mut self,
        paths: &[Path],
        depth: usize,
        (namespace, name): (NamespaceId, NameId),
        complete: &mut Vec<usize>,
    ) {
        for index in 0..self.partial.len() {
            let Partial { path, steps, depth: at } = self.partial[index];
            let starts_anywhere = steps == 0 && paths[path].descends && at == self.origin;
            if at + 1 != depth && !(starts_anywhere && at < depth) {
                continue;
            }
            if !paths[path].steps[steps].admits(namespace, name) {
                continue;
            }
            if steps + 1 == paths[path].steps.len() {
                complete.push(path);
            } else {
                self.partial.push(Partial { path, steps: steps + 1, depth });
            }
        }
        for (index, path) in paths.iter().enumerate() {
            if path.descends && path.steps.is_empty() {
                complete.push(index);
            }
        }
    }

    /// Leaves the element of `depth`.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.partial.last().is_some_and(|partial| partial.depth >= depth) {
            self.partial.pop();
        }
    }
}
