//! The payload as plain data: every element and attribute of Octane's test-results schema, and no XML.
//!
//! Owns what a run and a link are. Knows neither how they are written nor where they come from. The JSON form of these
//! types (camel case, absent fields left out) is the one of the npm package.

mod context;
mod gherkin;
mod id;
mod links;
mod run;

pub use context::{Build, Context};
pub use gherkin::{Background, BackgroundStep, Feature, GherkinRun, Scenario};
pub use id::EntityId;
pub use links::{FieldType, LinkKind, LinkValue, Links, Release, SuiteRef, Taxonomy, TestField};
pub use run::{Parameter, Run, RunError, Status, Step, Steps, TestRun};
