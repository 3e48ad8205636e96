//! What one line of TAP says.

/// A line, without the indentation that says how deep its subtest is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'l> {
    /// `TAP version 14`
    Version,
    /// `1..5 # SKIP why`
    Plan { tests: usize, reason: &'l str },
    /// `not ok 2 - memory # TODO why`
    Point(Point),
    /// `# Subtest: memory`
    Subtest(&'l str),
    /// `# a remark`
    Comment(&'l str),
    /// `Bail out! why`
    BailOut(&'l str),
    /// `---`
    BlockStart,
    /// `t/memory.t ..`, which prove writes before the tests of a file.
    File(&'l str),
    /// Anything else, which TAP passes over.
    Other,
}

/// A test point.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) is_ok: bool,
    pub(super) number: Option<usize>,
    pub(super) description: String,
    pub(super) directive: Option<Directive>,
    /// `# time=1.5ms`
    pub(super) time: Option<String>,
}

/// Why a test does not count.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Directive {
    Skip(String),
    Todo(String),
}

pub(super) fn parse(line: &str) -> Line<'_> {
    let line = line.trim_end();
    if let Some(comment) = line.strip_prefix('#') {
        let comment = comment.strip_prefix(' ').unwrap_or(comment);
        if is_summary(comment) {
            return Line::Other;
        }
        return comment
            .strip_prefix("Subtest: ")
            .map_or(Line::Comment(comment), |name| Line::Subtest(name.trim()));
    }
    if line == "---" || line.starts_with("--- ") {
        return Line::BlockStart;
    }
    if line.strip_prefix("TAP version ").is_some_and(is_number) {
        return Line::Version;
    }
    if let Some(reason) = line.strip_prefix("Bail out!") {
        return Line::BailOut(reason.trim());
    }
    plan(line).or_else(|| point(line).map(Line::Point)).or_else(|| file(line)).unwrap_or(Line::Other)
}

/// Whether a comment counts the tests, or sums up a group of them: `# pass 3`, `# not ok - calculator`.
fn is_summary(comment: &str) -> bool {
    const COUNTED: [&str; 9] =
        ["tests", "suites", "pass", "fail", "ok", "skip", "skipped", "todo", "cancelled"];
    let is_count =
        comment.split_once(' ').is_some_and(|(word, rest)| COUNTED.contains(&word) && is_number(rest.trim()));
    is_count || comment.starts_with("ok - ") || comment.starts_with("not ok - ")
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn plan(line: &str) -> Option<Line<'_>> {
    let rest = line.strip_prefix("1..")?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (tests, rest) = (rest[..digits].parse().ok()?, rest[digits..].trim_start());
    let reason = rest.strip_prefix('#').unwrap_or_default().trim();
    let word = reason.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("skip"));
    Some(Line::Plan { tests, reason: if word { after_word(reason) } else { reason } })
}

fn file(line: &str) -> Option<Line<'_>> {
    let name = line.trim_end_matches(['.', ' ']);
    let is_header =
        line.len() > name.len() + 2 && line.ends_with("..") && !name.contains(char::is_whitespace);
    (is_header && !name.is_empty()).then_some(Line::File(name))
}

fn point(line: &str) -> Option<Point> {
    let (is_ok, rest) = match line.strip_prefix("not ok") {
        Some(rest) => (false, rest),
        None => (true, line.strip_prefix("ok")?),
    };
    if !(rest.is_empty() || rest.starts_with(' ')) {
        return None;
    }
    let rest = rest.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest[..digits].parse().ok();
    let rest = if number.is_some() { rest[digits..].trim_start() } else { rest };
    let rest = rest
        .strip_prefix("- ")
        .unwrap_or(rest.strip_prefix('-').filter(|rest| rest.is_empty()).unwrap_or(rest));
    let mut point = Point { is_ok, number, ..Point::default() };
    describe(rest, &mut point);
    Some(point)
}

/// The description, and the directive after a `#` that is not escaped. What else follows a `#` belongs to the name.
fn describe(text: &str, point: &mut Point) {
    let bytes = text.as_bytes();
    let is_sign = |&at: &usize| bytes[at] == b'#' && (at == 0 || bytes[at - 1] == b' ');
    let mut end = text.len();
    for at in (0..text.len()).filter(is_sign) {
        if let Some(is_time) = directive(text[at + 1..].trim_start(), point) {
            end = end.min(at);
            if !is_time {
                break;
            }
        }
    }
    let name = timed(text[..end].trim_end(), point);
    // Some tools write the name of what is skipped where its reason belongs.
    point.description = match &point.directive {
        Some(Directive::Skip(reason) | Directive::Todo(reason)) if name.is_empty() => reason.clone(),
        _ => unescape(name),
    };
}

