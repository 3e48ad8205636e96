//! Which faults stand for themselves: one that only follows from another one is left out.

use crate::diag::Diagnostic;
use crate::xsd::component::Tables;
use crate::xsd::error::SchemaError;
use crate::xsd::order;
use crate::xsd::syntax::Tree;

use super::at::{At, ByNode};
use super::compiler::{Compiler, Fault};

/// Names that lead nowhere: they may be defined in what could not be read.
const RESOLUTION: &[&str] = &["src-qname", "src-resolve", "src-redefine.2"];

/// Circles and limits: what is past them is left out, so that what is built from it is not what was meant.
const LEFT_OUT: &[&str] = &[
    "ct-props-correct.3",
    "st-props-correct.2",
    "mg-props-correct.2",
    "src-attribute_group.3",
    "e-props-correct.6",
    "xsd-limit",
];

/// Rules that hold a component against others: where those are in doubt, so is the verdict.
const COMPARISONS: &[&str] = &[
    "rcase-",
    "cos-particle-restrict",
    "derivation-ok-restriction",
    "cos-element-consistent",
    "cos-ct-extends",
    "cos-valid-default",
    "cos-st-restricts",
    "cos-list-of-atomic",
    "e-props-correct.4",
    "c-props-correct.2",
    "src-ct.2",
    "src-redefine.6",
    "src-redefine.7",
];

/// Attributes that refer to components.
const REFERENCES: &[&str] = &["base", "itemType", "memberTypes", "ref", "refer", "substitutionGroup", "type"];

fn is_one_of(code: &str, prefixes: &[&str]) -> bool {
    prefixes.iter().any(|prefix| code.starts_with(prefix))
}

impl Compiler<'_> {
    /// The schema, or every fault of it, those of its documents included, in order of document and place.
    pub(super) fn finish(
        mut self,
        mut diagnostics: Vec<Diagnostic>,
        is_whole: bool,
    ) -> Result<Tables, SchemaError> {
        if diagnostics.is_empty() && self.faults.is_empty() {
            self.publish();
            return Ok(self.tables);
        }
        let doubtful = self.doubtful();
        let faults = std::mem::take(&mut self.faults);
        let own = faults.into_iter().filter(|fault| self.stands_alone(fault, is_whole, &doubtful));
        diagnostics.extend(own.map(|fault| fault.diagnostic));
        let documents = &self.tables.documents;
        let document = |file: &String| documents.iter().position(|location| location == file);
        let numbered = diagnostics.into_iter().map(|each| (each.file.as_ref().and_then(document), each));
        let mut numbered: Vec<_> = numbered.collect();
        order::sort_by(&mut numbered, |(a, first), (b, second)| {
            (a, first.place, &first.code).cmp(&(b, second.place, &second.code))
        });
        let mut diagnostics: Vec<_> = numbered.into_iter().map(|(_, diagnostic)| diagnostic).collect();
        diagnostics.dedup();
        let most = self.options.diagnostics;
        if diagnostics.len() > most {
            diagnostics.truncate(most);
            let message = format!("more than {most} faults were found, the others are not listed");
            diagnostics.push(Diagnostic::error("diagnostics-limit", message));
        }
        Err(SchemaError { diagnostics })
    }

    fn stands_alone(&self, fault: &Fault, is_whole: bool, doubtful: &ByNode<()>) -> bool {
        let Fault { at, diagnostic } = fault;
        let tree = &self.units[at.unit as usize].tree;
        let may_be_defined = !is_whole && is_one_of(&diagnostic.code, RESOLUTION);
        let is_in_doubt =
            || is_one_of(&diagnostic.code, COMPARISONS) && doubtful.get(global(tree, *at)).is_some();
        !tree.is_faulty(at.node) && !may_be_defined && !is_in_doubt()
    }

    /// The global definitions that are faulty themselves, or refer to one that is in doubt.
    fn doubtful(&self) -> ByNode<()> {
        let mut open: Vec<At> = Vec::new();
        for (unit, index) in self.units.iter().zip(0..) {
            open.extend(unit.tree.faulty().map(|node| global(&unit.tree, At { unit: index, node })));
        }
        let of_components = self.faults.iter().filter(|fault| {
            is_one_of(&fault.diagnostic.code, RESOLUTION) || is_one_of(&fault.diagnostic.code, LEFT_OUT)
        });
        open.extend(of_components.map(|fault| global(&self.units[fault.at.unit as usize].tree, fault.at)));
        let referrers = self.referrers();
        let mut doubtful = ByNode::default();
        while let Some(at) = open.pop() {
            if doubtful.insert(at, ()).is_none() {
                let name = self.node(at).token("name").unwrap_or("");
                let first = referrers.partition_point(|(local, _)| *local < name);
                let same = referrers[first..].iter().take_while(|(local, _)| *local == name);
                open.extend(same.map(|&(_, at)| at));
            }
        }
        doubtful
    }

    /// The local names that are referred to, sorted, each with a global definition that refers to it.
    fn referrers(&self) -> Vec<(&str, At)> {
        let mut referrers = Vec::new();
        for (unit, index) in self.units.iter().zip(0..) {
            for node in unit.tree.ids() {
                let attributes = unit.tree.node(node).attributes.iter();
                let referring = attributes.filter(|attribute| REFERENCES.contains(&&*attribute.name));
                for name in referring.flat_map(|attribute| attribute.value.split_ascii_whitespace()) {
                    let local = name.rsplit(':').next().unwrap_or(name);
                    referrers.push((local, global(&unit.tree, At { unit: index, node })));
                }
            }
        }
        order::sort(&mut referrers);
        referrers.dedup();
        referrers
    }
}

fn global(tree: &Tree, at: At) -> At {
    At { node: tree.global(at.node), ..at }
}
