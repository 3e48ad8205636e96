//! Wildcards (section 3.10).

use crate::xsd::component::{NamespaceId, Namespaces, Process, Wildcard, WildcardId};

use super::at::At;
use super::compiler::Compiler;

impl Compiler<'_> {
    /// The wildcard of an `any`.
    pub(super) fn element_wildcard(&mut self, at: At) -> WildcardId {
        let wildcard = self.wildcard(at);
        self.add_wildcard(wildcard)
    }

    pub(super) fn add_wildcard(&mut self, wildcard: Wildcard) -> WildcardId {
        self.tables.wildcards.push(wildcard);
        WildcardId::of(self.tables.wildcards.len() - 1)
    }

    /// The wildcard of an `any` or `anyAttribute`.
    pub(super) fn wildcard(&mut self, at: At) -> Wildcard {
        let namespaces = self.token(at, "namespace").unwrap_or_else(|| "##any".to_owned());
        let process = match self.node(at).token("processContents") {
            Some("skip") => Process::Skip,
            Some("lax") => Process::Lax,
            _ => Process::Strict,
        };
        let origin = self.origin(at);
        Wildcard { namespaces: self.namespaces_of(at, &namespaces), process, origin }
    }

    fn namespaces_of(&mut self, at: At, text: &str) -> Namespaces {
        match text {
            "##any" => Namespaces::Any,
            "##other" => Namespaces::Not(self.namespace_at(at)),
            _ => {
                let words = text.split_ascii_whitespace();
                Namespaces::list(words.map(|word| self.listed_namespace(at, word)).collect())
            }
        }
    }

    fn listed_namespace(&mut self, at: At, word: &str) -> NamespaceId {
        match word {
            "##targetNamespace" => self.namespace_at(at),
            "##local" => NamespaceId::ABSENT,
            namespace => self.tables.names.intern_namespace(Some(namespace)),
        }
    }
}
