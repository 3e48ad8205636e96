//! Tokens to paths: what a file names, where `use a::{b, c::d}` names `a::b` and `a::c::d`.
//! Code for tests only is left out; what it declares is remembered.

/// A path such as `crate::xml::reader`, in its words.
pub(crate) type Path<'a> = Vec<&'a str>;

/// What one file names outside its tests.
#[derive(Default)]
pub(crate) struct Named<'a> {
    /// Every path of two words or more, and every tree of a `use`, spread out.
    pub(crate) paths: Vec<Path<'a>>,
    /// Modules that are declared for tests only.
    pub(crate) test_modules: Vec<&'a str>,
    /// Modules with a body in this file, which would hide what `super` means.
    pub(crate) inline_modules: Vec<&'a str>,
}

/// Finds the paths of a file.
pub(crate) fn named<'a>(tokens: &[&'a str]) -> Named<'a> {
    let mut found = Named::default();
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        at += match rest {
            ["#", "[", "cfg", "(", ..] if is_for_tests(rest) => test_item(rest, &mut found),
            ["mod", name, "{", ..] => {
                found.inline_modules.push(name);
                1
            }
            ["use", "::", ..] => 2 + tree(&rest[2..], &[], &mut found.paths),
            ["use", ..] => 1 + tree(&rest[1..], &[], &mut found.paths),
            ["in", "crate" | "super" | "self", ..] => 2,
            [first, "::", ..] if is_word(first) => tree(rest, &[], &mut found.paths),
            _ => 1,
        };
    }
    found
}

fn is_for_tests(attribute: &[&str]) -> bool {
    let words = &attribute[..end_of_attribute(attribute)];
    words.contains(&"test") && !words.contains(&"not")
}

fn end_of_attribute(rest: &[&str]) -> usize {
    rest.iter().position(|&token| token == "]").map_or(rest.len(), |at| at + 1)
}

/// Length of an item with its attributes, up to its `;` or the end of its body.
fn test_item<'a>(rest: &[&'a str], found: &mut Named<'a>) -> usize {
    let mut at = 0;
    while rest[at..].starts_with(&["#"]) {
        at += end_of_attribute(&rest[at..]);
    }
    let mut depth = 0_usize;
    for (length, &token) in rest.iter().enumerate().skip(at) {
        match token {
            "mod" if depth == 0 => found.test_modules.extend(rest.get(length + 1)),
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(token, ";" | "}") {
            return length + 1;
        }
    }
    rest.len()
}

/// Adds the paths of the tree that `rest` starts with; gives its length in tokens.
fn tree<'a>(rest: &[&'a str], before: &[&'a str], paths: &mut Vec<Path<'a>>) -> usize {
    let mut path = before.to_vec();
    let mut at = 0;
    while let Some(&token) = rest.get(at) {
        if token == "{" {
            return at + branches(&rest[at..], &path, paths);
        }
        path.push(token);
        at += 1;
        if rest.get(at) != Some(&"::") {
            break;
        }
        at += 1;
    }
    if path.last() == Some(&"self") && path.len() > 1 {
        path.pop();
    }
    paths.push(path);
    at
}

fn branches<'a>(rest: &[&'a str], before: &[&'a str], paths: &mut Vec<Path<'a>>) -> usize {
    let mut at = 1;
    while let Some(&token) = rest.get(at) {
        at += match token {
            "}" => return at + 1,
            "," => 1,
            "as" => 2,
            _ => tree(&rest[at..], before, paths),
        };
    }
    at
}

fn is_word(token: &str) -> bool {
    token.starts_with(|sign: char| sign == '_' || sign.is_alphabetic())
}
