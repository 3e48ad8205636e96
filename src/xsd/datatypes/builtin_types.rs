//! The built-in types as compiled types, made once (Datatypes §3).

use std::sync::LazyLock;

use super::decimal::Decimal;
use super::facets::{Bound, Count, Facets};
use super::simple_type::{SimpleType, Variety};
use super::value::Value;
use super::{Builtin, WhiteSpace};

/// In the order of [`Builtin::ALL`].
static TYPES: LazyLock<Vec<SimpleType>> = LazyLock::new(|| {
    let mut types = Vec::with_capacity(Builtin::ALL.len());
    for &builtin in Builtin::ALL {
        let built = build(builtin, &types);
        types.push(built);
    }
    types
});

impl Builtin {
    /// The compiled type.
    pub fn simple_type(self) -> SimpleType {
        TYPES[self as usize].clone()
    }
}

fn build(builtin: Builtin, types: &[SimpleType]) -> SimpleType {
    let Some(base) = types.get(builtin.base() as usize) else {
        let facets = Facets::none(WhiteSpace::Preserve, false);
        return SimpleType::new(None, Some(builtin), Variety::Any, facets);
    };
    let (variety, facets) = match builtin.item() {
        Some(item) => (Variety::List(types[item as usize].clone()), list_facets()),
        None => (Variety::Atomic(builtin), atomic_facets(builtin, base)),
    };
    SimpleType::new(Some(base.clone()), Some(builtin), variety, facets)
}

fn list_facets() -> Facets {
    let one = Count { value: 1, fixed: false };
    Facets { min_length: Some(one), ..Facets::none(WhiteSpace::Collapse, true) }
}

fn atomic_facets(builtin: Builtin, base: &SimpleType) -> Facets {
    let inherited = base.facets().clone();
    match builtin {
        Builtin::String => Facets::none(WhiteSpace::Preserve, false),
        Builtin::NormalizedString => Facets { white_space: WhiteSpace::Replace, ..inherited },
        Builtin::Token => Facets { white_space: WhiteSpace::Collapse, ..inherited },
        Builtin::Integer => Facets { fraction_digits: Some(Count { value: 0, fixed: true }), ..inherited },
        _ if builtin.primitive() == Some(builtin) => Facets::none(WhiteSpace::Collapse, true),
        _ => bounded(builtin, inherited),
    }
}

fn bounded(builtin: Builtin, mut facets: Facets) -> Facets {
    let (min, max) = bounds(builtin);
    facets.min_inclusive = min.map(bound).or(facets.min_inclusive);
    facets.max_inclusive = max.map(bound).or(facets.max_inclusive);
    facets
}

fn bounds(builtin: Builtin) -> (Option<&'static str>, Option<&'static str>) {
    match builtin {
        Builtin::NonPositiveInteger => (None, Some("0")),
        Builtin::NegativeInteger => (None, Some("-1")),
        Builtin::Long => (Some("-9223372036854775808"), Some("9223372036854775807")),
        Builtin::Int => (Some("-2147483648"), Some("2147483647")),
        Builtin::Short => (Some("-32768"), Some("32767")),
        Builtin::Byte => (Some("-128"), Some("127")),
        Builtin::NonNegativeInteger => (Some("0"), None),
        Builtin::UnsignedLong => (None, Some("18446744073709551615")),
        Builtin::UnsignedInt => (None, Some("4294967295")),
        Builtin::UnsignedShort => (None, Some("65535")),
        Builtin::UnsignedByte => (None, Some("255")),
        Builtin::PositiveInteger => (Some("1"), None),
        _ => (None, None),
    }
}

fn bound(written: &'static str) -> Bound {
    let number = Decimal::parse_integer(written).expect("the bounds above are integers");
    Bound { written: written.into(), value: Value::Decimal(number), fixed: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xsd::datatypes::NoNamespaces;

    #[test]
    fn each_type_stands_where_its_name_says() {
        for &builtin in Builtin::ALL {
            let simple_type = builtin.simple_type();
            assert_eq!(simple_type.builtin(), Some(builtin));
            assert_eq!(simple_type.primitive(), builtin.primitive());
            let base = simple_type.base().and_then(SimpleType::builtin);
            assert_eq!(base.unwrap_or(builtin), builtin.base());
        }
    }

    fn check(builtin: Builtin, valid: &[&str], invalid: &[&str]) {
        let simple_type = builtin.simple_type();
        for (texts, expected) in [(valid, true), (invalid, false)] {
            for text in texts {
                let found = simple_type.is_valid(text, &NoNamespaces);
                assert_eq!(found, expected, "{} {text:?}", builtin.name());
                assert_eq!(simple_type.check(text, &NoNamespaces).is_ok(), expected, "{text:?}");
                assert_eq!(simple_type.value(text, &NoNamespaces).is_ok(), expected, "{text:?}");
            }
        }
    }

    #[test]
    fn integers_end_at_their_bounds() {
        check(Builtin::Byte, &["127", "-128", "+0", " 1\n"], &["128", "-129", "1.0", "", "1 2"]);
        let long = ["9223372036854775807", "-9223372036854775808", "0000000000000000000000000000001"];
        check(Builtin::Long, &long, &["9223372036854775808", "-9223372036854775809"]);
        check(Builtin::UnsignedLong, &["18446744073709551615", "-0"], &["18446744073709551616", "-1"]);
        check(Builtin::PositiveInteger, &["1", "99999999999999999999999999"], &["0", "-1"]);
        check(Builtin::NegativeInteger, &["-1"], &["0", "1"]);
        check(Builtin::Integer, &["-99999999999999999999999999"], &["1.", "1e2", "-", "+-1"]);
    }

    #[test]
    fn built_in_lists_have_at_least_one_item() {
        check(Builtin::NmTokens, &["a", " a\n1 :"], &["", "  ", "a ,"]);
        check(Builtin::IdRefs, &["a b"], &["a 1"]);
    }

    #[test]
    fn strings_are_normalized_by_their_type() {
        check(Builtin::String, &["", " \t"], &[]);
        check(Builtin::Token, &["", " a \n b "], &[]);
        check(Builtin::Name, &[" a:b "], &["a b", ""]);
        check(Builtin::Boolean, &["true", " 0 "], &["TRUE", "", "2"]);
        check(Builtin::Base64Binary, &[" Zm9v\n YmE= "], &["Zm9"]);
        check(Builtin::QName, &["a"], &["p:a", "a b"]);
        check(Builtin::AnySimpleType, &["", "<"], &[]);
    }
}
