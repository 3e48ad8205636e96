//! What attribute-list declarations give to tags: values of tokens with one space between them, and defaults
//! (XML 1.0, 3.3.2 and 3.3.3).

use crate::by_name::ByName;
use crate::limits::XmlLimits;
use crate::xml::attributes::{Piece, Slot, Tag};
use crate::xml::entities::Expansion;
use crate::xml::error::XmlErrorKind;
use crate::xml::lead::NameSpan;

/// The declared attributes of each element.
#[derive(Debug, Default)]
pub(in crate::xml) struct AttributeLists(ByName<AttributeList>);

/// The declared attributes of one element, in order.
#[derive(Debug, Default)]
pub(in crate::xml) struct AttributeList(Vec<Definition>);

/// A declared attribute.
#[derive(Debug)]
pub(in crate::xml) struct Definition {
    pub(super) name: Box<str>,
    /// Whether its type is other than `CDATA`.
    pub(super) is_tokenized: bool,
    /// Its value where it is left out.
    pub(super) default: Option<Box<str>>,
}

impl AttributeLists {
    /// Declares an attribute of an element; the first declaration holds (3.3).
    pub(super) fn declare(&mut self, element: &str, definition: Definition) {
        let AttributeList(list) = self.0.entry(element, AttributeList::default);
        if list.iter().all(|known| known.name != definition.name) {
            list.push(definition);
        }
    }

    pub(in crate::xml) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The declared attributes of the element.
    pub(in crate::xml) fn of(&self, element: &str) -> Option<&AttributeList> {
        self.0.get(element)
    }
}

impl AttributeList {
    /// Collapses the spaces in the values of tokens.
    pub(in crate::xml) fn normalise(&self, tag: &mut Tag, text: &str, expanded: &mut String) {
        for slot in tag.attributes.iter_mut().chain(&mut tag.declarations) {
            let name = &text[slot.name.range.clone()];
            if !self.0.iter().any(|known| known.is_tokenized && *known.name == *name) {
                continue;
            }
            let value = collapsed(slot.value.get(text, expanded));
            let from = expanded.len();
            expanded.push_str(&value);
            slot.value = Piece::Expanded(from..expanded.len());
        }
    }

    /// The attributes that the tag leaves out and that have a default.
    pub(in crate::xml) fn missing(&self, tag: &Tag, text: &str) -> Vec<&Definition> {
        let has = |name: &str| {
            let mut slots = tag.attributes.iter().chain(&tag.declarations);
            slots.any(|slot| &text[slot.name.range.clone()] == name)
        };
        self.0.iter().filter(|known| known.default.is_some() && !has(&known.name)).collect()
    }
}

/// Adds attributes that are left out: their names to `text`, in which the tag stands, their values to `expanded`.
pub(in crate::xml) fn add_defaults(
    missing: &[&Definition],
    (tag, text, expanded): (&mut Tag, &mut String, &mut String),
    expansion: &mut Expansion,
    limits: &XmlLimits,
) -> Result<(), XmlErrorKind> {
    for Definition { name, default, .. } in missing {
        let value = default.as_deref().unwrap_or_default();
        expansion.take(name.len() + value.len())?;
        let (at, from) = (text.len(), expanded.len());
        text.push_str(name);
        expanded.push_str(value);
        let name = NameSpan { range: at..text.len(), colon: name.find(':').map(|colon| at + colon) };
        let slot = Slot { name, value: Piece::Expanded(from..expanded.len()), value_at: at };
        tag.add(text, slot, limits).map_err(|(kind, _)| kind)?;
    }
    Ok(())
}

/// The text without spaces at its ends and with single ones inside. Spaces only: other white space came of references.
pub(super) fn collapsed(value: &str) -> String {
    let tokens: Vec<&str> = value.split(' ').filter(|token| !token.is_empty()).collect();
    tokens.join(" ")
}
