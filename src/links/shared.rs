//! The report's level: what holds for all runs, put together from its sources.

use super::source::Origin;
use crate::model::{Build, Context, LinkKind, Links};

/// What holds for all runs of a report, and where each kind comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shared {
    /// The build.
    pub build: Option<Build>,
    /// The links.
    pub links: Links,
    origins: [Option<Origin>; LinkKind::ALL.len()],
}

/// What a later source puts in the place of what an earlier one says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// What it is about, in words: a kind of link, or `build`.
    pub what: String,
    /// What the earlier source says.
    pub earlier: (Option<Origin>, String),
    /// What the later one says.
    pub later: (Origin, String),
}

impl Shared {
    /// The same with what a later source says in the place of what it says otherwise; what is thereby not heeded.
    pub fn add(&mut self, context: &Context, origin: Origin) -> Vec<Replaced> {
        let mut replaced = Vec::new();
        for kind in LinkKind::ALL.into_iter().filter(|&kind| context.links.has(kind)) {
            if self.links.has(kind) && !self.links.is_same(&context.links, kind) {
                replaced.push(self.replaced(kind, context, origin));
            }
            self.links.copy(&context.links, kind);
            self.origins[kind as usize] = Some(origin);
        }
        if let Some(build) = &context.build {
            if let Some(earlier) = self.build.as_ref().filter(|earlier| *earlier != build) {
                let what = "build".to_owned();
                let later = (origin, build.build_id.clone());
                replaced.push(Replaced { what, earlier: (None, earlier.build_id.clone()), later });
            }
            self.build = Some(build.clone());
        }
        replaced
    }

    fn replaced(&self, kind: LinkKind, context: &Context, origin: Origin) -> Replaced {
        let words = |links: &Links| links.get(kind).map_or(String::new(), |value| value.to_string());
        let earlier = (self.origins[kind as usize], words(&self.links));
        Replaced { what: kind.to_string(), earlier, later: (origin, words(&context.links)) }
    }

    /// Where a kind comes from; where nothing says it, from nowhere.
    pub fn origin(&self, kind: LinkKind) -> Option<Origin> {
        self.origins[kind as usize]
    }
}
