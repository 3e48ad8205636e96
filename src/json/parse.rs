//! A whole document as a tree, where it is known to be small.

use super::collector::Collector;
use super::error::JsonError;
use super::event::{Event, Handler, Spot, Then};
use super::node::{Node, Value};
use super::state::{Oddities, Reader, Roots};
use crate::diag::Place;
use crate::limits::JsonLimits;

/// Collects the one value of a document.
#[derive(Default)]
struct Whole {
    collector: Collector,
    root: Option<Node>,
}

impl Handler for Whole {
    fn event(&mut self, event: Event<'_>, spot: &Spot<'_>) -> Then {
        if let Some(root) = self.collector.event(event, spot) {
            self.root = Some(root);
        }
        Then::Go
    }
}

/// A whole text as a tree, which begins at `place` of its document.
///
/// # Errors
///
/// The text is not one JSON value.
pub fn parse(text: &str, place: Place) -> Result<(Node, Oddities), JsonError> {
    let mut whole = Whole::default();
    let mut reader = Reader::at(place, Roots::One, JsonLimits::default());
    reader.feed(text, &mut whole)?;
    reader.finish(&mut whole)?;
    let root = whole.root.unwrap_or(Node { place, value: Value::Null, is_cut: true });
    Ok((root, reader.oddities()))
}
