//! Whether a text is a value of a type, and what is wrong with it.

use std::cmp::Ordering;
use std::sync::Arc;

use super::decimal::Decimal;
use super::facets::{FacetKind, Facets, Pattern};
use super::lexical::{Refusal, parse};
use super::simple_type::{SimpleType, Variety};
use super::string::code_points;
use super::value::Value;
use super::violation::{LengthUnit, Violation};
use super::whitespace::is_space;
use super::{Builtin, Namespaces, WhiteSpace};

/// Where violations go: kept, or only noticed.
struct Faults {
    found: bool,
    kept: Option<Vec<Violation>>,
}

impl Faults {
    fn noticed() -> Self {
        Self { found: false, kept: None }
    }

    fn kept() -> Self {
        Self { found: false, kept: Some(Vec::new()) }
    }

    fn add(&mut self, violation: impl FnOnce() -> Violation) {
        self.found = true;
        if let Some(kept) = &mut self.kept {
            kept.push(violation());
        }
    }

    /// The value, if nothing was found against it.
    fn result<T>(self, value: Option<T>) -> Result<T, Vec<Violation>> {
        match value {
            Some(value) if !self.found => Ok(value),
            _ => Err(self.kept.unwrap_or_default()),
        }
    }
}

fn violation(builtin: Builtin, refusal: Refusal) -> Violation {
    match refusal {
        Refusal::Lexical => Violation::Lexical { builtin },
        Refusal::UnboundPrefix(prefix) => Violation::UnboundPrefix { builtin, prefix },
    }
}

impl SimpleType {
    /// Whether the text, as it stands in a document, is a value of this type.
    #[inline]
    pub fn is_valid(&self, text: &str, names: &dyn Namespaces) -> bool {
        self.plan().accepts(text, &self.facets().patterns) || self.read_quietly(text, names).is_some()
    }

    /// All that is wrong with the text.
    ///
    /// # Errors
    /// The rules that the text breaks, at least one.
    #[inline]
    pub fn check(&self, text: &str, names: &dyn Namespaces) -> Result<(), Vec<Violation>> {
        if self.is_valid(text, names) { Ok(()) } else { self.value(text, names).map(drop) }
    }

    /// The value that the text stands for.
    ///
    /// # Errors
    /// The rules that the text breaks, at least one.
    pub fn value<'a>(&self, text: &'a str, names: &dyn Namespaces) -> Result<Value<'a>, Vec<Violation>> {
        let mut faults = Faults::kept();
        let value = self.read(text, names, &mut faults);
        faults.result(value)
    }

    /// The long way, kept out of the way of the quick one.
    #[inline(never)]
    fn read_quietly<'a>(&self, text: &'a str, names: &dyn Namespaces) -> Option<Value<'a>> {
        let mut faults = Faults::noticed();
        let value = self.read(text, names, &mut faults);
        value.filter(|_| !faults.found)
    }

    fn read<'a>(&self, text: &'a str, names: &dyn Namespaces, faults: &mut Faults) -> Option<Value<'a>> {
        match self.variety() {
            Variety::Any => Some(Value::String(text.into())),
            Variety::Atomic(builtin) => self.read_atomic(*builtin, text, names, faults),
            Variety::List(item) => self.read_list(item, text, names, faults),
            Variety::Union(members) => self.read_union(members, text, names, faults),
        }
    }

    fn read_atomic<'a>(
        &self,
        builtin: Builtin,
        text: &'a str,
        names: &dyn Namespaces,
        faults: &mut Faults,
    ) -> Option<Value<'a>> {
        let value = self.read_text(builtin, text, names, faults)?;
        self.facets().check(&value, faults);
        Some(value)
    }

    fn read_text<'a>(
        &self,
        builtin: Builtin,
        text: &'a str,
        names: &dyn Namespaces,
        faults: &mut Faults,
    ) -> Option<Value<'a>> {
        let facets = self.facets();
        let text = facets.white_space.normalize(text);
        check_patterns(&facets.patterns, &text, faults);
        let value = parse(builtin, text, names);
        value.map_err(|refusal| faults.add(|| violation(builtin, refusal))).ok()
    }

    fn read_list<'a>(
        &self,
        item: &Self,
        text: &'a str,
        names: &dyn Namespaces,
        faults: &mut Faults,
    ) -> Option<Value<'a>> {
        let facets = self.facets();
        if !facets.patterns.is_empty() {
            check_patterns(&facets.patterns, &WhiteSpace::Collapse.normalize(text), faults);
        }
        let items = text.split(is_space).filter(|part| !part.is_empty());
        let values: Vec<_> =
            items.enumerate().map(|(index, part)| item.read_item(index, part, names, faults)).collect();
        let value = Value::List(values.into_iter().collect::<Option<_>>()?);
        facets.check(&value, faults);
        Some(value)
    }

    fn read_item<'a>(
        &self,
        index: usize,
        item: &'a str,
        names: &dyn Namespaces,
        faults: &mut Faults,
    ) -> Option<Value<'a>> {
        let value = self.read_quietly(item, names);
        if value.is_none() {
            faults.add(|| Violation::Item {
                index,
                item: item.into(),
                violations: self.value(item, names).err().unwrap_or_default(),
            });
        }
        value
    }

    fn read_union<'a>(
        &self,
        members: &Arc<[Self]>,
        text: &'a str,
        names: &dyn Namespaces,
        faults: &mut Faults,
    ) -> Option<Value<'a>> {
        let facets = self.facets();
        let Some(member) = active_member(members, text, names) else {
            faults.add(|| Violation::Members { members: Arc::clone(members) });
            return None;
        };
        check_patterns(&facets.patterns, &member.white_space().normalize(text), faults);
        let value = member.read_quietly(text, names)?;
        facets.check(&value, faults);
        Some(value)
    }
}

