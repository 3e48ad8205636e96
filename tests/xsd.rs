//! The schema engine: what it says of documents and of schemas, word by word; the real schemas of the server are read
//! where they are present.

#![allow(clippy::print_stdout, reason = "a test says by name what it leaves out")]

use std::fs;
use std::path::PathBuf;

use octane_payload::xsd::{
    CompileOptions, NoResolver, Schema, SchemaDocument, ValidateOptions, Validation, Validator, compile,
    validate,
};

/// A file beside the repository, or `None` with a word of what is left out.
fn shared(path: &str) -> Option<Vec<u8>> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    let found = fs::read(&file).ok();
    if found.is_none() {
        println!("left out: ../shared/{path} is not present");
    }
    found
}

fn octane() -> Option<Schema> {
    let name = "octane/xsd/test-results-2025-04.xsd";
    let documents = [SchemaDocument::new(name, shared(name)?)];
    Some(
        compile(&documents, &mut NoResolver, &CompileOptions::default())
            .expect("the server's schema is valid"),
    )
}

fn lines(validation: &Validation) -> Vec<String> {
    let line = |d: &octane_payload::diag::Diagnostic| {
        let place = d.place.map_or_else(String::new, |place| format!("{}:{}", place.line, place.column));
        let help = d.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
        format!("{place} {} {} {}{help}", d.code, d.path, d.message)
    };
    validation.diagnostics.iter().map(line).collect()
}

fn check(document: &str, expected: &[&str]) {
    let Some(schema) = octane() else {
        return;
    };
    let whole = validate(&schema, document.as_bytes(), ValidateOptions::default());
    assert_eq!(lines(&whole), expected, "{document}");
    for size in [1, 2, 3, 7, 64] {
        let mut validator = Validator::new(&schema, ValidateOptions::default());
        document.as_bytes().chunks(size).for_each(|chunk| validator.push(chunk));
        assert_eq!(validator.finish(), whole, "in chunks of {size}: {document}");
    }
}

#[test]
fn both_schemas_of_the_server_compile() {
    for name in ["octane/xsd/test-results-2024-12.xsd", "octane/xsd/test-results-2025-04.xsd"] {
        if let Some(content) = shared(name) {
            let documents = [SchemaDocument::new(name, content)];
            compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("it is valid");
        }
    }
}

/// A payload whose only run has these attributes and this content.
fn run(attributes: &str, content: &str) -> String {
    format!("<test_result><test_runs><test_run {attributes}>{content}</test_run></test_runs></test_result>")
}

const RUN: &str = r#"name="a" duration="1" status="Passed""#;

#[test]
fn a_valid_payload_has_no_findings() {
    check(&run(RUN, "<description>é&amp;<![CDATA[<]]></description>"), &[]);
}

#[test]
fn children_are_held_against_the_content_model() {
    check(
        "<test_results/>",
        &[
            "1:1 cvc-elt.1 /test_results the schema declares no element \"test_results\" to begin a document with (did you mean \"test_result\"?)",
        ],
    );
    check(
        "<test_result/>",
        &[
            "1:15 cvc-complex-type.2.4.b /test_result element \"test_result\" ends too early: \"test_runs\" is missing",
        ],
    );
    check(
        "<test_result><test_runs/>\n text</test_result>",
        &["2:2 cvc-complex-type.2.3 /test_result text stands where only elements may"],
    );
    check(
        "<test_result><test_rums/></test_result>",
        &[
            "1:14 cvc-complex-type.2.4.a /test_result/test_rums element \"test_rums\" is not expected here (did you mean \"test_runs\"?)",
        ],
    );
    check(
        "<test_result><tests/><test_runs/></test_result>",
        &["1:14 cvc-complex-type.2.4.a /test_result/tests element \"tests\" is not expected here"],
    );
    check(
        "<test_result><test_runs/><test_runs/></test_result>",
        &[
            "1:26 cvc-complex-type.2.4.d /test_result/test_runs[2] element \"test_runs\" is not expected: nothing may follow here (\"test_runs\" has a place in this element, but not after what stands before it)",
        ],
    );
    check(
        "<test_result><release name='a'/><release_ref id='1'/><test_runs/></test_result>",
        &[
            "1:33 cvc-complex-type.2.4.a /test_result/release_ref element \"release_ref\" is not expected here (\"release_ref\" has a place in this element, but not after what stands before it)",
        ],
    );
}

