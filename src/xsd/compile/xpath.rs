//! The `XPath` subset of identity constraints (section 3.11.6).

use memchr::memmem;

use crate::xml::is_ncname;
use crate::xsd::component::{NameTest, Path};

use super::at::At;
use super::compiler::Compiler;

/// What is wrong with a path.
struct Malformed;

impl Compiler<'_> {
    /// The paths of a selector; none with a step over attributes.
    pub(super) fn selector_paths(&mut self, at: At) -> Vec<Path> {
        self.paths(at, false)
    }

    /// The paths of a field; the last step may be an attribute.
    pub(super) fn field_paths(&mut self, at: At) -> Vec<Path> {
        self.paths(at, true)
    }

    fn paths(&mut self, at: At, is_field: bool) -> Vec<Path> {
        let Some(text) = self.node(at).attribute("xpath").map(str::to_owned) else {
            return Vec::new();
        };
        let most = self.options.limits.paths;
        if text.split('|').count() > most {
            self.report_value(at, "xpath", "xsd-limit", format!("there are more than {most} paths"));
            return Vec::new();
        }
        let parsed: Result<Vec<_>, _> = text.split('|').map(|path| self.path(at, path, is_field)).collect();
        parsed.unwrap_or_else(|Malformed| {
            let code = if is_field { "c-fields-xpaths" } else { "c-selector-xpath" };
            let message = format!("\"{text}\" is not a path of the subset for identity constraints");
            self.report_value(at, "xpath", code, message);
            Vec::new()
        })
    }

    fn path(&mut self, at: At, text: &str, is_field: bool) -> Result<Path, Malformed> {
        let tokens = tokens(text)?;
        let (descends, tokens) = match tokens.as_slice() {
            [".", "//", rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        let mut path = Path { descends, steps: Vec::new(), attribute: None };
        let mut steps = tokens.split(|&token| token == "/").peekable();
        while let Some(step) = steps.next() {
            let is_last = steps.peek().is_none();
            match step {
                ["."] => {}
                ["@", name] | ["attribute", "::", name] if is_field && is_last => {
                    path.attribute = Some(self.name_test(at, name)?);
                }
                [name] | ["child", "::", name] => {
                    let step = self.name_test(at, name)?;
                    path.steps.push(step);
                }
                _ => return Err(Malformed),
            }
        }
        Ok(path)
    }

    fn name_test(&mut self, at: At, test: &str) -> Result<NameTest, Malformed> {
        if test == "*" {
            return Ok(NameTest::Any);
        }
        let (prefix, local) = test.split_once(':').unwrap_or(("", test));
        if !(prefix.is_empty() || is_ncname(prefix)) || !(local == "*" || is_ncname(local)) {
            return Err(Malformed);
        }
        let tree = self.tree(at);
        let namespace =
            if prefix.is_empty() { None } else { Some(tree.namespace(at.node, prefix).ok_or(Malformed)?) };
        let namespace = self.tables.names.intern_namespace(namespace);
        Ok(match local {
            "*" => NameTest::Namespace(namespace),
            local => NameTest::Name(self.tables.names.intern(namespace, local)),
        })
    }
}

/// Splits a path into names and the symbols `.`, `//`, `/`, `@` and `::`.
fn tokens(text: &str) -> Result<Vec<&str>, Malformed> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_ascii();
    while !rest.is_empty() {
        let symbol = ["//", "/", "::", "@"].into_iter().find(|symbol| rest.starts_with(symbol));
        let length = symbol.map_or_else(|| name_length(rest), str::len);
        if length == 0 {
            return Err(Malformed);
        }
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_ascii_start();
    }
    Ok(tokens)
}

/// Length of the name, name test or `.` at the start of the text.
fn name_length(text: &str) -> usize {
    if text.starts_with('.') {
        return 1;
    }
    let is_end = |c: char| c.is_ascii_whitespace() || "/@|".contains(c);
    let length = text.find(is_end).unwrap_or(text.len());
    memmem::find(&text.as_bytes()[..length], b"::").unwrap_or(length)
}
