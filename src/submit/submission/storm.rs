//! Submissions in any weather: answers drawn at random from all that can come, over thousands of courses of events.

use std::collections::HashMap;

use super::*;
use crate::submit::http::{FailureKind, Purpose, Request};
use crate::submit::script::{Answer, Run, answer, answer_with, run, session};

const PARTS: u32 = 4;
const COURSES: u64 = 3000;

/// Numbers from a seed (xorshift): the same course of events each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

/// A server that takes parts, and often does something else.
struct Weather {
    dice: Dice,
    /// How many of a hundred answers are bad.
    badness: u64,
    /// The task of each payload that was taken, whether its sender heard of it or not.
    taken: HashMap<Vec<u8>, u64>,
    /// The payloads whose sender heard that they were taken.
    told: Vec<Vec<u8>>,
    sent_after_told: bool,
}

impl Weather {
    fn answer(&mut self, request: &Request) -> Answer {
        let body = request.body.as_ref().map(|body| body.to_vec()).unwrap_or_default();
        self.sent_after_told |= request.purpose == Purpose::Post && self.told.contains(&body);
        if self.dice.below(100) < self.badness {
            return self.bad(request.purpose, body);
        }
        match request.purpose {
            Purpose::SignIn => answer_with(200, &[("set-cookie", "K=v")], ""),
            Purpose::Post => self.take(body),
            Purpose::Status => {
                let id = request.path.rsplit('/').next().expect("an id");
                let words = ["queued", "running", "success", "failed", "warning", "odd"];
                let index = usize::try_from(self.dice.below(6)).expect("small");
                answer(200, &format!(r#"{{"id":{id},"status":"{}"}}"#, words[index]))
            }
            _ => answer_with(200, &[], "log"),
        }
    }

    fn take(&mut self, body: Vec<u8>) -> Answer {
        let next = self.taken.len() as u64 + 1;
        let id = *self.taken.entry(body.clone()).or_insert(next);
        self.told.push(body);
        answer(202, &format!(r#"{{"id":{id},"status":"queued"}}"#))
    }

    /// A payload may be taken although its answer is lost.
    fn bad(&mut self, purpose: Purpose, body: Vec<u8>) -> Answer {
        let is_taken_unheard = purpose == Purpose::Post && self.dice.below(2) == 0;
        match self.dice.below(14) {
            0..=2 => {
                if is_taken_unheard {
                    let next = self.taken.len() as u64 + 1;
                    self.taken.entry(body).or_insert(next);
                }
                Err(Failure::new(FailureKind::Connection, "reset"))
            }
            3 => Err(Failure::new(FailureKind::TimedOut, "")),
            4 => Err(Failure::new(FailureKind::Tls, "")),
            5 => answer_with(503, &[("retry-after", "2")], r#"{"error_code":"testbox.queue_full"}"#),
            6 => answer_with(401, &[("set-cookie", "K=; Max-Age=0")], ""),
            7 => answer(502, "<html>"),
            8 => answer(429, ""),
            9 => answer(400, r#"{"description":"no"}"#),
            10 => answer(403, ""),
            11 => answer(404, r#"{"error_code":"testbox.not_found"}"#),
            12 => answer_with(200, &[("content-type", "text/html")], "<html><title>x</title>"),
            _ => answer(500, "\u{0}{\"id\":"),
        }
    }
}

fn course(seed: u64) -> (Run<Report>, Weather) {
    let badness = [2, 10, 30, 70][usize::try_from(seed % 4).expect("small")];
    let mut weather = Weather {
        dice: Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1),
        badness,
        taken: HashMap::new(),
        told: Vec::new(),
        sent_after_told: false,
    };
    let mut indexes = 0..PARTS;
    let mut submission =
        Submission::new(session(), SubmitOptions { timeout_ms: 60_000, ..Default::default() });
    let run = run(
        &mut submission,
        |request, _| weather.answer(request),
        |submission| match indexes.next() {
            Some(index) => submission.deliver(&SubmissionPart {
                index,
                runs: 1,
                bytes: vec![b'0' + u8::try_from(index).expect("small")].into(),
                sha256: None,
                taken: None,
            }),
            None => submission.end_parts(),
        },
    );
    (run, weather)
}

#[test]
fn in_any_weather_a_submission_ends_in_time_with_every_part_accounted_for() {
    let mut outcomes = HashMap::new();
    for seed in 0..COURSES {
        let (run, weather) = course(seed);
        *outcomes.entry(run.outcome.outcome).or_insert(0) += 1;
        check_parts(seed, &run.outcome, &weather);
        assert!(!weather.sent_after_told, "course {seed}: a part that was taken is sent again");
        assert!(run.ms <= 60_000 + 1000, "course {seed} takes {} ms", run.ms);
        let times: Vec<u64> = run.requests.iter().map(|(ms, _)| *ms).collect();
        assert!(times.windows(21).all(|window| window[20] - window[0] >= 1000), "course {seed}");
    }
    assert!(outcomes.len() >= 9, "the weather is too even: {outcomes:?}");
}

/// What the report says of a part is what the server knows of it.
fn check_parts(seed: u64, report: &Report, weather: &Weather) {
    for (place, part) in report.parts.iter().enumerate() {
        assert_eq!(part.index as usize, place, "course {seed}: parts are out of order");
        let body = vec![b'0' + u8::try_from(part.index).expect("small")];
        let task = weather.taken.get(&body).copied();
        match (part.id, part.status.as_str()) {
            (Some(id), _) => assert_eq!(Some(id.0), task, "course {seed}: another part's task"),
            (None, "not-sent" | "refused") => assert_eq!(task, None, "course {seed}: {part:?}"),
            (None, status) => assert_eq!(status, "unanswered", "course {seed}"),
        }
    }
    let is_whole = report.parts.len() == PARTS as usize;
    assert!(is_whole || report.outcome > Outcome::Warning, "course {seed}: parts are left out in silence");
    assert!(
        report.outcome == Outcome::Success || !report.diagnostics.is_empty(),
        "course {seed} says nothing"
    );
}
