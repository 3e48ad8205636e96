//! Inputs out of inputs, as the coverage-guided fuzzer makes them, without its guidance.

use super::random::Random;

/// What schemas, documents and patterns are made of.
const WORDS: &str = include_str!("words.dict");

/// An input that differs from `input` in a few places; `other` lends it pieces.
pub fn mutated(input: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut mutant = input.to_vec();
    for _ in 0..=random.below(4) {
        mutate(&mut mutant, other, random);
    }
    mutant
}

fn mutate(mutant: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let piece = piece(mutant, random);
    match random.below(6) {
        0 => drop(mutant.drain(piece)),
        1 => insert(mutant, random, |_, whole| whole[piece].to_vec()),
        2 => insert(mutant, random, |random, _| other[self::piece(other, random)].to_vec()),
        3 => insert(mutant, random, |random, _| word(random)),
        4 => {
            let word = word(random);
            drop(mutant.splice(piece, word));
        }
        _ => {
            if let Some(byte) = mutant.get_mut(piece.start) {
                *byte = u8::try_from(random.below(256)).expect("a byte");
            }
        }
    }
}

fn insert(mutant: &mut Vec<u8>, random: &mut Random, bytes: impl FnOnce(&mut Random, &[u8]) -> Vec<u8>) {
    let bytes = bytes(random, mutant);
    let at = random.below(mutant.len() + 1);
    drop(mutant.splice(at..at, bytes));
}

/// A short piece, mostly.
fn piece(bytes: &[u8], random: &mut Random) -> std::ops::Range<usize> {
    let start = random.below(bytes.len());
    let longest = if random.one_in(8) { 400 } else { 12 };
    start..(start + 1 + random.below(longest)).min(bytes.len())
}

/// A line of the dictionary; its escapes are those of JSON, but for `\x`.
fn word(random: &mut Random) -> Vec<u8> {
    let words: Vec<&str> = WORDS.lines().filter(|line| line.starts_with('"')).collect();
    let word = random.pick(&words).replace("\\x00", "\\u0000");
    serde_json::from_str::<String>(&word).expect("a quoted word").into_bytes()
}
