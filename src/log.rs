//! A task's log, with its lines tied to what they name: the build, links, and runs of the payload.
//!
//! Documented are the head (`status`, `until`), an empty line and one message for each line; of the messages two are known
//! word for word. So a line is tied by what it holds: `{key: value; key: value}`, ids and names in quotes, next to the word for
//! a kind of link. A line that names nothing of the payload is tied to nothing, and shown as it is.

use serde::Serialize;

use crate::model::{Build, Context, EntityId, LinkKind, Links, Release, Run};

/// Runs that are listed for one line; the others are counted.
const MOST_RUNS: usize = 20;

/// A log, read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TaskLog {
    /// The status in the log's head, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Until when the server keeps the task, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The messages.
    pub lines: Vec<LogLine>,
}

/// One message of a log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LogLine {
    /// As the server writes it.
    pub text: String,
    /// The links of the payload that it names.
    pub links: Vec<LoggedLink>,
    /// The runs that it names or whose links it names, the first twenty of them.
    pub runs: Vec<LoggedRun>,
    /// How many there are.
    pub run_count: usize,
}

/// A link that a message names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LoggedLink {
    /// `build`, or a kind of link as in a context.
    pub kind: &'static str,
    /// Its id, name or value, in words.
    pub value: String,
    /// Whether it stands on the report; where not, on the runs of the line.
    pub on_report: bool,
}

/// A run that a message names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoggedRun {
    /// Its place among the runs of the payload, counted from 0.
    pub index: usize,
    /// Its name.
    pub name: String,
}

/// Reads a log, and ties its messages to the payload that it is about.
pub fn tie(log: &str, context: &Context, runs: &[Run]) -> TaskLog {
    let (head, messages) = split(log);
    let field = |name: &str| {
        let value = head.iter().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        Some(value.trim().to_owned())
    };
    TaskLog {
        status: field("status"),
        until: field("until"),
        lines: messages.iter().map(|text| tie_line(text, context, runs)).collect(),
    }
}

/// The head ends at an empty line, or at the first line that is none of it.
fn split(log: &str) -> (Vec<&str>, Vec<&str>) {
    let lines: Vec<&str> = log.lines().map(str::trim).collect();
    let is_head = |line: &&&str| line.starts_with("status:") || line.starts_with("until:");
    let head = lines.iter().take_while(is_head).count();
    let messages = lines[head..].iter().copied().filter(|line| !line.is_empty()).collect();
    (lines[..head].to_vec(), messages)
}

fn tie_line(text: &str, context: &Context, runs: &[Run]) -> LogLine {
    let references = references(text);
    let mut line = LogLine { text: text.to_owned(), ..LogLine::default() };
    if let Some(build) = context.build.as_ref().filter(|build| names_build(&references, build)) {
        line.links.push(LoggedLink { kind: "build", value: build.build_id.clone(), on_report: true });
    }
    let named: Vec<usize> =
        (0..runs.len()).filter(|&index| names_run(text, &references, &runs[index])).collect();
    let mut tied = named.clone();
    for (kind, value) in
        LinkKind::ALL.iter().flat_map(|&kind| named_links(text, &references, kind, context, runs))
    {
        let has = |links: &Links| values(links, kind).contains(&value);
        if named.is_empty() {
            let with_link = runs.iter().enumerate().filter(|(_, run)| links_of(run).is_some_and(has));
            tied.extend(with_link.map(|(index, _)| index));
        }
        line.links.push(LoggedLink { kind: kind.as_str(), on_report: has(&context.links), value });
    }
    tied.sort_unstable();
    tied.dedup();
    line.run_count = tied.len();
    let listed = tied.into_iter().take(MOST_RUNS);
    line.runs = listed.map(|index| LoggedRun { index, name: name_of(&runs[index]).to_owned() }).collect();
    line
}

/// A `{key: value; key: value}` of a message.
type Reference<'t> = Vec<(&'t str, &'t str)>;

fn references(text: &str) -> Vec<Reference<'_>> {
    let inner = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    inner.map(|(inner, _)| inner.split(';').filter_map(pair).collect()).collect()
}

fn pair(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(':')?;
    Some((key.trim(), value.trim()))
}

