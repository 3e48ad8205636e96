//! Which codes there are: in the sources, in the documentation, in the cases.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What the codes of the engine begin with.
const PREFIXES: &[&str] = &[
    "a-",
    "ag-",
    "au-",
    "c-",
    "cos-",
    "ct-",
    "cvc-",
    "derivation-ok-",
    "diagnostics-",
    "e-",
    "enumeration-",
    "fractionDigits-",
    "length-",
    "maxExclusive-",
    "maxInclusive-",
    "maxLength-",
    "mg-",
    "minExclusive-",
    "minInclusive-",
    "minLength-",
    "n-",
    "no-x",
    "p-",
    "pattern-",
    "rcase-",
    "sch-",
    "schema-",
    "src-",
    "st-",
    "totalDigits-",
    "whiteSpace-",
    "xsd-",
];

/// Compares codes by how they begin; what it lists are no codes.
const NO_CODES: &str = "faults.rs";

fn is_code(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
    text.len() > 5 && text.chars().all(is_plain) && PREFIXES.iter().any(|prefix| text.starts_with(prefix))
}

/// The codes that stand as strings in the sources below the folder; tests left out.
pub(crate) fn in_sources(folder: &Path) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("the sources are readable") {
        let path = entry.expect("the sources are readable").path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        if path.is_dir() {
            codes.extend(in_sources(&path));
        } else if name != "tests.rs" && name != NO_CODES {
            codes.extend(in_source(&fs::read_to_string(&path).expect("a source file is UTF-8 text")));
        }
    }
    codes
}

fn in_source(text: &str) -> BTreeSet<String> {
    let text = text.split("#[cfg(test)]").next().unwrap_or(text);
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let strings = lines.flat_map(|line| line.split('"').skip(1).step_by(2));
    strings.filter(|text| is_code(text)).map(str::to_owned).collect()
}

/// The codes of a table of the documentation: what stands in the first column, as code.
pub(crate) fn in_tables(text: &str) -> BTreeSet<String> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split_once('`')).map(|(code, _)| code.to_owned()).collect()
}

/// The codes in the lists of findings.
pub(crate) fn in_findings(finds: &str) -> BTreeSet<String> {
    let heads = finds.lines().filter(|line| !line.starts_with(' '));
    heads.flat_map(str::split_whitespace).filter(|word| is_code(word)).map(str::to_owned).collect()
}
