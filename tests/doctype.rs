//! Documents with internal subsets, generated and then damaged: the reader and libxml2 agree on which are well-formed, and
//! on what they say. Where `xmllint` is not installed, this is left out.

#![allow(clippy::print_stdout, reason = "a test says by name what it leaves out")]

#[path = "doctype/canonical.rs"]
mod canonical;
#[path = "doctype/dice.rs"]
mod dice;
#[path = "doctype/generate.rs"]
mod generate;

use std::io::Write;
use std::process::{Command, Stdio};

use octane_payload::xml::{XmlError, XmlErrorKind};

use canonical::canonical;
use dice::Dice;
use generate::{damaged, document};

const DOCUMENTS: u64 = 400;

/// What libxml2 makes of a document: its canonical form without comments and instructions, or `None` where it is not
/// well-formed.
fn libxml2(document: &str) -> Option<String> {
    let mut xmllint = Command::new("xmllint")
        .args(["--noent", "--nonet", "--c14n", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("xmllint is installed");
    let mut input = xmllint.stdin.take().expect("the input is piped");
    input.write_all(document.as_bytes()).expect("xmllint reads its input");
    drop(input);
    let output = xmllint.wait_with_output().expect("xmllint ends");
    let text = String::from_utf8(output.stdout).expect("canonical XML is UTF-8");
    output.status.success().then(|| without(&without(&text, "<!--", "-->"), "<?", "?>"))
}

/// The text without what stands between two marks; canonical XML has them nowhere else.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once(close).map_or("", |(_, rest)| rest))
}

/// Whether XML leaves it to the processor what becomes of an entity: of one outside the document, and, where parameter
/// entities are used, of one that is declared nowhere (4.1, "Entity Declared"). Ours has nothing to put in its place and
/// refuses it, libxml2 leaves it out.
fn is_left_open(document: &str, error: Option<&XmlError>) -> bool {
    match error.map(|error| &error.kind) {
        Some(XmlErrorKind::ExternalEntity { .. }) => true,
        Some(XmlErrorKind::UnknownEntity { .. }) => document.contains("%p"),
        _ => false,
    }
}

#[test]
fn internal_subsets_say_what_libxml2_says_they_say() {
    if Command::new("xmllint").arg("--version").stderr(Stdio::null()).status().is_err() {
        println!("left out: xmllint is not installed");
        return;
    }
    let seed = std::env::var("DOCTYPE_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let (mut compared, mut well_formed) = (0, 0);
    for number in 0..DOCUMENTS {
        let mut dice = Dice::new(seed * 1_000_000 + number);
        let mut text = document(&mut dice);
        // A parameter entity that is declared nowhere is an error to libxml2 2.9, and not to the fifth edition (4.1).
        if number % 2 == 1 && !text.contains('%') {
            text = damaged(&text, &mut dice);
        }
        let (ours, theirs) = (canonical(&text), libxml2(&text));
        if !is_left_open(&text, ours.as_ref().err()) {
            compared += 1;
            let (ours, theirs) = (ours.as_deref().map(str::trim), theirs.as_deref().map(str::trim));
            assert_eq!(ours.ok(), theirs, "document {number}: {ours:?}\n{text}");
        }
        well_formed += u64::from(theirs.is_some());
    }
    assert!(compared > DOCUMENTS * 3 / 4, "{compared} of {DOCUMENTS} are compared");
    assert!(well_formed > DOCUMENTS / 6, "{well_formed} of {DOCUMENTS} are well-formed");
}
