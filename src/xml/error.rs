//! What makes a document not well-formed, or too large to read: data first, words on display.

use std::fmt;

use crate::decode::DecodeFault;
use crate::diag::{Diagnostic, Place};

/// A document that cannot be read on, and where. Nothing is read after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlError {
    /// What is wrong.
    pub kind: XmlErrorKind,
    /// Where: the first byte of what is wrong.
    pub place: Place,
}

/// What is wrong with a document (section numbers are of XML 1.0, fifth edition).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum XmlErrorKind {
    /// The document ends before `expected` (2.1).
    UnexpectedEnd {
        /// What is still to come, such as `</a>`.
        expected: String,
    },
    /// There is no element at all (2.1).
    NoRoot,
    /// Something other than comments and white space stands outside the root element (2.1).
    OutsideRoot,
    /// An end tag does not match the open element (3, well-formedness constraint "Element Type Match").
    MismatchedEnd {
        /// Name of the open element.
        expected: String,
        /// Name in the end tag.
        found: String,
    },
    /// A `<` starts nothing that XML knows (2.4).
    BadMarkup,
    /// A name is expected and none starts here (2.3).
    BadName,
    /// An attribute is not `name="value"` (3.1).
    BadAttribute,
    /// A `<` inside an attribute value (3.1, "No < in Attribute Values").
    LessThanInValue,
    /// The same attribute twice (3.1, "Unique Att Spec").
    DuplicateAttribute {
        /// Its name.
        name: String,
    },
    /// A prefix that no `xmlns:` declares, or a declaration that is not allowed (Namespaces in XML 3 and 5).
    BadPrefix {
        /// The prefix.
        prefix: String,
    },
    /// A character that no document may hold (2.2).
    IllegalCharacter {
        /// The character.
        character: u32,
    },
    /// `&name;` that is neither one of the five of XML nor declared where this reader looks (4.1, "Entity Declared").
    UnknownEntity {
        /// Its name.
        name: String,
    },
    /// `&name;` of an entity outside the document, or declared there; nothing of it is ever loaded (4.4.3, 5.1).
    ExternalEntity {
        /// Its name.
        name: String,
    },
    /// `&name;` of an entity that is not text (4.1, "Parsed Entity").
    UnparsedEntity {
        /// Its name.
        name: String,
    },
    /// An entity that holds itself, directly or through others (4.1, "No Recursion").
    RecursiveEntity {
        /// Its name.
        name: String,
    },
    /// An element that does not end in the entity in which it begins (4.3.2).
    UnbalancedEntity {
        /// Name of the entity.
        name: String,
    },
    /// An `&` that starts no reference (4.1).
    BadReference,
    /// `]]>` in text (2.4).
    CDataEndInText,
    /// `--` in a comment (2.5).
    DoubleHyphen,
    /// The XML declaration is not at the start, or not as section 2.8 has it.
    BadDeclaration,
    /// A document type declaration, which the options refuse.
    DoctypeRefused,
    /// The document type declaration, or a declaration in it, is not as section 2.8, 3.2, 3.3, 4.2 or 4.7 has it.
    BadDoctype {
        /// What is expected instead.
        expected: &'static str,
    },
    /// `%name;` inside a declaration of the internal subset (2.8, "PEs in Internal Subset").
    MisplacedParameterEntity,
    /// The bytes are not of the encoding that they should be of (4.3.3).
    BadEncoding {
        /// Name of the encoding.
        encoding: String,
    },
    /// The declared encoding is not known here (4.3.3).
    UnknownEncoding {
        /// Name of the encoding.
        encoding: String,
    },
    /// A bound of [`XmlLimits`](crate::limits::XmlLimits) is passed.
    Limit {
        /// Name of the bound.
        name: &'static str,
        /// Its value.
        value: usize,
    },
}

impl XmlErrorKind {
    /// Whether an `&` is at fault: it starts no reference, or one that stands for nothing.
    pub(super) fn is_about_reference(&self) -> bool {
        matches!(self, Self::BadReference | Self::UnknownEntity { .. })
    }

