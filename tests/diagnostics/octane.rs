//! Which rules a document can break, by what its schema is made of: none is left without a case.

use std::collections::BTreeSet;

use octane_payload::decode::DecodeOptions;
use octane_payload::xml::{Collector, Document, Element, Event, Handler, ReaderOptions};

/// Each rule on documents, and the constructs one of which a schema needs for it; none for rules of every schema.
pub(crate) const RULES: &[(&str, &[&str])] = &[
    ("cvc-elt.1", &[]),
    ("cvc-elt.2", &["element abstract"]),
    ("cvc-elt.3.1", &[]),
    ("cvc-elt.3.2.1", &["element nillable"]),
    ("cvc-elt.3.2.2", &["element nillable"]),
    ("cvc-elt.4.1", &[]),
    ("cvc-elt.4.2", &[]),
    ("cvc-elt.4.3", &[]),
    ("cvc-elt.5.1.1", &["element default"]),
    ("cvc-elt.5.2.2.1", &["element fixed"]),
    ("cvc-elt.5.2.2.2.1", &["element fixed"]),
    ("cvc-elt.5.2.2.2.2", &["element fixed"]),
    ("cvc-type.2", &["complexType abstract"]),
    ("cvc-type.3.1.1", &["simple element"]),
    ("cvc-type.3.1.2", &["simple element"]),
    ("cvc-complex-type.2.1", &["empty content"]),
    ("cvc-complex-type.2.2", &["simpleContent"]),
    ("cvc-complex-type.2.3", &["sequence", "choice", "all"]),
    ("cvc-complex-type.2.4.a", &["sequence", "choice", "all"]),
    ("cvc-complex-type.2.4.b", &["sequence", "choice", "all"]),
    ("cvc-complex-type.2.4.c", &["any"]),
    ("cvc-complex-type.2.4.d", &["sequence", "choice", "all"]),
    ("cvc-complex-type.3.2.2", &["complexType"]),
    ("cvc-complex-type.4", &["attribute required"]),
    ("cvc-complex-type.5.1", &["anyAttribute"]),
    ("cvc-complex-type.5.2", &["anyAttribute"]),
    ("cvc-attribute.1", &["anyAttribute"]),
    ("cvc-attribute.3", &["a schema document"]),
    ("cvc-attribute.4", &["attribute fixed"]),
    ("cvc-au", &["attribute fixed"]),
    ("cvc-simple-type.2.1", &["type ENTITY"]),
    ("cvc-simple-type.2.2", &["type ENTITIES"]),
    ("cvc-datatype-valid.1.2.1", &[]),
    ("cvc-datatype-valid.1.2.2", &["list"]),
    ("cvc-datatype-valid.1.2.3", &["union"]),
    ("cvc-pattern-valid", &["pattern"]),
    ("cvc-enumeration-valid", &["enumeration"]),
    ("cvc-length-valid", &["length"]),
    ("cvc-minLength-valid", &["minLength"]),
    ("cvc-maxLength-valid", &["maxLength"]),
    ("cvc-minInclusive-valid", &["minInclusive", "type long", "type int"]),
    ("cvc-minExclusive-valid", &["minExclusive"]),
    ("cvc-maxInclusive-valid", &["maxInclusive", "type long", "type int"]),
    ("cvc-maxExclusive-valid", &["maxExclusive"]),
    ("cvc-totalDigits-valid", &["totalDigits"]),
    ("cvc-fractionDigits-valid", &["fractionDigits"]),
    ("cvc-id.1", &["type IDREF", "type IDREFS"]),
    ("cvc-id.2", &["type ID"]),
    ("cvc-identity-constraint.3", &["key", "unique", "keyref"]),
    ("cvc-identity-constraint.4.1", &["unique"]),
    ("cvc-identity-constraint.4.2.1", &["key"]),
    ("cvc-identity-constraint.4.2.2", &["key"]),
    ("cvc-identity-constraint.4.2.3", &["key"]),
    ("cvc-identity-constraint.4.3", &["keyref"]),
];

/// The rules that documents of the schema can break.
pub(crate) fn raisable(schema: &str) -> BTreeSet<&'static str> {
    let constructs = constructs(schema);
    let is_met = |needs: &&[&str]| needs.is_empty() || needs.iter().any(|need| constructs.contains(*need));
    RULES.iter().filter(|(_, needs)| is_met(needs)).map(|(code, _)| *code).collect()
}

#[derive(Default)]
struct Root {
    collector: Collector,
    root: Option<Element>,
}

impl Handler for Root {
    fn event(&mut self, event: Event<'_>) {
        self.root = self.collector.event(event).or(self.root.take());
    }
}

fn constructs(schema: &str) -> BTreeSet<String> {
    let mut document = Document::new(DecodeOptions::default(), ReaderOptions::default());
    let mut reading = Root::default();
    document.push(schema.as_bytes(), &mut reading).expect("the schema is well-formed");
    document.finish(&mut reading).expect("the schema is well-formed");
    let root = reading.root.expect("the schema has a root");
    let mut found = BTreeSet::new();
    add(&root, &root, &mut found);
    found
}

fn add(root: &Element, element: &Element, into: &mut BTreeSet<String>) {
    let name = &element.name;
    into.insert(name.clone());
    for (attribute, value) in &element.attributes {
        match (attribute.as_str(), value.as_str()) {
            ("abstract" | "nillable", "true" | "1") | ("fixed" | "default", _) => {
                into.insert(format!("{name} {attribute}"));
            }
            ("use", "required") => drop(into.insert("attribute required".to_owned())),
            ("type" | "base" | "itemType", value) => {
                into.insert(format!("type {}", value.split(':').next_back().unwrap_or(value)));
            }
            _ => {}
        }
    }
    if name == "element" && element.attribute("type").is_some_and(|name| is_simple(root, name)) {
        into.insert("simple element".to_owned());
    }
    if name == "complexType" && is_empty(element) {
        into.insert("empty content".to_owned());
    }
    element.children.iter().for_each(|child| add(root, child, into));
}

fn is_simple(root: &Element, name: &str) -> bool {
    let mut types = root.children_named("simpleType");
    name.contains(':') || types.any(|simple| simple.attribute("name") == Some(name))
}

fn is_empty(complex: &Element) -> bool {
    let is_attribute =
        |child: &Element| matches!(&*child.name, "attribute" | "attributeGroup" | "annotation");
    complex.attribute("mixed") != Some("true") && complex.children.iter().all(is_attribute)
}
