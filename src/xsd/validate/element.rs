//! An element begins: its declaration, its type, whether it is nil (sections 3.3.4 and 3.4.4).

use crate::xml::{Attribute, Name, Start, trim};
use crate::xsd::component::{Content, DerivationSet, ElementId, NameId, NamespaceId, Tables, TypeId};
use crate::xsd::suggest::suggest;

use super::frame::{Assessment, Child, Frame, Inside, Sibling, sibling_key};
use super::report::{Finding, push_step};
use super::state::{State, XSI};

impl State {
    /// Opens the element that is `child` of the innermost open one.
    pub(super) fn open(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        name: &Name<'_>,
        (child, repeats): (Child, bool),
        (namespace, id): (NamespaceId, NameId),
    ) {
        let path = self.path.len();
        self.step(name, id, repeats);
        let assessment = self.assess(tables, start, child, id);
        let frame = self.frame(tables, start, assessment, path);
        if let Inside::Elements(model) | Inside::Mixed(model) = frame.inside {
            let words = tables.model(model).words();
            self.counts.resize(self.counts.len() + words, 0);
        }
        self.frames.push(frame);
        match assessment {
            Some(assessment) => {
                self.open_constraints(tables, start, &assessment, namespace, id);
                self.check_attributes(tables, start, &assessment);
            }
            None => self.identity.skip(),
        }
    }

    /// Adds the element to the path and to the numbers of its siblings.
    fn step(&mut self, name: &Name<'_>, id: NameId, repeats: bool) {
        let key = sibling_key(id, name.local);
        let from = self.frames.last().map_or(0, |frame| frame.siblings);
        let siblings = &mut self.siblings[from..];
        let count = if let Some(sibling) = siblings.iter_mut().rev().find(|sibling| sibling.key == key) {
            sibling.count += 1;
            sibling.count
        } else {
            if siblings.len() < MOST_NAMES {
                self.siblings.push(Sibling { key, count: 1 });
            }
            1
        };
        let index = (repeats || count > 1).then_some(count);
        push_step(&mut self.path, name.prefix, name.local, index);
    }

    fn frame(
        &self,
        tables: &Tables,
        start: &Start<'_>,
        assessment: Option<Assessment>,
        path: usize,
    ) -> Frame {
        let mut frame = Frame {
            element: None,
            type_id: TypeId::ANY,
            inside: Inside::Skipped,
            state: 0,
            has_children: false,
            keeps_text: false,
            counts: self.counts.len(),
            siblings: self.siblings.len(),
            path,
            text: self.text.len(),
            place: None,
        };
        if let Some(Assessment { element, type_id, is_nil }) = assessment {
            frame.element = element;
            frame.type_id = type_id;
            frame.inside = if is_nil { Inside::Nil } else { inside(tables, type_id) };
            frame.keeps_text = self.keeps_text(tables, &frame);
            frame.place = frame.keeps_text.then(|| start.place());
        }
        frame
    }

    /// Whether something depends on the characters of the element.
    fn keeps_text(&self, tables: &Tables, frame: &Frame) -> bool {
        let has_value = || frame.element.is_some_and(|id| tables.element(id).value.is_some());
        match frame.inside {
            Inside::Simple(id) => {
                !tables.simple_type(id).accepts_any_text() || has_value() || self.identity.is_active()
            }
            Inside::Mixed(_) => has_value(),
            _ => false,
        }
    }

