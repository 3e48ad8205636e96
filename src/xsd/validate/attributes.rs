//! Attributes against declarations (sections 3.2.4, 3.4.4 clauses 3 to 5, and 3.10.4).

use crate::xml::{Attribute, Start};
use crate::xsd::component::{
    AttributeId, AttributeTable, AttributeUse, ComplexTypeId, NameId, NamespaceId, OriginId, Process,
    SimpleTypeId, Tables, TypeId,
};
use crate::xsd::datatypes::Builtin;
use crate::xsd::order;
use crate::xsd::suggest::{did_you_mean, nearest};

use super::fixes::{insert, remove, rename, revalue};
use super::frame::Assessment;
use super::naming::written;
use super::report::Finding;
use super::state::{Scope, State, XSI};
use super::values::{Written, findings, shown};

impl State {
    pub(super) fn check_attributes(&mut self, tables: &Tables, start: &Start<'_>, assessment: &Assessment) {
        match assessment.type_id {
            TypeId::Complex(id) => self.check_uses(tables, start, id),
            TypeId::Simple(_) => self.refuse_attributes(tables, start, assessment),
        }
    }

    /// An element of a simple type has none but those of `xsi:` (`cvc-type.3.1.1`).
    #[cold]
    fn refuse_attributes(&mut self, tables: &Tables, start: &Start<'_>, assessment: &Assessment) {
        let declaration = assessment.element.map_or(OriginId(0), |element| tables.element(element).origin);
        let origin = match assessment.type_id {
            TypeId::Simple(id) => tables.value_origin(id, declaration),
            TypeId::Complex(_) => declaration,
        };
        for attribute in start.attributes().filter(|attribute| !is_instance(attribute)) {
            let name = written(&attribute.name);
            let message = format!("attribute \"{name}\" stands on an element that holds a value only");
            let finding = Finding::new("cvc-type.3.1.1", message).found(&name).fix(remove(start, &attribute));
            let finding = finding.origin(origin);
            self.report_attribute(tables, start, &attribute, finding, attribute.offset);
        }
    }

    fn check_uses(&mut self, tables: &Tables, start: &Start<'_>, id: ComplexTypeId) {
        let table = &tables.complex_type(id).attributes;
        self.seen.clear();
        self.seen.resize(table.uses().len().div_ceil(64), 0);
        let mut required = 0;
        let mut identifiers = 0;
        for (position, attribute) in start.attributes().enumerate() {
            if let Some(index) = self.orders.use_of(tables, id, position, &attribute.name) {
                let attribute_use = &table.uses()[index];
                self.seen[index / 64] |= 1 << (index % 64);
                required += u32::from(attribute_use.required);
                self.check_use(tables, start, &attribute, attribute_use);
                continue;
            }
            let name = attribute_name(tables, &attribute);
            if is_instance(&attribute) {
                self.attribute_field(tables, name, SimpleTypeId::ANY, attribute.value, &Scope::Start(start));
            } else if let Some(meant) =
                self.check_wild(tables, start, &attribute, (id, table), name, &mut identifiers)
            {
                // One slip of the pen is one finding: the attribute that is meant is not missing too.
                self.seen[meant / 64] |= 1 << (meant % 64);
                required += u32::from(table.uses()[meant].required);
            }
        }
        if required < table.required {
            self.report_missing(tables, start, id, table);
        }
        if table.has_values && (self.identity.is_active() || table.refers) {
            self.add_defaults(tables, start, table);
        }
    }

    #[inline]
    fn check_use(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        attribute: &Attribute<'_>,
        declared: &AttributeUse,
    ) {
        let simple = tables.simple_type(declared.simple_type);
        let scope = Scope::Start(start);
        if !simple.is_valid(attribute.value, &scope) {
            let origin = tables.attributes[declared.declaration.index()].origin;
            self.report_value(tables, start, attribute, declared.simple_type, origin);
            return;
        }
        if let Some(value) = &declared.value
            && value.fixed
            && !super::values::is_same(simple, attribute.value, &value.text, &scope)
        {
            self.report_fixed(tables, start, attribute, declared, &value.text);
        }
        if simple.has_roles() {
            let origin = tables.attributes[declared.declaration.index()].origin;
            let origin = tables.value_origin(declared.simple_type, origin);
            let place = || start.place_of(attribute.value_offset);
            self.note_roles(tables, (simple, origin), attribute.value, &scope, place, Some(attribute));
        }
        if self.identity.is_active() {
            let namespace = tables.names.namespace_of(declared.name);
            self.attribute_field(
                tables,
                (namespace, declared.name),
                declared.simple_type,
                attribute.value,
                &scope,
            );
        }
    }

