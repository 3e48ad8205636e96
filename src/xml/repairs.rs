//! What was not XML and is read all the same: how often each kind of it occurs, and where first.

use crate::diag::Place;

/// A kind of repair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Repair {
    /// A control character that stands in the text as such, or a noncharacter.
    Control,
    /// A reference to a character that XML does not allow.
    Reference,
    /// U+0000, as such or as a reference.
    Nul,
    /// An ANSI escape sequence, from its escape character to its end.
    EscapeSequence,
    /// Half of a surrogate pair.
    Surrogate,
    /// An `&` that starts no reference, a `<` in an attribute value, or a `]]>` in text, taken as it stands.
    Markup,
}

impl Repair {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Control, Self::Reference, Self::Nul, Self::EscapeSequence, Self::Surrogate, Self::Markup];

    /// What an illegal character is a case of.
    pub(super) fn of(character: u32, is_reference: bool, is_sequence: bool) -> Self {
        match character {
            0 => Self::Nul,
            0x1B if is_sequence => Self::EscapeSequence,
            0xD800..=0xDFFF => Self::Surrogate,
            _ if is_reference => Self::Reference,
            _ => Self::Control,
        }
    }
}

/// How often a kind of repair was made, and the first of them: the character's number and its place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Repaired {
    /// How often.
    pub count: u64,
    /// The first; absent where there is none.
    pub first: Option<(u32, Place)>,
}

/// What was repaired in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Repairs {
    kinds: [Repaired; Repair::ALL.len()],
    /// First ones of the current window, whose lines are not known yet.
    fresh: [Option<(u32, usize)>; Repair::ALL.len()],
}

impl Repairs {
    /// Each kind that occurred.
    pub fn iter(&self) -> impl Iterator<Item = (Repair, Repaired)> {
        let all = Repair::ALL.into_iter().zip(self.kinds);
        all.filter(|(_, repaired)| repaired.count > 0)
    }

    pub(super) fn note(&mut self, kind: Repair, character: u32, at: usize) {
        let repaired = &mut self.kinds[kind as usize];
        repaired.count += 1;
        if repaired.first.is_none() {
            self.fresh[kind as usize].get_or_insert((character, at));
        }
    }

    /// Gives first ones their places, while their window is still there.
    pub(super) fn locate(&mut self, mut place: impl FnMut(usize) -> Place) {
        for (repaired, fresh) in self.kinds.iter_mut().zip(&mut self.fresh) {
            if let Some((character, at)) = fresh.take() {
                repaired.first = Some((character, place(at)));
            }
        }
    }
}
