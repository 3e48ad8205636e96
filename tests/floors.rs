//! The floors of the house: which module may use which. `ARCHITECTURE.md` tells why.
//!
//! A row names exactly what its module uses; rows stand floor by floor, and a row uses only rows above it. An edge
//! that no row declares, a row or an entry that nothing needs, a module without a row and a circle fail the test.

#[path = "floors/faults.rs"]
mod faults;
#[path = "floors/house.rs"]
mod house;
#[path = "floors/paths.rs"]
mod paths;
#[path = "floors/proof.rs"]
mod proof;
#[path = "floors/tokens.rs"]
mod tokens;

use std::fs;
use std::path::Path;

use faults::{Blind, Law, Reserved, Row, faults};
use house::Source;

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // F0: what everything else speaks with
    ("by_name", &[]),
    ("decode", &[]),
    ("diag", &[]),
    ("digest", &[]),
    ("limits", &[]),
    ("same", &[]),
    // F1: inputs and documents
    ("unpack", &["diag", "limits"]),
    ("json", &["diag", "limits"]),
    ("xml", &["by_name", "decode", "diag", "limits", "same"]),
    // F2: what is said about tests, as data
    ("model", &[]),
    // F2: the engine
    ("xsd::error", &["diag"]),
    ("xsd::source", &[]),
    ("xsd::suggest", &[]),
    ("xsd::lists", &[]),
    ("xsd::order", &[]),
    ("xsd::datatypes", &["limits", "same", "xsd::lists", "xsd::order"]),
    ("xsd::component", &["diag", "same", "xsd::datatypes", "xsd::order"]),
    ("xsd::syntax", &["decode", "diag", "limits", "xml", "xsd::component", "xsd::datatypes", "xsd::order", "xsd::source", "xsd::suggest"]),
    (
        "xsd::compile",
        &[
            "diag", "limits", "xml", "xsd::component", "xsd::datatypes", "xsd::error", "xsd::lists", "xsd::order",
            "xsd::source", "xsd::suggest", "xsd::syntax",
        ],
    ),
    ("xsd::validate", &["by_name", "decode", "diag", "limits", "xml", "xsd::component", "xsd::datatypes", "xsd::order", "xsd::suggest"]),
    ("xsd::hints", &["xml", "xsd::source", "xsd::validate"]),
    ("xsd::rules", &["xsd::component", "xsd::datatypes"]),
    ("xsd::describe", &["xsd::component", "xsd::datatypes", "xsd::order"]),
    ("xsd::differences", &["xsd::component", "xsd::datatypes"]),
    (
        "xsd",
        &[
            "xsd::compile", "xsd::component", "xsd::describe", "xsd::differences", "xsd::error", "xsd::hints", "xsd::rules", "xsd::source", "xsd::validate",
        ],
    ),
    // F3: between the two
    ("duplicates", &["diag", "limits", "model"]),
    ("fit", &["diag", "digest", "limits", "model", "xsd", "xsd::datatypes"]),
    ("log", &["model"]),
    ("payload", &["decode", "diag", "model", "xml"]),
    ("links", &["diag", "json", "limits", "model", "payload", "xsd::datatypes"]),
    ("rules", &["decode", "diag", "digest", "duplicates", "fit", "limits", "model", "payload", "xml", "xsd", "xsd::datatypes"]),
    ("report", &["decode", "diag", "json", "limits", "model", "payload", "xml"]),
    // F4: the cutting, and the protocol
    ("parts", &["diag", "limits", "model"]),
    ("submit", &["diag", "digest"]),
    // F5: the whole story
    ("pipeline", &["decode", "diag", "digest", "duplicates", "fit", "limits", "links", "model", "parts", "payload", "report", "rules", "unpack", "xml", "xsd"]),
    // F6: the boundary
    ("wasm", &["by_name", "decode", "diag", "digest", "limits", "links", "log", "model", "payload", "pipeline", "rules", "submit", "xml", "xsd"]),
    // The facade
    ("crate", &[]),
];

#[rustfmt::skip]
const RESERVED: &[Reserved] = &[
    // One file knows the tokenizer.
    (&["quick_xml"], &["xml::reader"]),
    // So does one file know the tables of encodings.
    (&["encoding_rs"], &["decode::whatwg"]),
    // And one module inflates.
    (&["flate2"], &["unpack"]),
    // JavaScript is known at the boundary only.
    (&["js_sys"], &["wasm"]),
    (&["wasm_bindgen"], &["wasm"]),
    (&["wasm_bindgen_futures"], &["wasm"]),
    (&["web_sys"], &["wasm"]),
    // No I/O, no clock, no randomness: time and jitter are arguments.
    (&["std", "env"], &[]),
    (&["std", "fs"], &[]),
    (&["std", "io", "stderr"], &[]),
    (&["std", "io", "stdin"], &[]),
    (&["std", "io", "stdout"], &[]),
    (&["std", "net"], &[]),
    (&["std", "process"], &[]),
    (&["std", "thread"], &[]),
    (&["std", "time", "Instant"], &[]),
    (&["std", "time", "SystemTime"], &[]),
    (&["getrandom"], &[]),
    (&["rand"], &[]),
];

/// Compiled schemas are all that validation knows: it has never seen a schema document.
const BLIND: &[Blind] = &[("xsd::validate", &["xsd::compile", "xsd::syntax"])];

const LAW: Law = Law { rows: ROWS, reserved: RESERVED, blind: BLIND };

#[test]
fn every_module_uses_only_what_its_row_declares() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    read_below(&root, "", &mut sources);
    let found = faults(&sources, LAW);
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

fn read_below(folder: &Path, prefix: &str, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("the source folder is readable") {
        let path = entry.expect("the source folder is readable").path();
        let name = format!("{prefix}{}", path.file_name().expect("an entry has a name").to_string_lossy());
        if path.is_dir() {
            read_below(&path, &format!("{name}/"), sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file is UTF-8 text");
            sources.push((name, text));
        }
    }
}
