//! Text that comes from another notation, made fit for XML: JSON and plain text hold characters that XML does not.

use super::characters::all_legal;
use super::entities::Entities;
use super::escape::Escape;
use super::options::{IllegalCharacters, ReaderOptions, Replacement};
use super::references::{Expander, LineEnds};
use super::repairs::Repairs;
use crate::diag::Place;

/// Mends texts, and counts what it mends.
#[derive(Debug)]
pub struct Mender {
    options: ReaderOptions,
    repairs: Repairs,
}

impl Mender {
    /// A mender that puts that in the place of what XML does not allow.
    pub fn new(replacement: Replacement) -> Self {
        let illegal_characters = IllegalCharacters::Replace(replacement);
        let options = ReaderOptions { illegal_characters, ..ReaderOptions::default() };
        Self { options, repairs: Repairs::default() }
    }

    /// The text as XML allows it, with line ends normalised; nothing where it is so already. `place` is the text's own.
    pub fn mend(&mut self, text: &str, place: impl FnOnce() -> Place) -> Option<String> {
        if all_legal(text) {
            return None;
        }
        let Self { options, repairs } = self;
        let (mut into, mut escape) = (String::with_capacity(text.len()), Escape::default());
        let (entities, line_ends) = (&mut Entities::new(&options.limits), LineEnds::AsWritten);
        let mut expander =
            Expander { into: &mut into, options, repairs, escape: &mut escape, entities, line_ends };
        // Nothing is refused: every illegal character has its replacement.
        expander.text(text, 0, text.len()).ok()?;
        let place = place();
        repairs.locate(|_| place);
        Some(into)
    }

    /// What was mended so far.
    pub fn repairs(&self) -> &Repairs {
        &self.repairs
    }
}
