//! The XML declaration (XML 1.0, production 23), processing instructions, which look like it, and comments.

use super::characters::scan_name;
use super::error::XmlErrorKind;
use super::references::Fault;
use super::whitespace::{is_space, trim};

/// The inside of `<?xml … ?>`: version, then encoding, then standalone (XML 1.0, production 23).
pub(super) fn is_declaration(inside: &str) -> bool {
    let mut rest = inside;
    let mut seen = 0;
    while !trim(rest).is_empty() {
        let Some((name, value, after)) = pseudo_attribute(rest) else {
            return false;
        };
        let order = match name {
            "version" if value.strip_prefix("1.").is_some_and(is_digits) => 1,
            "encoding" if value.starts_with(|c: char| c.is_ascii_alphabetic()) => 2,
            "standalone" if matches!(value, "yes" | "no") => 3,
            _ => return false,
        };
        if order <= seen || (seen == 0 && order != 1) {
            return false;
        }
        seen = order;
        rest = after;
    }
    seen > 0
}

/// Whether the inside of a well-formed declaration says that nothing outside the document matters (2.9).
pub(super) fn is_standalone(inside: &str) -> bool {
    let mut rest = inside;
    while let Some((name, value, after)) = pseudo_attribute(rest) {
        if name == "standalone" {
            return value == "yes";
        }
        rest = after;
    }
    false
}

/// Whether `<? … ?>` from `at` to `end` has a target, and one that is not reserved (production 17).
pub(super) fn check_instruction(text: &str, at: usize, end: usize) -> Result<(), Fault> {
    let (name_end, colon) = scan_name(text, at + 2).ok_or((XmlErrorKind::BadName, at + 2))?;
    if colon.is_some() || text[at + 2..name_end].eq_ignore_ascii_case("xml") {
        return Err((XmlErrorKind::BadDeclaration, at));
    }
    if name_end != end - 2 && !is_space(text.as_bytes()[name_end]) {
        return Err((XmlErrorKind::BadName, at + 2));
    }
    Ok(())
}

/// Whether `<!-- … -->` holds no `--` and does not end in `--->` (production 15).
pub(super) fn check_comment(token: &str) -> Result<(), Fault> {
    let inside = &token[4..token.len() - 3];
    match memchr::memmem::find(inside.as_bytes(), b"--")
        .or_else(|| inside.ends_with('-').then(|| inside.len() - 1))
    {
        None => Ok(()),
        Some(at) => Err((XmlErrorKind::DoubleHyphen, 4 + at)),
    }
}

fn pseudo_attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.strip_prefix([' ', '\t', '\r', '\n'])?;
    let (name, rest) = text.split_once('=')?;
    let rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, rest) = rest[1..].split_once(quote)?;
    Some((trim(name), value, rest))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
