//! General entities: what the internal subset declares them to stand for, and which are being read.
//!
//! Owns the rules of references: declared, text, in this document, not within itself, within limits (XML 1.0, 4.1).

use std::sync::Arc;

use super::error::XmlErrorKind;
use crate::by_name::ByName;
use crate::diag::Place;
use crate::limits::XmlLimits;

/// The general entities of a document.
#[derive(Debug)]
pub(super) struct Entities {
    declared: ByName<Entity>,
    most: usize,
    /// Whether declarations that are not read may declare more.
    is_partial: bool,
    /// Names of those that are being read, innermost last.
    open: Vec<Box<str>>,
    deepest: usize,
    expansion: Expansion,
}

/// What an entity is.
#[derive(Debug)]
pub(super) enum Entity {
    /// Text of the document itself.
    Internal(Arc<str>),
    /// Text outside the document.
    External,
    /// Something other than text.
    Unparsed,
}

/// An entity in content that is being read.
#[derive(Debug)]
pub(super) struct Included {
    pub(super) name: Box<str>,
    pub(super) text: Arc<str>,
    /// How far it is read.
    pub(super) at: usize,
    /// Open elements around the reference.
    pub(super) depth: usize,
    /// Place of the reference in the document.
    pub(super) place: Place,
}

/// How much of the expansion that a document is allowed is used up.
#[derive(Debug)]
pub(super) struct Expansion {
    most: usize,
    left: usize,
}

impl Expansion {
    /// Takes so many bytes.
    pub(super) fn take(&mut self, bytes: usize) -> Result<(), XmlErrorKind> {
        let left = self.left.checked_sub(bytes);
        self.left = left.ok_or(XmlErrorKind::Limit { name: "entity_bytes", value: self.most })?;
        Ok(())
    }
}

impl Entities {
    pub(super) fn is_empty(&self) -> bool {
        self.declared.is_empty()
    }

    pub(super) fn new(limits: &XmlLimits) -> Self {
        Self {
            declared: ByName::default(),
            most: limits.entities,
            is_partial: false,
            open: Vec::new(),
            deepest: limits.entity_depth,
            expansion: Expansion { most: limits.entity_bytes, left: limits.entity_bytes },
        }
    }

    /// Declares an entity; the first declaration of a name holds (4.2).
    pub(super) fn declare(&mut self, name: &str, entity: Entity) -> Result<(), XmlErrorKind> {
        declare(&mut self.declared, self.most, name, entity)
    }

    /// Takes note that there are declarations which are not read.
    pub(super) fn miss_outside(&mut self) {
        self.is_partial = true;
    }

    /// Begins to read an entity: its replacement text.
    pub(super) fn open(&mut self, name: &str) -> Result<Arc<str>, XmlErrorKind> {
        let named = || name.to_owned();
        let text = match self.declared.get(name) {
            Some(Entity::Internal(text)) => Arc::clone(text),
            Some(Entity::External) => return Err(XmlErrorKind::ExternalEntity { name: named() }),
            Some(Entity::Unparsed) => return Err(XmlErrorKind::UnparsedEntity { name: named() }),
            None if self.is_partial => return Err(XmlErrorKind::ExternalEntity { name: named() }),
            None => return Err(XmlErrorKind::UnknownEntity { name: named() }),
        };
        if self.open.iter().any(|open| **open == *name) {
            return Err(XmlErrorKind::RecursiveEntity { name: named() });
        }
        if self.open.len() == self.deepest {
            return Err(XmlErrorKind::Limit { name: "entity_depth", value: self.deepest });
        }
        self.expansion.take(text.len())?;
        self.open.push(name.into());
        Ok(text)
    }

    /// Ends to read the innermost entity that is open.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Whether the name is that of an unparsed entity.
    pub(super) fn is_unparsed(&self, name: &str) -> bool {
        matches!(self.declared.get(name), Some(Entity::Unparsed))
    }

    /// What may still be expanded.
    pub(super) fn expansion(&mut self) -> &mut Expansion {
        &mut self.expansion
    }
}

/// Adds a declaration to those of one kind, of which there may be so many; the first one of a name holds.
pub(super) fn declare(
    declared: &mut ByName<Entity>,
    most: usize,
    name: &str,
    entity: Entity,
) -> Result<(), XmlErrorKind> {
    if declared.get(name).is_none() {
        if declared.len() == most {
            return Err(XmlErrorKind::Limit { name: "entities", value: most });
        }
        declared.entry(name, || entity);
    }
    Ok(())
}
