//! What the documentation of Octane asks of a payload and its schema does not say; and how payloads are mended.
//!
//! Each rule is a named check with a severity that can be changed ([`Severities`]). [`Judge`] applies them to a payload as
//! data, [`Checker`] to a document together with its schema, with a fix for whatever a machine can mend, and [`mend`] applies
//! the fixes. Knows no server, no report and no policy.

mod attributes;
mod check;
mod children;
mod edits;
mod judge;
mod mend;
mod names;
mod order;
mod scan;
mod spans;
mod wrappers;

pub use check::{CheckOptions, Checked, Checker, text_of};
pub use edits::apply;
pub use judge::{Judge, Judgement, Remedy};
pub use mend::{Applied, Mended, Which, mend};
pub use names::{Name, Severities};
