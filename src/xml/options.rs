//! How a document is read.

use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::characters::is_xml_char;
use crate::limits::XmlLimits;

/// What to do with a document type declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Doctype {
    /// It is an error.
    #[default]
    Refuse,
    /// It is read over; entities that it declares are unknown.
    Ignore,
    /// Its internal subset is read as by a non-validating processor (XML 1.0, section 5.1): entities are expanded within
    /// limits, attributes get their defaults. Nothing outside the document is ever loaded.
    Internal,
}

/// What to do with characters that XML does not allow, raw or as references.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum IllegalCharacters {
    /// They are an error.
    #[default]
    Refuse,
    /// They are replaced, and noted in [`Repairs`](super::Repairs).
    Replace(Replacement),
}

/// What stands in the place of what XML does not allow. It must be text that XML allows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Replacement {
    /// For each character.
    #[serde(deserialize_with = "legal_text")]
    pub character: String,
    /// For each ANSI escape sequence as a whole.
    #[serde(deserialize_with = "legal_text")]
    pub escape_sequence: String,
}

fn legal_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.chars().all(is_xml_char) {
        Ok(text)
    } else {
        Err(D::Error::custom("a replacement holds a character that XML does not allow"))
    }
}

impl Default for Replacement {
    /// U+FFFD for a character; nothing for an escape sequence, which is no part of what the text says.
    fn default() -> Self {
        Self { character: "\u{FFFD}".to_owned(), escape_sequence: String::new() }
    }
}

/// What to do with an `&` that starts no reference, a `<` in an attribute value, and a `]]>` in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StrayMarkup {
    /// It is an error.
    #[default]
    Refuse,
    /// It is taken as it stands, which can mean nothing else, and noted in [`Repairs`](super::Repairs).
    Literal,
}

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct ReaderOptions {
    /// What to do with a document type declaration.
    pub doctype: Doctype,
    /// What to do with characters that XML does not allow.
    pub illegal_characters: IllegalCharacters,
    /// What to do with markup characters that should have been escaped.
    pub stray_markup: StrayMarkup,
    /// Bounds.
    pub limits: XmlLimits,
}
