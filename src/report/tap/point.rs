//! A test point with what explains it, as a case.

use super::block::Fields;
use super::line::{Directive, Point};
use crate::diag::Place;
use crate::limits;
use crate::report::fields::{file_name, given, within};
use crate::report::raw::{RawCase, RawClass, RawDuration, RawFailure, RawResult, Unit};

/// A test point that may still be explained.
#[derive(Debug)]
pub(super) struct OpenPoint {
    pub(super) point: Point,
    pub(super) place: Place,
    pub(super) path: String,
    /// Names of the subtests around it.
    pub(super) suites: Vec<String>,
    /// The YAML block.
    pub(super) fields: Fields,
    /// The comments behind it.
    pub(super) comments: String,
}

impl Default for OpenPoint {
    fn default() -> Self {
        Self {
            point: Point::default(),
            place: Place::START,
            path: String::new(),
            suites: Vec::new(),
            fields: Fields::new(),
            comments: String::new(),
        }
    }
}

impl OpenPoint {
    /// Takes a comment.
    pub(super) fn explain(&mut self, text: &str) {
        if self.comments.len() + text.len() < limits::OUTPUT {
            self.comments.push_str(text);
            self.comments.push('\n');
        }
    }

    /// The case that it comes to.
    pub(super) fn case(self, file: Option<&str>) -> RawCase {
        let suites = within(self.suites.iter().map(String::as_str));
        let result = RawResult {
            words: vec![self.word().into()],
            duration: self.duration(),
            started: None,
            failures: self.failure().into_iter().collect(),
        };
        RawCase {
            place: Some(self.place),
            path: self.path,
            class: RawClass::Apart { package: file.and_then(file_name), class: suites },
            file: file.map(str::to_owned),
            name: self.point.description,
            results: vec![result],
            ..RawCase::default()
        }
    }

    fn word(&self) -> &'static str {
        match (&self.point.directive, self.point.is_ok) {
            (Some(Directive::Skip(_)), _) => "skip",
            (Some(Directive::Todo(_)), _) => "todo",
            (None, true) => "ok",
            (None, false) => "not ok",
        }
    }

    fn field(&self, names: &[&str]) -> Option<&str> {
        let find =
            |name: &&str| self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        names.iter().find_map(find).filter(|text| !text.trim().is_empty())
    }

    /// `duration_ms` of a YAML block, or the time behind the name.
    fn duration(&self) -> Option<RawDuration> {
        let text = self.field(&["duration_ms", "time"]).or(self.point.time.as_deref())?;
        Some(RawDuration::new(text, Unit::Milliseconds, ""))
    }

    fn failure(&self) -> Option<RawFailure> {
        match &self.point.directive {
            Some(Directive::Skip(reason) | Directive::Todo(reason)) => {
                let message = given(Some(reason))?;
                Some(RawFailure { message: Some(message), ..RawFailure::default() })
            }
            None if self.point.is_ok => None,
            None => Some(self.why()),
        }
    }

    /// What YAML says (`message`, `error`, `stack`, and `name` for the class of the error), else what comments say.
    fn why(&self) -> RawFailure {
        let comments = self.comments.trim_end();
        let first = comments.lines().map(str::trim).find(|line| !line.is_empty());
        let message = self.field(&["message", "error"]);
        let stack = self.field(&["stack", "at", "location"]);
        let whole =
            [message.filter(|text| text.contains('\n')), stack].into_iter().flatten().collect::<Vec<_>>();
        RawFailure {
            kind: given(self.field(&["name", "failureType"])),
            message: given(message.and_then(|text| text.lines().next()).or(first)),
            stack: if self.fields.is_empty() { comments.to_owned() } else { whole.join("\n") },
        }
    }
}