    /// What the element is validated against; `None` where it is not.
    fn assess(&mut self, tables: &Tables, start: &Start<'_>, child: Child, id: NameId) -> Option<Assessment> {
        let element = match child {
            Child::Skipped => return None,
            Child::Declared(element) => Some(element),
            Child::Root | Child::Strict | Child::Lax => tables.global_element(id),
        };
        let instance = self.has_instance_attributes.then(|| instance_attributes(start));
        let named = instance.as_ref().and_then(|instance| instance.type_name.as_ref());
        if let Some(element) = element {
            self.refuse_abstract(tables, start, element);
        } else if named.is_none() && child != Child::Lax {
            self.report_undeclared(tables, start, child);
            return None;
        }
        let declared = element.map_or(TypeId::ANY, |element| tables.element(element).type_id);
        let type_id = match named {
            Some(named) => self.instance_type(tables, start, named, element, declared)?,
            None => declared,
        };
        self.refuse_abstract_type(tables, start, type_id);
        let nil = instance.as_ref().and_then(|instance| instance.nil.as_ref());
        let is_nil = nil.is_some_and(|nil| self.is_nil(tables, start, nil, element));
        Some(Assessment { element, type_id, is_nil })
    }

    fn report_undeclared(&mut self, tables: &Tables, start: &Start<'_>, child: Child) {
        let name = start.name();
        let known =
            tables.global_elements.iter().flatten().map(|&id| tables.names.local(tables.element(id).name));
        let known: Vec<&str> = known.collect();
        let (code, message) = if child == Child::Root {
            (
                "cvc-elt.1",
                format!("the schema declares no element \"{}\" to begin a document with", name.local),
            )
        } else {
            let message = format!(
                "a wildcard admits \"{}\" only if the schema declares it, and it does not",
                name.local
            );
            ("cvc-complex-type.2.4.c", message)
        };
        let help = suggest(name.local, known.iter().copied());
        let expected = known.iter().map(|&name| name.to_owned()).collect();
        let finding = Finding::new(code, message).found(name.local).expected(expected).help(help);
        self.report(tables, finding, start.place());
    }

    fn refuse_abstract(&mut self, tables: &Tables, start: &Start<'_>, element: ElementId) {
        let declaration = tables.element(element);
        if declaration.is_abstract {
            let name = start.name().local;
            let message =
                format!("element \"{name}\" is abstract: an element of its substitution group stands for it");
            let expected = Self::concrete_members(tables, element);
            let finding = Finding::new("cvc-elt.2", message).found(name).expected(expected);
            self.report(tables, finding.origin(declaration.origin), start.place());
        }
    }

    fn concrete_members(tables: &Tables, head: ElementId) -> Vec<String> {
        let is_below = |id: ElementId| {
            let mut chain = std::iter::successors(tables.element(id).head, |&id| tables.element(id).head);
            chain.any(|ancestor| ancestor == head)
        };
        let ids = tables.global_elements.iter().flatten().copied();
        let concrete = ids.filter(|&id| !tables.element(id).is_abstract && is_below(id));
        concrete.map(|id| tables.names.display(tables.element(id).name)).collect()
    }

    fn refuse_abstract_type(&mut self, tables: &Tables, start: &Start<'_>, type_id: TypeId) {
        if let TypeId::Complex(id) = type_id
            && tables.complex_type(id).is_abstract
        {
            let message =
                format!("{} is abstract: xsi:type names a type derived from it", tables.type_name(type_id));
            let finding = Finding::new("cvc-type.2", message).origin(tables.complex_type(id).origin);
            self.report(tables, finding, start.place());
        }
    }

