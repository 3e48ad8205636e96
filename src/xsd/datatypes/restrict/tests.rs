use super::*;
use crate::xsd::datatypes::{Builtin, Namespaces, NoNamespaces, Violation};

type Given<'a> = &'a [(FacetKind, &'a str)];

fn restrict(base: &SimpleType, given: Given<'_>) -> (SimpleType, Vec<&'static str>) {
    let facets: Vec<_> = given.iter().map(|(kind, value)| Facet::new(*kind, value)).collect();
    let (derived, errors) = base.restrict(&facets, &PatternLimits::default());
    (derived, errors.iter().map(|error| error.fault.code()).collect())
}

fn derive(base: Builtin, given: Given<'_>) -> SimpleType {
    let (derived, errors) = restrict(&base.simple_type(), given);
    assert!(errors.is_empty(), "{errors:?}");
    derived
}

fn codes(simple_type: &SimpleType, text: &str) -> Vec<&'static str> {
    match simple_type.check(text, &NoNamespaces) {
        Ok(()) => Vec::new(),
        Err(violations) => violations.iter().map(Violation::code).collect(),
    }
}

use FacetKind::{
    Enumeration, FractionDigits, Length, MaxExclusive, MaxInclusive, MaxLength, MinExclusive, MinInclusive,
    MinLength, Pattern, TotalDigits, WhiteSpace,
};

#[test]
fn each_facet_has_its_code() {
    for (base, given, text, expected) in [
        (Builtin::String, &[(Length, "2")][..], "abc", "cvc-length-valid"),
        (Builtin::String, &[(MinLength, "2")], "😀", "cvc-minLength-valid"),
        (Builtin::String, &[(MaxLength, "2")], "abc", "cvc-maxLength-valid"),
        (Builtin::String, &[(Pattern, "a|b")], "ab", "cvc-pattern-valid"),
        (Builtin::String, &[(Enumeration, "a"), (Enumeration, "b")], "c", "cvc-enumeration-valid"),
        (Builtin::Int, &[(MaxInclusive, "5")], "6", "cvc-maxInclusive-valid"),
        (Builtin::Int, &[(MaxExclusive, "5")], "5", "cvc-maxExclusive-valid"),
        (Builtin::Int, &[(MinExclusive, "5")], "5", "cvc-minExclusive-valid"),
        (Builtin::Int, &[(MinInclusive, "5")], "4", "cvc-minInclusive-valid"),
        (Builtin::Decimal, &[(TotalDigits, "3")], "12.34", "cvc-totalDigits-valid"),
        (Builtin::Decimal, &[(FractionDigits, "1")], "0.12", "cvc-fractionDigits-valid"),
        (Builtin::HexBinary, &[(Length, "2")], "ABCDEF", "cvc-length-valid"),
        (Builtin::NmTokens, &[(MaxLength, "2")], "a b c", "cvc-maxLength-valid"),
        (Builtin::Int, &[], "x", "cvc-datatype-valid.1.2.1"),
    ] {
        assert_eq!(codes(&derive(base, given), text), [expected]);
    }
}

#[test]
fn a_value_that_breaks_several_facets_gets_all_of_them() {
    let narrow = derive(Builtin::String, &[(MaxLength, "2"), (Pattern, "[a-z]*"), (MinLength, "1")]);
    assert_eq!(codes(&narrow, "ABC"), ["cvc-pattern-valid", "cvc-maxLength-valid"]);
    assert_eq!(codes(&narrow, ""), ["cvc-minLength-valid"]);
    assert_eq!(codes(&narrow, "ab"), [""; 0]);
}

#[test]
fn patterns_of_one_step_are_alternatives_and_steps_add_up() {
    let first = derive(Builtin::String, &[(Pattern, "a+"), (Pattern, "b+")]);
    assert_eq!(codes(&first, "bb"), [""; 0]);
    let (second, errors) = restrict(&first, &[(Pattern, ".{2}")]);
    assert!(errors.is_empty());
    assert_eq!(codes(&second, "aa"), [""; 0]);
    assert_eq!(codes(&second, "aaa"), ["cvc-pattern-valid"]);
    assert_eq!(codes(&second, "ab"), ["cvc-pattern-valid"]);
}

#[test]
fn enumerations_compare_values() {
    let numbers = derive(Builtin::Decimal, &[(Enumeration, "1.0"), (Enumeration, " 20 ")]);
    assert_eq!(codes(&numbers, "01.00"), [""; 0]);
    assert_eq!(codes(&numbers, "20."), [""; 0]);
    assert_eq!(codes(&numbers, "2"), ["cvc-enumeration-valid"]);
    let instants = derive(Builtin::DateTime, &[(Enumeration, "2000-01-01T00:00:00Z")]);
    assert_eq!(codes(&instants, "1999-12-31T19:00:00-05:00"), [""; 0]);
    assert_eq!(codes(&instants, "2000-01-01T00:00:00"), ["cvc-enumeration-valid"]);
    let octets = derive(Builtin::Base64Binary, &[(Enumeration, "Zm9v")]);
    assert_eq!(codes(&octets, "Zm 9v"), [""; 0]);
}

#[test]
fn a_restriction_of_an_enumeration_replaces_it() {
    let three = derive(Builtin::Token, &[(Enumeration, "a"), (Enumeration, "b"), (Enumeration, "c")]);
    let (one, errors) = restrict(&three, &[(Enumeration, " b ")]);
    assert!(errors.is_empty());
    assert_eq!(codes(&one, "b"), [""; 0]);
    assert_eq!(codes(&one, "a"), ["cvc-enumeration-valid"]);
    assert_eq!(restrict(&three, &[(Enumeration, "d")]).1, ["enumeration-valid-restriction"]);
}

#[test]
fn an_enumerated_text_is_compared_after_normalizing() {
    let exact = derive(Builtin::String, &[(Enumeration, "a"), (Enumeration, "b  c")]);
    assert_eq!(codes(&exact, " a"), ["cvc-enumeration-valid"]);
    assert_eq!(codes(&exact, "b  c"), [""; 0]);
    let (collapsed, errors) = restrict(&exact, &[(WhiteSpace, "collapse")]);
    assert!(errors.is_empty());
    assert_eq!(codes(&collapsed, " a\n"), [""; 0]);
    assert_eq!(codes(&collapsed, "b  c"), ["cvc-enumeration-valid"]);
}

struct Prefixes;

impl Namespaces for Prefixes {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        match prefix {
            "a" | "b" => Some("urn:x"),
            "" => Some(""),
            _ => None,
        }
    }
}

