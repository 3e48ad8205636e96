//! The fields of a case that templates can name.

use std::borrow::Cow;

use super::class::{class_name, package_and_class};
use crate::report::raw::{RawCase, RawSuite};

/// A field of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    ClassName,
    Package,
    Class,
    Name,
    RunName,
    Module,
    File,
    Suite,
    Suites,
    Property(String),
}

impl Field {
    /// Names of the fields, as templates have them.
    pub(super) const NAMES: [&str; 10] = [
        "classname",
        "package",
        "class",
        "name",
        "run_name",
        "module",
        "file",
        "suite",
        "suites",
        "property:\u{2026}",
    ];

    pub(super) fn parse(name: &str) -> Option<Self> {
        if let Some(property) = name.strip_prefix("property:") {
            return Some(Self::Property(property.to_owned()));
        }
        Some(match name {
            "classname" => Self::ClassName,
            "package" => Self::Package,
            "class" => Self::Class,
            "name" => Self::Name,
            "run_name" => Self::RunName,
            "module" => Self::Module,
            "file" => Self::File,
            "suite" => Self::Suite,
            "suites" => Self::Suites,
            _ => return None,
        })
    }

    /// What the case has there; empty where it has nothing.
    pub(super) fn of<'c>(&self, case: &'c RawCase) -> Cow<'c, str> {
        let text = |text: &'c Option<String>| text.as_deref().map(Cow::Borrowed);
        let value = match self {
            Self::ClassName => Some(class_name(&case.class)),
            Self::Package => package(case).map(Cow::Owned),
            Self::Class => package_and_class(&case.class).1.map(Cow::Owned),
            Self::Name => Some(Cow::Borrowed(case.name.as_str())),
            Self::RunName => text(&case.run_name),
            Self::Module => text(&case.module),
            Self::File => text(&case.file).or_else(|| suites(case).find_map(|suite| text(&suite.file))),
            Self::Suite => {
                suites(case).map(|suite| suite.name.as_str()).find(|name| !name.is_empty()).map(Cow::Borrowed)
            }
            Self::Suites => Some(Cow::Owned(suite_names(case))),
            Self::Property(name) => property(case, name).map(Cow::Borrowed),
        };
        value.unwrap_or_default()
    }
}

/// The package of the class name, else that of the suite.
fn package(case: &RawCase) -> Option<String> {
    package_and_class(&case.class).0.or_else(|| suites(case).find_map(|suite| suite.package.clone()))
}

/// The suites around the case, from the inside out.
fn suites(case: &RawCase) -> impl Iterator<Item = &RawSuite> {
    case.suite.iter().flat_map(|suite| suite.chain())
}

fn suite_names(case: &RawCase) -> String {
    let mut names: Vec<&str> =
        suites(case).map(|suite| suite.name.as_str()).filter(|name| !name.is_empty()).collect();
    names.reverse();
    names.join(" > ")
}

/// The property of the case, else of the nearest suite that has it.
fn property<'c>(case: &'c RawCase, name: &str) -> Option<&'c str> {
    let lists = std::iter::once(&case.properties).chain(suites(case).map(|suite| &suite.properties));
    let mut all = lists.flatten();
    all.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
