//! A piece of a document as a tree, for those that look at one small piece at a time.

use crate::diag::Place;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Place of its first byte.
    pub place: Place,
    /// What it is.
    pub value: Value,
    /// Whether the document ends inside it.
    pub is_cut: bool,
}

/// What a value is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as it is written.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Node>),
    /// An object, in its order.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The value of a member; of the last of that name, as `JSON.parse` has it.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.members().iter().rev().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// The value of a member that is an item of `keys`, within each other.
    pub fn find(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The members of an object; none of anything else.
    pub fn members(&self) -> &[(String, Self)] {
        if let Value::Object(members) = &self.value { members } else { &[] }
    }

    /// The items of an array; none of anything else.
    pub fn items(&self) -> &[Self] {
        if let Value::Array(items) = &self.value { items } else { &[] }
    }

    /// The items of the array that is a member.
    pub fn items_of(&self, key: &str) -> &[Self] {
        self.get(key).map_or(&[], Self::items)
    }

    /// A string.
    pub fn as_str(&self) -> Option<&str> {
        if let Value::String(text) = &self.value { Some(text) } else { None }
    }

    /// The string that is a member.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_str()
    }

    /// A string or a number, as it is written.
    pub fn as_scalar(&self) -> Option<&str> {
        if let Value::String(text) | Value::Number(text) = &self.value { Some(text) } else { None }
    }

    /// The string or number that is a member, as it is written.
    pub fn scalar(&self, key: &str) -> Option<&str> {
        self.get(key)?.as_scalar()
    }

    /// Whether the member is `true`.
    pub fn is_true(&self, key: &str) -> bool {
        self.get(key).is_some_and(|node| node.value == Value::Bool(true))
    }
}
