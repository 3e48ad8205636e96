//! Simple type definitions (section 3.14).

use crate::xsd::component::{Derivation, DerivationSet, SimpleTypeEntry, SimpleTypeId, TypeId};
use crate::xsd::datatypes::{Facet, FacetKind, SimpleType};
use crate::xsd::syntax::{NodeId, Tag, derivation_set, is_true};

use super::at::{At, Built};
use super::compiler::Compiler;

/// A simple type before it has its name and place.
struct Made {
    simple: SimpleType,
    base: SimpleTypeId,
    derivation: Derivation,
    members: Vec<SimpleTypeId>,
}

impl Compiler<'_> {
    /// The simple type defined by the node.
    pub(super) fn simple_type(&mut self, at: At) -> SimpleTypeId {
        match self.simple_types.get(at) {
            Some(Built::Done(id)) => return *id,
            Some(Built::Open) => {
                self.report(at, "st-props-correct.2", "the type is derived from itself");
                return SimpleTypeId::ANY;
            }
            None => {}
        }
        if !self.enter(at) {
            return SimpleTypeId::ANY;
        }
        self.simple_types.insert(at, Built::Open);
        let id = self.build_simple_type(at);
        self.leave();
        self.simple_types.insert(at, Built::Done(id));
        id
    }

    fn build_simple_type(&mut self, at: At) -> SimpleTypeId {
        let tree = self.tree(at);
        let tags = &[Tag::Restriction, Tag::List, Tag::Union];
        let Some(child) = tree.children(at.node, tags).next() else {
            return SimpleTypeId::ANY;
        };
        let inner = At { node: child, ..at };
        let made = match tree.node(child).tag {
            Tag::Restriction => self.restriction_of_simple(inner, at),
            Tag::List => self.list(inner),
            _ => self.union(inner),
        };
        let Some(made) = made else {
            return SimpleTypeId::ANY;
        };
        let name = self.named(at).map(|definition| definition.name);
        let last = self.final_of(at, "final");
        self.add_simple(at, name, made, last)
    }

    fn add_simple(
        &mut self,
        at: At,
        name: Option<crate::xsd::component::NameId>,
        made: Made,
        last: DerivationSet,
    ) -> SimpleTypeId {
        let Made { simple, base, derivation, members } = made;
        let origin = self.origin(at);
        let members = members.into();
        self.tables.simple_types.push(SimpleTypeEntry {
            name,
            simple,
            base,
            derivation,
            last,
            members,
            origin,
        });
        SimpleTypeId::of(self.tables.simple_types.len() - 1)
    }

    /// The {final} of a definition: its own, or the document's default.
    pub(super) fn final_of(&self, at: At, attribute: &str) -> DerivationSet {
        let root = self.units[at.unit as usize].tree.node(NodeId::ROOT);
        let default = || root.attribute("finalDefault");
        self.node(at).attribute(attribute).or_else(default).map_or(DerivationSet::EMPTY, derivation_set)
    }

    fn restriction_of_simple(&mut self, at: At, definition: At) -> Option<Made> {
        let base = self.simple_base(at)?;
        self.check_redefined_base(definition, TypeId::Simple(base), at);
        self.restrict(at, base)
    }

    /// The base of a restriction: named by `base` or defined inside, not both.
    fn simple_base(&mut self, at: At) -> Option<SimpleTypeId> {
        let inner = self.tree(at).child(at.node, Tag::SimpleType);
        let is_named = self.node(at).find("base").is_some();
        match (is_named, inner) {
            (true, None) => {
                let id = self.type_reference(at, "base")?;
                self.expect_simple(at, "base", id)
            }
            (false, Some(inner)) => Some(self.simple_type(At { node: inner, ..at })),
            _ => {
                self.report(
                    at,
                    "src-simple-type.2",
                    "a restriction has either the attribute \"base\" or a simpleType",
                );
                None
            }
        }
    }

    pub(super) fn expect_simple(
        &mut self,
        at: At,
        attribute: &'static str,
        id: TypeId,
    ) -> Option<SimpleTypeId> {
        match id {
            TypeId::Simple(id) => Some(id),
            TypeId::Complex(_) => {
                let message = format!("{} is complex; a simple type is expected", self.tables.type_name(id));
                self.report_value(at, attribute, "src-resolve", message);
                None
            }
        }
    }

    fn restrict(&mut self, at: At, base: SimpleTypeId) -> Option<Made> {
        if base == SimpleTypeId::ANY {
            self.report(at, "cos-st-restricts.1.1", "anySimpleType cannot be restricted");
            return None;
        }
        let last = self.tables.simple_types[base.index()].last;
        if last.contains(Derivation::Restriction) {
            let message = format!("{} is final for restriction", self.tables.type_name(TypeId::Simple(base)));
            self.report(at, "st-props-correct.3", message);
        }
        let simple = self.with_facets(at, base);
        Some(Made { simple, base, derivation: Derivation::Restriction, members: Vec::new() })
    }

    /// The base with the facets that stand in the node.
    pub(super) fn with_facets(&mut self, at: At, base: SimpleTypeId) -> SimpleType {
        let tree = self.tree(at);
        let nodes: Vec<_> =
            tree.node(at.node).children.iter().copied().filter(|&c| tree.node(c).tag.is_facet()).collect();
        let scopes: Vec<_> = nodes.iter().map(|&node| self.scope_at(At { node, ..at })).collect();
        let facets: Vec<_> = nodes
            .iter()
            .zip(&scopes)
            .filter_map(|(&node, names)| {
                let node = tree.node(node);
                let kind = FacetKind::from_name(node.tag.name())?;
                let value = node.attribute("value")?;
                Some(Facet { kind, value, fixed: node.attribute("fixed").is_some_and(is_true), names })
            })
            .collect();
        if !self.spend(at, facets.len()) {
            return self.tables.simple_type(base).clone();
        }
        let (simple, errors) = self.tables.simple_type(base).restrict(&facets, &self.options.patterns);
        self.spend(at, simple.pattern_size());
        for error in errors {
            let node = nodes.get(error.index).map_or(at, |&node| At { node, ..at });
            self.report_value(node, "value", error.fault.code(), error.fault.to_string());
        }
        simple
    }

    fn list(&mut self, at: At) -> Option<Made> {
        let inner = self.tree(at).child(at.node, Tag::SimpleType);
        let item = match (self.node(at).find("itemType").is_some(), inner) {
            (true, None) => {
                let id = self.type_reference(at, "itemType")?;
                self.expect_simple(at, "itemType", id)?
            }
            (false, Some(inner)) => self.simple_type(At { node: inner, ..at }),
            _ => {
                self.report(
                    at,
                    "src-simple-type.3",
                    "a list has either the attribute \"itemType\" or a simpleType",
                );
                return None;
            }
        };
        if self.tables.simple_types[item.index()].last.contains(Derivation::List) {
            let message = format!("{} is final for list", self.tables.type_name(TypeId::Simple(item)));
            self.report(at, "cos-st-restricts.2.3.1", message);
        }
        match SimpleType::list(self.tables.simple_type(item)) {
            Ok(simple) => {
                let base = SimpleTypeId::ANY;
                Some(Made { simple, base, derivation: Derivation::List, members: Vec::new() })
            }
            Err(error) => {
                self.report(at, error.code(), error.to_string());
                None
            }
        }
    }

    fn union(&mut self, at: At) -> Option<Made> {
        let members = self.members_of_union(at);
        if members.is_empty() {
            self.report(at, "src-union-memberTypes-or-simpleTypes", "a union has at least one member type");
            return None;
        }
        for &member in &members {
            if self.tables.simple_types[member.index()].last.contains(Derivation::Union) {
                let message = format!("{} is final for union", self.tables.type_name(TypeId::Simple(member)));
                self.report(at, "cos-st-restricts.3.3.1", message);
            }
        }
        let types: Vec<_> = members.iter().map(|&member| self.tables.simple_type(member).clone()).collect();
        let most = self.options.limits.members;
        if types.iter().map(SimpleType::members).fold(0, usize::saturating_add) > most {
            self.report(at, "xsd-limit", format!("the union has more than {most} members"));
            return None;
        }
        let simple = SimpleType::union(types);
        let base = SimpleTypeId::ANY;
        Some(Made { simple, base, derivation: Derivation::Union, members })
    }

    fn members_of_union(&mut self, at: At) -> Vec<SimpleTypeId> {
        let mut members = Vec::new();
        let named = self.node(at).attribute("memberTypes").unwrap_or("").to_owned();
        for name in named.split_ascii_whitespace() {
            let id = self.type_by_name(at, "memberTypes", name);
            members.extend(id.and_then(|id| self.expect_simple(at, "memberTypes", id)));
        }
        let tree = self.tree(at);
        for node in tree.children(at.node, &[Tag::SimpleType]) {
            members.push(self.simple_type(At { node, ..at }));
        }
        members
    }

    /// An anonymous type that restricts `base` by the facets in the node: the content of a complex type.
    pub(super) fn restrict_content(&mut self, at: At, base: SimpleTypeId) -> SimpleTypeId {
        let simple = self.with_facets(at, base);
        let made = Made { simple, base, derivation: Derivation::Restriction, members: Vec::new() };
        self.add_simple(at, None, made, DerivationSet::EMPTY)
    }

    /// Clause 5 of `src-redefine`: a redefinition of a type is derived from what it redefines.
    pub(super) fn check_redefined_base(&mut self, definition: At, base: TypeId, at: At) {
        let Some(original) = self.named(definition).and_then(|definition| definition.original) else {
            return;
        };
        let original = self.type_definition(&original);
        if base != original {
            self.report_value(
                at,
                "base",
                "src-redefine.5",
                "a redefined type is derived from the type it redefines",
            );
        }
    }
}
