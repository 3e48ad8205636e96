//! Where a document says its schema documents are: `xsi:schemaLocation` and `xsi:noNamespaceSchemaLocation` (Structures,
//! section 4.3.2).
//!
//! Read on the root element, before anything is validated: a compiled schema never changes under a validation.

use crate::xml::{Attribute, Document, Event, Handler, Start};
use crate::xsd::source::Reference;
use crate::xsd::validate::{ValidateOptions, XSI};

/// Reads a document up to its root element, for what it says of schema documents.
///
/// ```
/// use octane_payload::xsd::{HintReader, ValidateOptions};
///
/// let mut reader = HintReader::new("in/a.xml", &ValidateOptions::default());
/// let document = br#"<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
///                       xsi:schemaLocation="urn:a a.xsd">"#;
/// assert!(reader.push(document));
/// let hints = reader.hints();
/// assert_eq!(hints[0].resolved(), "in/a.xsd");
/// assert_eq!(hints[0].namespace.as_deref(), Some("urn:a"));
/// ```
#[derive(Debug)]
pub struct HintReader {
    document: Document,
    root: Root,
}

#[derive(Debug)]
struct Root {
    base: String,
    is_read: bool,
    hints: Vec<Reference>,
}

impl HintReader {
    /// At the start of a document, which stands at `location` and is read as it will be to validate it.
    pub fn new(location: &str, options: &ValidateOptions) -> Self {
        let root = Root { base: location.to_owned(), is_read: false, hints: Vec::new() };
        Self { document: Document::new(options.decoding, options.clone().into_reader()), root }
    }

    /// Reads the next bytes; true when no more are needed: the root element is read, or there is none to be had.
    pub fn push(&mut self, chunk: &[u8]) -> bool {
        let read = self.document.push(chunk, &mut self.root);
        self.root.is_read || read.is_err()
    }

    /// What the root element points to, in its order; nothing where it is not read yet.
    pub fn hints(self) -> Vec<Reference> {
        self.root.hints
    }
}

impl Handler for Root {
    fn event(&mut self, event: Event<'_>) {
        if let Event::Start(start) = event
            && !self.is_read
        {
            self.is_read = true;
            self.read(&start);
        }
    }
}

impl Root {
    fn read(&mut self, start: &Start<'_>) {
        let is_instance = |attribute: &Attribute<'_>| attribute.name.namespace == Some(XSI);
        for attribute in start.attributes().filter(is_instance) {
            let mut words = attribute.value.split_ascii_whitespace();
            match attribute.name.local {
                "schemaLocation" => {
                    while let (Some(namespace), Some(location)) = (words.next(), words.next()) {
                        self.hints.push(self.hint(location, Some(namespace.to_owned())));
                    }
                }
                "noNamespaceSchemaLocation" => {
                    let hints = words.take(1).map(|location| self.hint(location, None));
                    self.hints.extend(hints.collect::<Vec<_>>());
                }
                _ => {}
            }
        }
    }

    fn hint(&self, location: &str, namespace: Option<String>) -> Reference {
        Reference { location: location.to_owned(), base: self.base.clone(), namespace }
    }
}
