//! Changes to a document, most of which break it.

use crate::document::{Child, Node};
use crate::particle::TypeIndex;
use crate::random::Random;
use crate::schema::Schema;
use crate::values::trap;

/// Changes one element of the document.
pub(crate) fn add(root: &mut Node, schema: &Schema, random: &mut Random) {
    let mut count = 0;
    visit(root, &mut |_| count += 1);
    let chosen = random.below(count);
    let mut index = 0;
    visit(root, &mut |node| {
        if index == chosen {
            change(node, schema, random);
        }
        index += 1;
    });
}

fn visit(node: &mut Node, act: &mut impl FnMut(&mut Node)) {
    act(node);
    for child in &mut node.children {
        if let Child::Element(element) = child {
            visit(element, act);
        }
    }
}

fn change(node: &mut Node, schema: &Schema, random: &mut Random) {
    let at = random.below(node.children.len());
    match random.below(11) {
        0 if !node.children.is_empty() => drop(node.children.remove(at)),
        1 if !node.children.is_empty() => node.children.insert(at, node.children[at].clone()),
        2 if !node.children.is_empty() => {
            let other = random.below(node.children.len());
            node.children.swap(at, other);
        }
        3 => node.children.insert(at, Child::Text(trap(random))),
        4 => node.children.insert(at, Child::Element(stranger(random))),
        5 => change_attribute(node, random),
        6 => set(node, "xsi:nil", random.pick::<&str>(&["true", "false", "1", " true "])),
        7 => set(node, "xsi:type", &any_type(schema, random)),
        8 => set(node, random.pick::<&str>(&["u:a", "extra", "xml:lang", "id", "see"]), &trap(random)),
        _ => change_text(node, random),
    }
}

fn change_text(node: &mut Node, random: &mut Random) {
    let texts = node.children.iter_mut().filter_map(|child| match child {
        Child::Text(text) => Some(text),
        Child::Element(_) => None,
    });
    texts.for_each(|text| *text = trap(random));
}

fn change_attribute(node: &mut Node, random: &mut Random) {
    let at = random.below(node.attributes.len());
    let Some((name, value)) = node.attributes.get_mut(at).filter(|(name, _)| !name.starts_with("xmlns"))
    else {
        return;
    };
    if random.one_in(3) {
        name.push('2');
    } else {
        *value = trap(random);
    }
}

fn set(node: &mut Node, name: &str, value: &str) {
    node.attributes.retain(|(other, _)| other != name);
    node.attributes.push((name.to_owned(), value.to_owned()));
}

fn stranger(random: &mut Random) -> Node {
    let name = *random.pick(&["t:row", "row", "u:other", "t:root", "t:g0", "t:g1", "e1", "t:e1"]);
    Node { name: name.to_owned(), ..Node::default() }
}

fn any_type(schema: &Schema, random: &mut Random) -> String {
    match random.below(5) {
        0 => (*random.pick(&["xs:string", "t:missing", "C0", "xsi:C0"])).to_owned(),
        1 => Schema::type_name(TypeIndex::Simple(random.below(schema.simple.len()))),
        _ => Schema::type_name(TypeIndex::Complex(random.below(schema.complex.len()))),
    }
}
