//! What two compiled schemas say differently, in one line for eyes.
//!
//! Elements and attributes are named by themselves and what they stand in, so that a type that is used in many places
//! counts once. Order and repetition are compared where the children are the same.

use std::collections::{BTreeMap, BTreeSet};

use super::component::{
    AttributeUse, ComplexType, Content, ContentModel, ElementId, SimpleTypeId, Tables, TypeId,
};
use super::datatypes::{Facets, SimpleType};

/// Names that are shown of each kind of difference.
const SHOWN: usize = 3;

/// More of a schema is not compared.
const MOST_NAMES: usize = 10_000;

/// What `theirs` says differently from `ours`: `None` where it says the same.
pub(super) fn summary(ours: &Tables, theirs: &Tables) -> Option<String> {
    let (ours, theirs) = (Outline::of(ours).0, Outline::of(theirs).0);
    let more = theirs.keys().filter(|name| !ours.contains_key(*name)).collect();
    let fewer = ours.keys().filter(|name| !theirs.contains_key(*name)).collect();
    let is_other = |name: &&String| theirs.get(*name).is_some_and(|rules| *rules != ours[*name]);
    let other = ours.keys().filter(is_other).collect();
    let told = [("more", more), ("fewer", fewer), ("with other rules", other)];
    let told: Vec<String> = told.into_iter().filter_map(|(what, names)| clause(what, &names)).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn clause(what: &str, names: &Vec<&String>) -> Option<String> {
    let (first, surplus) = (names.iter().take(SHOWN), names.len().saturating_sub(SHOWN));
    let first = first.map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let rest = if surplus > 0 { format!(" and {surplus} others") } else { String::new() };
    (!names.is_empty()).then(|| format!("{} {what}: {first}{rest}", names.len()))
}

/// Every name of a schema, such as `build/@job_id` or `test_runs/test_run`, with the rules that hold for it.
#[derive(Default)]
struct Outline(BTreeMap<String, BTreeSet<String>>);

impl Outline {
    fn of(tables: &Tables) -> Self {
        let mut outline = Self::default();
        for element in tables.global_elements.iter().flatten() {
            outline.element(tables, "", *element, &mut Vec::new());
        }
        outline
    }

    fn note(&mut self, name: String, rules: String) {
        if self.0.len() < MOST_NAMES {
            self.0.entry(name).or_default().insert(rules);
        }
    }

    fn element(&mut self, tables: &Tables, parent: &str, id: ElementId, above: &mut Vec<TypeId>) {
        let declaration = tables.element(id);
        let name = tables.names.display(declaration.name);
        let key = if parent.is_empty() { name.clone() } else { format!("{parent}/{name}") };
        self.note(key, rules_of(tables, declaration.type_id));
        if let TypeId::Complex(complex) = declaration.type_id
            && !above.contains(&declaration.type_id)
            && self.0.len() < MOST_NAMES
        {
            above.push(declaration.type_id);
            self.inside(tables, &name, tables.complex_type(complex), above);
            above.pop();
        }
    }

    fn inside(&mut self, tables: &Tables, name: &str, complex: &ComplexType, above: &mut Vec<TypeId>) {
        for attribute in complex.attributes.uses() {
            let key = format!("{name}/@{}", tables.names.display(attribute.name));
            self.note(key, attribute_rules(tables, attribute));
        }
        for child in children(tables, complex) {
            self.element(tables, name, child, above);
        }
    }
}

fn attribute_rules(tables: &Tables, attribute: &AttributeUse) -> String {
    let value = attribute.value.as_ref().map(|value| (value.fixed, &value.text));
    format!("{} {value:?} {}", attribute.required, simple_rules(tables, attribute.simple_type))
}

fn rules_of(tables: &Tables, id: TypeId) -> String {
    match id {
        TypeId::Simple(simple) => simple_rules(tables, simple),
        TypeId::Complex(complex) => match tables.complex_type(complex).content {
            Content::Empty => "empty".to_owned(),
            Content::Simple(simple) => simple_rules(tables, simple),
            Content::ElementOnly(model) => format!("elements {}", order(tables, tables.model(model))),
            Content::Mixed(model) => format!("mixed {}", order(tables, tables.model(model))),
        },
    }
}

fn children(tables: &Tables, complex: &ComplexType) -> Vec<ElementId> {
    let (Content::ElementOnly(model) | Content::Mixed(model)) = complex.content else {
        return Vec::new();
    };
    match tables.model(model) {
        ContentModel::Automaton(automaton) => automaton.edges.iter().map(|edge| edge.element).collect(),
        ContentModel::All(all) => all.names.iter().map(|(_, element, _)| *element).collect(),
    }
}

/// The steps of a content model. A name more or fewer is told by itself and changes the steps of its neighbours too, so
/// only the order among two children counts: which may follow which.
fn order(tables: &Tables, model: &ContentModel) -> String {
    let ContentModel::Automaton(automaton) = model else {
        return "in any order".to_owned();
    };
    let counts: Vec<String> =
        automaton.counters.iter().map(|counter| format!("{}-{:?}", counter.min, counter.max)).collect();
    let repeated = automaton.edges.iter().filter(|edge| edge.repeats);
    let repeated: BTreeSet<String> = repeated.map(|edge| tables.names.display(edge.name)).collect();
    format!("{counts:?} {repeated:?}")
}

fn simple_rules(tables: &Tables, id: SimpleTypeId) -> String {
    let simple: &SimpleType = tables.simple_type(id);
    format!("{:?} {}", simple.primitive(), facet_rules(simple.facets()))
}

fn facet_rules(facets: &Facets) -> String {
    let counts =
        [facets.length, facets.min_length, facets.max_length, facets.total_digits, facets.fraction_digits];
    let counts = counts.map(|count| count.map(|count| count.value));
    let bounds = [&facets.min_inclusive, &facets.min_exclusive, &facets.max_inclusive, &facets.max_exclusive];
    let bounds = bounds.map(|bound| bound.as_ref().map(|bound| &bound.written));
    let patterns: Vec<_> = facets.patterns.iter().map(|pattern| &pattern.written).collect();
    let words = facets.enumeration.as_ref().map(|enumeration| &enumeration.written);
    format!("{counts:?} {bounds:?} {patterns:?} {words:?}")
}

#[cfg(test)]
mod tests {
    use crate::xsd::{self, CompileOptions, NoResolver, Schema, SchemaDocument};

    fn schema(inner: &str) -> Schema {
        let text = format!(
            r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="r">
               <xs:complexType>{inner}</xs:complexType></xs:element></xs:schema>"#
        );
        let documents = [SchemaDocument::new("s.xsd", text.as_bytes())];
        xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("compiles")
    }

    fn check(ours: &str, theirs: &str, expected: Option<&str>) {
        assert_eq!(schema(ours).differences(&schema(theirs)).as_deref(), expected);
    }

    #[test]
    fn names_that_one_has_more_are_told() {
        let one = r#"<xs:attribute name="a" type="xs:int"/>"#;
        let two = r#"<xs:attribute name="a" type="xs:int"/><xs:attribute name="b" type="xs:int"/>"#;
        check(one, one, None);
        check(one, two, Some("1 more: \"r/@b\""));
        check(two, one, Some("1 fewer: \"r/@b\""));
    }

    #[test]
    fn other_types_and_a_new_duty_are_told_once_for_a_name() {
        let text = r#"<xs:attribute name="a" type="xs:string"/>"#;
        let needed = r#"<xs:attribute name="a" type="xs:string" use="required"/>"#;
        let number = r#"<xs:attribute name="a" type="xs:int"/>"#;
        check(text, needed, Some("1 with other rules: \"r/@a\""));
        check(text, number, Some("1 with other rules: \"r/@a\""));
    }

    #[test]
    fn a_long_list_is_cut_and_counted() {
        let many = ["a", "b", "c", "d", "e"].map(|name| format!(r#"<xs:attribute name="{name}"/>"#));
        check("", &many.concat(), Some("5 more: \"r/@a\", \"r/@b\", \"r/@c\" and 2 others"));
    }

    #[test]
    fn a_type_within_itself_is_walked_once() {
        let text = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="r" type="t"/>
            <xs:complexType name="t"><xs:sequence><xs:element name="r" type="t" minOccurs="0"/></xs:sequence>
            </xs:complexType></xs:schema>"#;
        let documents = [SchemaDocument::new("s.xsd", text.as_bytes())];
        let schema = xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("compiles");
        assert_eq!(schema.differences(&schema), None);
    }
}
