//! The form of the context file. The lengths are those of Octane's schema.

use super::shape::{Field, Shape};

/// The field that tells editors where the schema is.
pub(super) const SCHEMA: &str = "$schema";

/// The field of the rules.
pub(super) const RULES: &str = "rules";

const fn field(name: &'static str, about: &'static str, shape: Shape) -> Field {
    Field { name, is_required: false, about, shape }
}

const fn required(name: &'static str, about: &'static str, shape: Shape) -> Field {
    Field { name, is_required: true, about, shape }
}

const TEXT: Shape = Shape::Text(1, 255);
const MAYBE_EMPTY: Shape = Shape::Text(0, 255);

const BUILD: Shape = Shape::Object(&[
    required("serverId", "Instance id of the CI server, as Octane knows it", TEXT),
    required("jobId", "Id of the job on that server", TEXT),
    field("jobName", "Name of the job, for display", TEXT),
    required("buildId", "Id of the build of that job", TEXT),
    field("buildName", "Name of the build, for display", TEXT),
    field("subType", "Kind of the build, where the server tells several apart", MAYBE_EMPTY),
    field("artifactId", "Artifact of the build; servers before 2025 do not know it", MAYBE_EMPTY),
]);

const SUITE: Shape = Shape::Object(&[
    required("id", "Entity id of the test suite", Shape::Id),
    field("externalRunId", "Name of the suite run that gathers the results", MAYBE_EMPTY),
    field("component", "Component of the suite run", MAYBE_EMPTY),
]);

const RELEASE: Shape = Shape::OneOf(
    &[
        Shape::Object(&[required("id", "Entity id of the release", Shape::Id)]),
        Shape::Object(&[required("name", "Name of the release", TEXT)]),
        Shape::Object(&[required("default", "The workspace's default release", Shape::True)]),
    ],
    "an object of id, name or default",
);

const TEST_FIELD: Shape = Shape::Object(&[
    required(
        "type",
        "Which field",
        Shape::Word(&["Test_Level", "Test_Type", "Testing_Tool_Type", "Framework"]),
    ),
    required("value", "One of the workspace's list values, by name", TEXT),
]);

const TAXONOMY: Shape = Shape::Object(&[
    required("type", "The category, such as Browser", TEXT),
    required("value", "The value, such as Chrome", TEXT),
]);

const IDS: Shape = Shape::List(0, &Shape::Id);
const SOME_IDS: Shape = Shape::List(1, &Shape::Id);

const ABOUT_BUILD: &str = "The build that produced the runs; Octane must know it";
const ABOUT_SUITE: &str = "Test suite that the runs belong to; it needs a release";
const ABOUT_PROGRAM: &str = "Entity id of the program";
const ABOUT_RELEASE: &str = "Release, by id, by name, or the default one";
const ABOUT_MILESTONE: &str = "Entity id of the milestone; it needs its release";
const ABOUT_ITEMS: &str = "Backlog items: stories, features, defects, epics";
const ABOUT_AREAS: &str = "Application modules";
const ABOUT_FIELDS: &str = "Test fields: level, type, tool and framework";
const ABOUT_ENVIRONMENT: &str = "Environment that the runs ran in";

/// What a rule sets, which is at least one item of each kind that it names.
const SET: Shape = Shape::Object(&[
    field("suite", ABOUT_SUITE, SUITE),
    field("program", ABOUT_PROGRAM, Shape::Id),
    field("release", ABOUT_RELEASE, RELEASE),
    field("milestone", ABOUT_MILESTONE, Shape::Id),
    field("backlogItems", ABOUT_ITEMS, SOME_IDS),
    field("productAreas", ABOUT_AREAS, SOME_IDS),
    field("testFields", ABOUT_FIELDS, Shape::List(1, &TEST_FIELD)),
    field("environment", ABOUT_ENVIRONMENT, Shape::List(1, &TAXONOMY)),
]);

