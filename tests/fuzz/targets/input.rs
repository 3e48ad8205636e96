//! Inputs of any kind, packed or not: where chunks end changes nothing, and no case is lost.

use std::sync::OnceLock;

use octane_payload::diag::Diagnostic;
use octane_payload::limits::UnpackLimits;
use octane_payload::payload::BUNDLED_SCHEMA;
use octane_payload::pipeline::{Account, Conversion, ConvertOptions};
use octane_payload::xsd::{self, CompileOptions, NoResolver, Schema, SchemaDocument};

/// Everything that comes of an input; parts by runs and hash.
#[derive(Debug, PartialEq)]
struct Outcome {
    accounts: Vec<Account>,
    findings: Vec<Diagnostic>,
    parts: Vec<(usize, String)>,
}

/// Any bytes as an input of a conversion.
pub fn input(input: &[u8]) {
    let whole = convert(input, input.len().max(1));
    for chunk in [1 + input.len() % 7, 64] {
        assert_eq!(convert(input, chunk), whole, "in chunks of {chunk}");
    }
    for Account { file, cases, runs, dropped, .. } in &whole.accounts {
        assert_eq!(*cases, runs + dropped, "cases of {file}");
    }
    let runs: u64 = whole.accounts.iter().map(|account| account.runs).sum();
    assert_eq!(runs, whole.parts.iter().map(|(runs, _)| *runs as u64).sum::<u64>(), "runs in parts");
}

fn convert(input: &[u8], chunk: usize) -> Outcome {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    let mut conversion = Conversion::new(options(), SCHEMA.get_or_init(schema).clone());
    conversion.begin("input");
    input.chunks(chunk).for_each(|piece| conversion.push(piece));
    conversion.finish();
    let parts = std::iter::from_fn(|| conversion.take_part()).map(|part| (part.runs, part.sha256)).collect();
    Outcome { accounts: conversion.accounts(), findings: conversion.diagnostics(), parts }
}

/// Small parts and archives, so that their limits are met.
fn options() -> ConvertOptions {
    let unpack_limits =
        UnpackLimits { entries: 20, entry_bytes: 1 << 18, total_bytes: 1 << 19, ..UnpackLimits::default() };
    ConvertOptions { runs_per_part: Some(7), unpack_limits, ..ConvertOptions::default() }
}

fn schema() -> Schema {
    let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
    xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("it is valid")
}
