//! Strings made shorter.

use super::TooLong;
use crate::digest::sha256_hex;

/// Digits of the hash that tells two long strings apart.
const HASH_DIGITS: usize = 8;

const ELLIPSIS: char = '\u{2026}';

/// The string in at most `max` code points; it is longer than that.
pub fn shorten(value: &str, max: usize, policy: TooLong) -> String {
    let start = |count: usize| -> String { value.chars().take(count).collect() };
    match policy {
        // A limit with no room for a hash leaves none.
        TooLong::Hash if max > HASH_DIGITS + 1 => {
            let hash = sha256_hex(value.as_bytes());
            format!("{}{ELLIPSIS}{}", start(max - HASH_DIGITS - 1), &hash[..HASH_DIGITS])
        }
        TooLong::CutMiddle if max > 2 => {
            let end = (max - 1) / 2;
            let length = value.chars().count();
            let tail: String = value.chars().skip(length - end).collect();
            format!("{}{ELLIPSIS}{tail}", start(max - 1 - end))
        }
        _ if max == 0 => String::new(),
        _ => format!("{}{ELLIPSIS}", start(max - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_policy_shortens_in_its_way() {
        let value = "abcdefghijklmnopqrstuvwxyz";
        for (policy, max, expected) in [
            (TooLong::CutEnd, 10, "abcdefghi\u{2026}"),
            (TooLong::CutMiddle, 10, "abcde\u{2026}wxyz"),
            (TooLong::CutMiddle, 3, "a\u{2026}z"),
            (TooLong::Hash, 12, "abc\u{2026}71c480df"),
            (TooLong::Hash, 5, "abcd\u{2026}"),
            (TooLong::CutEnd, 1, "\u{2026}"),
            (TooLong::CutEnd, 0, ""),
        ] {
            assert_eq!(shorten(value, max, policy), expected, "{policy:?} to {max}");
        }
    }

    #[test]
    fn long_strings_that_begin_alike_stay_two() {
        let long = "\u{E4}".repeat(300);
        let (one, other) = (format!("{long}1"), format!("{long}2"));
        let short = |value: &str| shorten(value, 255, TooLong::Hash);
        assert_eq!(short(&one).chars().count(), 255);
        assert!(short(&one) != short(&other) && short(&one) == short(&one));
    }
}
