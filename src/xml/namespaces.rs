//! Namespace prefixes in scope (Namespaces in XML 1.0).

/// What the prefix `xml` always stands for.
pub const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";
/// What the prefix `xmlns` always stands for; no element or attribute is in it but the declarations.
pub const XMLNS_NAMESPACE: &str = "http://www.w3.org/2000/xmlns/";

/// The declarations of the open elements, innermost last.
#[derive(Debug, Default)]
pub(super) struct Namespaces {
    bindings: Vec<Binding>,
}

#[derive(Debug)]
struct Binding {
    prefix: Box<str>,
    uri: Box<str>,
    depth: usize,
}

impl Namespaces {
    /// What `prefix` stands for; the empty prefix is the default namespace. `None`: not declared, or no namespace.
    pub(super) fn resolve(&self, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some(XML_NAMESPACE);
        }
        let binding = self.bindings.iter().rev().find(|binding| *binding.prefix == *prefix)?;
        Some(&*binding.uri).filter(|uri| !uri.is_empty())
    }

    /// The innermost usable prefix for the namespace that no declaration further in hides.
    pub(super) fn prefix_of(&self, namespace: &str, is_usable: fn(&str) -> bool) -> Option<&str> {
        if namespace == XML_NAMESPACE {
            return Some("xml");
        }
        let bindings = self.bindings.iter().rev().filter(|binding| *binding.uri == *namespace);
        let mut prefixes = bindings.map(|binding| &*binding.prefix);
        prefixes.find(|prefix| is_usable(prefix) && self.resolve(prefix) == Some(namespace))
    }

    /// Adds a declaration on the element at `depth`; false where the recommendation does not allow it (section 3).
    pub(super) fn declare(&mut self, prefix: &str, uri: &str, depth: usize) -> bool {
        let is_xml = uri == XML_NAMESPACE;
        let allowed = prefix != "xmlns"
            && uri != XMLNS_NAMESPACE
            && (prefix == "xml") == is_xml
            && (prefix.is_empty() || !uri.is_empty());
        if allowed {
            self.bindings.push(Binding { prefix: prefix.into(), uri: uri.into(), depth });
        }
        allowed
    }

    /// Forgets the declarations of elements at `depth` and deeper.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.bindings.last().is_some_and(|binding| binding.depth >= depth) {
            self.bindings.pop();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.bindings.len()
    }
}
