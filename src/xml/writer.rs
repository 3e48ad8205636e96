//! Values to XML: UTF-8, indented by one space a level, with exactly the escapes that reading back needs.

use super::characters::is_xml_char;

/// Writes one document into memory.
///
/// Elements are opened, given attributes, filled and closed; the writer keeps the order and the escapes right.
/// Characters that XML does not allow are written as U+FFFD: callers that must tell, repair before they write.
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    open: Vec<&'static str>,
    state: Inside,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Inside {
    /// After a tag: a child goes on a line of its own.
    #[default]
    Elements,
    /// Inside a start tag: attributes may follow.
    Tag,
    /// After text: white space would change it.
    Text,
}

impl Writer {
    /// A document with an XML declaration.
    pub fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".into(), ..Self::default() }
    }

    /// Opens an element.
    pub fn start(&mut self, name: &'static str) -> &mut Self {
        self.close_tag();
        if self.state != Inside::Text {
            self.new_line();
        }
        self.out.push('<');
        self.out.push_str(name);
        self.open.push(name);
        self.state = Inside::Tag;
        self
    }

    /// Gives the element that was just opened an attribute.
    pub fn attribute(&mut self, name: &str, value: &str) -> &mut Self {
        debug_assert_eq!(self.state, Inside::Tag, "attributes follow the start of their element");
        push_attribute(&mut self.out, name, value);
        self
    }

    /// The same, where there is a value.
    pub fn optional(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.attribute(name, value),
            None => self,
        }
    }

    /// Writes text into the open element.
    pub fn text(&mut self, text: &str) -> &mut Self {
        if !text.is_empty() {
            self.close_tag();
            push_escaped(&mut self.out, text, IN_TEXT);
            self.state = Inside::Text;
        }
        self
    }

    /// Closes the innermost open element.
    pub fn end(&mut self) -> &mut Self {
        let Some(name) = self.open.pop() else { return self };
        if self.state == Inside::Tag {
            self.out.push_str("/>");
        } else {
            if self.state == Inside::Elements {
                self.new_line();
            }
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
        self.state = Inside::Elements;
        self
    }

    /// The document; elements still open are closed.
    pub fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.end();
        }
        self.out.push('\n');
        self.out.into_bytes()
    }

    fn close_tag(&mut self) {
        if self.state == Inside::Tag {
            self.out.push('>');
            self.state = Inside::Elements;
        }
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.open.iter().for_each(|_| self.out.push(' '));
    }
}

/// Writes an attribute, with the blank before it.
pub fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value, IN_VALUES);
    out.push('"');
}

/// Where a byte does not stand for itself: in text, in attribute values.
const IN_TEXT: u8 = 1;
const IN_VALUES: u8 = 2;

/// The bytes that need a look, by where. 0xEF begins the two characters above U+FFFD that XML does not allow, and others.
static SPECIAL: [u8; 256] = special();

const fn special() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = IN_TEXT | IN_VALUES;
        byte += 1;
    }
    table[b'\t' as usize] = IN_VALUES;
    table[b'\n' as usize] = IN_VALUES;
    table[b'"' as usize] = IN_VALUES;
    table[b'&' as usize] = IN_TEXT | IN_VALUES;
    table[b'<' as usize] = IN_TEXT | IN_VALUES;
    table[b'>' as usize] = IN_TEXT | IN_VALUES;
    table[0xEF] = IN_TEXT | IN_VALUES;
    table
}

/// Copies what stands for itself in one piece.
fn push_escaped(out: &mut String, mut text: &str, place: u8) {
    while let Some(at) = text.bytes().position(|byte| SPECIAL[usize::from(byte)] & place != 0) {
        let (plain, rest) = text.split_at(at);
        out.push_str(plain);
        let mut characters = rest.chars();
        characters.by_ref().take(1).for_each(|c| push_character(out, c));
        text = characters.as_str();
    }
    out.push_str(text);
}

fn push_character(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '"' => out.push_str("&quot;"),
        '\t' => out.push_str("&#9;"),
        '\n' => out.push_str("&#10;"),
        '\r' => out.push_str("&#13;"),
        c if is_xml_char(c) => out.push(c),
        _ => out.push('\u{FFFD}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_indented_and_text_is_left_alone() {
        let mut writer = Writer::new();
        writer.start("a").start("b").attribute("c", "1").end();
        writer.start("d").text(" x ").end().end();
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a>\n <b c=\"1\"/>\n <d> x </d>\n</a>\n";
        assert_eq!(String::from_utf8(writer.finish()).unwrap(), expected);
    }

    #[test]
    fn white_space_and_markup_come_back_from_values_and_text() {
        let mut writer = Writer::new();
        writer.start("a").attribute("v", "\"<&>\t\r\n").text("<&>\r\n\"]]>").end();
        let text = String::from_utf8(writer.finish()).unwrap();
        assert!(
            text.ends_with("<a v=\"&quot;&lt;&amp;&gt;&#9;&#13;&#10;\">&lt;&amp;&gt;&#13;\n\"]]&gt;</a>\n"),
            "{text}"
        );
    }

    #[test]
    fn characters_that_xml_does_not_allow_are_replaced_and_no_others() {
        let mut writer = Writer::new();
        let text = "a\u{1}\0\u{FFFE}\u{FFFF}\u{FFFD}\u{F900}\u{10000}\u{E4}\"\t";
        writer.start("a").attribute("v", text).text(text).end();
        let written = String::from_utf8(writer.finish()).unwrap();
        let kept = "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{F900}\u{10000}\u{E4}";
        assert!(written.ends_with(&format!("<a v=\"{kept}&quot;&#9;\">{kept}\"\t</a>\n")), "{written}");
    }
}
