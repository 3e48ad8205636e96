//! ID, IDREF, ENTITY and NOTATION: what values mean in their document (`cvc-id`, string valid).

use crate::diag::Place;
use crate::xml::Attribute;
use crate::xsd::component::{OriginId, Tables};
use crate::xsd::datatypes::{Namespaces, Role, SimpleType, Variety};

use super::known::{Identifier, Wanted};
use super::report::Finding;
use super::state::{Scope, State};

impl State {
    /// Takes note of what the valid value identifies or refers to.
    #[cold]
    pub(super) fn note_roles(
        &mut self,
        tables: &Tables,
        (simple, origin): (&SimpleType, OriginId),
        text: &str,
        scope: &Scope<'_, '_>,
        place: impl Fn() -> Place,
        attribute: Option<&Attribute<'_>>,
    ) {
        if !simple.has_roles() {
            return;
        }
        let mut roles = Vec::new();
        simple.roles(text, scope, &mut |role, text| roles.push((role, text.to_owned())));
        let length = self.path.len();
        if let Some(attribute) = attribute {
            self.path.push_attribute(attribute.name.prefix, attribute.name.local);
        }
        let is_list = matches!(simple.variety(), Variety::List(_));
        for (role, text) in roles {
            let place = (place(), origin);
            match role {
                Role::Id => self.note_identifier(tables, &text, place),
                Role::IdRef => self.note_reference(&text, place),
                Role::Entity if scope.has_unparsed_entity(&text) => {}
                Role::Entity => self.refuse_entity(tables, &text, is_list, place),
                Role::Notation => self.check_notation(tables, &text, scope, place),
            }
        }
        self.path.truncate(length);
    }

    fn note_reference(&mut self, text: &str, (place, origin): (Place, OriginId)) {
        let path = &self.path;
        let wanted = || Wanted { text: text.to_owned(), place, origin, path: path.text() };
        self.identifiers.entry(text, || Identifier::Wanted(Box::new(wanted())));
    }

    /// The document declares no such entity, or its declarations are not read.
    fn refuse_entity(
        &mut self,
        tables: &Tables,
        text: &str,
        is_list: bool,
        (place, origin): (Place, OriginId),
    ) {
        let code = if is_list { "cvc-simple-type.2.2" } else { "cvc-simple-type.2.1" };
        let message = format!("\"{text}\" names no unparsed entity of the document");
        self.report(tables, Finding::new(code, message).found(text).origin(origin), place);
    }

    fn check_notation(
        &mut self,
        tables: &Tables,
        text: &str,
        scope: &dyn Namespaces,
        (place, origin): (Place, OriginId),
    ) {
        let (prefix, local) = text.split_once(':').unwrap_or(("", text));
        let namespace = scope.namespace(prefix).filter(|namespace| !namespace.is_empty());
        let name = tables.names.find(tables.names.namespace(namespace), local);
        if !tables.notations.iter().any(|notation| notation.name == name) {
            let message = format!("the schema declares no notation \"{text}\"");
            let finding = Finding::new("cvc-datatype-valid.1.2.1", message).found(text).origin(origin);
            self.report(tables, finding, place);
        }
    }

    fn note_identifier(&mut self, tables: &Tables, text: &str, (place, origin): (Place, OriginId)) {
        if matches!(self.identifiers.get(text), Some(Identifier::Known)) {
            let message = format!("identifier \"{text}\" stands in the document already");
            self.report(tables, Finding::new("cvc-id.2", message).found(text).origin(origin), place);
        } else {
            *self.identifiers.entry(text, || Identifier::Known) = Identifier::Known;
        }
    }

    /// At the end of the document: references that lead nowhere.
    pub(super) fn check_references(&mut self, tables: &Tables) {
        for identifier in std::mem::take(&mut self.identifiers).into_values() {
            let Identifier::Wanted(wanted) = identifier else {
                continue;
            };
            let Wanted { text, place, origin, path } = *wanted;
            let message = format!("no element of the document has the identifier \"{text}\"");
            let finding = Finding::new("cvc-id.1", message).found(&text).origin(origin);
            self.report.add(tables, finding, place, path);
        }
    }
}
