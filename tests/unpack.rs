//! gzip files and zip archives as real tools write them, and as no tool should.

use std::fs;
use std::path::{Path, PathBuf};

use octane_payload::diag::Diagnostic;
use octane_payload::limits::UnpackLimits;
use octane_payload::unpack::{Sink, Unpacker};

/// Everything that an input holds.
#[derive(Debug, Default, PartialEq)]
struct Held {
    is_archive: bool,
    inputs: Vec<(Option<String>, Vec<u8>)>,
    open: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Sink for Held {
    fn archive(&mut self) {
        self.is_archive = true;
    }

    fn begin(&mut self, entry: Option<&str>) {
        assert!(!std::mem::replace(&mut self.open, true), "inputs stand one after the other");
        self.inputs.push((entry.map(str::to_owned), Vec::new()));
    }

    fn bytes(&mut self, bytes: &[u8]) {
        assert!(self.open);
        self.inputs.last_mut().expect("an open input").1.extend_from_slice(bytes);
    }

    fn end(&mut self) {
        assert!(std::mem::replace(&mut self.open, false), "an end has a beginning");
    }

    fn diagnostic(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}

fn unpack_with(limits: UnpackLimits, bytes: &[u8], chunk: usize) -> Held {
    let mut held = Held::default();
    let mut unpacker = Unpacker::new(limits);
    bytes.chunks(chunk).for_each(|piece| unpacker.push(piece, &mut held));
    unpacker.finish(&mut held);
    assert!(!held.open);
    held
}

fn unpack(bytes: &[u8]) -> Held {
    let held = unpack_with(UnpackLimits::default(), bytes, usize::MAX);
    for chunk in [1, 3, 100] {
        assert_eq!(unpack_with(UnpackLimits::default(), bytes, chunk), held, "in chunks of {chunk}");
    }
    held
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(archives().join(name)).expect("an archive")
}

fn archives() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/archives")
}

fn codes(held: &Held) -> Vec<&str> {
    held.diagnostics.iter().map(|diagnostic| diagnostic.code.as_ref()).collect()
}

/// The entries of a fixture and what is said about it.
#[track_caller]
fn check(name: &str, entries: &[&str], said: &[&str]) -> Held {
    let held = unpack(&fixture(name));
    let found: Vec<_> = held.inputs.iter().map(|(entry, _)| entry.as_deref().unwrap_or("itself")).collect();
    assert_eq!((&found[..], &codes(&held)[..]), (entries, said), "{name}");
    held
}

fn is_cart(bytes: &[u8]) -> bool {
    bytes.starts_with(b"<testsuite name=\"Cart\">") && bytes.ends_with(b"</testsuite>\n")
}

#[test]
fn zip_archives_of_every_tool_hold_their_entries() {
    let reports = ["reports/shot.png", "reports/cart.xml", "reports/pom.xml", "reports/deep/order.xml"];
    for name in ["info-zip/3.0/reports.zip", "info-zip/3.0/streamed.zip"] {
        let held = check(name, &reports, &[]);
        assert!(held.is_archive && is_cart(&held.inputs[1].1));
        assert!(held.inputs[0].1.starts_with(b"\x89PNG") && held.inputs[0].1.len() == 264);
    }
    let jar = unpack(&fixture("jar/17/reports.zip"));
    assert_eq!((jar.inputs.len(), codes(&jar).len()), (4, 0));
    assert!(is_cart(&check("info-zip/3.0/stdin.zip", &["-"], &[]).inputs[0].1));
    check("info-zip/3.0/stored.zip", &["reports/cart.xml", "reports/deep/order.xml"], &[]);
    check("python/3.11/streamed.zip", &["cart.xml", "order.xml"], &[]);
    check("python/3.11/empty.zip", &[], &[]);
}

#[test]
fn names_that_lead_elsewhere_are_only_names() {
    check("python/3.11/astray.zip", &["etc/cart.xml", "root/order.xml", "temp/cart.xml"], &[]);
}

#[test]
fn entries_that_cannot_be_read_are_told_and_the_others_read() {
    let encrypted =
        check("info-zip/3.0/encrypted.zip", &["reports/deep/order.xml"], &["archive-entry-unreadable"]);
    assert_eq!(encrypted.diagnostics[0].message, "entry \"reports/cart.xml\" is encrypted, and left out");
    check("python/3.11/bzip2.zip", &["order.xml"], &["archive-entry-unreadable"]);
    let unreachable = check("python/3.11/streamed-stored.zip", &[], &["archive-entry-unreadable"]);
    assert!(unreachable.diagnostics[0].message.ends_with("what follows it cannot be reached"));
    let nested = check("python/3.11/nested.zip", &["cart.xml"], &["archive-nested"]);
    assert!(nested.diagnostics[0].message.starts_with("2 entries are archives themselves"));
}

#[test]
fn gzip_files_are_read_in_all_their_members() {
    for name in [
        "gzip/1.12/cart.xml.gz",
        "gzip/1.12/named.xml.gz",
        "gzip/1.12/members.xml.gz",
        "pigz/2.6/cart.xml.gz",
    ] {
        let held = check(name, &["itself"], &[]);
        assert!(is_cart(&held.inputs[0].1) && !held.is_archive, "{name}");
    }
    let mut trailed = fixture("gzip/1.12/cart.xml.gz");
    trailed.extend(b"more");
    assert_eq!(codes(&unpack(&trailed)), ["archive-trailing-bytes"]);
    check("tar/1.34/reports.tar.gz", &["itself"], &["archive-nested"]);
}

#[test]
fn what_is_no_archive_is_handed_on_as_it_is() {
    for bytes in [&b""[..], b"P", b"PK", b"<testsuite/>", b"\x1f", b"{\"a\": 1}"] {
        let held = unpack(bytes);
        assert_eq!(held.inputs, [(None, bytes.to_vec())]);
        assert!(held.diagnostics.is_empty());
    }
}

#[test]
fn an_archive_that_is_cut_anywhere_says_so_and_yields_what_stands_before() {
    for name in ["info-zip/3.0/streamed.zip", "info-zip/3.0/stored.zip", "gzip/1.12/members.xml.gz"] {
        let whole = fixture(name);
        let all = unpack(&whole).inputs;
        let end = whole.windows(4).position(|bytes| bytes == b"PK\x05\x06").unwrap_or(whole.len() - 24);
        for cut in (4..=end).step_by(7) {
            let held = unpack_with(UnpackLimits::default(), &whole[..cut], usize::MAX);
            let is_start = held
                .inputs
                .iter()
                .zip(&all)
                .all(|(part, whole)| part.0 == whole.0 && whole.1.starts_with(&part.1));
            assert!(is_start, "{name} cut at {cut}");
            let is_between_members = held.inputs.iter().all(|input| all.contains(input)) && cut < end;
            assert!(codes(&held).contains(&"archive-cut-off") || is_between_members, "{name} cut at {cut}");
        }
    }
}

#[test]
fn a_changed_byte_is_found_or_changes_nothing() {
    for name in [
        "info-zip/3.0/reports.zip",
        "info-zip/3.0/stored.zip",
        "python/3.11/streamed.zip",
        "gzip/1.12/cart.xml.gz",
    ] {
        let whole = fixture(name);
        let contents = |held: &Held| held.inputs.iter().map(|(_, bytes)| bytes.clone()).collect::<Vec<_>>();
        let expected = contents(&unpack(&whole));
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 0x10;
            let held = unpack_with(UnpackLimits::default(), &changed, 1000);
            let is_told = held.diagnostics.iter().any(|each| each.code.starts_with("archive-"));
            assert!(is_told || contents(&held) == expected || at < 4, "{name}, byte {at}");
        }
    }
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn bombs_are_stopped_by_the_limit_that_they_pass() {
    let limited = |limits: UnpackLimits, bytes: &[u8]| {
        let held = unpack_with(limits, bytes, 1 << 16);
        let size: usize = held.inputs.iter().map(|(_, bytes)| bytes.len()).sum();
        (held.diagnostics.last().expect("a finding").message.clone(), size)
    };
    let (message, size) = limited(UnpackLimits::default(), &gzipped(&vec![0; 80 << 20]));
    assert_eq!(message, "the gzip file passes the limit \"ratio\" of 500 when it is unpacked");
    assert!(size < 65 << 20);
    let limits = UnpackLimits { entry_bytes: 100, ..UnpackLimits::default() };
    let entry = "entry \"reports/shot.png\" passes the limit \"entryBytes\" of 100 when it is unpacked";
    assert_eq!(limited(limits, &fixture("info-zip/3.0/reports.zip")).0, entry);
    let limits = UnpackLimits { total_bytes: 300, ..UnpackLimits::default() };
    let entry = "entry \"reports/cart.xml\" passes the limit \"totalBytes\" of 300 when it is unpacked";
    assert_eq!(limited(limits, &fixture("info-zip/3.0/reports.zip")).0, entry);
    let limits = UnpackLimits { entries: 2, ..UnpackLimits::default() };
    let archive = "the zip archive passes the limit \"entries\" of 2 when it is unpacked";
    assert_eq!(limited(limits, &fixture("info-zip/3.0/reports.zip")).0, archive);
}

#[test]
fn entries_that_the_directory_does_not_name_are_told() {
    let mut archive = fixture("info-zip/3.0/stored.zip");
    let at = archive.windows(4).position(|bytes| bytes == b"PK\x01\x02").expect("a directory");
    let second = at + 4 + archive[at + 4..].windows(4).position(|bytes| bytes == b"PK\x01\x02").expect("two");
    archive.drain(at..second);
    assert_eq!(codes(&unpack(&archive)), ["archive-stale-entries"]);
}
