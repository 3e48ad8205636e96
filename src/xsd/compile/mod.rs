//! Schema documents to components: every constraint on schemas is checked here.
//!
//! Owns the way from trees to tables: which documents belong to a schema, what their names refer to, how types are
//! derived, and how content models become automata. Knows nothing of validation.

mod load;
mod symbols;
mod compiler;
mod references;
mod simple;
mod complex;
mod content;
mod attributes;
mod attribute_groups;
mod elements;
mod groups;
mod particle;
mod wildcards;
mod identity;
mod xpath;
mod substitution;
mod derivation;
mod restriction;
mod values;
mod models;
mod automaton;
mod builtin;

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
