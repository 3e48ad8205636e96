//! Patterns that choose tests by a text: globs and regular expressions, each in time that grows with the text only.
//!
//! Both run on the automata of the schema engine, so that no pattern that a user writes can hang a conversion.

use std::fmt;
use std::sync::Arc;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::limits::PatternLimits;
use crate::xsd::datatypes::{Regex, RegexError};

/// One or several alternatives. A text matches where one of them matches all of it.
///
/// In JSON a glob as text, `{ "regex": "…" }`, or a list of these. In a glob `*` stands for any characters, `?` for one,
/// `**/` for any folders or none; a backslash takes the meaning from the next character.
///
/// ```
/// use octane_payload::links::Pattern;
///
/// let pattern: Pattern = serde_json::from_str(r#"["com.acme.*Test", { "regex": "[A-Z]\\d+" }]"#)?;
/// assert!(pattern.is_match("com.acme.shop.CartTest") && pattern.is_match("T12"));
/// assert!(!pattern.is_match("com.acme.Test2"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Pattern {
    regex: Arc<Regex>,
}

/// A pattern that is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// The pattern as it is written.
    pub pattern: String,
    reason: RegexError,
}

/// How one alternative is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Written {
    /// `"com.acme.*"`
    Glob(String),
    /// `{ "regex": "com\\.acme\\..*" }`
    Regex(RegexForm),
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegexForm {
    pub(super) regex: String,
}

impl Pattern {
    /// The pattern that one of the alternatives is enough for.
    ///
    /// # Errors
    ///
    /// [`PatternError`] for the first alternative that is none.
    pub(super) fn new(alternatives: &[Written]) -> Result<Self, PatternError> {
        let mut expressions = Vec::new();
        for written in alternatives {
            let (text, expression) = match written {
                Written::Glob(glob) => (glob, expression(glob)),
                Written::Regex(RegexForm { regex }) => (regex, regex.clone()),
            };
            compile(&expression).map_err(|reason| PatternError { pattern: text.clone(), reason })?;
            expressions.push(format!("({expression})"));
        }
        let all = expressions.join("|");
        let regex = compile(&all).map_err(|reason| PatternError { pattern: all, reason })?;
        Ok(Self { regex: Arc::new(regex) })
    }

    /// Whether an alternative matches the whole text.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

impl Written {
    /// Why it is no pattern, where it is none.
    pub(super) fn fault(&self) -> Option<PatternError> {
        Pattern::new(std::slice::from_ref(self)).err()
    }
}

fn compile(expression: &str) -> Result<Regex, RegexError> {
    Regex::new(expression, &PatternLimits::default())
}

/// A glob as a regular expression. A dot would not match a line end; names of tests may hold one.
fn expression(glob: &str) -> String {
    const ANY: &str = "[\\s\\S]";
    let mut expression = String::new();
    let mut rest = glob;
    while let Some(next) = rest.chars().next() {
        let begins_step = expression.is_empty() || expression.ends_with('/');
        if let Some(after) = rest.strip_prefix("**/").filter(|_| begins_step) {
            expression.push_str("([\\s\\S]*/)?");
            rest = after;
            continue;
        }
        rest = &rest[next.len_utf8()..];
        match next {
            '*' => expression.extend([ANY, "*"]),
            '?' => expression.push_str(ANY),
            '\\' => {
                let literal = rest.chars().next().unwrap_or('\\');
                rest = rest.get(literal.len_utf8()..).unwrap_or_default();
                push_literal(&mut expression, literal);
            }
            literal => push_literal(&mut expression, literal),
        }
    }
    expression
}

fn push_literal(expression: &mut String, literal: char) {
    if matches!(literal, '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^') {
        expression.push('\\');
    }
    expression.push(literal);
}

/// Reads one alternative. A derived reader would take a list for the members of [`RegexForm`], in their order.
struct OneAlternative;

impl<'de> Visitor<'de> for OneAlternative {
    type Value = Written;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a glob as text, or a regular expression as { \"regex\": … }")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Written, E> {
        Ok(Written::Glob(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Written, A::Error> {
        RegexForm::deserialize(MapAccessDeserializer::new(map)).map(Written::Regex)
    }
}

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneAlternative)
    }
}

/// Reads one alternative, or a list of them.
struct Alternatives;

impl<'de> Visitor<'de> for Alternatives {
    type Value = Vec<Written>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        OneAlternative.expecting(f)?;
        f.write_str(", or a list of these")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<Written>, E> {
        OneAlternative.visit_str(text).map(|written| vec![written])
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<Written>, A::Error> {
        OneAlternative.visit_map(map).map(|written| vec![written])
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Written>, A::Error> {
        let mut alternatives = Vec::new();
        while let Some(written) = list.next_element()? {
            alternatives.push(written);
        }
        Ok(alternatives)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let alternatives = deserializer.deserialize_any(Alternatives)?;
        Self::new(&alternatives).map_err(de::Error::custom)
    }
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is no pattern: {}", self.pattern, self.reason)
    }
}

impl std::error::Error for PatternError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn glob(text: &str) -> Pattern {
        Pattern::new(&[Written::Glob(text.to_owned())]).unwrap()
    }

