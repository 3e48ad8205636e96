//! A place in the text of declarations, moved forward by what is expected there.

use crate::limits::XmlLimits;
use crate::xml::characters::{is_name_char, scan_name};
use crate::xml::error::XmlErrorKind;
use crate::xml::references::{Fault, LineEnds};
use crate::xml::whitespace::is_space;

/// A place in declarations.
pub(super) struct Cursor<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) line_ends: LineEnds,
    most_name: usize,
}

impl<'t> Cursor<'t> {
    /// At `at` of a text that ends where its declarations end.
    pub(super) fn new(text: &'t str, at: usize, line_ends: LineEnds, limits: &XmlLimits) -> Self {
        Self { text, at, line_ends, most_name: limits.name_bytes }
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// That something else is expected here.
    pub(super) fn fault<T>(&self, expected: &'static str) -> Result<T, Fault> {
        Err((XmlErrorKind::BadDoctype { expected }, self.at))
    }

    /// Moves over `token`, if it stands here.
    pub(super) fn take(&mut self, token: &str) -> bool {
        let is_here = self.rest().starts_with(token);
        self.at += if is_here { token.len() } else { 0 };
        is_here
    }

    pub(super) fn expect(&mut self, token: &'static str) -> Result<(), Fault> {
        if self.take(token) { Ok(()) } else { self.fault(token) }
    }

    /// Moves over white space; whether there was any.
    pub(super) fn skip_space(&mut self) -> bool {
        let length = self.rest().bytes().take_while(|&byte| is_space(byte)).count();
        self.at += length;
        length > 0
    }

    /// Moves over white space, of which there must be some.
    pub(super) fn space(&mut self) -> Result<(), Fault> {
        if self.skip_space() {
            return Ok(());
        }
        match self.peek() {
            Some(b'%') => Err((XmlErrorKind::MisplacedParameterEntity, self.at)),
            _ => self.fault("white space"),
        }
    }

    /// A name with at most one colon, inside it.
    pub(super) fn qualified_name(&mut self) -> Result<&'t str, Fault> {
        let (name, colon) = self.any_name()?;
        match colon.map(|colon| scan_name(self.text, colon + 1)) {
            Some(None | Some((_, Some(_)))) => Err((XmlErrorKind::BadName, self.at - name.len())),
            _ if name.starts_with(':') => Err((XmlErrorKind::BadName, self.at - name.len())),
            _ => Ok(name),
        }
    }

    /// A name without a colon.
    pub(super) fn name(&mut self) -> Result<&'t str, Fault> {
        match self.any_name()? {
            (name, None) => Ok(name),
            (name, Some(_)) => Err((XmlErrorKind::BadName, self.at - name.len())),
        }
    }

    fn any_name(&mut self) -> Result<(&'t str, Option<usize>), Fault> {
        let Some((end, colon)) = scan_name(self.text, self.at) else {
            return match self.peek() {
                Some(b'%') => Err((XmlErrorKind::MisplacedParameterEntity, self.at)),
                _ => Err((XmlErrorKind::BadName, self.at)),
            };
        };
        let name = &self.text[self.at..end];
        self.check_length(name)?;
        self.at = end;
        Ok((name, colon))
    }

    /// A name token (production 7).
    pub(super) fn name_token(&mut self) -> Result<&'t str, Fault> {
        let length = self.rest().find(|c| !is_name_char(c)).unwrap_or(self.rest().len());
        let token = &self.rest()[..length];
        self.check_length(token)?;
        if token.is_empty() {
            return Err((XmlErrorKind::BadName, self.at));
        }
        self.at += length;
        Ok(token)
    }

    fn check_length(&self, name: &str) -> Result<(), Fault> {
        if name.len() > self.most_name {
            return Err((XmlErrorKind::Limit { name: "name_bytes", value: self.most_name }, self.at));
        }
        Ok(())
    }

    /// A text in quotes: where it begins and ends, without them.
    pub(super) fn literal(&mut self) -> Result<(usize, usize), Fault> {
        let Some(quote @ (b'"' | b'\'')) = self.peek() else {
            return self.fault("a text in quotes");
        };
        let from = self.at + 1;
        let Some(length) = memchr::memchr(quote, &self.text.as_bytes()[from..]) else {
            self.at = self.text.len();
            return self.fault("a closing quote");
        };
        self.at = from + length + 1;
        Ok((from, from + length))
    }

    /// Moves over what ends with `close` and begins with `from` bytes: all of it.
    pub(super) fn through(&mut self, from: usize, close: &'static str) -> Result<&'t str, Fault> {
        let start = self.at;
        let Some(length) = self.rest()[from..].find(close) else {
            self.at = self.text.len();
            return self.fault(close);
        };
        self.at = start + from + length + close.len();
        Ok(&self.text[start..self.at])
    }
}
