//! Decimal numbers with the signs of many locales.

/// A number as it is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// Whether it could not be read otherwise.
    pub(super) is_sure: bool,
}

/// A finite number. Spaces, apostrophes and underscores between digits group them. Comma and point: where both stand, the
/// last one is the decimal sign (`1,234.5`, `1.234,5`); one that stands several times groups (`1,234,567`). A single comma
/// is the decimal sign (`0,03`) unless exactly three digits follow one to three others that do not begin with 0
/// (`1,234`): then it groups, which is a guess. A single point is always the decimal sign. Arabic and Persian digits count
/// as what they are.
pub(super) fn number(text: &str) -> Option<Number> {
    if is_plain(text) {
        let value = text.parse().ok()?;
        return Some(Number { value, is_sure: true });
    }
    let (plain, is_sure) = without_groups(&western(text));
    let is_decimal = plain.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    let value: f64 = if is_decimal { plain.parse().ok()? } else { return None };
    value.is_finite().then_some(Number { value, is_sure })
}

/// Whether the text is what nearly every tool writes: digits, with at most one point in or around them.
fn is_plain(text: &str) -> bool {
    let points = text.bytes().filter(|&byte| byte == b'.').count();
    let is_decimal = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    is_decimal && points < 2 && text.len() - points > 0
}

/// ASCII digits, comma and point, without the signs that only group.
fn western(text: &str) -> String {
    text.chars().filter_map(western_character).collect()
}

fn western_character(character: char) -> Option<char> {
    match character {
        ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '\u{2019}' | '_' | '\u{66C}' => None,
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(character) - 0x660, 10),
        '\u{6F0}'..='\u{6F9}' => char::from_digit(u32::from(character) - 0x6F0, 10),
        '\u{66B}' => Some('.'),
        '\u{2212}' => Some('-'),
        other => Some(other),
    }
}

/// With a point as the decimal sign and nothing that groups, and whether that is sure.
fn without_groups(number: &str) -> (String, bool) {
    let count = |sign| number.matches(sign).count();
    match (number.rfind(','), number.rfind('.')) {
        (None, _) if count('.') > 1 => (number.replace('.', ""), true),
        (None, _) => (number.to_owned(), true),
        (Some(comma), Some(point)) if comma < point => (number.replace(',', ""), true),
        (Some(_), Some(_)) => (number.replace('.', "").replace(',', "."), true),
        (Some(comma), None) if count(',') == 1 => single_comma(number, comma),
        (Some(_), None) => (number.replace(',', ""), true),
    }
}

fn single_comma(number: &str, comma: usize) -> (String, bool) {
    let (before, after) = (number[..comma].trim_start_matches(['-', '+']), &number[comma + 1..]);
    let groups = after.len() == 3 && matches!(before.len(), 1..=3) && !before.starts_with('0');
    if groups { (number.replace(',', ""), false) } else { (number.replace(',', "."), true) }
}
