//! `whiteSpace`, `pattern`, `enumeration`.

use std::sync::Arc;

use super::Restriction;
use crate::limits::PatternLimits;
use crate::xsd::datatypes::WhiteSpace;
use crate::xsd::datatypes::facet_error::FacetFault;
use crate::xsd::datatypes::facets::{Enumeration, Facet, FacetKind, Pattern};
use crate::xsd::datatypes::regex::{Regex, RegexBuilder};
use crate::xsd::datatypes::whitespace::trim;

impl Restriction<'_> {
    pub(super) fn set_white_space(&mut self, facet: &Facet<'_>) -> Result<(), FacetFault> {
        let kind = facet.kind;
        let value = WhiteSpace::from_name(trim(facet.value))
            .ok_or_else(|| FacetFault::Syntax { facet: kind, found: facet.value.into() })?;
        let base = self.base.facets();
        let bound = || base.white_space.to_string().into();
        if base.white_space_fixed && value != base.white_space {
            return Err(FacetFault::Fixed { facet: kind, bound: bound() });
        }
        if value < base.white_space {
            return Err(FacetFault::Loosens { facet: kind, base: kind, bound: bound() });
        }
        self.facets.white_space = value;
        self.facets.white_space_fixed |= facet.fixed;
        Ok(())
    }

    fn given_of(&self, kind: FacetKind) -> Vec<(usize, Facet<'_>)> {
        let indexed = self.given.iter().copied().enumerate();
        indexed.filter(|(_, facet)| facet.kind == kind).collect()
    }

    /// The patterns of one step are alternatives; they add to those of the base.
    pub(super) fn set_patterns(&mut self, limits: &PatternLimits) {
        let mut builder = RegexBuilder::new(limits);
        let mut written: Vec<Box<str>> = Vec::new();
        let mut faults = Vec::new();
        if self.place(FacetKind::Pattern).is_none() {
            return;
        }
        for (index, facet) in self.given_of(FacetKind::Pattern) {
            match builder.add(facet.value) {
                Ok(()) => written.push(facet.value.into()),
                Err(error) => faults.push((index, FacetFault::Pattern(error))),
            }
        }
        for (index, fault) in faults {
            self.refuse(index, fault);
        }
        if !written.is_empty() {
            self.add_pattern(written, builder.build());
        }
    }

    fn add_pattern(&mut self, written: Vec<Box<str>>, regex: Regex) {
        self.facets.patterns.push(Pattern { written: written.into(), regex: Arc::new(regex) });
    }

    /// The values of one step are alternatives; they replace those of the base, of which each has to be one.
    pub(super) fn set_enumeration(&mut self) {
        if self.place(FacetKind::Enumeration).is_none() {
            return;
        }
        let mut written: Vec<Box<str>> = Vec::new();
        let mut values = Vec::new();
        let mut faults = Vec::new();
        for (index, facet) in self.given_of(FacetKind::Enumeration) {
            match self.base.value(facet.value, facet.names) {
                Ok(value) => {
                    written.push(facet.value.into());
                    values.push(value.into_owned());
                }
                Err(violations) => faults.push((index, FacetFault::value(&facet, violations))),
            }
        }
        for (index, fault) in faults {
            self.refuse(index, fault);
        }
        self.facets.enumeration = Some(Arc::new(Enumeration::new(written, values)));
    }
}
