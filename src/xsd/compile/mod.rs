//! Schema documents to components: every constraint on schemas is checked here.
//!
//! Owns the way from trees to tables: which documents belong to a schema, what their names refer to, how types are
//! derived, and how content models become automata. Knows nothing of validation.

mod at;
mod attribute_groups;
mod attributes;
mod automaton;
mod budget;
mod builtin;
mod compiler;
mod complex;
mod content;
mod definition;
mod derivation;
mod drafts;
mod elements;
mod faults;
mod groups;
mod identity;
mod load;
mod models;
mod options;
mod particle;
mod references;
mod restriction;
mod simple;
mod substitution;
mod symbols;
mod values;
mod wildcards;
mod xpath;

use crate::xsd::component::Tables;
use crate::xsd::error::SchemaError;
use crate::xsd::source::{Resolve, SchemaDocument};

use compiler::Compiler;
use load::Loaded;
pub use options::CompileOptions;

/// Compiles the first of `documents` and all that it refers to.
pub(super) fn tables(
    documents: &[SchemaDocument],
    resolver: &mut dyn Resolve,
    options: &CompileOptions,
) -> Result<Tables, SchemaError> {
    let Loaded { units, diagnostics, is_whole } = load::load(documents, resolver, options);
    if units.is_empty() {
        return Err(SchemaError { diagnostics });
    }
    let mut compiler = Compiler::new(units, options);
    compiler.build();
    compiler.finish(diagnostics, is_whole)
}
