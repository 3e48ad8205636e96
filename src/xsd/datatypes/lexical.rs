//! From a text, white space normalized, to the value it stands for: one rule for each built-in atomic type.

use std::borrow::Cow;

use super::decimal::Decimal;
use super::duration::Duration;
use super::float::Float;
use super::names::{is_language, is_name, is_ncname, is_nmtoken, split_qname};
use super::temporal::Temporal;
use super::uri::is_any_uri;
use super::value::{ExpandedName, Value};
use super::{Builtin, Namespaces, binary};

/// Why a text stands for no value.
pub(super) enum Refusal {
    /// It is not in the lexical space.
    Lexical,
    /// The prefix is not bound where the text stands.
    UnboundPrefix(Box<str>),
}

/// The value of an atomic type whose nearest built-in type is `builtin`.
pub(super) fn parse<'a>(
    builtin: Builtin,
    text: Cow<'a, str>,
    names: &dyn Namespaces,
) -> Result<Value<'a>, Refusal> {
    if let Some(is_value) = string_rule(builtin) {
        return if is_value(&text) { Ok(Value::String(text)) } else { Err(Refusal::Lexical) };
    }
    match (builtin, text) {
        (Builtin::AnyUri, text) if is_any_uri(&text) => Ok(Value::AnyUri(text)),
        (Builtin::Base64Binary, text) => {
            let octets = binary::base64_octets(&text).ok_or(Refusal::Lexical)?;
            Ok(Value::Base64Binary(octets))
        }
        (Builtin::QName | Builtin::Notation, Cow::Borrowed(text)) => qualified(builtin, text, names),
        // White space within the text made a new one: no other type has it there.
        (_, Cow::Owned(_)) => Err(Refusal::Lexical),
        (_, Cow::Borrowed(text)) => plain(builtin, text).ok_or(Refusal::Lexical),
    }
}

/// For types whose values are their texts: which texts are.
fn string_rule(builtin: Builtin) -> Option<fn(&str) -> bool> {
    match builtin {
        Builtin::String | Builtin::NormalizedString | Builtin::Token => Some(|_| true),
        Builtin::Language => Some(is_language),
        Builtin::NmToken => Some(is_nmtoken),
        Builtin::Name => Some(is_name),
        Builtin::NcName | Builtin::Id | Builtin::IdRef | Builtin::Entity => Some(is_ncname),
        _ => None,
    }
}

fn plain(builtin: Builtin, text: &str) -> Option<Value<'_>> {
    match builtin {
        Builtin::Boolean => boolean(text).map(Value::Boolean),
        Builtin::Decimal => Decimal::parse(text).map(Value::Decimal),
        Builtin::Float => Float::single(text).map(Value::Float),
        Builtin::Double => Float::double(text).map(Value::Double),
        Builtin::Duration => Duration::parse(text).map(Value::Duration),
        Builtin::HexBinary => binary::hex_octets(text).map(Value::HexBinary),
        // A sign stands before unsigned numbers too: no facet of Appendix A forbids it, though the prose shows none.
        _ if builtin.primitive() == Some(Builtin::Decimal) => {
            Decimal::parse_integer(text).map(Value::Decimal)
        }
        _ => Temporal::parse(builtin, text).map(Value::Temporal),
    }
}

/// The value of a `boolean` text.
pub(super) fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

fn qualified<'a>(builtin: Builtin, text: &'a str, names: &dyn Namespaces) -> Result<Value<'a>, Refusal> {
    let (prefix, local) = split_qname(text).ok_or(Refusal::Lexical)?;
    let Some(namespace) = names.namespace(prefix) else {
        return Err(Refusal::UnboundPrefix(prefix.into()));
    };
    let name = ExpandedName { namespace: namespace.into(), local: Cow::Borrowed(local) };
    Ok(match builtin {
        Builtin::Notation => Value::Notation(name),
        _ => Value::QName(name),
    })
}