#[test]
fn content_is_held_against_the_kind_that_the_type_allows() {
    check(
        &run(RUN, "<steps><step name='a' duration='1' status='x'><input_parameters/></step></steps>"),
        &[
            "1:138 cvc-complex-type.2.4.b /test_result/test_runs/test_run[1]/steps[1]/step[1]/input_parameters element \"input_parameters\" ends too early: \"parameter\" is missing",
        ],
    );
    check(
        &run(RUN, "<suite_ref id='1'>x</suite_ref>"),
        &[
            "1:91 cvc-complex-type.2.1 /test_result/test_runs/test_run[1]/suite_ref text stands in an element that must be empty",
        ],
    );
    check(
        &run(RUN, "<suite_ref id='1'><a/></suite_ref>"),
        &[
            "1:91 cvc-complex-type.2.1 /test_result/test_runs/test_run[1]/suite_ref/a element \"a\" stands in an element that must be empty",
        ],
    );
    check(
        &run(RUN, "<description><b/></description>"),
        &[
            "1:86 cvc-type.3.1.2 /test_result/test_runs/test_run[1]/description/b element \"b\" stands in an element that holds a value only",
        ],
    );
}

#[test]
fn attributes_are_held_against_their_declarations() {
    check(
        &run("nam='a' duration='1' status='Passed'", ""),
        &[
            "1:35 cvc-complex-type.3.2.2 /test_result/test_runs/test_run[1]/@nam attribute \"nam\" is not allowed on element \"test_run\" (did you mean \"name\"?)",
        ],
    );
    check(
        &run("name='' duration='1.5' status='passed' manual='yes' external_report_url='ftp:'", ""),
        &[
            "1:41 cvc-minLength-valid /test_result/test_runs/test_run[1]/@name attribute \"name\" is \"\", which has 0 characters, and needs at least 1",
            "1:53 cvc-datatype-valid.1.2.1 /test_result/test_runs/test_run[1]/@duration attribute \"duration\" is \"1.5\", which is not a valid \"long\"",
            "1:66 cvc-enumeration-valid /test_result/test_runs/test_run[1]/@status attribute \"status\" is \"passed\", which is not one of \"Passed\", \"Skipped\", \"Failed\", \"Planned\" (did you mean \"Passed\"?)",
            "1:82 cvc-datatype-valid.1.2.1 /test_result/test_runs/test_run[1]/@manual attribute \"manual\" is \"yes\", which is not a valid \"boolean\"",
            "1:108 cvc-pattern-valid /test_result/test_runs/test_run[1]/@external_report_url attribute \"external_report_url\" is \"ftp:\", which does not match the pattern \"([hH][tT]{2}[pP][sS]?://*.*)|([tT][dD][sS]?://*.*)|(testdirector[s]?:*.*)\"",
            "1:108 cvc-minLength-valid /test_result/test_runs/test_run[1]/@external_report_url attribute \"external_report_url\" is \"ftp:\", which has 4 characters, and needs at least 6",
        ],
    );
    check(
        &run(&format!("name='{}' duration='1' status='Passed'", "é".repeat(256)), ""),
        &[
            "1:41 cvc-maxLength-valid /test_result/test_runs/test_run[1]/@name attribute \"name\" is \"éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…\", which has 256 characters, and may have at most 255",
        ],
    );
    check(
        &run(RUN, "<description a='b'>x</description>"),
        &[
            "1:86 cvc-type.3.1.1 /test_result/test_runs/test_run[1]/description/@a attribute \"a\" stands on an element that holds a value only",
        ],
    );
}

