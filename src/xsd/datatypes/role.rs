//! What a value does beyond being valid: identify, refer, name an entity or a notation.

use super::Builtin;

/// A role of a value in its document; the rules about it are the document's, not the type's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// An `ID`: unique in the document (`cvc-id.2`).
    Id,
    /// An `IDREF`: some `ID` of the document (`cvc-id.1`).
    IdRef,
    /// An `ENTITY`: an unparsed entity of the document type (Structures §3.16.4, string valid 2).
    Entity,
    /// A `NOTATION`: a declared notation.
    Notation,
}

impl Role {
    pub(super) fn of(builtin: Builtin) -> Option<Self> {
        match builtin {
            Builtin::Id => Some(Self::Id),
            Builtin::IdRef => Some(Self::IdRef),
            Builtin::Entity => Some(Self::Entity),
            Builtin::Notation => Some(Self::Notation),
            _ => None,
        }
    }
}
