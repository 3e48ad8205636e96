//! A payload against its schema and the rules, each finding with a fix where a machine can mend it.

use std::collections::HashMap;
use std::ops::Range;

use super::children::{Mend, edit};
use super::names::{Name, Severities};
use super::scan::Scan;
use super::{attributes, spans, wrappers};
use crate::decode::{DecodeOptions, Decoder, FindDecoder};
use crate::diag::{Diagnostic, Fix};
use crate::digest::sha256_hex;
use crate::limits;
use crate::xsd::{self, Schema, ValidateOptions};

/// How payloads are checked.
#[derive(Debug, Clone, Default)]
pub struct CheckOptions {
    /// How much each rule matters.
    pub severities: Severities,
    /// Decoders for encodings that are not built in.
    pub foreign: Option<FindDecoder>,
}

/// What a check comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Whether the schema accepts the payload.
    pub valid: bool,
    /// What the schema and the rules say, in order of the document; offsets are those of its UTF-8 form.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks one payload after the other.
#[derive(Debug)]
pub struct Checker {
    schema: Schema,
    options: CheckOptions,
    /// Which payload has that hash.
    seen: HashMap<String, String>,
}

impl Checker {
    /// A checker by a schema and the rules.
    pub fn new(schema: Schema, options: CheckOptions) -> Self {
        Self { schema, options, seen: HashMap::new() }
    }

    /// Checks a payload, which findings call `file`.
    pub fn check(&mut self, file: &str, bytes: &[u8]) -> Checked {
        let mut checked = match text_of(bytes, self.options.foreign) {
            Some(text) => of_text(&text, &self.schema, &self.options.severities, limits::DIAGNOSTICS),
            None => of_bytes(bytes, &self.schema, self.options.foreign),
        };
        checked.diagnostics.extend(self.repeated(file, bytes));
        for diagnostic in &mut checked.diagnostics {
            diagnostic.file = Some(file.to_owned()).filter(|file| !file.is_empty());
        }
        checked
    }

    /// The same bytes again, which a server does not process again.
    fn repeated(&mut self, file: &str, bytes: &[u8]) -> Option<Diagnostic> {
        let earlier = self.seen.insert(sha256_hex(bytes), file.to_owned())?;
        let message =
            format!("the payload is the same as \"{earlier}\", and Octane does not process it again");
        self.options.severities.finding(Name::DuplicatePayload, message)
    }
}

/// The text of a document, without a byte order mark; none where its encoding is not known, or it is not of it.
pub fn text_of(bytes: &[u8], foreign: Option<FindDecoder>) -> Option<String> {
    let mut decoder = Decoder::new(DecodeOptions { foreign, ..DecodeOptions::default() });
    let mut text = String::with_capacity(bytes.len());
    let first = decoder.decode(bytes);
    let mut is_sound = first.fault.is_none();
    text.push_str(first.text);
    let last = decoder.finish();
    is_sound &= last.fault.is_none();
    text.push_str(last.text);
    is_sound.then_some(text)
}

fn of_bytes(bytes: &[u8], schema: &Schema, foreign: Option<FindDecoder>) -> Checked {
    let decoding = DecodeOptions { foreign, ..DecodeOptions::default() };
    let validation = xsd::validate(schema, bytes, ValidateOptions { decoding, ..ValidateOptions::default() });
    Checked { valid: validation.valid, diagnostics: validation.diagnostics }
}

/// Checks a text, with so many findings of the schema at most, and of the rules.
pub(super) fn of_text(text: &str, schema: &Schema, severities: &Severities, most: usize) -> Checked {
    // Marked as UTF-8, so that no encoding that the text declares is heeded.
    let mut validator =
        xsd::Validator::new(schema, ValidateOptions { diagnostics: most, ..ValidateOptions::default() });
    validator.push("\u{FEFF}".as_bytes());
    validator.push(text.as_bytes());
    let validation = validator.finish();
    let Scan { mut findings, mends, spans, .. } = Scan::of(text, schema, severities);
    let mut diagnostics = validation.diagnostics;
    attach(&mut diagnostics, &mends);
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.fix.is_none()) {
        diagnostic.fix =
            attributes::mend(text, schema, diagnostic).or_else(|| left_out(text, &spans, diagnostic));
    }
    let hidden = findings.len().saturating_sub(most);
    findings.truncate(most);
    diagnostics.extend(findings);
    diagnostics.sort_by_key(|diagnostic| diagnostic.place.map(|place| place.offset));
    if hidden > 0 {
        let message = format!("{hidden} more findings of the rules are not listed");
        diagnostics.push(Diagnostic::info("diagnostics-limit", message));
    }
    Checked { valid: validation.valid, diagnostics }
}

/// Gives findings of the schema the fixes that settle them.
fn attach(diagnostics: &mut [Diagnostic], mends: &[Mend]) {
    let mut anchors: HashMap<u64, &Fix> = HashMap::new();
    for mend in mends {
        for anchor in &mend.anchors {
            anchors.entry(*anchor).or_insert(&mend.fix);
        }
    }
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| is_about_place(diagnostic)) {
        let fix = diagnostic.place.and_then(|place| anchors.get(&place.offset));
        if let Some(fix) = fix {
            diagnostic.fix = Some((*fix).clone());
        }
    }
}

/// Whether the finding is about where an element stands, or about a URL, and no fix says better.
fn is_about_place(diagnostic: &Diagnostic) -> bool {
    let is_safe = diagnostic.fix.as_ref().is_some_and(|fix| fix.safe);
    let is_content = diagnostic.code.starts_with("cvc-complex-type.2.4") || diagnostic.code == "cvc-elt.1";
    let is_url = diagnostic.path.ends_with("/@external_report_url");
    !is_safe && (is_content || is_url || wrappers::is_told(diagnostic))
}

/// Leaves an element out that has no place in its report or run.
fn left_out(text: &str, spans: &[(u64, Range<usize>)], diagnostic: &Diagnostic) -> Option<Fix> {
    if !diagnostic.code.starts_with("cvc-complex-type.2.4") {
        return None;
    }
    let offset = diagnostic.place?.offset;
    let (_, span) = spans.iter().find(|(start, _)| *start == offset)?;
    if text[span.clone()].starts_with("<test_runs") {
        return None;
    }
    let name = diagnostic.found.as_deref().unwrap_or("it");
    let range = spans::with_indent(text, span.start)..span.end;
    Some(Fix::risky(format!("leave \"{name}\" out"), vec![edit(range, "")]))
}
