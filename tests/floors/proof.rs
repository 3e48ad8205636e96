//! Proof that the floors test sees what it is there to see: small made-up trees, each with one fault.

use crate::faults::{Blind, Law, Reserved, Row, faults};
use crate::house::Source;
use crate::paths::named;
use crate::tokens::tokens;

const ROWS: &[Row] = &[("low", &[]), ("high", &["low"]), ("crate", &["high"])];

fn tree(files: &[(&str, &str)]) -> Vec<Source> {
    let own = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).to_owned());
    files.iter().map(own).collect()
}

fn sound() -> Vec<(&'static str, &'static str)> {
    vec![
        ("lib.rs", "mod low; mod high; pub use high::Top;"),
        ("low.rs", "pub struct Base;"),
        ("high/mod.rs", "use crate::low::Base; pub struct Top(Base);"),
    ]
}

/// The sound tree with one file replaced or added.
fn with(path: &'static str, text: &'static str) -> Vec<Source> {
    let mut files = sound();
    files.retain(|(name, _)| *name != path);
    files.push((path, text));
    tree(&files)
}

const fn rows_only(rows: &'static [Row]) -> Law {
    Law { rows, reserved: &[], blind: &[] }
}

fn check(sources: &[Source], rows: &'static [Row], expected: &[&str]) {
    assert_eq!(faults(sources, rows_only(rows)), expected);
}

#[test]
fn a_sound_tree_has_no_fault() {
    check(&tree(&sound()), ROWS, &[]);
}

#[test]
fn an_empty_tree_is_a_fault() {
    check(&[], &[], &["no source file is there"]);
}

#[test]
fn an_undeclared_edge_is_a_fault() {
    let expected = ["row \"low\": uses undeclared [\"high\"], declares unused []"];
    for text in [
        "use crate::high::Top;",
        "use crate::{high::{self, Top}};",
        "fn f() -> u8 { crate::high::f::<u8>() }",
        "fn f(top: &super::high::Top) {}",
        "fn f<'a>(c: char) -> bool { c == '\"' || crate::high::is(\"'\") }",
        "const S: &str = r#\"\"#; use super::high as h;",
    ] {
        let found = faults(&with("low.rs", text), rows_only(ROWS));
        assert!(found.starts_with(&expected.map(str::to_owned)), "{text}: {found:?}");
    }
}

#[test]
fn comments_strings_and_tests_are_no_edges() {
    for text in [
        "// use crate::high::Top;",
        "/* /* use crate::high::Top; */ crate::high::f() */",
        "/// See [`crate::high::Top`].\npub struct Base;",
        "const A: &str = \"crate::high::A\"; const B: &[u8] = br##\"use crate::high::B; \"# \"##;",
        "#[cfg(test)] mod tests { use super::*; use crate::high::Top; }",
        "#[cfg(test)] #[allow(unused)] fn f() { crate::high::f() } pub(in crate::low) struct Base;",
    ] {
        check(&with("low.rs", text), ROWS, &[]);
    }
}

#[test]
fn a_module_declared_for_tests_is_left_out() {
    let mut files = sound();
    files[1].1 = "#[cfg(test)] mod trees;";
    files.push(("low/trees/mod.rs", "use crate::high::Top;"));
    files.push(("low/trees/deep.rs", "use crate::high::Top;"));
    check(&tree(&files), ROWS, &[]);
}

#[test]
fn a_declared_edge_that_nothing_uses_is_a_fault() {
    let expected = ["row \"high\": uses undeclared [], declares unused [\"low\"]"];
    check(&with("high/mod.rs", "pub struct Top;"), ROWS, &expected);
}

#[test]
fn a_row_without_a_module_is_a_fault() {
    const STALE: &[Row] = &[("low", &[]), ("gone", &[]), ("high", &["low"]), ("crate", &["high"])];
    check(&tree(&sound()), STALE, &["row \"gone\" stands for no module"]);
}

#[test]
fn a_module_without_a_row_is_a_fault() {
    check(&with("new.rs", ""), ROWS, &["module \"new\" has no row"]);
}

