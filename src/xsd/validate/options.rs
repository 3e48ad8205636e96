//! How documents are validated, and what comes of it.

use crate::decode::DecodeOptions;
use crate::diag::Diagnostic;
use crate::limits::{self, XmlLimits};
use crate::xml::{Doctype, IllegalCharacters, ReaderOptions, StrayMarkup};

/// How to validate.
#[derive(Debug, Clone)]
pub struct ValidateOptions {
    /// What to do with a document type declaration.
    pub doctype: Doctype,
    /// How to decode the bytes.
    pub decoding: DecodeOptions,
    /// Bounds on the document.
    pub limits: XmlLimits,
    /// Findings to keep; the rest are counted only.
    pub diagnostics: usize,
}

impl ValidateOptions {
    pub(in crate::xsd) fn into_reader(self) -> ReaderOptions {
        ReaderOptions {
            doctype: self.doctype,
            illegal_characters: IllegalCharacters::Refuse,
            stray_markup: StrayMarkup::Refuse,
            limits: self.limits,
        }
    }

    /// The bound of that name, such as `depth` or `diagnostics`.
    pub fn bound(&mut self, name: &str) -> Option<&mut usize> {
        match name {
            "diagnostics" => Some(&mut self.diagnostics),
            _ => self.limits.bound(name),
        }
    }
}

impl Default for ValidateOptions {
    fn default() -> Self {
        Self {
            doctype: Doctype::default(),
            decoding: DecodeOptions::default(),
            limits: XmlLimits::default(),
            diagnostics: limits::DIAGNOSTICS,
        }
    }
}

/// What validation comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Validation {
    /// Whether the document is well-formed and valid.
    pub valid: bool,
    /// Every finding, in order of the document.
    ///
    /// An index in a path counts the siblings of the same name from 1; the first of a name shows none where the content
    /// model takes that name once only. What is missing is reported at the end tag, where it is to be inserted; the
    /// value of an element at the element's start.
    pub diagnostics: Vec<Diagnostic>,
}
