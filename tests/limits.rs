//! The bounds of the core and the options that set them: every one is settable, and documented with its default.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use octane_payload::xsd::{CompileOptions, ValidateOptions};

/// The fields of the options in TypeScript, in snake case, each with the default that its documentation tells.
fn documented() -> Vec<(String, usize)> {
    let text = read("pkg/src/limits.ts");
    let fields = text.split("?: number;").collect::<Vec<_>>();
    let (_, fields) = fields.split_last().expect("a text has a last part");
    let field = |text: &&str| {
        let (documentation, name) = text.rsplit_once("*/").expect("each bound is documented");
        let (_, default) = documentation.rsplit_once("Default: ").expect("each bound tells its default");
        let default = default.split('.').next().and_then(|default| default.parse().ok());
        (snake_case(name.trim()), default.expect("a default is a whole number"))
    };
    fields.iter().map(field).collect()
}

fn snake_case(name: &str) -> String {
    let letter = |c: char| match c {
        'A'..='Z' => format!("_{}", c.to_ascii_lowercase()),
        _ => c.to_string(),
    };
    name.chars().map(letter).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the file is there")
}

#[test]
fn every_documented_bound_is_one_of_the_core_with_that_default() {
    let (mut compile, mut validate) = (CompileOptions::default(), ValidateOptions::default());
    for (name, default) in documented() {
        let bound = compile.bound(&name).or_else(|| validate.bound(&name));
        assert_eq!(bound.copied(), Some(default), "{name}");
    }
}

#[test]
fn every_bound_of_the_core_is_documented() {
    let text = read("src/limits.rs");
    let structs: Vec<&str> = text.split("pub struct ").skip(1).collect();
    let settable = structs.iter().filter(|text| text.contains("pub fn bound("));
    let fields: usize = settable.map(|text| text.matches(": usize,\n").count()).sum();
    let documented: BTreeSet<String> = documented().into_iter().map(|(name, _)| name).collect();
    assert_eq!(documented.len(), fields + 1, "the fields of the bounds, and the number of findings");
}
