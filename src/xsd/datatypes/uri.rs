//! `anyURI` (Datatypes §3.2.17): a URI reference of RFC 2396 and RFC 2732 once the characters that a URI cannot hold
//! are escaped.
//!
//! That escaping leaves `%`, `#`, `[` and `]` as they are, so these and the scheme are what can be wrong. Where the
//! RFCs leave a choice, the wider one is taken: an authority may be a registry's name, so its port need not be a number.

/// Whether the text is an `anyURI`.
pub(super) fn is_any_uri(text: &str) -> bool {
    let (reference, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (hierarchy, _) = reference.split_once('?').unwrap_or((reference, ""));
    !fragment.contains('#') && has_whole_escapes(text) && is_hierarchy(hierarchy)
}

/// Whether each `%` begins an escape.
fn has_whole_escapes(text: &str) -> bool {
    let is_escape = |rest: &str| {
        let digits = rest.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    };
    text.split('%').skip(1).all(is_escape)
}

/// Scheme, authority and path.
fn is_hierarchy(text: &str) -> bool {
    let first_segment = text.split('/').next().unwrap_or_default();
    let rest = match first_segment.split_once(':') {
        Some((scheme, _)) if is_scheme(scheme) => &text[scheme.len() + 1..],
        Some(_) => return false,
        None => text,
    };
    match rest.strip_prefix("//") {
        None => !has_brackets(rest),
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            !has_brackets(path) && is_authority(authority)
        }
    }
}

/// `alpha (alpha | digit | '+' | '-' | '.')*`
fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// Brackets stand around the whole of the host only.
fn is_authority(text: &str) -> bool {
    let host = text.rsplit('@').next().unwrap_or_default();
    let user = &text[..text.len() - host.len()];
    let Some(literal) = host.strip_prefix('[') else {
        return !has_brackets(text);
    };
    let Some((address, port)) = literal.split_once(']') else {
        return false;
    };
    !has_brackets(user)
        && !has_brackets(address)
        && (port.is_empty() || port.starts_with(':'))
        && !has_brackets(port)
}

fn has_brackets(text: &str) -> bool {
    text.contains(['[', ']'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_of_all_forms_are_taken() {
        for text in [
            "",
            "#",
            "a b",
            "é",
            "?",
            "a?b?c",
            "<>\"{}|\\^`",
            "http://h",
            "//h/p",
            "http:///a",
            "http://h:port/",
            "a/b:c",
            "urn:x:y",
            "mailto:a@b",
            "a+b.c-1:d",
            "http://[::1]:80/a",
            "http://u@[::1]",
            "%41%c3%A9",
            "?[]",
            "#[]",
            "./:",
        ] {
            assert!(is_any_uri(text), "{text}");
        }
    }

    #[test]
    fn broken_escapes_schemes_and_brackets_are_refused() {
        for text in [
            "%",
            "a%zz",
            "a%2",
            "##",
            "a#b#c",
            ":",
            ":a",
            "1:a",
            "a_b:c",
            "[",
            "]",
            "http://[",
            "http://a]/",
            "a/[b]",
            "http://[::1]x",
            "http://[[::1]]/",
            "http://%zz/",
            "é:a",
        ] {
            assert!(!is_any_uri(text), "{text}");
        }
    }
}
