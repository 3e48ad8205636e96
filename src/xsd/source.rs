//! Where schema documents come from: a name and bytes, handed in. Never I/O.

/// One schema document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemaDocument {
    /// Its location: what relative locations in it are resolved against, and what diagnostics call it.
    pub location: String,
    /// Its bytes, in any encoding that the reader decodes.
    pub content: Vec<u8>,
}

impl SchemaDocument {
    /// A document from its parts.
    pub fn new(location: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self { location: location.into(), content: content.into() }
    }
}

/// A reference from one schema document to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// `schemaLocation` as it was written.
    pub location: String,
    /// Location of the document that refers.
    pub base: String,
    /// The namespace that is imported, or the including document's own; absent for none.
    pub namespace: Option<String>,
}

impl Reference {
    /// The location resolved against the base by the path rules of RFC 3986, section 5.
    pub fn resolved(&self) -> String {
        resolve_location(&self.base, &self.location)
    }
}

/// Finds the document that a reference names.
pub trait Resolve {
    /// The document, or `None` where there is none; its location becomes the base of what it refers to.
    fn resolve(&mut self, reference: &Reference) -> Option<SchemaDocument>;
}

/// Resolves nothing: every document is in the list.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoResolver;

impl Resolve for NoResolver {
    fn resolve(&mut self, _reference: &Reference) -> Option<SchemaDocument> {
        None
    }
}

impl<F: FnMut(&Reference) -> Option<SchemaDocument>> Resolve for F {
    fn resolve(&mut self, reference: &Reference) -> Option<SchemaDocument> {
        self(reference)
    }
}

/// `location` as seen from the document at `base`.
pub(crate) fn resolve_location(base: &str, location: &str) -> String {
    if has_scheme(location) || location.is_empty() {
        return if location.is_empty() { base } else { location }.to_owned();
    }
    let path_start = authority_end(base);
    if location.starts_with('/') {
        return format!("{}{}", &base[..path_start], remove_dots(location));
    }
    let directory = base[path_start..].rfind('/').map_or("", |slash| &base[path_start..=path_start + slash]);
    format!("{}{}", &base[..path_start], remove_dots(&format!("{directory}{location}")))
}

fn has_scheme(location: &str) -> bool {
    let scheme = location.split([':', '/', '?', '#']).next().unwrap_or("");
    location[scheme.len()..].starts_with(':')
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

/// Where the path of an absolute location starts; 0 for a relative one.
fn authority_end(base: &str) -> usize {
    if !has_scheme(base) {
        return 0;
    }
    let after_scheme = base.find(':').map_or(0, |colon| colon + 1);
    match base[after_scheme..].strip_prefix("//") {
        None => after_scheme,
        Some(rest) => rest.find('/').map_or(base.len(), |slash| after_scheme + 2 + slash),
    }
}

/// The path without `.` and, where a segment stands before it, without `..`.
fn remove_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match (segment, kept.last()) {
            (".", _) => {}
            ("..", Some(&last)) if last != ".." && !last.is_empty() => drop(kept.pop()),
            _ => kept.push(segment),
        }
    }
    kept.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve_location;

    #[test]
    fn a_location_is_resolved_against_its_document() {
        let cases = [
            ("a/b.xsd", "c.xsd", "a/c.xsd"),
            ("a/b.xsd", "../c.xsd", "c.xsd"),
            ("b.xsd", "../c.xsd", "../c.xsd"),
            ("/a/b.xsd", "./d/c.xsd", "/a/d/c.xsd"),
            ("https://host/a/b.xsd", "c.xsd", "https://host/a/c.xsd"),
            ("https://host/a/b.xsd", "/c.xsd", "https://host/c.xsd"),
            ("https://host", "/c.xsd", "https://host/c.xsd"),
            ("a/b.xsd", "https://host/c.xsd", "https://host/c.xsd"),
        ];
        for (base, location, expected) in cases {
            assert_eq!(resolve_location(base, location), expected, "{base} + {location}");
        }
    }
}
