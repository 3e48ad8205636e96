//! What a submission cost: its requests, and where its time went.

use serde::Serialize;

/// Why nothing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaitReason {
    /// The server is overloaded or down: a request waits for another try.
    Busy,
    /// The connection failed: a request waits for another try.
    Connection,
    /// As many requests have left as may in a second.
    Pace,
    /// Answers to requests are on their way.
    Answer,
    /// The server processes what it has taken.
    Processing,
    /// The caller has not given the next part yet.
    Parts,
}

/// The requests of a submission and its time, in milliseconds. What is neither waited for the server, its pace or the
/// caller is our own work.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Traffic {
    /// Requests that left, tries included.
    pub requests: u32,
    /// Tries beyond the first of each request.
    pub retries: u32,
    /// Bytes of payloads that left, tries included and before any compression.
    pub payload_bytes: u64,
    /// From the first step to the last.
    pub total_ms: u64,
    /// Waited because as many requests had left as may in a second.
    pub pace_ms: u64,
    /// Waited for answers.
    pub answer_ms: u64,
    /// Waited for the end of what the server had taken.
    pub processing_ms: u64,
    /// Waited for another try, since the server was busy.
    pub busy_ms: u64,
    /// Waited for another try, since the connection had failed.
    pub connection_ms: u64,
    /// Waited for the caller's next part.
    pub parts_ms: u64,
}

impl Traffic {
    fn spend(&mut self, ms: u64, reason: WaitReason) {
        let spent = match reason {
            WaitReason::Busy => &mut self.busy_ms,
            WaitReason::Connection => &mut self.connection_ms,
            WaitReason::Pace => &mut self.pace_ms,
            WaitReason::Answer => &mut self.answer_ms,
            WaitReason::Processing => &mut self.processing_ms,
            WaitReason::Parts => &mut self.parts_ms,
        };
        *spent += ms;
    }
}

/// Watches the time of a submission.
#[derive(Debug, Clone, Default)]
pub(super) struct Watch {
    began_ms: Option<u64>,
    waiting: Option<(u64, WaitReason)>,
    /// The reason that was told last.
    told: Option<WaitReason>,
}

/// Shorter waits are not worth a word.
const SHORTEST_TO_TELL_MS: u64 = 200;

impl Watch {
    /// The driver asks again: whatever was waited for is over.
    pub(super) fn go_on(&mut self, now_ms: u64, traffic: &mut Traffic) {
        let began_ms = *self.began_ms.get_or_insert(now_ms);
        traffic.total_ms = now_ms.saturating_sub(began_ms);
        if let Some((since_ms, reason)) = self.waiting.take() {
            traffic.spend(now_ms.saturating_sub(since_ms), reason);
        }
    }

    /// A wait begins. Whether it is to be told of: where it is long, for another reason than the last one, and neither told with
    /// the request that waits nor the caller's own.
    pub(super) fn wait(&mut self, now_ms: u64, ms: u64, reason: WaitReason) -> bool {
        self.waiting = Some((now_ms, reason));
        let is_news = self.told != Some(reason);
        let is_telling = matches!(reason, WaitReason::Pace | WaitReason::Processing);
        if !is_telling || ms < SHORTEST_TO_TELL_MS || !is_news {
            return false;
        }
        self.told = Some(reason);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wait_is_counted_under_its_reason_and_told_once() {
        let (mut watch, mut traffic) = (Watch::default(), Traffic::default());
        let mut told = Vec::new();
        for (now_ms, reason) in
            [(100, WaitReason::Pace), (400, WaitReason::Pace), (900, WaitReason::Processing)]
        {
            watch.go_on(now_ms, &mut traffic);
            told.push(watch.wait(now_ms, 300, reason));
        }
        watch.go_on(1000, &mut traffic);
        assert_eq!((traffic.pace_ms, traffic.processing_ms, traffic.total_ms), (800, 100, 900));
        assert_eq!(told, [true, false, true]);
    }
}
