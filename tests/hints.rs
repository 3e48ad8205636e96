//! What instance documents say of their schema documents, and what becomes of it.

use octane_payload::diag::Diagnostic;
use octane_payload::xsd::{
    CompileOptions, HintReader, NoResolver, Reference, SchemaDocument, SchemaError, ValidateOptions, compile,
    validate,
};

/// The hints of a document at `in/a.xml`, read in chunks of one byte and in one piece.
fn hints(document: &str) -> Vec<(String, Option<String>)> {
    let read = |size: usize| {
        let mut reader = HintReader::new("in/a.xml", &ValidateOptions::default());
        document.as_bytes().chunks(size).any(|chunk| reader.push(chunk));
        reader.hints()
    };
    let whole = read(document.len());
    assert_eq!(read(1), whole, "{document}");
    whole.into_iter().map(|hint| (hint.resolved(), hint.namespace)).collect()
}

fn root(attributes: &str) -> String {
    format!(
        "<?xml version='1.0'?><!-- c --><a xmlns:i='http://www.w3.org/2001/XMLSchema-instance' {attributes}><b/>"
    )
}

#[test]
fn the_root_element_points_to_schema_documents() {
    let pair = |location: &str, namespace: Option<&str>| (location.to_owned(), namespace.map(str::to_owned));
    assert_eq!(
        hints(&root("i:schemaLocation=' u a.xsd\n v ../b.xsd w'")),
        [pair("in/a.xsd", Some("u")), pair("b.xsd", Some("v"))]
    );
    assert_eq!(hints(&root("i:noNamespaceSchemaLocation='/c.xsd'")), [pair("/c.xsd", None)]);
    assert_eq!(hints(&root("schemaLocation='u a.xsd'")), []);
    assert_eq!(
        hints("<a><b xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='u a'/></a>"),
        []
    );
    assert_eq!(hints("no document"), []);
}

const MAIN: &str = "<x:schema xmlns:x='http://www.w3.org/2001/XMLSchema'><x:element name='a'><x:complexType>\
    <x:sequence><x:any/></x:sequence></x:complexType></x:element></x:schema>";

fn other(namespace: &str, content: &str) -> String {
    format!(
        "<x:schema xmlns:x='http://www.w3.org/2001/XMLSchema' targetNamespace='{namespace}'>{content}</x:schema>"
    )
}

/// The codes of `<a><b xmlns='u'>x</b></a>`, where the document points to `content` for the namespace.
fn codes(namespace: Option<&str>, content: &str) -> Result<Vec<&'static str>, SchemaError> {
    let documents = [SchemaDocument::new("a.xsd", MAIN), SchemaDocument::new("b.xsd", content)];
    let hint = Reference {
        location: "b.xsd".to_owned(),
        base: String::new(),
        namespace: namespace.map(str::to_owned),
    };
    let options = CompileOptions { hints: vec![hint], ..CompileOptions::default() };
    let schema = compile(&documents, &mut NoResolver, &options)?;
    let validation = validate(&schema, b"<a><b xmlns='u'>x</b></a>", ValidateOptions::default());
    let known = ["cvc-datatype-valid.1.2.1", "cvc-complex-type.2.4.c"];
    let code = |code: &str| known.into_iter().find(|known| *known == code).unwrap_or("another");
    Ok(validation.diagnostics.iter().map(|diagnostic| code(&diagnostic.code)).collect())
}

#[test]
fn a_hint_counts_where_the_schema_has_nothing_of_its_namespace() {
    let content = other("u", "<x:element name='b' type='x:int'/>");
    assert_eq!(codes(Some("u"), &content).ok(), Some(vec!["cvc-datatype-valid.1.2.1"]));
    assert_eq!(codes(None, &content).ok(), Some(vec!["cvc-complex-type.2.4.c"]));
}

#[test]
fn a_hint_to_what_is_no_schema_of_the_namespace_is_an_error() {
    for content in [other("v", ""), "<schema/>".to_owned()] {
        let error = codes(Some("u"), &content).expect_err("it is no schema of u");
        let is_said =
            |found: &Diagnostic| found.code == "schema-hint" && found.file.as_deref() == Some("b.xsd");
        assert!(error.diagnostics.iter().any(is_said), "{content}");
    }
}