const ADD: Shape = Shape::Object(&[
    field("backlogItems", ABOUT_ITEMS, SOME_IDS),
    field("productAreas", ABOUT_AREAS, SOME_IDS),
    field("testFields", ABOUT_FIELDS, Shape::List(1, &TEST_FIELD)),
    field("environment", ABOUT_ENVIRONMENT, Shape::List(1, &TAXONOMY)),
]);

const ALL_OR_SOME: &str = "true, for all of them, or a list of at least 1";
const REMOVED_IDS: Shape = Shape::OneOf(&[Shape::True, SOME_IDS], ALL_OR_SOME);
const REMOVED_FIELDS: Shape = Shape::OneOf(&[Shape::True, Shape::List(1, &TEST_FIELD)], ALL_OR_SOME);
const REMOVED_NODES: Shape = Shape::OneOf(&[Shape::True, Shape::List(1, &TAXONOMY)], ALL_OR_SOME);

const REMOVE: Shape = Shape::Object(&[
    field("suite", "true: no test suite", Shape::True),
    field("program", "true: no program", Shape::True),
    field("release", "true: no release", Shape::True),
    field("milestone", "true: no milestone", Shape::True),
    field("backlogItems", "true: no backlog items; a list: not these", REMOVED_IDS),
    field("productAreas", "true: no application modules; a list: not these", REMOVED_IDS),
    field("testFields", "true: no test fields; a list: not these", REMOVED_FIELDS),
    field("environment", "true: no environment; a list: not these", REMOVED_NODES),
]);

const REGEX: Shape =
    Shape::Object(&[required("regex", "Regular expression that matches the whole text", Shape::Regex)]);
const ONE_PATTERN: Shape =
    Shape::OneOf(&[Shape::Glob, REGEX], "a glob as text, or a regular expression as { \"regex\": … }");
const PATTERN: Shape = Shape::OneOf(
    &[Shape::Glob, REGEX, Shape::List(1, &ONE_PATTERN)],
    "a glob as text, a regular expression as { \"regex\": … }, or a list of these",
);

const STATUS: Shape = Shape::Word(&["Passed", "Skipped", "Failed", "Planned"]);

const WHEN: Shape = Shape::Object(&[
    field("module", "Module of the test", PATTERN),
    field("package", "Package of the test", PATTERN),
    field("class", "Class of the test", PATTERN),
    field("name", "Name of the test", PATTERN),
    field("file", "Name of the report", PATTERN),
    field(
        "status",
        "Status of the run, or several",
        Shape::OneOf(
            &[STATUS, Shape::List(1, &STATUS)],
            "one of Passed, Skipped, Failed, Planned, or a list of these",
        ),
    ),
    field("tag", "A tag of the test, without @", PATTERN),
    field(
        "property",
        "Properties of the test or of a suite around it: names, and patterns of values",
        Shape::Map(&PATTERN),
    ),
]);

const RULE: Shape = Shape::Object(&[
    field("name", "Name of the rule, for those who read what it did", TEXT),
    field("when", "Which tests: all that is said must hold; left out, every test", WHEN),
    field("set", "Kinds that are as the rule has them, whatever the test itself says", SET),
    field("add", "Items that come on top of what the test is linked to otherwise", ADD),
    field("remove", "What the test is not linked to, wherever it comes from", REMOVE),
]);

/// The whole file.
pub(super) const FILE: Shape = Shape::Object(&[
    field(SCHEMA, "Where editors find this schema", Shape::Text(0, 2048)),
    field("build", ABOUT_BUILD, BUILD),
    field("suite", ABOUT_SUITE, SUITE),
    field("program", ABOUT_PROGRAM, Shape::Id),
    field("release", ABOUT_RELEASE, RELEASE),
    field("milestone", ABOUT_MILESTONE, Shape::Id),
    field("backlogItems", ABOUT_ITEMS, IDS),
    field("productAreas", ABOUT_AREAS, IDS),
    field("testFields", ABOUT_FIELDS, Shape::List(0, &TEST_FIELD)),
    field("environment", ABOUT_ENVIRONMENT, Shape::List(0, &TAXONOMY)),
    field(
        RULES,
        "Rules for some tests, in their order: a later one goes before an earlier one",
        Shape::List(0, &RULE),
    ),
]);
