//! `length`, `minLength`, `maxLength`, `totalDigits`, `fractionDigits`.

use super::Restriction;
use crate::xsd::datatypes::facet_error::FacetFault;
use crate::xsd::datatypes::facets::{Count, Facet, FacetKind};
use crate::xsd::datatypes::number::digits;
use crate::xsd::datatypes::whitespace::trim;

impl Restriction<'_> {
    pub(super) fn set_count(&mut self, facet: &Facet<'_>) -> Result<(), FacetFault> {
        let kind = facet.kind;
        let value = read(kind, facet.value)
            .ok_or_else(|| FacetFault::Syntax { facet: kind, found: facet.value.into() })?;
        let base = self.base.facets().count(kind);
        if let Some(base) = base {
            check_against_base(kind, value, base)?;
        }
        let fixed = facet.fixed || base.is_some_and(|base| base.fixed);
        *self.count_mut(kind) = Some(Count { value, fixed });
        Ok(())
    }

    fn count_mut(&mut self, kind: FacetKind) -> &mut Option<Count> {
        match kind {
            FacetKind::Length => &mut self.facets.length,
            FacetKind::MinLength => &mut self.facets.min_length,
            FacetKind::MaxLength => &mut self.facets.max_length,
            FacetKind::TotalDigits => &mut self.facets.total_digits,
            _ => &mut self.facets.fraction_digits,
        }
    }
}

/// The number, 0 only where the facet may be that; what does not fit in 64 bits becomes the largest number.
fn read(kind: FacetKind, text: &str) -> Option<u64> {
    let text = trim(text);
    let (is_negative, unsigned) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (digits, rest) = digits(unsigned);
    if digits.is_empty() || !rest.is_empty() {
        return None;
    }
    let number = digits.parse().unwrap_or(u64::MAX);
    let is_allowed = match number {
        0 => kind != FacetKind::TotalDigits,
        _ => !is_negative,
    };
    is_allowed.then_some(number)
}

fn check_against_base(facet: FacetKind, value: u64, base: Count) -> Result<(), FacetFault> {
    if value == base.value {
        return Ok(());
    }
    let bound = base.value.to_string().into();
    let loosens = match facet {
        FacetKind::Length => true,
        FacetKind::MinLength => value < base.value,
        _ => value > base.value,
    };
    if base.fixed {
        Err(FacetFault::Fixed { facet, bound })
    } else if loosens {
        Err(FacetFault::Loosens { facet, base: facet, bound })
    } else {
        Ok(())
    }
}
