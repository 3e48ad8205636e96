//! What every floor says about its input: a [`Diagnostic`] is data first and words last.
//!
//! Owns the shape that reaches users (in Rust, in JSON and in npm alike) and the [`Place`] of a finding.
//! Knows no file, no format and no rule: each floor above makes its own diagnostics.

mod place;
mod render;

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use place::{LineCursor, Place};
pub use render::render;

/// How much a [`Diagnostic`] matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing, nothing to do: a default was used, a guess was made.
    Info,
    /// Accepted, but likely not what was meant, or changed on the way.
    Warning,
    /// Refused: the input, or this part of it, cannot be used as it is.
    Error,
}

/// One finding about one place of one input.
///
/// The JSON form is the public one (field names in camel case, absent fields left out):
/// `{ severity, code, message, file?, line?, column?, offset?, path, found?, expected?, help?, schemaPlace?, fix? }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Stable code: the W3C's for schema rules (`cvc-complex-type.2.4.a`), kebab-case of our own otherwise.
    pub code: Cow<'static, str>,
    /// One sentence, present tense, without a full stop.
    pub message: String,
    /// Name of the input, as the caller gave it; absent where there is one input only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Where in the input; absent for findings about no document (a network failure).
    #[serde(flatten)]
    pub place: Option<Place>,
    /// Path with indexes, such as `/test_result/test_runs/test_run[3]/@duration`; empty where there is none.
    #[serde(default)]
    pub path: String,
    /// What stands there, as it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What may stand there: names or values, in the order of the schema.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expected: Vec<String>,
    /// The next step, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The rule's own place, for findings that a schema causes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub schema_place: Option<SchemaPlace>,
    /// An edit, or a change of options, that settles the finding, where a machine can apply it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// Where a schema component is declared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SchemaPlace {
    /// Location of the schema document, as it was given.
    pub location: String,
    /// Line and column in that document.
    #[serde(flatten)]
    pub place: Place,
    /// The component in words, such as `type "string255"`.
    pub component: String,
}

/// What settles a finding: text edits, which do not overlap and stand in order of offset, or an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fix {
    /// What the fix does, in one line.
    pub description: String,
    /// The edits; none where it is options that are to be changed.
    pub edits: Vec<Edit>,
    /// Whether it keeps all that the document says and guesses nothing, so that it may be applied unseen.
    #[serde(default)]
    pub safe: bool,
    /// The option that is to be changed, where it is no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<OptionChange>,
}

/// An option of the conversion with another value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionChange {
    /// Its name, with dots between steps: `linkPolicy.release`.
    pub name: String,
    /// The value.
    pub value: String,
}

impl Fix {
    /// A fix of edits that keeps all that the document says.
    pub fn safe(description: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { description: description.into(), edits, safe: true, option: None }
    }

    /// A fix of edits that gives something up, or guesses.
    pub fn risky(description: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { safe: false, ..Self::safe(description, edits) }
    }

    /// A fix by another value of an option: a choice, and so never safe.
    pub fn of_options(description: impl Into<String>, name: &str, value: &str) -> Self {
        let option = OptionChange { name: name.to_owned(), value: value.to_owned() };
        Self { option: Some(option), ..Self::risky(description, Vec::new()) }
    }
}

/// Replaces `length` bytes from `offset` by `text`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Edit {
    /// First byte to replace, counted from 0 in the UTF-8 form of the document.
    pub offset: u64,
    /// Number of bytes to replace; 0 inserts.
    pub length: u64,
    /// What stands there afterwards.
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic with the parts that each one has; the rest is added with the `with_` methods.
    pub fn new(severity: Severity, code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self {
            severity,
            code: code.into(),
            message: message.into(),
            file: None,
            place: None,
            path: String::new(),
            found: None,
            expected: Vec::new(),
            help: None,
            schema_place: None,
            fix: None,
        }
    }

    /// A refusal.
    pub fn error(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// Something accepted that is likely not what was meant.
    pub fn warning(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Something worth knowing.
    pub fn info(code: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Info, code, message)
    }

    /// The same, at a place.
    #[must_use]
    pub fn with_place(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same, at a path.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same, with what was found.
    #[must_use]
    pub fn with_found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self
    }

    /// The same, with what may stand there.
    #[must_use]
    pub fn with_expected<T: Into<String>>(mut self, expected: impl IntoIterator<Item = T>) -> Self {
        self.expected = expected.into_iter().map(Into::into).collect();
        self
    }

    /// The same, with the next step.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same, with an edit or a change of options that settles it.
    #[must_use]
    pub fn with_fix(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }

    /// Whether it refuses something.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}
