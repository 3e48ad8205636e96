//! What a server says when it refuses: Octane's error JSON, a servlet's, or somebody else's web page.

use serde_json::Value;

use crate::submit::http::Response;

/// Longest quotation from a server, in code points.
const LONGEST: usize = 500;

/// The words of one answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Words {
    /// Octane's `error_code`, such as `testbox.queue_full`.
    pub(super) code: Option<String>,
    /// What it says: `description`, a servlet's `message`, a page's title, or a short plain text.
    pub(super) description: Option<String>,
    /// Whether it is a web page: an outage page, a login page, or another server altogether.
    pub(super) is_page: bool,
}

/// Reads the words of an answer, whatever its form.
pub(super) fn read(response: &Response) -> Words {
    let text = response.text();
    if is_page(response, &text) {
        return Words { code: None, description: title(&text).and_then(quotation), is_page: true };
    }
    match serde_json::from_str::<Value>(&text) {
        Ok(json) => from_json(&json),
        Err(_) => Words { description: quotation(&text), ..Words::default() },
    }
}

/// The single form has the words itself, the bulk form in its first error.
fn from_json(json: &Value) -> Words {
    let error = json.get("errors").and_then(|errors| errors.get(0)).unwrap_or(json);
    let text = |name: &str| error.get(name).and_then(Value::as_str).and_then(quotation);
    Words {
        code: text("error_code"),
        description: text("description").or_else(|| text("message")),
        is_page: false,
    }
}

/// Whether an answer is a web page, by its label or its first tag.
pub(super) fn is_page(response: &Response, text: &str) -> bool {
    let starts = |tag: &str| {
        let start = text.trim_start().get(..tag.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(tag))
    };
    let is_labelled = response.header("content-type").is_some_and(|label| label.contains("html"));
    is_labelled || starts("<!doctype html") || starts("<html")
}

fn title(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower[start..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    Some(&text[start..end])
}

/// The text on one line, cut where it is long; nothing where it is empty.
fn quotation(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.trim_end_matches('.');
    if line.is_empty() {
        return None;
    }
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => Some(format!("{}…", &line[..end])),
        None => Some(line.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(content_type: &str, body: &str, expected: (Option<&str>, Option<&str>, bool)) {
        let words = read(&Response {
            status: 500,
            headers: vec![("content-type".to_owned(), content_type.to_owned())],
            body: body.as_bytes().to_vec(),
        });
        let found = (words.code.as_deref(), words.description.as_deref(), words.is_page);
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn error_json_of_each_form_is_read() {
        let octane =
            r#"{"error_code":"testbox.queue_full","description":"Queue is\n full.","properties":null}"#;
        check("application/json", octane, (Some("testbox.queue_full"), Some("Queue is full"), false));
        check("application/json", r#"{"message":"Forbidden"}"#, (None, Some("Forbidden"), false));
        let bulk = r#"{"errors":[{"error_code":"a","description":"b"}]}"#;
        check("", bulk, (Some("a"), Some("b"), false));
        check("", r#"{"description":5,"errors":[]}"#, (None, None, false));
    }

    #[test]
    fn a_web_page_is_told_apart_and_named_by_its_title() {
        check("text/html; charset=utf-8", "<h1>x</h1>", (None, None, true));
        let page = " <!DOCTYPE HTML><head><TITLE lang=en>Down for\nmaintenance</TITLE>";
        check("application/json", page, (None, Some("Down for maintenance"), true));
        check("", "<html><title>İ unclosed", (None, None, true));
    }

    #[test]
    fn other_text_is_quoted_and_cut() {
        check("text/plain", "  no upstream ", (None, Some("no upstream"), false));
        check("", "", (None, None, false));
        let long = "ä".repeat(LONGEST + 1);
        let cut = format!("{}…", "ä".repeat(LONGEST));
        check("", &long, (None, Some(&cut), false));
    }
}
