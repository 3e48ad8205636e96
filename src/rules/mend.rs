//! All fixes of a payload, applied: in rounds, because one fix may only show what the next is needed for.

use serde::Serialize;

use super::check::{Checked, of_text};
use super::edits::apply;
use super::names::Severities;
use crate::diag::{Diagnostic, Fix, Place};
use crate::limits;
use crate::xsd::Schema;

/// A payload as it was mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The payload.
    pub text: String,
    /// The fixes that were applied, in their order; as many as are worth reading.
    pub applied: Vec<Applied>,
    /// How many there were in all.
    pub count: usize,
    /// Whether the schema accepts it now, and what is left to say.
    pub checked: Checked,
}

/// A fix that was applied, and what it settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// Code of the finding.
    pub code: String,
    /// What the fix did.
    pub description: String,
    /// Where, in the text as it was in that round.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// Path of what was at fault.
    pub path: String,
}

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Which {
    /// Those that keep all that the document says and guess nothing.
    #[default]
    Safe,
    /// Those that leave something out or guess, too.
    All,
}

/// Rounds at most: each settles all that does not touch each other, so that few are needed.
const ROUNDS: usize = 50;

/// Findings of one round.
const FINDINGS: usize = 1_000_000;

/// Applies fixes until none is left. What comes out is UTF-8, and says so.
pub fn mend(text: &str, schema: &Schema, severities: &Severities, which: Which) -> Mended {
    let mut mended = Mended {
        text: in_utf8(text),
        applied: Vec::new(),
        count: 0,
        checked: Checked { valid: false, diagnostics: Vec::new() },
    };
    for _ in 0..ROUNDS {
        let found = of_text(&mended.text, schema, severities, FINDINGS).diagnostics;
        let is_changed = mended.apply(&found, |fix| fix.safe)
            || (which == Which::All && mended.apply(&found, |fix| !fix.safe));
        if !is_changed {
            break;
        }
    }
    mended.checked = of_text(&mended.text, schema, severities, limits::DIAGNOSTICS);
    mended
}

impl Applied {
    fn new(finding: &Diagnostic, fix: &Fix) -> Self {
        Self {
            code: finding.code.to_string(),
            description: fix.description.clone(),
            place: finding.place,
            path: finding.path.clone(),
        }
    }
}

impl Mended {
    /// Applies the fixes of some findings; false where there are none.
    fn apply(&mut self, found: &[Diagnostic], is_wanted: impl Fn(&Fix) -> bool) -> bool {
        let with_fix = found.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
        let (findings, fixes): (Vec<_>, Vec<_>) = with_fix.filter(|(_, fix)| is_wanted(fix)).unzip();
        let (text, applied) = apply(&self.text, &fixes);
        let room = limits::DIAGNOSTICS - self.applied.len();
        self.applied
            .extend(applied.iter().take(room).map(|&index| Applied::new(findings[index], fixes[index])));
        self.count += applied.len();
        let is_changed = !applied.is_empty();
        self.text = text;
        is_changed
    }
}

/// The text with the encoding in its declaration that it is written in now.
fn in_utf8(text: &str) -> String {
    let declared = text.starts_with("<?xml").then(|| text.find("?>")).flatten();
    let value = declared.and_then(|end| {
        let at = text[..end].find("encoding")?;
        let start = at + text[at..end].find(['"', '\''])? + 1;
        let length = text[start..end].find(['"', '\''])?;
        Some(start..start + length)
    });
    match value {
        Some(range) if !text[range.clone()].eq_ignore_ascii_case("utf-8") => {
            format!("{}UTF-8{}", &text[..range.start], &text[range.end..])
        }
        _ => text.to_owned(),
    }
}
