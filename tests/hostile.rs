//! Schemas and documents made to cost more than they weigh: each bound holds exactly, and says where it is reached.
//!
//! Nothing here looks at a clock: what a compilation may cost is counted in steps, and the count is a bound itself.

use std::fmt::Write;

use octane_payload::diag::Diagnostic;
use octane_payload::xsd::{
    CompileOptions, NoResolver, Reference, Schema, SchemaDocument, ValidateOptions, compile, validate,
};

fn schema(content: &str) -> String {
    format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>{content}</xs:schema>")
}

fn compiled(content: &str, options: &CompileOptions) -> Result<Schema, Vec<Diagnostic>> {
    let documents = [SchemaDocument::new("s.xsd", schema(content))];
    compile(&documents, &mut NoResolver, options).map_err(|error| error.diagnostics)
}

fn shown(diagnostics: &[Diagnostic]) -> Vec<String> {
    let show = |d: &Diagnostic| {
        let column = d.place.map_or(0, |place| place.column);
        format!("{column} {} {} {}", d.code, d.path, d.message)
    };
    diagnostics.iter().map(show).collect()
}

/// The same schema within a bound and beyond it.
fn check(content: &str, bound: impl Fn(&mut CompileOptions, usize), most: usize, beyond: &[&str]) {
    let mut options = CompileOptions::default();
    bound(&mut options, most);
    let within = compiled(content, &options);
    assert!(within.is_ok(), "{:?}", within.map_err(|found| shown(&found)));
    bound(&mut options, most - 1);
    let found = compiled(content, &options).expect_err("the schema is beyond the bound");
    assert_eq!(shown(&found), beyond);
}

fn repeated(count: usize, one: impl Fn(usize) -> String) -> String {
    (0..count).map(one).collect()
}

#[test]
fn the_depth_of_a_schema_document_is_bounded() {
    let content = "<xs:annotation><xs:documentation><a/></xs:documentation></xs:annotation>";
    let beyond = ["89 xml-limit  the limit \"depth\" of 3 is passed"];
    check(content, |options, most| options.xml.depth = most, 4, &beyond);
}

#[test]
fn the_attributes_of_an_element_are_bounded() {
    let beyond = ["77 xml-limit  the limit \"attributes\" of 1 is passed"];
    check("<xs:element name='a' type='xs:int'/>", |options, most| options.xml.attributes = most, 2, &beyond);
}

#[test]
fn the_names_of_elements_and_attributes_are_bounded() {
    let beyond = ["57 xml-limit  the limit \"name_bytes\" of 16 is passed"];
    let content = "<xs:attributeGroup name='a'/>";
    check(content, |options, most| options.xml.name_bytes = most, 17, &beyond);
}

#[test]
fn a_tag_is_bounded() {
    let content = format!("<xs:element name='{}'/>", "a".repeat(100));
    let beyond = ["56 xml-limit  the limit \"markup_bytes\" of 120 is passed"];
    check(&content, |options, most| options.xml.markup_bytes = most, 121, &beyond);
}

#[test]
fn the_namespaces_in_scope_are_bounded() {
    let content = "<xs:element xmlns:a='urn:a' xmlns:b='urn:b' name='a'/>";
    let beyond = ["56 xml-limit  the limit \"namespaces\" of 2 is passed"];
    check(content, |options, most| options.xml.namespaces = most, 3, &beyond);
}

#[test]
fn the_documents_of_a_schema_are_bounded_and_may_stand_in_a_row() {
    let chain = |options: &CompileOptions| {
        let mut next = |reference: &Reference| {
            let number: usize = reference.location.parse().expect("locations are numbers");
            let content = match number {
                999 => String::new(),
                _ => format!("<xs:include schemaLocation='{}'/>", number + 1),
            };
            Some(SchemaDocument::new(&reference.location, schema(&content)))
        };
        let first = SchemaDocument::new("0", schema("<xs:include schemaLocation='1'/>"));
        in_small_stack(|| compile(&[first], &mut next, options).map(drop))
    };
    let mut options = CompileOptions::default();
    assert_eq!(options.limits.documents, 1000);
    assert_eq!(chain(&options), Ok(()));
    options.limits.documents = 999;
    let error = chain(&options).expect_err("there is one document more");
    let beyond = "56 xsd-limit /schema/include the schema has more than 999 documents";
    assert_eq!(shown(&error.diagnostics), [beyond]);
}