#[test]
fn qualified_names_compare_by_namespace() {
    let facet = Facet { names: &Prefixes, ..Facet::new(Enumeration, "a:n") };
    let (names, errors) = Builtin::QName.simple_type().restrict(&[facet], &PatternLimits::default());
    assert!(errors.is_empty());
    assert!(names.is_valid("b:n", &Prefixes));
    assert!(!names.is_valid("n", &Prefixes));
    assert!(!names.is_valid("c:n", &Prefixes));
}

#[test]
fn facets_that_a_type_does_not_have_are_refused() {
    for (base, facet, value) in [
        (Builtin::Int, MaxLength, "5"),
        (Builtin::String, MaxInclusive, "5"),
        (Builtin::Boolean, Enumeration, "true"),
        (Builtin::Double, TotalDigits, "5"),
        (Builtin::NmTokens, MinInclusive, "a"),
        (Builtin::AnySimpleType, Pattern, "a"),
    ] {
        assert_eq!(restrict(&base.simple_type(), &[(facet, value)]).1, ["cos-applicable-facets"]);
    }
    let union = SimpleType::union([Builtin::Int.simple_type()]);
    assert_eq!(restrict(&union, &[(WhiteSpace, "collapse")]).1, ["cos-applicable-facets"]);
}

#[test]
fn facets_that_do_not_go_together_are_refused() {
    for (base, given, expected) in [
        (Builtin::String, &[(Length, "2"), (MinLength, "1")], "length-minLength-maxLength"),
        (Builtin::String, &[(MinLength, "3"), (MaxLength, "2")], "minLength-less-than-equal-to-maxLength"),
        (Builtin::String, &[(MaxLength, "2"), (MaxLength, "2")], "src-single-facet-value"),
        (Builtin::Decimal, &[(MaxInclusive, "2"), (MaxExclusive, "3")], "maxInclusive-maxExclusive"),
        (Builtin::Decimal, &[(MinInclusive, "2"), (MinExclusive, "3")], "minInclusive-minExclusive"),
        (
            Builtin::Decimal,
            &[(MinInclusive, "2"), (MaxInclusive, "1")],
            "minInclusive-less-than-equal-to-maxInclusive",
        ),
        (
            Builtin::Decimal,
            &[(MinInclusive, "2"), (MaxExclusive, "2")],
            "minInclusive-less-than-maxExclusive",
        ),
        (
            Builtin::Decimal,
            &[(MinExclusive, "2"), (MaxInclusive, "2")],
            "minExclusive-less-than-maxInclusive",
        ),
        (
            Builtin::Decimal,
            &[(MinExclusive, "3"), (MaxExclusive, "2")],
            "minExclusive-less-than-equal-to-maxExclusive",
        ),
        (Builtin::Decimal, &[(TotalDigits, "2"), (FractionDigits, "3")], "fractionDigits-totalDigits"),
    ] {
        assert_eq!(restrict(&base.simple_type(), given).1, [expected]);
    }
    derive(Builtin::Decimal, &[(MinExclusive, "2"), (MaxExclusive, "2")]);
}

