//! Names and failures as the frameworks of .NET write them: `Namespace.Class(argument).Method<Type>("a.b")`.

use super::raw::{RawClass, RawFailure};
use super::tree::child_text;
use crate::xml::Element;

/// The file name of an assembly: folders differ from machine to machine, and the test stays the same.
pub(super) fn module(assembly: &str) -> Option<String> {
    let name = assembly.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    (!name.is_empty()).then(|| name.to_owned())
}

/// A class with its namespace, to be split at its last dot; told apart here where that dot stands in an argument.
pub(super) fn class(full: &str) -> RawClass {
    // Visual Studio adds the assembly: "Namespace.Class, Assembly, Version=1.0.0.0, Culture=neutral".
    let full = full.split_once(", ").filter(|(class, _)| is_plain(class)).map_or(full, |(class, _)| class);
    match last_dot(full) {
        None if full.trim().is_empty() => RawClass::None,
        Some(at) if full.rfind('.') != Some(at) => {
            let (package, class) = (full[..at].to_owned(), full[at + 1..].to_owned());
            RawClass::Apart { package: Some(package), class: Some(class) }
        }
        _ => RawClass::Joined(full.to_owned()),
    }
}

/// The class and the method of a full name; no class where there is no dot before the method.
pub(super) fn split_method(full: &str) -> (Option<&str>, &str) {
    match last_dot(full) {
        Some(at) => (Some(&full[..at]), &full[at + 1..]),
        None => (None, full),
    }
}

/// The exception's type where a message begins with it: `System.OutOfMemoryException : no memory`.
pub(super) fn exception(message: &str) -> Option<String> {
    let (kind, _) = message.split_once(" : ")?;
    is_plain(kind).then(|| kind.trim().to_owned())
}

/// Why a test of NUnit failed or was left out.
pub(super) fn nunit_failure(child: &Element) -> Option<RawFailure> {
    if !matches!(child.name.as_str(), "failure" | "reason") {
        return None;
    }
    let message = child_text(child, "message");
    let kind = message.as_deref().and_then(exception);
    Some(RawFailure { kind, message, stack: child_text(child, "stack-trace").unwrap_or_default() })
}

/// Whether a text is a name of namespaces and classes without arguments.
pub(super) fn is_plain(name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '+' | '`');
    !name.trim().is_empty() && name.trim().chars().all(is_part)
}

/// The last dot that stands neither at an end nor in parentheses, brackets or a string.
fn last_dot(full: &str) -> Option<usize> {
    let (mut depth, mut is_quoted, mut is_escaped, mut last) = (0_usize, false, false, None);
    for (at, character) in full.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' if depth > 0 => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '(' | '[' | '<' => depth += 1,
            ')' | ']' | '>' => depth = depth.saturating_sub(1),
            '.' if depth == 0 => last = Some(at),
            _ => {}
        }
    }
    last.filter(|&at| at > 0 && at + 1 < full.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_split_from_classes_outside_of_arguments() {
        for (full, class, method) in [
            ("A.B.C", Some("A.B"), "C"),
            ("A.B(1.5).C", Some("A.B(1.5)"), "C"),
            ("A.B.C(1.5,\"x.y)\")", Some("A.B"), "C(1.5,\"x.y)\")"),
            ("A.B.C(\"\\\".\")", Some("A.B"), "C(\"\\\".\")"),
            ("A.B.C<D.E>(null)", Some("A.B"), "C<D.E>(null)"),
            ("C", None, "C"),
            ("C.", None, "C."),
            ("", None, ""),
        ] {
            assert_eq!(split_method(full), (class, method), "{full:?}");
        }
    }

    #[test]
    fn a_class_is_told_apart_where_its_last_dot_is_in_an_argument() {
        let apart = |package: &str, class: &str| RawClass::Apart {
            package: Some(package.to_owned()),
            class: Some(class.to_owned()),
        };
        for (full, expected) in [
            ("A.B", RawClass::Joined("A.B".to_owned())),
            ("A.B(1.5)", apart("A", "B(1.5)")),
            ("A.B, A, Version=1.0.0.0, Culture=neutral", RawClass::Joined("A.B".to_owned())),
            (" ", RawClass::None),
        ] {
            assert_eq!(class(full), expected, "{full:?}");
        }
    }

    #[test]
    fn an_assembly_is_known_by_its_file() {
        assert_eq!(module("C:\\jobs\\bin\\Calculator.dll").as_deref(), Some("Calculator.dll"));
        assert_eq!(module("/jobs/bin/Calculator.dll").as_deref(), Some("Calculator.dll"));
        assert_eq!(module(""), None);
    }
}
