//! What holds for every input: where its chunks end makes no difference, and no case of it is lost.
//!
//! Inputs are the fixtures, the corpus of real reports where it is there, reports that are made up, and all of these damaged;
//! in every encoding and packing.

#![allow(clippy::print_stdout, reason = "a test says by name what it leaves out")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use octane_payload::diag::Diagnostic;
use octane_payload::payload::BUNDLED_SCHEMA;
use octane_payload::pipeline::{Account, Conversion, ConvertOptions};
use octane_payload::xsd::{self, CompileOptions, NoResolver, Schema, SchemaDocument};

/// An input by name.
type Named = (String, Vec<u8>);

/// Everything that comes of an input; parts by runs and hash.
#[derive(Debug, PartialEq)]
struct Outcome {
    accounts: Vec<Account>,
    diagnostics: Vec<Diagnostic>,
    parts: Vec<(usize, String)>,
}

/// The same numbers each time, which look like chance (Knuth's generator of 64 bits).
struct Dice(u64);

impl Dice {
    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % end.max(1) as u64).expect("below the end")
    }
}

fn schema() -> Schema {
    let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
    xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("a schema")
}

fn convert(schema: &Schema, options: &str, chunks: impl Iterator<Item = impl AsRef<[u8]>>) -> Outcome {
    let options: ConvertOptions = serde_json::from_str(options).expect("options");
    let mut conversion = Conversion::new(options, schema.clone());
    conversion.begin("input");
    chunks.for_each(|chunk| conversion.push(chunk.as_ref()));
    conversion.finish();
    let parts = std::iter::from_fn(|| conversion.take_part()).map(|part| (part.runs, part.sha256)).collect();
    Outcome { accounts: conversion.accounts(), diagnostics: conversion.diagnostics(), parts }
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files_below(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn named(path: &PathBuf) -> Option<Named> {
    let bytes = fs::read(path).ok()?;
    Some((path.display().to_string(), bytes))
}

fn fixtures() -> Vec<Named> {
    let mut found = Vec::new();
    files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"), &mut found);
    let is_input = |path: &PathBuf| {
        path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("report"))
            || path.iter().any(|step| step == "archives")
    };
    found.retain(is_input);
    found.sort();
    found.iter().filter_map(named).collect()
}

/// The real reports beside the checkout.
fn corpus() -> Vec<Named> {
    let mut found = Vec::new();
    files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), &mut found);
    if found.is_empty() {
        println!("left out: the corpus of real reports, which is not beside the checkout");
    }
    found.sort();
    found.iter().filter_map(named).collect()
}

/// Texts that real reports rarely have.
const TEXTS: [&str; 10] =
    ["", "x", "a\u{1}b", "&#27;[31mred", "&#xD800;", "ä€😀", "R&D", "1,234.5", "&lt;&amp;&gt;", "]]>"];

/// Reports of deep suites, without names, with equal names, with every kind of damage in a text.
fn made_up() -> Vec<Named> {
    let mut dice = Dice(7);
    let report = |index| (format!("made up {index}"), report_of(&mut dice).into_bytes());
    (0..40).map(report).collect()
}

fn report_of(dice: &mut Dice) -> String {
    let mut report = "<testsuites>".to_owned();
    let mut open = 0;
    for _ in 0..dice.below(60) {
        match dice.below(6) {
            0 => open += 1,
            1 if open > 0 => open -= 1,
            _ => {
                report.push_str(&case_of(dice));
                continue;
            }
        }
        let is_end = report.matches("<testsuite>").count() - report.matches("</testsuite>").count() > open;
        report.push_str(if is_end { "</testsuite>" } else { "<testsuite>" });
    }
    report + &"</testsuite>".repeat(open) + "</testsuites>"
}

