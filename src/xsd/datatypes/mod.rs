//! XML Schema 1.0 (second edition) Part 2: the built-in types, types derived from them, and whether a text is one of
//! their values.
//!
//! Owns the simple type definition in its compiled form ([`SimpleType`]), the constraints on facets
//! ([`SimpleType::restrict`], [`SimpleType::list`], [`SimpleType::union`]) and what is wrong with a value
//! ([`Violation`]). Knows no schema document, no element and no XML: prefixes are resolved by the caller
//! ([`Namespaces`]), names and places of types are the caller's too.
//!
//! ```
//! use octane_payload::limits::PatternLimits;
//! use octane_payload::xsd::datatypes::{Builtin, Facet, FacetKind, NoNamespaces};
//!
//! let facets = [Facet::new(FacetKind::MaxLength, "3"), Facet::new(FacetKind::Pattern, "[a-z]*")];
//! let (code, errors) = Builtin::Token.simple_type().restrict(&facets, &PatternLimits::default());
//! assert!(errors.is_empty());
//! assert!(code.is_valid(" abc ", &NoNamespaces));
//! let violations = code.check("ABCD", &NoNamespaces).unwrap_err();
//! let codes: Vec<_> = violations.iter().map(|violation| violation.code()).collect();
//! assert_eq!(codes, ["cvc-pattern-valid", "cvc-maxLength-valid"]);
//! ```

mod binary;
mod binary_float;
mod builtin;
mod builtin_types;
mod check;
mod decimal;
mod derive;
mod duration;
mod facet_error;
mod facets;
mod float;
mod lexical;
mod mix;
mod names;
mod number;
mod plan;
mod regex;
mod restrict;
mod role;
mod roles;
mod simple_type;
mod string;
mod temporal;
mod uri;
mod value;
mod violation;
mod whitespace;

pub use builtin::Builtin;
pub use derive::DerivationError;
pub use facet_error::{FacetError, FacetFault};
pub use facets::{Bound, Count, Enumeration, Facet, FacetKind, Facets, Pattern};
pub(crate) use mix::Mix;
pub use regex::{Regex, RegexError, RegexFault};
pub use role::Role;
pub use simple_type::{SimpleType, Variety};
pub use value::Value;
pub use violation::Violation;
pub use whitespace::WhiteSpace;

/// Resolves the prefix of a `QName` or `NOTATION` value where it stands.
pub trait Namespaces {
    /// The namespace bound to `prefix`; for the empty prefix the default namespace, or `""` where there is none.
    /// `None`: the prefix is not bound.
    fn namespace(&self, prefix: &str) -> Option<&str>;
}

/// For values without a place in a document: no prefix is bound and there is no default namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NoNamespaces;

impl Namespaces for NoNamespaces {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        prefix.is_empty().then_some("")
    }
}
