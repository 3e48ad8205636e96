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
    let mut rest = origins.as_slice();
    let mut parts = Vec::new();
    for (runs, bytes) in payloads(&key, runs, &origins, most, judging) {
        let (own, others) = rest.split_at(runs);
        rest = others;
        let part = part(bytes, own.to_vec(), schema, next_index);
        judging.note_payload(&part.sha256, own.first().copied());
        parts.push(part);
    }
    parts
}

/// The payloads and how many runs each holds; halved until each is small enough, or a single run.
fn payloads(
    key: &Key,
    mut runs: Vec<Run>,
    origins: &[CaseOrigin],
    most: usize,
    judging: &mut Judging,
) -> Vec<(usize, Vec<u8>)> {
    let links = normalise(&mut runs, &key.links);
    let context = Context { build: key.build.clone(), links };
    let bytes = payload::write(&context, &runs);
    if bytes.len() <= most || runs.len() == 1 {
        judging.judge(&context, &runs, origins);
        return vec![(runs.len(), bytes)];
    }
    distribute(&context.links, &mut runs);
    let second = runs.split_off(runs.len() / 2);
    let (of_first, of_second) = origins.split_at(runs.len());
    let mut halves = payloads(key, runs, of_first, most, judging);
    halves.extend(payloads(key, second, of_second, most, judging));
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