#[test]
fn instance_attributes_are_held_against_the_declaration() {
    let root = |attribute: &str| {
        let instance = "http://www.w3.org/2001/XMLSchema-instance";
        format!("<test_result xmlns:xsi='{instance}' xsi:{attribute}><test_runs/></test_result>")
    };
    check(
        &root("nil='true'"),
        &["1:77 cvc-elt.3.1 /test_result/@xsi:nil the element is not nillable, so it carries no xsi:nil"],
    );
    check(
        &root("type='refTyp'"),
        &[
            "1:78 cvc-elt.4.2 /test_result/@xsi:type the schema defines no type \"refTyp\" (did you mean \"refType\"?)",
        ],
    );
    check(
        &root("type='refType'"),
        &[
            "1:78 cvc-elt.4.3 /test_result/@xsi:type type \"refType\" cannot stand for type \"testResultType\"",
        ],
    );
    check(
        &root("type='a:b:c'"),
        &["1:78 cvc-elt.4.1 /test_result/@xsi:type \"a:b:c\" is not a qualified name"],
    );
}

#[test]
fn one_fault_does_not_hide_the_next() {
    let runs = "<test_run duration='1' status='Passed'/><test_ran name='b' duration='x' status='Passed'/>\
                <test_run name='c' duration='1' status='Failed'><error/><suite_ref id='1'/></test_run>";
    check(
        &format!("<test_result><test_runs>{runs}</test_runs><more/></test_result>"),
        &[
            "1:25 cvc-complex-type.4 /test_result/test_runs/test_run[1] element \"test_run\" lacks the required attribute \"name\"",
            "1:65 cvc-complex-type.2.4.a /test_result/test_runs/test_ran element \"test_ran\" is not expected here (did you mean \"test_run\"?)",
            "1:94 cvc-datatype-valid.1.2.1 /test_result/test_runs/test_ran[1]/@duration attribute \"duration\" is \"x\", which is not a valid \"long\"",
            "1:170 cvc-complex-type.2.4.a /test_result/test_runs/test_run[2]/suite_ref element \"suite_ref\" is not expected here (\"suite_ref\" has a place in this element, but not after what stands before it)",
            "1:212 cvc-complex-type.2.4.d /test_result/more element \"more\" is not expected: nothing may follow here",
        ],
    );
}

#[test]
fn a_document_that_is_not_well_formed_is_a_finding_after_the_others() {
    check(
        "<test_result><tests/></test_resul>",
        &[
            "1:14 cvc-complex-type.2.4.a /test_result/tests element \"tests\" is not expected here",
            "1:22 xml-mismatched-end  end tag \"</test_resul>\" does not match the open element \"test_result\"",
        ],
    );
}

/// Compiles a schema without a target namespace; `x` is the prefix of the schema language, added to its elements.
fn compiled(content: &str) -> Result<Schema, Vec<String>> {
    let content = content.replace('<', "<x:").replace("<x:/", "</x:");
    let text = format!("<x:schema xmlns:x='http://www.w3.org/2001/XMLSchema'>{content}</x:schema>");
    let documents = [SchemaDocument::new("s.xsd", text)];
    let error = |error: octane_payload::xsd::SchemaError| {
        let line = |d: &octane_payload::diag::Diagnostic| format!("{} {} {}", d.code, d.path, d.message);
        error.diagnostics.iter().map(line).collect()
    };
    compile(&documents, &mut NoResolver, &CompileOptions::default()).map_err(error)
}

fn check_document(schema: &str, document: &str, expected: &[&str]) {
    let schema = compiled(schema).expect("the schema is valid");
    let validation = validate(&schema, document.as_bytes(), ValidateOptions::default());
    assert_eq!(lines(&validation), expected, "{document}");
}

#[test]
fn a_value_past_the_limit_is_a_finding_of_its_own() {
    let schema = compiled("<element name='e' type='x:int'/>").expect("the schema is valid");
    let mut options = ValidateOptions::default();
    options.limits.markup_bytes = 100;
    let validation = validate(&schema, format!("<e>{}</e>", "1".repeat(101)).as_bytes(), options);
    assert_eq!(
        lines(&validation),
        ["1:1 xsd-limit /e the value is longer than 100 bytes, and is not checked"]
    );
}

