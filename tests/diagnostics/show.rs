//! Diagnostics as the files of cases list them: everything that they say.

use octane_payload::diag::{Diagnostic, Fix, SchemaPlace};

/// The diagnostics, one after the other.
pub(crate) fn show(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn one(diagnostic: &Diagnostic) -> String {
    let Diagnostic { severity, code, message, file, place, path, found, expected, help, schema_place, fix } =
        diagnostic;
    assert_eq!(severity.to_string(), "error");
    let file = file.as_ref().map_or_else(String::new, |file| format!("{file}:"));
    let place = place.map_or_else(String::new, |place| format!("{}:{} ", place.line, place.column));
    let mut lines =
        vec![format!("{file}{place}{code} {path}").trim_end().to_owned(), format!("    {message}")];
    let mut add = |name: &str, value: Option<String>| {
        lines.extend(value.map(|value| format!("    {name}: {}", visible(&value))));
    };
    add("found", found.clone());
    add("expected", Some(expected.join(" | ")).filter(|_| !expected.is_empty()));
    add("help", help.clone());
    add("schema", schema_place.as_ref().map(component));
    add("fix", fix.as_ref().map(edits));
    lines.join("\n")
}

fn component(place: &SchemaPlace) -> String {
    format!("{}:{}:{} {}", place.location, place.place.line, place.place.column, place.component)
}

fn edits(fix: &Fix) -> String {
    let edits = fix.edits.iter().map(|edit| format!("{}+{} \"{}\"", edit.offset, edit.length, edit.text));
    format!("{}: {}", fix.description, edits.collect::<Vec<_>>().join(", "))
}

/// The text on one line.
fn visible(text: &str) -> String {
    text.replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t")
}
