//! Disagreements that are understood: who is at fault, and by which clause.

use std::collections::BTreeSet;

use serde::Deserialize;

#[derive(Deserialize)]
struct Explained {
    engine: String,
    about: String,
    code: String,
    seeds: Vec<u64>,
}

/// One disagreement: what it is about, the code that one of the two engines gives, and the seed.
pub(crate) type Disagreement = (String, String, u64);

/// Those with `engine` that are in the list.
pub(crate) fn explained(engine: &str) -> BTreeSet<Disagreement> {
    let list: Vec<Explained> =
        serde_json::from_str(include_str!("../../explained.json")).expect("the list is well-formed");
    list.into_iter()
        .filter(|entry| entry.engine == engine)
        .flat_map(|Explained { about, code, seeds, .. }| {
            seeds.into_iter().map(move |seed| (about.clone(), code.clone(), seed))
        })
        .collect()
}
