//! Key sequences and tables of them (section 3.11.4).

use std::collections::HashMap;
use std::hash::BuildHasherDefault;

use crate::xsd::datatypes::{Mix, Value};

/// The values of a constraint's fields at one element.
pub(super) type KeySequence = Box<[Value<'static>]>;

/// Key sequences; whether one element alone has them.
pub(super) type KeyTable = HashMap<KeySequence, bool, BuildHasherDefault<Mix>>;

/// The key sequence for eyes, from the texts of its fields.
pub(super) fn shown(texts: &[Option<String>]) -> String {
    let texts: Vec<_> = texts.iter().flatten().map(|text| format!("\"{text}\"")).collect();
    texts.join(", ")
}
