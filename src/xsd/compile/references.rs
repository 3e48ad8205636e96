//! What the names in a schema document refer to (section 3.15.3, `QName` resolution).

use std::rc::Rc;

use crate::xsd::component::{NameId, NamespaceId, TypeId};
use crate::xsd::datatypes::Namespaces;
use crate::xsd::suggest::{did_you_mean, nearest};
use crate::xsd::syntax::{NodeId, Tag, Tree, XSD_NAMESPACE};

use super::at::At;
use super::compiler::{Compiler, Fault};
use super::definition::{Definition, Space};

/// The prefixes in scope at a node.
pub(super) struct ScopeAt {
    pub(super) tree: Rc<Tree>,
    pub(super) node: NodeId,
}

impl Namespaces for ScopeAt {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        let found = self.tree.namespace(self.node, prefix);
        found.or_else(|| prefix.is_empty().then_some(""))
    }
}

impl Compiler<'_> {
    pub(super) fn scope_at(&self, at: At) -> ScopeAt {
        ScopeAt { tree: self.tree(at), node: at.node }
    }

    /// The expanded name of a qualified name that stands in an attribute of the node.
    pub(super) fn expand(&mut self, at: At, attribute: &str, name: &str) -> Option<NameId> {
        let tree = self.tree(at);
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let namespace = match tree.namespace(at.node, prefix) {
            None if !prefix.is_empty() => {
                let message = format!("namespace prefix \"{prefix}\" is not declared");
                self.report_value(at, attribute, "src-qname", message);
                return None;
            }
            None if self.units[at.unit as usize].is_chameleon => {
                self.units[at.unit as usize].namespace.as_deref()
            }
            found => found,
        };
        let namespace = namespace.map(str::to_owned);
        if !self.is_visible(at, namespace.as_deref()) {
            self.report_invisible(at, attribute, name, namespace.as_deref());
            return None;
        }
        let namespace = self.tables.names.intern_namespace(namespace.as_deref());
        Some(self.tables.names.intern(namespace, local))
    }

    /// Clause 4 of `src-resolve`: the document's own namespace, an imported one, or that of schemas.
    fn is_visible(&self, at: At, namespace: Option<&str>) -> bool {
        let unit = &self.units[at.unit as usize];
        let is_imported = || unit.imports.iter().any(|imported| imported.as_deref() == namespace);
        unit.namespace.as_deref() == namespace || namespace == Some(XSD_NAMESPACE) || is_imported()
    }

    fn report_invisible(&mut self, at: At, attribute: &str, name: &str, namespace: Option<&str>) {
        let (code, message) = match namespace {
            None => ("src-resolve.4.1", format!("\"{name}\" is in no namespace, which is not imported here")),
            Some(namespace) => (
                "src-resolve.4.2",
                format!("\"{name}\" is in namespace \"{namespace}\", which is not imported here"),
            ),
        };
        self.report_value(at, attribute, code, message);
    }

    /// The definition that the attribute refers to.
    pub(super) fn refer(&mut self, at: At, attribute: &'static str, space: Space) -> Option<Rc<Definition>> {
        let name = self.token(at, attribute)?;
        self.refer_name(at, attribute, &name, space)
    }

    pub(super) fn refer_name(
        &mut self,
        at: At,
        attribute: &'static str,
        name: &str,
        space: Space,
    ) -> Option<Rc<Definition>> {
        let expanded = self.expand(at, attribute, name)?;
        if let Some(original) = self.original_of(at, space, expanded) {
            return Some(original);
        }
        let found = self.symbols.find(space, expanded);
        if found.is_none() {
            self.report_missing(at, attribute, name, (space, expanded));
        }
        found
    }

    pub(super) fn report_missing(
        &mut self,
        at: At,
        attribute: &str,
        written: &str,
        (space, name): (Space, NameId),
    ) {
        let near = self.near_definition(space, name);
        let prefix = written.split_once(':').map(|(prefix, _)| [prefix, ":"].concat()).unwrap_or_default();
        let help = near.map(|near| did_you_mean(&(prefix + &near)));
        self.report_value(
            at,
            attribute,
            "src-resolve",
            format!("there is no {} \"{written}\"", space.word()),
        );
        if let Some(Fault { diagnostic, .. }) = self.faults.last_mut() {
            diagnostic.help = help;
            diagnostic.found = Some(written.to_owned());
        }
    }

    /// The local name of what is defined in the same namespace under nearly this name.
    fn near_definition(&self, space: Space, name: NameId) -> Option<String> {
        let names = &self.tables.names;
        let types = self.tables.global_types.iter().zip(0..).filter(|(known, _)| known.is_some());
        let builtin = types.map(|(_, index)| NameId(index)).filter(|_| space == Space::Type);
        let known = self.symbols.names(space).chain(builtin);
        let beside = known.filter(|&known| names.namespace_of(known) == names.namespace_of(name));
        nearest(names.local(name), beside.map(|known| names.local(known))).map(str::to_owned)
    }

    /// Inside a redefinition its own name means what is redefined.
    fn original_of(&self, at: At, space: Space, name: NameId) -> Option<Rc<Definition>> {
        let definition = self.redefinition_around(at)?;
        (definition.space == space && definition.name == name).then_some(definition.original)?
    }

    /// The redefinition that the node stands in.
    pub(super) fn redefinition_around(&self, at: At) -> Option<Definition> {
        let tree = &self.units[at.unit as usize].tree;
        let mut node = at.node;
        while tree.parent_tag(node)? != Tag::Redefine {
            node = tree.node(node).parent?;
        }
        self.named(At { node, ..at })
    }

    /// The type that the attribute refers to, built in or defined.
    pub(super) fn type_reference(&mut self, at: At, attribute: &'static str) -> Option<TypeId> {
        let name = self.token(at, attribute)?;
        self.type_by_name(at, attribute, &name)
    }

    pub(super) fn type_by_name(&mut self, at: At, attribute: &'static str, name: &str) -> Option<TypeId> {
        let expanded = self.expand(at, attribute, name)?;
        if let Some(builtin) = self.tables.global_type(expanded) {
            return Some(builtin);
        }
        let definition = self.refer_name(at, attribute, name, Space::Type)?;
        Some(self.type_definition(&definition))
    }

    /// The type of a definition; a complex one may be incomplete yet.
    pub(super) fn type_definition(&mut self, definition: &Definition) -> TypeId {
        if self.node(definition.at).tag == Tag::SimpleType {
            TypeId::Simple(self.simple_type(definition.at))
        } else {
            TypeId::Complex(self.complex_type(definition.at))
        }
    }

    /// The type defined inside the node.
    pub(super) fn inner_type(&mut self, at: At) -> Option<TypeId> {
        let tree = self.tree(at);
        let inner = tree.children(at.node, &[Tag::SimpleType, Tag::ComplexType]).next()?;
        let inner = At { node: inner, ..at };
        Some(match tree.node(inner.node).tag {
            Tag::SimpleType => TypeId::Simple(self.simple_type(inner)),
            _ => TypeId::Complex(self.complex_type(inner)),
        })
    }

    /// The namespace of a local declaration, by its `form` and the document's default (section 3.3.2).
    pub(super) fn local_namespace(&self, at: At, default: &str) -> NamespaceId {
        let root = self.units[at.unit as usize].tree.node(NodeId::ROOT);
        let form = self.node(at).token("form").or_else(|| root.token(default));
        if form == Some("qualified") { self.namespace_at(at) } else { NamespaceId::ABSENT }
    }
}
