//! How the attributes of earlier tags began. Documents repeat themselves: most tags have the attributes of their
//! element's last tag in its order, and to compare with them is quicker than to read each name letter by letter.

use super::lead::{Lead, NameSpan};
use crate::same::is_same;

/// For each of a few elements, the attributes of its last tag.
#[derive(Debug, Default)]
pub(super) struct Precedents {
    rows: [Precedent; ROWS],
}

/// Elements that are told apart; those that share a row only lose time.
const ROWS: usize = 8;

/// Attributes that are remembered for an element, and bytes of one: a name and what stands around it.
const MOST: usize = 64;
const LONGEST: usize = 64;

/// How the attributes of an element's last tag began, and how far the current tag has followed them.
#[derive(Debug, Default)]
pub(super) struct Precedent {
    text: String,
    known: Vec<Known>,
    seen: usize,
    /// Whether no two of the names are the same.
    is_proven: bool,
}

/// ` name="`, as it stood before a value; the numbers are bytes from the space.
#[derive(Debug, Clone, Copy)]
struct Known {
    start: usize,
    length: usize,
    name: (usize, usize),
    colon: Option<usize>,
    quote: u8,
}

impl Precedents {
    /// The row of the element, for a tag that begins.
    pub(super) fn of(&mut self, element: &[u8]) -> &mut Precedent {
        let (first, last) = (element.first().copied(), element.last().copied());
        let mix = element.len() + usize::from(first.unwrap_or(0)) + usize::from(last.unwrap_or(0)) * 3;
        let row = &mut self.rows[mix % ROWS];
        row.seen = 0;
        row
    }
}

impl Precedent {
    /// What stands at `at`, where it is what came next in the last tag.
    #[inline]
    pub(super) fn follow(&mut self, tag: &[u8], at: usize) -> Option<Lead> {
        let known = self.known.get(self.seen)?;
        let lead = &self.text.as_bytes()[known.start..known.start + known.length];
        if !tag.get(at..at + known.length).is_some_and(|text| is_same(text, lead)) {
            return None;
        }
        self.seen += 1;
        let range = at + known.name.0..at + known.name.1;
        let name = NameSpan { range, colon: known.colon.map(|colon| at + colon) };
        Some(Lead { name, value_at: at + known.length, quote: known.quote })
    }

    /// Remembers what had to be read, from the white space at `at` on.
    pub(super) fn depart(&mut self, text: &str, at: usize, lead: Lead) -> Lead {
        self.is_proven = false;
        self.known.truncate(self.seen);
        let length = lead.value_at - at;
        if self.seen < MOST && length <= LONGEST {
            let start = self.known.last().map_or(0, |last| last.start + last.length);
            self.text.truncate(start);
            self.text.push_str(&text[at..lead.value_at]);
            let NameSpan { range, colon } = &lead.name;
            let (name, colon) = ((range.start - at, range.end - at), colon.map(|colon| colon - at));
            self.known.push(Known { start, length, name, colon, quote: lead.quote });
            self.seen += 1;
        }
        lead
    }

    /// Whether the current tag may have a name twice: it has one that was not proven to differ from the others.
    pub(super) fn may_repeat(&self) -> bool {
        !self.is_proven
    }

    /// The current tag has no name twice.
    pub(super) fn prove(&mut self) {
        self.is_proven = true;
    }
}
