//! Values of the built-in types: equal and ordered as their value spaces are, not as their texts are.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::decimal::Decimal;
use super::duration::Duration;
use super::float::Float;
use super::temporal::Temporal;

/// A value of a simple type. Two are equal if and only if they are the same value of the same primitive type,
/// so `1.0` and `1.00` of `decimal` are, and `1` of `decimal` and `1` of `string` are not.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Value<'a> {
    /// `string` and all derived from it; any value of the ur-type.
    String(Cow<'a, str>),
    /// `boolean`
    Boolean(bool),
    /// `decimal` and all derived from it, of any size.
    Decimal(Decimal<'a>),
    /// `float`
    Float(Float),
    /// `double`
    Double(Float),
    /// `duration`
    Duration(Duration<'a>),
    /// `dateTime`, `time`, `date` and the five types of recurring or long intervals.
    Temporal(Temporal<'a>),
    /// `hexBinary`: its octets.
    HexBinary(Box<[u8]>),
    /// `base64Binary`: its octets.
    Base64Binary(Box<[u8]>),
    /// `anyURI`
    AnyUri(Cow<'a, str>),
    /// `QName`
    QName(ExpandedName<'a>),
    /// `NOTATION`
    Notation(ExpandedName<'a>),
    /// A list's values.
    List(Vec<Self>),
}

/// A name with its namespace resolved.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ExpandedName<'a> {
    /// The namespace; empty where the name has none.
    pub namespace: Box<str>,
    /// The local part.
    pub local: Cow<'a, str>,
}

impl Value<'_> {
    /// The order of the value space; `None` where the two are incomparable, or their type is not ordered.
    pub fn order(&self, other: &Value<'_>) -> Option<Ordering> {
        match (self, other) {
            (Self::Decimal(a), Value::Decimal(b)) => Some(a.cmp(b)),
            (Self::Float(a), Value::Float(b)) | (Self::Double(a), Value::Double(b)) => a.order(*b),
            (Self::Duration(a), Value::Duration(b)) => a.order(b),
            (Self::Temporal(a), Value::Temporal(b)) => a.order(b),
            _ => None,
        }
    }

    /// The same value, independent of the text it was read from.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::String(text) => Value::String(owned(text)),
            Self::Boolean(value) => Value::Boolean(value),
            Self::Decimal(value) => Value::Decimal(value.into_owned()),
            Self::Float(value) => Value::Float(value),
            Self::Double(value) => Value::Double(value),
            Self::Duration(value) => Value::Duration(value.into_owned()),
            Self::Temporal(value) => Value::Temporal(value.into_owned()),
            Self::HexBinary(octets) => Value::HexBinary(octets),
            Self::Base64Binary(octets) => Value::Base64Binary(octets),
            Self::AnyUri(text) => Value::AnyUri(owned(text)),
            Self::QName(name) => Value::QName(name.into_owned()),
            Self::Notation(name) => Value::Notation(name.into_owned()),
            Self::List(values) => Value::List(values.into_iter().map(Value::into_owned).collect()),
        }
    }
}

impl ExpandedName<'_> {
    fn into_owned(self) -> ExpandedName<'static> {
        ExpandedName { namespace: self.namespace, local: owned(self.local) }
    }
}

fn owned(text: Cow<'_, str>) -> Cow<'static, str> {
    Cow::Owned(text.into_owned())
}
