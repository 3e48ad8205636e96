//! One `testcase` as a run.

use crate::diag::Diagnostic;
use crate::model::{RunError, Status, TestRun};
use crate::report::scalar::{Millis, seconds, timestamp};
use crate::xml::Element;

/// A name for cases that have none, as users of the Jenkins plugin know it.
const NO_NAME: &str = "[noName]";

/// A test case being read, and what there is to say about it.
pub(super) struct Reading<'a> {
    pub(super) element: &'a Element,
    pub(super) path: &'a str,
    pub(super) suite_started: Option<(i64, bool)>,
    pub(super) faults: Vec<Diagnostic>,
}

impl Reading<'_> {
    pub(super) fn run(&mut self) -> TestRun {
        let (package, class) = split_class_name(self.element.attribute("classname").unwrap_or_default());
        let status = status(self.element);
        TestRun {
            package,
            class,
            name: self.name(),
            duration: self.duration(),
            status,
            started: self.started().map(|(millis, _)| millis),
            error: if status == Status::Failed { error(self.element) } else { None },
            ..TestRun::default()
        }
    }

    /// Whether the start of the case is known from a timestamp without zone.
    pub(super) fn has_guessed_zone(&self) -> bool {
        self.started().is_some_and(|(_, has_zone)| !has_zone)
    }

    fn name(&mut self) -> String {
        let name = self.element.attribute("name").unwrap_or_default();
        if name.trim().is_empty() {
            let message = format!("the test case has no name and is called \"{NO_NAME}\"");
            self.warn("name-missing", message, "name");
            return NO_NAME.to_owned();
        }
        name.to_owned()
    }

    /// `time`, in seconds unless it says otherwise; 0 where there is none.
    fn duration(&mut self) -> i64 {
        let Some(time) = self.element.attribute("time").filter(|time| !time.trim().is_empty()) else {
            return 0;
        };
        match seconds(time) {
            Millis::Exact(millis) => millis,
            Millis::Guess(millis) => {
                self.warn("time-guessed", format!("time \"{time}\" is taken for {millis} ms"), "time");
                millis
            }
            Millis::Unreadable => {
                self.warn(
                    "time-unreadable",
                    format!("time \"{time}\" is no duration and is taken for 0"),
                    "time",
                );
                0
            }
        }
    }

    /// The case's own timestamp, else that of the suite around it.
    fn started(&self) -> Option<(i64, bool)> {
        let own = self.element.attribute("timestamp").and_then(timestamp);
        own.map(|own| (own.millis, own.has_zone)).or(self.suite_started)
    }

    fn warn(&mut self, code: &'static str, message: String, attribute: &str) {
        let found = self.element.attribute(attribute).unwrap_or_default();
        let mut diagnostic = Diagnostic::warning(code, message).with_found(found);
        diagnostic.place = self.element.place;
        self.faults.push(diagnostic.with_path(format!("{}/@{attribute}", self.path)));
    }
}

/// Package and class, as Octane's collection tool makes them: what stands before and after the last dot.
fn split_class_name(class_name: &str) -> (Option<String>, Option<String>) {
    let class_name = class_name.trim();
    let (package, class) = match class_name.rsplit_once('.') {
        Some((package, class)) if !package.is_empty() && !class.is_empty() => (package, class),
        _ => ("", class_name),
    };
    let given = |part: &str| (!part.is_empty()).then(|| part.to_owned());
    (given(package), given(class))
}

/// The worst of what the children say; what the `status` or `result` attribute says where they say nothing.
fn status(element: &Element) -> Status {
    let has = |names: &[&str]| element.children.iter().any(|child| names.contains(&child.name.as_str()));
    if has(&["failure", "error"]) {
        return Status::Failed;
    }
    if has(&["skipped", "ignored"]) {
        return Status::Skipped;
    }
    let said =
        ["status", "result"].into_iter().filter_map(|name| element.attribute(name)).find_map(status_word);
    said.unwrap_or(Status::Passed)
}

/// GoogleTest writes `notrun`, `suppressed` and `skipped`; others use the words of their own status.
fn status_word(word: &str) -> Option<Status> {
    match word.trim().to_ascii_lowercase().as_str() {
        "failed" | "failure" | "error" | "broken" => Some(Status::Failed),
        "skipped" | "notrun" | "suppressed" | "disabled" | "ignored" | "pending" => Some(Status::Skipped),
        _ => None,
    }
}

/// The first failure or error.
fn error(element: &Element) -> Option<RunError> {
    let failure = element.children.iter().find(|child| matches!(child.name.as_str(), "failure" | "error"))?;
    let given = |name: &str| failure.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned);
    Some(RunError { kind: given("type"), message: given("message"), text: all_text(failure) })
}

/// The text of the element, or where it has none of its own, that of its children; without the line ends that only
/// set it apart from the tags.
fn all_text(element: &Element) -> String {
    if !element.text.trim().is_empty() {
        return element.text.trim_start_matches(['\r', '\n']).trim_end().to_owned();
    }
    let texts: Vec<String> = element.children.iter().map(all_text).filter(|text| !text.is_empty()).collect();
    texts.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_are_split_at_the_last_dot() {
        for (class_name, package, class) in [
            ("com.example.CalculatorTest", Some("com.example"), Some("CalculatorTest")),
            ("CalculatorTest", None, Some("CalculatorTest")),
            ("", None, None),
            ("ends.", None, Some("ends.")),
            (".starts", None, Some(".starts")),
        ] {
            let expected = (package.map(str::to_owned), class.map(str::to_owned));
            assert_eq!(split_class_name(class_name), expected, "{class_name:?}");
        }
    }
}
