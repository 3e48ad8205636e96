//! Rust text to tokens: words, `::` and single signs, without comments, strings, characters and lifetimes.
//! Small and honest: it knows no macros and no types, only what is needed to find paths.

/// The words and signs of a Rust file.
pub(crate) fn tokens(text: &str) -> Vec<&str> {
    let mut rest = text;
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        let length = skipped(rest).unwrap_or_else(|| {
            let length = token_length(rest, first);
            if !first.is_whitespace() {
                found.push(&rest[..length]);
            }
            length
        });
        rest = &rest[length..];
    }
    found
}

/// Length of the comment, literal or lifetime that `rest` starts with.
fn skipped(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    let prefix = ["b", "c", ""].into_iter().find(|prefix| is_literal(rest, prefix))?;
    let literal = &rest[prefix.len()..];
    let length = match literal.as_bytes()[0] {
        b'r' => raw_string(literal),
        b'"' => quoted(literal, '"'),
        _ => character_or_lifetime(literal),
    };
    Some(prefix.len() + length)
}

fn is_literal(rest: &str, prefix: &str) -> bool {
    let Some(literal) = rest.strip_prefix(prefix) else {
        return false;
    };
    let hashes = literal.strip_prefix('r').map(|raw| raw.trim_start_matches('#'));
    literal.starts_with(['"', '\'']) || hashes.is_some_and(|raw| raw.starts_with('"'))
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn raw_string(rest: &str) -> usize {
    let hashes = rest[1..].bytes().take_while(|&byte| byte == b'#').count();
    let body = 2 + hashes;
    let end = format!("\"{}", "#".repeat(hashes));
    rest[body..].find(&end).map_or(rest.len(), |at| body + at + end.len())
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, sign) in rest.char_indices().skip(1) {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if sign == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// `'a'` and `'\n'` are characters, `'a` is a lifetime.
fn character_or_lifetime(rest: &str) -> usize {
    let mut signs = rest.chars().skip(1);
    let (first, second) = (signs.next(), signs.next());
    if first == Some('\\') || second == Some('\'') {
        return quoted(rest, '\'');
    }
    1 + rest[1..].find(|sign| !is_word(sign)).unwrap_or(rest.len() - 1)
}

fn token_length(rest: &str, first: char) -> usize {
    if is_word(first) {
        return rest.find(|sign| !is_word(sign)).unwrap_or(rest.len());
    }
    if rest.starts_with("::") { 2 } else { first.len_utf8() }
}

fn is_word(sign: char) -> bool {
    sign == '_' || sign.is_alphanumeric()
}
