//! Facets that are each in order but do not go together.

use std::cmp::Ordering;

use super::Restriction;
use crate::xsd::datatypes::facet_error::FacetFault;
use crate::xsd::datatypes::facets::FacetKind;

/// Bounds of which the first must not be above the second, and whether they may be equal.
const ORDERED: [(FacetKind, FacetKind, bool); 4] = [
    (FacetKind::MinInclusive, FacetKind::MaxInclusive, true),
    (FacetKind::MinExclusive, FacetKind::MaxExclusive, true),
    (FacetKind::MinExclusive, FacetKind::MaxInclusive, false),
    (FacetKind::MinInclusive, FacetKind::MaxExclusive, false),
];

impl Restriction<'_> {
    pub(super) fn check_conflicts(&mut self) {
        self.check_exclusion(FacetKind::MaxInclusive, FacetKind::MaxExclusive);
        self.check_exclusion(FacetKind::MinInclusive, FacetKind::MinExclusive);
        self.check_length(FacetKind::MinLength);
        self.check_length(FacetKind::MaxLength);
        self.check_counts(FacetKind::MinLength, FacetKind::MaxLength);
        self.check_counts(FacetKind::FractionDigits, FacetKind::TotalDigits);
        for (lower, upper, may_be_equal) in ORDERED {
            self.check_order(lower, upper, may_be_equal);
        }
    }

    /// Refuses the facet that stands later, or else the one that stands in this restriction.
    fn conflict(&mut self, a: FacetKind, b: FacetKind) {
        let (facet, other) = if self.place(a) > self.place(b) { (a, b) } else { (b, a) };
        if let Some(index) = self.place(facet) {
            self.refuse(index, FacetFault::Conflict { facet, other });
        }
    }

    /// Two facets that one restriction cannot both have.
    fn check_exclusion(&mut self, a: FacetKind, b: FacetKind) {
        if self.place(a).is_some() && self.place(b).is_some() {
            self.conflict(a, b);
        }
    }

    /// `length` goes with another length facet only if that was there, with the same value, before `length` was
    /// (§4.3.1.4).
    fn check_length(&mut self, other: FacetKind) {
        let (Some(length), Some(count)) = (self.facets.length, self.facets.count(other)) else {
            return;
        };
        let is_met = match other {
            FacetKind::MinLength => count.value <= length.value,
            _ => count.value >= length.value,
        };
        let was_there = std::iter::successors(Some(self.base), |derived| derived.base()).any(|ancestor| {
            let facets = ancestor.facets();
            facets.length.is_none() && facets.count(other).is_some_and(|before| before.value == count.value)
        });
        if !(is_met && was_there) {
            self.conflict(FacetKind::Length, other);
        }
    }

    fn check_counts(&mut self, lower: FacetKind, upper: FacetKind) {
        let (low, high) = (self.facets.count(lower), self.facets.count(upper));
        if let (Some(low), Some(high)) = (low, high)
            && low.value > high.value
        {
            self.conflict(lower, upper);
        }
    }

    fn check_order(&mut self, lower: FacetKind, upper: FacetKind, may_be_equal: bool) {
        let (low, high) = (self.facets.bound(lower), self.facets.bound(upper));
        let order = low.zip(high).and_then(|(low, high)| low.value.order(&high.value));
        if order == Some(Ordering::Greater) || (order == Some(Ordering::Equal) && !may_be_equal) {
            self.conflict(lower, upper);
        }
    }
}