/// The member that takes the text: the first one, and within a union that is a member its first one.
pub(super) fn active_member<'t>(
    members: &'t [SimpleType],
    text: &str,
    names: &dyn Namespaces,
) -> Option<&'t SimpleType> {
    let member = members.iter().find(|member| member.is_valid(text, names))?;
    match member.variety() {
        Variety::Union(members) => active_member(members, text, names),
        _ => Some(member),
    }
}

fn check_patterns(patterns: &[Pattern], text: &str, faults: &mut Faults) {
    for pattern in patterns {
        if !pattern.regex.is_match(text) {
            faults.add(|| Violation::Pattern { patterns: pattern.written.clone() });
        }
    }
}

impl Facets {
    /// Checks all facets that are about the value, not its text.
    fn check(&self, value: &Value<'_>, faults: &mut Faults) {
        if self.has_lengths() {
            self.check_length(value, faults);
        }
        if let Some(enumeration) = &self.enumeration
            && !enumeration.has(value)
        {
            faults.add(|| Violation::Enumeration { expected: Arc::clone(enumeration) });
        }
        if self.has_bounds() {
            self.check_bounds(value, faults);
        }
        if let Value::Decimal(number) = value {
            self.check_digits(number, faults);
        }
    }

    fn check_length(&self, value: &Value<'_>, faults: &mut Faults) {
        let Some((found, unit)) = length(value) else {
            return;
        };
        for facet in [FacetKind::Length, FacetKind::MinLength, FacetKind::MaxLength] {
            let Some(expected) = self.count(facet).map(|count| count.value) else {
                continue;
            };
            let is_met = match facet {
                FacetKind::MinLength => found >= expected,
                FacetKind::MaxLength => found <= expected,
                _ => found == expected,
            };
            if !is_met {
                faults.add(|| Violation::Length { facet, unit, found, expected });
            }
        }
    }

    fn check_bounds(&self, value: &Value<'_>, faults: &mut Faults) {
        for facet in BOUNDS {
            let Some(bound) = self.bound(facet) else {
                continue;
            };
            if !is_within(facet, value.order(&bound.value)) {
                faults.add(|| Violation::Bound { facet, bound: bound.written.clone() });
            }
        }
    }

    fn check_digits(&self, number: &Decimal<'_>, faults: &mut Faults) {
        for (facet, found) in [
            (FacetKind::TotalDigits, number.total_digits()),
            (FacetKind::FractionDigits, number.fraction_digits()),
        ] {
            if let Some(count) = self.count(facet)
                && found > count.value
            {
                faults.add(|| Violation::Digits { facet, found, expected: count.value });
            }
        }
    }
}

/// The four facets that bound a value space.
pub(super) const BOUNDS: [FacetKind; 4] =
    [FacetKind::MaxInclusive, FacetKind::MaxExclusive, FacetKind::MinExclusive, FacetKind::MinInclusive];

/// Whether a value that compares so with the bound is within it.
pub(super) fn is_within(facet: FacetKind, order: Option<Ordering>) -> bool {
    match facet {
        FacetKind::MaxInclusive => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        FacetKind::MaxExclusive => order == Some(Ordering::Less),
        FacetKind::MinExclusive => order == Some(Ordering::Greater),
        _ => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

impl SimpleType {
    /// The value of a text as far as the lexical rules and the patterns of an atomic type go; `None` for other types.
    pub(super) fn value_of_text<'a>(
        &self,
        text: &'a str,
        names: &dyn Namespaces,
    ) -> Option<Result<Value<'a>, Vec<Violation>>> {
        let Variety::Atomic(builtin) = self.variety() else {
            return None;
        };
        let mut faults = Faults::kept();
        let value = self.read_text(*builtin, text, names, &mut faults);
        Some(faults.result(value))
    }
}

/// What the length facets count; `None` for names, which meet any length (§4.3.1.3).
fn length(value: &Value<'_>) -> Option<(u64, LengthUnit)> {
    match value {
        Value::String(text) | Value::AnyUri(text) => Some((code_points(text), LengthUnit::Characters)),
        Value::HexBinary(octets) | Value::Base64Binary(octets) => {
            Some((octets.len() as u64, LengthUnit::Octets))
        }
        Value::List(items) => Some((items.len() as u64, LengthUnit::Items)),
        _ => None,
    }
}
