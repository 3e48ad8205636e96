//! Expanded names, interned: a namespace and a local name become one number.

use crate::same::is_same;

/// A namespace that the schema names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NamespaceId(pub u32);

impl NamespaceId {
    /// No namespace.
    pub(crate) const ABSENT: Self = Self(0);
    /// A namespace that the schema does not name.
    pub(crate) const UNKNOWN: Self = Self(u32::MAX);
}

/// An expanded name that the schema names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NameId(pub u32);

impl NameId {
    /// A name that the schema does not name.
    pub(crate) const UNKNOWN: Self = Self(u32::MAX);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    namespace: NamespaceId,
    start: u32,
    end: u32,
}

/// The table of names: open addressing over one text, so that a look-up touches no heap but the table.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    namespaces: Vec<Box<str>>,
    entries: Vec<Entry>,
    text: String,
    slots: Vec<u32>,
}

const FREE: u32 = u32::MAX;

impl Names {
    pub(crate) fn new() -> Self {
        Self { namespaces: vec!["".into()], entries: Vec::new(), text: String::new(), slots: vec![FREE; 64] }
    }

    pub(crate) fn intern_namespace(&mut self, namespace: Option<&str>) -> NamespaceId {
        let known = self.namespace(namespace);
        if known != NamespaceId::UNKNOWN {
            return known;
        }
        self.namespaces.push(namespace.unwrap_or("").into());
        NamespaceId(number(self.namespaces.len() - 1))
    }

    pub(crate) fn intern(&mut self, namespace: NamespaceId, local: &str) -> NameId {
        let slot = self.slot(namespace, local);
        if self.slots[slot] != FREE {
            return NameId(self.slots[slot]);
        }
        let id = number(self.entries.len());
        let start = number(self.text.len());
        self.text.push_str(local);
        let end = number(self.text.len());
        self.entries.push(Entry { namespace, start, end });
        self.slots[slot] = id;
        if self.entries.len() * 2 > self.slots.len() {
            self.grow();
        }
        NameId(id)
    }

    /// The namespace's number; [`NamespaceId::UNKNOWN`] where the schema does not name it.
    #[inline]
    pub(crate) fn namespace(&self, namespace: Option<&str>) -> NamespaceId {
        let Some(namespace) = namespace else {
            return NamespaceId::ABSENT;
        };
        match self.namespaces.iter().position(|known| &**known == namespace) {
            Some(index) => NamespaceId(number(index)),
            None => NamespaceId::UNKNOWN,
        }
    }

    /// The name's number; [`NameId::UNKNOWN`] where the schema does not name it.
    #[inline]
    pub(crate) fn find(&self, namespace: NamespaceId, local: &str) -> NameId {
        NameId(self.slots[self.slot(namespace, local)])
    }

    /// The numbers of a name as it stands in a document.
    #[inline]
    pub(crate) fn of(&self, namespace: Option<&str>, local: &str) -> (NamespaceId, NameId) {
        let namespace = self.namespace(namespace);
        let is_known = namespace != NamespaceId::UNKNOWN;
        (namespace, if is_known { self.find(namespace, local) } else { NameId::UNKNOWN })
    }

    /// Whether it is the name of that local part that is in no namespace.
    #[inline]
    pub(crate) fn is_local(&self, name: NameId, local: &str) -> bool {
        self.is(name.0, NamespaceId::ABSENT, local)
    }

    pub(crate) fn local(&self, name: NameId) -> &str {
        let entry = self.entries[name.index()];
        &self.text[entry.start as usize..entry.end as usize]
    }

    pub(crate) fn namespace_of(&self, name: NameId) -> NamespaceId {
        self.entries[name.index()].namespace
    }

    pub(crate) fn namespace_text(&self, namespace: NamespaceId) -> &str {
        self.namespaces.get(namespace.0 as usize).map_or("", |text| text)
    }

    /// The name for eyes: `local`, or `{namespace}local`.
    pub(crate) fn display(&self, name: NameId) -> String {
        match self.namespace_of(name) {
            NamespaceId::ABSENT => self.local(name).to_owned(),
            namespace => format!("{{{}}}{}", self.namespace_text(namespace), self.local(name)),
        }
    }

    /// The namespace for eyes.
    pub(crate) fn display_namespace(&self, namespace: NamespaceId) -> String {
        match namespace {
            NamespaceId::ABSENT => "no namespace".to_owned(),
            namespace => format!("\"{}\"", self.namespace_text(namespace)),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    #[inline]
    fn slot(&self, namespace: NamespaceId, local: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(namespace, local.as_bytes()) as usize & mask;
        loop {
            let id = self.slots[slot];
            if id == FREE || self.is(id, namespace, local) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
    }

    #[inline]
    fn is(&self, id: u32, namespace: NamespaceId, local: &str) -> bool {
        let entry = self.entries[id as usize];
        entry.namespace == namespace
            && is_same(&self.text.as_bytes()[entry.start as usize..entry.end as usize], local.as_bytes())
    }

    fn grow(&mut self) {
        self.slots = vec![FREE; self.slots.len() * 2];
        let mask = self.slots.len() - 1;
        for (id, entry) in self.entries.iter().enumerate() {
            let local = &self.text.as_bytes()[entry.start as usize..entry.end as usize];
            let mut slot = hash(entry.namespace, local) as usize & mask;
            while self.slots[slot] != FREE {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = number(id);
        }
    }
}

/// A quick mix of eight bytes at a time. The keys of the table are the schema's, so a document cannot
/// lengthen its probes beyond what the schema's author chose.
#[inline]
fn hash(namespace: NamespaceId, local: &[u8]) -> u32 {
    const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = u64::from(namespace.0).wrapping_add(local.len() as u64) ^ SEED;
    let mut chunks = local.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().expect("a chunk has eight bytes"));
        state = (state.rotate_left(5) ^ word).wrapping_mul(SEED);
    }
    for &byte in chunks.remainder() {
        state = (state.rotate_left(5) ^ u64::from(byte)).wrapping_mul(SEED);
    }
    (state >> 32) as u32
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("limits keep tables under 2^32 entries")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_again_however_many_there_are() {
        let mut names = Names::new();
        let urn = names.intern_namespace(Some("urn:a"));
        let ids: Vec<_> = (0..500).map(|i| (i, names.intern(urn, &format!("name{i}")))).collect();
        for (i, id) in ids {
            assert_eq!(names.find(urn, &format!("name{i}")), id);
            assert_eq!(names.find(NamespaceId::ABSENT, &format!("name{i}")), NameId::UNKNOWN);
        }
    }
}