/// The keys of a build are older than the schema's words for them: the three values decide.
fn names_build(references: &[Reference<'_>], build: &Build) -> bool {
    let wanted = [&build.server_id, &build.job_id, &build.build_id];
    let has =
        |reference: &Reference<'_>, wanted: &str| reference.iter().any(|(_, value)| *value == wanted.trim());
    references.iter().any(|reference| wanted.iter().all(|wanted| has(reference, wanted)))
}

/// A run is named by what makes its identity, or by its name in quotes.
fn names_run(text: &str, references: &[Reference<'_>], run: &Run) -> bool {
    let name = name_of(run);
    let is_quoted = !name.is_empty() && text.contains(&format!("\"{name}\""));
    is_quoted || references.iter().any(|reference| is_identity(reference, run))
}

fn is_identity(reference: &Reference<'_>, run: &Run) -> bool {
    let Run::Test(run) = run else {
        return false;
    };
    let own = |key: &str| match key {
        "name" => Some(run.name.as_str()),
        "module" | "component" => Some(run.module.as_deref().unwrap_or_default()),
        "package" => Some(run.package.as_deref().unwrap_or_default()),
        "class" => Some(run.class.as_deref().unwrap_or_default()),
        _ => None,
    };
    let is_whole = reference.iter().any(|(key, _)| *key == "name") && reference.len() > 1;
    is_whole && reference.iter().all(|(key, value)| own(key).is_some_and(|own| own.trim() == *value))
}

/// The links of one kind, anywhere in the payload, that a message names.
fn named_links(
    text: &str,
    references: &[Reference<'_>],
    kind: LinkKind,
    context: &Context,
    runs: &[Run],
) -> Vec<(LinkKind, String)> {
    let lower = text.to_lowercase();
    if !words(kind).iter().any(|word| lower.contains(word)) {
        return Vec::new();
    }
    let all = std::iter::once(&context.links).chain(runs.iter().filter_map(links_of));
    let mut named: Vec<String> = all.flat_map(|links| values(links, kind)).collect();
    named.sort_unstable();
    named.dedup();
    named.retain(|value| is_named(text, references, value));
    named.into_iter().map(|value| (kind, value)).collect()
}

fn words(kind: LinkKind) -> &'static [&'static str] {
    match kind {
        LinkKind::Suite => &["suite"],
        LinkKind::Program => &["program"],
        LinkKind::Release => &["release"],
        LinkKind::Milestone => &["milestone"],
        LinkKind::BacklogItems => &["backlog"],
        LinkKind::ProductAreas => &["application module", "product area", "product_area"],
        LinkKind::TestFields => &["field"],
        LinkKind::Environment => &["taxonomy", "environment"],
    }
}

/// By a value in braces, in quotes, or by a number that stands alone.
fn is_named(text: &str, references: &[Reference<'_>], value: &str) -> bool {
    let parts: Vec<&str> = value.split(": ").collect();
    let in_braces =
        |reference: &Reference<'_>| parts.iter().all(|part| reference.iter().any(|(_, found)| found == part));
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = || text.split(|c: char| !c.is_ascii_digit());
    let is_quoted = parts.iter().all(|part| text.contains(&format!("\"{part}\"")));
    references.iter().any(in_braces) || is_quoted || (is_number && numbers().any(|number| number == value))
}

/// The links of one kind in words: ids, names, or `type: value`.
fn values(links: &Links, kind: LinkKind) -> Vec<String> {
    let id = |id: &EntityId| id.to_string();
    match kind {
        LinkKind::Suite => links.suite.iter().map(|suite| id(&suite.id)).collect(),
        LinkKind::Program => links.program.iter().map(id).collect(),
        LinkKind::Release => links.release.iter().map(release).collect(),
        LinkKind::Milestone => links.milestone.iter().map(id).collect(),
        LinkKind::BacklogItems => links.backlog_items.iter().map(id).collect(),
        LinkKind::ProductAreas => links.product_areas.iter().map(id).collect(),
        LinkKind::TestFields => {
            let fields = links.test_fields.iter();
            fields.map(|field| format!("{}: {}", field.field.as_str(), field.value)).collect()
        }
        LinkKind::Environment => {
            let tags = links.environment.iter();
            tags.map(|tag| format!("{}: {}", tag.category, tag.value)).collect()
        }
    }
}

fn release(release: &Release) -> String {
    match release {
        Release::Id(id) => id.to_string(),
        Release::Name(name) => name.clone(),
    }
}

fn links_of(run: &Run) -> Option<&Links> {
    match run {
        Run::Test(run) => Some(&run.links),
        Run::Gherkin(_) => None,
    }
}

fn name_of(run: &Run) -> &str {
    match run {
        Run::Test(run) => &run.name,
        Run::Gherkin(run) => &run.name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Taxonomy, TestRun};

    fn run(name: &str, links: Links) -> Run {
        let class = Some("C".to_owned());
        Run::Test(Box::new(TestRun { name: name.to_owned(), class, links, ..TestRun::default() }))
    }

    fn tied(message: &str) -> (Vec<(&'static str, String, bool)>, Vec<usize>) {
        let build = Build {
            server_id: "uuid".to_owned(),
            job_id: "junit-job".to_owned(),
            build_id: "1".to_owned(),
            ..Build::default()
        };
        let release = Some(Release::Id(EntityId(1101)));
        let context = Context { build: Some(build), links: Links { release, ..Links::default() } };
        let tag = Taxonomy { category: "Browser".to_owned(), value: "Chrome".to_owned() };
        let runs = [
            run("a", Links { milestone: Some(EntityId(7)), ..Links::default() }),
            run("b", Links { environment: vec![tag], milestone: Some(EntityId(7)), ..Links::default() }),
        ];
        let log = tie(&format!("status: failed\nuntil: soon\n\n{message}\n"), &context, &runs);
        assert_eq!((log.status.as_deref(), log.until.as_deref()), (Some("failed"), Some("soon")));
        let [line] = log.lines.as_slice() else { panic!("one line") };
        assert_eq!((line.text.as_str(), line.run_count), (message, line.runs.len()));
        let links = line.links.iter().map(|link| (link.kind, link.value.clone(), link.on_report)).collect();
        (links, line.runs.iter().map(|run| run.index).collect())
    }

    #[test]
    fn the_documented_message_about_a_build_names_the_build() {
        let message = "Build reference {server: uuid; build_type: junit-job; build_sid: 1} not resolved";
        assert_eq!(tied(message), (vec![("build", "1".to_owned(), true)], vec![]));
        let other = "Build reference {server: uuid; build_type: junit-job; build_sid: 2} not resolved";
        assert_eq!(tied(other), (vec![], vec![]));
    }

    #[test]
    fn a_link_is_found_on_the_report_or_on_the_runs_that_have_it() {
        assert_eq!(tied("Release 1101 is closed"), (vec![("release", "1101".to_owned(), true)], vec![]));
        let milestone = vec![("milestone", "7".to_owned(), false)];
        assert_eq!(tied("Milestone reference {id: 7} not resolved"), (milestone, vec![0, 1]));
        let tag = vec![("environment", "Browser: Chrome".to_owned(), false)];
        assert_eq!(tied("Taxonomy reference {type: Browser; value: Chrome} not resolved"), (tag, vec![1]));
    }

    #[test]
    fn a_message_about_a_run_is_tied_to_that_run_alone() {
        let message =
            "Milestone reference {id: 7} of test run {module: ; package: ; class: C; name: b} not resolved";
        assert_eq!(tied(message), (vec![("milestone", "7".to_owned(), false)], vec![1]));
        assert_eq!(tied("test \"a\" is skipped"), (vec![], vec![0]));
    }

    #[test]
    fn a_message_that_names_nothing_of_the_payload_is_tied_to_nothing() {
        for message in ["Out of memory", "Milestone 77 not resolved", "{", "{}", "release"] {
            assert_eq!(tied(message), (vec![], vec![]), "{message}");
        }
    }

    #[test]
    fn a_log_without_a_head_is_all_messages() {
        let log = tie("one\n\ntwo", &Context::default(), &[]);
        let texts: Vec<&str> = log.lines.iter().map(|line| line.text.as_str()).collect();
        assert_eq!((log.status, texts), (None, vec!["one", "two"]));
        assert!(tie("", &Context::default(), &[]).lines.is_empty());
    }
}
