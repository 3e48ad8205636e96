//! A batch of runs as payloads: written in normal form, validated, known by their hash.

use super::judging::Judging;
use crate::diag::Diagnostic;
use crate::digest::sha256_hex;
use crate::links::{distribute, normalise};
use crate::model::{Context, Run};
use crate::parts::{Batch, CaseOrigin, Key};
use crate::payload;
use crate::xsd::{self, Schema, ValidateOptions, Validation};

/// One payload, exactly as it was validated and as it is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its place among the parts, counted from 0.
    pub index: usize,
    /// How many runs it holds.
    pub runs: usize,
    /// The payload.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// Whether the schema accepts it.
    pub valid: bool,
    /// What the schema says, with places in the bytes.
    pub diagnostics: Vec<Diagnostic>,
    /// For each run, where its case stands in the reports.
    pub origins: Vec<CaseOrigin>,
}

/// The batch as parts: one, unless it has more than `most` bytes.
pub(super) fn write(
    batch: Batch,
    schema: &Schema,
    most: usize,
    next_index: &mut usize,
    judging: &mut Judging,
) -> Vec<Part> {
    let Batch { key, runs, origins, .. } = batch;
    let mut origins = origins.into_iter();
    let payloads = payloads(&key, runs, most, judging).into_iter();
    let written =
        payloads.map(|(runs, bytes)| part(bytes, origins.by_ref().take(runs).collect(), schema, next_index));
    let parts: Vec<Part> = written.collect();
    parts.iter().for_each(|part| judging.note_payload(&part.sha256));
    parts
}

/// The payloads and how many runs each holds; halved until each is small enough, or a single run.
fn payloads(key: &Key, mut runs: Vec<Run>, most: usize, judging: &mut Judging) -> Vec<(usize, Vec<u8>)> {
    let links = normalise(&mut runs, &key.links);
    let context = Context { build: key.build.clone(), links };
    let bytes = payload::write(&context, &runs);
    if bytes.len() <= most || runs.len() == 1 {
        judging.judge(&context, &runs);
        return vec![(runs.len(), bytes)];
    }
    distribute(&context.links, &mut runs);
    let second = runs.split_off(runs.len() / 2);
    let mut halves = payloads(key, runs, most, judging);
    halves.extend(payloads(key, second, most, judging));
    halves
}

fn part(bytes: Vec<u8>, origins: Vec<CaseOrigin>, schema: &Schema, next_index: &mut usize) -> Part {
    let validation = xsd::validate(schema, &bytes, ValidateOptions::default());
    let sha256 = sha256_hex(&bytes);
    let index = *next_index;
    *next_index += 1;
    let Validation { valid, diagnostics } = validation;
    Part { index, runs: origins.len(), bytes, sha256, valid, diagnostics, origins }
}
