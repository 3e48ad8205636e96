//! Links: what a report, or a single run, is tied to in Octane.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::EntityId;

/// The links of a report or of a run. Ids are Octane's entity ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Links {
    /// `suite_ref`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suite: Option<SuiteRef>,
    /// `program_ref`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub program: Option<EntityId>,
    /// `release_ref` or `release`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<Release>,
    /// `milestone_ref`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub milestone: Option<EntityId>,
    /// `backlog_items`: stories, features, defects, epics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub backlog_items: Vec<EntityId>,
    /// `product_areas`: application modules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub product_areas: Vec<EntityId>,
    /// `test_fields`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub test_fields: Vec<TestField>,
    /// `environment`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub environment: Vec<Taxonomy>,
}

/// `suite_ref`: the test suite that the runs belong to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SuiteRef {
    /// `id`.
    pub id: EntityId,
    /// `external_run_id`: name of the suite run that gathers the results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_run_id: Option<String>,
    /// `component`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub component: Option<String>,
}

/// A release, by id (`release_ref`) or by name (`release`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "ReleaseForm")]
pub enum Release {
    /// `{ "id": 1001 }`.
    Id(EntityId),
    /// `{ "name": "Spring" }`; `{ "default": true }` is read as the name of the default release.
    Name(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum ReleaseForm {
    Id(EntityId),
    Name(String),
    Default(True),
}

/// `true`, and nothing else.
#[derive(Deserialize)]
#[serde(try_from = "bool")]
struct True;

impl TryFrom<bool> for True {
    type Error = &'static str;

    fn try_from(value: bool) -> Result<Self, Self::Error> {
        if value { Ok(Self) } else { Err("\"default\" is true or left out") }
    }
}

impl From<ReleaseForm> for Release {
    fn from(form: ReleaseForm) -> Self {
        match form {
            ReleaseForm::Id(id) => Self::Id(id),
            ReleaseForm::Name(name) => Self::Name(name),
            ReleaseForm::Default(True) => Self::Name(Self::DEFAULT.to_owned()),
        }
    }
}

impl Release {
    /// The name that stands for the workspace's default release (since Octane 15.1.8).
    pub const DEFAULT: &'static str = "_default_";
}

/// `test_field`: a characteristic of a test.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestField {
    /// Which field.
    #[serde(rename = "type")]
    pub field: FieldType,
    /// One of the workspace's list values, by name.
    pub value: String,
}

/// The fields that `test_field` knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FieldType {
    /// `Test_Level`.
    #[serde(rename = "Test_Level")]
    TestLevel,
    /// `Test_Type`.
    #[serde(rename = "Test_Type")]
    TestType,
    /// `Testing_Tool_Type`.
    #[serde(rename = "Testing_Tool_Type")]
    TestingToolType,
    /// `Framework`.
    Framework,
}

impl FieldType {
    /// All of them, in the order of the schema.
    pub const ALL: [Self; 4] = [Self::TestLevel, Self::TestType, Self::TestingToolType, Self::Framework];

    /// As it stands in the payload.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TestLevel => "Test_Level",
            Self::TestType => "Test_Type",
            Self::TestingToolType => "Testing_Tool_Type",
            Self::Framework => "Framework",
        }
    }

    /// The field of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.as_str() == name)
    }
}

/// `taxonomy`: a part of the environment that the runs ran in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Taxonomy {
    /// The category, such as `Browser`.
    #[serde(rename = "type")]
    pub category: String,
    /// The value, such as `Chrome`.
    pub value: String,
}

/// The kinds of link, in the order of the schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LinkKind {
    /// [`Links::suite`].
    Suite,
    /// [`Links::program`].
    Program,
    /// [`Links::release`].
    Release,
    /// [`Links::milestone`].
    Milestone,
    /// [`Links::backlog_items`].
    BacklogItems,
    /// [`Links::product_areas`].
    ProductAreas,
    /// [`Links::test_fields`].
    TestFields,
    /// [`Links::environment`].
    Environment,
}

impl LinkKind {
    /// All of them, in the order of the schema.
    pub const ALL: [Self; 8] = [
        Self::Suite,
        Self::Program,
        Self::Release,
        Self::Milestone,
        Self::BacklogItems,
        Self::ProductAreas,
        Self::TestFields,
        Self::Environment,
    ];

