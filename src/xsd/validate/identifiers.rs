//! ID, IDREF, ENTITY and NOTATION: what values mean in their document (`cvc-id`, string valid).

use crate::diag::Place;
use crate::xml::Attribute;
use crate::xsd::component::Tables;
use crate::xsd::datatypes::{Namespaces, Role, SimpleType};

use super::known::Identifiers;
use super::report::Finding;
use super::state::State;

impl State {
    /// Takes note of what the valid value identifies or refers to.
    pub(super) fn note_roles(
        &mut self,
        tables: &Tables,
        simple: &SimpleType,
        text: &str,
        scope: &dyn Namespaces,
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
            super::attributes::push_attribute(&mut self.path, attribute);
        }
        for (role, text) in roles {
            self.note_role(tables, role, &text, place(), scope);
        }
        self.path.truncate(length);
    }

    fn note_role(&mut self, tables: &Tables, role: Role, text: &str, place: Place, scope: &dyn Namespaces) {
        match role {
            Role::Id => self.note_identifier(tables, text, place),
            Role::IdRef => {
                let Identifiers { known, wanted } = &mut self.identifiers;
                if !known.contains(text) && !wanted.contains_key(text) {
                    wanted.insert(text.into(), (place, self.path.clone()));
                }
            }
            Role::Entity => {
                let message = format!("\"{text}\" names no unparsed entity of the document");
                self.report(tables, Finding::new("cvc-attribute.3", message).found(text), place);
            }
            Role::Notation => {
                let (prefix, local) = text.split_once(':').unwrap_or(("", text));
                let namespace = scope.namespace(prefix).filter(|namespace| !namespace.is_empty());
                let name = tables.names.find(tables.names.namespace(namespace), local);
                if !tables.notations.iter().any(|notation| notation.name == name) {
                    let message = format!("the schema declares no notation \"{text}\"");
                    self.report(tables, Finding::new("cvc-attribute.3", message).found(text), place);
                }
            }
        }
    }

    fn note_identifier(&mut self, tables: &Tables, text: &str, place: Place) {
        let Identifiers { known, wanted } = &mut self.identifiers;
        wanted.remove(text);
        if !known.insert(text.into()) {
            let message = format!("identifier \"{text}\" stands in the document already");
            self.report(tables, Finding::new("cvc-id.2", message).found(text), place);
        }
    }

    /// At the end of the document: references that lead nowhere.
    pub(super) fn check_references(&mut self, tables: &Tables) {
        let mut wanted: Vec<_> = std::mem::take(&mut self.identifiers.wanted).into_iter().collect();
        wanted.sort_by_key(|(_, (place, _))| *place);
        for (text, (place, path)) in wanted {
            let message = format!("no element of the document has the identifier \"{text}\"");
            let finding = Finding::new("cvc-id.1", message).found(&text);
            self.report.add(tables, finding, place, path);
        }
    }
}
