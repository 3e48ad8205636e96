//! Simple types, and values of them.

use crate::random::Random;

/// A simple type: how it is written, and what its values are made by.
#[derive(Debug, Clone)]
pub(crate) struct SimpleType {
    pub(crate) name: String,
    definition: String,
    values: Values,
}

#[derive(Debug, Clone)]
enum Values {
    Words { min: usize, max: usize },
    Codes,
    OneOf(Vec<&'static str>),
    Numbers { min: i64, max: i64 },
    Decimals,
    Days,
    Booleans,
    ListOf { item: Box<SimpleType>, min: usize, max: usize },
    EitherOf(Box<SimpleType>, Box<SimpleType>),
}

const COLOURS: &[&str] = &["red", "green", "blue", "dark-red", "1", "7"];

/// Texts that are a value of some type and a trap for another.
const TRAPS: &[&str] = &[
    "",
    " ",
    "0",
    "-0",
    "+5",
    "007",
    " 12 ",
    "1.",
    ".5",
    "1e3",
    "INF",
    "NaN",
    "true",
    "TRUE",
    "12345678901234567890",
    "2024-02-29",
    "2023-02-29",
    "2024-13-01",
    "2024-01-01Z",
    "2024-01-01+15:00",
    "-0001-01-01",
    "red",
    "green blue",
    "a1",
    "abc1",
    "x",
    "1 2",
    "1 2 3 4 5 6 7",
    "\u{e9}\u{10000}",
    "0.10",
    "99.999",
    "P1D",
    "t:a",
    ":a",
    "a:b:c",
];

/// Any text.
pub(crate) fn trap(random: &mut Random) -> String {
    (*random.pick(TRAPS)).to_owned()
}

impl SimpleType {
    /// A type of that name; lists and unions are made of `others`, and some restrict one of them.
    pub(crate) fn new(name: String, others: &[Self], random: &mut Random) -> Self {
        let (definition, values) = match random.below(if others.is_empty() { 7 } else { 10 }) {
            0 => words(random),
            1 => (restriction("xs:token", r#"<xs:pattern value="[a-c]{1,3}\d"/>"#), Values::Codes),
            2 => colours(random),
            3 => numbers(random),
            4 => (
                restriction("xs:decimal", r#"<xs:totalDigits value="5"/><xs:fractionDigits value="2"/>"#),
                Values::Decimals,
            ),
            5 => (restriction("xs:date", r#"<xs:minInclusive value="2000-01-01"/>"#), Values::Days),
            6 => (restriction("xs:boolean", ""), Values::Booleans),
            7 => list(random.pick(others), random),
            8 => {
                let (one, other) = (random.pick(others), random.pick(others));
                let definition = format!(r#"<xs:union memberTypes="t:{} t:{}"/>"#, one.name, other.name);
                (definition, Values::EitherOf(Box::new(one.clone()), Box::new(other.clone())))
            }
            _ => {
                let base = random.pick(others);
                (restriction(&format!("t:{}", base.name), ""), base.values.clone())
            }
        };
        Self { name, definition, values }
    }

    pub(crate) fn text(&self) -> String {
        format!("<xs:simpleType name=\"{}\">{}</xs:simpleType>\n", self.name, self.definition)
    }

    /// A text that is a value of the type.
    pub(crate) fn value(&self, random: &mut Random) -> String {
        match &self.values {
            Values::Words { min, max } => "w".repeat(min + random.below(max - min + 1)),
            Values::Codes => format!("{}{}", "abc".split_at(1 + random.below(3)).0, random.below(10)),
            Values::OneOf(colours) => (*random.pick(colours)).to_owned(),
            Values::Numbers { min, max } => {
                let width = usize::try_from(max - min + 1).expect("a small range");
                (min + i64::try_from(random.below(width)).expect("a small range")).to_string()
            }
            Values::Decimals => format!("{}.{}", random.below(100), random.below(100)),
            Values::Days => format!("20{}-1{}-2{}", 10 + random.below(80), random.below(3), random.below(9)),
            Values::Booleans => (*random.pick(&["true", "false", "0", "1"])).to_owned(),
            Values::ListOf { item, min, max } => {
                let count = min + random.below(max - min + 1);
                (0..count).map(|_| item.value(random)).collect::<Vec<_>>().join(" ")
            }
            Values::EitherOf(one, other) => random.pick(&[one, other]).value(random),
        }
    }
}

fn restriction(base: &str, facets: &str) -> String {
    format!("<xs:restriction base=\"{base}\">{facets}</xs:restriction>")
}

fn words(random: &mut Random) -> (String, Values) {
    let (min, more) = (random.below(3), random.below(4));
    let facets = format!("<xs:minLength value=\"{min}\"/><xs:maxLength value=\"{}\"/>", min + more);
    let base = *random.pick(&["xs:string", "xs:normalizedString", "xs:token"]);
    (restriction(base, &facets), Values::Words { min, max: min + more })
}

fn colours(random: &mut Random) -> (String, Values) {
    let colours: Vec<_> = (0..1 + random.below(4)).map(|_| *random.pick(COLOURS)).collect();
    let facets: Vec<_> = colours.iter().map(|it| format!("<xs:enumeration value=\"{it}\"/>")).collect();
    let base = *random.pick(&["xs:NMTOKEN", "xs:string", "xs:token"]);
    (restriction(base, &facets.concat()), Values::OneOf(colours))
}

fn numbers(random: &mut Random) -> (String, Values) {
    let (min, width) = (i64::try_from(random.below(20)).expect("small") - 10, random.below(30));
    let max = min + i64::try_from(width).expect("small");
    let facets = format!("<xs:minInclusive value=\"{min}\"/><xs:maxInclusive value=\"{max}\"/>");
    let base = *random.pick(&["xs:int", "xs:integer", "xs:short", "xs:decimal", "xs:double"]);
    (restriction(base, &facets), Values::Numbers { min, max })
}

/// A list of another type; of a list it is none, which no engine may accept.
fn list(item: &SimpleType, random: &mut Random) -> (String, Values) {
    let (min, more) = (random.below(2), 1 + random.below(3));
    let facets = format!("<xs:minLength value=\"{min}\"/><xs:maxLength value=\"{}\"/>", min + more);
    let definition = format!(
        "<xs:restriction><xs:simpleType><xs:list itemType=\"t:{}\"/></xs:simpleType>{facets}</xs:restriction>",
        item.name
    );
    (definition, Values::ListOf { item: Box::new(item.clone()), min, max: min + more })
}
