//! `<!ENTITY …>` and `<!NOTATION …>` (productions 70 to 76, 82 and 83).

use std::sync::Arc;

use super::cursor::Cursor;
use super::declarations::Declarations;
use crate::xml::entities::Entity;
use crate::xml::error::XmlErrorKind;
use crate::xml::references::{Fault, LineEnds, reference_end, referred_character};

/// Reads an entity declaration from after its keyword.
pub(super) fn entity(cursor: &mut Cursor<'_>, into: &mut Declarations<'_>) -> Result<(), Fault> {
    cursor.space()?;
    let start = cursor.at;
    if cursor.take("%") {
        if !cursor.skip_space() {
            return Err((XmlErrorKind::MisplacedParameterEntity, start));
        }
        return parameter_entity(cursor, into);
    }
    let name = cursor.name()?;
    cursor.space()?;
    let entity = if is_external(cursor) { external(cursor)? } else { internal(cursor)? };
    close(cursor)?;
    into.declare(name, entity).map_err(|kind| (kind, start))
}

fn parameter_entity(cursor: &mut Cursor<'_>, into: &mut Declarations<'_>) -> Result<(), Fault> {
    let start = cursor.at;
    let name = cursor.name()?;
    cursor.space()?;
    let entity = if is_external(cursor) {
        external_id(cursor)?;
        Entity::External
    } else {
        internal(cursor)?
    };
    close(cursor)?;
    into.declare_parameter(name, entity).map_err(|kind| (kind, start))
}

/// Reads a notation declaration from after its keyword.
pub(super) fn notation(cursor: &mut Cursor<'_>) -> Result<(), Fault> {
    cursor.space()?;
    cursor.name()?;
    cursor.space()?;
    if !is_external(cursor) {
        return cursor.fault("SYSTEM or PUBLIC");
    }
    if cursor.take("SYSTEM") {
        cursor.space()?;
        cursor.literal()?;
        return close(cursor);
    }
    public_id(cursor)?;
    if cursor.skip_space() && matches!(cursor.peek(), Some(b'"' | b'\'')) {
        cursor.literal()?;
    }
    close(cursor)
}

/// Where something outside the document stands: a system identifier, or both (production 75).
pub(super) fn external_id(cursor: &mut Cursor<'_>) -> Result<(), Fault> {
    if !cursor.take("SYSTEM") {
        public_id(cursor)?;
    }
    cursor.space()?;
    cursor.literal().map(drop)
}

/// Whether an external identifier stands here.
pub(super) fn is_external(cursor: &Cursor<'_>) -> bool {
    cursor.rest().starts_with("SYSTEM") || cursor.rest().starts_with("PUBLIC")
}

fn public_id(cursor: &mut Cursor<'_>) -> Result<(), Fault> {
    cursor.expect("PUBLIC")?;
    cursor.space()?;
    let (from, to) = cursor.literal()?;
    match cursor.text[from..to].find(|c| !is_public_id_char(c)) {
        None => Ok(()),
        Some(at) => Err((
            XmlErrorKind::BadDoctype { expected: "a character that a public identifier may hold" },
            from + at,
        )),
    }
}

/// Whether a public identifier may hold the character (production 13).
fn is_public_id_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || " \r\n-'()+,./:=?;!*#@$_%".contains(c)
}

fn external(cursor: &mut Cursor<'_>) -> Result<Entity, Fault> {
    external_id(cursor)?;
    let after = cursor.at;
    if !cursor.skip_space() || !cursor.take("NDATA") {
        cursor.at = after;
        return Ok(Entity::External);
    }
    cursor.space()?;
    cursor.name()?;
    Ok(Entity::Unparsed)
}

fn close(cursor: &mut Cursor<'_>) -> Result<(), Fault> {
    cursor.skip_space();
    cursor.expect(">")
}

/// The replacement text: characters stand for their references, references to entities stay (4.5).
fn internal(cursor: &mut Cursor<'_>) -> Result<Entity, Fault> {
    let (from, to) = cursor.literal()?;
    let mut value = String::with_capacity(to - from);
    let mut at = from;
    while at < to {
        let rest = &cursor.text[at..to];
        let plain = rest.find(['&', '%', '\r']).unwrap_or(rest.len());
        value.push_str(&rest[..plain]);
        at += plain;
        at = match cursor.text.as_bytes()[..to].get(at) {
            None => break,
            Some(b'%') => return Err((XmlErrorKind::MisplacedParameterEntity, at)),
            Some(b'&') => reference(cursor.text, (at, to), &mut value)?,
            Some(_) => line_end(cursor, (at, to), &mut value),
        };
    }
    Ok(Entity::Internal(Arc::from(value)))
}

fn reference(text: &str, (at, to): (usize, usize), value: &mut String) -> Result<usize, Fault> {
    let end = reference_end(text, at, to)?;
    let name = &text[at + 1..end - 1];
    if let Some(digits) = name.strip_prefix('#') {
        value.push(referred_character(digits).map_err(|kind| (kind, at))?);
    } else if crate::xml::is_name(name) {
        value.push_str(&text[at..end]);
    } else {
        return Err((XmlErrorKind::BadReference, at));
    }
    Ok(end)
}

fn line_end(cursor: &Cursor<'_>, (at, to): (usize, usize), value: &mut String) -> usize {
    if cursor.line_ends == LineEnds::Normalised {
        value.push('\r');
        return at + 1;
    }
    value.push('\n');
    if cursor.text[at..to].starts_with("\r\n") { at + 2 } else { at + 1 }
}
