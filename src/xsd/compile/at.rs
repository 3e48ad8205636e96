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
