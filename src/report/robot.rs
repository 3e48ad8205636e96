//! Robot Framework: `robot` with nested `suite` and `test`, of version 2 and later.

use super::raw::{
    CaseSink, RawCase, RawClass, RawDuration, RawFailure, RawInstant, RawResult, RawSuite, Unit,
};
use super::scalar;
use super::tree::{Dialect, Grammar, Surroundings, Whole, child_text, given, given_attribute, text, word};
use crate::xml::{Element, Start};

const GRAMMAR: Grammar = Grammar {
    cases: &["test"],
    others: &["meta", "item"],
    printed: &[],
    silent: &[],
    // What a test does step by step; and what is summed up at the end.
    ignored: &[
        "kw",
        "for",
        "while",
        "if",
        "try",
        "group",
        "variable",
        "return",
        "break",
        "continue",
        "error",
        "iter",
        "branch",
        "msg",
        "statistics",
        "errors",
    ],
};

/// Reports of Robot Framework.
#[derive(Debug)]
pub(super) struct Robot;

impl Dialect for Robot {
    fn grammar(&self) -> &'static Grammar {
        &GRAMMAR
    }

    fn suite(&mut self, start: &Start<'_>, suite: &mut RawSuite) {
        suite.name = given_attribute(start, "name").unwrap_or_default();
        suite.file = given_attribute(start, "source");
    }

    fn whole(&mut self, whole: Whole<'_>, sink: &mut dyn CaseSink) {
        let Whole { element, surroundings, output } = whole;
        if element.name == "test" {
            let mut case = raw_case(element, surroundings);
            case.output = output;
            sink.case(case);
        } else if let Some(suite) = surroundings.suite_mut()
            && let Some(name) = given(element, "name")
        {
            suite.properties.push((name, text(element)));
        }
    }
}

fn raw_case(element: &Element, surroundings: &mut Surroundings) -> RawCase {
    let suite = surroundings.suite();
    RawCase {
        place: element.place,
        path: surroundings.child_path(&element.name),
        class: suite.as_deref().map_or(RawClass::None, class),
        file: suite.as_ref().and_then(|suite| suite.file.clone()),
        suite,
        name: element.attribute("name").unwrap_or_default().to_owned(),
        properties: tags(element),
        description: child_text(element, "doc"),
        results: vec![result(element)],
        ..RawCase::default()
    }
}

/// Names of the suites around a test, joined by dots, as Robot Framework's own xUnit output has them.
fn class(suite: &RawSuite) -> RawClass {
    let mut names: Vec<&str> =
        suite.chain().map(|suite| suite.name.as_str()).filter(|name| !name.is_empty()).collect();
    names.reverse();
    match names.split_last() {
        None => RawClass::None,
        Some((name, around)) if name.contains('.') => RawClass::Apart {
            package: Some(around.join(".")).filter(|package| !package.is_empty()),
            class: Some((*name).to_owned()),
        },
        Some(_) => RawClass::Joined(names.join(".")),
    }
}

/// Since version 4 the tags stand in the test itself, before that in an element of their own.
fn tags(element: &Element) -> Vec<(String, String)> {
    let lists = std::iter::once(element).chain(element.children_named("tags"));
    let tags = lists.flat_map(|list| list.children_named("tag"));
    tags.map(|tag| ("tag".to_owned(), text(tag))).collect()
}

fn result(element: &Element) -> RawResult {
    let Some(status) = element.child("status") else {
        return RawResult { words: vec![word(element, "status")], ..RawResult::default() };
    };
    let started = given(status, "start").map(|text| RawInstant::new(text, "status/@start"));
    let message = Some(text(status)).filter(|message| !message.is_empty());
    RawResult {
        words: vec![word(status, "status")],
        duration: duration(status),
        started: started
            .or_else(|| Some(RawInstant::new(iso(status.attribute("starttime")?)?, "status/@starttime"))),
        failures: message
            .map(|message| RawFailure { message: Some(message), ..RawFailure::default() })
            .into_iter()
            .collect(),
    }
}

/// Since version 7 it is written, before that it is between two times.
fn duration(status: &Element) -> Option<RawDuration> {
    if let Some(elapsed) = given(status, "elapsed") {
        return Some(RawDuration::new(elapsed, Unit::Seconds, "status/@elapsed"));
    }
    let time = |name: &str| scalar::instant(&iso(status.attribute(name)?)?, Unit::Milliseconds);
    let millis = time("endtime")?.millis - time("starttime")?.millis;
    Some(RawDuration::new(millis.to_string(), Unit::Milliseconds, "status/@endtime"))
}

/// `20260131 12:34:56.789` as ISO 8601 has it; none where the time is `N/A`.
fn iso(text: &str) -> Option<String> {
    let (date, time) = text.trim().split_once(' ')?;
    let is_date = date.len() == 8 && date.bytes().all(|byte| byte.is_ascii_digit());
    is_date.then(|| format!("{}-{}-{}T{time}", &date[..4], &date[4..6], &date[6..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_times_are_written_as_new_ones() {
        assert_eq!(iso("20260131 12:34:56.789").as_deref(), Some("2026-01-31T12:34:56.789"));
        assert_eq!(iso("N/A"), None);
        assert_eq!(iso("2026013\u{E4} 1"), None);
    }
}
