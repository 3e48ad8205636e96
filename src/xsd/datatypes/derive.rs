//! Derivation by list and by union (Structures §3.14.6, `cos-st-restricts` 2.1 and 3.1).

use std::fmt;

use super::facets::Facets;
use super::simple_type::{SimpleType, Variety};
use super::{Builtin, WhiteSpace};

/// Why a list cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum DerivationError {
    /// The item type is a list, or a union that has a list as a member.
    ListOfLists,
    /// The item type of a list is the ur-type.
    UrType,
}

impl DerivationError {
    /// The code of the rule in the specification.
    pub fn code(self) -> &'static str {
        match self {
            Self::ListOfLists => "cos-list-of-atomic",
            Self::UrType => "cos-st-restricts.2.1",
        }
    }
}

impl fmt::Display for DerivationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ListOfLists => "the item type of a list is not a list and has no list among its members",
            Self::UrType => "the item type of a list is atomic or a union, not \"anySimpleType\"",
        })
    }
}

impl std::error::Error for DerivationError {}

impl SimpleType {
    /// The type of lists of `item`.
    ///
    /// # Errors
    /// [`DerivationError::ListOfLists`] and [`DerivationError::UrType`].
    pub fn list(item: &Self) -> Result<Self, DerivationError> {
        if matches!(item.variety(), Variety::Any) {
            return Err(DerivationError::UrType);
        }
        if item.has_lists() {
            return Err(DerivationError::ListOfLists);
        }
        let variety = Variety::List(item.clone());
        Ok(Self::derived(variety, Facets::none(WhiteSpace::Collapse, true)))
    }

    /// The type of what one of `members` takes, the first one first. The ur-type may be one of them: it takes the rest.
    #[must_use]
    pub fn union(members: impl IntoIterator<Item = Self>) -> Self {
        let variety = Variety::Union(members.into_iter().collect());
        Self::derived(variety, Facets::none(WhiteSpace::Collapse, true))
    }

    fn derived(variety: Variety, facets: Facets) -> Self {
        Self::new(Some(Builtin::AnySimpleType.simple_type()), None, variety, facets)
    }

    fn has_lists(&self) -> bool {
        match self.variety() {
            Variety::Any | Variety::Atomic(_) => false,
            Variety::List(_) => true,
            Variety::Union(members) => members.iter().any(Self::has_lists),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xsd::datatypes::{NoNamespaces, Role};

    fn union(members: &[Builtin]) -> SimpleType {
        SimpleType::union(members.iter().map(|member| member.simple_type()))
    }

    #[test]
    fn a_list_of_lists_is_refused_within_a_union_too() {
        let tokens = Builtin::NmTokens.simple_type();
        assert_eq!(SimpleType::list(&tokens).unwrap_err(), DerivationError::ListOfLists);
        let within = union(&[Builtin::Int, Builtin::NmTokens]);
        assert_eq!(SimpleType::list(&within).unwrap_err(), DerivationError::ListOfLists);
        assert!(SimpleType::list(&union(&[Builtin::Int, Builtin::Token])).is_ok());
    }

    #[test]
    fn each_item_that_is_no_value_is_named() {
        let list = SimpleType::list(&Builtin::Int.simple_type()).unwrap();
        assert!(list.is_valid(" 1\t2 ", &NoNamespaces));
        assert!(list.is_valid("", &NoNamespaces));
        let violations = list.check("1 a 3 b", &NoNamespaces).unwrap_err();
        let words: Vec<_> = violations.iter().map(ToString::to_string).collect();
        assert_eq!(
            words,
            [
                "has the item 2 \"a\", which is not a valid \"int\"",
                "has the item 4 \"b\", which is not a valid \"int\""
            ]
        );
    }

    #[test]
    fn the_first_member_that_takes_the_text_gives_the_value() {
        let first = union(&[Builtin::Int, Builtin::String]);
        let value = |text| first.value(text, &NoNamespaces).unwrap();
        assert_eq!(value("1"), value(" 01 "));
        assert_ne!(value("a"), value(" a "));
        let numbers = union(&[Builtin::Int, Builtin::Boolean]);
        let violations = numbers.check("x", &NoNamespaces).unwrap_err();
        assert_eq!(violations[0].code(), "cvc-datatype-valid.1.2.3");
        assert_eq!(violations[0].expected(9), ["int", "boolean"]);
    }

    #[test]
    fn roles_are_those_of_the_items_and_of_the_active_member() {
        let list = SimpleType::list(&union(&[Builtin::Int, Builtin::IdRef, Builtin::Token])).unwrap();
        let mut found = Vec::new();
        list.roles("1 a  -", &NoNamespaces, &mut |role, text| found.push((role, text.to_owned())));
        assert_eq!(found, [(Role::IdRef, "a".to_owned())]);
        assert!(!Builtin::NmTokens.simple_type().has_roles());
    }
}
