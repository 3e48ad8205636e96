//! How schemas are compiled.

use crate::limits::{self, PatternLimits, SchemaLimits, XmlLimits};
use crate::xml::{Doctype, IllegalCharacters, ReaderOptions, StrayMarkup};
use crate::xsd::source::Reference;

/// How to compile.
#[derive(Debug, Clone)]
pub struct CompileOptions {
    /// What to do with a document type declaration in a schema document.
    pub doctype: Doctype,
    /// Bounds on each schema document.
    pub xml: XmlLimits,
    /// Bounds on the schema as a whole.
    pub limits: SchemaLimits,
    /// Bounds on patterns.
    pub patterns: PatternLimits,
    /// Schema documents that instance documents point to (section 4.3.2). One counts where the schema has nothing of its
    /// namespace without it, and where it is listed or resolved.
    pub hints: Vec<Reference>,
    /// Findings to keep.
    pub diagnostics: usize,
}

impl Default for CompileOptions {
    fn default() -> Self {
        Self {
            doctype: Doctype::default(),
            xml: XmlLimits::default(),
            limits: SchemaLimits::default(),
            patterns: PatternLimits::default(),
            hints: Vec::new(),
            diagnostics: limits::DIAGNOSTICS,
        }
    }
}

impl CompileOptions {
    /// The bound of that name, such as `depth`, `states` or `diagnostics`; those on patterns begin with `pattern_`.
    pub fn bound(&mut self, name: &str) -> Option<&mut usize> {
        if name == "diagnostics" {
            return Some(&mut self.diagnostics);
        }
        self.xml.bound(name).or_else(|| self.limits.bound(name)).or_else(|| self.patterns.bound(name))
    }

    pub(super) fn reader(&self) -> ReaderOptions {
        ReaderOptions {
            doctype: self.doctype,
            illegal_characters: IllegalCharacters::Refuse,
            stray_markup: StrayMarkup::Refuse,
            limits: self.xml.clone(),
        }
    }
}
