//! The YAML block of a test point: the keys on its first level, with their values as text. More of YAML is not needed, and
//! what is within them is shown as it stands.

/// Keys and values, in order.
pub(super) type Fields = Vec<(String, String)>;

/// Reads the lines of a block, which are indented alike.
pub(super) fn fields(lines: &[String]) -> Fields {
    let base =
        lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indentation(line)).min().unwrap_or(0);
    let mut fields = Fields::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].get(base..).unwrap_or_default();
        at += 1;
        let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with(' ')) else { continue };
        let inner =
            lines[at..].iter().take_while(|line| line.trim().is_empty() || indentation(line) > base).count();
        let within = &lines[at..at + inner];
        at += inner;
        fields.push((key.trim().to_owned(), text(value.trim(), within)));
    }
    fields
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn text(value: &str, within: &[String]) -> String {
    match value.as_bytes().first() {
        None | Some(b'|' | b'>') => inner(within),
        Some(b'\'') => value.trim_matches('\'').replace("''", "'"),
        Some(b'"') => quoted(value),
        _ => value.to_owned(),
    }
}

/// The lines without their common indentation.
fn inner(lines: &[String]) -> String {
    let base =
        lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indentation(line)).min().unwrap_or(0);
    let lines: Vec<&str> = lines.iter().map(|line| line.get(base..).unwrap_or_default()).collect();
    lines.join("\n").trim_end().to_owned()
}

/// A string in double quotes, whose escapes are those of JSON.
fn quoted(value: &str) -> String {
    let node = crate::json::parse(value, crate::diag::Place::START);
    let text = node.ok().and_then(|(node, _)| node.as_str().map(str::to_owned));
    text.unwrap_or_else(|| value.trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_scalars_blocks_and_what_is_within() {
        let lines = "  duration_ms: 8.2\n  error: |-\n    a\n\n      b\n  name: 'it''s'\n  q: \"x\\ny\"\n  expected:\n    0: 1\n";
        let lines: Vec<String> = lines.lines().map(str::to_owned).collect();
        let expected = [
            ("duration_ms", "8.2"),
            ("error", "a\n\n  b"),
            ("name", "it's"),
            ("q", "x\ny"),
            ("expected", "0: 1"),
        ];
        let expected: Fields = expected.map(|(key, value)| (key.to_owned(), value.to_owned())).into();
        assert_eq!(fields(&lines), expected);
    }
}
