//! How many requests may leave in a second.
//!
//! The documentation recommends up to 20 requests per second. A sliding window keeps exactly that: no second, wherever
//! it begins, holds more; and a short submission, which stays under it, is never held back.

use std::collections::VecDeque;

const WINDOW_MS: u64 = 1000;

/// The requests of the last second.
#[derive(Debug, Clone)]
pub(super) struct Pace {
    most: usize,
    sent: VecDeque<u64>,
}

impl Pace {
    /// At most `per_second` requests in any second; 0 counts as 1.
    pub(super) fn new(per_second: u32) -> Self {
        Self { most: (per_second as usize).max(1), sent: VecDeque::new() }
    }

    /// When the next request may leave, where it may not leave now.
    pub(super) fn blocked_until(&self, now_ms: u64) -> Option<u64> {
        let oldest = *self.sent.front()?;
        let free_at = oldest + WINDOW_MS;
        (self.sent.len() >= self.most && free_at > now_ms).then_some(free_at)
    }

    /// Counts a request that leaves now.
    pub(super) fn count(&mut self, now_ms: u64) {
        if self.sent.len() >= self.most {
            self.sent.pop_front();
        }
        self.sent.push_back(now_ms);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_second_holds_more_than_its_share() {
        let mut pace = Pace::new(20);
        let (mut now, mut sent) = (0, Vec::new());
        while sent.len() < 100 {
            now = pace.blocked_until(now).unwrap_or(now);
            pace.count(now);
            sent.push(now);
            now += 7;
        }
        assert!(sent.windows(21).all(|window| window[20] - window[0] >= 1000));
        assert!(sent[19] < 140, "a short burst is not held back");
    }
}
