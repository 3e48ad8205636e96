//! Derivation by restriction: facets in, a narrower type out, each facet held against the rules of Datatypes §4.3.

mod bounds;
mod conflicts;
mod counts;
mod texts;

use super::facet_error::{FacetError, FacetFault};
use super::facets::{Facet, FacetKind, Facets};
use super::simple_type::{SimpleType, Variety};
use crate::limits::PatternLimits;

impl SimpleType {
    /// The type derived from this one by `facets`, and what is wrong with them.
    ///
    /// A facet that is refused is left out of the type, so that the caller can go on. The ur-type has no facets:
    /// that it is no base for a restriction (`cos-st-restricts.1.1`) is the caller's to say.
    pub fn restrict(&self, facets: &[Facet<'_>], limits: &PatternLimits) -> (Self, Vec<FacetError>) {
        let mut restriction = Restriction {
            base: self,
            given: facets,
            facets: self.facets().clone(),
            first: [None; FacetKind::ALL.len()],
            errors: Vec::new(),
        };
        restriction.apply(limits);
        let Restriction { facets, errors, .. } = restriction;
        (Self::new(Some(self.clone()), None, self.variety().clone(), facets), errors)
    }

    fn has_facet(&self, kind: FacetKind) -> bool {
        match self.variety() {
            Variety::Any => false,
            Variety::Atomic(builtin) => builtin.primitive().is_some_and(|primitive| primitive.allows(kind)),
            Variety::List(_) => matches!(
                kind,
                FacetKind::Length
                    | FacetKind::MinLength
                    | FacetKind::MaxLength
                    | FacetKind::Pattern
                    | FacetKind::Enumeration
                    | FacetKind::WhiteSpace
            ),
            Variety::Union(_) => matches!(kind, FacetKind::Pattern | FacetKind::Enumeration),
        }
    }
}

/// A restriction on its way.
struct Restriction<'t> {
    base: &'t SimpleType,
    given: &'t [Facet<'t>],
    /// The facets in effect: those of the base, replaced one by one.
    facets: Facets,
    /// Where each kind of facet stands first, by the number of the kind.
    first: [Option<usize>; FacetKind::ALL.len()],
    errors: Vec<FacetError>,
}

impl Restriction<'_> {
    fn apply(&mut self, limits: &PatternLimits) {
        for (index, facet) in self.given.iter().enumerate() {
            match self.admit(index, facet).and_then(|()| self.set(facet)) {
                Ok(()) => {}
                Err(fault) => self.refuse(index, fault),
            }
        }
        self.set_patterns(limits);
        self.set_enumeration();
        self.check_conflicts();
    }

    /// Notes a fault, in the order of the facets.
    fn refuse(&mut self, index: usize, fault: FacetFault) {
        let at = self.errors.partition_point(|error| error.index <= index);
        self.errors.insert(at, FacetError { index, fault });
    }

    /// Where the facet stands in this restriction.
    fn place(&self, kind: FacetKind) -> Option<usize> {
        self.first[kind as usize]
    }

    fn admit(&mut self, index: usize, facet: &Facet<'_>) -> Result<(), FacetFault> {
        let facet = facet.kind;
        if !self.base.has_facet(facet) {
            return Err(FacetFault::NotApplicable { facet });
        }
        match self.place(facet) {
            Some(_) if !facet.is_multiple() => return Err(FacetFault::Repeated { facet }),
            Some(_) => {}
            None => self.first[facet as usize] = Some(index),
        }
        Ok(())
    }

    fn set(&mut self, facet: &Facet<'_>) -> Result<(), FacetFault> {
        match facet.kind {
            FacetKind::Pattern | FacetKind::Enumeration => Ok(()),
            FacetKind::WhiteSpace => self.set_white_space(facet),
            FacetKind::MaxInclusive
            | FacetKind::MaxExclusive
            | FacetKind::MinExclusive
            | FacetKind::MinInclusive => self.set_bound(facet),
            FacetKind::Length
            | FacetKind::MinLength
            | FacetKind::MaxLength
            | FacetKind::TotalDigits
            | FacetKind::FractionDigits => self.set_count(facet),
        }
    }
}

#[cfg(test)]
mod tests;
