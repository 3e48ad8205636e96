//! Documents with internal subsets: most are well-formed, some use what they should not.

use crate::dice::Dice;

const ELEMENTS: [&str; 4] = ["r", "a", "b", "c"];
const ATTRIBUTES: [&str; 3] = ["x", "y", "z"];
const ENTITIES: [&str; 5] = ["e0", "e1", "e2", "e3", "e4"];
const REFERENCES: [&str; 9] =
    ["&#60;", "&#38;", "&#10;", "&#13;", "&#9;", "&#x41;", "&lt;", "&amp;", "&quot;"];
const TEXTS: [&str; 8] = ["t", " ", "\n", "\r\n", "\t", "ü", "]]", "  two  "];

/// A document.
pub(crate) fn document(dice: &mut Dice) -> String {
    let declarations: String =
        (0..dice.roll(9)).map(|_| declaration(dice) + dice.pick(&["", " ", "\r\n"])).collect();
    let prolog = dice.pick(&["", "<?xml version='1.0'?>", "<!-- c -->\n"]);
    format!("{prolog}<!DOCTYPE r [{declarations}]>{}", element(dice, "r", 3))
}

/// The document with one place of it changed.
pub(crate) fn damaged(document: &str, dice: &mut Dice) -> String {
    let places: Vec<usize> = document.char_indices().map(|(at, _)| at).collect();
    let at = places[dice.roll(places.len())];
    let (before, after) = document.split_at(at);
    let mut rest = after.chars();
    match dice.roll(3) {
        0 => drop(rest.next()),
        1 => return format!("{before}{}{after}", dice.pick(&["<", ">", "&", "'", ";", "%", "]", "-", " "])),
        _ => drop(rest.by_ref().take(4).count()),
    }
    format!("{before}{}", rest.as_str())
}

fn declaration(dice: &mut Dice) -> String {
    match dice.roll(10) {
        0..=4 => general(dice),
        5 | 6 => attribute_list(dice),
        7 => parameter(dice),
        _ => dice.pick(&OTHERS).to_owned(),
    }
}

const OTHERS: [&str; 12] = [
    "<!ELEMENT r ANY>",
    "<!ELEMENT a (#PCDATA|b|c)* >",
    "<!ELEMENT b ((a,b?)+|(c | a)*)>",
    "<!ELEMENT c EMPTY>",
    "<!NOTATION n SYSTEM 'n'>",
    "<!NOTATION m PUBLIC '-//m'>",
    "<!ENTITY u SYSTEM 'u' NDATA n>",
    "<!ENTITY outer SYSTEM 'outer'>",
    "<!-- a ' comment ]> -->",
    "<?an ' instruction ]> ?>",
    "<!ENTITY lt '&#38;#60;'>",
    "<!ENTITY quot '&#34;'>",
];

fn general(dice: &mut Dice) -> String {
    let name = dice.pick(&ENTITIES);
    format!("<!ENTITY {name} {}>", quoted(&replacement(dice, 2)))
}

/// A parameter entity and its use. No entity is referred to in it: in there libxml2 2.9 wants those of entity values
/// declared, and takes those of declarations for allowed.
fn parameter(dice: &mut Dice) -> String {
    let inner = if dice.roll(2) == 0 { general(dice) } else { attribute_list(dice) };
    let names = ENTITIES.iter().chain(&["u", "outer", "none"]);
    let inner = names.fold(inner, |text, name| text.replace(&format!("&{name};"), "t"));
    let escaped = inner.replace("%p0;", "t").replace('&', "&#38;");
    let name = dice.pick(&["p0", "p1"]);
    format!("<!ENTITY % {name} {}>%{name};", quoted(&escaped))
}

fn attribute_list(dice: &mut Dice) -> String {
    let definitions: String = (0..=dice.roll(2)).map(|_| definition(dice)).collect();
    format!("<!ATTLIST {}{definitions}>", dice.pick(&ELEMENTS))
}

fn definition(dice: &mut Dice) -> String {
    let kind =
        dice.pick(&["CDATA", "NMTOKENS", "NMTOKEN", "ID", "IDREFS", "(t|u)", "ENTITY", "NOTATION (n)"]);
    let default = match dice.roll(5) {
        0 => "#IMPLIED".to_owned(),
        1 => "#REQUIRED".to_owned(),
        2 => format!("#FIXED {}", quoted(&value(dice))),
        _ => quoted(&value(dice)),
    };
    format!(" {} {kind} {default}", dice.pick(&ATTRIBUTES))
}

/// Replacement text as it stands in an entity's declaration. libxml2 takes a carriage return in it for a line end, which
/// the specification says of documents only (2.11), so there is none.
fn replacement(dice: &mut Dice, depth: usize) -> String {
    let mut text = String::new();
    for _ in 0..dice.roll(4) {
        match dice.roll(12) {
            0..=4 => text.push_str(dice.pick(&TEXTS)),
            5 | 6 => text.push_str(&dice.pick(&REFERENCES).replace("&#13;", "&#10;")),
            7 | 8 => text.push_str(&reference(dice)),
            9 if depth > 0 => text.push_str(&element(dice, dice_name(depth), depth - 1)),
            10 => {
                text.push_str(dice.pick(&["<![CDATA[<&]]>", "<!-- c -->", "<?i?>", "&#60;a/>", "&#38;lt;"]));
            }
            11 if dice.roll(4) == 0 => text.push_str(dice.pick(&["<a>", "</a>", "<", "%p0;", "<a", "&#38;"])),
            _ => text.push('t'),
        }
    }
    text
}

fn dice_name(depth: usize) -> &'static str {
    ELEMENTS[depth % ELEMENTS.len()]
}

fn reference(dice: &mut Dice) -> String {
    match dice.roll(20) {
        0 => "&u;".to_owned(),
        1 => "&outer;".to_owned(),
        2 => "&none;".to_owned(),
        _ => format!("&{};", dice.pick(&ENTITIES)),
    }
}

fn element(dice: &mut Dice, name: &str, depth: usize) -> String {
    let mut attributes = String::new();
    for name in ATTRIBUTES {
        if dice.roll(4) == 0 {
            let value = quoted(&value(dice));
            attributes.extend([" ", name, "=", &value]);
        }
    }
    if depth == 0 || dice.roll(5) == 0 {
        return format!("<{name}{attributes}/>");
    }
    let content: String = (0..dice.roll(5)).map(|_| content(dice, depth - 1)).collect();
    format!("<{name}{attributes}>{content}</{name}>")
}

fn content(dice: &mut Dice, depth: usize) -> String {
    match dice.roll(7) {
        0 | 1 => dice.pick(&TEXTS).to_owned(),
        2 => dice.pick(&REFERENCES).to_owned(),
        3 | 4 => reference(dice),
        5 => dice.pick(&["<![CDATA[<&]]>", "<!-- c -->", "<?i?>"]).to_owned(),
        _ => element(dice, dice_name(depth), depth),
    }
}

fn value(dice: &mut Dice) -> String {
    let mut value = String::new();
    for _ in 0..dice.roll(4) {
        match dice.roll(5) {
            0 | 1 => value.push_str(dice.pick(&TEXTS)),
            2 => value.push_str(dice.pick(&REFERENCES)),
            3 => value.push_str(&reference(dice)),
            _ => value.push('t'),
        }
    }
    value
}

/// In quotes that it does not hold.
fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') { '"' } else { '\'' };
    format!("{quote}{}{quote}", text.replace(quote, "&#39;"))
}
