//! Bytes of every encoding, under right and wrong labels, in chunks of every size.

use super::*;

fn decode(bytes: &[u8], chunk: usize, malformed: Malformed) -> (String, Option<DecodeFault>, Notes) {
    let mut decoder = Decoder::new(DecodeOptions { malformed, foreign: None });
    let (mut text, mut fault) = (String::new(), None);
    for piece in bytes.chunks(chunk) {
        let next = decoder.decode(piece);
        text.push_str(next.text);
        fault = fault.or(next.fault);
        if fault.is_some() {
            break;
        }
    }
    if fault.is_none() {
        let last = decoder.finish();
        text.push_str(last.text);
        fault = last.fault;
    }
    (text, fault, decoder.notes().clone())
}

#[track_caller]
fn check(bytes: &[u8], expected: &str, malformed: u64) {
    for chunk in 1..=bytes.len() {
        let (text, fault, notes) = decode(bytes, chunk, Malformed::Replace);
        assert_eq!((text.as_str(), fault), (expected, None), "in chunks of {chunk}");
        assert_eq!(notes.malformed, malformed, "in chunks of {chunk}");
    }
}

#[test]
fn every_encoding_reads_the_same_in_any_chunks() {
    check("<a>ä€😀</a>".as_bytes(), "<a>ä€😀</a>", 0);
    check("\u{FEFF}<a>ä</a>".as_bytes(), "<a>ä</a>", 0);
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    check(&utf16("\u{FEFF}<a>ä😀</a>"), "<a>ä😀</a>", 0);
    check(&utf16("<a>ä😀</a>"), "<a>ä😀</a>", 0);
    let declaration = "<?xml version='1.0' encoding='ISO-8859-1'?>";
    let bytes = [declaration.as_bytes(), b"<a>\xE4\x80</a>"].concat();
    check(&bytes, &format!("{declaration}<a>ä€</a>"), 0);
}

#[test]
fn latin_1_without_a_label_is_read_as_windows_1252() {
    check(b"<a>caf\xE9 \xFC</a>", "<a>café ü</a>", 1);
}

#[test]
fn damage_in_utf_8_stays_local() {
    check(b"<a>\xC3\xA4 \xFF \xC3\xA4</a>", "<a>ä \u{FFFD} ä</a>", 1);
    check(b"<a>\xC3\xA4 \xE2\x82", "<a>ä \u{FFFD}", 1);
}

fn declared(label: &str, content: &[u8]) -> Vec<u8> {
    [format!("<?xml version='1.0' encoding='{label}'?>").as_bytes(), content].concat()
}

/// Reads a document that declares the label, in chunks of every size.
#[track_caller]
fn check_declared(label: &str, content: &[u8], expected: &str, is_wrong: bool) {
    let bytes = declared(label, content);
    for chunk in 1..=bytes.len() {
        let (text, fault, notes) = decode(&bytes, chunk, Malformed::Replace);
        let content = text.split_once("?>").map(|(_, content)| content);
        assert_eq!((content, fault), (Some(expected), None), "{label} in chunks of {chunk}");
        let said = notes.wrong_label.map(|wrong| (wrong.said, wrong.is));
        assert_eq!(said, is_wrong.then(|| (label.to_owned(), "UTF-8")), "{label} in chunks of {chunk}");
    }
}

#[test]
fn utf_8_under_another_label_is_read_as_utf_8() {
    check_declared("utf-16", b"<a/>", "<a/>", true);
    check_declared("ISO-8859-1", "<a>ä</a>".as_bytes(), "<a>ä</a>", true);
    check_declared("Shift_JIS", "<a>テスト成功</a>".as_bytes(), "<a>テスト成功</a>", true);
    let long = format!("<a>{}</a>", "日本".repeat(1000));
    check_declared("windows-1252", long.as_bytes(), &long, true);
}

#[test]
fn what_is_of_the_declared_encoding_is_read_so() {
    check_declared("ISO-8859-1", b"<a>\xE4\x80</a>", "<a>ä€</a>", false);
    check_declared("Shift_JIS", b"<a>\x83e\x83X\x83g</a>", "<a>テスト</a>", false);
    // Also UTF-8, but too little of it to doubt the label.
    check_declared("GBK", b"<a>\xC4\xA3</a>", "<a>模</a>", false);
    check_declared("windows-1251", b"<a>\xEF\xF0\xE8</a>", "<a>при</a>", false);
    check_declared("ISO-2022-JP", b"<a>\x1B$B%F\x1B(B</a>", "<a>テ</a>", false);
    let refused = decode(&declared("ISO-8859-1", "ä".as_bytes()), 100, Malformed::Refuse).0;
    assert!(refused.ends_with("Ã¤"), "a strict reader obeys the label");
}

#[test]
fn a_label_that_the_bytes_disprove_is_told() {
    let text = "<?xml version='1.0' encoding='UTF-8'?><a/>";
    let bytes: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    for chunk in 1..=bytes.len() {
        let (read, _, notes) = decode(&bytes, chunk, Malformed::Replace);
        assert_eq!(read, text);
        assert_eq!(notes.wrong_label, Some(WrongLabel { said: "UTF-8".into(), is: "UTF-16" }));
    }
}

#[test]
fn halves_of_surrogate_pairs_are_joined_or_marked() {
    check(b"<a>\xED\xA0\xBD\xED\xB8\x80</a>", "<a>\u{1F600}</a>", 1);
    check(b"<a>\xED\xA0\xBD.\xED\xB8\x80\xED\xA0\xBD</a>", "<a>\u{FFFF}.\u{FFFF}\u{FFFF}</a>", 0);
    check(b"<a>\xED\xA0", "<a>í\u{A0}", 1);
    check(b"<\0a\0>\0\x3D\xD8<\0", "<a>\u{FFFF}<", 0);
    let (text, fault, _) = decode(b"<a>\xED\xA0\xBD</a>", 100, Malformed::Refuse);
    assert_eq!((text.as_str(), fault.is_some()), ("<a>", true));
}

#[test]
fn utf_32_is_named_and_refused() {
    let fault = decode(b"\xFF\xFE\0\0<\0\0\0", 3, Malformed::Replace).1;
    assert_eq!(fault, Some(DecodeFault::UnknownEncoding { encoding: "UTF-32".into() }));
}

#[test]
fn refusing_ends_the_text_before_the_bad_bytes() {
    for chunk in 1..10 {
        let (text, fault, _) = decode(b"<a>caf\xE9</a>", chunk, Malformed::Refuse);
        assert_eq!(text, "<a>caf");
        assert_eq!(fault, Some(DecodeFault::BadEncoding { encoding: "UTF-8".into() }));
    }
}

#[test]
fn an_unknown_label_is_named() {
    let (_, fault, _) = decode(b"<?xml version='1.0' encoding='x-mac'?><a/>", 100, Malformed::Replace);
    assert_eq!(fault, Some(DecodeFault::UnknownEncoding { encoding: "x-mac".into() }));
}