#[test]
fn a_facet_cannot_allow_what_the_base_does_not() {
    for (base, first, second, expected) in [
        (Builtin::String, (Length, "2"), (Length, "3"), "length-valid-restriction"),
        (Builtin::String, (MinLength, "2"), (MinLength, "1"), "minLength-valid-restriction"),
        (Builtin::String, (MaxLength, "2"), (MaxLength, "3"), "maxLength-valid-restriction"),
        (Builtin::String, (WhiteSpace, "collapse"), (WhiteSpace, "replace"), "whiteSpace-valid-restriction"),
        (Builtin::Decimal, (MaxInclusive, "2"), (MaxExclusive, "3"), "maxExclusive-valid-restriction"),
        (Builtin::Decimal, (MaxExclusive, "2"), (MaxInclusive, "2"), "maxInclusive-valid-restriction"),
        (Builtin::Decimal, (MinInclusive, "2"), (MaxExclusive, "2"), "maxExclusive-valid-restriction"),
        (Builtin::Decimal, (MinExclusive, "2"), (MinInclusive, "2"), "minInclusive-valid-restriction"),
        (Builtin::Decimal, (MinInclusive, "2"), (MinExclusive, "1.9"), "minExclusive-valid-restriction"),
        (Builtin::Decimal, (TotalDigits, "2"), (TotalDigits, "3"), "totalDigits-valid-restriction"),
        (Builtin::Decimal, (FractionDigits, "2"), (FractionDigits, "3"), "fractionDigits-valid-restriction"),
    ] {
        let base = derive(base, &[first]);
        assert_eq!(restrict(&base, &[second]).1, [expected]);
    }
    assert_eq!(
        restrict(&Builtin::Byte.simple_type(), &[(MaxInclusive, "200")]).1,
        ["maxInclusive-valid-restriction"]
    );
}

#[test]
fn length_may_follow_a_min_length_of_the_base() {
    let base = derive(Builtin::String, &[(MinLength, "1"), (MaxLength, "9")]);
    assert!(restrict(&base, &[(Length, "5")]).1.is_empty());
    assert_eq!(restrict(&base, &[(Length, "10")]).1, ["length-minLength-maxLength"]);
    let exact = derive(Builtin::String, &[(Length, "5")]);
    assert_eq!(restrict(&exact, &[(MinLength, "1")]).1, ["length-minLength-maxLength"]);
}

#[test]
fn a_fixed_facet_keeps_its_value() {
    let facet = Facet { fixed: true, ..Facet::new(MaxInclusive, "10") };
    let (base, errors) = Builtin::Decimal.simple_type().restrict(&[facet], &PatternLimits::default());
    assert!(errors.is_empty());
    assert_eq!(restrict(&base, &[(MaxInclusive, "9")]).1, ["st-restrict-facets"]);
    assert!(restrict(&base, &[(MaxInclusive, "10.0")]).1.is_empty());
    assert_eq!(restrict(&Builtin::Integer.simple_type(), &[(FractionDigits, "1")]).1, ["st-restrict-facets"]);
    assert_eq!(restrict(&Builtin::Int.simple_type(), &[(WhiteSpace, "preserve")]).1, ["st-restrict-facets"]);
}

#[test]
fn facet_values_are_read_as_their_types() {
    for (facet, value) in [(MaxLength, "-1"), (MaxLength, "1.0"), (MaxLength, ""), (WhiteSpace, "Collapse")] {
        let (_, errors) = restrict(&Builtin::String.simple_type(), &[(facet, value)]);
        assert_eq!(errors, ["cvc-datatype-valid.1.2.1"]);
    }
    assert_eq!(
        restrict(&Builtin::Decimal.simple_type(), &[(TotalDigits, "0")]).1,
        ["cvc-datatype-valid.1.2.1"]
    );
    assert_eq!(
        restrict(&Builtin::Int.simple_type(), &[(MaxInclusive, "x")]).1,
        ["maxInclusive-valid-restriction"]
    );
    let wide = derive(Builtin::String, &[(MaxLength, " +99999999999999999999 "), (MinLength, "-0")]);
    assert_eq!(codes(&wide, "a"), [""; 0]);
}

#[test]
fn a_refused_facet_is_left_out_of_the_type() {
    let (derived, errors) = restrict(&Builtin::String.simple_type(), &[(Pattern, "("), (MaxLength, "1")]);
    assert_eq!(errors, ["src-pattern-value"]);
    assert_eq!(codes(&derived, "ab"), ["cvc-maxLength-valid"]);
}

#[test]
fn not_a_number_as_a_bound_leaves_itself_alone() {
    let only = derive(Builtin::Double, &[(MaxInclusive, "NaN")]);
    assert_eq!(codes(&only, "NaN"), [""; 0]);
    assert_eq!(codes(&only, "1"), ["cvc-maxInclusive-valid"]);
}
