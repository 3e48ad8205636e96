//! `<!ATTLIST …>` (productions 52 to 60): which attributes are of which kind, and what stands where they are left out.

use super::attributes::{Definition, collapsed};
use super::cursor::Cursor;
use super::declarations::Declarations;
use crate::xml::escape::Escape;
use crate::xml::references::{Expander, Fault};
use crate::xml::repairs::Repairs;

const TOKENIZED: [&str; 7] = ["IDREFS", "IDREF", "ID", "ENTITIES", "ENTITY", "NMTOKENS", "NMTOKEN"];

/// Reads an attribute-list declaration from after its keyword.
pub(super) fn attribute_list(cursor: &mut Cursor<'_>, into: &mut Declarations<'_>) -> Result<(), Fault> {
    cursor.space()?;
    let element = cursor.qualified_name()?;
    loop {
        let has_space = cursor.skip_space();
        if cursor.take(">") {
            return Ok(());
        }
        if !has_space {
            return cursor.fault("white space or \">\"");
        }
        let definition = attribute(cursor, into)?;
        if into.counts {
            into.doctype.attributes.declare(element, definition);
        }
    }
}

fn attribute(cursor: &mut Cursor<'_>, into: &mut Declarations<'_>) -> Result<Definition, Fault> {
    let name = cursor.qualified_name()?;
    cursor.space()?;
    let is_tokenized = attribute_type(cursor)?;
    cursor.space()?;
    let default = default(cursor, is_tokenized, into)?;
    Ok(Definition { name: name.into(), is_tokenized, default })
}

fn default(
    cursor: &mut Cursor<'_>,
    is_tokenized: bool,
    into: &mut Declarations<'_>,
) -> Result<Option<Box<str>>, Fault> {
    if cursor.take("#REQUIRED") || cursor.take("#IMPLIED") {
        return Ok(None);
    }
    if cursor.take("#FIXED") {
        cursor.space()?;
    }
    let (from, to) = cursor.literal()?;
    let mut value = String::new();
    let mut expander = Expander {
        into: &mut value,
        options: into.options,
        repairs: &mut Repairs::default(),
        escape: &mut Escape::default(),
        entities: &mut into.doctype.entities,
        line_ends: cursor.line_ends,
    };
    expander.value(cursor.text, from, to)?;
    let value = if is_tokenized { collapsed(&value) } else { value };
    Ok(Some(value.into()))
}

/// Moves over the type; whether its values are tokens, between which one space is enough.
fn attribute_type(cursor: &mut Cursor<'_>) -> Result<bool, Fault> {
    if cursor.take("CDATA") {
        return Ok(false);
    }
    if cursor.take("NOTATION") {
        cursor.space()?;
        return choice(cursor, Cursor::name);
    }
    if cursor.peek() == Some(b'(') {
        return choice(cursor, Cursor::name_token);
    }
    if TOKENIZED.iter().any(|name| cursor.take(name)) {
        return Ok(true);
    }
    cursor.fault("the type of an attribute")
}

/// `(a | b | c)`.
fn choice<'t>(
    cursor: &mut Cursor<'t>,
    item: fn(&mut Cursor<'t>) -> Result<&'t str, Fault>,
) -> Result<bool, Fault> {
    cursor.expect("(")?;
    loop {
        cursor.skip_space();
        item(cursor)?;
        cursor.skip_space();
        if cursor.take(")") {
            return Ok(true);
        }
        cursor.expect("|")?;
    }
}
