//! Declarations as they are read: which count, and what they declare.

use super::DocumentType;
use crate::by_name::ByName;
use crate::xml::entities::{self, Entity};
use crate::xml::error::XmlErrorKind;
use crate::xml::options::ReaderOptions;

/// The declarations as they are read.
pub(super) struct Declarations<'s> {
    pub(super) doctype: &'s mut DocumentType,
    pub(super) options: &'s ReaderOptions,
    pub(super) parameters: ByName<Entity>,
    /// Whether declarations count: not after a parameter entity that is not read (5.1).
    pub(super) counts: bool,
}

impl<'s> Declarations<'s> {
    pub(super) fn new(doctype: &'s mut DocumentType, options: &'s ReaderOptions) -> Self {
        Self { doctype, options, parameters: ByName::default(), counts: true }
    }

    /// Takes note that declarations may stand outside the document.
    pub(super) fn miss_outside(&mut self) {
        if !self.doctype.is_standalone {
            self.doctype.entities.miss_outside();
        }
    }

    /// Declares a general entity.
    pub(super) fn declare(&mut self, name: &str, entity: Entity) -> Result<(), XmlErrorKind> {
        if self.counts { self.doctype.entities.declare(name, entity) } else { Ok(()) }
    }

    /// Declares a parameter entity; the first declaration of a name holds.
    pub(super) fn declare_parameter(&mut self, name: &str, entity: Entity) -> Result<(), XmlErrorKind> {
        let most = self.options.limits.entities;
        if self.counts { entities::declare(&mut self.parameters, most, name, entity) } else { Ok(()) }
    }
}
