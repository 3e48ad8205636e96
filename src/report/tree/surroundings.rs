//! The open elements around a test case.

use std::sync::Arc;

use crate::report::raw::RawSuite;

/// Names of children that are counted apart: reports have under ten, and each is compared with each.
const NAMES: usize = 50;

/// The open suites, from the outside in.
#[derive(Debug, Default)]
pub(in crate::report) struct Surroundings {
    open: Vec<Surrounding>,
}

/// An open element: the suite that it is for its test cases, and how many children of each name it has had.
#[derive(Debug)]
struct Surrounding {
    suite: Arc<RawSuite>,
    children: Vec<(String, usize)>,
}

impl Surroundings {
    /// The innermost suite.
    pub(in crate::report) fn suite(&self) -> Option<Arc<RawSuite>> {
        self.open.last().map(|innermost| Arc::clone(&innermost.suite))
    }

    /// The innermost suite, for what it says of itself after its start tag; its later cases have it.
    pub(in crate::report) fn suite_mut(&mut self) -> Option<&mut RawSuite> {
        self.open.last_mut().map(|innermost| Arc::make_mut(&mut innermost.suite))
    }

    /// The path of the next child of that name; a child of the root or deeper has an index.
    pub(in crate::report) fn child_path(&mut self, name: &str) -> String {
        let Some(parent) = self.open.last_mut() else { return format!("/{name}") };
        let is_known = parent.children.iter().any(|(child, _)| child == name);
        let name = if is_known || parent.children.len() < NAMES { name } else { "*" };
        let count = match parent.children.iter_mut().find(|(child, _)| child == name) {
            Some((_, count)) => count,
            None => &mut parent.children.push_mut((name.to_owned(), 0)).1,
        };
        *count += 1;
        let count = count.to_string();
        [&parent.suite.path, "/", name, "[", &count, "]"].concat()
    }

    /// A suite that is the next child of the innermost.
    pub(super) fn new_suite(&mut self, name: &str) -> RawSuite {
        RawSuite { path: self.child_path(name), parent: self.suite(), ..RawSuite::default() }
    }

    pub(super) fn enter(&mut self, suite: RawSuite) {
        self.open.push(Surrounding { suite: Arc::new(suite), children: Vec::new() });
    }

    pub(super) fn leave(&mut self) {
        self.open.pop();
    }
}
