//! Bytes whose label may be wrong: UTF-8 that calls itself something else is more common than text of another encoding
//! that happens to be UTF-8.

/// Bytes that are looked at, from the first that is not ASCII.
const LOOKED_AT: usize = 4096;

/// Holds bytes back until they tell.
#[derive(Debug)]
pub(super) struct Doubt {
    held: Vec<u8>,
    /// Sequences of several bytes that it takes.
    enough: usize,
}

impl Doubt {
    /// A doubt in a label of the windows-1252 family: `Ã¤` is hardly ever meant, so one sequence tells.
    pub(super) fn of_windows_1252() -> Self {
        Self { held: Vec::new(), enough: 1 }
    }

    /// A doubt in any other label: pairs of bytes that are also UTF-8 do occur, rows of them do not.
    pub(super) fn of_other() -> Self {
        Self { held: Vec::new(), enough: 4 }
    }

    /// How many of the bytes are ASCII before the first doubt, and need not be held.
    pub(super) fn certain(&self, bytes: &[u8]) -> usize {
        if !self.held.is_empty() {
            return 0;
        }
        bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(bytes.len())
    }

    /// Holds the bytes; whether all are UTF-8, once they tell or are the last.
    pub(super) fn hold(&mut self, bytes: &[u8], is_last: bool) -> Option<bool> {
        self.held.extend_from_slice(bytes);
        (is_last || self.held.len() >= LOOKED_AT).then(|| is_utf8(&self.held, is_last, self.enough))
    }

    /// The bytes that were held.
    pub(super) fn into_held(self) -> Vec<u8> {
        self.held
    }
}

fn is_utf8(held: &[u8], is_last: bool, enough: usize) -> bool {
    let looked_at = &held[..held.len().min(LOOKED_AT)];
    let is_whole = is_last && looked_at.len() == held.len();
    let text = match std::str::from_utf8(looked_at) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() && !is_whole => {
            std::str::from_utf8(&looked_at[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    text.chars().filter(|c| !c.is_ascii()).take(enough).count() == enough
}