    #[cold]
    fn report_fixed(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        attribute: &Attribute<'_>,
        declared: &AttributeUse,
        fixed: &str,
    ) {
        let (name, value) = (written(&attribute.name), attribute.value);
        let message =
            format!("attribute \"{name}\" is {}, and its value is fixed to \"{fixed}\"", shown(value));
        let declaration = &tables.attributes[declared.declaration.index()];
        let by_declaration = tables.global_attribute(declared.name) == Some(declared.declaration)
            && declaration.value.as_ref().is_some_and(|value| value.fixed);
        let code = if by_declaration { "cvc-attribute.4" } else { "cvc-au" };
        let finding = Finding::new(code, message).found(value).expected(vec![fixed.to_owned()]);
        let finding = finding.origin(declaration.origin).fix(revalue(start, attribute, fixed));
        self.report_attribute(tables, start, attribute, finding, attribute.value_offset);
    }

    /// Reports each rule that the value breaks.
    #[cold]
    fn report_value(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        attribute: &Attribute<'_>,
        id: SimpleTypeId,
        declaration: OriginId,
    ) {
        if self.report.is_full() {
            self.report.count();
            return;
        }
        let value = Written {
            text: attribute.value,
            what: format!("attribute \"{}\"", written(&attribute.name)),
            declaration,
            span: start.value_span(attribute),
        };
        for finding in findings(tables, id, &value, &Scope::Start(start)) {
            self.report_attribute(tables, start, attribute, finding, attribute.value_offset);
        }
    }

    #[cold]
    pub(super) fn report_attribute(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        attribute: &Attribute<'_>,
        finding: Finding,
        offset: u64,
    ) {
        let length = self.path.len();
        self.path.push_attribute(attribute.name.prefix, attribute.name.local);
        self.report(tables, finding, start.place_of(offset));
        self.path.truncate(length);
    }

    #[cold]
    fn report_missing(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        id: ComplexTypeId,
        table: &AttributeTable,
    ) {
        if self.report.is_full() {
            self.report.count();
            return;
        }
        let mut missing: Vec<&AttributeUse> = Vec::new();
        for (index, attribute) in table.uses().iter().enumerate() {
            if attribute.required && self.seen[index / 64] & (1 << (index % 64)) == 0 {
                missing.push(attribute);
            }
        }
        order::sort_by_key(&mut missing, |attribute| attribute.order);
        for attribute in missing {
            let name = Scope::Start(start).attribute(tables, attribute.name);
            let element = written(&start.name());
            let message = format!("element \"{element}\" lacks the required attribute \"{name}\"");
            let fixed = attribute.value.as_ref().filter(|value| value.fixed);
            let fix = fixed.and_then(|fixed| insert(start, &name, &fixed.text));
            let origin = tables.attributes[attribute.declaration.index()].origin;
            let origin = if origin == OriginId(0) { tables.complex_type(id).origin } else { origin };
            let finding =
                Finding::new("cvc-complex-type.4", message).expected(vec![name]).origin(origin).fix(fix);
            self.report(tables, finding, start.place());
        }
    }

    /// An attribute that no use names: a wildcard may admit it. The index of the use that is meant, where one is near.
    #[cold]
    fn check_wild(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        attribute: &Attribute<'_>,
        (id, table): (ComplexTypeId, &AttributeTable),
        (namespace, name): (NamespaceId, NameId),
        identifiers: &mut u32,
    ) -> Option<usize> {
        let wildcard = table
            .wildcard
            .map(|id| tables.wildcard(id))
            .filter(|wildcard| wildcard.namespaces.admits(namespace));
        let Some(wildcard) = wildcard else {
            return self.report_unknown(tables, start, attribute, id, table);
        };
        if wildcard.process == Process::Skip {
            return None;
        }
        match tables.global_attribute(name) {
            Some(declaration) => {
                self.check_declared(tables, start, attribute, declaration, table, identifiers);
            }
            None if wildcard.process == Process::Strict => {
                let name = written(&attribute.name);
                let message = format!(
                    "a wildcard admits attribute \"{name}\" only if the schema declares it, and it does not"
                );
                let finding = Finding::new("cvc-attribute.1", message).found(&name);
                self.report_attribute(
                    tables,
                    start,
                    attribute,
                    finding.origin(wildcard.origin),
                    attribute.offset,
                );
            }
            None => {}
        }
        None
    }

