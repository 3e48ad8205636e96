//! XML 1.0 with namespaces, as a stream: text to events, values back to XML.
//!
//! Owns well-formedness: what leaves the [`Reader`] has balanced tags, declared prefixes, distinct attributes,
//! legal characters and expanded references, or is an [`XmlError`] with its place. Knows no schema and no format.

mod aside;
mod attributes;
mod characters;
mod declaration;
mod doctype;
mod document;
mod element;
mod ends;
mod entities;
mod error;
mod escape;
mod event;
mod included;
mod lead;
mod mend;
mod namespaces;
mod options;
mod precedents;
mod reader;
mod references;
mod repairs;
mod span;
mod state;
mod typed;
mod whitespace;
mod writer;

pub use characters::{is_name, is_name_char, is_name_start_char, is_ncname, is_xml_char};
pub use document::{Document, Handler, Mends, TextDocument};
pub use element::{Collector, Element};
pub use error::{XmlError, XmlErrorKind};
pub use event::{Attribute, Attributes, End, Event, Name, Start, Text};
pub use mend::Mender;
pub use namespaces::{XML_NAMESPACE, XMLNS_NAMESPACE};
pub use options::{Doctype, IllegalCharacters, ReaderOptions, Replacement, StrayMarkup};
pub use reader::{Events, Reader};
pub use repairs::{Repair, Repaired, Repairs};
pub use whitespace::{is_space, trim};
pub use writer::{Writer, push_attribute};

#[cfg(test)]
mod tests;
