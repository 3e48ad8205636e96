//! A compiled simple type: immutable, shared, checked against on every value.

use std::sync::Arc;

use super::facets::Facets;
use super::plan::Plan;
use super::role::Role;
use super::{Builtin, WhiteSpace};

/// A simple type definition, compiled. Cloning shares it.
#[derive(Debug, Clone)]
pub struct SimpleType(Arc<Definition>);

#[derive(Debug)]
struct Definition {
    base: Option<SimpleType>,
    builtin: Option<Builtin>,
    variety: Variety,
    facets: Facets,
    plan: Plan,
    has_roles: bool,
    members: usize,
}

/// How the values of a type are made (Datatypes §2.5.1).
#[derive(Debug, Clone)]
pub enum Variety {
    /// The ur-type: any text.
    Any,
    /// One value that the type does not take apart; the nearest built-in type gives the lexical rules.
    Atomic(Builtin),
    /// Values of the item type, separated by white space.
    List(SimpleType),
    /// A value of the first member type that takes it.
    Union(Arc<[SimpleType]>),
}

impl SimpleType {
    pub(super) fn new(
        base: Option<Self>,
        builtin: Option<Builtin>,
        variety: Variety,
        facets: Facets,
    ) -> Self {
        let plan = match &variety {
            Variety::Any => Plan::Anything,
            Variety::Atomic(builtin) => Plan::for_atomic(*builtin, &facets),
            Variety::List(_) | Variety::Union(_) => Plan::General,
        };
        let has_roles = match &variety {
            Variety::Any => false,
            Variety::Atomic(builtin) => Role::of(*builtin).is_some(),
            Variety::List(item) => item.has_roles(),
            Variety::Union(members) => members.iter().any(Self::has_roles),
        };
        let members = match &variety {
            Variety::Any | Variety::Atomic(_) => 1,
            Variety::List(item) => item.members(),
            Variety::Union(members) => members.iter().map(Self::members).fold(0, usize::saturating_add),
        };
        Self(Arc::new(Definition { base, builtin, variety, facets, plan, has_roles, members }))
    }

    /// The type it is derived from by restriction; for lists and unions without facets the ur-type;
    /// `None` for the ur-type itself.
    pub fn base(&self) -> Option<&Self> {
        self.0.base.as_ref()
    }

    /// Which built-in type it is, if it is one itself.
    pub fn builtin(&self) -> Option<Builtin> {
        self.0.builtin
    }

    /// How its values are made.
    pub fn variety(&self) -> &Variety {
        &self.0.variety
    }

    /// The facets in effect.
    pub fn facets(&self) -> &Facets {
        &self.0.facets
    }

    /// The `whiteSpace` in effect; a union leaves it to its members.
    pub fn white_space(&self) -> WhiteSpace {
        self.0.facets.white_space
    }

    /// The primitive type, for atomic types.
    pub fn primitive(&self) -> Option<Builtin> {
        match self.variety() {
            Variety::Atomic(builtin) => builtin.primitive(),
            _ => None,
        }
    }

    /// Types that a value may be tried against: the members of a union, those of unions within it included.
    pub fn members(&self) -> usize {
        self.0.members
    }

    /// What the automata of the patterns take that the type adds to those of its base.
    pub(crate) fn pattern_size(&self) -> usize {
        let inherited = self.base().map_or(0, |base| base.facets().patterns.len());
        let own = self.facets().patterns.iter().skip(inherited);
        own.map(|pattern| pattern.regex.size()).fold(0, usize::saturating_add)
    }

    /// Whether values may identify, refer, or name entities or notations ([`SimpleType::roles`]).
    pub fn has_roles(&self) -> bool {
        self.0.has_roles
    }

    /// Whether every text is a value, so that none needs to be kept for the check.
    pub fn accepts_any_text(&self) -> bool {
        matches!(self.plan(), Plan::Anything)
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.0.plan
    }
}