    /// The type that `xsi:type` names (clause 4 of `cvc-elt`).
    fn instance_type(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        named: &Attribute<'_>,
        element: Option<ElementId>,
        declared: TypeId,
    ) -> Option<TypeId> {
        let text = trim(named.value);
        let (prefix, local) = text.split_once(':').unwrap_or(("", text));
        let namespace = start.resolve_prefix(prefix);
        if !crate::xml::is_ncname(local) || (namespace.is_none() && !prefix.is_empty()) {
            let finding =
                Finding::new("cvc-elt.4.1", format!("\"{text}\" is not a qualified name")).found(text);
            self.report_attribute(tables, start, named, finding, named.value_offset);
            return Some(declared);
        }
        let namespace = tables.names.namespace(namespace);
        let name = tables.names.find(namespace, local);
        let Some(type_id) = tables.global_type(name) else {
            let known = tables.global_types.iter().zip(0u32..).filter(|(id, _)| id.is_some());
            let help = suggest(local, known.map(|(_, index)| tables.names.local(NameId(index))));
            let finding =
                Finding::new("cvc-elt.4.2", format!("the schema defines no type \"{text}\"")).found(text);
            self.report_attribute(tables, start, named, finding.help(help), named.value_offset);
            return element.map(|_| declared);
        };
        let blocked = Self::blocked(tables, element, declared);
        if !tables.is_derived(type_id, declared, blocked) {
            let message = format!("type \"{text}\" cannot stand for {}", tables.type_name(declared));
            let finding = Finding::new("cvc-elt.4.3", message).found(text).origin(tables.origin_of(declared));
            self.report_attribute(tables, start, named, finding, named.value_offset);
            return Some(declared);
        }
        Some(type_id)
    }

    fn blocked(tables: &Tables, element: Option<ElementId>, declared: TypeId) -> DerivationSet {
        let by_element = element.map_or(DerivationSet::EMPTY, |element| tables.element(element).block);
        match declared {
            TypeId::Complex(id) => by_element.union(tables.complex_type(id).block),
            TypeId::Simple(_) => by_element,
        }
    }

    /// Whether the element is nil (clause 3 of `cvc-elt`).
    fn is_nil(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        nil: &Attribute<'_>,
        element: Option<ElementId>,
    ) -> bool {
        let value = trim(nil.value);
        if !matches!(value, "true" | "false" | "1" | "0") {
            let finding =
                Finding::new("cvc-datatype-valid.1.2.1", format!("\"{value}\" is not a valid \"boolean\""));
            self.report_attribute(
                tables,
                start,
                nil,
                finding.found(value).expected(vec!["true".into(), "false".into()]),
                nil.value_offset,
            );
            return false;
        }
        let Some(declaration) = element.map(|element| tables.element(element)) else {
            return false;
        };
        if !declaration.nillable {
            let message = "the element is not nillable, so it carries no xsi:nil";
            self.report_attribute(
                tables,
                start,
                nil,
                Finding::new("cvc-elt.3.1", message).origin(declaration.origin),
                nil.value_offset,
            );
            return false;
        }
        let is_nil = matches!(value, "true" | "1");
        if is_nil && declaration.value.as_ref().is_some_and(|value| value.fixed) {
            let message = "an element with a fixed value cannot be nil";
            self.report_attribute(
                tables,
                start,
                nil,
                Finding::new("cvc-elt.3.2.2", message).origin(declaration.origin),
                nil.value_offset,
            );
        }
        is_nil
    }
}

/// Distinct names that are counted among the children of one element; others show no index.
const MOST_NAMES: usize = 256;

/// The attributes of the namespace of `xsi:type` that matter here.
struct InstanceAttributes<'e> {
    type_name: Option<Attribute<'e>>,
    nil: Option<Attribute<'e>>,
}

fn instance_attributes<'e>(start: &Start<'e>) -> InstanceAttributes<'e> {
    let mut found = InstanceAttributes { type_name: None, nil: None };
    for attribute in start.attributes().filter(|attribute| attribute.name.namespace == Some(XSI)) {
        match attribute.name.local {
            "type" => found.type_name = Some(attribute),
            "nil" => found.nil = Some(attribute),
            _ => {}
        }
    }
    found
}

/// What the type lets stand inside an element.
fn inside(tables: &Tables, type_id: TypeId) -> Inside {
    match type_id {
        TypeId::Simple(id) => Inside::Simple(id),
        TypeId::Complex(id) => match tables.complex_type(id).content {
            Content::Empty => Inside::Empty,
            Content::Simple(id) => Inside::Simple(id),
            Content::ElementOnly(id) => Inside::Elements(id),
            Content::Mixed(id) => Inside::Mixed(id),
        },
    }
}
