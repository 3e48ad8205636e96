//! `<!ELEMENT …>`: its grammar (productions 45 to 51). What it says of content is for validating processors.

use super::cursor::Cursor;
use crate::limits::XmlLimits;
use crate::xml::error::XmlErrorKind;
use crate::xml::references::Fault;

/// Reads the declaration from after its keyword.
pub(super) fn element(cursor: &mut Cursor<'_>, limits: &XmlLimits) -> Result<(), Fault> {
    cursor.space()?;
    cursor.qualified_name()?;
    cursor.space()?;
    if !cursor.take("EMPTY") && !cursor.take("ANY") {
        content(cursor, limits)?;
    }
    cursor.skip_space();
    cursor.expect(">")
}

fn content(cursor: &mut Cursor<'_>, limits: &XmlLimits) -> Result<(), Fault> {
    let start = cursor.at;
    if !cursor.take("(") {
        return cursor.fault("EMPTY, ANY or \"(\"");
    }
    cursor.skip_space();
    if cursor.take("#PCDATA") {
        return mixed(cursor);
    }
    cursor.at = start;
    children(cursor, limits)
}

/// Names after `(#PCDATA`.
fn mixed(cursor: &mut Cursor<'_>) -> Result<(), Fault> {
    let mut has_names = false;
    loop {
        cursor.skip_space();
        if cursor.take(")") {
            return if !cursor.take("*") && has_names { cursor.fault("*") } else { Ok(()) };
        }
        if !cursor.take("|") {
            return cursor.fault("\"|\" or \")\"");
        }
        cursor.skip_space();
        cursor.qualified_name()?;
        has_names = true;
    }
}

/// Groups within each other: for each open one, what stands between its parts, as far as it is known.
fn children(cursor: &mut Cursor<'_>, limits: &XmlLimits) -> Result<(), Fault> {
    let mut open: Vec<Option<u8>> = Vec::new();
    loop {
        cursor.skip_space();
        if cursor.take("(") {
            if open.len() == limits.depth {
                return Err((XmlErrorKind::Limit { name: "depth", value: limits.depth }, cursor.at - 1));
            }
            open.push(None);
            continue;
        }
        cursor.qualified_name()?;
        occurrence(cursor);
        if close_groups(cursor, &mut open)? {
            return Ok(());
        }
    }
}

/// Moves over closing parentheses up to the next separator; true when all groups are closed.
fn close_groups(cursor: &mut Cursor<'_>, open: &mut Vec<Option<u8>>) -> Result<bool, Fault> {
    while let Some(separator) = open.last_mut() {
        cursor.skip_space();
        match cursor.peek() {
            Some(b')') => {
                cursor.at += 1;
                occurrence(cursor);
                open.pop();
            }
            Some(byte @ (b',' | b'|')) if separator.is_none_or(|known| known == byte) => {
                *separator = Some(byte);
                cursor.at += 1;
                return Ok(false);
            }
            _ => return cursor.fault("\")\" or the separator of the group"),
        }
    }
    Ok(true)
}

fn occurrence(cursor: &mut Cursor<'_>) {
    if matches!(cursor.peek(), Some(b'?' | b'*' | b'+')) {
        cursor.at += 1;
    }
}
