//! Payloads with faults put in on purpose: whoever puts one in notes where it stands, and exactly those are found.

mod random;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use octane_payload::xsd::{
    CompileOptions, NoResolver, Schema, SchemaDocument, ValidateOptions, Validator, compile,
};
use random::Random;

/// A fault as it is expected: line, column, code, path.
type Expected = (usize, usize, &'static str, String);

/// A payload in the making, and the faults in it.
struct Payload {
    text: String,
    expected: Vec<Expected>,
    random: Random,
    /// Elements in `test_runs` so far, by name.
    runs: BTreeMap<&'static str, usize>,
}

/// Where what is written next stands, counted from the whole text.
fn place(text: &str) -> (usize, usize) {
    let line = text.matches('\n').count() + 1;
    let start = text.rfind('\n').map_or(0, |end| end + 1);
    (line, text[start..].chars().count() + 1)
}

impl Payload {
    fn new(seed: u64) -> Self {
        Self { text: String::new(), expected: Vec::new(), random: Random::new(seed), runs: BTreeMap::new() }
    }

    /// Notes a fault in what is written next.
    fn fault(&mut self, code: &'static str, path: String) {
        let (line, column) = place(&self.text);
        self.expected.push((line, column, code, path));
    }

    fn write(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// What may stand between elements and means nothing.
    fn gap(&mut self) {
        let gap = *self.random.pick(&["", "\n", " ", "\n\t", "<!-- é\n😀 -->", "\r\n  "]);
        self.write(gap);
    }

    fn document(mut self) -> Self {
        self.write("<?xml version=\"1.0\"?>\n<test_result>");
        self.gap();
        if self.random.one_in(3) {
            self.fault("cvc-complex-type.2.4.a", "/test_result/releas".to_owned());
            self.write("<releas name='r'></releas>");
        }
        self.write("<test_runs>");
        for _ in 0..self.random.below(12) {
            self.gap();
            self.run();
        }
        self.gap();
        self.write("</test_runs>");
        if self.random.one_in(3) {
            self.fault("cvc-complex-type.2.4.d", "/test_result/more".to_owned());
            self.write("<more/>");
        }
        self.write("</test_result>");
        self
    }

    fn run(&mut self) {
        let name = if self.random.one_in(6) { "test_rum" } else { "test_run" };
        let count = self.runs.entry(name).or_default();
        *count += 1;
        let count = *count;
        let path = format!("/test_result/test_runs/{name}[{count}]");
        if name == "test_rum" {
            let index = if count > 1 { format!("[{count}]") } else { String::new() };
            self.fault("cvc-complex-type.2.4.a", format!("/test_result/test_runs/{name}{index}"));
        }
        let lacks_name = self.random.one_in(5);
        if lacks_name {
            self.fault("cvc-complex-type.4", path.clone());
        }
        self.write(&format!("<{name}"));
        if !lacks_name {
            self.attribute(&path, "name", "täst 😀", &[("", "cvc-minLength-valid")]);
        }
        self.attribute(
            &path,
            "duration",
            "1",
            &[("x", "cvc-datatype-valid.1.2.1"), ("1.5", "cvc-datatype-valid.1.2.1")],
        );
        self.attribute(
            &path,
            "status",
            "Passed",
            &[("passed", "cvc-enumeration-valid"), ("?", "cvc-enumeration-valid")],
        );
        self.unknown_attribute(&path);
        self.write(">");
        self.content(&path);
        self.write(&format!("</{name}>"));
    }

    /// An attribute with its value, or now and then with one that breaks a rule.
    fn attribute(&mut self, path: &str, name: &str, value: &str, faults: &[(&'static str, &'static str)]) {
        let blank = *self.random.pick(&[" ", "\n   ", "\t"]);
        self.write(&format!("{blank}{name}='"));
        if self.random.one_in(5) {
            let (value, code) = *self.random.pick(faults);
            self.fault(code, format!("{path}/@{name}"));
            self.write(value);
        } else {
            self.write(value);
        }
        self.write("'");
    }

    fn unknown_attribute(&mut self, path: &str) {
        if self.random.one_in(6) {
            self.write(" ");
            self.fault("cvc-complex-type.3.2.2", format!("{path}/@zzz"));
            self.write("zzz=\"&lt;1&gt;\"");
        }
    }

    /// The children of a run: those that are written stand in order.
    fn content(&mut self, path: &str) {
        if self.random.one_in(3) {
            self.write("<suite_ref id='1'>");
            if self.random.one_in(2) {
                self.fault("cvc-complex-type.2.1", format!("{path}/suite_ref"));
                self.write("text &amp; more");
            }
            self.write("</suite_ref>");
        }
        self.gap();
        if self.random.one_in(4) {
            self.fault("cvc-complex-type.2.3", path.to_owned());
            self.write("some <![CDATA[text]]>");
        }
        if self.random.one_in(4) {
            self.fault("cvc-complex-type.2.4.a", format!("{path}/unknown"));
            self.write("<unknown><b c='d'>e</b></unknown>");
        }
        if self.random.one_in(3) {
            self.description(path);
        }
        self.gap();
        if self.random.one_in(3) {
            self.steps(path);
        }
    }

    fn description(&mut self, path: &str) {
        self.write("<description");
        if self.random.one_in(2) {
            self.write(" ");
            self.fault("cvc-type.3.1.1", format!("{path}/description/@lang"));
            self.write("lang='en'");
        }
        self.write(">what it does</description>");
        if self.random.one_in(3) {
            self.fault("cvc-complex-type.2.4.a", format!("{path}/error"));
            self.write("<error type='late'/>");
        }
    }

    fn steps(&mut self, path: &str) {
        self.write("<steps>");
        let step = format!("{path}/steps[1]/step[1]");
        let lacks_status = self.random.one_in(2);
        if lacks_status {
            self.fault("cvc-complex-type.4", step.clone());
        }
        self.write("<step name='s' duration='1'");
        self.write(if lacks_status { ">" } else { " status='any'>" });
        if self.random.one_in(2) {
            self.write("<input_parameters>");
            self.fault("cvc-complex-type.2.4.b", format!("{step}/input_parameters"));
            self.write("</input_parameters>");
        }
        self.write("</step></steps>");
    }
}

fn octane() -> Schema {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("pkg/schema/test-results.xsd");
    let documents = [SchemaDocument::new("octane", fs::read(path).expect("the package has a schema"))];
    compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("it is a schema")
}

fn found(schema: &Schema, payload: &Payload, size: usize) -> Vec<(usize, usize, String, String)> {
    let mut validator = Validator::new(schema, ValidateOptions::default());
    payload.text.as_bytes().chunks(size).for_each(|chunk| validator.push(chunk));
    let diagnostics = validator.finish().diagnostics.into_iter();
    let found = diagnostics.map(|found| {
        let place = found.place.expect("each fault has a place");
        (place.line as usize, place.column as usize, found.code.into_owned(), found.path)
    });
    found.collect()
}

#[test]
fn exactly_the_faults_that_are_put_in_are_found_where_they_are_put() {
    let schema = octane();
    let mut most = 0;
    for seed in 0..2000 {
        let mut payload = Payload::new(seed).document();
        let size = 1 + payload.random.below(payload.text.len());
        let mut expected: Vec<_> = std::mem::take(&mut payload.expected);
        // Of two faults at one place the one of the parent is told first, as it is put in first.
        expected.sort_by_key(|&(line, column, ..)| (line, column));
        let expected: Vec<_> =
            expected.into_iter().map(|(l, c, code, path)| (l, c, code.to_owned(), path)).collect();
        most = most.max(expected.len());
        assert_eq!(found(&schema, &payload, size), expected, "seed {seed}: {}", payload.text);
    }
    assert!(most > 20, "the payloads hold too few faults to prove anything: {most}");
}
