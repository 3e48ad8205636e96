//! Complex type definitions (section 3.4).

use crate::xsd::component::{
    AttributeTable, AttributeUse, ComplexType, ComplexTypeId, Content, Derivation, DerivationSet, NameId,
    TypeId, Wildcard,
};
use crate::xsd::syntax::{NodeId, Tag, derivation_set, is_true};

use super::at::At;
use super::attribute_groups::OF_TYPE;
use super::compiler::Compiler;
use super::drafts::{AttributeGroup, ComplexState, DerivationAt, Progress};

/// Steps that an inherited attribute counts for: it takes room in the schema.
const COST_OF_USE: usize = 20;

impl Compiler<'_> {
    /// The index of the complex type that the node defines; the type may be incomplete.
    pub(super) fn complex_type(&mut self, at: At) -> ComplexTypeId {
        if let Some(&id) = self.complex_types.get(at) {
            return id;
        }
        let name = self.named(at).map(|definition| definition.name);
        let id = ComplexTypeId::of(self.complex.len());
        self.complex_types.insert(at, id);
        self.complex.push(ComplexState::reserved(at));
        let definition = self.shell(at, name);
        self.tables.complex_types.push(definition);
        self.pending.push_back(id);
        id
    }

    /// The parts of a definition that depend on no other one.
    fn shell(&mut self, at: At, name: Option<NameId>) -> ComplexType {
        let origin = self.origin(at);
        let tree = self.tree(at);
        let (node, root) = (tree.node(at.node), tree.node(NodeId::ROOT));
        let block = node.attribute("block").or_else(|| root.attribute("blockDefault"));
        ComplexType {
            name,
            base: TypeId::ANY,
            derivation: Derivation::Restriction,
            is_abstract: node.attribute("abstract").is_some_and(is_true),
            block: block.map_or(DerivationSet::EMPTY, derivation_set),
            last: self.final_of(at, "final"),
            content: Content::Empty,
            attributes: AttributeTable::default(),
            origin,
        }
    }

    /// Completes the type, and its bases before it.
    pub(super) fn complete(&mut self, id: ComplexTypeId) {
        let ComplexState { at: Some(at), progress, .. } = self.complex[id.index()] else {
            return;
        };
        match progress {
            Progress::Done => {}
            Progress::Open => {
                self.report(at, "ct-props-correct.3", "the type is derived from itself");
                self.complex[id.index()].progress = Progress::Done;
            }
            Progress::Reserved => {
                if self.enter(at) {
                    self.complex[id.index()].progress = Progress::Open;
                    self.build_complex(id, at);
                    self.leave();
                }
                self.complex[id.index()].progress = Progress::Done;
            }
        }
    }

    fn build_complex(&mut self, id: ComplexTypeId, at: At) {
        let Some(derivation) = self.derivation_at(at) else {
            return;
        };
        if let TypeId::Complex(base) = derivation.base {
            self.complete(base);
        }
        self.check_redefined_base(at, derivation.base, derivation.at);
        let definition = &mut self.tables.complex_types[id.index()];
        definition.base = derivation.base;
        definition.derivation = derivation.derivation;
        self.complex[id.index()].kind = self.content_kind(&derivation);
        self.build_attributes(id, &derivation);
    }

    /// Reads which derivation the definition chooses; the short form restricts the ur-type.
    fn derivation_at(&mut self, at: At) -> Option<DerivationAt> {
        let tree = self.tree(at);
        let is_mixed = tree.node(at.node).attribute("mixed").is_some_and(is_true);
        let Some(content) = tree.children(at.node, &[Tag::SimpleContent, Tag::ComplexContent]).next() else {
            let (derivation, base) = (Derivation::Restriction, TypeId::ANY);
            return Some(DerivationAt { at, derivation, base, is_simple: false, is_mixed });
        };
        let node = tree.children(content, &[Tag::Extension, Tag::Restriction]).next()?;
        let is_mixed = tree.node(content).attribute("mixed").map_or(is_mixed, is_true);
        let is_simple = tree.node(content).tag == Tag::SimpleContent;
        let extends = tree.node(node).tag == Tag::Extension;
        let derivation = if extends { Derivation::Extension } else { Derivation::Restriction };
        let at = At { node, ..at };
        let base = self.type_reference(at, "base")?;
        if !is_simple && matches!(base, TypeId::Simple(_)) {
            let message =
                format!("{} is simple; complexContent has a complex base", self.tables.type_name(base));
            self.report_value(at, "base", "src-ct.1", message);
            return None;
        }
        Some(DerivationAt { at, derivation, base, is_simple, is_mixed })
    }

    /// The attributes of the type: its own, and what it has from its base (3.4.2).
    fn build_attributes(&mut self, id: ComplexTypeId, derivation: &DerivationAt) {
        let own = self.listed_attributes(derivation.at, &OF_TYPE);
        let base = match derivation.base {
            TypeId::Complex(base) => self.complex[base.index()].clone(),
            TypeId::Simple(_) => {
                let at = derivation.at;
                ComplexState::reserved(at)
            }
        };
        let mut uses = own.uses.clone();
        let is_affordable = self.spend(derivation.at, base.uses.len().saturating_mul(COST_OF_USE));
        for attribute in base.uses.iter().filter(|_| is_affordable) {
            self.inherit_use(derivation, &own, &mut uses, attribute);
        }
        self.check_identifiers(derivation.at, &uses, "ct-props-correct.5");
        let wildcard = match derivation.derivation {
            Derivation::Extension => {
                self.extended_wildcard(derivation.at, own.wildcard.clone(), base.wildcard)
            }
            _ => own.wildcard.clone(),
        };
        let index = wildcard.clone().map(|wildcard| self.add_wildcard(wildcard));
        let mut table = AttributeTable::new(uses.clone(), index);
        table.refers = uses
            .iter()
            .any(|known| known.value.is_some() && self.tables.simple_type(known.simple_type).has_roles());
        self.tables.complex_types[id.index()].attributes = table;
        let state = &mut self.complex[id.index()];
        state.uses = uses;
        state.wildcard = wildcard;
        state.own = own;
    }

    fn inherit_use(
        &mut self,
        derivation: &DerivationAt,
        own: &AttributeGroup,
        uses: &mut Vec<AttributeUse>,
        inherited: &AttributeUse,
    ) {
        let is_listed = own.uses.iter().any(|attribute| attribute.name == inherited.name);
        if derivation.derivation == Derivation::Extension && is_listed {
            let name = self.tables.names.local(inherited.name);
            let message = format!("attribute \"{name}\" stands in the base type already");
            self.report(derivation.at, "ct-props-correct.4", message);
        }
        let is_prohibited =
            derivation.derivation == Derivation::Restriction && own.prohibited.contains(&inherited.name);
        if !is_listed && !is_prohibited {
            uses.push(inherited.clone());
        }
    }

    fn extended_wildcard(
        &mut self,
        at: At,
        own: Option<Wildcard>,
        base: Option<Wildcard>,
    ) -> Option<Wildcard> {
        let (Some(mut own), Some(base)) = (own.clone(), base.clone()) else {
            return own.or(base);
        };
        if let Some(namespaces) = own.namespaces.union(&base.namespaces) {
            own.namespaces = namespaces;
        } else {
            let message = "the union of the attribute wildcard and the base type's cannot be expressed";
            self.report(at, "src-ct.5", message);
        }
        Some(own)
    }
}
