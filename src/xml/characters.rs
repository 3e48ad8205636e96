//! Which characters XML 1.0 allows, where: in documents (production 2), and in names (productions 4, 4a and 5).

use memchr::memchr;

const NAME_START: u8 = 1;
const NAME: u8 = 2;

/// What an ASCII byte may be in a name; bytes of longer characters are 0 and decided by the functions below.
static ASCII_NAMES: [u8; 256] = ascii_names();

const fn ascii_names() -> [u8; 256] {
    let mut table = [0; 256];
    let mut c = 0u8;
    while c < 128 {
        let byte = c as usize;
        if c.is_ascii_alphabetic() || c == b'_' || c == b':' {
            table[byte] = NAME_START | NAME;
        } else if c.is_ascii_digit() || c == b'-' || c == b'.' {
            table[byte] = NAME;
        }
        c += 1;
    }
    table
}

/// Whether a document may hold `c` (production 2, Char).
pub fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// Whether a name may start with `c` (production 4, `NameStartChar`).
pub fn is_name_start_char(c: char) -> bool {
    match c {
        '\0'..='\x7F' => ASCII_NAMES[c as usize] & NAME_START != 0,
        '\u{C0}'..='\u{2FF}' => c != '\u{D7}' && c != '\u{F7}',
        '\u{370}'..='\u{1FFF}' => c != '\u{37E}',
        '\u{200C}'
        | '\u{200D}'
        | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}'
        | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}' => true,
        _ => false,
    }
}

/// Whether a name may go on with `c` (production 4a, `NameChar`).
pub fn is_name_char(c: char) -> bool {
    match c {
        '\0'..='\x7F' => ASCII_NAMES[c as usize] & NAME != 0,
        '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}' | '\u{2040}' => true,
        _ => is_name_start_char(c),
    }
}

/// Whether `text` is a name, colons allowed (production 5, Name).
pub fn is_name(text: &str) -> bool {
    text.starts_with(is_name_start_char) && text.chars().all(is_name_char)
}

/// Whether `text` is a name without a colon (Namespaces in XML, production 4, `NCName`).
pub fn is_ncname(text: &str) -> bool {
    is_name(text) && !text.contains(':')
}

/// The end of the name that starts at `from`, and the place of its colon; nothing where no name starts there.
pub(super) fn scan_name(text: &str, from: usize) -> Option<(usize, Option<usize>)> {
    let bytes = text.as_bytes();
    let mut colon = None;
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        let allowed = ASCII_NAMES[byte as usize];
        if allowed == 0 {
            match text[at..].chars().next() {
                Some(c) if !c.is_ascii() && is_name_char(c) => at += c.len_utf8(),
                _ => break,
            }
        } else {
            if byte == b':' {
                colon.get_or_insert(at);
            }
            at += 1;
        }
    }
    text[from..at].starts_with(is_name_start_char).then_some((at, colon))
}

/// Whether every character of `text` may stand in a document; a pass over 32 bytes at a time.
pub(super) fn all_legal(text: &str) -> bool {
    let (blocks, rest) = text.as_bytes().as_chunks::<32>();
    let is_legal = |bytes: &[u8]| bytes.iter().all(|&byte| is_legal_byte(byte));
    blocks.iter().all(|block| !has_controls(block) || is_legal(block))
        && is_legal(rest)
        && !has_noncharacter(text.as_bytes())
}

fn has_controls(block: &[u8; 32]) -> bool {
    let (words, _) = block.as_chunks::<8>();
    words.iter().fold(0, |marks, word| marks | controls(u64::from_le_bytes(*word))) & HIGHS != 0
}

/// How many bytes stand for themselves in an attribute value that `quote` ends: up to it, a reference, a `<`, or white
/// space or a control character that is not a space. Eight bytes at a time.
#[inline]
pub(super) fn plain_length(bytes: &[u8], quote: u8) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    let both = quote_or_ampersand(quote);
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let marks = (controls(word) | matches(word & both.0, both.1) | matches(word, b'<')) & HIGHS;
        if marks != 0 {
            return index * 8 + marks.trailing_zeros() as usize / 8;
        }
    }
    let is_plain = |byte: u8| byte >= b' ' && byte != b'&' && byte != b'<' && byte != quote;
    words.len() * 8 + rest.iter().take_while(|&&byte| is_plain(byte)).count()
}

/// Each quote differs from `&` in one bit: a mask that takes it away, and what is left of both.
fn quote_or_ampersand(quote: u8) -> (u64, u8) {
    let bit = quote ^ b'&';
    (!(ONES * u64::from(bit)), quote & !bit)
}

fn is_legal_byte(byte: u8) -> bool {
    byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r')
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// The high bits of the bytes below 0x20 (the carry of a subtraction, byte by byte). Past the first one, a byte may be
/// marked wrongly.
#[inline]
fn controls(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x20) & !word
}

/// The high bits of the bytes that are `byte`; past the first one, a byte may be marked wrongly.
#[inline]
fn matches(word: u64, byte: u8) -> u64 {
    let word = word ^ (ONES * u64::from(byte));
    word.wrapping_sub(ONES) & !word
}

/// Whether U+FFFE or U+FFFF (EF BF BE, EF BF BF) occurs.
fn has_noncharacter(mut bytes: &[u8]) -> bool {
    while let Some(at) = memchr(0xEF, bytes) {
        if matches!(bytes[at..], [_, 0xBF, 0xBE | 0xBF, ..]) {
            return true;
        }
        bytes = &bytes[at + 1..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_text_is_what_every_character_alone_is() {
        for c in (0..=0x1_0000).filter_map(char::from_u32) {
            let text = format!("0123456{c}89abcdefg");
            assert_eq!(all_legal(&text), is_xml_char(c), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn plain_text_ends_before_a_control_a_reference_a_tag_or_the_quote() {
        for (byte, after) in (0..=127u8).flat_map(|byte| [(byte, b'x'), (byte, b'!'), (byte, 0x80)]) {
            for at in 0..20 {
                let mut value = [after; 20];
                value[..at].fill(b'x');
                value[at] = byte;
                let is_plain = byte >= 0x20 && !b"&<\"".contains(&byte);
                assert_eq!(plain_length(&value, b'"'), if is_plain { 20 } else { at }, "{byte} at {at}");
            }
        }
        let text = "äöü 😀 \u{FFFD}";
        assert_eq!(plain_length(text.as_bytes(), b'\''), text.len());
    }

    #[test]
    fn a_name_ends_where_no_name_character_follows() {
        assert_eq!(scan_name("a:b-c.1 d", 0), Some((7, Some(1))));
        assert_eq!(scan_name("ätt=1", 0), Some((4, None)));
        assert_eq!(scan_name("1a", 0), None);
        assert_eq!(scan_name("", 0), None);
    }
}
