//! Links: what each run is linked to when the report and the run both say something, and how that is written so that
//! it means the same under every rule that a server may have.
//!
//! Octane's own rule for such conflicts is not public. So they are settled here, by a policy for each kind of link, and
//! the result is written in normal form: no kind stands both on the report and on a run.
//!
//! What is said comes from several sources. On the report's level the later goes before the earlier: the report, the
//! context file, the options. On the run's level likewise: the run itself, its properties, rules. Where the two levels
//! differ, the policy decides. [`Settler`] does that for one run after the other, and [`Conflicts`] keeps what differed.

mod conflict;
mod explain;
pub mod file;
mod normal_form;
mod pattern;
mod policy;
mod rule;
mod selector;
mod settle;
mod shared;
mod source;

pub use conflict::{Conflict, Conflicts};
pub use explain::{Explanation, LinkExplanation, Step, Tracer};
pub use file::ContextFile;
pub use normal_form::{distribute, normalise};
pub use pattern::{Pattern, PatternError};
pub use policy::{Policies, Policy};
pub use rule::{Removal, Rule, RuleLinks};
pub use selector::{Selector, Statuses, Subject};
pub use settle::{Action, Clash, Settled, Settler, Trace, Untraced};
pub use shared::{Replaced, Shared};
pub use source::{Origin, Source, SourceKind, Sources, states};
