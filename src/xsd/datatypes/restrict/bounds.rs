//! `maxInclusive`, `maxExclusive`, `minExclusive`, `minInclusive`.

use std::cmp::Ordering;

use super::Restriction;
use crate::xsd::datatypes::check::BOUNDS;
use crate::xsd::datatypes::facet_error::FacetFault;
use crate::xsd::datatypes::facets::{Bound, Facet, FacetKind};
use crate::xsd::datatypes::value::Value;

impl Restriction<'_> {
    pub(super) fn set_bound(&mut self, facet: &Facet<'_>) -> Result<(), FacetFault> {
        let kind = facet.kind;
        let value = self.read_bound(facet)?;
        self.check_against_bounds(kind, &value)?;
        let base = self.base.facets().bound(kind);
        let bound = Bound {
            written: facet.value.into(),
            value: value.into_owned(),
            fixed: facet.fixed || base.is_some_and(|base| base.fixed),
        };
        *self.bound_mut(kind) = Some(bound);
        Ok(())
    }

    /// The bound is a value of the base type as far as its text goes; its bounds are compared apart.
    fn read_bound<'f>(&self, facet: &Facet<'f>) -> Result<Value<'f>, FacetFault> {
        match self.base.value_of_text(facet.value, facet.names) {
            Some(Ok(value)) => Ok(value),
            Some(Err(violations)) => Err(FacetFault::value(facet, violations)),
            None => Err(FacetFault::NotApplicable { facet: facet.kind }),
        }
    }

    fn check_against_bounds(&self, facet: FacetKind, value: &Value<'_>) -> Result<(), FacetFault> {
        for base in BOUNDS {
            let Some(bound) = self.base.facets().bound(base) else {
                continue;
            };
            let order = value.order(&bound.value);
            let written = || bound.written.clone();
            if facet == base && bound.fixed && order != Some(Ordering::Equal) {
                return Err(FacetFault::Fixed { facet, bound: written() });
            }
            if order.is_some_and(|order| loosens(facet, base, order)) {
                return Err(FacetFault::Loosens { facet, base, bound: written() });
            }
        }
        Ok(())
    }

    fn bound_mut(&mut self, kind: FacetKind) -> &mut Option<Bound> {
        match kind {
            FacetKind::MaxInclusive => &mut self.facets.max_inclusive,
            FacetKind::MaxExclusive => &mut self.facets.max_exclusive,
            FacetKind::MinExclusive => &mut self.facets.min_exclusive,
            _ => &mut self.facets.min_inclusive,
        }
    }
}

/// Whether a bound that compares so with a bound of the base type breaks the facet's valid restriction rule
/// (§4.3.7.4, §4.3.8.4, §4.3.9.4, §4.3.10.4).
fn loosens(facet: FacetKind, base: FacetKind, order: Ordering) -> bool {
    use FacetKind::{MaxExclusive, MaxInclusive, MinExclusive, MinInclusive};
    match (facet, base) {
        (_, MaxInclusive) | (MaxExclusive, MaxExclusive) => order == Ordering::Greater,
        (_, MaxExclusive) => order != Ordering::Less,
        (MaxInclusive | MinInclusive | MinExclusive, MinInclusive) | (MinExclusive, MinExclusive) => {
            order == Ordering::Less
        }
        _ => order != Ordering::Greater,
    }
}
