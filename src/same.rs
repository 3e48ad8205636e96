//! Comparing short texts, eight bytes at a time: WebAssembly has no instruction for it, and the function that `==` calls
//! there goes byte by byte.

/// Whether `a` and `b` are the same bytes.
#[inline]
pub(crate) fn is_same(a: &[u8], b: &[u8]) -> bool {
    let (a_words, a_rest) = a.as_chunks::<8>();
    let (b_words, b_rest) = b.as_chunks::<8>();
    a.len() == b.len()
        && a_words.iter().zip(b_words).all(|(a, b)| u64::from_le_bytes(*a) == u64::from_le_bytes(*b))
        && a_rest.iter().zip(b_rest).all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_when_every_byte_is() {
        let text = b"0123456789abcdefghi";
        for length in 0..=text.len() {
            assert!(is_same(&text[..length], &text.to_vec()[..length]), "{length}");
            assert!(!is_same(&text[..length], b"0123456789abcdefghi+"), "{length}");
            for at in 0..length {
                let mut other = text[..length].to_vec();
                other[at] ^= 1;
                assert!(!is_same(&text[..length], &other), "{at} of {length}");
            }
        }
    }
}
