//! ANSI escape sequences (ECMA-48), which terminals swallow and reports hold as text: colours, cursor moves, links.
//!
//! A sequence is known by its first two characters, and then followed to its end over as many pieces of text as it takes.

/// Bytes of a command string, such as the address of a link, that are followed at most: one that is never ended must not
/// swallow a report.
const LONGEST_COMMAND: u16 = 4096;

/// Where in an escape sequence the text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Escape {
    /// In none.
    #[default]
    Outside,
    /// Before the `[` of a control sequence.
    Introducer,
    /// In the parameters of a control sequence.
    Parameters,
    /// Before the `]` of an operating system command.
    CommandStart,
    /// In an operating system command, after so many bytes.
    Command(u16),
    /// After the escape that ends a command: a backslash completes it.
    CommandEnd,
    /// Before the `(` or `)` that designates a character set.
    Designator,
    /// Before the character set's own byte.
    CharacterSet,
}

impl Escape {
    /// What an escape character begins, by the byte that follows it; nothing where it stands alone.
    pub(super) fn begun_by(next: Option<u8>) -> Option<Self> {
        match next? {
            b'[' => Some(Self::Introducer),
            b']' => Some(Self::CommandStart),
            b'(' | b')' => Some(Self::Designator),
            _ => None,
        }
    }

    pub(super) fn is_open(self) -> bool {
        self != Self::Outside
    }

    /// Whether text of any kind belongs to the sequence.
    pub(super) fn is_command(self) -> bool {
        matches!(self, Self::Command(_))
    }

    /// Follows the sequence from `at`; where the first byte stands that does not belong to it.
    pub(super) fn follow(&mut self, text: &[u8], mut at: usize) -> usize {
        while self.is_open()
            && let Some(&byte) = text.get(at)
        {
            let next = self.after(byte);
            *self = next.unwrap_or_default();
            if next.is_none() {
                break;
            }
            at += 1;
        }
        at
    }

    /// Follows an escape character that is written as a reference.
    pub(super) fn follow_escape(&mut self) {
        *self = if self.is_command() { Self::CommandEnd } else { Self::Outside };
    }

    /// Where the sequence stands after a byte; nothing where the byte does not belong to it.
    fn after(self, byte: u8) -> Option<Self> {
        match (self, byte) {
            (Self::Introducer, _) | (Self::Parameters, 0x20..=0x3F) => Some(Self::Parameters),
            (Self::Designator, _) => Some(Self::CharacterSet),
            (Self::CommandStart, _) => Some(Self::Command(0)),
            (Self::Parameters, 0x40..=0x7E)
            | (Self::CharacterSet, 0x30..=0x7E)
            | (Self::Command(_), 0x07)
            | (Self::CommandEnd, b'\\') => Some(Self::Outside),
            (Self::Command(_), 0x1B) => Some(Self::CommandEnd),
            (Self::Command(_), b'\n' | b'\r') => None,
            (Self::Command(length), _) => longer(length, byte),
            _ => None,
        }
    }
}

/// The command with one byte more; it breaks off between two characters, never in one.
fn longer(length: u16, byte: u8) -> Option<Escape> {
    let is_first_of_character = byte & 0xC0 != 0x80;
    if length >= LONGEST_COMMAND && is_first_of_character {
        return None;
    }
    Some(Escape::Command(length.saturating_add(1)))
}
