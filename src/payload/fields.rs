//! Attributes of a payload's elements as values of the model, with a diagnostic for each that is not one.

use crate::diag::Diagnostic;
use crate::model::Status;
use crate::xml::{Element, trim};

/// One element, its path, and where its faults go.
pub(super) struct Fields<'a> {
    pub(super) element: &'a Element,
    pub(super) path: String,
    pub(super) faults: &'a mut Vec<Diagnostic>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        element: &'a Element,
        path: impl Into<String>,
        faults: &'a mut Vec<Diagnostic>,
    ) -> Self {
        Self { element, path: path.into(), faults }
    }

    /// The fields of a child; `index` counts from 1 among those of its name, where there may be several.
    pub(super) fn child<'b>(&'b mut self, child: &'b Element, index: Option<usize>) -> Fields<'b> {
        let index = index.map_or(String::new(), |index| format!("[{index}]"));
        let path = format!("{}/{}{index}", self.path, child.name);
        Fields { element: child, path, faults: self.faults }
    }

    pub(super) fn optional(&self, name: &str) -> Option<String> {
        self.element.attribute(name).map(str::to_owned)
    }

    /// The value of an attribute that has to be there; empty, with a diagnostic, where it is not.
    pub(super) fn required(&mut self, name: &str) -> String {
        if let Some(value) = self.element.attribute(name) {
            return value.to_owned();
        }
        let message = format!("element \"{}\" has no attribute \"{name}\"", self.element.name);
        self.fault("payload-missing-attribute", message, name);
        String::new()
    }

    /// A whole number (`xs:long`: white space around it does not count).
    pub(super) fn optional_long(&mut self, name: &str) -> Option<i64> {
        let value = self.element.attribute(name)?;
        let number = trim(value).parse().ok();
        if number.is_none() {
            self.bad_value(name, value, "a whole number");
        }
        number
    }

    pub(super) fn long(&mut self, name: &str) -> i64 {
        if self.element.attribute(name).is_none() {
            self.required(name);
        }
        self.optional_long(name).unwrap_or_default()
    }

    pub(super) fn boolean(&mut self, name: &str) -> Option<bool> {
        let value = self.element.attribute(name)?;
        match trim(value) {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => {
                self.bad_value(name, value, "true or false");
                None
            }
        }
    }

    /// A status; another case of the letters is read, with a warning, because real payloads have it.
    pub(super) fn status(&mut self) -> Status {
        let value = self.required("status");
        if let Some(status) = Status::ALL.into_iter().find(|status| status.as_str() == value) {
            return status;
        }
        let same_letters = |status: &Status| status.as_str().eq_ignore_ascii_case(trim(&value));
        let Some(status) = Status::ALL.into_iter().find(same_letters) else {
            self.bad_value("status", &value, "a status");
            return Status::Skipped;
        };
        let message = format!("status \"{value}\" is read as \"{}\"", status.as_str());
        let warning = Diagnostic::warning("payload-status-spelling", message);
        self.push(warning.with_found(value).with_expected([status.as_str()]), "status");
        status
    }

    pub(super) fn bad_value(&mut self, name: &str, value: &str, what: &str) {
        let message = format!("attribute \"{name}\" holds \"{value}\", which is not {what}");
        self.push(Diagnostic::error("payload-bad-value", message).with_found(value), name);
    }

    pub(super) fn fault(&mut self, code: &'static str, message: String, attribute: &str) {
        self.push(Diagnostic::error(code, message), attribute);
    }

    fn push(&mut self, mut diagnostic: Diagnostic, attribute: &str) {
        diagnostic.place = self.element.place;
        self.faults.push(diagnostic.with_path(format!("{}/@{attribute}", self.path)));
    }

    /// An element that takes the place of an earlier one: the schema has one of its kind, such as one release, by id or by name.
    pub(super) fn repeated(&mut self) {
        let message = format!(
            "element \"{}\" replaces an earlier one: there is place for one of them",
            self.element.name
        );
        let mut diagnostic = Diagnostic::warning("payload-repeated-element", message);
        diagnostic.place = self.element.place;
        self.faults.push(diagnostic.with_path(self.path.clone()));
    }

    /// An element that the schema does not have here.
    pub(super) fn unknown(&mut self, child: &Element) {
        let message =
            format!("element \"{}\" is not known in \"{}\" and is left out", child.name, self.element.name);
        let mut diagnostic = Diagnostic::warning("payload-unknown-element", message);
        diagnostic.place = child.place;
        self.faults.push(diagnostic.with_path(format!("{}/{}", self.path, child.name)));
    }
}
