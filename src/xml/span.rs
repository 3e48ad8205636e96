//! Where the parts of a tag stand as they are written: what an edit replaces.

use std::ops::Range;

use memchr::memchr;

use super::event::{Attribute, Name, Start};
use super::whitespace::is_space;

impl Start<'_> {
    /// Byte offsets of the element's name; `None` where the tag stands in an entity and not in the document.
    pub fn name_span(&self) -> Option<Range<u64>> {
        let range = &self.view.tag().name.range;
        let start = self.view.offset(range.start);
        (start == self.offset() + 1).then(|| start..start + range.len() as u64)
    }

    /// Byte offsets of the attribute's name, under the same condition.
    pub fn attribute_name_span(&self, attribute: &Attribute<'_>) -> Option<Range<u64>> {
        let Name { prefix, local, .. } = attribute.name;
        let colon = usize::from(!prefix.is_empty());
        let length = prefix.len() + colon + local.len();
        self.value_span(attribute).map(|_| attribute.offset..attribute.offset + length as u64)
    }

    /// Byte offsets of the attribute's value as it is written, between its quotes.
    ///
    /// `None` where the tag's own text does not show them.
    pub fn value_span(&self, attribute: &Attribute<'_>) -> Option<Range<u64>> {
        let bytes = self.view.text.as_bytes();
        let start = self.index(attribute.value_offset)?;
        let quote = *bytes.get(start.checked_sub(1)?).filter(|byte| matches!(byte, b'"' | b'\''))?;
        let length = memchr(quote, bytes.get(start..)?)?;
        Some(attribute.value_offset..attribute.value_offset + length as u64)
    }

    /// Byte offsets of the whole attribute, from the white space before it to its closing quote.
    pub fn attribute_span(&self, attribute: &Attribute<'_>) -> Option<Range<u64>> {
        let value = self.value_span(attribute)?;
        let before = self.view.text.as_bytes().get(..self.index(attribute.offset)?)?;
        let blank = before.iter().rev().take_while(|&&byte| is_space(byte)).count();
        Some(attribute.offset - blank as u64..value.end + 1)
    }

    /// The innermost prefix that is usable and stands for the namespace here; the default namespace has an empty one.
    pub fn prefix_of(&self, namespace: &str, is_usable: fn(&str) -> bool) -> Option<&str> {
        self.view.state.namespaces.prefix_of(namespace, is_usable)
    }

    fn index(&self, offset: u64) -> Option<usize> {
        usize::try_from(offset.checked_sub(self.view.offset(0))?).ok()
    }
}

impl super::event::End<'_> {
    /// The innermost prefix that is usable and stands for the namespace here; the default namespace has an empty one.
    pub fn prefix_of(&self, namespace: &str, is_usable: fn(&str) -> bool) -> Option<&str> {
        self.view.state.namespaces.prefix_of(namespace, is_usable)
    }
}
