//! Reports that are JSON lines: one value a line, and lines of other programs between them.

use crate::diag::{Diagnostic, Place};
use crate::json::{JsonError, Node, Oddities, Value, parse};
use crate::limits;
use crate::report::json_format::JsonFormat;
use crate::report::raw::CaseSink;
use crate::xml::Mender;

/// Cuts text into lines and hands their values on.
#[derive(Debug)]
pub(super) struct Lines {
    /// The line that is not complete yet, and where it begins.
    line: String,
    place: Place,
    values: usize,
    /// Lines that are no values, and the first of them.
    others: u64,
    first_other: Option<(Place, String)>,
    pub(super) oddities: Oddities,
}

impl Lines {
    pub(super) fn at(place: Place) -> Self {
        let (line, oddities) = (String::new(), Oddities::default());
        Self { line, place, values: 0, others: 0, first_other: None, oddities }
    }

    /// Reads the next piece of text.
    pub(super) fn push(
        &mut self,
        text: &str,
        format: &mut dyn JsonFormat,
        mender: &mut Mender,
        sink: &mut dyn CaseSink,
    ) -> Result<(), Box<Diagnostic>> {
        for piece in text.split_inclusive('\n') {
            if self.line.len() + piece.len() > limits::JSON_PIECE {
                let message = format!("the limit \"piece_bytes\" of {} is passed", limits::JSON_PIECE);
                return Err(Box::new(Diagnostic::error("json-limit", message).with_place(self.place)));
            }
            self.line.push_str(piece);
            if piece.ends_with('\n') {
                self.line(false, format, mender, sink)?;
            }
        }
        Ok(())
    }

    /// Reads the last line, which may be cut off.
    pub(super) fn finish(
        &mut self,
        format: &mut dyn JsonFormat,
        mender: &mut Mender,
        sink: &mut dyn CaseSink,
    ) -> Result<(), Box<Diagnostic>> {
        self.line(true, format, mender, sink)
    }

    /// Says which lines were passed over.
    pub(super) fn tell_others(&self, sink: &mut dyn CaseSink) {
        if let Some((place, line)) = &self.first_other {
            let (count, plural) = (self.others, if self.others == 1 { " is" } else { "s are" });
            let message = format!("{count} line{plural} no JSON and passed over");
            sink.diagnostic(
                Diagnostic::info("lines-passed-over", message).with_place(*place).with_found(line),
            );
        }
    }

    /// Place of the byte at `offset` of the document, which lies in `text`, the next piece.
    pub(super) fn place_in(&self, text: &str, offset: u64) -> Place {
        let start = self.place.after(self.line.as_bytes());
        let length = usize::try_from(offset.saturating_sub(start.offset)).unwrap_or(text.len());
        start.after(&text.as_bytes()[..length.min(text.len())])
    }

    fn line(
        &mut self,
        is_last: bool,
        format: &mut dyn JsonFormat,
        mender: &mut Mender,
        sink: &mut dyn CaseSink,
    ) -> Result<(), Box<Diagnostic>> {
        let line = std::mem::take(&mut self.line);
        let start = line.len() - line.trim_start().len();
        let place = self.place.after(&line.as_bytes()[..start]);
        self.place = self.place.after(line.as_bytes());
        match line.trim() {
            "" => {}
            value if value.starts_with('{') => match self.value(value, place, mender) {
                Ok(node) => {
                    let path = format!("/[{}]", self.values);
                    self.values += 1;
                    format.piece("", &path, &node, sink);
                }
                Err(error) if is_last => return Err(Box::new(error.into())),
                Err(_) => self.other(place, value),
            },
            other if format.line(other, place, sink) => {}
            other => self.other(place, other),
        }
        self.line = line;
        self.line.clear();
        Ok(())
    }

    fn value(&mut self, text: &str, place: Place, mender: &mut Mender) -> Result<Node, JsonError> {
        let (mut node, oddities) = parse(text, place)?;
        self.oddities.surrogates += oddities.surrogates;
        self.oddities.controls += oddities.controls;
        self.oddities.first = self.oddities.first.or(oddities.first);
        mend(&mut node, mender);
        Ok(node)
    }

    fn other(&mut self, place: Place, line: &str) {
        self.others += 1;
        self.first_other.get_or_insert_with(|| (place, line.chars().take(80).collect()));
    }
}

/// Mends the strings of a tree.
fn mend(node: &mut Node, mender: &mut Mender) {
    let place = node.place;
    match &mut node.value {
        Value::String(text) => {
            if let Some(mended) = mender.mend(text, || place) {
                *text = mended;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mend(item, mender)),
        Value::Object(members) => members.iter_mut().for_each(|(_, member)| mend(member, mender)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
