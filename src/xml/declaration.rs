//! The XML declaration (XML 1.0, production 23).

use super::whitespace::trim;

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
