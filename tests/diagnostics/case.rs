//! The files of cases: sections that begin with a marker at the start of a line.
//!
//! `== name` begins a case, `-- schema [location]` a schema document (the first is the entry), `-- document` the document,
//! `-- finds` the diagnostics. A schema that does not begin with a tag of its own `schema` is wrapped in one, whose start
//! tag is line 1; `-- schema octane` is the schema that the package carries.

/// A schema, a document, and what is found.
#[derive(Debug, Default)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) schemas: Vec<(String, String)>,
    pub(crate) document: Option<String>,
    pub(crate) finds: String,
    /// Lines before the case: what its neighbours have in common.
    comment: String,
}

/// Where the lines of a section go.
enum Section {
    Comment,
    Schema,
    Document,
    Finds,
}

/// The cases of a file.
pub(crate) fn parse(text: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut comment = String::new();
    let mut section = Section::Comment;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("== ") {
            let comment = std::mem::take(&mut comment);
            cases.push(Case { name: name.to_owned(), comment, ..Case::default() });
        } else if let Some(marker) = line.strip_prefix("-- ") {
            let case = cases.last_mut().expect("a section stands in a case");
            section = begin(case, marker);
        } else if line.starts_with("# ") {
            comment.push_str(line);
            comment.push('\n');
        } else {
            let case = cases.last_mut().filter(|_| !matches!(section, Section::Comment));
            add(case, &section, line);
        }
    }
    for case in &mut cases {
        trim_end(case);
    }
    cases
}

fn begin(case: &mut Case, marker: &str) -> Section {
    let (kind, location) = marker.split_once(' ').unwrap_or((marker, "s.xsd"));
    match kind {
        "schema" => {
            case.schemas.push((location.to_owned(), String::new()));
            Section::Schema
        }
        "document" => {
            case.document = Some(String::new());
            Section::Document
        }
        _ => {
            assert_eq!(kind, "finds", "a case has no such section");
            Section::Finds
        }
    }
}

fn add(case: Option<&mut Case>, section: &Section, line: &str) {
    let Some(case) = case else {
        return;
    };
    let text = match section {
        Section::Comment => None,
        Section::Schema => case.schemas.last_mut().map(|schema| &mut schema.1),
        Section::Document => case.document.as_mut(),
        Section::Finds => Some(&mut case.finds),
    };
    if let Some(text) = text {
        text.push_str(line);
        text.push('\n');
    }
}

fn trim_end(case: &mut Case) {
    let texts = case.schemas.iter_mut().map(|schema| &mut schema.1);
    for text in texts.chain(&mut case.document).chain([&mut case.finds]) {
        text.truncate(text.trim_end_matches('\n').len());
    }
}

/// The file of the cases.
pub(crate) fn print(cases: &[Case]) -> String {
    cases.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn one(case: &Case) -> String {
    let Case { name, schemas, document, finds, comment } = case;
    let line = |text: &str| if text.is_empty() { String::new() } else { format!("{text}\n") };
    let schema = |(location, content): &(String, String)| {
        let location = if location == "s.xsd" { String::new() } else { format!(" {location}") };
        format!("-- schema{location}\n{}", line(content))
    };
    let schemas: Vec<_> = schemas.iter().map(schema).collect();
    let document = document.as_ref().map_or_else(String::new, |text| format!("-- document\n{text}\n"));
    format!("{comment}== {name}\n{}{document}-- finds\n{}", schemas.concat(), line(finds))
}
