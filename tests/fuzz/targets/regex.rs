//! Patterns: the two ways of matching agree, and a refusal points into the pattern.

use octane_payload::limits::PatternLimits;
use octane_payload::xsd::datatypes::Regex;

/// The first line is a pattern, the rest a text.
pub fn regex(input: &[u8]) {
    let Ok(input) = std::str::from_utf8(input) else { return };
    let (pattern, text) = input.split_once('\n').unwrap_or((input, ""));
    let limits = PatternLimits::default();
    match Regex::new(pattern, &limits) {
        Ok(regex) => {
            let simulated = Regex::new(pattern, &PatternLimits { table_cells: 0, ..limits });
            let simulated = simulated.expect("a table's size decides how is matched, not whether");
            assert_eq!(regex.is_match(text), simulated.is_match(text), "{pattern:?} on {text:?}");
        }
        Err(error) => {
            assert!(pattern.is_char_boundary(error.offset), "{pattern:?} is refused at {}", error.offset);
            assert!(!error.to_string().is_empty());
        }
    }
}