    /// Stable code for diagnostics.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnexpectedEnd { .. } => "xml-unexpected-end",
            Self::NoRoot => "xml-no-root",
            Self::OutsideRoot => "xml-outside-root",
            Self::MismatchedEnd { .. } => "xml-mismatched-end",
            Self::BadMarkup => "xml-bad-markup",
            Self::BadName => "xml-bad-name",
            Self::BadAttribute => "xml-bad-attribute",
            Self::LessThanInValue => "xml-less-than-in-value",
            Self::DuplicateAttribute { .. } => "xml-duplicate-attribute",
            Self::BadPrefix { .. } => "xml-bad-prefix",
            Self::IllegalCharacter { .. } => "xml-illegal-character",
            Self::UnknownEntity { .. } => "xml-unknown-entity",
            Self::ExternalEntity { .. } => "xml-external-entity",
            Self::UnparsedEntity { .. } => "xml-unparsed-entity",
            Self::RecursiveEntity { .. } => "xml-recursive-entity",
            Self::UnbalancedEntity { .. } => "xml-unbalanced-entity",
            Self::BadReference => "xml-bad-reference",
            Self::CDataEndInText => "xml-cdata-end-in-text",
            Self::DoubleHyphen => "xml-double-hyphen",
            Self::BadDeclaration => "xml-bad-declaration",
            Self::DoctypeRefused => "xml-doctype-refused",
            Self::BadDoctype { .. } => "xml-bad-doctype",
            Self::MisplacedParameterEntity => "xml-misplaced-parameter-entity",
            Self::BadEncoding { .. } => "xml-bad-encoding",
            Self::UnknownEncoding { .. } => "xml-unknown-encoding",
            Self::Limit { .. } => "xml-limit",
        }
    }

    fn help(&self) -> Option<&'static str> {
        match self {
            Self::UnexpectedEnd { .. } => {
                Some("the file is cut off: was the test run stopped, or the disk full?")
            }
            Self::NoRoot | Self::OutsideRoot => Some("is this file XML?"),
            Self::LessThanInValue => Some("write `&lt;`"),
            Self::BadReference => Some("write `&amp;`"),
            Self::CDataEndInText => Some("write `]]&gt;`"),
            Self::DoctypeRefused => Some(
                "the option `doctype` set to `internal` reads what it declares here, and nothing from outside",
            ),
            Self::ExternalEntity { .. } => Some("nothing outside the document is loaded"),
            Self::BadEncoding { .. } => {
                Some("save the file as UTF-8, or correct the encoding in its first line")
            }
            _ => None,
        }
    }
}

impl fmt::Display for XmlErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnexpectedEnd { expected } => write!(f, "the document ends before \"{expected}\""),
            Self::NoRoot => f.write_str("the document has no element"),
            Self::OutsideRoot => f.write_str("text or a second element stands outside the root element"),
            Self::MismatchedEnd { expected, found } => {
                write!(f, "end tag \"</{found}>\" does not match the open element \"{expected}\"")
            }
            Self::BadMarkup => f.write_str("\"<\" starts no markup here"),
            Self::BadName => f.write_str("a name is expected here"),
            Self::BadAttribute => f.write_str("an attribute of the form name=\"value\" is expected here"),
            Self::LessThanInValue => f.write_str("\"<\" stands in an attribute value"),
            Self::DuplicateAttribute { name } => write!(f, "attribute \"{name}\" stands twice in one tag"),
            Self::BadPrefix { prefix } => {
                write!(f, "namespace prefix \"{prefix}\" is not declared, or not so")
            }
            Self::IllegalCharacter { character } => {
                write!(f, "character U+{character:04X} is not allowed in XML")
            }
            Self::UnknownEntity { name } => write!(f, "entity \"&{name};\" is not declared"),
            Self::ExternalEntity { name } => write!(f, "entity \"&{name};\" comes from outside the document"),
            Self::UnparsedEntity { name } => write!(f, "entity \"&{name};\" is not text"),
            Self::RecursiveEntity { name } => write!(f, "entity \"{name}\" holds itself"),
            Self::UnbalancedEntity { name } => {
                write!(
                    f,
                    "an element does not end in the entity \"{name}\" in which it begins, or the reverse"
                )
            }
            Self::BadReference => f.write_str("\"&\" starts no reference"),
            Self::CDataEndInText => f.write_str("\"]]>\" stands in text"),
            Self::DoubleHyphen => f.write_str("\"--\" stands in a comment"),
            Self::BadDeclaration => f.write_str("the XML declaration is misplaced or malformed"),
            Self::DoctypeRefused => f.write_str("a document type declaration is not accepted"),
            Self::BadDoctype { expected } => {
                let quote = if expected.contains(|c: char| c.is_ascii_alphabetic()) { "" } else { "\"" };
                let expected = format_args!("{quote}{expected}{quote} is expected here");
                write!(f, "the document type declaration is malformed: {expected}")
            }
            Self::MisplacedParameterEntity => {
                f.write_str("a parameter entity stands inside a declaration of the internal subset")
            }
            Self::BadEncoding { encoding } => write!(f, "these bytes are not {encoding}"),
            Self::UnknownEncoding { encoding } => write!(f, "encoding \"{encoding}\" is not known"),
            Self::Limit { name, value } => write!(f, "the limit \"{name}\" of {value} is passed"),
        }
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.place.line, self.place.column, self.kind)
    }
}

impl std::error::Error for XmlError {}

impl From<DecodeFault> for XmlErrorKind {
    fn from(fault: DecodeFault) -> Self {
        match fault {
            DecodeFault::BadEncoding { encoding } => Self::BadEncoding { encoding },
            DecodeFault::UnknownEncoding { encoding } => Self::UnknownEncoding { encoding },
        }
    }
}

impl From<XmlError> for Diagnostic {
    fn from(error: XmlError) -> Self {
        let diagnostic = Self::error(error.kind.code(), error.kind.to_string()).with_place(error.place);
        match error.kind.help() {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        }
    }
}
