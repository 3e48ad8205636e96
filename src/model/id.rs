//! Entity ids, which are longer than a JavaScript number can hold.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An Octane entity id (`xs:long`). In JSON a number, and text where it is beyond 2^53 - 1; both are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub i64);

/// Largest whole number that JavaScript holds exactly.
const MAX_SAFE: u64 = (1 << 53) - 1;

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for EntityId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.unsigned_abs() <= MAX_SAFE {
            serializer.serialize_i64(self.0)
        } else {
            serializer.collect_str(self)
        }
    }
}

impl<'de> Deserialize<'de> for EntityId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(IdVisitor)
    }
}

struct IdVisitor;

impl Visitor<'_> for IdVisitor {
    type Value = EntityId;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an entity id: a whole number, or one as text")
    }

    fn visit_i64<E: Error>(self, id: i64) -> Result<EntityId, E> {
        Ok(EntityId(id))
    }

    fn visit_u64<E: Error>(self, id: u64) -> Result<EntityId, E> {
        i64::try_from(id).map(EntityId).map_err(|_| E::invalid_value(Unexpected::Unsigned(id), &self))
    }

    fn visit_str<E: Error>(self, id: &str) -> Result<EntityId, E> {
        id.trim().parse().map(EntityId).map_err(|_| E::invalid_value(Unexpected::Str(id), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_numbers_as_long_as_javascript_can_hold_them() {
        for (id, json) in [
            (1001, "1001"),
            (-1, "-1"),
            (i64::MAX, "\"9223372036854775807\""),
            (i64::MIN, "\"-9223372036854775808\""),
        ] {
            assert_eq!(serde_json::to_string(&EntityId(id)).unwrap(), json);
            assert_eq!(serde_json::from_str::<EntityId>(json).unwrap(), EntityId(id));
        }
        assert!(serde_json::from_str::<EntityId>("1.5").is_err());
        assert!(serde_json::from_str::<EntityId>("\"x\"").is_err());
    }
}
