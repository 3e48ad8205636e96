//! A task: what the server makes of one payload. Its id, and its status in all the spellings that are documented.

use std::fmt;

use serde::{Serialize, Serializer};
use serde_json::Value;

/// The largest integer that a JavaScript number holds exactly.
const LARGEST_NUMBER: u64 = (1 << 53) - 1;

/// The id of a task: a positive integer, which the server writes as number or string.
///
/// Serialises as a number where JavaScript can hold it, and as a string where not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TaskId(pub u64);

impl TaskId {
    /// Reads what a user or a server wrote; `None` where it is no such integer.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_digits.then(|| text.parse().ok().map(Self))?
    }

    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Number(number) => number.as_u64().map(Self),
            Value::String(text) => Self::parse(text),
            _ => None,
        }
    }
}

impl fmt::Display for TaskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for TaskId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 <= LARGEST_NUMBER { serializer.serialize_u64(self.0) } else { serializer.collect_str(self) }
    }
}

/// What a status word says about the task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// `queued` or `running`: not over.
    Active,
    /// `success`: all is in.
    Success,
    /// `warning`: in, with something left out.
    Warning,
    /// `failed`: over, not (all) in.
    Failed,
    /// A word that is not documented: taken as over, and shown as it is.
    Unknown,
}

/// The status of a task, as the server tells it on `POST` and on `GET`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaskStatus {
    /// The task.
    pub id: TaskId,
    /// The status word, trimmed; in lower case where it is a known one, as written where not.
    pub status: String,
    /// Until when the server keeps the task, as it writes it; absent where it does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// What went wrong, in the server's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_details: Option<String>,
    /// Whether the server knew these bytes already and did not process them again.
    pub from_older_push: bool,
}

impl TaskStatus {
    /// Reads the JSON of an answer; `None` where it has no id and no status.
    ///
    /// Documented spellings: `"id": 1103` and `"id": "1206"`; `"status": " SUCCESS "`; `"fromOlderPush": "true"`.
    pub(super) fn read(body: &str) -> Option<Self> {
        let json: Value = serde_json::from_str(body).ok()?;
        let text = |name: &str| {
            let text = json.get(name)?.as_str()?.trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        Some(Self {
            id: TaskId::read(json.get("id")?)?,
            status: canonical(text("status")?),
            until: text("until"),
            error_details: text("errorDetails"),
            from_older_push: json.get("fromOlderPush").is_some_and(is_true),
        })
    }

    /// What the word says.
    pub fn state(&self) -> TaskState {
        state(&self.status)
    }
}

/// What a status word says, in any case and with white space around it.
pub fn state(word: &str) -> TaskState {
    match word.trim().to_ascii_lowercase().as_str() {
        "queued" | "running" => TaskState::Active,
        "success" => TaskState::Success,
        "warning" => TaskState::Warning,
        "failed" => TaskState::Failed,
        _ => TaskState::Unknown,
    }
}

fn canonical(word: String) -> String {
    match state(&word) {
        TaskState::Unknown => word,
        _ => word.to_ascii_lowercase(),
    }
}

fn is_true(value: &Value) -> bool {
    match value {
        Value::Bool(is_true) => *is_true,
        Value::String(text) => text.trim().eq_ignore_ascii_case("true"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: Option<(u64, &str, bool, TaskState)>) {
        let status = TaskStatus::read(body);
        let found =
            status.as_ref().map(|task| (task.id.0, task.status.as_str(), task.from_older_push, task.state()));
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn every_documented_spelling_is_read() {
        check(r#"{"status":"queued","id":1103}"#, Some((1103, "queued", false, TaskState::Active)));
        check(r#"{"id":"1206","status":"Running"}"#, Some((1206, "running", false, TaskState::Active)));
        let older =
            r#"{"fromOlderPush":"true","id":1103,"until":"2020-0-28T11:29:51+0000","status":" SUCCESS "}"#;
        check(older, Some((1103, "success", true, TaskState::Success)));
        check(
            r#"{"id":1,"status":"warning","fromOlderPush":true}"#,
            Some((1, "warning", true, TaskState::Warning)),
        );
        check(
            r#"{"id":1,"status":"failed","fromOlderPush":"false"}"#,
            Some((1, "failed", false, TaskState::Failed)),
        );
    }

    #[test]
    fn an_unknown_word_is_shown_as_it_is() {
        check(
            r#"{"id":1,"status":" Zurückgestellt "}"#,
            Some((1, "Zurückgestellt", false, TaskState::Unknown)),
        );
        check(r#"{"id":1,"status":"ERROR"}"#, Some((1, "ERROR", false, TaskState::Unknown)));
    }

    #[test]
    fn what_is_no_status_is_none() {
        for body in
            ["", "[]", "{}", "<html>", r#"{"id":1}"#, r#"{"status":"queued"}"#, r#"{"id":-1,"status":"x"}"#]
        {
            check(body, None);
        }
        for id in ["1/../2", "", " ", "1.5", "+1", "0x1", "18446744073709551616"] {
            assert_eq!(TaskId::parse(id), None, "{id}");
        }
    }

    #[test]
    fn ids_beyond_a_javascript_number_are_written_as_text() {
        let json = |id| serde_json::to_string(&TaskId(id)).expect("writes");
        assert_eq!(json((1 << 53) - 1), "9007199254740991");
        assert_eq!(json(1 << 53), "\"9007199254740992\"");
    }
}
