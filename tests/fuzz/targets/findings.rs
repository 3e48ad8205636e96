//! What is true of findings, whatever they are about.

use octane_payload::diag::{Diagnostic, Place, render};

/// Each has a code and words, and its place is a place of the document.
pub fn hold(diagnostics: &[Diagnostic], document: &[u8]) {
    for diagnostic in diagnostics {
        assert!(!diagnostic.code.is_empty() && !diagnostic.message.is_empty(), "{diagnostic:?}");
        assert!(!render(diagnostic, None).is_empty());
    }
    let Ok(text) = std::str::from_utf8(document) else { return };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if declares_encoding(text) {
        return;
    }
    for diagnostic in diagnostics {
        if let Some(place) = diagnostic.place {
            is_of(place, text, diagnostic);
        }
        for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
            let (from, to) = (bytes(edit.offset), bytes(edit.offset + edit.length));
            assert!(text.get(from..to).is_some(), "an edit outside of the document: {diagnostic:?}");
        }
    }
}

/// Offsets are of the UTF-8 form, which is another one where the document is of another encoding.
fn declares_encoding(text: &str) -> bool {
    let head = text.split('>').next().unwrap_or_default();
    head.contains("encoding") || text.contains('\0')
}

/// Line and column are those of the offset.
fn is_of(place: Place, text: &str, diagnostic: &Diagnostic) {
    let offset = bytes(place.offset);
    assert!(text.is_char_boundary(offset), "a place after the end or within a character: {diagnostic:?}");
    let before = &text.as_bytes()[..offset];
    assert_eq!(Place::START.after(before), place, "{diagnostic:?}");
}

fn bytes(offset: u64) -> usize {
    usize::try_from(offset).expect("a document that is in memory")
}
