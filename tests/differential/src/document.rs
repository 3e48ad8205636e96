//! Documents as their schema wants them, as trees.

use crate::particle::{Particle, Term, TypeIndex};
use crate::random::Random;
use crate::schema::{Content, Schema};

/// An element.
#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Child>,
}

#[derive(Debug, Clone)]
pub(crate) enum Child {
    Element(Node),
    Text(String),
}

/// Elements of a document; where they are used up, also what is required is left out.
const ROOM: usize = 60;

/// A document.
pub(crate) fn root(schema: &Schema, random: &mut Random) -> Node {
    let mut children: Vec<Child> =
        (0..random.below(4)).map(|_| Child::Element(row(schema, random))).collect();
    let mut left = ROOM;
    let room = &mut left;
    for _ in 0..1 + random.below(3) {
        children.push(Child::Element(global(schema, random.below(schema.globals.len()), room, random)));
    }
    let namespaces = [
        ("xmlns:t", "urn:t"),
        ("xmlns:u", "urn:u"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    let attributes = namespaces.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    Node { name: "t:root".to_owned(), attributes, children }
}

fn row(schema: &Schema, random: &mut Random) -> Node {
    let mut attributes = vec![("id".to_owned(), schema.key_value(random))];
    if random.one_in(3) {
        attributes.push(("see".to_owned(), schema.key_value(random)));
    }
    Node { name: "t:row".to_owned(), attributes, children: Vec::new() }
}

/// A global element, or one that may stand for it.
fn global(schema: &Schema, index: usize, room: &mut usize, random: &mut Random) -> Node {
    let members: Vec<usize> = (0..schema.globals.len())
        .filter(|&member| {
            std::iter::successors(Some(member), |&it| schema.globals[it].head).any(|it| it == index)
        })
        .collect();
    let member = if random.one_in(2) { index } else { *random.pick(&members) };
    complex(schema, format!("t:g{member}"), schema.globals[member].kind, room, random)
}

/// An element of a complex type, or of one that derives from it and is named by `xsi:type`.
fn complex(schema: &Schema, name: String, kind: usize, room: &mut usize, random: &mut Random) -> Node {
    let derived: Vec<usize> = (0..schema.complex.len()).filter(|&it| schema.derives(it, kind)).collect();
    let actual = if random.one_in(4) { *random.pick(&derived) } else { kind };
    let mut node = Node { name, ..Node::default() };
    *room = room.saturating_sub(1);
    if actual != kind {
        node.attributes.push(("xsi:type".to_owned(), Schema::type_name(TypeIndex::Complex(actual))));
    }
    fill(schema, &mut node, actual, room, random);
    if schema.complex[actual].is_mixed && random.one_in(2) {
        let at = random.below(node.children.len() + 1);
        node.children.insert(at, Child::Text("some text".to_owned()));
    }
    node
}

/// Attributes and content of a type, those of the types that it extends first.
fn fill(schema: &Schema, node: &mut Node, kind: usize, room: &mut usize, random: &mut Random) {
    let complex = &schema.complex[kind];
    if let Some(derivation) = complex.derivation {
        let mut base = Node::default();
        fill(schema, &mut base, derivation.base, room, random);
        node.attributes.append(&mut base.attributes);
        if derivation.is_extension {
            node.children.append(&mut base.children);
        }
    }
    for attribute in &complex.attributes {
        let is_there = node.attributes.iter().any(|(name, _)| *name == attribute.name);
        if !is_there && (attribute.is_required || random.one_in(2)) {
            node.attributes.push((attribute.name.clone(), schema.attribute_value(attribute, random)));
        }
    }
    match &complex.content {
        Content::Empty => {}
        Content::Simple(simple) => node.children.push(Child::Text(schema.simple[*simple].value(random))),
        Content::Elements(particle) => particle_of(schema, particle, room, &mut node.children, random),
    }
}

fn particle_of(
    schema: &Schema,
    particle: &Particle,
    room: &mut usize,
    out: &mut Vec<Child>,
    random: &mut Random,
) {
    let more = random.below(3);
    let times = particle.max.map_or(particle.min + more, |max| max.min(particle.min + more));
    for _ in 0..times {
        if *room == 0 {
            return;
        }
        match &particle.term {
            Term::Sequence(members) => {
                for member in members {
                    particle_of(schema, member, room, out, random);
                }
            }
            Term::All(members) => {
                let start = random.below(members.len());
                for member in members[start..].iter().chain(&members[..start]) {
                    particle_of(schema, member, room, out, random);
                }
            }
            Term::Choice(members) => {
                if !members.is_empty() {
                    particle_of(schema, random.pick(members), room, out, random);
                }
            }
            Term::Any { namespace, .. } => out.push(Child::Element(foreign(namespace))),
            Term::Global(index) => {
                out.push(Child::Element(global(schema, *index, room, random)));
            }
            Term::Local { name, kind, is_nillable } => {
                let name = if schema.is_qualified { format!("t:{name}") } else { name.clone() };
                out.push(Child::Element(local(schema, name, *kind, *is_nillable, room, random)));
            }
        }
    }
}

fn local(
    schema: &Schema,
    name: String,
    kind: TypeIndex,
    is_nillable: bool,
    room: &mut usize,
    random: &mut Random,
) -> Node {
    if is_nillable && random.one_in(3) {
        return Node {
            name,
            attributes: vec![("xsi:nil".to_owned(), "true".to_owned())],
            children: Vec::new(),
        };
    }
    match kind {
        TypeIndex::Simple(simple) => {
            let value = schema.simple[simple].value(random);
            Node { name, attributes: Vec::new(), children: vec![Child::Text(value)] }
        }
        TypeIndex::Complex(index) => complex(schema, name, index, room, random),
    }
}

/// An element that a wildcard of that namespace takes.
fn foreign(namespace: &str) -> Node {
    let name = match namespace {
        "##local" => "local",
        "##targetNamespace" => "t:root",
        _ => "u:other",
    };
    Node { name: name.to_owned(), ..Node::default() }
}

impl Node {
    /// How it is written.
    pub(crate) fn text(&self) -> String {
        let attributes: String =
            self.attributes.iter().map(|(name, value)| format!(" {name}=\"{value}\"")).collect();
        let children: String = self
            .children
            .iter()
            .map(|child| match child {
                Child::Element(node) => node.text(),
                Child::Text(text) => text.clone(),
            })
            .collect();
        format!("<{0}{attributes}>{children}</{0}>", self.name)
    }
}
