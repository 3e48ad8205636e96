//! Schemas and documents that are made up, valid and broken ones, for several engines to judge.

#[path = "../../random/mod.rs"]
pub mod random;

mod document;
mod fault;
mod particle;
mod schema;
mod values;

use random::Random;

/// A schema and documents for it.
#[derive(Debug, serde::Serialize)]
pub struct Case {
    /// What it was made from.
    pub seed: u64,
    /// The schema document.
    pub schema: String,
    /// Documents: as the schema wants them, and with faults.
    pub documents: Vec<String>,
}

/// The case of a seed, with so many documents; about a third of them are meant to be valid.
pub fn case(seed: u64, documents: usize) -> Case {
    let mut random = Random::new(seed);
    let schema = schema::schema(&mut random);
    let documents = (0..documents)
        .map(|index| {
            let mut root = document::root(&schema, &mut random);
            (0..index % 3).for_each(|_| fault::add(&mut root, &schema, &mut random));
            root.text()
        })
        .collect();
    Case { seed, schema: schema.text(), documents }
}
