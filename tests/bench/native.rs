//! The engines of this machine's own build: reading by the tokenizer alone, reading with the reader, validation.
//!
//! `native <engine> <schema> <document>` obeys the benchmark: for each line on the standard input it works for a while
//! and answers with one line of JSON. `native <engine> <schema> <document> once` works once, in `counted`, for tools
//! that count instructions:
//!
//! ```text
//! cargo bench --bench native --no-run && node tests/bench/documents.js
//! valgrind --tool=callgrind --collect-atstart=no --toggle-collect='*counted*' --callgrind-out-file=target/callgrind.out \
//!   target/release/deps/native-<hash> validate target/bench/payload.xsd target/bench/payload-1000.xml once
//! ```

#![allow(clippy::print_stdout, reason = "what a benchmark measures, it prints")]

#[path = "raw/src/read.rs"]
mod raw;

use std::fs;
use std::hint::black_box;
use std::io::{self, BufRead};
use std::time::{Duration, Instant};

use octane_payload::decode::DecodeOptions;
use octane_payload::xml::{Document, Event, Handler, ReaderOptions};
use octane_payload::xsd::{
    self, CompileOptions, NoResolver, Schema, SchemaDocument, ValidateOptions, Validator,
};

/// What one call is given of a document: as much as a file is read at a time.
const CHUNK: usize = 1 << 16;

/// How long one answer is worked for.
const BATCH: Duration = Duration::from_millis(300);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [engine, schema, document, rest @ ..] = arguments.as_slice() else {
        println!(
            "usage: native raw|read|validate <schema> <document> [once]; `npm run bench` gives the rest"
        );
        return;
    };
    let start = Instant::now();
    let schema = compiled(schema);
    println!("{{\"compiled\":{}}}", start.elapsed().as_secs_f64());
    let bytes = fs::read(document).expect("the document is there");
    let mut work = engine_of(engine, &schema, &bytes);
    if rest == ["once"] {
        println!("{}", counted(&mut work));
    } else {
        io::stdin().lock().lines().for_each(|_| answer(&mut work));
    }
}

fn compiled(path: &str) -> Schema {
    let documents = [SchemaDocument::new(path, fs::read(path).expect("the schema is there"))];
    xsd::compile(&documents, &mut NoResolver, &CompileOptions::default()).expect("the schema compiles")
}

fn engine_of<'a>(name: &str, schema: &'a Schema, bytes: &'a [u8]) -> Box<dyn FnMut() -> bool + 'a> {
    match name {
        "raw" => Box::new(|| raw::read(bytes) > 0),
        "read" => Box::new(|| read(bytes) > 0),
        _ => Box::new(|| validate(schema, bytes)),
    }
}

/// The name by which tools find what they are to count.
#[inline(never)]
fn counted(work: &mut dyn FnMut() -> bool) -> bool {
    black_box(work())
}

struct Count(usize);

impl Handler for Count {
    fn event(&mut self, event: Event<'_>) {
        self.0 += match event {
            Event::Start(start) => start.attributes().map(|attribute| attribute.value.len()).sum(),
            Event::Text(text) => text.as_str().len(),
            Event::End(_) => 1,
        };
    }
}

/// Reading without a schema: well-formedness, names and references resolved.
fn read(bytes: &[u8]) -> usize {
    let mut document = Document::new(DecodeOptions::default(), ReaderOptions::default());
    let mut count = Count(0);
    for chunk in bytes.chunks(CHUNK) {
        document.push(chunk, &mut count).expect("a well-formed document");
    }
    document.finish(&mut count).expect("a well-formed document");
    count.0
}

fn validate(schema: &Schema, bytes: &[u8]) -> bool {
    let mut validator = Validator::new(schema, ValidateOptions::default());
    bytes.chunks(CHUNK).for_each(|chunk| validator.push(chunk));
    validator.finish().valid
}

fn answer(work: &mut dyn FnMut() -> bool) {
    let start = Instant::now();
    let mut times = 0_u32;
    let mut valid = false;
    while times == 0 || start.elapsed() < BATCH {
        valid = black_box(work());
        times += 1;
    }
    let seconds = (start.elapsed() / times).as_secs_f64();
    println!("{{\"valid\":{valid},\"seconds\":{seconds},\"peak\":{}}}", peak());
}

/// Most bytes that the process has had in memory; 0 where the system does not say.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim_end_matches("kB").trim().parse::<u64>().unwrap_or(0) * 1024
}
