//! Internal subsets: what they give to the document, and what is refused of them, the same for any chunks.

use crate::limits::XmlLimits;
use crate::xml::tests::check_with;
use crate::xml::{Doctype, ReaderOptions};

fn options() -> ReaderOptions {
    ReaderOptions { doctype: Doctype::Internal, ..ReaderOptions::default() }
}

/// A document whose root element is `r`.
#[track_caller]
fn check(subset: &str, content: &str, expected: &str) {
    check_with(&options(), &format!("<!DOCTYPE r [{subset}]>{content}"), expected);
}

#[test]
fn entities_stand_for_text_and_for_markup() {
    check("<!ENTITY a 'x'>", "<r>&a;</r>", "1<r\n'x\n/r");
    check(
        "<!ENTITY a '<b c=\"1\"/>y<!-- - --><?p?><![CDATA[<]]>'>",
        "<r>&a;z</r>",
        "1<r\n1<b c=\"1\"\n/b\n'y<z\n/r",
    );
    check("<!ENTITY a '<b>&c;</b>'>\n<!ENTITY c '<d/>'>", "\n<r>&a;\n</r>", "3<r\n3<b\n3<d\n/d\n/b\n'\n\n/r");
    check("<!ENTITY a ''>", "<r>&a;&a;x</r>", "1<r\n'x\n/r");
    check("<!ENTITY a '<p:b/>'>", "<r xmlns:p='u'>&a;</r>", "1<r\n1<{u}b\n/p:b\n/r");
}

#[test]
fn entities_in_values_stand_for_characters() {
    check("<!ENTITY a 'x&b;\n&#10;&lt;'><!ENTITY b \"'&#34;\">", "<r c='&a;y'/>", "2<r c=\"x'\\\"  <y\"\n/r");
    check("<!ENTITY a '&#13;\r\n&#13;&#10;'>", "<r c='&a;'>&a;</r>", "2<r c=\"    \"\n'\r\n\r\n\n/r");
    check("<!ENTITY a \"<b c='&#13;&#10;'/>\">", "<r>&a;</r>", "1<r\n1<b c=\"  \"\n/b\n/r");
}

#[test]
fn attributes_have_types_and_defaults() {
    check(
        "<!ATTLIST r a CDATA ' x ' b NMTOKENS ' x  y ' c (u|v) #IMPLIED d ID #REQUIRED e CDATA #FIXED 'f'>",
        "<r c='  u '/>",
        "1<r c=\"u\" a=\" x \" b=\"x y\" e=\"f\"\n/r",
    );
    check("<!ATTLIST r a CDATA '1'><!ATTLIST r a CDATA '2' b CDATA '3'>", "<r/>", "1<r a=\"1\" b=\"3\"\n/r");
    check("<!ATTLIST r xmlns CDATA 'u' xmlns:p CDATA 'v' p:a CDATA ''>", "<r/>", "1<{u}r {v}a=\"\"\n/r");
    check(
        "<!ENTITY e 'v'><!ATTLIST r a CDATA '&e;&#38;'>",
        "<r>\n<r b=''/></r>",
        "1<r a=\"v&\"\n'\n\n2<r b=\"\" a=\"v&\"\n/r\n/r",
    );
    check("<!ENTITY e '<r/>'><!ATTLIST r a CDATA '1'>", "<r>&e;</r>", "1<r a=\"1\"\n1<r a=\"1\"\n/r\n/r");
}

#[test]
fn parameter_entities_stand_for_declarations() {
    check("<!ENTITY % p \"<!ENTITY a 'x'>\">%p;<!ENTITY a 'y'>", "<r>&a;</r>", "1<r\n'x\n/r");
    check(
        "<!ENTITY % xx '&#37;zz;'><!ENTITY % zz '&#60;!ENTITY tricky \"error-prone\" >' >%xx;",
        "<r>This sample shows a &tricky; method.</r>",
        "1<r\n'This sample shows a error-prone method.\n/r",
    );
    check("<!ENTITY a 'x'>%outside;<!ENTITY b 'y'>", "<r>&a;</r>", "1<r\n'x\n/r");
}

#[test]
fn every_kind_of_declaration_is_read_over_that_says_nothing_of_the_document() {
    check(
        "<!ELEMENT a EMPTY><!ELEMENT b ANY ><!ELEMENT c (#PCDATA)><!ELEMENT d ( #PCDATA | e )*>\
        <!ELEMENT f ((g?,h*)+ | i)><!NOTATION n SYSTEM 's'><!NOTATION o PUBLIC '-//x'><!NOTATION p PUBLIC '' ''>\
        <!ENTITY q SYSTEM 'q' NDATA n><!ATTLIST r a NOTATION (n|o) #IMPLIED><!-- ]>'\" --><?q ]>'?>",
        "<r/>",
        "1<r\n/r",
    );
    check_with(&options(), "<!DOCTYPE r PUBLIC '-//x' 'y' >\n<r/>", "2<r\n/r");
    check_with(&options(), "<!DOCTYPE r><r/>", "1<r\n/r");
}

