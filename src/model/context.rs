//! What stands once for a whole payload.

use serde::{Deserialize, Serialize};

use super::{EntityId, Links, Release, SuiteRef, Taxonomy, TestField};

/// The build that produced the runs, and the links that hold for all of them. In JSON one object; a field that is not
/// known is refused, because a misspelt link would be lost in silence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "Form")]
pub struct Context {
    /// The build (`build`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub build: Option<Build>,
    /// The links of the report.
    #[serde(flatten)]
    pub links: Links,
}

/// `build`: the CI server, job and build that the runs belong to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Build {
    /// `server_id`.
    pub server_id: String,
    /// `job_id`.
    pub job_id: String,
    /// `job_name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job_name: Option<String>,
    /// `build_id`.
    pub build_id: String,
    /// `build_name`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build_name: Option<String>,
    /// `sub_type`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sub_type: Option<String>,
    /// `artifact_id`; not in schemas before 2025.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub artifact_id: Option<String>,
}

/// A context as it stands in JSON: serde cannot refuse unknown fields of a struct that has flattened ones.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
struct Form {
    build: Option<Build>,
    suite: Option<SuiteRef>,
    program: Option<EntityId>,
    release: Option<Release>,
    milestone: Option<EntityId>,
    backlog_items: Vec<EntityId>,
    product_areas: Vec<EntityId>,
    test_fields: Vec<TestField>,
    environment: Vec<Taxonomy>,
}

impl From<Form> for Context {
    fn from(form: Form) -> Self {
        let Form {
            build,
            suite,
            program,
            release,
            milestone,
            backlog_items,
            product_areas,
            test_fields,
            environment,
        } = form;
        let links = Links {
            suite,
            program,
            release,
            milestone,
            backlog_items,
            product_areas,
            test_fields,
            environment,
        };
        Self { build, links }
    }
}
