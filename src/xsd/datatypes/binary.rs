//! `hexBinary` and `base64Binary` (Datatypes §3.2.15, §3.2.16): octets, counted without being written out.

/// The octets of a `hexBinary` text.
pub(super) fn hex_octets(text: &str) -> Option<Box<[u8]>> {
    let pairs = text.as_bytes().chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs.map(|pair| Some(hex_digit(pair[0])? << 4 | hex_digit(pair[1])?)).collect()
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// The octets of a `base64Binary` text; single spaces may stand between the characters.
pub(super) fn base64_octets(text: &str) -> Option<Box<[u8]>> {
    let mut octets = Vec::with_capacity(text.len() / 4 * 3);
    let mut group = [0; 4];
    let mut filled = 0;
    let mut padding = 0;
    for byte in text.bytes().filter(|&byte| byte != b' ') {
        group[filled] = match sextet(byte) {
            Some(sextet) if padding == 0 => sextet,
            None if byte == b'=' && (filled > 1 || padding > 0) => {
                padding += 1;
                0
            }
            _ => return None,
        };
        filled = (filled + 1) % 4;
        if filled == 0 {
            octets.extend(group_octets(group, padding)?);
        }
    }
    (filled == 0).then(|| octets.into())
}

/// The octets of four characters, of which `padding` are `=`; bits left over have to be zero.
fn group_octets(group: [u8; 4], padding: usize) -> Option<Vec<u8>> {
    let [a, b, c, d] = group;
    let octets = [a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d];
    let (said, left) = octets.split_at(3 - padding);
    left.iter().all(|&bits| bits == 0).then(|| said.to_vec())
}

fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hex_digits_come_in_pairs_of_any_case() {
        assert_eq!(hex_octets(""), Some(Box::default()));
        assert_eq!(hex_octets("0fB7"), Some([0x0F, 0xB7].into()));
        assert_eq!(hex_octets("abc"), None);
        assert_eq!(hex_octets("0x"), None);
    }

    #[test]
    fn base64_spaces_say_nothing() {
        for (text, octets) in [("Zm9v YmE=", "fooba"), ("Z g = =", "f"), ("", "")] {
            assert_eq!(base64_octets(text), Some(octets.as_bytes().into()), "{text}");
        }
        assert_eq!(base64_octets("+/+/"), Some([0xFB, 0xFF, 0xBF].into()));
    }

    #[test]
    fn base64_is_refused_where_bits_are_left_or_padding_is_wrong() {
        for text in [
            "Zm9", "Zh==", "Zm9v=", "====", "Zm=v", "Z===", "Zg==Zg=", "=", "Zg==Zm9v", "YmF=", "Z===",
            "Zm9_",
        ] {
            assert_eq!(base64_octets(text), None, "{text}");
        }
    }
}
