//! "Did you mean": the nearest of the names that are possible.

/// The candidate nearest to `found`, where one is near.
pub(crate) fn nearest<'a>(found: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let found: Vec<char> = found.chars().take(LONGEST + 1).collect();
    if found.len() > LONGEST {
        return None;
    }
    let most = match found.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    let nearest = candidates
        .filter(|candidate| candidate.len() <= LONGEST)
        .take(COMPARED)
        .map(|candidate| (distance(&found, candidate), candidate))
        .filter(|&(distance, _)| distance <= most)
        .min_by_key(|&(distance, _)| distance)?;
    Some(nearest.1)
}

/// The help line that names the candidate.
pub(crate) fn did_you_mean(candidate: &str) -> String {
    ["did you mean \"", candidate, "\"?"].concat()
}

/// Longer names are not compared: the work grows with the square of the length.
const LONGEST: usize = 64;

/// Candidates that are compared: a finding costs no more, however many values a type enumerates.
const COMPARED: usize = 1000;

/// Distance in code points: one changed, added, left out, or two beside each other exchanged; a change of case alone
/// counts nothing.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let is_same = |a: char, b: char| small(a) == small(b);
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut next = vec![i];
        for j in 1..=b.len() {
            let change = usize::from(!is_same(a[i - 1], b[j - 1]));
            let mut least = (row[j - 1] + change).min(row[j] + 1).min(next[j - 1] + 1);
            if i > 1 && j > 1 && is_same(a[i - 1], b[j - 2]) && is_same(a[i - 2], b[j - 1]) {
                least = least.min(before[j - 2] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[b.len()]
}

/// The small letter of a capital one: Latin, Greek, Cyrillic, Armenian. The standard library's table of all alphabets is
/// 11 kB, and a change of case that it alone knows counts as one change here.
fn small(letter: char) -> u32 {
    let point = u32::from(letter);
    match point {
        0x41..=0x5A | 0xC0..=0xDE | 0x391..=0x3AB | 0x410..=0x42F => point + 32,
        0x400..=0x40F => point + 80,
        0x531..=0x556 => point + 48,
        0x100..=0x137 | 0x14A..=0x177 | 0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F | 0x1E00..=0x1EFF => {
            point | 1
        }
        0x139..=0x148 | 0x179..=0x17E => point.next_multiple_of(2),
        _ => point,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_candidate_is_found() {
        let statuses = ["Passed", "Skipped", "Failed", "Planned"];
        let check = |found, expected| assert_eq!(nearest(found, statuses.into_iter()), expected, "{found}");
        check("passed", Some("Passed"));
        check("Pased", Some("Passed"));
        check("Psased", Some("Passed"));
        assert_eq!(nearest("ŽLUŤOUČKÝ", ["žluťoučký"].into_iter()), Some("žluťoučký"));
        assert_eq!(nearest("СТАТУС", ["Статус"].into_iter()), Some("Статус"));
        check("Success", None);
        check("x", None);
        check("", None);
        check(&"Passed".repeat(20), None);
    }
}