    fn check(pattern: &str, matching: &[&str], others: &[&str]) {
        let pattern = glob(pattern);
        matching.iter().for_each(|text| assert!(pattern.is_match(text), "{text}"));
        others.iter().for_each(|text| assert!(!pattern.is_match(text), "{text}"));
    }

    #[test]
    fn a_star_stands_for_any_characters_and_a_question_mark_for_one() {
        check("a*z", &["az", "abcz", "a\nz", "a.z"], &["ab", "zaz "]);
        check("a?z", &["abz", "a\u{1F600}z"], &["az", "abbz"]);
    }

    #[test]
    fn every_other_character_stands_for_itself() {
        check("adds[1] (a|b) {c}^.+$-", &["adds[1] (a|b) {c}^.+$-"], &["adds1 a c"]);
        check("2\\*2\\\\", &["2*2\\"], &["22\\"]);
        check("end\\", &["end\\"], &["end"]);
    }

    #[test]
    fn a_list_of_one_is_read_as_the_one() {
        let read = |json: &str| serde_json::from_str::<Pattern>(json).unwrap();
        for json in [r#""a*""#, r#"["a*"]"#, r#"["b", "a*"]"#, r#"{"regex":"ab"}"#, r#"[{"regex":"ab"}]"#] {
            assert!(read(json).is_match("ab"), "{json}");
        }
    }

    #[test]
    fn a_list_within_a_list_is_refused() {
        let fault = |json: &str| serde_json::from_str::<Pattern>(json).unwrap_err().to_string();
        let one = "a glob as text, or a regular expression as { \"regex\": … }";
        for json in [r#"[["a", "b"]]"#, r#"[["a"]]"#] {
            let refused = format!("invalid type: sequence, expected {one} at line 1 column 2");
            assert_eq!(fault(json), refused, "{json}");
        }
        let refused =
            format!("invalid type: integer `1`, expected {one}, or a list of these at line 1 column 1");
        assert_eq!(fault("1"), refused);
        assert!(fault(r#"{ "regexp": "a" }"#).starts_with("unknown field `regexp`"));
    }

    #[test]
    fn two_stars_and_a_slash_stand_for_folders_or_none() {
        check("**/a.xml", &["a.xml", "x/a.xml", "x/y/a.xml"], &["xa.xml"]);
        check("x/**/a.xml", &["x/a.xml", "x/y/z/a.xml"], &["x/ya.xml", "a.xml"]);
    }

    #[test]
    fn a_regular_expression_matches_the_whole_text() {
        let regex = |text: &str| Written::Regex(RegexForm { regex: text.to_owned() });
        let pattern = Pattern::new(&[regex("a+"), regex("b{2}")]).unwrap();
        assert!(pattern.is_match("aaa") && pattern.is_match("bb"));
        assert!(!pattern.is_match("aab") && !pattern.is_match(""));
        let error = Pattern::new(&[regex("a("), regex("b")]).unwrap_err();
        assert_eq!(error.to_string(), "\"a(\" is no pattern: the pattern ends too early");
    }
}
