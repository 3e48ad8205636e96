//! The fuzzer's targets on the stable tool chain: over what the fuzzer once found, and over mutated inputs of fixed
//! seeds. `npm run fuzz` runs the same targets guided by coverage.

#![allow(clippy::print_stdout, reason = "a test says how much it has tried")]
#![allow(unreachable_pub, reason = "the targets are a library of the fuzzer too")]

#[path = "fuzz/mutate.rs"]
mod mutate;
mod random;
#[path = "fuzz/targets/mod.rs"]
mod targets;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use octane_payload::payload::BUNDLED_SCHEMA;

use mutate::mutated;
use random::Random;

type Target = fn(&[u8]);

/// What the coverage-guided fuzzer once found, in its smallest form: a target, and an input that broke it.
const FOUND: &[(Target, &[u8])] = &[
    // Text before a character that XML forbids was told of only where a chunk ended between the two.
    (targets::document, b"<test_result><test_runs>text\x1B</test_runs></test_result>"),
    (targets::document, b"<test_result><test_runs><![CDATA[text\x1B]]></test_runs></test_result>"),
    // The tokenizer takes "<!doctype", which is no markup, for a document type declaration.
    (targets::document, b"<!DOCTYPe a><test_result/>"),
    (targets::document, b"<!doctype a><test_result/>"),
    // Bytes of another encoding behind a fault were told of only where they came in the same chunk.
    (targets::report, b"{\"uuid\":\"a\",\"status\":\"passed\" x \xFF"),
];

const PAYLOAD: &str = r#"<?xml version="1.0"?>
<test_result><build server_id="s" job_id="j" build_id="b"/><release_ref id="1"/><test_runs>
 <test_run name="a &amp; b" status="Passed" duration="1" started="2"/><!-- note -->
 <test_run name="c" status="Failed" duration="3"><error type="E" message="m"><![CDATA[at <x>]]></error></test_run>
</test_runs></test_result>"#;

const PATTERNS: &[&str] = &[
    "[A-Z]{2}-\\d{4}(-[a-z]+)?\nAB-1234-x",
    "(a|b)*c{2,3}\nababcc",
    "[\\i-[:]][\\c-[:]]*\nname",
    "\\p{L}+\\P{Lu}\\p{IsGreek}\nAbα",
    "[^a-c-[x]]|.\\.\\\\\nq",
    "((a?){9}){9}b\naaab",
    "(\\+|-)?[0-9]+(\\.[0-9]{0,2})?|INF\n-3.14",
];

#[test]
fn what_the_fuzzer_once_found_stays_mended() {
    FOUND.iter().for_each(|(target, input)| target(input));
}

#[test]
fn a_declaration_that_is_longer_than_is_waited_for_is_none_however_the_document_is_cut() {
    for length in 1000..1050 {
        targets::document(format!("<?xml {}encoding=\"U\\F-8\"?><a/>", " ".repeat(length)).as_bytes());
    }
}

#[test]
fn no_mutant_of_a_schema_breaks_the_compiler() {
    try_mutants(targets::schema, &[BUNDLED_SCHEMA.as_bytes().to_vec()], 3000);
}

#[test]
fn no_mutant_of_a_pattern_breaks_the_automata() {
    let seeds: Vec<_> = PATTERNS.iter().map(|pattern| pattern.as_bytes().to_vec()).collect();
    try_mutants(targets::regex, &seeds, 20_000);
}

#[test]
fn no_mutant_of_a_document_breaks_validation() {
    try_mutants(targets::document, &[PAYLOAD.as_bytes().to_vec()], 10_000);
}

#[test]
fn no_mutant_of_a_schema_and_a_document_breaks_either() {
    try_mutants(targets::pair, &[format!("{BUNDLED_SCHEMA}\0{PAYLOAD}").into_bytes()], 2000);
}

#[test]
fn no_mutant_of_a_json_document_breaks_its_reader() {
    let seed = r#"{"a":[1,-2.5e+3,true,null,{}],"key":{"deep":["x\n\u00e4\ud83d\ude00"]},"l":"long"} [2]"#;
    try_mutants(targets::json, &[seed.as_bytes().to_vec()], 20_000);
}

#[test]
fn no_mutant_of_a_report_breaks_its_reader() {
    try_mutants(targets::report, &reports(), 6000);
}

#[test]
fn no_mutant_of_a_packed_report_breaks_its_reader() {
    let seeds = reports().iter().map(|report| gzipped(report)).chain(archives()).collect::<Vec<_>>();
    try_mutants(targets::input, &seeds, 3000);
}

fn gzipped(report: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(report).expect("memory");
    encoder.finish().expect("memory")
}

/// The smaller archives of the fixtures.
fn archives() -> Vec<Vec<u8>> {
    let is_archive = |path: &PathBuf| path.iter().any(|step| step == "archives");
    fixtures(is_archive)
}

/// The smaller reports.
fn reports() -> Vec<Vec<u8>> {
    fixtures(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("report")))
}

/// The smaller files of the fixtures that are asked for.
fn fixtures(is_asked: impl Fn(&PathBuf) -> bool) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let below = |folder: PathBuf| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        paths
    };
    let files = below(root).into_iter().flat_map(below).flat_map(below).filter(|path| path.is_file());
    let contents = files.filter(is_asked).map(|path| fs::read(path).expect("a fixture"));
    contents.filter(|content| content.len() < 20_000).collect()
}

/// Mutants of the seeds, and mutants of mutants.
fn try_mutants(target: Target, seeds: &[Vec<u8>], count: usize) {
    let mut random = Random::new(1);
    let mut pool = seeds.to_vec();
    for _ in 0..count {
        let (input, other) = (random.pick(&pool), random.pick(&pool));
        let mutant = mutated(input, other, &mut random);
        target(&mutant);
        if random.one_in(4) {
            pool.push(mutant);
        }
    }
    println!("{count} mutants of {} inputs", seeds.len());
}
