//! Canonical XML 1.0 of what the reader tells, for documents without namespaces.

use std::fmt::Write;

use octane_payload::decode::DecodeOptions;
use octane_payload::xml::{Doctype, Document, Event, Handler, ReaderOptions, Start, XmlError};

/// The document in canonical form, without comments and instructions.
pub(crate) fn canonical(document: &str) -> Result<String, XmlError> {
    let options = ReaderOptions { doctype: Doctype::Internal, ..ReaderOptions::default() };
    let mut reader = Document::new(DecodeOptions::default(), options);
    let mut canonical = Canonical(String::new());
    reader.push(document.as_bytes(), &mut canonical)?;
    reader.finish(&mut canonical)?;
    Ok(canonical.0)
}

struct Canonical(String);

impl Handler for Canonical {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(start) => self.start(&start),
            Event::End(end) => write!(self.0, "</{}>", end.name()).expect("a string takes all"),
            Event::Text(text) => text.as_str().chars().for_each(|c| self.character(c, &TEXT)),
        }
    }
}

const TEXT: [(char, &str); 4] = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('\r', "&#xD;")];
const VALUE: [(char, &str); 6] =
    [('&', "&amp;"), ('<', "&lt;"), ('"', "&quot;"), ('\t', "&#x9;"), ('\n', "&#xA;"), ('\r', "&#xD;")];

impl Canonical {
    fn start(&mut self, start: &Start<'_>) {
        write!(self.0, "<{}", start.name().local).expect("a string takes all");
        let mut attributes: Vec<_> = start.attributes().collect();
        attributes.sort_by_key(|attribute| attribute.name.local);
        for attribute in attributes {
            write!(self.0, " {}=\"", attribute.name.local).expect("a string takes all");
            attribute.value.chars().for_each(|c| self.character(c, &VALUE));
            self.0.push('"');
        }
        self.0.push('>');
    }

    fn character(&mut self, c: char, escapes: &[(char, &str)]) {
        match escapes.iter().find(|(escaped, _)| *escaped == c) {
            Some((_, escape)) => self.0.push_str(escape),
            None => self.0.push(c),
        }
    }
}
