//! What every schema has before its first document: the ur-type and the built-in types.

use crate::diag::Place;
use crate::xsd::component::{
    AttributeTable, Automaton, ComplexType, ComplexTypeId, Content, ContentModel, Derivation, DerivationSet,
    ModelId, Names, NamespaceId, Namespaces, Origin, OriginId, Process, SimpleTypeEntry, SimpleTypeId, State,
    Tables, TypeId, Wildcard, WildcardEdge, WildcardId,
};
use crate::xsd::datatypes::{Builtin, Variety};
use crate::xsd::syntax::XSD_NAMESPACE;

/// The wildcard of the ur-type.
pub(super) const ANYTHING: WildcardId = WildcardId(0);

/// Tables with the built-in components.
pub(super) fn tables(mut names: Names) -> Tables {
    let namespace = names.intern_namespace(Some(XSD_NAMESPACE));
    let mut tables = Tables {
        names,
        elements: Vec::new(),
        attributes: Vec::new(),
        simple_types: Vec::new(),
        complex_types: vec![any_type()],
        wildcards: vec![Wildcard { namespaces: Namespaces::Any, process: Process::Lax, origin: OriginId(0) }],
        models: vec![ContentModel::Automaton(anything())],
        constraints: Vec::new(),
        notations: Vec::new(),
        origins: vec![Origin { document: u32::MAX, place: Place::START, component: "built-in".into() }],
        documents: Vec::new(),
        global_elements: Vec::new(),
        global_attributes: Vec::new(),
        global_types: Vec::new(),
    };
    for &builtin in Builtin::ALL {
        add_builtin(&mut tables, builtin, namespace);
    }
    publish(&mut tables, "anyType", namespace, TypeId::ANY);
    tables
}

fn any_type() -> ComplexType {
    ComplexType {
        name: None,
        base: TypeId::ANY,
        derivation: Derivation::Restriction,
        is_abstract: false,
        block: DerivationSet::EMPTY,
        last: DerivationSet::EMPTY,
        content: Content::Mixed(ModelId(0)),
        attributes: AttributeTable::new(Vec::new(), Some(ANYTHING)),
        origin: OriginId(0),
    }
}

/// Any elements, any number of them.
fn anything() -> Automaton {
    Automaton {
        states: vec![State { edges: 0..0, wildcards: 0..1, ends: 0..1 }],
        wildcards: vec![WildcardEdge { wildcard: ANYTHING, next: 0, actions: 0..0, order: 0 }],
        ends: std::iter::once(0..0).collect(),
        ..Automaton::default()
    }
}

fn add_builtin(tables: &mut Tables, builtin: Builtin, namespace: NamespaceId) {
    let simple = builtin.simple_type();
    let derivation = match simple.variety() {
        Variety::List(_) => Derivation::List,
        _ => Derivation::Restriction,
    };
    let position = Builtin::ALL.iter().position(|&known| known == builtin.base());
    let id = SimpleTypeId::of(tables.simple_types.len());
    let name = tables.names.intern(namespace, builtin.name());
    tables.simple_types.push(SimpleTypeEntry {
        name: Some(name),
        simple,
        base: SimpleTypeId::of(position.expect("a built-in type's base is built in")),
        derivation,
        last: DerivationSet::EMPTY,
        members: Box::default(),
        origin: OriginId(0),
    });
    publish(tables, builtin.name(), namespace, TypeId::Simple(id));
}

fn publish(tables: &mut Tables, local: &str, namespace: NamespaceId, id: TypeId) {
    let name = tables.names.intern(namespace, local);
    if let TypeId::Complex(ComplexTypeId(index)) = id {
        tables.complex_types[index as usize].name = Some(name);
    }
    tables.global_types.resize(tables.names.len(), None);
    tables.global_types[name.index()] = Some(id);
}

/// The built-in simple type's index.
pub(super) fn builtin_id(builtin: Builtin) -> SimpleTypeId {
    let position = Builtin::ALL.iter().position(|&known| known == builtin);
    SimpleTypeId::of(position.expect("every built-in type is listed"))
}
