//! Names for eyes: with the prefixes that the document itself has for their namespaces.

use crate::xml::Name;
use crate::xsd::component::{NameId, NamespaceId, Tables};
use crate::xsd::datatypes::Namespaces;

use super::state::Scope;

impl Scope<'_, '_> {
    /// The name of an element as it would be written here; `{namespace}local` where it cannot be.
    pub(super) fn element(&self, tables: &Tables, name: NameId) -> String {
        let is_hidden = || self.namespace("").is_some_and(|namespace| !namespace.is_empty());
        if tables.names.namespace_of(name) == NamespaceId::ABSENT && is_hidden() {
            return ["{}", tables.names.local(name)].concat();
        }
        self.shown(tables, name, |_| true)
    }

    /// The name of an attribute, for which the default namespace does not count.
    pub(super) fn attribute(&self, tables: &Tables, name: NameId) -> String {
        self.shown(tables, name, |prefix| !prefix.is_empty())
    }

    fn shown(&self, tables: &Tables, name: NameId, is_usable: fn(&str) -> bool) -> String {
        let namespace = tables.names.namespace_of(name);
        if namespace == NamespaceId::ABSENT {
            return tables.names.local(name).to_owned();
        }
        let namespace = tables.names.namespace_text(namespace);
        let prefix = match self {
            Self::Start(start) => start.prefix_of(namespace, is_usable),
            Self::End(end) => end.prefix_of(namespace, is_usable),
        };
        prefix
            .map_or_else(|| tables.names.display(name), |prefix| qualified(prefix, tables.names.local(name)))
    }
}

/// The name as the document writes it.
pub(super) fn written(name: &Name<'_>) -> String {
    qualified(name.prefix, name.local)
}

fn qualified(prefix: &str, local: &str) -> String {
    if prefix.is_empty() { local.to_owned() } else { [prefix, ":", local].concat() }
}

/// Whether what [`Scope::element`] gives can be written in the document.
pub(super) fn is_writable(name: &str) -> bool {
    !name.starts_with('{')
}