/// In the stack that WebAssembly has by default.
fn in_small_stack<T: Send>(run: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(1 << 20);
        let handle = thread.spawn_scoped(scope, run).expect("a thread can be started");
        handle.join().expect("the stack is large enough")
    })
}

/// Chains of components, each of which is built within the one before it, so many in a row.
fn chains(count: usize) -> [(&'static str, String); 6] {
    let group = |i| match i {
        0 => "<xs:group name='g0'><xs:sequence><xs:element name='e'/></xs:sequence></xs:group>".to_owned(),
        i => format!(
            "<xs:group name='g{i}'><xs:sequence><xs:group ref='g{}' minOccurs='0'/></xs:sequence></xs:group>",
            i - 1
        ),
    };
    let simple = |i| match i {
        0 => "<xs:simpleType name='t0'><xs:restriction base='xs:int'/></xs:simpleType>".to_owned(),
        i => format!("<xs:simpleType name='t{i}'><xs:restriction base='t{}'/></xs:simpleType>", i - 1),
    };
    let complex = |i| match i {
        0 => "<xs:complexType name='c0'><xs:sequence/></xs:complexType>".to_owned(),
        i => format!(
            "<xs:complexType name='c{i}'><xs:complexContent><xs:extension base='c{}'><xs:sequence><xs:element \
             name='e{i}'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>",
            i - 1
        ),
    };
    let attributes = |i| match i {
        0 => "<xs:attributeGroup name='a0'/>".to_owned(),
        i => format!(
            "<xs:attributeGroup name='a{i}'><xs:attributeGroup ref='a{}'/></xs:attributeGroup>",
            i - 1
        ),
    };
    let head = |i| match i {
        0 => "<xs:element name='h0'/>".to_owned(),
        i => format!("<xs:element name='h{i}' substitutionGroup='h{}'/>", i - 1),
    };
    // The last one is built first, so that all others are built within it.
    let backwards =
        |one: &dyn Fn(usize) -> String| (0..count).rev().fold(String::new(), |text, i| text + &one(i));
    let nested = format!(
        "<xs:complexType name='n'>{}{}</xs:complexType>",
        "<xs:choice>".repeat(count),
        "</xs:choice>".repeat(count)
    );
    [
        ("group", backwards(&group)),
        ("simpleType", backwards(&simple)),
        ("complexType", backwards(&complex)),
        ("attributeGroup", backwards(&attributes)),
        ("element", backwards(&head)),
        ("choice", nested),
    ]
}

#[test]
fn components_in_a_row_are_bounded_and_fit_in_the_stack() {
    let most = CompileOptions::default().limits.nesting;
    for (kind, content) in chains(most / 2) {
        let found = in_small_stack(|| compiled(&content, &CompileOptions::default()).map(drop));
        assert_eq!(found.map_err(|found| shown(&found)), Ok(()), "{kind}");
    }
    for (kind, content) in chains(10 * most) {
        let mut options = CompileOptions::default();
        options.xml.depth = 20 * most;
        let found = in_small_stack(|| compiled(&content, &options).map(drop)).expect_err(kind);
        let message = format!("more than {most} components are nested or derived in a row");
        assert_eq!((found[0].code.as_ref(), &found[0].message), ("xsd-limit", &message), "{kind}");
    }
    let content = "<xs:simpleType name='t'><xs:restriction><xs:simpleType><xs:restriction base='xs:int'/>\
                   </xs:simpleType></xs:restriction></xs:simpleType>";
    let beyond = [
        "96 xsd-limit /schema/simpleType/restriction/simpleType more than 1 components are nested or derived in a row",
    ];
    check(content, |options, most| options.limits.nesting = most, 2, &beyond);
}

#[test]
fn groups_that_multiply_are_bounded() {
    let doubling = |i| {
        let part = match i {
            0 => "<xs:element name='e'/>".to_owned(),
            i => format!("<xs:group ref='g{0}'/><xs:group ref='g{0}'/>", i - 1),
        };
        format!("<xs:group name='g{i}'><xs:sequence>{part}</xs:sequence></xs:group>")
    };
    let content = repeated(64, doubling)
        + "<xs:complexType name='t'><xs:sequence><xs:group ref='g63'/></xs:sequence></xs:complexType>";
    let found = compiled(&content, &CompileOptions::default()).expect_err("there are 2^63 particles");
    assert_eq!(found[0].message, "the content model has more than 10000 particles");
    assert!(found.iter().all(|fault| fault.code == "xsd-limit"));
}

#[test]
fn the_positions_of_a_content_model_are_bounded() {
    let content = "<xs:complexType name='t'><xs:sequence><xs:element name='a' minOccurs='5' maxOccurs='5'/>\
                   </xs:sequence></xs:complexType>";
    let beyond =
        ["56 xsd-limit /schema/complexType the content model has more than 4 positions or 10000 states"];
    check(content, |options, most| options.limits.positions = most, 5, &beyond);
}

#[test]
fn the_states_of_a_content_model_are_bounded() {
    let content = "<xs:complexType name='t'><xs:sequence><xs:element name='a'/><xs:element name='b'/>\
                   </xs:sequence></xs:complexType>";
    let beyond =
        ["56 xsd-limit /schema/complexType the content model has more than 10000 positions or 2 states"];
    check(content, |options, most| options.limits.states = most, 3, &beyond);
}

#[test]
fn occurrences_are_bounded() {
    let content = "<xs:complexType name='t'><xs:sequence><xs:element name='a' maxOccurs='1000'/>\
                   </xs:sequence></xs:complexType>";
    let beyond = ["126 xsd-limit /schema/complexType/sequence/element maxOccurs is more than 999"];
    check(content, |options, most| options.limits.occurrences = most, 1000, &beyond);
}

#[test]
fn large_occurrences_cost_no_states() {
    let count = u32::MAX - 1;
    let content = format!(
        "<xs:element name='r'><xs:complexType><xs:sequence minOccurs='0' maxOccurs='{count}'>\
         <xs:element name='a' maxOccurs='{count}'/><xs:element name='b' minOccurs='0'/></xs:sequence></xs:complexType></xs:element>"
    );
    let mut options = CompileOptions::default();
    options.limits.steps = 1000;
    let schema = compiled(&content, &options).map_err(|found| shown(&found)).expect("a counter is enough");
    assert!(validate(&schema, b"<r><a/><b/><a/></r>", ValidateOptions::default()).valid);
}

#[test]
fn the_members_of_a_union_are_bounded() {
    let doubling = |i: usize| {
        let before = i.checked_sub(1).map_or_else(|| "xs:int".to_owned(), |before| format!("u{before}"));
        format!("<xs:simpleType name='u{i}'><xs:union memberTypes='{before} {before}'/></xs:simpleType>")
    };
    let beyond = ["233 xsd-limit /schema/simpleType[3]/union the union has more than 7 members"];
    check(&repeated(3, doubling), |options, most| options.limits.members = most, 8, &beyond);
    let found = compiled(&repeated(64, doubling), &CompileOptions::default()).expect_err("2^64 members");
    assert_eq!(found[0].message, "the union has more than 1000 members");
}

#[test]
fn the_paths_of_a_selector_are_bounded() {
    let content = "<xs:element name='a'><xs:unique name='u'><xs:selector xpath='a|b|c'/><xs:field xpath='@d'/>\
                   </xs:unique></xs:element>";
    let beyond = ["117 xsd-limit /schema/element/unique/selector there are more than 2 paths"];
    check(content, |options, most| options.limits.paths = most, 3, &beyond);
}

#[test]
fn patterns_are_bounded() {
    let pattern = |text: &str| {
        format!(
            "<xs:simpleType name='p'><xs:restriction base='xs:string'><xs:pattern value='{text}'/></xs:restriction></xs:simpleType>"
        )
    };
    let place = "132 pattern-limit /schema/simpleType/restriction/pattern";
    let deep = format!("{place} the pattern nests deeper than 2");
    check(&pattern("(((a)))"), |options, most| options.patterns.nesting = most, 3, &[&deep]);
    let mut options = CompileOptions::default();
    options.patterns.instructions = 1000;
    let found = compiled(&pattern("(a{1000}){1000}"), &options).expect_err("a million instructions");
    assert_eq!(shown(&found), [format!("{place} the pattern has more than 1000 states")]);
    assert!(compiled(&pattern("[a-z]{900}"), &options).is_ok());
}

#[test]
fn patterns_that_multiply_states_are_simulated_and_take_time_with_the_length_of_the_text_only() {
    let pattern = "(.*a.{12}|(x+x+)+y|(a|aa)*b)";
    let content = format!(
        "<xs:element name='r' type='p'/><xs:simpleType name='p'><xs:restriction base='xs:string'>\
         <xs:pattern value='{pattern}'/></xs:restriction></xs:simpleType>"
    );
    let schema = compiled(&content, &CompileOptions::default()).expect("the schema is valid");
    let is_valid =
        |text: &str| validate(&schema, format!("<r>{text}</r>").as_bytes(), ValidateOptions::default()).valid;
    assert!(!is_valid(&"x".repeat(100_000)));
    assert!(is_valid(&("a".repeat(100_000) + "b")));
    assert!(!is_valid(&("a".repeat(12) + &"c".repeat(13))));
}

#[test]
fn all_steps_of_a_compilation_are_bounded() {
    let one =
        |i| format!("<xs:complexType name='t{i}'><xs:group ref='g' maxOccurs='unbounded'/></xs:complexType>");
    let elements = repeated(100, |i| format!("<xs:element name='e{i}'/>"));
    let group = format!("<xs:group name='g'><xs:choice>{elements}</xs:choice></xs:group>");
    let mut options = CompileOptions::default();
    options.limits.steps = 500_000;
    let within = compiled(&(group.clone() + &one(0)), &options).map(drop);
    assert_eq!(within.map_err(|found| shown(&found)), Ok(()));
    let found = compiled(&(group + &repeated(100, one)), &options).expect_err("there are a hundred as large");
    let found: Vec<_> = found.iter().map(|fault| (fault.code.as_ref(), fault.message.as_str())).collect();
    assert_eq!(found, [("xsd-limit", "the schema takes more than 500000 steps to compile")]);
}

#[test]
fn inherited_attributes_count_as_steps() {
    let attributes = repeated(100, |i| format!("<xs:attribute name='a{i}'/>"));
    let base = format!("<xs:complexType name='b'>{attributes}</xs:complexType>");
    let one = |i| {
        format!(
            "<xs:complexType name='t{i}'><xs:complexContent><xs:extension base='b'/></xs:complexContent></xs:complexType>"
        )
    };
    let mut options = CompileOptions::default();
    options.limits.steps = 20_000;
    assert!(compiled(&(base.clone() + &repeated(9, one)), &options).is_ok());
    let found = compiled(&(base + &repeated(100, one)), &options).expect_err("there are many");
    assert_eq!(found[0].message, "the schema takes more than 20000 steps to compile");
}

#[test]
fn substitution_groups_in_a_choice_count_as_steps() {
    let members = repeated(1000, |i| format!("<xs:element name='m{i}' substitutionGroup='h'/>"));
    let choices = repeated(1000, |_| "<xs:element ref='h'/>".to_owned());
    let content = format!(
        "<xs:element name='h'/>{members}<xs:complexType name='t'><xs:sequence>{choices}</xs:sequence></xs:complexType>"
    );
    let mut options = CompileOptions::default();
    options.limits.steps = 100_000;
    let found = compiled(&content, &options).expect_err("there are a million pairs");
    assert_eq!(found[0].message, "the schema takes more than 100000 steps to compile");
}

#[test]
fn an_all_group_and_an_enumeration_may_be_wide() {
    let elements = repeated(2000, |i| format!("<xs:element name='e{i}' minOccurs='0'/>"));
    let values = repeated(50_000, |i| format!("<xs:enumeration value='v{i}'/>"));
    let content = format!(
        "<xs:element name='r'><xs:complexType><xs:all>{elements}</xs:all><xs:attribute name='a' type='v'/></xs:complexType>\
         </xs:element><xs:simpleType name='v'><xs:restriction base='xs:string'>{values}</xs:restriction></xs:simpleType>"
    );
    let schema =
        compiled(&content, &CompileOptions::default()).map_err(|found| shown(&found)).expect("it is wide");
    let document = format!("<r a='w'>{}<e7/></r>", repeated(2000, |i| format!("<e{i}/>")));
    let found = validate(&schema, document.as_bytes(), ValidateOptions::default()).diagnostics;
    let codes: Vec<_> = found.iter().map(|d| (d.code.as_ref(), d.expected.len())).collect();
    assert_eq!(codes, [("cvc-enumeration-valid", 50), ("cvc-complex-type.2.4.d", 0)]);
}

#[test]
fn the_faults_of_a_schema_are_listed_up_to_a_bound() {
    let content = repeated(3, |_| "<xs:element name='e' type='xs:int' default='x'/>".to_owned());
    let mut options = CompileOptions { diagnostics: 5, ..CompileOptions::default() };
    let codes = |options: &CompileOptions, content: &str| -> Vec<String> {
        let found = compiled(content, options).expect_err("there are faults");
        found.iter().map(|fault| fault.code.to_string()).collect()
    };
    assert_eq!(codes(&options, &content).last().map(String::as_str), Some("sch-props-correct.2"));
    options.diagnostics = 2;
    assert_eq!(codes(&options, &content).last().map(String::as_str), Some("diagnostics-limit"));
    let many = repeated(20_000, |_| "<xs:sequence a='b'/>".to_owned());
    assert_eq!(codes(&CompileOptions::default(), &many).len(), 1001);
}

#[test]
fn the_findings_of_a_document_are_listed_up_to_a_bound() {
    let schema = compiled("<xs:element name='r'><xs:complexType/></xs:element>", &CompileOptions::default());
    let schema = schema.expect("the schema is valid");
    let document = |count| format!("<r>{}</r>", "<a/>".repeat(count));
    let found = |count| {
        let options = ValidateOptions { diagnostics: 3, ..ValidateOptions::default() };
        shown(&validate(&schema, document(count).as_bytes(), options).diagnostics)
    };
    assert_eq!(found(3).len(), 3);
    assert_eq!(
        found(5).last().map(String::as_str),
        Some("0 diagnostics-limit  2 more findings are not listed")
    );
}

#[test]
fn findings_past_the_bound_are_counted_without_being_worked_out() {
    let attributes = repeated(500, |i| format!("<xs:attribute name='a{i}' use='required'/>"));
    let content = format!(
        "<xs:element name='r'><xs:complexType><xs:sequence><xs:element name='e' minOccurs='0' maxOccurs='unbounded'>\
         <xs:complexType>{attributes}</xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>"
    );
    let schema = compiled(&content, &CompileOptions::default()).expect("the schema is valid");
    let document = format!("<r>{}</r>", "<e x='1'/><f/>".repeat(20_000));
    let found = validate(&schema, document.as_bytes(), ValidateOptions::default()).diagnostics;
    assert_eq!(found.len(), 1001);
    let last = found.last().expect("there are findings");
    let rest: usize = last.message.split(' ').next().and_then(|count| count.parse().ok()).expect("a count");
    assert!(rest >= 3 * 20_000 - 1000, "{rest}");
}

#[test]
fn a_value_is_bounded_and_told_where_it_stands() {
    let schema = compiled("<xs:element name='e' type='xs:int'/>", &CompileOptions::default());
    let schema = schema.expect("the schema is valid");
    let mut options = ValidateOptions::default();
    options.limits.markup_bytes = 100;
    let found = |length: usize| {
        let document = format!("<e>{}</e>", "0".repeat(length));
        shown(&validate(&schema, document.as_bytes(), options.clone()).diagnostics)
    };
    assert_eq!(found(100), [""; 0]);
    assert_eq!(found(101), ["1 xsd-limit /e the value is longer than 100 bytes, and is not checked"]);
}

#[test]
fn a_list_without_documents_is_no_schema() {
    let error = compile(&[], &mut NoResolver, &CompileOptions::default()).expect_err("there is nothing");
    assert_eq!(shown(&error.diagnostics), ["0 schema-empty  there is no schema document"]);
}

#[test]
fn a_hint_that_leads_to_no_schema_is_told() {
    let hint = Reference { location: "b.xsd".into(), base: "d.xml".into(), namespace: Some("urn:b".into()) };
    let options = CompileOptions { hints: vec![hint], ..CompileOptions::default() };
    let documents = [SchemaDocument::new("s.xsd", schema("")), SchemaDocument::new("b.xsd", schema(""))];
    let error = compile(&documents, &mut NoResolver, &options).expect_err("it has another namespace");
    let message =
        "the document says that this is a schema with the target namespace \"urn:b\", and it is none";
    assert_eq!(shown(&error.diagnostics), [format!("0 schema-hint  {message}")]);
}

#[test]
fn a_schema_that_is_cut_or_scrambled_is_refused_or_compiled_and_nothing_else() {
    let content =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/schema/test-results.xsd"));
    let content = content.expect("the package has a schema");
    let words = ["sequence", "name=", "type=", "base=", "minOccurs=", "complexType", "restriction", "value="];
    let mut found = String::new();
    for (index, word) in words.iter().enumerate() {
        for (at, _) in content.match_indices(word).step_by(7) {
            let other = words[(index + 3) % words.len()];
            let scrambled = format!("{}{other}{}", &content[..at], &content[at + word.len()..]);
            for text in [&content[..at], &scrambled] {
                let documents = [SchemaDocument::new("s.xsd", text)];
                let outcome = compile(&documents, &mut NoResolver, &CompileOptions::default());
                let _ = write!(found, "{}", outcome.is_ok());
            }
        }
    }
    assert!(found.contains("false"));
}

#[test]
fn what_stands_in_an_entity_is_no_place_for_an_edit() {
    let content = "<xs:element name='r'><xs:complexType><xs:sequence><xs:element name='count' type='e' maxOccurs='9'/>\
                   </xs:sequence></xs:complexType></xs:element><xs:simpleType name='e'><xs:restriction base='xs:string'>\
                   <xs:enumeration value='alpha'/></xs:restriction></xs:simpleType>";
    let schema = compiled(content, &CompileOptions::default()).expect("the schema is valid");
    let document = "<!DOCTYPE r [<!ENTITY m \"<cuont x='1'>alhpa</cuont>\"><!ENTITY v 'alhpa'>]>\
                    <r>&m;<count>&v;</count><count x='&v;'>al&v;</count></r>";
    let options =
        ValidateOptions { doctype: octane_payload::xml::Doctype::Internal, ..ValidateOptions::default() };
    let found = validate(&schema, document.as_bytes(), options).diagnostics;
    let edited = |d: &Diagnostic| {
        let edit = &d.fix.as_ref()?.edits[0];
        let start = usize::try_from(edit.offset).expect("a document fits in memory");
        document.get(start..start + usize::try_from(edit.length).expect("a document fits in memory"))
    };
    let edits: Vec<_> = found.iter().map(|d| (d.code.as_ref(), edited(d))).collect();
    assert_eq!(
        edits,
        [
            ("cvc-complex-type.2.4.a", None),
            ("cvc-type.3.1.1", None),
            ("cvc-enumeration-valid", None),
            ("cvc-enumeration-valid", None),
            ("cvc-enumeration-valid", None),
            ("cvc-type.3.1.1", Some(" x='&v;'")),
        ]
    );
}