#[test]
fn what_is_declared_outside_is_not_to_be_had() {
    let outside = |name: &str| format!("entity \"&{name};\" comes from outside the document");
    check("<!ENTITY a SYSTEM 'file:///etc/passwd'>", "<r>\n&a;</r>", &format!("2:1: {}", outside("a")));
    check("<!ENTITY a SYSTEM 'x'>", "<r b='&a;'/>", &format!("1:44: {}", outside("a")));
    check("%p;<!ENTITY a 'x'>", "<r>&a;</r>", &format!("1:37: {}", outside("a")));
    check_with(&options(), "<!DOCTYPE r SYSTEM 'x'><r>&a;</r>", &format!("1:27: {}", outside("a")));
    let standalone = "<?xml version='1.0' standalone='yes'?><!DOCTYPE r [%p;<!ENTITY a 'x'>]><r>&a;</r>";
    check_with(&options(), standalone, "1<r\n'x\n/r");
}

#[test]
fn what_is_not_well_formed_is_refused_at_its_place() {
    for (subset, content, expected) in ILL_FORMED.iter().copied() {
        check(subset, content, expected);
    }
}

const ILL_FORMED: &[(&str, &str, &str)] = &[
    ("<!ENTITY a '&a;'>", "<r>&a;</r>", "1:36: entity \"a\" holds itself"),
    ("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "<r c='&a;'/>", "1:56: entity \"a\" holds itself"),
    ("<!ENTITY % a '&#37;a;'>%a;", "<r/>", "1:37: entity \"a\" holds itself"),
    (
        "<!ENTITY a '<b>'>",
        "<r>&a;</b></r>",
        "1:36: an element does not end in the entity \"a\" in which it begins, or the reverse",
    ),
    (
        "<!ENTITY a '</r>'>",
        "<r>&a;",
        "1:37: an element does not end in the entity \"a\" in which it begins, or the reverse",
    ),
    ("<!ENTITY a '<b'>", "<r>&a;/></r>", "1:35: the document ends before \">\""),
    ("<!ENTITY a '&#60;'>", "<r c='&a;'/>", "1:41: \"<\" stands in an attribute value"),
    ("<!ENTITY a '&#38;'>", "<r>&a;</r>", "1:38: \"&\" starts no reference"),
    ("<!ENTITY a ']]&#62;'>", "<r>&a;</r>", "1:40: \"]]>\" stands in text"),
    ("<!ENTITY a SYSTEM 'x' NDATA n>", "<r>&a;</r>", "1:49: entity \"&a;\" is not text"),
    ("<!ENTITY a 'x'>", "<r>&b;</r>", "1:34: entity \"&b;\" is not declared"),
    (
        "<!ENTITY a '%b;'>",
        "<r/>",
        "1:26: a parameter entity stands inside a declaration of the internal subset",
    ),
    ("<!ENTITY a '& '>", "<r/>", "1:26: \"&\" starts no reference"),
    ("<!ENTITY a '&#0;'>", "<r/>", "1:26: character U+0000 is not allowed in XML"),
    ("<!ENTITY a:b 'x'>", "<r/>", "1:23: a name is expected here"),
    (
        "<!ENTITY a x>",
        "<r/>",
        "1:25: the document type declaration is malformed: a text in quotes is expected here",
    ),
    (
        "<!ENTITY a 'x' >x",
        "<r/>",
        "1:30: the document type declaration is malformed: a declaration is expected here",
    ),
    ("<!ATTLIST r a CDATA '<'>", "<r/>", "1:35: \"<\" stands in an attribute value"),
    ("<!ATTLIST r a CDATA '&b;'><!ENTITY b ''>", "<r/>", "1:35: entity \"&b;\" is not declared"),
    (
        "<!ATTLIST r a TEXT ''>",
        "<r/>",
        "1:28: the document type declaration is malformed: the type of an attribute is expected here",
    ),
    (
        "<!ELEMENT r (a,b|c)>",
        "<r/>",
        "1:30: the document type declaration is malformed: \")\" or the separator of the group is expected here",
    ),
    (
        "<!ELEMENT r (#PCDATA|a)>",
        "<r/>",
        "1:37: the document type declaration is malformed: \"*\" is expected here",
    ),
    (
        "<![INCLUDE[]]>",
        "<r/>",
        "1:14: the document type declaration is malformed: a declaration is expected here",
    ),
    ("<!-- -- -->", "<r/>", "1:19: \"--\" stands in a comment"),
    ("<?xml version='1.0'?>", "<r/>", "1:14: the XML declaration is misplaced or malformed"),
    ("", "<!DOCTYPE r><r/>", "1:16: \"<\" starts no markup here"),
];

#[test]
fn what_multiplies_is_stopped() {
    let limits = XmlLimits { entities: 3, entity_depth: 2, entity_bytes: 20, ..XmlLimits::default() };
    let options = ReaderOptions { limits, ..options() };
    let check = |subset: &str, content: &str, expected: &str| {
        check_with(&options, &format!("<!DOCTYPE r [{subset}]>{content}"), expected);
    };
    check(
        "<!ENTITY a '1234567890'>",
        "<r b='&a;&a;'>&a;</r>",
        "1:54: the limit \"entity_bytes\" of 20 is passed",
    );
    check(
        "<!ATTLIST r a CDATA '1234567890'>",
        "<r><r/></r>",
        "1:52: the limit \"entity_bytes\" of 20 is passed",
    );
    check(
        "<!ENTITY a '&b;'><!ENTITY b '&c;'><!ENTITY c ''>",
        "<r>&a;</r>",
        "1:67: the limit \"entity_depth\" of 2 is passed",
    );
    check(
        "<!ENTITY a ''><!ENTITY b ''><!ENTITY c ''><!ENTITY d ''>",
        "<r/>",
        "1:65: the limit \"entities\" of 3 is passed",
    );
}
