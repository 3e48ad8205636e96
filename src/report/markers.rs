//! What a test says about itself in the text that it prints, between markers that Octane's Jenkins plugin made known.

/// Longest value that is kept, in bytes: a description is a text for people, and a marker without an end must not hold a
/// whole log.
const LONGEST: usize = 64 << 10;

const MARKERS: [(&str, &str); 2] = [
    ("__octane_external_url_start__", "__octane_external_url_end__"),
    ("__octane_description_start__", "__octane_description_end__"),
];

/// Finds marked values in printed text that comes in pieces of any size, and keeps nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Markers {
    /// The first value of each kind, in the order of [`MARKERS`].
    values: [Option<String>; MARKERS.len()],
    /// A marker, or the start of one, whose end is still to come.
    open: String,
}

impl Markers {
    /// Reads the next piece.
    pub(super) fn push(&mut self, text: &str) {
        if self.open.is_empty() {
            let rest = self.scan(text);
            self.open.push_str(rest);
        } else {
            let mut all = std::mem::take(&mut self.open);
            all.push_str(text);
            let rest = self.scan(&all);
            self.open.push_str(rest);
        }
    }

    /// `__octane_external_url_start__` to `__octane_external_url_end__`.
    pub(super) fn url(&self) -> Option<&str> {
        self.values[0].as_deref()
    }

    /// `__octane_description_start__` to `__octane_description_end__`.
    pub(super) fn description(&self) -> Option<&str> {
        self.values[1].as_deref()
    }

    /// Takes all complete values; what is left may be completed by the next piece.
    fn scan<'t>(&mut self, mut text: &'t str) -> &'t str {
        while let Some((kind, from)) = first_marker(text) {
            let value = &text[from + MARKERS[kind].0.len()..];
            match value.find(MARKERS[kind].1) {
                Some(end) => {
                    self.values[kind].get_or_insert_with(|| value[..end].trim().to_owned());
                    text = &value[end + MARKERS[kind].1.len()..];
                }
                None if value.len() > LONGEST => text = value,
                None => return &text[from..],
            }
        }
        unfinished(text)
    }
}

/// Which marker stands first, and where.
fn first_marker(text: &str) -> Option<(usize, usize)> {
    let found = |(kind, (start, _)): (usize, &(&str, &str))| {
        memchr::memmem::find(text.as_bytes(), start.as_bytes()).map(|at| (kind, at))
    };
    MARKERS.iter().enumerate().filter_map(found).min_by_key(|&(_, at)| at)
}

/// The end of the text, where it may be the start of a marker.
fn unfinished(text: &str) -> &str {
    let longest = MARKERS.iter().map(|(start, _)| start.len()).max().unwrap_or_default();
    let from = text.len().saturating_sub(longest - 1);
    let starts = |at: &usize| {
        text.is_char_boundary(*at) && MARKERS.iter().any(|(start, _)| start.starts_with(&text[*at..]))
    };
    (from..text.len()).find(starts).map_or("", |at| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = "a __octane_external_url_start__ https://ci.example/1 __octane_external_url_end__ \u{E4}__octane_\n\
        __octane_description_start__what it\nis__octane_description_end____octane_description_start__2__octane_description_end__";

    #[test]
    fn values_are_found_wherever_the_text_is_cut() {
        for at in (0..=PRINTED.len()).filter(|&at| PRINTED.is_char_boundary(at)) {
            let mut markers = Markers::default();
            markers.push(&PRINTED[..at]);
            markers.push(&PRINTED[at..]);
            assert_eq!(markers.url(), Some("https://ci.example/1"), "cut at {at}");
            assert_eq!(markers.description(), Some("what it\nis"), "cut at {at}");
        }
    }

    #[test]
    fn a_marker_without_an_end_holds_no_log() {
        let mut markers = Markers::default();
        markers.push("__octane_description_start__");
        (0..100).for_each(|_| markers.push(&"x".repeat(10_000)));
        assert!(markers.open.len() <= LONGEST + 20_000);
        markers.push("__octane_description_end__");
        assert_eq!(markers.description(), None);
    }

    #[test]
    fn text_without_markers_is_not_kept() {
        let mut markers = Markers::default();
        markers.push("a log that ends in __");
        assert_eq!(markers.open, "__");
        markers.push(" nothing");
        assert_eq!(markers, Markers::default());
    }
}
