//! An element begins: its declaration, its type, whether it is nil (sections 3.3.4 and 3.4.4).

use crate::limits;
use crate::xml::{Name, Start};
use crate::xsd::component::{Content, ElementId, NameId, NamespaceId, OriginId, Tables, TypeId};
use crate::xsd::order;

use super::frame::{Assessment, Child, Frame, Inside, Sibling, sibling_key};
use super::instance::instance_attributes;
use super::naming::written;
use super::report::Finding;
use super::state::{Scope, State};

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
        self.path.push_element(name.prefix, name.local, index);
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
            text_offset: 0,
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
            Child::Root | Child::Strict(_) | Child::Lax => tables.global_element(id),
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

    #[cold]
    fn report_undeclared(&mut self, tables: &Tables, start: &Start<'_>, child: Child) {
        if self.report.is_full() {
            self.report.count();
            return;
        }
        let name = written(&start.name());
        let (code, message) = if child == Child::Root {
            ("cvc-elt.1", format!("the schema declares no element \"{name}\" to begin a document with"))
        } else {
            let message =
                format!("a wildcard admits \"{name}\" only if the schema declares it, and it does not");
            ("cvc-complex-type.2.4.c", message)
        };
        let mut known: Vec<ElementId> = tables.global_elements.iter().flatten().copied().collect();
        order::sort(&mut known);
        let known: Vec<NameId> = known.into_iter().map(|id| tables.element(id).name).collect();
        let scope = Scope::Start(start);
        let near = Self::near(tables, start, &known);
        let help = near.map(|near| Self::help_near(tables, start, near));
        let expected = known.iter().take(limits::EXPECTED).map(|&name| scope.element(tables, name));
        let finding = Finding::new(code, message).found(&name).expected(expected.collect()).help(help);
        let origin = match child {
            Child::Strict(wildcard) => tables.wildcard(wildcard).origin,
            _ => OriginId(0),
        };
        let number = self.report(tables, finding.origin(origin), start.place());
        if let Some(near) = near {
            self.rename_element(number, start, &scope.element(tables, near));
        }
    }

    fn refuse_abstract(&mut self, tables: &Tables, start: &Start<'_>, element: ElementId) {
        let declaration = tables.element(element);
        if declaration.is_abstract {
            let name = written(&start.name());
            let message =
                format!("element \"{name}\" is abstract: an element of its substitution group stands for it");
            let expected = Self::concrete_members(tables, start, element);
            let finding = Finding::new("cvc-elt.2", message).found(&name).expected(expected);
            self.report(tables, finding.origin(declaration.origin), start.place());
        }
    }

    fn concrete_members(tables: &Tables, start: &Start<'_>, head: ElementId) -> Vec<String> {
        let is_below = |id: ElementId| {
            let mut chain = std::iter::successors(tables.element(id).head, |&id| tables.element(id).head);
            chain.any(|ancestor| ancestor == head)
        };
        let ids = tables.global_elements.iter().flatten().copied();
        let concrete = ids.filter(|&id| !tables.element(id).is_abstract && is_below(id));
        let scope = Scope::Start(start);
        concrete.take(limits::EXPECTED).map(|id| scope.element(tables, tables.element(id).name)).collect()
    }

    #[cold]
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
}

/// Distinct names that are counted among the children of one element; others show no index.
const MOST_NAMES: usize = 256;

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
