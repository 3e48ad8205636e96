//! Tags of elements whose attributes the document type declares: values are normalised by their types, and what is left
//! out gets its default (XML 1.0, 3.3.2 and 3.3.3).

use super::doctype::add_defaults;
use super::references::Fault;
use super::state::State;

impl State {
    /// Opens the element whose tag was scanned in `text` and ends before `to`.
    pub(super) fn open_typed_element(&mut self, text: &str, to: usize) -> Result<(), Fault> {
        let Some(list) = self.doctype.attributes.of(&text[self.tag.name.range.clone()]) else {
            return self.open_element(text);
        };
        list.normalise(&mut self.tag, text, &mut self.expanded);
        let missing = list.missing(&self.tag, text);
        if missing.is_empty() {
            return self.open_element(text);
        }
        let at = self.tag.at;
        let start = self.lines.get().window_start();
        let (place, written) = if self.aside.is_used() {
            (start, 0)
        } else {
            (self.place(text, start.offset + at as u64), to - at)
        };
        let mut text = text[at..to].to_owned();
        self.tag.rebase();
        let tag = (&mut self.tag, &mut text, &mut self.expanded);
        let added = add_defaults(&missing, tag, self.doctype.entities.expansion(), &self.options.limits);
        self.aside.put(&text, place, written, &self.lines);
        added.map_err(|kind| (kind, 0))?;
        self.open_element(&text)
    }
}
