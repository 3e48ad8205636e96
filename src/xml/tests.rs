//! The reader as a whole: what it hands out, what it refuses and where, the same for any chunks.

use std::fmt::Write;

use super::*;
use crate::decode::{DecodeOptions, Malformed};
use crate::limits::XmlLimits;

/// A document as one line a event, texts joined, or the error.
#[derive(Default)]
struct Log(Vec<String>);

impl Handler for Log {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(start) => {
                let name = start.name();
                let mut line = format!("{}<{}", start.place().line, shown(name));
                for attribute in start.attributes() {
                    write!(line, " {}={:?}", shown(attribute.name), attribute.value).unwrap();
                }
                self.0.push(line);
            }
            Event::End(end) => self.0.push(format!("/{}", end.name())),
            Event::Text(text) => match self.0.last_mut() {
                Some(last) if last.starts_with('\'') => last.push_str(text.as_str()),
                _ => self.0.push(format!("'{}", text.as_str())),
            },
        }
    }
}

fn shown(name: Name<'_>) -> String {
    match name.namespace {
        Some(namespace) => format!("{{{namespace}}}{}", name.local),
        None => name.local.to_owned(),
    }
}

fn read(text: &[u8], chunk: usize, options: &ReaderOptions) -> (Vec<String>, Option<String>, Mends) {
    let decoding = DecodeOptions { malformed: Malformed::Replace, foreign: None };
    let mut document = Document::new(decoding, options.clone());
    let mut log = Log::default();
    let pushed = text.chunks(chunk).try_for_each(|piece| document.push(piece, &mut log));
    let result = pushed.and_then(|()| document.finish(&mut log));
    (log.0, result.err().map(|error| error.to_string()), document.mends())
}

