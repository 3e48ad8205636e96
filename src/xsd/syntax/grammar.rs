//! The schema for schemas as a table: for each element, in each of its places, the attributes and the children.

use super::tag::{Tag, TagSet};
use super::values::Kind;

/// What an element may carry and hold.
pub(super) struct Production {
    pub(super) attributes: &'static [(&'static str, Kind)],
    /// Names of the attributes that must stand.
    pub(super) required: &'static [&'static str],
    pub(super) content: &'static [Slot],
}

/// A step of a content model: some of these elements.
pub(super) struct Slot {
    pub(super) tags: TagSet,
    pub(super) occurs: Occurs,
    /// Whether nothing may follow once it is filled.
    pub(super) is_last: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occurs {
    Once,
    AtMostOnce,
    Any,
    OnceOrMore,
}

const fn slot(tags: &[Tag], occurs: Occurs) -> Slot {
    Slot { tags: TagSet::of(tags), occurs, is_last: false }
}

const fn last(tags: &[Tag], occurs: Occurs) -> Slot {
    Slot { tags: TagSet::of(tags), occurs, is_last: true }
}

const ANNOTATION: Slot = slot(&[Tag::Annotation], Occurs::AtMostOnce);
const ATTRIBUTES: Slot = slot(&[Tag::Attribute, Tag::AttributeGroup], Occurs::Any);
const ANY_ATTRIBUTE: Slot = slot(&[Tag::AnyAttribute], Occurs::AtMostOnce);
const TYPE: Slot = slot(&[Tag::SimpleType, Tag::ComplexType], Occurs::AtMostOnce);
const SIMPLE_TYPE: Slot = slot(&[Tag::SimpleType], Occurs::AtMostOnce);
const CONSTRAINTS: Slot = slot(&[Tag::Unique, Tag::Key, Tag::Keyref], Occurs::Any);
const PARTICLE: Slot = slot(&[Tag::Group, Tag::All, Tag::Choice, Tag::Sequence], Occurs::AtMostOnce);
const PARTICLES: Slot = slot(&[Tag::Element, Tag::Group, Tag::Choice, Tag::Sequence, Tag::Any], Occurs::Any);
const FACETS: Slot = slot(
    &[
        Tag::MinExclusive,
        Tag::MinInclusive,
        Tag::MaxExclusive,
        Tag::MaxInclusive,
        Tag::TotalDigits,
        Tag::FractionDigits,
        Tag::Length,
        Tag::MinLength,
        Tag::MaxLength,
        Tag::Enumeration,
        Tag::WhiteSpace,
        Tag::Pattern,
    ],
    Occurs::Any,
);

const ID: (&str, Kind) = ("id", Kind::NcName);
const NAME: (&str, Kind) = ("name", Kind::NcName);
const REF: (&str, Kind) = ("ref", Kind::QName);
const MIN: (&str, Kind) = ("minOccurs", Kind::NonNegative);
const MAX: (&str, Kind) = ("maxOccurs", Kind::Maximum);
const FORM: Kind = Kind::Word(&["qualified", "unqualified"]);
const COMPLEX: Kind = Kind::Words(&["extension", "restriction"]);
const SIMPLE: Kind = Kind::Words(&["list", "union", "restriction"]);
const BLOCK: Kind = Kind::Words(&["extension", "restriction", "substitution"]);
const PROCESS: (&str, Kind) = ("processContents", Kind::Word(&["skip", "lax", "strict"]));
const LOCATION: (&str, Kind) = ("schemaLocation", Kind::Uri);

/// Declares a production.
macro_rules! production {
    ($name:ident, [$($attribute:expr),*], [$($required:literal),*], [$($slot:expr),*]) => {
        static $name: Production =
            Production { attributes: &[$($attribute),*], required: &[$($required),*], content: &[$($slot),*] };
    };
}

production!(
    SCHEMA,
    [
        ID,
        ("targetNamespace", Kind::Uri),
        ("version", Kind::Text),
        ("attributeFormDefault", FORM),
        ("elementFormDefault", FORM),
        ("blockDefault", BLOCK),
        ("finalDefault", Kind::Words(&["extension", "restriction", "list", "union"]))
    ],
    [],
    [
        slot(&[Tag::Include, Tag::Import, Tag::Redefine, Tag::Annotation], Occurs::Any),
        slot(
            &[
                Tag::SimpleType,
                Tag::ComplexType,
                Tag::Group,
                Tag::AttributeGroup,
                Tag::Element,
                Tag::Attribute,
                Tag::Notation,
                Tag::Annotation
            ],
            Occurs::Any
        )
    ]
);
production!(INCLUDE, [ID, LOCATION], ["schemaLocation"], [ANNOTATION]);
production!(IMPORT, [ID, LOCATION, ("namespace", Kind::Uri)], [], [ANNOTATION]);
production!(
    REDEFINE,
    [ID, LOCATION],
    ["schemaLocation"],
    [slot(
        &[Tag::Annotation, Tag::SimpleType, Tag::ComplexType, Tag::Group, Tag::AttributeGroup],
        Occurs::Any
    )]
);
production!(ANNOTATED, [ID], [], [slot(&[Tag::Appinfo, Tag::Documentation], Occurs::Any)]);
production!(APPINFO, [("source", Kind::Uri)], [], []);
production!(DOCUMENTATION, [("source", Kind::Uri)], [], []);
production!(NOTATION, [ID, NAME, ("public", Kind::Text), ("system", Kind::Uri)], ["name"], [ANNOTATION]);

production!(
    GLOBAL_SIMPLE_TYPE,
    [ID, NAME, ("final", SIMPLE)],
    ["name"],
    [ANNOTATION, slot(&[Tag::Restriction, Tag::List, Tag::Union], Occurs::Once)]
);
production!(
    LOCAL_SIMPLE_TYPE,
    [ID],
    [],
    [ANNOTATION, slot(&[Tag::Restriction, Tag::List, Tag::Union], Occurs::Once)]
);
production!(SIMPLE_RESTRICTION, [ID, ("base", Kind::QName)], [], [ANNOTATION, SIMPLE_TYPE, FACETS]);
production!(LIST, [ID, ("itemType", Kind::QName)], [], [ANNOTATION, SIMPLE_TYPE]);
production!(
    UNION,
    [ID, ("memberTypes", Kind::QNames)],
    [],
    [ANNOTATION, slot(&[Tag::SimpleType], Occurs::Any)]
);

production!(
    GLOBAL_COMPLEX_TYPE,
    [ID, NAME, ("mixed", Kind::Boolean), ("abstract", Kind::Boolean), ("final", COMPLEX), ("block", COMPLEX)],
    ["name"],
    [
        ANNOTATION,
        last(&[Tag::SimpleContent, Tag::ComplexContent], Occurs::AtMostOnce),
        PARTICLE,
        ATTRIBUTES,
        ANY_ATTRIBUTE
    ]
);
production!(
    LOCAL_COMPLEX_TYPE,
    [ID, ("mixed", Kind::Boolean)],
    [],
    [
        ANNOTATION,
        last(&[Tag::SimpleContent, Tag::ComplexContent], Occurs::AtMostOnce),
        PARTICLE,
        ATTRIBUTES,
        ANY_ATTRIBUTE
    ]
);
production!(SIMPLE_CONTENT, [ID], [], [ANNOTATION, slot(&[Tag::Restriction, Tag::Extension], Occurs::Once)]);
production!(
    COMPLEX_CONTENT,
    [ID, ("mixed", Kind::Boolean)],
    [],
    [ANNOTATION, slot(&[Tag::Restriction, Tag::Extension], Occurs::Once)]
);
production!(
    SIMPLE_CONTENT_RESTRICTION,
    [ID, ("base", Kind::QName)],
    ["base"],
    [ANNOTATION, SIMPLE_TYPE, FACETS, ATTRIBUTES, ANY_ATTRIBUTE]
);
production!(
    SIMPLE_CONTENT_EXTENSION,
    [ID, ("base", Kind::QName)],
    ["base"],
    [ANNOTATION, ATTRIBUTES, ANY_ATTRIBUTE]
);
production!(
    COMPLEX_DERIVATION,
    [ID, ("base", Kind::QName)],
    ["base"],
    [ANNOTATION, PARTICLE, ATTRIBUTES, ANY_ATTRIBUTE]
);

production!(
    GLOBAL_ELEMENT,
    [
        ID,
        NAME,
        ("type", Kind::QName),
        ("substitutionGroup", Kind::QName),
        ("default", Kind::Text),
        ("fixed", Kind::Text),
        ("nillable", Kind::Boolean),
        ("abstract", Kind::Boolean),
        ("final", COMPLEX),
        ("block", BLOCK)
    ],
    ["name"],
    [ANNOTATION, TYPE, CONSTRAINTS]
);
production!(
    LOCAL_ELEMENT,
    [
        ID,
        NAME,
        REF,
        ("type", Kind::QName),
        MIN,
        MAX,
        ("default", Kind::Text),
        ("fixed", Kind::Text),
        ("nillable", Kind::Boolean),
        ("block", BLOCK),
        ("form", FORM)
    ],
    [],
    [ANNOTATION, TYPE, CONSTRAINTS]
);
production!(
    ALL_ELEMENT,
    [
        ID,
        NAME,
        REF,
        ("type", Kind::QName),
        ("minOccurs", Kind::ZeroOrOne),
        ("maxOccurs", Kind::ZeroOrOne),
        ("default", Kind::Text),
        ("fixed", Kind::Text),
        ("nillable", Kind::Boolean),
        ("block", BLOCK),
        ("form", FORM)
    ],
    [],
    [ANNOTATION, TYPE, CONSTRAINTS]
);

production!(
    GLOBAL_ATTRIBUTE,
    [ID, NAME, ("type", Kind::QName), ("default", Kind::Text), ("fixed", Kind::Text)],
    ["name"],
    [ANNOTATION, SIMPLE_TYPE]
);
production!(
    LOCAL_ATTRIBUTE,
    [
        ID,
        NAME,
        REF,
        ("type", Kind::QName),
        ("use", Kind::Word(&["optional", "prohibited", "required"])),
        ("default", Kind::Text),
        ("fixed", Kind::Text),
        ("form", FORM)
    ],
    [],
    [ANNOTATION, SIMPLE_TYPE]
);
production!(ATTRIBUTE_GROUP, [ID, NAME], ["name"], [ANNOTATION, ATTRIBUTES, ANY_ATTRIBUTE]);
production!(ATTRIBUTE_GROUP_REF, [ID, REF], ["ref"], [ANNOTATION]);

production!(
    GROUP,
    [ID, NAME],
    ["name"],
    [ANNOTATION, slot(&[Tag::All, Tag::Choice, Tag::Sequence], Occurs::Once)]
);
production!(GROUP_REF, [ID, REF, MIN, MAX], ["ref"], [ANNOTATION]);
production!(MODEL_GROUP, [ID, MIN, MAX], [], [ANNOTATION, PARTICLES]);
production!(NAMED_MODEL_GROUP, [ID], [], [ANNOTATION, PARTICLES]);
production!(
    ALL,
    [ID, ("minOccurs", Kind::ZeroOrOne), ("maxOccurs", Kind::One)],
    [],
    [ANNOTATION, slot(&[Tag::Element], Occurs::Any)]
);
production!(NAMED_ALL, [ID], [], [ANNOTATION, slot(&[Tag::Element], Occurs::Any)]);
production!(ANY, [ID, ("namespace", Kind::Namespaces), PROCESS, MIN, MAX], [], [ANNOTATION]);
production!(ANY_ATTRIBUTE_RULE, [ID, ("namespace", Kind::Namespaces), PROCESS], [], [ANNOTATION]);

production!(
    CONSTRAINT,
    [ID, NAME],
    ["name"],
    [ANNOTATION, slot(&[Tag::Selector], Occurs::Once), slot(&[Tag::Field], Occurs::OnceOrMore)]
);
production!(
    KEYREF,
    [ID, NAME, ("refer", Kind::QName)],
    ["name", "refer"],
    [ANNOTATION, slot(&[Tag::Selector], Occurs::Once), slot(&[Tag::Field], Occurs::OnceOrMore)]
);
production!(XPATH, [ID, ("xpath", Kind::Text)], ["xpath"], [ANNOTATION]);

production!(FACET, [ID, ("value", Kind::Text), ("fixed", Kind::Boolean)], ["value"], [ANNOTATION]);
production!(
    COUNT_FACET,
    [ID, ("value", Kind::NonNegative), ("fixed", Kind::Boolean)],
    ["value"],
    [ANNOTATION]
);
production!(DIGITS_FACET, [ID, ("value", Kind::Positive), ("fixed", Kind::Boolean)], ["value"], [ANNOTATION]);
production!(LISTED_FACET, [ID, ("value", Kind::Text)], ["value"], [ANNOTATION]);
production!(
    WHITE_SPACE,
    [ID, ("value", Kind::Word(&["preserve", "replace", "collapse"])), ("fixed", Kind::Boolean)],
    ["value"],
    [ANNOTATION]
);

/// The production for `tag` under `parent`.
pub(super) fn production(tag: Tag, parent: Option<Tag>) -> &'static Production {
    let is_global = matches!(parent, Some(Tag::Schema | Tag::Redefine));
    match tag {
        Tag::Schema => &SCHEMA,
        Tag::Include => &INCLUDE,
        Tag::Import => &IMPORT,
        Tag::Redefine => &REDEFINE,
        Tag::Annotation => &ANNOTATED,
        Tag::Appinfo => &APPINFO,
        Tag::Documentation => &DOCUMENTATION,
        Tag::Notation => &NOTATION,
        Tag::SimpleType | Tag::Restriction | Tag::List | Tag::Union => simple_type(tag, parent),
        Tag::ComplexType if is_global => &GLOBAL_COMPLEX_TYPE,
        Tag::ComplexType => &LOCAL_COMPLEX_TYPE,
        Tag::SimpleContent => &SIMPLE_CONTENT,
        Tag::ComplexContent => &COMPLEX_CONTENT,
        Tag::Extension if parent == Some(Tag::SimpleContent) => &SIMPLE_CONTENT_EXTENSION,
        Tag::Extension => &COMPLEX_DERIVATION,
        Tag::Element if is_global => &GLOBAL_ELEMENT,
        Tag::Element if parent == Some(Tag::All) => &ALL_ELEMENT,
        Tag::Element => &LOCAL_ELEMENT,
        Tag::Attribute if is_global => &GLOBAL_ATTRIBUTE,
        Tag::Attribute => &LOCAL_ATTRIBUTE,
        Tag::AttributeGroup if is_global => &ATTRIBUTE_GROUP,
        Tag::AttributeGroup => &ATTRIBUTE_GROUP_REF,
        Tag::Group if is_global => &GROUP,
        Tag::Group => &GROUP_REF,
        Tag::Any => &ANY,
        Tag::AnyAttribute => &ANY_ATTRIBUTE_RULE,
        Tag::Sequence | Tag::Choice if parent == Some(Tag::Group) => &NAMED_MODEL_GROUP,
        Tag::Sequence | Tag::Choice => &MODEL_GROUP,
        Tag::All if parent == Some(Tag::Group) => &NAMED_ALL,
        Tag::All => &ALL,
        Tag::Unique | Tag::Key => &CONSTRAINT,
        Tag::Keyref => &KEYREF,
        Tag::Selector | Tag::Field => &XPATH,
        _ => facet(tag),
    }
}

fn simple_type(tag: Tag, parent: Option<Tag>) -> &'static Production {
    match (tag, parent) {
        (Tag::SimpleType, Some(Tag::Schema | Tag::Redefine)) => &GLOBAL_SIMPLE_TYPE,
        (Tag::SimpleType, _) => &LOCAL_SIMPLE_TYPE,
        (Tag::List, _) => &LIST,
        (Tag::Union, _) => &UNION,
        (_, Some(Tag::SimpleContent)) => &SIMPLE_CONTENT_RESTRICTION,
        (_, Some(Tag::ComplexContent)) => &COMPLEX_DERIVATION,
        _ => &SIMPLE_RESTRICTION,
    }
}

fn facet(tag: Tag) -> &'static Production {
    match tag {
        Tag::Length | Tag::MinLength | Tag::MaxLength | Tag::FractionDigits => &COUNT_FACET,
        Tag::TotalDigits => &DIGITS_FACET,
        Tag::WhiteSpace => &WHITE_SPACE,
        Tag::Enumeration | Tag::Pattern => &LISTED_FACET,
        _ => &FACET,
    }
}
