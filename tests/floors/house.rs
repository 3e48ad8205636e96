//! The modules of a source tree and what each file uses of the others.

use std::collections::{BTreeMap, BTreeSet};

use crate::paths::{Named, Path, named};
use crate::tokens::tokens;

/// Name of the module that `lib.rs` is.
pub(crate) const FACADE: &str = "crate";

/// One source file: its path below `src`, with `/`, and its text.
pub(crate) type Source = (String, String);

/// A source tree, read.
pub(crate) struct House<'a> {
    /// What each module's file names, by the module's path, such as `xml::reader`.
    pub(crate) files: BTreeMap<String, Named<'a>>,
}

impl<'a> House<'a> {
    /// Reads a source tree; modules that are declared for tests only are left out.
    pub(crate) fn read(sources: &'a [Source]) -> Self {
        let mut files: BTreeMap<String, Named<'a>> =
            sources.iter().map(|(path, text)| (module_of(path), named(&tokens(text)))).collect();
        for module in test_modules(&files) {
            let below = format!("{module}::");
            files.retain(|name, _| *name != module && !name.starts_with(&below));
        }
        Self { files }
    }

    /// The modules that a module's file uses, itself left out.
    pub(crate) fn uses(&self, module: &str) -> BTreeSet<String> {
        let paths = self.files[module].paths.iter();
        let mut used: BTreeSet<String> = paths.filter_map(|path| self.target(module, path)).collect();
        used.remove(module);
        used
    }

    /// The module that a path leads to: the longest start of it that is a module of this tree.
    fn target(&self, from: &str, path: &Path<'_>) -> Option<String> {
        let (mut module, words) = match path.split_first()? {
            (&"crate", rest) => (FACADE.to_owned(), rest),
            (&"self", rest) => (from.to_owned(), rest),
            (&"super", rest) => climb(from, rest),
            (first, _) if self.files.contains_key(&child(from, first)) => (from.to_owned(), &path[..]),
            _ => return None,
        };
        for word in words {
            let next = child(&module, word);
            if !self.files.contains_key(&next) {
                break;
            }
            module = next;
        }
        Some(module)
    }
}

fn climb<'w, 'a>(from: &str, mut words: &'w [&'a str]) -> (String, &'w [&'a str]) {
    let mut module = parent(from);
    while let Some((&"super", rest)) = words.split_first() {
        module = parent(&module);
        words = rest;
    }
    (module, words)
}

fn test_modules(files: &BTreeMap<String, Named<'_>>) -> Vec<String> {
    let declared = |(module, named): (&String, &Named<'_>)| {
        let children = named.test_modules.iter();
        children.map(|name| child(module, name)).collect::<Vec<_>>()
    };
    files.iter().flat_map(declared).collect()
}

/// `xml/reader.rs` is `xml::reader`, `xml/mod.rs` is `xml`, `lib.rs` is the facade.
fn module_of(path: &str) -> String {
    let path = path.trim_end_matches(".rs");
    let path = path.trim_end_matches("/mod");
    if path == "lib" {
        return FACADE.to_owned();
    }
    path.replace('/', "::")
}

fn child(module: &str, name: &str) -> String {
    if module == FACADE {
        return name.to_owned();
    }
    format!("{module}::{name}")
}

/// The module that a module stands in.
pub(crate) fn parent(module: &str) -> String {
    module.rsplit_once("::").map_or(FACADE, |(parent, _)| parent).to_owned()
}
