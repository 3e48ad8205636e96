//! Templates: text with fields of the report in it.
//!
//! `{field}` stands for a field. `{field[2:]}` is a slice of its characters, `{field[.][-1]}` one of its pieces between
//! the separators given, counted as in Python: from 0, negative from the end, the end of a range left out. `{{` and `}}`
//! are braces.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};

use super::fields::Field;
use crate::report::raw::RawCase;

/// A template, parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field { field: Field, separator: Option<String>, slice: Slice },
}

/// Which pieces or characters are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slice {
    All,
    One(isize),
    Range(Option<isize>, Option<isize>),
}

/// A text that is no template, and why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError(String);

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for TemplateError {}

impl FromStr for Template {
    type Err = TemplateError;

    fn from_str(text: &str) -> Result<Self, TemplateError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            push_text(&mut pieces, &rest[..at]);
            rest = &rest[at..];
            if let Some(after) = rest.strip_prefix("{{").or_else(|| rest.strip_prefix("}}")) {
                push_text(&mut pieces, &rest[..1]);
                rest = after;
            } else {
                let end = rest.find('}').filter(|&end| end > 0);
                let end =
                    end.ok_or_else(|| TemplateError(format!("\"{text}\" has a brace without its other")))?;
                pieces.push(field(&rest[1..end])?);
                rest = &rest[end + 1..];
            }
        }
        push_text(&mut pieces, rest);
        Ok(Self { pieces })
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

/// `name`, `name[slice]` or `name[separator][slice]`.
fn field(text: &str) -> Result<Piece, TemplateError> {
    let (name, groups) = text.find('[').map_or((text, ""), |at| text.split_at(at));
    let unknown = || TemplateError(format!("\"{name}\" is no field; known are {}", Field::NAMES.join(", ")));
    let field = Field::parse(name).ok_or_else(unknown)?;
    let inner = groups.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let (separator, slice) = match inner {
        None if groups.is_empty() => (None, Some(Slice::All)),
        None => (None, None),
        Some(inner) => match inner.rsplit_once("][") {
            Some((separator, slice)) if !separator.is_empty() => {
                (Some(separator.to_owned()), Slice::parse(slice))
            }
            Some(_) => (None, None),
            None => (None, Slice::parse(inner)),
        },
    };
    let slice =
        slice.ok_or_else(|| TemplateError(format!("\"{groups}\" is no slice, such as [.][-1] or [:8]")))?;
    Ok(Piece::Field { field, separator, slice })
}

impl Template {
    /// The template with the fields of a case in it.
    pub(in crate::report) fn render(&self, case: &RawCase) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(piece) => text.push_str(piece),
                Piece::Field { field, separator, slice } => {
                    text.push_str(&slice.of(&field.of(case), separator.as_deref()));
                }
            }
        }
        text
    }
}

impl Slice {
    fn parse(text: &str) -> Option<Self> {
        let number = |text: &str| text.trim().parse::<isize>().ok();
        let Some((from, to)) = text.split_once(':') else { return number(text).map(Self::One) };
        let bound = |text: &str| {
            if text.trim().is_empty() { Some(None) } else { number(text).map(Some) }
        };
        Some(Self::Range(bound(from)?, bound(to)?))
    }

    fn of(self, text: &str, separator: Option<&str>) -> String {
        match separator {
            _ if self == Self::All => text.to_owned(),
            None => self.take(&text.chars().collect::<Vec<char>>()).iter().collect(),
            Some(separator) => self.take(&text.split(separator).collect::<Vec<&str>>()).join(separator),
        }
    }

    fn take<T>(self, items: &[T]) -> &[T] {
        let at = |index: isize| {
            let from_end = index < 0;
            let distance = index.unsigned_abs();
            if from_end { items.len().saturating_sub(distance) } else { distance.min(items.len()) }
        };
        let (from, to) = match self {
            Self::All => (0, items.len()),
            // One piece that is not there is none: -5 of three pieces is not the first.
            Self::One(index) if index.unsigned_abs() > items.len() => (0, 0),
            Self::One(index) => (at(index), (at(index) + 1).min(items.len())),
            Self::Range(from, to) => (from.map_or(0, at), to.map_or(items.len(), at)),
        };
        items.get(from..to).unwrap_or_default()
    }
}

impl<'de> Deserialize<'de> for Template {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::report::raw::{RawClass, RawSuite};

    fn case() -> RawCase {
        let outer =
            RawSuite { name: "all".to_owned(), file: Some("suite.js".to_owned()), ..RawSuite::default() };
        let inner = RawSuite {
            name: "login".to_owned(),
            parent: Some(Arc::new(outer)),
            package: Some("web".to_owned()),
            properties: vec![("team".to_owned(), "blue".to_owned()), ("os".to_owned(), "linux".to_owned())],
            ..RawSuite::default()
        };
        RawCase {
            class: RawClass::Joined("com.example.shop.CartTest".to_owned()),
            name: "adds \u{E4}pfel".to_owned(),
            run_name: Some("chromium".to_owned()),
            module: Some("shop.jar".to_owned()),
            properties: vec![("team".to_owned(), "red".to_owned())],
            suite: Some(Arc::new(inner)),
            ..RawCase::default()
        }
    }

    #[test]
    fn fields_and_slices_are_filled_in() {
        for (template, expected) in [
            ("", ""),
            ("plain", "plain"),
            ("{{{name}}}", "{adds \u{E4}pfel}"),
            ("{classname}", "com.example.shop.CartTest"),
            ("{package}/{class}", "com.example.shop/CartTest"),
            ("{run_name} {module}", "chromium shop.jar"),
            ("{suite} of {suites}", "login of all > login"),
            ("{suites[ > ][0]}", "all"),
            ("{file}", "suite.js"),
            ("{file[.][:-1]}", "suite"),
            ("{property:team}-{property:os}-{property:none}", "red-linux-"),
            ("{classname[.][-1]}", "CartTest"),
            ("{classname[.][:-1]}", "com.example.shop"),
            ("{classname[.][1:3]}", "example.shop"),
            ("{classname[.][0]}", "com"),
            ("{classname[.][9]}", ""),
            ("{classname[.][-9]}", ""),
            ("{classname[.][3:1]}", ""),
            ("{classname[::][1]}", ""),
            ("{name[:6]}", "adds \u{E4}"),
            ("{name[-4:]}", "pfel"),
            ("{name[0]}", "a"),
        ] {
            let parsed: Template = template.parse().unwrap();
            assert_eq!(parsed.render(&case()), expected, "{template:?}");
        }
    }

    #[test]
    fn what_is_no_template_says_why() {
        for (template, expected) in [
            ("{name", "\"{name\" has a brace without its other"),
            ("name}", "\"name}\" has a brace without its other"),
            ("{name[}", "\"[\" is no slice, such as [.][-1] or [:8]"),
            ("{name[x]}", "\"[x]\" is no slice, such as [.][-1] or [:8]"),
            ("{name[][1]}", "\"[][1]\" is no slice, such as [.][-1] or [:8]"),
            (
                "{test}",
                "\"test\" is no field; known are classname, package, class, name, run_name, module, file, suite, suites, \
                 property:\u{2026}",
            ),
        ] {
            let error = template.parse::<Template>().unwrap_err();
            assert_eq!(error.to_string(), expected, "{template:?}");
        }
    }
}
