//! Global definitions in their symbol spaces, redefinitions over what they redefine.

use std::rc::Rc;

use crate::xsd::component::NameId;
use crate::xsd::syntax::Tag;

use super::at::{At, ByNode, cell};

/// A symbol space (section 2.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Type,
    Element,
    Attribute,
    Group,
    AttributeGroup,
    Notation,
}

impl Space {
    pub(super) fn of(tag: Tag) -> Option<Self> {
        match tag {
            Tag::SimpleType | Tag::ComplexType => Some(Self::Type),
            Tag::Element => Some(Self::Element),
            Tag::Attribute => Some(Self::Attribute),
            Tag::Group => Some(Self::Group),
            Tag::AttributeGroup => Some(Self::AttributeGroup),
            Tag::Notation => Some(Self::Notation),
            _ => None,
        }
    }

    /// What a component of the space is called.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Element => "element",
            Self::Attribute => "attribute",
            Self::Group => "group",
            Self::AttributeGroup => "attribute group",
            Self::Notation => "notation",
        }
    }
}

/// A global definition.
#[derive(Debug, Clone)]
pub(super) struct Definition {
    pub(super) space: Space,
    pub(super) name: NameId,
    pub(super) at: At,
    /// What it redefines.
    pub(super) original: Option<Rc<Definition>>,
}

/// All global definitions.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    /// The definition in effect, by symbol space and name.
    known: Vec<Vec<Option<Rc<Definition>>>>,
    /// Every definition by its node, redefined ones included.
    nodes: ByNode<Rc<Definition>>,
}

impl Symbols {
    pub(super) fn find(&self, space: Space, name: NameId) -> Option<Rc<Definition>> {
        self.known.get(space as usize)?.get(name.index())?.clone()
    }

    pub(super) fn definition_at(&self, at: At) -> Option<Definition> {
        self.nodes.get(at).map(|definition| (**definition).clone())
    }

    /// The definitions in effect, by symbol space and name.
    pub(super) fn in_effect(&self) -> impl Iterator<Item = &Definition> {
        self.known.iter().flatten().flatten().map(|definition| &**definition)
    }

    /// The definitions in order of their documents.
    pub(super) fn all(&self) -> Vec<Rc<Definition>> {
        self.nodes.values().cloned().collect()
    }

    /// Names of the space, for suggestions.
    pub(super) fn names(&self, space: Space) -> impl Iterator<Item = NameId> + '_ {
        self.known.get(space as usize).into_iter().flatten().flatten().map(|definition| definition.name)
    }

    pub(super) fn add(&mut self, definition: Definition) {
        let definition = Rc::new(definition);
        let names = cell(&mut self.known, definition.space as u32);
        *cell(names, definition.name.0) = Some(Rc::clone(&definition));
        self.nodes.insert(definition.at, definition);
    }
}
