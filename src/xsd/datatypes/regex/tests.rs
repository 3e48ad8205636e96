use std::collections::BTreeSet;

use super::parse::Node;
use super::*;

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern, &PatternLimits::default()).unwrap_or_else(|error| panic!("{pattern}: {error}"))
}

/// The same pattern without a table.
fn simulated(pattern: &str) -> Regex {
    let limits = PatternLimits { table_cells: 0, ..PatternLimits::default() };
    Regex::new(pattern, &limits).unwrap()
}

fn check(pattern: &str, matching: &[&str], others: &[&str]) {
    for regex in [regex(pattern), simulated(pattern)] {
        for text in matching {
            assert!(regex.is_match(text), "{pattern} {text:?} {regex:?}");
        }
        for text in others {
            assert!(!regex.is_match(text), "{pattern} {text:?} {regex:?}");
        }
    }
}

fn check_error(pattern: &str, offset: usize, fault: RegexFault) {
    let error = Regex::new(pattern, &PatternLimits::default()).expect_err(pattern);
    assert_eq!(error, RegexError { offset, fault }, "{pattern}");
}

#[test]
fn a_pattern_matches_the_whole_text() {
    check("abc", &["abc"], &["", "ab", "abcd", "xabc"]);
    check("", &[""], &["a"]);
    check("a|bc|", &["a", "bc", ""], &["abc", "b"]);
    check("^a$", &["^a$"], &["a"]);
}

#[test]
fn quantifiers_count() {
    check("a?b*c+", &["c", "abbbcc"], &["aac", "ab"]);
    check("a{2}", &["aa"], &["a", "aaa"]);
    check("a{2,}", &["aa", "aaaaa"], &["a"]);
    check("(ab){1,2}c", &["abc", "ababc"], &["c", "abababc"]);
    check("a{0}", &[""], &["a"]);
    check("(a?){3}", &["", "a", "aaa"], &["aaaa"]);
    check("(a*)*b", &["b", "aab"], &["a"]);
    check("(){4000000000}a", &["a"], &[""]);
}

#[test]
fn classes_hold_ranges_escapes_and_complements() {
    check("[a-cx]", &["a", "b", "x"], &["d", "-", ""]);
    check("[^a-c]", &["d", "\n", "😀"], &["a"]);
    check("[-a]", &["-", "a"], &["b"]);
    check("[a-]", &["-", "a"], &["b"]);
    check("[a^]", &["^", "a"], &["b"]);
    check(r"[\]\-\\]", &["]", "-", "\\"], &["a"]);
    check(r"[\s\d]", &[" ", "7", "\u{0663}"], &["a", "\u{A0}"]);
    check("[α-ω]+", &["λόγος".get(..2).unwrap()], &["ό", "Λ"]);
}

#[test]
fn a_class_is_subtracted_from_a_class() {
    check("[a-z-[aeiou]]+", &["xyz"], &["a", "xaz"]);
    check("[^a-c-[x-z]]", &["d"], &["a", "x"]);
    check("[a-z-[c-x-[m]]]", &["a", "m", "z"], &["c", "x"]);
}

#[test]
fn escapes_stand_for_sets_of_characters() {
    check(r"\i\c*", &["a-1", ":", "é·"], &["1a", "-"]);
    check(r"\I\C", &["1 "], &["a ", "1a"]);
    check(r"\w\W\S", &["a-b", "1 x"], &["-aa", "a- "]);
    check(r"\D\d", &["x1"], &["11"]);
    check(r"\p{Lu}\P{Lu}\p{L}", &["Aaz", "Éöß"], &["aaa"]);
    check(r"\p{IsGreek}+", &["αβγ"], &["abc"]);
    check(r".\.\n\t\r", &["x.\n\t\r", "😀.\n\t\r"], &["\n.\n\t\r", "xx\n\t\r"]);
    check(r"\^$", &["^$"], &["^"]);
}

#[test]
fn faults_are_told_with_their_place() {
    check_error("a)", 1, RegexFault::Misplaced(')'));
    check_error("(a", 2, RegexFault::Unfinished);
    check_error("*a", 0, RegexFault::Misplaced('*'));
    check_error("a+?*", 2, RegexFault::Misplaced('?'));
    check_error("a{2,1}", 1, RegexFault::Quantity);
    check_error("a{,1}", 1, RegexFault::Quantity);
    check_error("a{1", 3, RegexFault::Unfinished);
    check_error("ä]", 2, RegexFault::Misplaced(']'));
    check_error("[]", 1, RegexFault::Misplaced(']'));
    check_error("[a--b]", 3, RegexFault::Misplaced('-'));
    check_error("[c-a]", 1, RegexFault::Range('c', 'a'));
    check_error(r"[a-\d]", 3, RegexFault::Misplaced('\\'));
    check_error(r"[\d-a]", 3, RegexFault::Misplaced('-'));
    check_error("[a-[b]", 6, RegexFault::Unfinished);
    check_error(r"\b", 1, RegexFault::Escape('b'));
    check_error(r"\p{Xx}", 3, RegexFault::Property("Xx".into()));
    check_error(r"\p{Lu", 3, RegexFault::Unfinished);
    check_error("a\\", 2, RegexFault::Unfinished);
}

