//! `xsi:type` and `xsi:nil` (clauses 3 and 4 of `cvc-elt`).

use crate::xml::{Attribute, Start, trim};
use crate::xsd::component::{DerivationSet, ElementId, NameId, OriginId, Tables, TypeId};
use crate::xsd::suggest::{did_you_mean, nearest};

use super::fixes::{remove, revalue};
use super::naming::is_writable;
use super::report::Finding;
use super::state::{Scope, State, XSI};

/// The attributes of the namespace of `xsi:type` that matter here.
pub(super) struct InstanceAttributes<'e> {
    pub(super) type_name: Option<Attribute<'e>>,
    pub(super) nil: Option<Attribute<'e>>,
}

#[cold]
pub(super) fn instance_attributes<'e>(start: &Start<'e>) -> InstanceAttributes<'e> {
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

impl State {
    /// The type that `xsi:type` names (clause 4 of `cvc-elt`).
    #[cold]
    pub(super) fn instance_type(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        named: &Attribute<'_>,
        element: Option<ElementId>,
        declared: TypeId,
    ) -> Option<TypeId> {
        let text = trim(named.value);
        let origin = element.map_or(OriginId(0), |element| tables.element(element).origin);
        let (prefix, local) = text.split_once(':').unwrap_or(("", text));
        let namespace = start.resolve_prefix(prefix);
        if !crate::xml::is_ncname(local) || (namespace.is_none() && !prefix.is_empty()) {
            let finding =
                Finding::new("cvc-elt.4.1", format!("\"{text}\" is not a qualified name")).found(text);
            self.report_attribute(tables, start, named, finding.origin(origin), named.value_offset);
            return Some(declared);
        }
        let name = tables.names.find(tables.names.namespace(namespace), local);
        let Some(type_id) = tables.global_type(name) else {
            let finding = unknown_type(tables, start, named, local);
            self.report_attribute(tables, start, named, finding.origin(origin), named.value_offset);
            return element.map(|_| declared);
        };
        let blocked = Self::blocked(tables, element, declared);
        if !tables.is_derived(type_id, declared, blocked) {
            let message = format!("type \"{text}\" cannot stand for {}", tables.type_name(declared));
            let of_type = tables.origin_of(declared);
            let origin = if of_type == OriginId(0) { origin } else { of_type };
            let finding = Finding::new("cvc-elt.4.3", message).found(text).origin(origin);
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
    #[cold]
    pub(super) fn is_nil(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        nil: &Attribute<'_>,
        element: Option<ElementId>,
    ) -> bool {
        let value = trim(nil.value);
        let declaration = element.map(|element| tables.element(element));
        let origin = declaration.map_or(OriginId(0), |declaration| declaration.origin);
        let is_nil = matches!(value, "true" | "1");
        let has_fixed_value = declaration.is_some_and(|known| known.value.as_ref().is_some_and(|v| v.fixed));
        let (finding, is_accepted) = if !is_nil && !matches!(value, "false" | "0") {
            (no_boolean(start, nil, value), false)
        } else if declaration.is_some_and(|declaration| !declaration.nillable) {
            let message = "the element is not nillable, so it carries no xsi:nil";
            (Finding::new("cvc-elt.3.1", message).found(value).fix(remove(start, nil)), false)
        } else if is_nil && has_fixed_value {
            let message = "an element with a fixed value cannot be nil";
            (Finding::new("cvc-elt.3.2.2", message).found(value).fix(remove(start, nil)), true)
        } else {
            return is_nil && declaration.is_some();
        };
        self.report_attribute(tables, start, nil, finding.origin(origin), nil.value_offset);
        is_accepted
    }
}

fn no_boolean(start: &Start<'_>, nil: &Attribute<'_>, value: &str) -> Finding {
    let values = ["true", "false", "1", "0"];
    let near = nearest(value, values.into_iter());
    let message = format!("\"{value}\" is not a valid \"boolean\"");
    Finding::new("cvc-datatype-valid.1.2.1", message)
        .found(value)
        .expected(values.map(str::to_owned).to_vec())
        .help(near.map(did_you_mean))
        .fix(near.and_then(|near| revalue(start, nil, near)))
}

fn unknown_type(tables: &Tables, start: &Start<'_>, named: &Attribute<'_>, local: &str) -> Finding {
    let text = trim(named.value);
    let known = tables.global_types.iter().zip(0u32..).filter(|(id, _)| id.is_some());
    let known = known.map(|(_, index)| NameId(index));
    let near = nearest(local, known.clone().map(|name| tables.names.local(name)));
    let near = near.and_then(|near| known.clone().find(|&name| tables.names.local(name) == near));
    let near = near.map(|name| Scope::Start(start).element(tables, name));
    let fix = near.as_ref().filter(|near| is_writable(near)).and_then(|near| revalue(start, named, near));
    Finding::new("cvc-elt.4.2", format!("the schema defines no type \"{text}\""))
        .found(text)
        .help(near.as_deref().map(did_you_mean))
        .fix(fix)
}
