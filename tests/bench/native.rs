//! Validation beside raw reading by the tokenizer, which is the limit, in one process: `npm run bench -- native`.

#![allow(clippy::print_stdout, reason = "what a benchmark measures, it prints")]

mod documents;

use std::hint::black_box;
use std::time::{Duration, Instant};

use octane_payload::payload::BUNDLED_SCHEMA;
use octane_payload::xsd::{
    self, CompileOptions, NoResolver, Schema, SchemaDocument, ValidateOptions, Validator,
};
use quick_xml::Reader;
use quick_xml::events::Event;

const CHUNK: usize = 1 << 16;

fn main() {
    let schema = bundled();
    for document in documents::all() {
        let bytes = document.text.as_bytes();
        report("quick-xml", document.name, bytes.len(), || raw(&document.text) > 0);
        report("octane-payload", document.name, bytes.len(), || {
            validate(&schema, bytes) == document.is_valid
        });
    }
}

fn bundled() -> Schema {
    let documents = [SchemaDocument::new("test-results.xsd", BUNDLED_SCHEMA)];
    xsd::compile(&documents, &mut NoResolver, &CompileOptions::default())
        .expect("the bundled schema compiles")
}

/// The limit: every event and every attribute, nothing else.
fn raw(text: &str) -> usize {
    let mut reader = Reader::from_str(text);
    let mut seen = 0;
    loop {
        match reader.read_event().expect("a well-formed document") {
            Event::Eof => return seen,
            Event::Start(tag) | Event::Empty(tag) => {
                seen += tag
                    .attributes()
                    .map(|attribute| attribute.expect("an attribute").value.len())
                    .sum::<usize>();
            }
            event => seen += event.len(),
        }
    }
}

fn validate(schema: &Schema, bytes: &[u8]) -> bool {
    let mut validator = Validator::new(schema, ValidateOptions::default());
    bytes.chunks(CHUNK).for_each(|chunk| validator.push(chunk));
    validator.finish().valid
}

/// Runs until a second has passed, and three times at least; prints the median.
#[allow(clippy::cast_precision_loss, reason = "megabytes")]
fn report(engine: &str, document: &str, bytes: usize, mut run: impl FnMut() -> bool) {
    let start = Instant::now();
    let mut times = Vec::new();
    while times.len() < 3 || start.elapsed() < Duration::from_secs(1) {
        let start = Instant::now();
        assert!(black_box(run()), "{engine} gives {document} the wrong verdict");
        times.push(start.elapsed());
    }
    times.sort();
    let speed = bytes as f64 / 1e6 / times[times.len() / 2].as_secs_f64();
    println!("{engine:<16} {document:<24} {speed:>8.1} MB/s");
}
