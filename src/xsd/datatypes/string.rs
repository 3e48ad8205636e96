//! Lengths of texts in code points, without looking at more of them than needed.

/// The number of code points.
pub(super) fn code_points(text: &str) -> u64 {
    let count = text.as_bytes().iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    count as u64
}

/// Whether the number of code points is within two bounds; the number of bytes often tells.
pub(super) fn has_length_within(text: &str, min: u64, max: u64) -> bool {
    let bytes = text.len() as u64;
    if bytes <= max && bytes / 4 >= min {
        return true;
    }
    let length = code_points(text);
    min <= length && length <= max
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_code_points() {
        assert_eq!(code_points("aä😀"), 3);
        assert!(has_length_within("aä😀", 3, 3));
        assert!(!has_length_within("aä😀", 4, 9));
        assert!(!has_length_within("aä😀", 0, 2));
        assert!(has_length_within("", 0, 0));
    }
}
