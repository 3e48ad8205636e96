//! Key sequences and tables of them (section 3.11.4).

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use crate::xsd::datatypes::Value;

/// The values of a constraint's fields at one element.
pub(super) type KeySequence = Box<[Value<'static>]>;

/// Key sequences with what is known of each.
pub(super) type KeyTable<T> = HashMap<KeySequence, T, BuildHasherDefault<Mix>>;

/// Key sequences that are known.
pub(super) type KeySet = HashSet<KeySequence, BuildHasherDefault<Mix>>;

/// A quick hash. A document that is made to collide costs its own validation time only.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Mix(u64);

impl Hasher for Mix {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }
}

/// The key sequence for eyes, from the texts of its fields.
pub(super) fn shown(texts: &[Option<String>]) -> String {
    let texts: Vec<_> = texts.iter().flatten().map(|text| format!("\"{text}\"")).collect();
    texts.join(", ")
}