    /// Whether a test can have several of this kind at a time.
    pub fn is_multi_valued(self) -> bool {
        matches!(self, Self::BacklogItems | Self::ProductAreas | Self::TestFields | Self::Environment)
    }

    /// As it is called in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Suite => "suite",
            Self::Program => "program",
            Self::Release => "release",
            Self::Milestone => "milestone",
            Self::BacklogItems => "backlogItems",
            Self::ProductAreas => "productAreas",
            Self::TestFields => "testFields",
            Self::Environment => "environment",
        }
    }
}

impl FromStr for LinkKind {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(())
    }
}

/// The value of one kind of link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum LinkValue {
    /// A suite.
    Suite(SuiteRef),
    /// A release.
    Release(Release),
    /// A program or a milestone.
    Id(EntityId),
    /// Backlog items or application modules.
    Ids(Vec<EntityId>),
    /// Test fields.
    Fields(Vec<TestField>),
    /// An environment.
    Environment(Vec<Taxonomy>),
}

impl Links {
    /// Whether nothing is linked.
    pub fn is_empty(&self) -> bool {
        let Self { suite, program, release, milestone, .. } = self;
        suite.is_none()
            && program.is_none()
            && release.is_none()
            && milestone.is_none()
            && LinkKind::ALL[4..].iter().all(|&kind| !self.has(kind))
    }

    /// Whether there is a link of that kind. A list without items says nothing, and counts as none.
    pub fn has(&self, kind: LinkKind) -> bool {
        match kind {
            LinkKind::Suite => self.suite.is_some(),
            LinkKind::Program => self.program.is_some(),
            LinkKind::Release => self.release.is_some(),
            LinkKind::Milestone => self.milestone.is_some(),
            LinkKind::BacklogItems => !self.backlog_items.is_empty(),
            LinkKind::ProductAreas => !self.product_areas.is_empty(),
            LinkKind::TestFields => !self.test_fields.is_empty(),
            LinkKind::Environment => !self.environment.is_empty(),
        }
    }

    /// Whether both have the same links of that kind; the order within a list does not matter.
    pub fn is_same(&self, other: &Self, kind: LinkKind) -> bool {
        match kind {
            LinkKind::Suite => self.suite == other.suite,
            LinkKind::Program => self.program == other.program,
            LinkKind::Release => self.release == other.release,
            LinkKind::Milestone => self.milestone == other.milestone,
            LinkKind::BacklogItems => is_same_set(&self.backlog_items, &other.backlog_items),
            LinkKind::ProductAreas => is_same_set(&self.product_areas, &other.product_areas),
            LinkKind::TestFields => is_same_set(&self.test_fields, &other.test_fields),
            LinkKind::Environment => is_same_set(&self.environment, &other.environment),
        }
    }

    /// The links of that kind, if there are any.
    pub fn get(&self, kind: LinkKind) -> Option<LinkValue> {
        self.has(kind).then(|| match kind {
            LinkKind::Suite => LinkValue::Suite(self.suite.clone().unwrap_or_default()),
            LinkKind::Program => LinkValue::Id(self.program.unwrap_or_default()),
            LinkKind::Milestone => LinkValue::Id(self.milestone.unwrap_or_default()),
            LinkKind::Release => {
                LinkValue::Release(self.release.clone().unwrap_or(Release::Id(EntityId::default())))
            }
            LinkKind::BacklogItems => LinkValue::Ids(self.backlog_items.clone()),
            LinkKind::ProductAreas => LinkValue::Ids(self.product_areas.clone()),
            LinkKind::TestFields => LinkValue::Fields(self.test_fields.clone()),
            LinkKind::Environment => LinkValue::Environment(self.environment.clone()),
        })
    }

    /// Makes the links of that kind those of `other`, or none.
    pub fn copy(&mut self, other: &Self, kind: LinkKind) {
        match kind {
            LinkKind::Suite => self.suite.clone_from(&other.suite),
            LinkKind::Program => self.program = other.program,
            LinkKind::Release => self.release.clone_from(&other.release),
            LinkKind::Milestone => self.milestone = other.milestone,
            LinkKind::BacklogItems => self.backlog_items.clone_from(&other.backlog_items),
            LinkKind::ProductAreas => self.product_areas.clone_from(&other.product_areas),
            LinkKind::TestFields => self.test_fields.clone_from(&other.test_fields),
            LinkKind::Environment => self.environment.clone_from(&other.environment),
        }
    }