#[track_caller]
pub(super) fn check_with(options: &ReaderOptions, text: &str, expected: &str) {
    for chunk in (1..=text.len().max(1)).rev() {
        let (mut lines, error, _) = read(text.as_bytes(), chunk, options);
        if let Some(error) = error {
            lines = vec![error];
        }
        assert_eq!(lines.join("\n"), expected, "in chunks of {chunk}");
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    check_with(&ReaderOptions::default(), text, expected);
}

#[test]
fn elements_attributes_and_text_come_in_order() {
    check("<a>\n <b c='1' d=\"x y\"/>t</a>", "1<a\n'\n \n2<b c=\"1\" d=\"x y\"\n/b\n't\n/a");
    check("\u{FEFF}<?xml version='1.0'?><!-- c --><?pi x?><a/>\n", "1<a\n/a");
}

#[test]
fn references_line_ends_and_cdata_become_characters() {
    check("<a b='&lt;&#65;&#x1F600;\n\t&amp;'>&gt;\r\n\r&apos;</a>", "1<a b=\"<A😀  &\"\n'>\n\n'\n/a");
    check("<a><![CDATA[<x>&amp;]]]></a>", "1<a\n'<x>&amp;]\n/a");
    check("<a>x<![CDATA[]]>y<![CDATA[z]]></a>", "1<a\n'xyz\n/a");
    check("<a>]] ]&#93;></a>", "1<a\n']] ]]>\n/a");
    check("<a>\u{FEFF}\u{FEFF}x</a>", "1<a\n'\u{FEFF}\u{FEFF}x\n/a");
}

#[test]
fn namespaces_are_resolved() {
    check(
        "<p:a xmlns:p='u' xmlns='d' p:x='1' y='2'><b xmlns=''/><c/></p:a>",
        "1<{u}a {u}x=\"1\" y=\"2\"\n1<b\n/b\n1<{d}c\n/c\n/p:a",
    );
}

#[test]
fn what_is_not_well_formed_is_refused_at_its_place() {
    for (text, expected) in ILL_FORMED.iter().copied() {
        check(text, expected);
    }
}

const ILL_FORMED: &[(&str, &str)] = &[
    ("", "1:1: the document has no element"),
    ("  \n", "2:1: the document has no element"),
    ("hello", "1:1: text or a second element stands outside the root element"),
    ("<a>\n</b>", "2:1: end tag \"</b>\" does not match the open element \"a\""),
    ("<a></a></a>", "1:8: text or a second element stands outside the root element"),
    ("<a/><b/>", "1:5: text or a second element stands outside the root element"),
    ("<a/>x", "1:5: text or a second element stands outside the root element"),
    ("<a/>&amp;", "1:5: text or a second element stands outside the root element"),
    ("<a><b>", "1:7: the document ends before \"</b>\""),
    ("<a><b", "1:6: the document ends before \">\""),
    ("<a><![CDATA[x", "1:14: the document ends before \"]]>\""),
    ("<a><!-- ", "1:9: the document ends before \"-->\""),
    ("<a>&am", "1:7: the document ends before \";\""),
    ("<a>&x;</a>", "1:4: entity \"&x;\" is not declared"),
    ("<a>& </a>", "1:4: \"&\" starts no reference"),
    ("<a b='&#0;'/>", "1:7: character U+0000 is not allowed in XML"),
    ("<a b='&#x110000;'/>", "1:7: character U+110000 is not allowed in XML"),
    ("<a>\u{1}</a>", "1:4: character U+0001 is not allowed in XML"),
    ("<a>\u{FFFE}</a>", "1:4: character U+FFFE is not allowed in XML"),
    ("<a>]]></a>", "1:4: \"]]>\" stands in text"),
    ("<a><!-- -- --></a>", "1:9: \"--\" stands in a comment"),
    ("<a b=c/>", "1:6: an attribute of the form name=\"value\" is expected here"),
    ("<a b/>", "1:5: an attribute of the form name=\"value\" is expected here"),
    ("<a b='1'c='2'/>", "1:9: an attribute of the form name=\"value\" is expected here"),
    ("<a b='<'/>", "1:7: \"<\" stands in an attribute value"),
    ("<a b='1' b='2'/>", "1:10: attribute \"b\" stands twice in one tag"),
    ("<a xmlns:p='u' xmlns:q='u' p:x='' q:x=''/>", "1:35: attribute \"q:x\" stands twice in one tag"),
    ("<p:a/>", "1:2: namespace prefix \"p\" is not declared, or not so"),
    ("<a xmlns:p=''/>", "1:4: namespace prefix \"p\" is not declared, or not so"),
    ("<a:b:c xmlns:a='u'/>", "1:2: a name is expected here"),
    ("< a/>", "1:2: a name is expected here"),
    ("<1a/>", "1:2: a name is expected here"),
    ("<a><!x></a>", "1:4: \"<\" starts no markup here"),
    (" <?xml version='1.0'?><a/>", "1:2: the XML declaration is misplaced or malformed"),
    ("<?xml encoding='UTF-8'?><a/>", "1:1: the XML declaration is misplaced or malformed"),
    ("<?XML x?><a/>", "1:1: the XML declaration is misplaced or malformed"),
    ("<!DOCTYPE a><a/>", "1:1: a document type declaration is not accepted"),
];

#[test]
fn a_doctype_can_be_read_over() {
    let options = ReaderOptions { doctype: Doctype::Ignore, ..ReaderOptions::default() };
    check_with(&options, "<!DOCTYPE a [<!ENTITY x 'y>'>]><a/>", "1<a\n/a");
}

fn mending() -> ReaderOptions {
    let replacement = Replacement { escape_sequence: "~".to_owned(), ..Replacement::default() };
    let illegal_characters = IllegalCharacters::Replace(replacement);
    ReaderOptions { illegal_characters, stray_markup: StrayMarkup::Literal, ..ReaderOptions::default() }
}

/// Reads in chunks of every size, as what is `expected` and with these repairs: kind, count, column of the first.
#[track_caller]
fn check_mended(text: &str, expected: &str, repairs: &[(Repair, u64, u32)]) {
    let options = mending();
    check_with(&options, text, expected);
    for chunk in 1..=text.len() {
        let mends = read(text.as_bytes(), chunk, &options).2;
        let found: Vec<_> = mends
            .repairs
            .iter()
            .map(|(kind, repaired)| (kind, repaired.count, repaired.first.unwrap().1.column))
            .collect();
        assert_eq!(found, repairs, "in chunks of {chunk}");
    }
}

#[test]
fn each_kind_of_illegal_character_is_replaced_and_counted() {
    check_mended(
        "<a b='\u{1}x'>&#1;\u{2}<![CDATA[\u{0}]]>&#0;&#xD83D;\u{FFFE}&#x110000;</a>",
        "1<a b=\"\u{FFFD}x\"\n'\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\n/a",
        &[
            (Repair::Control, 3, 7),
            (Repair::Reference, 2, 11),
            (Repair::Nul, 2, 25),
            (Repair::Surrogate, 1, 33),
        ],
    );
}

#[test]
fn an_escape_sequence_is_replaced_as_a_whole() {
    let sequences = |count, column| [(Repair::EscapeSequence, count, column)];
    check_mended("<a>\u{1b}[1;31mred\u{1b}[0m!</a>", "1<a\n'~red~!\n/a", &sequences(2, 4));
    check_mended("<a>&#27;[1;31mred&#x1B;[0m!</a>", "1<a\n'~red~!\n/a", &sequences(2, 4));
    check_mended("<a b='&#27;[1mx&#27;(By'/>", "1<a b=\"~x~y\"\n/a", &sequences(2, 7));
    check_mended("<a>x<![CDATA[\u{1b}[38;5;1m]]>y</a>", "1<a\n'x~y\n/a", &sequences(1, 14));
    let link = "\u{1b}]8;;http://x/?a&amp;b\u{1b}\\t\u{1b}]8;;\u{7}";
    check_mended(&format!("<a>{link}u</a>"), "1<a\n'~t~u\n/a", &sequences(2, 4));
    let referenced = link.replace('\u{1b}', "&#27;").replace('\u{7}', "&#7;");
    check_mended(&format!("<a>{referenced}u</a>"), "1<a\n'~t~u\n/a", &sequences(2, 4));
}

#[test]
fn an_escape_sequence_that_breaks_off_takes_nothing_along() {
    let one = [(Repair::EscapeSequence, 1, 4)];
    check_mended("<a>\u{1b}[<b/>mx</a>", "1<a\n'~\n1<b\n/b\n'mx\n/a", &one);
    check_mended("<a>\u{1b}[1ä</a>", "1<a\n'~ä\n/a", &one);
    check_mended("<a>\u{1b}]0;title\nx</a>", "1<a\n'~\nx\n/a", &one);
    check_mended("<a>\u{1b}Mx\u{1b}</a>", "1<a\n'\u{FFFD}Mx\u{FFFD}\n/a", &[(Repair::Control, 2, 4)]);
    let endless = "ä".repeat(3000);
    let (lines, ..) = read(format!("<a>\u{1b}]{endless}</a>").as_bytes(), 7, &mending());
    assert_eq!(lines[1].chars().filter(|&c| c == 'ä').count(), 3000 - 2048);
}

#[test]
fn markup_that_should_be_escaped_is_taken_as_it_stands() {
    let stray = |count, column| [(Repair::Markup, count, column)];
    check_mended("<a>R&D & co; &nbsp;&#x;&</a>", "1<a\n'R&D & co; &nbsp;&#x;&\n/a", &stray(5, 5));
    check_mended("<a b='a & b &amp;&copy; <c> &'/>", "1<a b=\"a & b &&copy; <c> &\"\n/a", &stray(4, 9));
    check_mended("<a>x]]>y]]>z</a>", "1<a\n'x]]>y]]>z\n/a", &stray(2, 5));
    check_mended(
        &format!("<a>&{};</a>", "x".repeat(300)),
        &format!("1<a\n'&{};\n/a", "x".repeat(300)),
        &stray(1, 4),
    );
    check_with(&mending(), "<a/>&x;", "1:5: text or a second element stands outside the root element");
    check_with(&mending(), "<a>x < y</a>", "1:7: a name is expected here");
}

#[test]
fn limits_are_errors_of_their_own() {
    let limits = XmlLimits {
        depth: 2,
        attributes: 2,
        name_bytes: 8,
        markup_bytes: 40,
        namespaces: 1,
        ..XmlLimits::default()
    };
    let options = ReaderOptions { limits, ..ReaderOptions::default() };
    check_with(&options, "<a><b><c/></b></a>", "1:7: the limit \"depth\" of 2 is passed");
    check_with(&options, "<a a='' b='' c=''/>", "1:14: the limit \"attributes\" of 2 is passed");
    check_with(&options, "<abcdefghi/>", "1:2: the limit \"name_bytes\" of 8 is passed");
    check_with(
        &options,
        &format!("<a b='{}'/>", "x".repeat(50)),
        "1:1: the limit \"markup_bytes\" of 40 is passed",
    );
    check_with(&options, "<a xmlns='u' xmlns:b='v'/>", "1:1: the limit \"namespaces\" of 1 is passed");
}
