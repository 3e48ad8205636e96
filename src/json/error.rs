//! What makes a document not JSON, or too large to read: data first, words on display.

use std::fmt;

use crate::diag::{Diagnostic, Place};

/// A document that cannot be read on, and where. Nothing is read after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    /// What is wrong.
    pub kind: JsonErrorKind,
    /// Where: the first byte of what is wrong.
    pub place: Place,
}

/// What is wrong with a document (section numbers are of RFC 8259).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum JsonErrorKind {
    /// The document ends before `expected`.
    UnexpectedEnd {
        /// What is still to come, such as `"]"`.
        expected: &'static str,
    },
    /// Something else stands where `expected` should (2).
    Unexpected {
        /// What stands there.
        found: char,
        /// What should.
        expected: &'static str,
    },
    /// A word other than `true`, `false` and `null` (3).
    BadWord {
        /// The word.
        word: String,
    },
    /// A number of another form than section 6 has it.
    BadNumber {
        /// The number.
        number: String,
    },
    /// A backslash that starts no escape (7).
    BadEscape,
    /// Something stands after the value that is the document (2).
    OutsideRoot,
    /// A bound of [`JsonLimits`](crate::limits::JsonLimits) is passed.
    Limit {
        /// Name of the bound.
        name: &'static str,
        /// Its value.
        value: usize,
    },
}

impl JsonErrorKind {
    /// Stable code for diagnostics.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnexpectedEnd { .. } => "json-unexpected-end",
            Self::Unexpected { .. } => "json-unexpected",
            Self::BadWord { .. } => "json-bad-word",
            Self::BadNumber { .. } => "json-bad-number",
            Self::BadEscape => "json-bad-escape",
            Self::OutsideRoot => "json-outside-root",
            Self::Limit { .. } => "json-limit",
        }
    }

    fn help(&self) -> Option<&'static str> {
        match self {
            Self::UnexpectedEnd { .. } => {
                Some("the file is cut off: was the test run stopped, or the disk full?")
            }
            Self::OutsideRoot => Some("was the output of another command written into the same file?"),
            _ => None,
        }
    }
}

impl fmt::Display for JsonErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnexpectedEnd { expected } => write!(f, "the document ends before {expected}"),
            Self::Unexpected { found, expected } => {
                let found = if found.is_control() {
                    format!("U+{:04X}", u32::from(*found))
                } else {
                    found.to_string()
                };
                write!(f, "{expected} is expected, and \"{found}\" is found")
            }
            Self::BadWord { word } => write!(f, "\"{word}\" is no value"),
            Self::BadNumber { number } => write!(f, "\"{number}\" is no number"),
            Self::BadEscape => f.write_str("\"\\\" starts no escape"),
            Self::OutsideRoot => f.write_str("something stands after the end of the document"),
            Self::Limit { name, value } => write!(f, "the limit \"{name}\" of {value} is passed"),
        }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.place.line, self.place.column, self.kind)
    }
}

impl std::error::Error for JsonError {}

impl From<JsonError> for Diagnostic {
    fn from(error: JsonError) -> Self {
        let diagnostic = Self::error(error.kind.code(), error.kind.to_string()).with_place(error.place);
        match error.kind.help() {
            Some(help) => diagnostic.with_help(help),
            None => diagnostic,
        }
    }
}
