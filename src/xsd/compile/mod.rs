//! Schema documents to components: every constraint on schemas is checked here.
//!
//! Owns the way from trees to tables: which documents belong to a schema, what their names refer to, how types are
//! derived, and how content models become automata. Knows nothing of validation.

mod attribute_groups;
mod attributes;
mod automaton;
mod builtin;
mod compiler;
mod complex;
mod content;
mod derivation;
mod elements;
mod groups;
mod identity;
mod load;
mod models;
mod particle;
mod references;
mod restriction;
mod simple;
mod substitution;
mod symbols;
mod values;
mod wildcards;
mod xpath;

use crate::limits::{PatternLimits, SchemaLimits, XmlLimits};
use crate::xml::{Doctype, IllegalCharacters, ReaderOptions};
use crate::xsd::component::Tables;
use crate::xsd::error::SchemaError;
use crate::xsd::source::{Resolve, SchemaDocument};

use compiler::Compiler;

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
    fn reader(&self) -> ReaderOptions {
        ReaderOptions {
            doctype: self.doctype,
            illegal_characters: IllegalCharacters::Refuse,
            limits: self.xml.clone(),
        }
    }
}

/// Compiles the first of `documents` and all that it refers to.
pub(super) fn tables(
    documents: &[SchemaDocument],
    resolver: &mut dyn Resolve,
    options: &CompileOptions,
) -> Result<Tables, SchemaError> {
    let (units, diagnostics) = load::load(documents, resolver, options);
    if !diagnostics.is_empty() {
        return Err(SchemaError { diagnostics });
    }
    let mut compiler = Compiler::new(units, options);
    compiler.build();
    compiler.finish()
}
