//! The reader as a whole: what it hands out, what it refuses and where, the same for any chunks.

use super::*;
use crate::limits::JsonLimits;

/// A document as one line an event.
#[derive(Default)]
struct Log {
    lines: Vec<String>,
    collector: Collector,
    nodes: Vec<Node>,
}

impl Handler for Log {
    fn event(&mut self, event: Event<'_>, spot: &Spot<'_>) -> Then {
        let place = spot.place();
        self.lines.push(format!("{}:{}@{} {event:?}", place.line, place.column, place.offset));
        self.nodes.extend(self.collector.event(event, spot));
        if event == Event::Key("skip") { Then::Skip } else { Then::Go }
    }
}

fn read(text: &str, chunk: usize, roots: Roots) -> (Log, Option<JsonError>, Oddities) {
    let mut log = Log::default();
    let limits = JsonLimits { depth: 4, token_bytes: 20 };
    let mut reader = Reader::new(roots, limits);
    let mut rest = text;
    let mut error = None;
    while !rest.is_empty() && error.is_none() {
        let end =
            (1..=rest.len()).find(|&end| end >= chunk && rest.is_char_boundary(end)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        error = reader.feed(piece, &mut log).err();
        rest = after;
    }
    let error = error.or_else(|| reader.finish(&mut log).err());
    (log, error, reader.oddities())
}

/// The same events, error and oddities in chunks of any size; the events without their places, and the error.
#[track_caller]
fn check(text: &str, events: &[&str], error: Option<&str>) -> Log {
    let (whole, fault, oddities) = read(text, usize::MAX, Roots::One);
    for chunk in 1..=text.len().min(9) {
        let (log, other, others) = read(text, chunk, Roots::One);
        assert_eq!((&log.lines, &other), (&whole.lines, &fault), "in chunks of {chunk}");
        assert_eq!((log.nodes, others), (whole.nodes.clone(), oddities), "in chunks of {chunk}");
    }
    let found: Vec<_> =
        whole.lines.iter().filter_map(|line| Some(line.split_once(' ')?.1.to_owned())).collect();
    assert_eq!(found, events);
    assert_eq!(fault.map(|fault| fault.to_string()).as_deref(), error);
    whole
}

#[test]
fn every_kind_of_value_is_told() {
    check(
        " {\"a\" : [1, -2.5e+3 ,true,\nfalse, null], \"b\": {}, \"c\":\"\"} ",
        &[
            "StartObject",
            "Key(\"a\")",
            "StartArray",
            "Number(\"1\")",
            "Number(\"-2.5e+3\")",
            "Bool(true)",
            "Bool(false)",
            "Null",
            "EndArray",
            "Key(\"b\")",
            "StartObject",
            "EndObject",
            "Key(\"c\")",
            "String(\"\")",
            "EndObject",
        ],
        None,
    );
    check("12", &["Number(\"12\")"], None);
    check("NaN", &["Number(\"NaN\")"], None);
}

#[test]
fn places_are_those_of_the_first_byte() {
    let (log, _, _) = read("[\"ä\",\n \"b\"]", 2, Roots::One);
    let places: Vec<_> = log.lines.iter().filter_map(|line| Some(line.split_once(' ')?.0)).collect();
    assert_eq!(places, ["1:1@0", "1:2@1", "2:2@8", "2:5@11"]);
}

#[test]
fn escapes_are_resolved() {
    check(
        r#"["\"\\\/\b\f\n\r\t", "\u00e4\ud83d\ude00", "x\u0041y"]"#,
        &[
            "StartArray",
            r#"String("\"\\/\u{8}\u{c}\n\r\t")"#,
            "String(\"ä😀\")",
            "String(\"xAy\")",
            "EndArray",
        ],
        None,
    );
}

#[test]
fn lone_surrogates_become_replacement_characters_and_are_noted() {
    let text = r#"["a", "\ud83dx\udE00", "\ud83d\ud83d\ude00", "\ud83d", "\ud83d\n"]"#;
    check(
        text,
        &[
            "StartArray",
            "String(\"a\")",
            "String(\"\u{FFFD}x\u{FFFD}\")",
            "String(\"\u{FFFD}😀\")",
            "String(\"\u{FFFD}\")",
            "String(\"\u{FFFD}\\n\")",
            "EndArray",
        ],
        None,
    );
    let (_, _, oddities) = read(text, 3, Roots::One);
    assert_eq!((oddities.surrogates, oddities.first.map(|place| place.column)), (5, Some(7)));
}

#[test]
fn control_characters_in_strings_are_kept_and_noted() {
    check("[\"a\tb\"]", &["StartArray", "String(\"a\\tb\")", "EndArray"], None);
    let (_, _, oddities) = read("[\"a\tb\"]", 1, Roots::One);
    assert_eq!((oddities.controls, oddities.first.map(|place| place.column)), (1, Some(2)));
}

#[test]
fn what_is_read_over_is_neither_told_nor_bounded() {
    let long = "x".repeat(30);
    check(
        &format!("{{\"skip\": [{{\"a\": \"{long}\\n{long}\\u0041\"}}, 1], \"b\": 2, \"skip\": \"{long}\"}}"),
        &["StartObject", "Key(\"skip\")", "Key(\"b\")", "Number(\"2\")", "Key(\"skip\")", "EndObject"],
        None,
    );
}

#[test]
fn what_is_not_json_is_refused_at_its_place() {
    for (text, error) in [
        ("", "1:1: the document ends before its value"),
        ("[1,\n", "2:1: the document ends before \"]\""),
        ("{\"a\": tru", "1:7: \"tru\" is no value"),
        ("{\"a\": \"b", "1:9: the document ends before \"\"\""),
        ("{\"a\" 1}", "1:6: \":\" is expected, and \"1\" is found"),
        ("{\"a\": 1,}", "1:9: a key is expected, and \"}\" is found"),
        ("[1 2]", "1:4: \",\" or \"]\" is expected, and \"2\" is found"),
        ("[1}", "1:3: \",\" or \"]\" is expected, and \"}\" is found"),
        ("{,}", "1:2: a key or \"}\" is expected, and \",\" is found"),
        ("[,]", "1:2: a value or \"]\" is expected, and \",\" is found"),
        ("[01]", "1:2: \"01\" is no number"),
        ("[1.]", "1:2: \"1.\" is no number"),
        ("['a']", "1:2: a value or \"]\" is expected, and \"'\" is found"),
        ("[\"\\x\"]", "1:4: \"\\\" starts no escape"),
        ("[] []", "1:4: something stands after the end of the document"),
        ("[[[[[]]]]]", "1:5: the limit \"depth\" of 4 is passed"),
        ("[\"123456789012345678901\"]", "1:2: the limit \"token_bytes\" of 20 is passed"),
        ("[123456789012345678901]", "1:2: the limit \"token_bytes\" of 20 is passed"),
    ] {
        for chunk in 1..=text.len().max(1) {
            let (_, fault, _) = read(text, chunk, Roots::One);
            assert_eq!(fault.map(|fault| fault.to_string()).as_deref(), Some(error), "{text:?} by {chunk}");
        }
    }
}

#[test]
fn json_lines_are_as_many_values_as_there_are() {
    let (log, error, _) = read("{\"a\":1}\n{\"a\":2}\n\n3", 4, Roots::Many);
    assert_eq!((log.nodes.len(), error), (3, None));
    let (_, error, _) = read("", 1, Roots::Many);
    assert_eq!(error, None);
}

#[test]
fn a_tree_holds_what_stands_before_a_cut_and_says_what_is_cut() {
    let (mut log, error, _) = read("{\"a\": [{\"b\": 1}, {\"c\": \"d", 3, Roots::One);
    assert!(error.is_some());
    let root = log.collector.cut().expect("an open value");
    let items = root.items_of("a");
    assert!(root.is_cut && items.len() == 2);
    assert_eq!((items[0].is_cut, items[0].scalar("b")), (false, Some("1")));
    assert_eq!((items[1].is_cut, items[1].members().len()), (true, 0));
}

#[test]
fn the_last_member_of_a_name_counts() {
    let (node, _) = parse("{\"a\": 1, \"a\": 2}", crate::diag::Place::START).expect("JSON");
    assert_eq!(node.scalar("a"), Some("2"));
}

/// Documents that a few changed bytes make into all kinds of wrong ones.
const SEEDS: [&str; 4] = [
    r#"{"a": [1, -2.5e+3, true, false, null, {}, []], "b": {"c": "x\n\u00e4\ud83d\ude00"}}"#,
    r#"[[], [[1]], [{"k": "v", "k2": ["\\", "\"", "/"]}], 0, 1e9, -0.0]"#,
    r#""a string""#,
    " 12 ",
];

#[test]
fn what_serde_json_takes_is_taken_and_what_it_refuses_is_refused() {
    let mut state = 1_u32;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state as usize / 7 % bound
    };
    let mut refused = 0;
    for round in 0..20_000 {
        let mut bytes = SEEDS[round % SEEDS.len()].as_bytes().to_vec();
        for _ in 0..below(4) {
            let at = below(bytes.len());
            bytes[at] = b"{}[],:\"\\ 0aE-.x1"[below(16)];
        }
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        let (ours, theirs) = (parse(text, crate::diag::Place::START), serde_json::from_str(text));
        let has_oddities = ours.as_ref().is_ok_and(|(_, oddities)| *oddities != Oddities::default());
        match (&ours, theirs) {
            (Ok((node, _)), Ok(theirs)) => assert!(is_same(node, &theirs), "{text}"),
            // A number beyond the range of a double, which we keep as it is written.
            (Ok(_), Err(error)) => {
                assert!(has_oddities || error.to_string().contains("range"), "{text}: {error}");
            }
            (Err(error), Ok(_)) => panic!("{text}: {error}"),
            (Err(_), Err(_)) => refused += 1,
        }
    }
    assert!(refused > 1000);
}

fn is_same(node: &Node, other: &serde_json::Value) -> bool {
    use serde_json::Value as Other;
    match (&node.value, other) {
        (Value::Null, Other::Null) => true,
        (Value::Bool(a), Other::Bool(b)) => a == b,
        (Value::Number(a), Other::Number(b)) => {
            let (a, b) = (a.parse::<f64>().expect("a number"), b.as_f64().expect("a number"));
            (a - b).abs() <= b.abs() * 1e-12
        }
        (Value::String(a), Other::String(b)) => a == b,
        (Value::Array(a), Other::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Value::Object(_), Other::Object(b)) => {
            b.iter().all(|(key, value)| node.get(key).is_some_and(|node| is_same(node, value)))
        }
        _ => false,
    }
}
