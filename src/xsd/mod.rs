//! XML Schema 1.0, second edition: schema documents are compiled once, documents are validated as a stream.
//!
//! Owns everything that the recommendation says of schemas and of validity, and nothing else: no I/O, no format.
//! Its floors see only what is below them: `validate` knows `component`, and neither `syntax` nor `compile`.
//!
//! ```
//! use octane_payload::xsd::{self, CompileOptions, NoResolver, SchemaDocument, ValidateOptions};
//!
//! let text = r#"<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="a" type="int"/></schema>"#;
//! let documents = [SchemaDocument::new("a.xsd", text)];
//! let schema = xsd::compile(&documents, &mut NoResolver, &CompileOptions::default())?;
//! assert!(xsd::validate(&schema, b"<a>1</a>", ValidateOptions::default()).valid);
//! let validation = xsd::validate(&schema, b"<a>one</a>", ValidateOptions::default());
//! assert_eq!(validation.diagnostics[0].code, "cvc-datatype-valid.1.2.1");
//! # Ok::<(), xsd::SchemaError>(())
//! ```

mod compile;
mod component;
pub mod datatypes;
mod describe;
mod differences;
mod error;
mod hints;
mod lists;
mod order;
mod rules;
mod source;
mod suggest;
mod syntax;
mod validate;

use std::sync::Arc;

pub use compile::CompileOptions;
pub use describe::{AttributeDescription, ChildDescription, ElementDescription, ValueDescription};
pub use error::SchemaError;
pub use hints::HintReader;
pub use rules::{AttributeRule, ElementRules};
pub use source::{NoResolver, Reference, Resolve, SchemaDocument};
pub use validate::{ValidateOptions, Validation, Validator};

/// A compiled schema: immutable, shared by cloning, usable from several threads.
#[derive(Debug, Clone)]
pub struct Schema(Arc<component::Tables>);

/// Compiles the first of `documents` and all that it refers to; documents that are not among `documents` are asked of
/// the `resolver`.
///
/// # Errors
///
/// The schema breaks a rule, uses what is not known, or passes a limit: every fault with its code and place.
pub fn compile(
    documents: &[SchemaDocument],
    resolver: &mut dyn Resolve,
    options: &CompileOptions,
) -> Result<Schema, SchemaError> {
    let tables = compile::tables(documents, resolver, options)?;
    Ok(Schema(Arc::new(tables)))
}

/// Validates a whole document; [`Validator`] does the same for a document in chunks.
pub fn validate(schema: &Schema, document: &[u8], options: ValidateOptions) -> Validation {
    let mut validator = Validator::new(schema, options);
    validator.push(document);
    validator.finish()
}

impl Schema {
    /// The element at a path of local names from the root, all in no namespace; none where the schema has no such element.
    ///
    /// ```
    /// use octane_payload::payload::BUNDLED_SCHEMA;
    /// use octane_payload::xsd::{self, CompileOptions, NoResolver, SchemaDocument};
    ///
    /// let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
    /// let schema = xsd::compile(&documents, &mut NoResolver, &CompileOptions::default())?;
    /// let run = schema.element(&["test_result", "test_runs", "test_run"]).expect("the payload has runs");
    /// let name = run.attribute("name").expect("a run has a name");
    /// assert_eq!(name.simple_type.facets().max_length.map(|count| count.value), Some(255));
    /// assert!(name.is_required && run.attribute("nickname").is_none());
    /// # Ok::<(), xsd::SchemaError>(())
    /// ```
    pub fn element(&self, path: &[&str]) -> Option<ElementRules<'_>> {
        ElementRules::at(&self.0, path)
    }

    /// What may stand at the element at a path of local names from the root, all in no namespace; none where the schema has no
    /// such element.
    pub fn describe(&self, path: &[&str]) -> Option<ElementDescription> {
        describe::element(&self.0, path)
    }

    /// What `other` says differently, in one line such as `1 more: "build/@artifact_id"`; `None` where it says the same.
    pub fn differences(&self, other: &Self) -> Option<String> {
        differences::summary(&self.0, &other.0)
    }
}

impl Validator {
    /// A validator at the start of a document.
    pub fn new(schema: &Schema, options: ValidateOptions) -> Self {
        Self::over(Arc::clone(&schema.0), options)
    }
}
