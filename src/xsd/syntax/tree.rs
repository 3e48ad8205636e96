//! The tree of one schema document.

use crate::diag::Place;

use super::Tag;

/// Index of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub u32);

impl NodeId {
    /// The root element.
    pub(crate) const ROOT: Self = Self(0);

    pub(super) fn of(index: usize) -> Self {
        Self(u32::try_from(index).expect("limits keep a schema document under 2^32 elements"))
    }
}

/// An attribute without a namespace.
#[derive(Debug, Clone)]
pub(crate) struct Attribute {
    pub name: Box<str>,
    pub value: Box<str>,
    pub place: Place,
    pub value_place: Place,
}

/// An element of the schema namespace.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub tag: Tag,
    pub parent: Option<NodeId>,
    pub children: Vec<NodeId>,
    pub attributes: Vec<Attribute>,
    pub place: Place,
    scope: u32,
    /// Whether it breaks the grammar itself.
    is_faulty: bool,
}

impl Node {
    pub(super) fn new(tag: Tag, parent: Option<NodeId>, place: Place, scope: u32) -> Self {
        Self { tag, parent, children: Vec::new(), attributes: Vec::new(), place, scope, is_faulty: false }
    }

    /// The attribute's value, as it was written.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.find(name).map(|attribute| &*attribute.value)
    }

    /// The attribute's value without white space around it, for types that collapse it.
    pub(crate) fn token(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(crate::xml::trim)
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| &*attribute.name == name)
    }
}

/// The namespace declarations of one element, over those of an outer one.
#[derive(Debug, Clone)]
struct Scope {
    outer: u32,
    prefix: Box<str>,
    namespace: Box<str>,
}

/// A schema document.
#[derive(Debug, Clone)]
pub(crate) struct Tree {
    /// Its location.
    pub location: String,
    nodes: Vec<Node>,
    scopes: Vec<Scope>,
    /// Whether something may be defined that is not found here: what cannot be read may be a definition.
    lacks_definitions: bool,
}

impl Tree {
    pub(super) fn new(location: String) -> Self {
        let none = Scope { outer: 0, prefix: "".into(), namespace: "".into() };
        Self { location, nodes: Vec::new(), scopes: vec![none], lacks_definitions: false }
    }

    pub(super) fn note_fault(&mut self, id: NodeId) {
        self.nodes[id.0 as usize].is_faulty = true;
    }

    pub(super) fn note_lack(&mut self) {
        self.lacks_definitions = true;
    }

    /// Takes out attributes that mean nothing, so that what remains says what the grammar allows.
    pub(super) fn drop_attributes(&mut self, id: NodeId, is_kept: impl Fn(&Attribute) -> bool) {
        self.nodes[id.0 as usize].attributes.retain(is_kept);
    }

    /// Takes the children out that have no place where they stand: pairs of parent and child, in order.
    pub(super) fn drop_children(&mut self, misplaced: &[(NodeId, NodeId)]) {
        for siblings in misplaced.chunk_by(|a, b| a.0 == b.0) {
            let parent = siblings[0].0;
            let is_kept = |child: &NodeId| siblings.binary_search_by_key(child, |pair| pair.1).is_err();
            self.nodes[parent.0 as usize].children.retain(is_kept);
        }
    }

    /// Whether the node breaks the grammar.
    pub(crate) fn is_faulty(&self, id: NodeId) -> bool {
        self.node(id).is_faulty
    }

    /// The nodes that break the grammar.
    pub(crate) fn faulty(&self) -> impl Iterator<Item = NodeId> + '_ {
        self.ids().filter(|&id| self.is_faulty(id))
    }

    /// Whether the document may define what is not found in it.
    pub(crate) fn lacks_definitions(&self) -> bool {
        self.lacks_definitions
    }

    /// The global definition that the node stands in; the root for the root itself.
    pub(crate) fn global(&self, id: NodeId) -> NodeId {
        let mut node = id;
        while let Some(parent) = self.node(node).parent {
            if matches!(self.node(parent).tag, Tag::Schema | Tag::Redefine) {
                return node;
            }
            node = parent;
        }
        node
    }

    pub(super) fn push(&mut self, node: Node) -> NodeId {
        let id = NodeId::of(self.nodes.len());
        if let Some(parent) = node.parent {
            self.nodes[parent.0 as usize].children.push(id);
        }
        self.nodes.push(node);
        id
    }

    /// A scope with one more declaration than `outer`.
    pub(super) fn declare(&mut self, outer: u32, prefix: &str, namespace: &str) -> u32 {
        self.scopes.push(Scope { outer, prefix: prefix.into(), namespace: namespace.into() });
        NodeId::of(self.scopes.len() - 1).0
    }

    pub(super) fn scope(&self, id: NodeId) -> u32 {
        self.node(id).scope
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len()).map(NodeId::of)
    }

    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    pub(crate) fn parent_tag(&self, id: NodeId) -> Option<Tag> {
        self.node(id).parent.map(|parent| self.node(parent).tag)
    }

    /// The children with the given tags, in order.
    pub(crate) fn children(&self, id: NodeId, tags: &'static [Tag]) -> impl Iterator<Item = NodeId> + '_ {
        let children = self.node(id).children.iter().copied();
        children.filter(move |&child| tags.contains(&self.node(child).tag))
    }

    pub(crate) fn child(&self, id: NodeId, tag: Tag) -> Option<NodeId> {
        let mut children = self.node(id).children.iter().copied();
        children.find(|&child| self.node(child).tag == tag)
    }

    /// What `prefix` stands for at the node; the empty prefix is the default namespace.
    pub(crate) fn namespace(&self, id: NodeId, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some(crate::xml::XML_NAMESPACE);
        }
        let mut scope = self.node(id).scope;
        while scope != 0 {
            let Scope { outer, prefix: declared, namespace } = &self.scopes[scope as usize];
            if **declared == *prefix {
                return Some(&**namespace).filter(|namespace| !namespace.is_empty());
            }
            scope = *outer;
        }
        None
    }

    /// Path of the node, such as `/schema/complexType[2]/sequence`; an index counts siblings of the same tag.
    pub(crate) fn path(&self, id: NodeId) -> String {
        let node = self.node(id);
        let Some(parent) = node.parent else {
            return format!("/{}", node.tag.name());
        };
        let siblings: Vec<_> =
            self.node(parent).children.iter().filter(|&&s| self.node(s).tag == node.tag).collect();
        let position = siblings.iter().position(|&&sibling| sibling == id).unwrap_or(0) + 1;
        let index = if siblings.len() > 1 { format!("[{position}]") } else { String::new() };
        format!("{}/{}{index}", self.path(parent), node.tag.name())
    }
}