    /// Adds the items of a list kind that are not there yet, in their order.
    pub fn unite(&mut self, other: &Self, kind: LinkKind) {
        match kind {
            LinkKind::BacklogItems => add_missing(&mut self.backlog_items, &other.backlog_items),
            LinkKind::ProductAreas => add_missing(&mut self.product_areas, &other.product_areas),
            LinkKind::TestFields => add_missing(&mut self.test_fields, &other.test_fields),
            LinkKind::Environment => add_missing(&mut self.environment, &other.environment),
            LinkKind::Suite | LinkKind::Program | LinkKind::Release | LinkKind::Milestone => {}
        }
    }

    /// Takes away the items of a list kind that `other` has.
    pub fn subtract(&mut self, other: &Self, kind: LinkKind) {
        match kind {
            LinkKind::BacklogItems => self.backlog_items.retain(|item| !other.backlog_items.contains(item)),
            LinkKind::ProductAreas => self.product_areas.retain(|item| !other.product_areas.contains(item)),
            LinkKind::TestFields => self.test_fields.retain(|item| !other.test_fields.contains(item)),
            LinkKind::Environment => self.environment.retain(|item| !other.environment.contains(item)),
            LinkKind::Suite | LinkKind::Program | LinkKind::Release | LinkKind::Milestone => {}
        }
    }

    /// Hashes the links of that kind; the order within a list does not matter.
    pub fn hash_kind(&self, kind: LinkKind, state: &mut impl Hasher) {
        match kind {
            LinkKind::Suite => self.suite.hash(state),
            LinkKind::Program => self.program.hash(state),
            LinkKind::Release => self.release.hash(state),
            LinkKind::Milestone => self.milestone.hash(state),
            LinkKind::BacklogItems => hash_set(&self.backlog_items, state),
            LinkKind::ProductAreas => hash_set(&self.product_areas, state),
            LinkKind::TestFields => hash_set(&self.test_fields, state),
            LinkKind::Environment => hash_set(&self.environment, state),
        }
    }

    /// Removes the links of that kind.
    pub fn clear(&mut self, kind: LinkKind) {
        self.copy(&Self::default(), kind);
    }
}

fn is_same_set<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one == other
        || (one.iter().all(|item| other.contains(item)) && other.iter().all(|item| one.contains(item)))
}

fn hash_set<T: Hash>(items: &[T], state: &mut impl Hasher) {
    let hash = |item: &T| {
        let mut hasher = DefaultHasher::new();
        item.hash(&mut hasher);
        hasher.finish()
    };
    let mut hashes: Vec<u64> = items.iter().map(hash).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.hash(state);
}

fn add_missing<T: PartialEq + Clone>(to: &mut Vec<T>, from: &[T]) {
    for item in from {
        if !to.contains(item) {
            to.push(item.clone());
        }
    }
}

impl fmt::Display for LinkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BacklogItems => "backlog items",
            Self::ProductAreas => "application modules",
            Self::TestFields => "test fields",
            _ => self.as_str(),
        })
    }
}

impl fmt::Display for LinkValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Suite(suite) => write!(f, "{}", suite.id),
            Self::Release(Release::Id(id)) | Self::Id(id) => write!(f, "{id}"),
            Self::Release(Release::Name(name)) => f.write_str(name),
            Self::Ids(ids) => list(f, ids.iter()),
            Self::Fields(fields) => {
                list(f, fields.iter().map(|field| format!("{}:{}", field.field.as_str(), field.value)))
            }
            Self::Environment(nodes) => {
                list(f, nodes.iter().map(|node| format!("{}:{}", node.category, node.value)))
            }
        }
    }
}

fn list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, mut items: impl Iterator<Item = T>) -> fmt::Result {
    items.try_fold("", |separator, item| write!(f, "{separator}{item}").map(|()| ", ")).map(|_| ())
}
