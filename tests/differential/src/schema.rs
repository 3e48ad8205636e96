//! Schemas: simple types, complex types that derive from each other, global elements that stand for each other, and a
//! root with keys and references.

use std::fmt::Write;

use crate::particle::{Particle, Parts, Term, TypeIndex, model, restricted};
use crate::random::Random;
use crate::values::SimpleType;

/// A schema.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) simple: Vec<SimpleType>,
    pub(crate) complex: Vec<ComplexType>,
    pub(crate) globals: Vec<Global>,
    pub(crate) is_qualified: bool,
    identity: Identity,
}

#[derive(Debug)]
pub(crate) struct ComplexType {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) content: Content,
    pub(crate) derivation: Option<Derivation>,
    pub(crate) is_mixed: bool,
    is_abstract: bool,
    any_attribute: Option<&'static str>,
}

#[derive(Debug)]
pub(crate) enum Content {
    Empty,
    Simple(usize),
    Elements(Particle),
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Derivation {
    pub(crate) base: usize,
    pub(crate) is_extension: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) kind: usize,
    pub(crate) is_required: bool,
    fixed: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Global {
    pub(crate) kind: usize,
    pub(crate) head: Option<usize>,
    is_abstract: bool,
    block: &'static str,
}

#[derive(Debug)]
struct Identity {
    kind: &'static str,
    selector: &'static str,
    key_type: &'static str,
}

/// A schema of some types and elements.
pub(crate) fn schema(random: &mut Random) -> Schema {
    let mut simple = Vec::new();
    for index in 0..3 + random.below(5) {
        let next = SimpleType::new(format!("S{index}"), &simple, random);
        simple.push(next);
    }
    let globals = 1 + random.below(5);
    let mut complex: Vec<ComplexType> = Vec::new();
    for index in 0..globals + random.below(3) {
        let prefix = if random.one_in(6) { "e".to_owned() } else { format!("e{index}x") };
        let parts = Parts { prefix, simple: simple.len(), complex: index, globals };
        let next = complex_type(&parts, &complex, &simple, random);
        complex.push(next);
    }
    let globals = (0..globals).map(|index| global(index, &complex, random)).collect();
    let identity = Identity {
        kind: random.pick::<&str>(&["key", "unique"]),
        selector: random.pick::<&str>(&["t:row", "row|t:row", ".//t:row", "*"]),
        key_type: random.pick::<&str>(&["xs:string", "xs:decimal", "xs:date", "xs:token"]),
    };
    Schema { simple, complex, globals, is_qualified: random.one_in(2), identity }
}

fn complex_type(
    parts: &Parts,
    others: &[ComplexType],
    simple: &[SimpleType],
    random: &mut Random,
) -> ComplexType {
    let bases: Vec<usize> = (0..others.len()).filter(|&index| others[index].has_elements()).collect();
    let mut attributes = attributes(parts, simple, random);
    let derives = !bases.is_empty() && random.one_in(2);
    let derivation =
        derives.then(|| Derivation { base: *random.pick(&bases), is_extension: random.one_in(2) });
    let mut is_mixed = random.one_in(5);
    let content = match derivation {
        Some(Derivation { base, is_extension }) if !is_extension => {
            is_mixed &= others[base].is_mixed;
            attributes.clear();
            others[base].content.restricted(random)
        }
        Some(Derivation { base, .. }) => {
            is_mixed = others[base].is_mixed;
            Content::Elements(model(parts, random))
        }
        None => match random.below(6) {
            0 => Content::Empty,
            1 => Content::Simple(random.below(simple.len())),
            _ => Content::Elements(model(parts, random)),
        },
    };
    is_mixed &= !matches!(content, Content::Simple(_));
    let any_attribute = random.one_in(8).then_some("##other");
    ComplexType { attributes, content, derivation, is_mixed, is_abstract: random.one_in(12), any_attribute }
}

fn attributes(parts: &Parts, simple: &[SimpleType], random: &mut Random) -> Vec<Attribute> {
    (0..random.below(3))
        .map(|index| {
            let kind = random.below(simple.len());
            let fixed = random.one_in(6).then(|| simple[kind].value(random));
            let name = format!("{}a{index}", parts.prefix);
            Attribute { name, kind, is_required: random.one_in(3), fixed }
        })
        .collect()
}

/// Types of elements stand in the order of the elements; one that derives may stand for its base.
fn global(index: usize, complex: &[ComplexType], random: &mut Random) -> Global {
    let base = complex[index].derivation.map(|derivation| derivation.base);
    let head = base.filter(|&base| base < index && !random.one_in(4));
    let block =
        *random.pick(&["", "", "", " block=\"restriction\"", " block=\"substitution\"", " block=\"#all\""]);
    Global { kind: index, head, is_abstract: random.one_in(8), block }
}

impl ComplexType {
    fn has_elements(&self) -> bool {
        matches!(self.content, Content::Elements(_))
    }
}

impl Content {
    fn restricted(&self, random: &mut Random) -> Self {
        match self {
            Self::Elements(particle) => Self::Elements(restricted(particle, random)),
            Self::Simple(kind) => Self::Simple(*kind),
            Self::Empty => Self::Empty,
        }
    }
}

impl Schema {
    /// Whether one type derives from the other, or is it.
    pub(crate) fn derives(&self, one: usize, from: usize) -> bool {
        one == from || self.complex[one].derivation.is_some_and(|it| self.derives(it.base, from))
    }

