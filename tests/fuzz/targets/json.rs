//! JSON: where chunks end changes no event, and an error stands in the document.

use octane_payload::diag::Place;
use octane_payload::json::{Collector, Event, Handler, JsonError, Node, Reader, Roots, Spot, Then};
use octane_payload::limits::JsonLimits;

/// The values of a document, and what is left of one that is cut off.
#[derive(Debug, Default)]
struct Values {
    collector: Collector,
    values: Vec<Node>,
}

impl Handler for Values {
    fn event(&mut self, event: Event<'_>, spot: &Spot<'_>) -> Then {
        self.values.extend(self.collector.event(event, spot));
        // A key of one byte has no value that is told.
        if matches!(event, Event::Key(key) if key.len() == 1) { Then::Skip } else { Then::Go }
    }
}

/// Any text as JSON.
pub fn json(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let whole = read(text, usize::MAX);
    for chunk in [1, 5] {
        assert_eq!(read(text, chunk), whole, "in chunks of {chunk}");
    }
    if let Some(JsonError { place, .. }) = whole.1 {
        let offset = usize::try_from(place.offset).expect("a document that is in memory");
        assert_eq!(Place::START.after(&text.as_bytes()[..offset]), place);
    }
}

fn read(text: &str, chunk: usize) -> (Vec<Node>, Option<JsonError>) {
    let mut values = Values::default();
    let mut reader = Reader::new(Roots::Many, JsonLimits { depth: 20, token_bytes: 100 });
    let (mut rest, mut error) = (text, None);
    while !rest.is_empty() && error.is_none() {
        let (piece, after) = rest.split_at(rest.ceil_char_boundary(chunk.min(rest.len())));
        error = reader.feed(piece, &mut values).err();
        rest = after;
    }
    let error = error.or_else(|| reader.finish(&mut values).err());
    values.values.extend(values.collector.cut());
    (values.values, error)
}
