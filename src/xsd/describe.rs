//! What a compiled schema allows at an element, as data for those who write or read documents.

use serde::Serialize;

use super::component::{ComplexType, Content, ContentModel, ElementId, SimpleTypeId, Tables, TypeId};
use super::datatypes::{Bound, Builtin, Count, SimpleType};
use super::order;

/// An element: its attributes, its text, its children.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ElementDescription {
    /// Its attributes, in the order of the schema.
    pub attributes: Vec<AttributeDescription>,
    /// What its text may be; none where it takes elements only, or nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<ValueDescription>,
    /// The children that it may have, in the order of the schema.
    pub children: Vec<ChildDescription>,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttributeDescription {
    /// Its name, with its namespace in braces where it has one.
    pub name: String,
    /// Whether it has to stand there.
    pub required: bool,
    /// Its values.
    pub value: ValueDescription,
}

/// A child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChildDescription {
    /// Its name, with its namespace in braces where it has one.
    pub name: String,
    /// Whether it may stand more than once.
    pub repeats: bool,
}

/// Values of a simple type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ValueDescription {
    /// The nearest type of the recommendation, such as `long`; `anySimpleType` for lists and unions.
    #[serde(rename = "type")]
    pub type_name: &'static str,
    /// The values, where they are listed, sorted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Regular expressions that all have to match; of each, one alternative.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<Vec<String>>,
    /// Characters at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// Characters at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// The smallest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// The largest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
}

/// What stands at a path of local names, in no namespace.
pub(super) fn element(tables: &Tables, path: &[&str]) -> Option<ElementDescription> {
    let id = tables.element_at(path)?;
    let described = match tables.element(id).type_id {
        TypeId::Simple(simple) => ElementDescription {
            attributes: Vec::new(),
            text: Some(value(tables, simple)),
            children: Vec::new(),
        },
        TypeId::Complex(complex) => complex_type(tables, tables.complex_type(complex)),
    };
    Some(described)
}

fn complex_type(tables: &Tables, complex: &ComplexType) -> ElementDescription {
    let attributes = complex.attributes.in_schema_order().into_iter().map(|attribute| AttributeDescription {
        name: tables.names.display(attribute.name),
        required: attribute.required,
        value: value(tables, attribute.simple_type),
    });
    let (text, children) = match complex.content {
        Content::Empty => (None, Vec::new()),
        Content::Simple(simple) => (Some(value(tables, simple)), Vec::new()),
        Content::ElementOnly(model) => (None, children(tables, tables.model(model))),
        Content::Mixed(model) => {
            (Some(value(tables, SimpleTypeId::ANY)), children(tables, tables.model(model)))
        }
    };
    ElementDescription { attributes: attributes.collect(), text, children }
}

/// Each child once, however many steps of the automaton lead over it.
fn children(tables: &Tables, model: &ContentModel) -> Vec<ChildDescription> {
    let mut steps: Vec<(u32, ElementId, bool)> = match model {
        ContentModel::Automaton(automaton) => {
            automaton.edges.iter().map(|edge| (edge.order, edge.element, edge.repeats)).collect()
        }
        ContentModel::All(all) => {
            all.names.iter().map(|(_, element, item)| (*item, *element, false)).collect()
        }
    };
    order::sort_by_key(&mut steps, |step| *step);
    let mut described: Vec<ChildDescription> = Vec::new();
    for (_, element, repeats) in steps {
        let name = tables.names.display(tables.element(element).name);
        match described.iter_mut().find(|child| child.name == name) {
            Some(child) => child.repeats |= repeats,
            None => described.push(ChildDescription { name, repeats }),
        }
    }
    described
}

fn value(tables: &Tables, id: SimpleTypeId) -> ValueDescription {
    let simple: &SimpleType = tables.simple_type(id);
    let facets = simple.facets();
    let count = |count: Option<Count>| count.map(|count| count.value);
    let bound = |bound: &Option<Bound>| bound.as_ref().map(|bound| bound.written.to_string());
    let texts = |texts: &[Box<str>]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
    ValueDescription {
        type_name: nearest(simple).map_or("anySimpleType", Builtin::name),
        words: facets.enumeration.as_ref().map(|words| texts(&words.written)).unwrap_or_default(),
        patterns: facets.patterns.iter().map(|pattern| texts(&pattern.written)).collect(),
        min_length: count(facets.length.or(facets.min_length)),
        max_length: count(facets.length.or(facets.max_length)),
        min: bound(&facets.min_inclusive),
        max: bound(&facets.max_inclusive),
    }
}

/// The built-in type that it is, or that it restricts.
fn nearest(simple: &SimpleType) -> Option<Builtin> {
    let mut next = Some(simple);
    while let Some(each) = next {
        if let Some(builtin) = each.builtin() {
            return Some(builtin);
        }
        next = each.base();
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::xsd::{self, CompileOptions, ElementDescription, NoResolver, SchemaDocument};

    fn described(schema: &str, path: &[&str]) -> Option<ElementDescription> {
        let text = format!(r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{schema}</xs:schema>"#);
        let documents = [SchemaDocument::new("s.xsd", text.as_bytes())];
        let schema = xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("compiles");
        schema.describe(path)
    }

    const RUN: &str = r#"<xs:element name="run"><xs:complexType>
        <xs:sequence><xs:element name="error" type="xs:string" minOccurs="0"/>
        <xs:element name="step" maxOccurs="unbounded"/></xs:sequence>
        <xs:attribute name="status" use="required"><xs:simpleType><xs:restriction base="xs:string">
        <xs:enumeration value="Passed"/><xs:enumeration value="Failed"/></xs:restriction></xs:simpleType></xs:attribute>
        <xs:attribute name="name"><xs:simpleType><xs:restriction base="xs:string"><xs:maxLength value="9"/>
        </xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element>"#;

    #[test]
    fn attributes_are_told_in_the_order_of_the_schema_with_what_they_may_hold() {
        let run = described(RUN, &["run"]).expect("declared");
        let names: Vec<_> = run.attributes.iter().map(|each| (each.name.as_str(), each.required)).collect();
        assert_eq!(names, [("status", true), ("name", false)]);
        assert_eq!(run.attributes[0].value.words, ["Passed", "Failed"]);
        assert_eq!(run.attributes[1].value.max_length, Some(9));
        assert_eq!(run.attributes[1].value.type_name, "string");
    }

    #[test]
    fn children_are_told_once_with_whether_they_repeat() {
        let run = described(RUN, &["run"]).expect("declared");
        let children: Vec<_> = run.children.iter().map(|each| (each.name.as_str(), each.repeats)).collect();
        assert_eq!(children, [("error", false), ("step", true)]);
        assert_eq!(run.text, None);
    }

    #[test]
    fn text_has_the_type_of_the_element_and_an_unknown_path_is_nothing() {
        let error = described(RUN, &["run", "error"]).expect("declared");
        assert_eq!(error.text.map(|text| text.type_name), Some("string"));
        assert_eq!(described(RUN, &["run", "else"]), None);
    }
}
