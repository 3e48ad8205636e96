//! The engine beside `xsd-schema`, on made-up schemas and documents: each disagreement is explained, or fails.

#[path = "engines/explained.rs"]
mod explained;
#[path = "engines/other.rs"]
mod other;
#[path = "engines/ours.rs"]
mod ours;

use std::collections::BTreeSet;

use explained::{Disagreement, explained};
use octane_payload_differential::{Case, case};

const SEEDS: u64 = 400;
const DOCUMENTS: usize = 12;

/// What was compared.
#[derive(Default)]
struct Comparison {
    pairs: usize,
    valid: usize,
    refused: usize,
    found: BTreeSet<Disagreement>,
}

#[test]
fn every_disagreement_with_xsd_schema_is_explained() {
    let mut comparison = Comparison::default();
    (0..SEEDS).for_each(|seed| comparison.add(case(seed, DOCUMENTS)));
    let Comparison { pairs, valid, refused, found } = comparison;
    println!("{pairs} pairs, {valid} of them valid; {refused} schemas refused by both");
    assert!(pairs > 2000 && valid > 200 && refused > 20, "too little was compared");
    assert_eq!(found, explained("xsd-schema"));
}

impl Comparison {
    fn add(&mut self, Case { seed, schema, documents }: Case) {
        match (ours::compiled(&schema), other::compiled(&schema)) {
            (Ok(ours), Ok(theirs)) => {
                for document in documents {
                    let (ours, theirs) = (ours.judge(&document), theirs.judge(&document));
                    self.pairs += 1;
                    self.valid += usize::from(ours.is_none());
                    self.note("document", seed, ours, theirs);
                }
            }
            (Err(_), Err(_)) => self.refused += 1,
            (ours, theirs) => self.note("schema", seed, ours.err(), theirs.err()),
        }
    }

    /// Notes a disagreement by our reason, or by theirs where we have none.
    fn note(&mut self, about: &str, seed: u64, ours: Option<String>, theirs: Option<String>) {
        if ours.is_some() != theirs.is_some() {
            println!("{about} of seed {seed}: ours {ours:?}, theirs {theirs:?}");
            let code = ours.or(theirs).unwrap_or_default();
            let code = code.split(':').next().unwrap_or_default().to_owned();
            self.found.insert((about.to_owned(), code, seed));
        }
    }
}