    #[cold]
    fn check_declared(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        attribute: &Attribute<'_>,
        declaration: AttributeId,
        table: &AttributeTable,
        identifiers: &mut u32,
    ) {
        let declared = &tables.attributes[declaration.index()];
        let used = AttributeUse {
            name: declared.name,
            declaration,
            simple_type: declared.simple_type,
            required: false,
            value: declared.value.clone(),
            order: 0,
        };
        self.check_use(tables, start, attribute, &used);
        if !is_identifier(tables, declared.simple_type) {
            return;
        }
        *identifiers += 1;
        let has_own = table.uses().iter().any(|known| is_identifier(tables, known.simple_type));
        if *identifiers > 1 || has_own {
            let code = if has_own { "cvc-complex-type.5.2" } else { "cvc-complex-type.5.1" };
            let name = written(&attribute.name);
            let message = format!("attribute \"{name}\" is a second one of type ID");
            let finding = Finding::new(code, message).found(&name).origin(declared.origin);
            self.report_attribute(tables, start, attribute, finding, attribute.offset);
        }
    }

    #[cold]
    fn report_unknown(
        &mut self,
        tables: &Tables,
        start: &Start<'_>,
        attribute: &Attribute<'_>,
        id: ComplexTypeId,
        table: &AttributeTable,
    ) -> Option<usize> {
        if self.report.is_full() {
            self.report.count();
            return None;
        }
        let (name, element) = (written(&attribute.name), written(&start.name()));
        let message = format!("attribute \"{name}\" is not allowed on element \"{element}\"");
        let scope = Scope::Start(start);
        let uses = table.in_schema_order();
        let known: Vec<String> = uses.iter().map(|known| scope.attribute(tables, known.name)).collect();
        let free = known.iter().map(String::as_str).filter(|known| !has_attribute(start, known));
        let near = nearest(&name, free);
        let meant = near.and_then(|near| uses.iter().zip(&known).find(|(_, name)| *name == near));
        let meant = meant.and_then(|(meant, _)| table.position(meant.name));
        let fix = near.map_or_else(|| remove(start, attribute), |near| rename(start, attribute, near));
        let finding = Finding::new("cvc-complex-type.3.2.2", message).found(&name).fix(fix);
        let finding =
            finding.help(near.map(did_you_mean)).expected(known).origin(tables.complex_type(id).origin);
        self.report_attribute(tables, start, attribute, finding, attribute.offset);
        meant
    }

    /// Attributes that are left out and have a default stand there for identity and references.
    #[cold]
    fn add_defaults(&mut self, tables: &Tables, start: &Start<'_>, table: &AttributeTable) {
        for (index, declared) in table.uses().iter().enumerate() {
            let is_seen = self.seen[index / 64] & (1 << (index % 64)) != 0;
            let Some(value) = declared.value.as_ref().filter(|_| !is_seen) else {
                continue;
            };
            let scope = Scope::Start(start);
            let simple = tables.simple_type(declared.simple_type);
            let origin = tables.attributes[declared.declaration.index()].origin;
            let origin = tables.value_origin(declared.simple_type, origin);
            self.note_roles(tables, (simple, origin), &value.text, &scope, || start.place(), None);
            let namespace = tables.names.namespace_of(declared.name);
            self.attribute_field(
                tables,
                (namespace, declared.name),
                declared.simple_type,
                &value.text,
                &scope,
            );
        }
    }
}

fn has_attribute(start: &Start<'_>, name: &str) -> bool {
    start.attributes().any(|attribute| written(&attribute.name) == name)
}

fn attribute_name(tables: &Tables, attribute: &Attribute<'_>) -> (NamespaceId, NameId) {
    tables.names.of(attribute.name.namespace, attribute.name.local)
}

/// Whether it is one of the four attributes that every element may carry (section 2.6).
fn is_instance(attribute: &Attribute<'_>) -> bool {
    let names = ["type", "nil", "schemaLocation", "noNamespaceSchemaLocation"];
    attribute.name.namespace == Some(XSI) && names.contains(&attribute.name.local)
}

fn is_identifier(tables: &Tables, id: SimpleTypeId) -> bool {
    let is_id = |simple: &crate::xsd::datatypes::SimpleType| {
        matches!(simple.variety(), crate::xsd::datatypes::Variety::Atomic(Builtin::Id))
    };
    is_id(tables.simple_type(id))
}