#[test]
fn a_module_below_a_row_belongs_to_it() {
    check(&with("low/part.rs", "use crate::low::Base;"), ROWS, &[]);
    let expected = ["row \"low\": uses undeclared [\"high\"], declares unused []"];
    let found = faults(&with("low/part.rs", "use super::super::high::Top;"), Law { ..rows_only(ROWS) });
    assert!(found.starts_with(&expected.map(str::to_owned)), "{found:?}");
}

#[test]
fn where_one_child_has_a_row_each_child_needs_one() {
    const SPLIT: &[Row] =
        &[("low::part", &[]), ("low", &["low::part"]), ("high", &["low"]), ("crate", &["high"])];
    let mut files = sound();
    files[1].1 = "mod part; mod other; pub use part::Base;";
    files.push(("low/part.rs", "pub struct Base;"));
    check(&tree(&files), SPLIT, &[]);
    files.push(("low/other.rs", ""));
    check(&tree(&files), SPLIT, &["module \"low::other\" has no row"]);
}

#[test]
fn an_edge_to_a_floor_above_is_a_fault_even_when_declared() {
    const UPWARD: &[Row] = &[("low", &["high"]), ("high", &[]), ("crate", &["high"])];
    let mut files = sound();
    files[1].1 = "use crate::high::Top;";
    files[2].1 = "pub struct Top;";
    let expected = ["\"low\" uses \"high\", which is not a floor below it"];
    check(&tree(&files), UPWARD, &expected);
}

#[test]
fn an_edge_through_the_facade_is_a_fault() {
    let expected = ["row \"low\": uses undeclared [\"crate\"], declares unused []"];
    check(&with("low.rs", "use crate::Top;"), ROWS, &expected);
}

#[test]
fn a_circle_inside_one_row_is_a_fault() {
    let mut files = sound();
    files.push(("low/a.rs", "use super::b::B; use crate::low::Base;"));
    files.push(("low/b.rs", "use super::a::A;"));
    files[1].1 = "mod a; mod b; pub use a::A;";
    let expected =
        ["\"low::a\" is in a circle through [\"low::b\"]", "\"low::b\" is in a circle through [\"low::a\"]"];
    check(&tree(&files), ROWS, &expected);
}

#[test]
fn a_reserved_name_is_a_fault_outside_its_owner() {
    const RESERVED: &[Reserved] = &[(&["std", "time", "Instant"], &["high"])];
    let law = Law { reserved: RESERVED, ..rows_only(ROWS) };
    for text in [
        "use std::time::Instant;",
        "use std::{time::{Duration, Instant}};",
        "use std::time;",
        "use std::time::*;",
        "use ::std::time::Instant;",
        "fn f() { ::std::time::Instant::now(); }",
    ] {
        let expected = ["\"low\" names \"std::time::Instant\", which is for [\"high\"]"];
        assert_eq!(faults(&with("low.rs", text), law), expected, "{text}");
    }
    assert!(faults(&with("low.rs", "use std::time::Duration;"), law).is_empty());
    let owner = "use std::time::Instant; use crate::low::Base;";
    assert!(faults(&with("high/mod.rs", owner), law).is_empty());
}

#[test]
fn what_a_module_must_not_see_it_may_not_reach_through_others() {
    const BLIND: &[Blind] = &[("crate", &["low"])];
    let law = Law { blind: BLIND, ..rows_only(ROWS) };
    let expected = ["\"crate\" reaches \"low\", which it must not see"];
    assert_eq!(faults(&tree(&sound()), law), expected);
}

#[test]
fn blindness_of_what_has_no_row_is_a_fault() {
    const BLIND: &[Blind] = &[("low", &["gone"])];
    let law = Law { blind: BLIND, ..rows_only(ROWS) };
    let expected = ["\"gone\" is named as blind or hidden, and has no row"];
    assert_eq!(faults(&tree(&sound()), law), expected);
}

#[test]
fn a_module_with_a_body_in_another_file_is_a_fault() {
    let expected = ["\"low\" holds the body of module \"inner\": give it a file"];
    check(&with("low.rs", "mod inner { pub struct A; }"), ROWS, &expected);
}

#[test]
fn a_tree_of_uses_is_spread_out() {
    let tokens = tokens("pub use a::{self, b::{c, d as e}, f::*}; let g = h::i { j: k::l() };");
    let paths: Vec<String> = named(&tokens).paths.iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["a", "a::b::c", "a::b::d", "a::f::*", "h::i", "k::l"]);
}
