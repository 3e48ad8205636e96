//! The directory at the end of a zip archive (APPNOTE 4.3.12): which of the entries that stand in it are meant.

use std::collections::BTreeMap;

use super::header::{in_zip64, plain_name, u16_at, u32_at};
use crate::diag::Diagnostic;

pub(super) const ENTRY: [u8; 4] = *b"PK\x01\x02";
const FIXED: usize = 46;

/// Names that a finding gives.
const SHOWN: usize = 3;

/// Entries that were met, by the place of their headers, until the directory names them.
#[derive(Debug, Default)]
pub(super) struct Directory {
    unnamed: BTreeMap<u64, String>,
    unmet: Vec<String>,
}

impl Directory {
    /// An entry stands in the archive.
    pub(super) fn met(&mut self, at: u64, name: &str) {
        self.unnamed.insert(at, name.to_owned());
    }

    /// Reads the next entry of the directory; its length, when it is whole.
    pub(super) fn read(&mut self, bytes: &[u8]) -> Option<usize> {
        let name_end = FIXED + usize::from(u16_at(bytes, 28)?);
        let extra_end = name_end + usize::from(u16_at(bytes, 30)?);
        let end = extra_end + usize::from(u16_at(bytes, 32)?);
        let (name, extra) = (bytes.get(FIXED..name_end)?, bytes.get(name_end..extra_end)?);
        bytes.get(..end)?;
        let values = [24, 20, 42].map(|at| u32_at(bytes, at).map_or(0, u64::from));
        let [_, _, at] = in_zip64(values, extra);
        let name = plain_name(name);
        if self.unnamed.remove(&at).as_ref() != Some(&name) {
            self.unmet.push(name);
        }
        Some(end)
    }

    /// Where the archive and its directory differ.
    pub(super) fn differences(self) -> impl Iterator<Item = Diagnostic> {
        let unnamed: Vec<String> = self.unnamed.into_values().collect();
        let stale = (!unnamed.is_empty()).then(|| {
            let message = format!(
                "{} entries that the archive's directory no longer names are read, such as {}",
                unnamed.len(),
                examples(&unnamed)
            );
            Diagnostic::warning("archive-stale-entries", message).with_help("pack the archive anew")
        });
        let missing = (!self.unmet.is_empty()).then(|| {
            let message = format!(
                "{} entries that the archive's directory names are not where it says, such as {}",
                self.unmet.len(),
                examples(&self.unmet)
            );
            Diagnostic::error("archive-damaged", message).with_help("pack the archive anew")
        });
        stale.into_iter().chain(missing)
    }
}

/// Some of the names, in quotes.
pub(super) fn examples(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("\"{name}\"")).collect();
    shown.join(", ")
}