fn case_of(dice: &mut Dice) -> String {
    let mut text = || TEXTS[dice.below(TEXTS.len())];
    let (name, class, time, body) = (text(), text(), text(), text());
    match dice.below(3) {
        0 => format!("<testcase name='{name}'><failure message='{class}'>{body}</failure></testcase>"),
        1 => format!("<testcase name='{name}'><skipped/><system-out>{body}</system-out></testcase>"),
        _ => format!("<testcase name='{name}' classname='{class}' time='{time}'/>"),
    }
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// The same input in other encodings, where it is text, and packed.
fn variants((name, bytes): &Named) -> Vec<Named> {
    let mut all = vec![(name.clone(), bytes.clone()), (format!("{name}, gzip"), gzipped(bytes))];
    if let Ok(text) = std::str::from_utf8(bytes) {
        let marked = format!("\u{FEFF}{text}");
        let units = || marked.encode_utf16();
        all.push((format!("{name}, UTF-8 with a mark"), marked.clone().into_bytes()));
        all.push((format!("{name}, UTF-16LE"), units().flat_map(u16::to_le_bytes).collect()));
        all.push((format!("{name}, UTF-16BE"), units().flat_map(u16::to_be_bytes).collect()));
        all.push((
            format!("{name}, UTF-16LE without a mark"),
            units().skip(1).flat_map(u16::to_le_bytes).collect(),
        ));
        let relabelled = text.replacen("encoding=\"UTF-8\"", "encoding=\"Shift_JIS\"", 1);
        all.push((format!("{name}, a wrong label"), relabelled.into_bytes()));
    }
    all
}

/// The input with some bytes changed, left out, doubled or cut off.
fn damaged((name, bytes): &Named, dice: &mut Dice) -> Named {
    let mut bytes = bytes.clone();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len());
        match dice.below(5) {
            0 => bytes.truncate(at),
            1 if !bytes.is_empty() => bytes[at] = b"<>&\"'\0\x1b\xFF/ "[dice.below(10)],
            2 => drop(bytes.drain(at..(at + dice.below(40)).min(bytes.len()))),
            3 => {
                let again = bytes[at..(at + dice.below(200)).min(bytes.len())].to_vec();
                bytes.splice(at..at, again);
            }
            _ => bytes.splice(at..at, *b"<testcase name='in'/>").for_each(drop),
        }
    }
    (format!("{name}, damaged"), bytes)
}

/// Chunks of lengths that look like chance, one byte among them.
fn random_chunks<'a>(bytes: &'a [u8], dice: &'a mut Dice) -> impl Iterator<Item = &'a [u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let most = [1, 3, 17, 300, 5000][dice.below(5)];
        let (chunk, after) = rest.split_at((1 + dice.below(most)).min(rest.len()));
        rest = after;
        (!chunk.is_empty()).then_some(chunk)
    })
}

#[track_caller]
fn check_chunks(schema: &Schema, (name, bytes): &Named, dice: &mut Dice) {
    let whole = convert(schema, "{}", std::iter::once(bytes));
    let cut = convert(schema, "{}", random_chunks(bytes, dice));
    assert_eq!(cut, whole, "{name} in chunks of many lengths");
    if bytes.len() < 4000 {
        assert_eq!(convert(schema, "{}", bytes.chunks(1)), whole, "{name} byte by byte");
    }
}

#[test]
fn where_chunks_end_makes_no_difference_to_any_input() {
    let (schema, mut dice) = (schema(), Dice(1));
    let inputs = [fixtures(), corpus(), made_up()].concat();
    for input in inputs.iter().filter(|(_, bytes)| bytes.len() < 400_000) {
        for variant in variants(input) {
            check_chunks(&schema, &variant, &mut dice);
        }
        check_chunks(&schema, &damaged(input, &mut dice), &mut dice);
    }
}

/// Cases in = runs out + cases that are named, for each input and for all of them.
#[track_caller]
fn check_account(schema: &Schema, options: &str, (name, bytes): &Named) -> u64 {
    let outcome = convert(schema, options, bytes.chunks(10_000));
    for account in &outcome.accounts {
        let Account { file, cases, runs, dropped, statuses, .. } = account;
        assert_eq!(*cases, runs + dropped, "{name}: {file}");
        let by_status = statuses.passed + statuses.skipped + statuses.failed + statuses.planned;
        assert_eq!(*runs, by_status, "{name}: {file}");
    }
    // A test that comes again is named where it comes again, which may be in another input.
    let dropped: u64 = outcome.accounts.iter().map(|account| account.dropped).sum();
    let said = outcome.diagnostics.len() as u64;
    assert!(said >= dropped, "{name}: {dropped} cases are lost, {said} findings name them");
    let runs: u64 = outcome.accounts.iter().map(|account| account.runs).sum();
    let sent: usize = outcome.parts.iter().map(|(runs, _)| runs).sum();
    assert_eq!(runs, sent as u64, "{name}: runs counted and runs in parts");
    outcome.accounts.iter().map(|account| account.cases).sum()
}

#[test]
fn every_case_becomes_a_run_or_is_named() {
    let (schema, mut dice) = (schema(), Dice(2));
    let mut cases = 0;
    for input in [fixtures(), corpus(), made_up()].concat() {
        for options in [r#"{"runsPerPart":7}"#, r#"{"duplicates":"worst"}"#, r#"{"duplicates":"refuse"}"#] {
            cases += check_account(&schema, options, &input);
        }
        for _ in 0..3 {
            cases += check_account(&schema, r#"{"duplicates":"last"}"#, &damaged(&input, &mut dice));
        }
    }
    assert!(cases > 1000, "{cases} cases");
}
