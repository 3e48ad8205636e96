//! The document type declaration: its internal subset, read as by a non-validating processor (XML 1.0, section 5.1).
//!
//! Owns the declarations: their grammar, and what they give to the document: entities, types and defaults of
//! attributes. Knows nothing of content, and loads nothing.

mod attlist;
mod attributes;
mod cursor;
mod declarations;
mod element;
mod end;
mod entity;
mod subset;
#[cfg(test)]
mod tests;

use super::characters::is_xml_char;
use super::entities::Entities;
use super::error::XmlErrorKind;
use super::options::ReaderOptions;
use super::references::Fault;
use crate::limits::XmlLimits;

pub(super) use attributes::{AttributeLists, add_defaults};
pub(super) use end::doctype_end;

/// What the document type declares.
#[derive(Debug)]
pub(super) struct DocumentType {
    pub(super) entities: Entities,
    pub(super) attributes: AttributeLists,
    /// Whether the XML declaration says that nothing outside the document matters.
    pub(super) is_standalone: bool,
    /// Whether there was a declaration.
    is_read: bool,
}

impl DocumentType {
    pub(super) fn new(limits: &XmlLimits) -> Self {
        Self {
            entities: Entities::new(limits),
            attributes: AttributeLists::default(),
            is_standalone: false,
            is_read: false,
        }
    }

    /// Reads the declaration at `at`, which ends before `to`: where it ends. A character that XML does not allow is an
    /// error in it, whatever is done with such a one elsewhere.
    pub(super) fn read(
        &mut self,
        text: &str,
        (at, to): (usize, usize),
        options: &ReaderOptions,
    ) -> Result<usize, Fault> {
        check_characters(text, (at, to))?;
        subset::read(self, text, (at, to), options)
    }
}

fn check_characters(text: &str, (at, to): (usize, usize)) -> Result<(), Fault> {
    match text[at..to].char_indices().find(|&(_, c)| !is_xml_char(c)) {
        None => Ok(()),
        Some((index, c)) => Err((XmlErrorKind::IllegalCharacter { character: u32::from(c) }, at + index)),
    }
}
