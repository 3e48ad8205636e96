//! "Did you mean": the nearest of the names that are possible.

/// A help line that names the candidate nearest to `found`, where one is near.
pub(crate) fn suggest<'a>(found: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let found: Vec<char> = found.chars().take(LONGEST).collect();
    let most = match found.len() {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    let nearest = candidates
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| (distance(&found, candidate), candidate))
        .filter(|&(distance, _)| distance <= most)
        .min_by_key(|&(distance, _)| distance)?;
    Some(format!("did you mean \"{}\"?", nearest.1))
}

/// Longer names are not compared: the work grows with the square of the length.
const LONGEST: usize = 64;

/// Levenshtein distance in code points, where a change of case alone counts nothing.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, &from) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &to) in b.iter().enumerate() {
            let change = usize::from(!from.to_lowercase().eq(to.to_lowercase()));
            let next = (diagonal + change).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = row[j + 1];
            row[j + 1] = next;
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn the_nearest_candidate_is_suggested() {
        let statuses = ["Passed", "Skipped", "Failed", "Planned"];
        let check = |found, expected: Option<&str>| {
            let expected = expected.map(|name| format!("did you mean \"{name}\"?"));
            assert_eq!(suggest(found, statuses.into_iter()), expected, "{found}");
        };
        check("passed", Some("Passed"));
        check("Pased", Some("Passed"));
        check("Success", None);
        check("x", None);
        check("", None);
    }
}
