//! Entities in content: their replacement text is read as if it stood in place of the reference (XML 1.0, 4.4.2), and
//! must be well-formed by itself (4.3.2).

use std::sync::Arc;

use memchr::{memchr2, memmem};

use super::attributes::Piece;
use super::declaration::{check_comment, check_instruction};
use super::entities::Included;
use super::error::XmlErrorKind;
use super::lead::{TagEnd, tag_end};
use super::references::{Fault, LineEnds, reference_end};
use super::state::{State, Step};

/// What stands at some place of the text.
#[derive(Clone, Copy)]
enum Markup {
    Start,
    End,
    Text,
    CData,
    Reference,
    Comment,
    Instruction,
}

impl State {
    /// Begins to read the entity `name`, which is referred to at `at`.
    pub(super) fn include(&mut self, window: &str, name: &str, at: usize) -> Result<(), Fault> {
        let place = match self.included.first() {
            Some(outermost) => outermost.place,
            None => self.place(window, self.lines.get().window_start().offset + at as u64),
        };
        let text = self.doctype.entities.open(name).map_err(|kind| (kind, at))?;
        self.included.push(Included { name: name.into(), text, at: 0, depth: self.open.len(), place });
        Ok(())
    }

    /// The next event out of the entities that are being read; `None` when they are at their end.
    pub(super) fn included_step(&mut self) -> Result<Option<Step>, Fault> {
        while let Some(current) = self.included.last() {
            let (text, at) = (Arc::clone(&current.text), current.at);
            self.aside.put("", current.place, 0, &self.lines);
            if let Some(at) = self.pending_end.take() {
                return Ok(Some(self.close(at)));
            }
            if at == text.len() {
                self.leave_entity()?;
                continue;
            }
            let step = self.included_token(&text[at..])?;
            if !matches!(step, Step::Nothing) {
                return Ok(Some(step));
            }
        }
        self.aside.leave(&self.lines);
        Ok(None)
    }

    fn leave_entity(&mut self) -> Result<(), Fault> {
        let ended = self.included.pop();
        if let Some(Included { name, depth, .. }) = ended
            && self.open.len() > depth
        {
            return Err((XmlErrorKind::UnbalancedEntity { name: name.into() }, 0));
        }
        self.doctype.entities.close();
        Ok(())
    }

    /// Reads what stands at the start of `rest`.
    fn included_token(&mut self, rest: &str) -> Result<Step, Fault> {
        let (markup, length) = markup(rest).map_err(|kind| (kind, 0))?;
        let token = &rest[..length];
        if let Some(current) = self.included.last_mut() {
            current.at += length;
            self.aside.put(token, current.place, 0, &self.lines);
        }
        match markup {
            Markup::Start => self.included_start(token),
            Markup::End => self.included_end(token),
            Markup::Text if memmem::find(token.as_bytes(), b"]]>").is_some() => {
                Err((XmlErrorKind::CDataEndInText, 0))
            }
            Markup::Text => Ok(Step::Text { piece: Piece::Plain(0..length), at: 0, is_cdata: false }),
            Markup::CData => Ok(Step::Text { piece: Piece::Plain(9..length - 3), at: 9, is_cdata: true }),
            Markup::Reference => self.included_reference(&token[1..length - 1]),
            Markup::Comment => check_comment(token).map(|()| Step::Nothing),
            Markup::Instruction => check_instruction(token, 0, length).map(|()| Step::Nothing),
        }
    }

    fn included_start(&mut self, token: &str) -> Result<Step, Fault> {
        self.enter(0)?;
        self.expanded.clear();
        let Some(TagEnd { at: to, is_empty }) =
            self.scan_tag(token, 0, (true, true), LineEnds::Normalised)?
        else {
            return Err((XmlErrorKind::UnexpectedEnd { expected: ">".to_owned() }, 0));
        };
        self.open_typed_element(token, to)?;
        self.pending_end = is_empty.then_some(0);
        Ok(Step::Start { is_empty })
    }

    fn included_end(&mut self, token: &str) -> Result<Step, Fault> {
        let name = token[2..token.len() - 1].trim_end_matches([' ', '\t', '\r', '\n']);
        if let Some(current) = self.included.last()
            && current.depth == self.open.len()
        {
            return Err((XmlErrorKind::UnbalancedEntity { name: current.name.to_string() }, 0));
        }
        let expected = self.innermost();
        if name != expected {
            let (expected, found) = (expected.to_owned(), name.to_owned());
            return Err((XmlErrorKind::MismatchedEnd { expected, found }, 0));
        }
        Ok(self.close(0))
    }

    fn included_reference(&mut self, name: &str) -> Result<Step, Fault> {
        if self.expander().reference(name, 0, None)? {
            return Ok(Step::Text { piece: Piece::Expanded(0..self.expanded.len()), at: 0, is_cdata: false });
        }
        self.include("", name, 0)?;
        Ok(Step::Nothing)
    }
}

/// What stands at the start of the text, and its length.
fn markup(text: &str) -> Result<(Markup, usize), XmlErrorKind> {
    let closed = |markup, from, close| Ok((markup, closed(text, from, close)?));
    match text.as_bytes() {
        [b'<', b'!', b'-', b'-', ..] => closed(Markup::Comment, 4, "-->"),
        [b'<', b'!', ..] if text.starts_with("<![CDATA[") => closed(Markup::CData, 9, "]]>"),
        [b'<', b'!', ..] => Err(XmlErrorKind::BadMarkup),
        [b'<', b'?', ..] => closed(Markup::Instruction, 2, "?>"),
        [b'<', b'/', ..] => closed(Markup::End, 2, ">"),
        [b'<', ..] => match tag_end(text.as_bytes(), 0) {
            Some(end) => Ok((Markup::Start, end + 1)),
            None => Err(XmlErrorKind::UnexpectedEnd { expected: ">".to_owned() }),
        },
        [b'&', ..] => {
            let length = reference_end(text, 0, text.len()).map_err(|(kind, _)| kind)?;
            Ok((Markup::Reference, length))
        }
        bytes => Ok((Markup::Text, memchr2(b'<', b'&', bytes).unwrap_or(bytes.len()))),
    }
}

/// The length of what begins with `from` bytes and ends with `close`.
fn closed(text: &str, from: usize, close: &str) -> Result<usize, XmlErrorKind> {
    match text[from..].find(close) {
        Some(length) => Ok(from + length + close.len()),
        None => Err(XmlErrorKind::UnexpectedEnd { expected: close.to_owned() }),
    }
}
