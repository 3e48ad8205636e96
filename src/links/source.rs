//! Where links come from: in the code a small mark, for eyes a name, a file and a place.

use serde::{Deserialize, Serialize};

use crate::diag::Place;
use crate::model::LinkKind;
use crate::payload::LinkPlaces;

/// What said a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The report, of all its runs.
    Report,
    /// The run itself.
    Test,
    /// A property of the test or of a suite around it.
    Property,
    /// The context file, of all runs.
    ContextFile,
    /// The rule of that number, counted from 0.
    Rule(usize),
    /// The options: the command line or the page.
    Options,
}

/// An [`Origin`] for eyes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// What it is.
    pub kind: SourceKind,
    /// Name of the rule or of the property.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The report or the context file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Where in the file.
    #[serde(flatten)]
    pub place: Option<Place>,
}

/// The sources, in their order: on one level a later one goes before an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// The report, of all its runs.
    Report,
    /// The run itself.
    Test,
    /// A property in the report.
    Property,
    /// The context file.
    ContextFile,
    /// A rule.
    Rule,
    /// The options.
    Options,
}

/// What is known of the sources of one report.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The open report.
    pub report: String,
    /// Where it has the links of all its runs.
    pub report_places: LinkPlaces,
    /// Name of the context file.
    pub context_file: Option<String>,
    /// Where it has its links.
    pub context_places: LinkPlaces,
    /// Name and place of each rule.
    pub rules: Vec<(String, Option<Place>)>,
    /// How many of the rules are those of the context file.
    pub file_rules: usize,
}

impl Sources {
    /// The source of a kind of link, in the words of people; `place` is that of the run.
    pub fn source(&self, origin: Origin, kind: LinkKind, place: Option<Place>) -> Source {
        let bare =
            |kind, file: Option<&String>, place| Source { kind, name: None, file: file.cloned(), place };
        let file = self.context_file.as_ref();
        match origin {
            Origin::Report => bare(SourceKind::Report, Some(&self.report), self.report_places[kind as usize]),
            Origin::Test => bare(SourceKind::Test, Some(&self.report), place),
            Origin::Property => {
                let source = bare(SourceKind::Property, Some(&self.report), place);
                Source { name: Some(property(kind).to_owned()), ..source }
            }
            Origin::ContextFile => bare(SourceKind::ContextFile, file, self.context_places[kind as usize]),
            Origin::Options => bare(SourceKind::Options, None, None),
            Origin::Rule(index) => {
                let (name, place) = self.rules.get(index).cloned().unwrap_or_default();
                let file = file.filter(|_| index < self.file_rules);
                Source { name: Some(name), ..bare(SourceKind::Rule, file, place) }
            }
        }
    }
}

impl Source {
    /// In words: `rule "payments" of context.json`.
    pub fn words(&self) -> String {
        let Self { kind, name, file, place } = self;
        let name = name.as_deref().unwrap_or_default();
        let at = place.map_or(String::new(), |place| format!(":{}", place.line));
        let of = file.as_ref().map_or(String::new(), |file| format!(" of {file}{at}"));
        match kind {
            SourceKind::Report => "the report".to_owned(),
            SourceKind::Test => "the test".to_owned(),
            SourceKind::Property => format!("property \"{name}\""),
            SourceKind::ContextFile => {
                format!("the context file {}{at}", file.as_deref().unwrap_or_default())
            }
            SourceKind::Rule => format!("rule \"{name}\"{of}"),
            SourceKind::Options => "the options".to_owned(),
        }
    }
}

/// The first property that states links of that kind.
pub(super) fn property(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Suite => "octane.suite",
        LinkKind::Program => "octane.program",
        LinkKind::Release => "octane.release",
        LinkKind::Milestone => "octane.milestone",
        LinkKind::BacklogItems => "octane.backlog_item",
        LinkKind::ProductAreas => "octane.product_area",
        LinkKind::TestFields => "octane.test_level",
        LinkKind::Environment => "octane.environment",
    }
}

/// Whether a property of that name states links of that kind.
pub fn states(property: &str, kind: LinkKind) -> bool {
    let Some(name) = property.strip_prefix("octane.") else { return false };
    match kind {
        LinkKind::Suite => matches!(name, "suite" | "suite_external_run_id"),
        LinkKind::Program => name == "program",
        LinkKind::Release => name == "release",
        LinkKind::Milestone => name == "milestone",
        LinkKind::BacklogItems => name == "backlog_item",
        LinkKind::ProductAreas => matches!(name, "product_area" | "application_module"),
        LinkKind::TestFields => {
            matches!(name, "test_level" | "test_type" | "testing_tool_type" | "framework")
        }
        LinkKind::Environment => name == "environment" || name.starts_with("environment."),
    }
}