/// The name without the time behind it: `adds  (0.03s)`.
fn timed<'t>(text: &'t str, point: &mut Point) -> &'t str {
    let time = text.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    let is_time = |time: &str| {
        let digits = time.strip_suffix("ms").or_else(|| time.strip_suffix('s')).unwrap_or_default();
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.parse::<f64>().is_ok()
    };
    match time.filter(|(_, time)| is_time(time)) {
        Some((name, time)) => {
            point.time.get_or_insert_with(|| time.to_owned());
            name.trim_end()
        }
        None => text,
    }
}

/// Whether a directive is known, and is no more than a time.
fn directive(text: &str, point: &mut Point) -> Option<bool> {
    if let Some(time) = text.strip_prefix("time=") {
        point.time = Some(time.split_whitespace().next().unwrap_or_default().to_owned());
        return Some(true);
    }
    let reason = || after_word(text).to_owned();
    match text.get(..4)?.to_ascii_lowercase().as_str() {
        "skip" => point.directive = Some(Directive::Skip(reason())),
        "todo" => point.directive = Some(Directive::Todo(reason())),
        _ => return None,
    }
    Some(false)
}

/// What stands after the first word: `skip: why`, `SKIPPED why`.
fn after_word(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_alphabetic()).trim_start_matches([':', '-', ' ']).trim()
}

/// `\#` and `\\`.
fn unescape(text: &str) -> String {
    text.replace("\\#", "#").replace("\\\\", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(
        line: &str,
        is_ok: bool,
        number: Option<usize>,
        description: &str,
        directive: Option<&Directive>,
    ) {
        let Line::Point(point) = parse(line) else { panic!("{line:?} is a test point") };
        assert_eq!((point.is_ok, point.number, point.description.as_str()), (is_ok, number, description));
        assert_eq!(point.directive.as_ref(), directive);
    }

    #[test]
    fn test_points_have_a_number_a_description_and_a_directive() {
        check("ok", true, None, "", None);
        check("not ok 2 - recalls", false, Some(2), "recalls", None);
        check("ok 3 adds", true, Some(3), "adds", None);
        check("ok 4 - divides by \\#1 \\\\ 2", true, Some(4), "divides by #1 \\ 2", None);
        check("ok 2 # skip is slow", true, Some(2), "is slow", Some(&Directive::Skip("is slow".to_owned())));
        check("ok 2 - a # SKIP", true, Some(2), "a", Some(&Directive::Skip(String::new())));
        check("not ok - a # TODO: later", false, None, "a", Some(&Directive::Todo("later".to_owned())));
        check("ok 1 - C# is #1", true, Some(1), "C# is #1", None);
    }

    #[test]
    fn times_stand_behind_a_sign() {
        let Line::Point(point) = parse("ok 1 - a # time=1.5ms # SKIP x") else { panic!("a test point") };
        assert_eq!((point.time.as_deref(), point.description.as_str()), (Some("1.5ms"), "a"));
        assert_eq!(point.directive, Some(Directive::Skip("x".to_owned())));
        let Line::Point(point) = parse("ok - sum::adds  (0.03s)") else { panic!("a test point") };
        assert_eq!((point.time.as_deref(), point.description.as_str()), (Some("0.03s"), "sum::adds"));
        check("ok 1 - adds (2 numbers)", true, Some(1), "adds (2 numbers)", None);
    }

    #[test]
    fn other_lines_are_told_apart() {
        assert_eq!(parse("1..0 # SKIP no printer"), Line::Plan { tests: 0, reason: "no printer" });
        assert_eq!(parse("1..3"), Line::Plan { tests: 3, reason: "" });
        assert_eq!(parse("# Subtest: memory"), Line::Subtest("memory"));
        assert_eq!(parse("#  got: 1"), Line::Comment(" got: 1"));
        assert_eq!(parse("Bail out! no paper"), Line::BailOut("no paper"));
        assert_eq!(parse("t/memory.t .."), Line::File("t/memory.t"));
        assert_eq!(parse("t/memory.t .. ok"), Line::Other);
        assert_eq!(parse("okay"), Line::Other);
        assert_eq!(parse("# pass  3"), Line::Other);
        assert_eq!(parse("# not ok - calculator"), Line::Other);
    }
}
