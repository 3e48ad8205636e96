//! The internal subset: declarations, and parameter entities between them (productions 28 to 29).

use std::sync::Arc;

use super::DocumentType;
use super::attlist::attribute_list;
use super::cursor::Cursor;
use super::declarations::Declarations;
use super::element::element;
use super::entity::{entity, external_id, is_external, notation};
use crate::xml::declaration::{check_comment, check_instruction};
use crate::xml::entities::Entity;
use crate::xml::error::XmlErrorKind;
use crate::xml::options::ReaderOptions;
use crate::xml::references::{Fault, LineEnds};

/// A parameter entity that is being read.
struct Open {
    name: Box<str>,
    text: Arc<str>,
    at: usize,
}

/// Reads the document type declaration at `at`: where it ends.
pub(super) fn read(
    doctype: &mut DocumentType,
    text: &str,
    (at, to): (usize, usize),
    options: &ReaderOptions,
) -> Result<usize, Fault> {
    if std::mem::replace(&mut doctype.is_read, true) {
        return Err((XmlErrorKind::BadMarkup, at));
    }
    let mut declarations = Declarations::new(doctype, options);
    let mut cursor = Cursor::new(&text[..to], at + "<!DOCTYPE".len(), LineEnds::AsWritten, &options.limits);
    cursor.space()?;
    cursor.qualified_name()?;
    if cursor.skip_space() && is_external(&cursor) {
        external_id(&mut cursor)?;
        cursor.skip_space();
        declarations.miss_outside();
    }
    if cursor.take("[") {
        declarations.read(&mut cursor)?;
        cursor.skip_space();
    }
    cursor.expect(">")?;
    Ok(cursor.at)
}

impl Declarations<'_> {
    /// The declarations up to the `]`.
    fn read(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Fault> {
        while let Some(name) = self.up_to_reference(cursor)? {
            let at = cursor.at - name.len() - 2;
            self.parameter(name).map_err(|(kind, _)| (kind, at))?;
        }
        cursor.expect("]")
    }

    /// Reads declarations up to a reference to a parameter entity, and moves over it: its name. `None` at a `]` and at
    /// the end of the text.
    fn up_to_reference<'t>(&mut self, cursor: &mut Cursor<'t>) -> Result<Option<&'t str>, Fault> {
        loop {
            cursor.skip_space();
            match cursor.peek() {
                None | Some(b']') => return Ok(None),
                Some(b'%') => {
                    cursor.at += 1;
                    let name = cursor.name()?;
                    cursor.expect(";")?;
                    return Ok(Some(name));
                }
                Some(_) => self.declaration(cursor)?,
            }
        }
    }

    fn declaration(&mut self, cursor: &mut Cursor<'_>) -> Result<(), Fault> {
        let at = cursor.at;
        let inside = |(kind, inside)| (kind, at + inside);
        if cursor.rest().starts_with("<!--") {
            return check_comment(cursor.through(4, "-->")?).map_err(inside);
        }
        if cursor.rest().starts_with("<?") {
            let token = cursor.through(2, "?>")?;
            return check_instruction(token, 0, token.len()).map_err(inside);
        }
        if cursor.take("<!ENTITY") {
            entity(cursor, self)
        } else if cursor.take("<!ATTLIST") {
            attribute_list(cursor, self)
        } else if cursor.take("<!ELEMENT") {
            element(cursor, &self.options.limits)
        } else if cursor.take("<!NOTATION") {
            notation(cursor)
        } else {
            cursor.fault("a declaration")
        }
    }

    /// Reads a parameter entity, and those in it, as if their declarations stood in place of the reference (4.4.8).
    fn parameter(&mut self, name: &str) -> Result<(), Fault> {
        let mut open = Vec::new();
        self.open(name, &mut open)?;
        while let Some(Open { name, text, at }) = open.pop() {
            let mut cursor = Cursor::new(&text, at, LineEnds::Normalised, &self.options.limits);
            let inner = self.up_to_reference(&mut cursor)?.map(str::to_owned);
            let at = cursor.at;
            match inner {
                None if at < text.len() => return cursor.fault("a declaration"),
                None => {}
                Some(inner) => {
                    open.push(Open { name, text, at });
                    self.open(&inner, &mut open)?;
                }
            }
        }
        Ok(())
    }

    /// Begins to read a parameter entity; what is declared after one that cannot be read does not count.
    fn open(&mut self, name: &str, open: &mut Vec<Open>) -> Result<(), Fault> {
        let Some(Entity::Internal(text)) = self.parameters.get(name) else {
            self.counts &= self.doctype.is_standalone;
            self.miss_outside();
            return Ok(());
        };
        if open.iter().any(|outer| *outer.name == *name) {
            return Err((XmlErrorKind::RecursiveEntity { name: name.to_owned() }, 0));
        }
        if open.len() == self.options.limits.entity_depth {
            return Err((XmlErrorKind::Limit { name: "entity_depth", value: open.len() }, 0));
        }
        self.doctype.entities.expansion().take(text.len()).map_err(|kind| (kind, 0))?;
        open.push(Open { name: name.into(), text: Arc::clone(text), at: 0 });
        Ok(())
    }
}