    /// How it is written.
    pub(crate) fn text(&self) -> String {
        let form = if self.is_qualified { "qualified" } else { "unqualified" };
        let mut text = format!(
            "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:t=\"urn:t\" targetNamespace=\"urn:t\" \
             elementFormDefault=\"{form}\">\n"
        );
        self.simple.iter().for_each(|simple| text.push_str(&simple.text()));
        (0..self.complex.len()).for_each(|index| self.complex_text(index, &mut text));
        (0..self.globals.len()).for_each(|index| self.global_text(index, &mut text));
        self.root_text(&mut text);
        text.push_str("</xs:schema>\n");
        text
    }

    fn complex_text(&self, index: usize, text: &mut String) {
        let complex = &self.complex[index];
        let mut content = String::new();
        if let Content::Elements(particle) = &complex.content {
            // A model group stands here, and nothing else.
            match particle.term {
                Term::Local { .. } | Term::Global(_) | Term::Any { .. } => {
                    content.push_str("<xs:sequence>");
                    particle.text(&mut content);
                    content.push_str("</xs:sequence>");
                }
                _ => particle.text(&mut content),
            }
        }
        let attributes = self.attributes_text(complex);
        let inside = match (&complex.derivation, &complex.content) {
            (Some(Derivation { base, is_extension }), _) => {
                let way = if *is_extension { "extension" } else { "restriction" };
                format!(
                    "<xs:complexContent><xs:{way} base=\"t:C{base}\">{content}{attributes}</xs:{way}></xs:complexContent>"
                )
            }
            (None, Content::Simple(kind)) => format!(
                "<xs:simpleContent><xs:extension base=\"t:S{kind}\">{attributes}</xs:extension></xs:simpleContent>"
            ),
            (None, _) => content + &attributes,
        };
        let mixed = if complex.is_mixed { " mixed=\"true\"" } else { "" };
        let is_abstract = if complex.is_abstract { " abstract=\"true\"" } else { "" };
        writeln!(text, "<xs:complexType name=\"C{index}\"{mixed}{is_abstract}>{inside}</xs:complexType>")
            .expect("a string takes all");
    }

    fn attributes_text(&self, complex: &ComplexType) -> String {
        let attribute = |it: &Attribute| {
            let fixed = it.fixed.as_ref().map_or(String::new(), |value| format!(" fixed=\"{value}\""));
            let required = if it.is_required { " use=\"required\"" } else { "" };
            let kind = &self.simple[it.kind].name;
            format!("<xs:attribute name=\"{}\" type=\"t:{kind}\"{required}{fixed}/>", it.name)
        };
        let mut text: String = complex.attributes.iter().map(attribute).collect();
        if let Some(namespace) = complex.any_attribute {
            write!(text, "<xs:anyAttribute namespace=\"{namespace}\" processContents=\"lax\"/>")
                .expect("a string takes all");
        }
        text
    }

    fn global_text(&self, index: usize, text: &mut String) {
        let Global { kind, head, is_abstract, block } = &self.globals[index];
        let head = head.map_or(String::new(), |head| format!(" substitutionGroup=\"t:g{head}\""));
        let is_abstract = if *is_abstract { " abstract=\"true\"" } else { "" };
        writeln!(text, "<xs:element name=\"g{index}\" type=\"t:C{kind}\"{head}{is_abstract}{block}/>")
            .expect("a string takes all");
    }

    fn root_text(&self, text: &mut String) {
        let Identity { kind, selector, key_type } = self.identity;
        let globals: String =
            (0..self.globals.len()).map(|index| format!("<xs:element ref=\"t:g{index}\"/>")).collect();
        // Members of a substitution group stand for its head: only heads are named, or a model is ambiguous.
        let heads: String = (0..self.globals.len())
            .filter(|&index| self.globals[index].head.is_none())
            .map(|index| format!("<xs:element ref=\"t:g{index}\"/>"))
            .collect();
        let choice = if heads.is_empty() { globals } else { heads };
        writeln!(
            text,
            "<xs:element name=\"root\"><xs:complexType><xs:sequence>\
             <xs:element name=\"row\" form=\"qualified\" minOccurs=\"0\" maxOccurs=\"unbounded\"><xs:complexType>\
             <xs:attribute name=\"id\" type=\"{key_type}\"/><xs:attribute name=\"see\" type=\"{key_type}\"/>\
             </xs:complexType></xs:element>\
             <xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">{choice}</xs:choice>\
             </xs:sequence></xs:complexType>\
             <xs:{kind} name=\"k\"><xs:selector xpath=\"{selector}\"/><xs:field xpath=\"@id\"/></xs:{kind}>\
             <xs:keyref name=\"r\" refer=\"t:k\"><xs:selector xpath=\".//t:row\"/><xs:field xpath=\"@see\"/></xs:keyref>\
             </xs:element>"
        )
        .expect("a string takes all");
    }

    /// A value for an attribute.
    pub(crate) fn attribute_value(&self, attribute: &Attribute, random: &mut Random) -> String {
        attribute.fixed.clone().unwrap_or_else(|| self.simple[attribute.kind].value(random))
    }

    /// A value for a row's key.
    pub(crate) fn key_value(&self, random: &mut Random) -> String {
        let number = random.below(6);
        match self.identity.key_type {
            "xs:date" => format!("2024-01-0{}", 1 + number),
            "xs:decimal" => (*random.pick(&["1", "1.0", "01", "2", "+2", "3.50", "3.5"])).to_owned(),
            _ => (*random.pick(&["a", "b", " a ", "c", "d", "e"])).to_owned(),
        }
    }

    /// The name of a type, for `xsi:type`.
    pub(crate) fn type_name(index: TypeIndex) -> String {
        format!("t:{}", index.name())
    }
}
