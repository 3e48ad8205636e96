//! The way through a JSON report: what a format wants to see is gathered to a tree and handed to it, piece by piece; the
//! rest is read over.

use super::trail::Trail;
use crate::diag::Diagnostic;
use crate::json::{Collector, Event, Handler, Node, Spot, Then};
use crate::limits;
use crate::report::json_format::JsonFormat;
use crate::report::raw::CaseSink;
use crate::xml::Mender;

/// Where the walk stands.
#[derive(Debug, Default)]
pub(super) struct Walk {
    trail: Trail,
    collector: Collector,
    /// The piece that is gathered: which of those that the format wants.
    wanted: &'static str,
    /// A piece was too large to be held.
    pub(super) overflow: Option<Box<Diagnostic>>,
}

/// A walk with the format that it is for, and where cases go.
pub(super) struct Walking<'a> {
    pub(super) walk: &'a mut Walk,
    pub(super) format: &'a mut dyn JsonFormat,
    pub(super) mender: &'a mut Mender,
    pub(super) sink: &'a mut dyn CaseSink,
}

impl Walking<'_> {
    /// The document ends here, against its will.
    pub(super) fn cut(&mut self) {
        if let Some(node) = self.walk.collector.cut() {
            self.piece(&node);
        }
    }

    fn piece(&mut self, node: &Node) {
        self.format.piece(self.walk.wanted, self.walk.trail.path(), node, self.sink);
    }

    fn gather(&mut self, event: Event<'_>, spot: &Spot<'_>) {
        let mended = match event {
            Event::String(text) | Event::Key(text) => self.mender.mend(text, || spot.place()),
            _ => None,
        };
        let event = match (&mended, event) {
            (Some(text), Event::String(_)) => Event::String(text),
            (Some(text), Event::Key(_)) => Event::Key(text),
            _ => event,
        };
        if let Some(node) = self.walk.collector.event(event, spot) {
            self.piece(&node);
        } else if self.walk.collector.held_bytes() > limits::JSON_PIECE {
            self.overflow(spot);
        }
    }

    /// Gives up: what is complete of the piece is told, and nothing after it.
    fn overflow(&mut self, spot: &Spot<'_>) {
        self.cut();
        let message = format!("the limit \"piece_bytes\" of {} is passed", limits::JSON_PIECE);
        let diagnostic = Diagnostic::error("json-limit", message).with_place(spot.place());
        self.walk.overflow = Some(Box::new(diagnostic.with_path(self.walk.trail.path())));
    }

    /// A value begins: gathers it, where it is wanted.
    fn value(&mut self, event: Event<'_>, spot: &Spot<'_>) {
        self.walk.trail.value();
        let pattern = self.walk.trail.pattern();
        if let Some(wanted) = self.format.wanted().iter().find(|wanted| **wanted == pattern) {
            self.walk.wanted = wanted;
            self.gather(event, spot);
        } else if matches!(event, Event::StartObject | Event::StartArray) {
            self.walk.trail.enter(event == Event::StartArray);
        }
    }

    /// Whether something that is wanted is, or may stand in, the value of the key that was read.
    fn is_on_the_way(&self) -> bool {
        let pattern = self.walk.trail.pattern();
        let continues = |wanted: &&&str| {
            let rest = wanted.strip_prefix(pattern);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.format.wanted().iter().any(|wanted| continues(&wanted))
    }
}

impl Handler for Walking<'_> {
    fn event(&mut self, event: Event<'_>, spot: &Spot<'_>) -> Then {
        if self.walk.overflow.is_some() {
            return Then::Skip;
        }
        match event {
            Event::Key(key) if self.walk.collector.is_open() && self.format.silent().contains(&key) => {
                return Then::Skip;
            }
            _ if self.walk.collector.is_open() => self.gather(event, spot),
            Event::Key(key) => {
                self.walk.trail.key(key);
                return if self.is_on_the_way() { Then::Go } else { Then::Skip };
            }
            Event::EndObject | Event::EndArray => self.walk.trail.leave(),
            _ => self.value(event, spot),
        }
        Then::Go
    }
}