#[test]
fn large_bounds_are_counted() {
    let schema = "<element name='r'><complexType><sequence minOccurs='2' maxOccurs='100000'>\
        <element name='a' minOccurs='3' maxOccurs='50000'/><element name='b'/></sequence></complexType></element>";
    let document = |count: usize| format!("<r>{0}<b/>{0}<b/></r>", "<a/>".repeat(count));
    check_document(schema, &document(3), &[]);
    check_document(schema, &document(50_000), &[]);
    check_document(
        schema,
        &document(2),
        &[
            "1:12 cvc-complex-type.2.4.a /r/b \"a\" is missing before element \"b\"",
            "1:24 cvc-complex-type.2.4.a /r/b[2] \"a\" is missing before element \"b\"",
        ],
    );
}

#[test]
fn documents_are_included_imported_and_redefined() {
    let xsd = "http://www.w3.org/2001/XMLSchema";
    let entry = format!(
        "<schema xmlns='{xsd}' targetNamespace='urn:a' xmlns:a='urn:a' xmlns:b='urn:b' elementFormDefault='qualified'>\
         <redefine schemaLocation='inner/chameleon.xsd'><simpleType name='t'><restriction base='a:t'>\
         <maxInclusive value='5'/></restriction></simpleType></redefine><import namespace='urn:b' schemaLocation='b.xsd'/>\
         <element name='r'><complexType><sequence><element name='n' type='a:t'/><element ref='b:e'/></sequence>\
         </complexType></element></schema>"
    );
    let chameleon =
        format!("<schema xmlns='{xsd}'><simpleType name='t'><restriction base='int'/></simpleType></schema>");
    let other =
        format!("<schema xmlns='{xsd}' targetNamespace='urn:b'><element name='e' type='boolean'/></schema>");
    let documents = [SchemaDocument::new("dir/a.xsd", entry), SchemaDocument::new("dir/b.xsd", other)];
    let mut asked = Vec::new();
    let mut resolver = |reference: &octane_payload::xsd::Reference| {
        asked.push(reference.resolved());
        Some(SchemaDocument::new(reference.resolved(), chameleon.clone()))
    };
    let schema = compile(&documents, &mut resolver, &CompileOptions::default()).expect("the schema is valid");
    assert_eq!(asked, ["dir/inner/chameleon.xsd"]);
    let document = "<r xmlns='urn:a' xmlns:b='urn:b'><n>6</n><b:e>maybe</b:e></r>";
    let validation = validate(&schema, document.as_bytes(), ValidateOptions::default());
    assert_eq!(
        lines(&validation),
        [
            "1:34 cvc-maxInclusive-valid /r/n element \"n\" is \"6\", which is not <= \"5\"",
            "1:42 cvc-datatype-valid.1.2.1 /r/b:e element \"b:e\" is \"maybe\", which is not a valid \"boolean\""
        ]
    );
}

#[test]
fn a_repetition_within_a_repetition_is_cut_however_it_fits() {
    let schema = r#"<schema xmlns="http://www.w3.org/2001/XMLSchema"><element name="a"><complexType>
        <choice minOccurs="2" maxOccurs="3"><element name="x" minOccurs="2" maxOccurs="3"/><element name="y"/>
        <choice minOccurs="0"><element name="z" minOccurs="0" maxOccurs="unbounded"/><element name="u" minOccurs="0" maxOccurs="9"/></choice>
        </choice></complexType></element></schema>"#;
    let documents = [SchemaDocument::new("a.xsd", schema)];
    let schema = compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("it is valid");
    for (count, is_valid) in [(0, true), (1, false), (2, true), (4, true), (7, true), (9, true), (10, false)]
    {
        let document = format!("<a>{}</a>", "<x/>".repeat(count));
        let validation = validate(&schema, document.as_bytes(), ValidateOptions::default());
        assert_eq!(validation.valid, is_valid, "{document}");
    }
}
