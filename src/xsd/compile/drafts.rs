//! Components while others are built from them: what the finished ones no longer need to tell.

use crate::xsd::component::{
    AttributeUse, Derivation, NameId, Namespaces, OriginId, Process, SimpleTypeId, TypeId, Wildcard,
};

use super::at::At;
use super::particle::Particle;

/// The attributes of a group, or of a type before its base is added.
#[derive(Debug, Clone, Default)]
pub(super) struct AttributeGroup {
    pub(super) uses: Vec<AttributeUse>,
    pub(super) prohibited: Vec<NameId>,
    pub(super) wildcard: Option<Wildcard>,
}

/// What an `attribute` in a type or a group comes to.
pub(super) enum UseOf {
    Allowed(AttributeUse),
    Prohibited(NameId),
}

/// How far a complex type is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    Reserved,
    Open,
    Done,
}

/// What a complex type is while others are derived from it.
#[derive(Debug, Clone)]
pub(super) struct ComplexState {
    /// `None` for the ur-type.
    pub(super) at: Option<At>,
    pub(super) progress: Progress,
    pub(super) kind: ContentKind,
    pub(super) uses: Vec<AttributeUse>,
    /// Attributes that the type itself lists: what a restriction is checked by.
    pub(super) own: AttributeGroup,
    pub(super) wildcard: Option<Wildcard>,
}

/// The content type (3.4.1), with its particle.
#[derive(Debug, Clone)]
pub(super) enum ContentKind {
    Empty,
    Simple(SimpleTypeId),
    ElementOnly(Particle),
    Mixed(Particle),
    /// Mixed content of anything, of which the ur-type alone is.
    Anything,
}

impl ComplexState {
    pub(super) fn reserved(at: At) -> Self {
        Self {
            at: Some(at),
            progress: Progress::Reserved,
            kind: ContentKind::Empty,
            uses: Vec::new(),
            own: AttributeGroup::default(),
            wildcard: None,
        }
    }

    pub(super) fn any_type() -> Self {
        let wildcard = Wildcard { namespaces: Namespaces::Any, process: Process::Lax, origin: OriginId(0) };
        Self {
            at: None,
            progress: Progress::Done,
            kind: ContentKind::Anything,
            uses: Vec::new(),
            own: AttributeGroup::default(),
            wildcard: Some(wildcard),
        }
    }
}

/// Where the derivation of a complex type is written, and what it is.
pub(super) struct DerivationAt {
    /// The `extension` or `restriction`; the type itself where both are left out.
    pub(super) at: At,
    pub(super) derivation: Derivation,
    pub(super) base: TypeId,
    pub(super) is_simple: bool,
    pub(super) is_mixed: bool,
}
