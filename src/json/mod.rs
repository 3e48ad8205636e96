//! JSON (RFC 8259) as a stream: text to events, and small pieces of a document to trees.
//!
//! Owns syntax: what leaves the [`Reader`] is well-formed up to where it stands, or is a [`JsonError`] with its place.
//! Memory holds the open brackets and one token, not the document. Knows no format. Read over although RFC 8259 forbids
//! it, and noted in [`Oddities`]: control characters in strings, and escapes of lone surrogates. `NaN` and `Infinity`
//! are numbers, because Python writes them so.

mod collector;
mod error;
mod event;
mod node;
mod parse;
mod reader;
mod scalars;
mod state;
mod string;
mod token;

pub use collector::Collector;
pub use error::{JsonError, JsonErrorKind};
pub use event::{Event, Handler, Spot, Then};
pub use node::{Node, Value};
pub use parse::parse;
pub use state::{Oddities, Reader, Roots};

#[cfg(test)]
mod tests;
