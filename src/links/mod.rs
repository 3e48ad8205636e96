//! Links: what each run is linked to when the report and the run both say something, and how that is written so that
//! it means the same under every rule that a server may have.
//!
//! Octane's own rule for such conflicts is not public. So they are settled here, by a policy for each kind of link, and
//! the result is written in normal form: no kind stands both on the report and on a run.

mod conflict;
mod normal_form;
mod policy;
mod resolve;

pub use conflict::{Conflict, Conflicts};
pub use normal_form::{distribute, normalise};
pub use policy::{Policies, Policy};
pub use resolve::{Resolution, resolve};
