//! How schemas are compiled.

use crate::limits::{PatternLimits, SchemaLimits, XmlLimits};
use crate::xml::{Doctype, IllegalCharacters, ReaderOptions, StrayMarkup};

/// How to compile.
#[derive(Debug, Clone, Default)]
pub struct CompileOptions {
    /// What to do with a document type declaration in a schema document.
    pub doctype: Doctype,
    /// Bounds on each schema document.
    pub xml: XmlLimits,
    /// Bounds on the schema as a whole.
    pub limits: SchemaLimits,
    /// Bounds on patterns.
    pub patterns: PatternLimits,
}

impl CompileOptions {
    pub(super) fn reader(&self) -> ReaderOptions {
        ReaderOptions {
            doctype: self.doctype,
            illegal_characters: IllegalCharacters::Refuse,
            stray_markup: StrayMarkup::Refuse,
            limits: self.xml.clone(),
        }
    }
}