#[test]
fn limits_are_errors_of_their_own() {
    let limit = PatternLimits::default().instructions;
    check_error("(a{1000}){1000}", 0, RegexFault::TooLarge { limit });
    check_error("a{4294967295}", 0, RegexFault::TooLarge { limit });
    check_error("a{99999999999999999999}", 0, RegexFault::TooLarge { limit });
    let limit = PatternLimits::default().nesting;
    check_error(&"(".repeat(1000), limit + 1, RegexFault::TooDeep { limit });
}

#[test]
fn a_pattern_that_needs_too_large_a_table_is_simulated() {
    let regex = regex("(a|b)*a(a|b){30}");
    assert!(matches!(regex.0, Engine::Simulation(_)));
    let tail = "ab".repeat(15);
    assert!(regex.is_match(&format!("bbba{tail}")));
    assert!(!regex.is_match(&format!("bbbb{tail}")));
}

#[test]
fn time_grows_with_the_length_of_the_text_only() {
    let text = "a".repeat(1_000_000);
    for pattern in ["(a*)*b", "(a|aa)+b", "(a|a?)+b", "(.*)*x"] {
        check(pattern, &[], &[&text]);
    }
}

/// Where a node can end in `text` when it begins at one of `starts`: the definition of Appendix F, without automata.
fn ends(sets: &Sets, node: &Node, text: &[char], starts: BTreeSet<usize>) -> BTreeSet<usize> {
    match node {
        Node::Set(set) => starts
            .into_iter()
            .filter(|&at| text.get(at).is_some_and(|c| has(&sets.list()[*set as usize], *c)))
            .map(|at| at + 1)
            .collect(),
        Node::Sequence(nodes) => nodes.iter().fold(starts, |starts, node| ends(sets, node, text, starts)),
        Node::Choice(nodes) => nodes.iter().flat_map(|node| ends(sets, node, text, starts.clone())).collect(),
        Node::Repeat { node, min, max } => {
            let mut current = (0..*min).fold(starts, |starts, _| ends(sets, node, text, starts));
            let mut all = current.clone();
            for _ in *min..max.unwrap_or(min + 20) {
                current = ends(sets, node, text, current);
                all.extend(&current);
            }
            all
        }
    }
}

fn has(set: &class::CharSet, c: char) -> bool {
    set.ranges().iter().any(|&[first, last]| (first..=last).contains(&u32::from(c)))
}

/// A small generator with a fixed start: the same patterns in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.roll(from.len() as u64)).unwrap()]
    }

    fn pattern(&mut self, depth: u32) -> String {
        let atoms = ["a", "b", "[ab]", "[^a]", ".", r"\d", "[a-c-[b]]", "é", r"\p{L}", "1", ""];
        let quantifiers = ["", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,}", "{0}"];
        let mut pattern = String::new();
        for _ in 0..=self.roll(3) {
            let atom = self.pick(&atoms);
            let is_group = atom.is_empty() && depth > 0;
            let atom = if is_group { format!("({})", self.pattern(depth - 1)) } else { atom.to_owned() };
            let quantifier = if atom.is_empty() { "" } else { self.pick(&quantifiers) };
            pattern += &[&atom, quantifier, self.pick(&["", "", "", "|"])].concat();
        }
        pattern
    }

    fn text(&mut self) -> String {
        (0..self.roll(7)).map(|_| self.pick(&["a", "b", "c", "1", "é", "\n"])).collect()
    }
}

#[test]
fn automata_agree_with_the_definition_on_random_patterns() {
    let mut dice = Dice(1);
    let mut matches = 0;
    for _ in 0..3000 {
        let pattern = dice.pattern(3);
        let mut sets = Sets::default();
        let node = Parser::new(&pattern, &mut sets, 100).parse().unwrap();
        let (table, simulation) = (regex(&pattern), simulated(&pattern));
        for _ in 0..10 {
            let text = dice.text();
            let chars: Vec<char> = text.chars().collect();
            let expected = ends(&sets, &node, &chars, BTreeSet::from([0])).contains(&chars.len());
            assert_eq!(table.is_match(&text), expected, "{pattern} {text:?}");
            assert_eq!(simulation.is_match(&text), expected, "{pattern} {text:?}");
            matches += u32::from(expected);
        }
    }
    assert!(matches > 1000, "{matches}");
}

#[test]
fn patterns_of_random_characters_never_panic() {
    let mut dice = Dice(2);
    let parts = [
        "(", ")", "[", "]", "{", "}", "^", "-", "\\", "|", "*", "+", "?", ",", "1", "a", "p", "é", ".", "d",
        "Lu",
    ];
    for _ in 0..20_000 {
        let pattern: String = (0..dice.roll(12)).map(|_| dice.pick(&parts)).collect();
        if let Ok(regex) = Regex::new(&pattern, &PatternLimits::default()) {
            regex.is_match(&dice.text());
        }
    }
}

#[test]
fn what_is_passed_over_in_a_calm_state_matches_as_it_would_step_by_step() {
    let tails =
        ["", "x", "/path?q=ä😀", "a long tail of more than eight bytes", "tab\t and more", "\n", "line\nend"];
    for pattern in ["https?:/.*", ".*", "a.*|.*b", "[^x]*", "(.|\\n)*", "[\\s\\S]*x"] {
        let (table, simulation) = (regex(pattern), simulated(pattern));
        for text in
            tails.iter().flat_map(|tail| [format!("http:/{tail}"), format!("{tail}b"), (*tail).to_owned()])
        {
            assert_eq!(table.is_match(&text), simulation.is_match(&text), "{pattern} {text:?}");
        }
    }
}
