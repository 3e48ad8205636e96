//! Where the compiler is: a node of a unit, and how far what stands there is built.

use crate::xsd::syntax::NodeId;

/// A node of one of the units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) unit: u32,
    pub(super) node: NodeId,
}

/// How far a component that others may refer to is built.
#[derive(Debug, Clone)]
pub(super) enum Built<T> {
    /// Being built; a reference to it closes a circle.
    Open,
    Done(T),
}

/// Something for some nodes of the units. Nodes are numbered without gaps, so that a table does what a map would.
#[derive(Debug)]
pub(super) struct ByNode<T>(Vec<Vec<Option<T>>>);

impl<T> Default for ByNode<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> ByNode<T> {
    pub(super) fn get(&self, at: At) -> Option<&T> {
        self.0.get(at.unit as usize)?.get(at.node.0 as usize)?.as_ref()
    }

    /// Sets what belongs to the node; gives what was there.
    pub(super) fn insert(&mut self, at: At, value: T) -> Option<T> {
        cell(cell(&mut self.0, at.unit), at.node.0).replace(value)
    }

    /// All that is there, in the order of the nodes.
    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().flatten().flatten()
    }
}

/// The cell of that number, where need be a new one.
pub(super) fn cell<T: Default>(cells: &mut Vec<T>, number: u32) -> &mut T {
    let index = number as usize;
    if index >= cells.len() {
        cells.resize_with(index + 1, T::default);
    }
    &mut cells[index]
}
