//! The order in which elements of a type had their attributes. The next one has most likely the same, and a look at the
//! expected name is quicker than a search among all.

use crate::xml::Name;
use crate::xsd::component::{ComplexTypeId, Tables};

/// For each complex type, the uses of its last element's attributes, by their position in the tag.
#[derive(Debug, Default)]
pub(super) struct Orders {
    of_types: Vec<Vec<usize>>,
}

/// Positions that are remembered.
const MOST: usize = 64;

impl Orders {
    /// Index of the use that declares the attribute of that name at that position of a tag; `None` where none does.
    #[inline]
    pub(super) fn use_of(
        &mut self,
        tables: &Tables,
        id: ComplexTypeId,
        position: usize,
        name: &Name<'_>,
    ) -> Option<usize> {
        let uses = tables.complex_type(id).attributes.uses();
        if name.prefix.is_empty()
            && let Some(order) = self.of_types.get(id.index())
            && let Some(&index) = order.get(position)
            && let Some(expected) = uses.get(index)
            && tables.names.is_local(expected.name, name.local)
        {
            return Some(index);
        }
        self.search(tables, id, position, name)
    }

    #[cold]
    fn search(
        &mut self,
        tables: &Tables,
        id: ComplexTypeId,
        position: usize,
        name: &Name<'_>,
    ) -> Option<usize> {
        let (_, name) = tables.names.of(name.namespace, name.local);
        let found = tables.complex_type(id).attributes.position(name);
        if self.of_types.len() <= id.index() {
            self.of_types.resize_with(id.index() + 1, Vec::new);
        }
        let order = &mut self.of_types[id.index()];
        if position < MOST {
            order.resize(order.len().max(position + 1), NONE);
            order[position] = found.unwrap_or(NONE);
        }
        found
    }
}

/// No use stood at the position.
const NONE: usize = usize::MAX;
