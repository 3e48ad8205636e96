//! The links of the runs that come in: put together from their sources, settled, and explained where that is asked for.

use super::ConvertOptions;
use super::account::RuleAccount;
use super::explaining::Explaining;
use crate::diag::Diagnostic;
use crate::links::{
    Conflicts, ContextFile, Explanation, Origin, Pattern, Replaced, Settled, Settler, Shared, Sources,
    Subject, Tracer, Untraced, states,
};
use crate::model::{Context, LinkKind, Run};
use crate::payload::LinkPlaces;
use crate::report::Case;

/// Settles the links of one run after the other.
#[derive(Debug)]
pub(super) struct Linking {
    settler: Settler,
    context_file: Option<ContextFile>,
    options: Context,
    /// What holds for all runs of the open input.
    pub(super) shared: Shared,
    sources: Sources,
    pub(super) conflicts: Conflicts,
    /// How many tests each rule chose.
    chosen: Vec<u64>,
    explaining: Explaining,
}

/// A case as selectors see it.
struct Chosen<'a> {
    case: &'a Case,
    file: &'a str,
}

impl Subject for Chosen<'_> {
    fn run(&self) -> &Run {
        &self.case.run
    }

    fn file(&self) -> &str {
        self.file
    }

    fn has_tag(&self, pattern: &Pattern) -> bool {
        self.case.properties.tags().any(|tag| pattern.is_match(tag))
    }

    fn has_property(&self, name: &str, pattern: &Pattern) -> bool {
        self.case.properties.values(name).any(|value| pattern.is_match(value))
    }
}

impl Chosen<'_> {
    /// Where the case's own links of that kind come from.
    fn origin(&self, kind: LinkKind) -> Origin {
        let is_stated = self.case.properties.iter().any(|(name, _)| states(name, kind));
        if is_stated { Origin::Property } else { Origin::Test }
    }
}

impl Linking {
    pub(super) fn new(options: &ConvertOptions) -> Self {
        let ConvertOptions { context, context_file, link_rules, link_policy, explain, .. } = options;
        let file = context_file.clone().unwrap_or_default();
        let rules: Vec<_> = file.rules.iter().chain(link_rules).cloned().collect();
        let places = file.rule_places.iter().copied().chain(std::iter::repeat(None));
        let titles = rules.iter().enumerate().map(|(index, rule)| rule.title(index));
        let sources = Sources {
            context_file: context_file.as_ref().map(|file| file.name.clone()),
            context_places: file.places,
            rules: titles.zip(places).collect(),
            file_rules: file.rules.len(),
            ..Sources::default()
        };
        let mut linking = Self {
            settler: Settler::new(rules, *link_policy),
            context_file: context_file.clone(),
            options: context.clone(),
            shared: Shared::default(),
            sources,
            conflicts: Conflicts::default(),
            chosen: vec![0; file.rules.len() + link_rules.len()],
            explaining: Explaining::new(explain.clone()),
        };
        linking.begin("");
        linking
    }

    /// Begins the input of that name, which says nothing of all its runs so far.
    pub(super) fn begin(&mut self, file: &str) {
        file.clone_into(&mut self.sources.report);
        self.sources.report_places = LinkPlaces::default();
        self.shared = Shared::default();
        self.add_given();
    }

    /// Where the context of the open input, which follows, stands.
    pub(super) fn set_places(&mut self, places: LinkPlaces) {
        self.sources.report_places = places;
    }

    /// What the open input says of all its runs; what is said of what is not heeded.
    pub(super) fn set_context(&mut self, context: &Context) -> Vec<Diagnostic> {
        self.shared = Shared::default();
        self.shared.add(context, Origin::Report);
        let replaced = self.add_given();
        let of_report =
            replaced.iter().filter(|replaced| matches!(replaced.earlier.0, None | Some(Origin::Report)));
        of_report.map(context_replaced).collect()
    }

    fn add_given(&mut self) -> Vec<Replaced> {
        let mut replaced = Vec::new();
        if let Some(file) = &self.context_file {
            replaced.extend(self.shared.add(&file.context, Origin::ContextFile));
        }
        replaced.extend(self.shared.add(&self.options, Origin::Options));
        replaced
    }

    /// Gives the run of a case all that it is linked to; false where a policy refuses it.
    pub(super) fn settle(&mut self, case: &mut Case) -> bool {
        let Self { settler, shared, sources, conflicts, chosen, explaining, .. } = self;
        let own = std::mem::take(case.run.links_mut());
        let subject = Chosen { case, file: &sources.report };
        let settled = if explaining.wants(&subject) {
            let mut tracer = Tracer::default();
            let settled = settler.settle(shared, &own, &subject, |kind| subject.origin(kind), &mut tracer);
            let at = (case.path.as_str(), case.place);
            explaining.explained.push(tracer.explain(&case.run, at, &settled, settler.policies(), sources));
            settled
        } else {
            settler.settle(shared, &own, &subject, |kind| subject.origin(kind), &mut Untraced)
        };
        conflicts.note(&settled, settler.policies(), (sources, case.place));
        let Settled { effective, is_refused, rules, .. } = settled;
        rules.into_iter().for_each(|rule| chosen[rule] += 1);
        *case.run.links_mut() = effective;
        !is_refused
    }

    pub(super) fn explanations(&self) -> &[Explanation] {
        &self.explaining.explained
    }

    /// Each rule with the tests that it chose so far.
    pub(super) fn rules(&self) -> Vec<RuleAccount> {
        let names = self.sources.rules.iter().map(|(name, _)| name.clone());
        names.zip(&self.chosen).map(|(name, &tests)| RuleAccount { name, tests }).collect()
    }
}

fn context_replaced(Replaced { what, earlier, later }: &Replaced) -> Diagnostic {
    let by = match later.0 {
        Origin::ContextFile => " of the context file",
        _ => "",
    };
    let message = format!("{what} \"{}\" of the report is replaced by \"{}\"{by}", earlier.1, later.1);
    Diagnostic::info("context-replaced", message)
}
