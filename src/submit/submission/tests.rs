//! The whole story, branch by branch, against a server that is a function.

use super::*;
use crate::digest::sha256_hex;
use crate::submit::http::{FailureKind, Method, Purpose, Request};
use crate::submit::report::{NOT_SENT, REFUSED, UNANSWERED};
use crate::submit::script::{Answer, Run, answer, answer_with, broken, run, session};

const SIGNED_IN: &[(&str, &str)] = &[("set-cookie", "K=v")];

/// A server that signs in and out, and leaves the rest to `rest`.
fn serve(mut rest: impl FnMut(&Request, u64) -> Answer) -> impl FnMut(&Request, u64) -> Answer {
    move |request, ms| match request.purpose {
        Purpose::SignIn => answer_with(200, SIGNED_IN, ""),
        Purpose::SignOut => answer(200, ""),
        _ => rest(request, ms),
    }
}

/// A server that takes every part as task 7 and ends it as `status`.
fn ending(status: &'static str) -> impl FnMut(&Request, u64) -> Answer {
    serve(move |request, _| match request.purpose {
        Purpose::Post => answer(202, r#"{"status":"queued","id":7}"#),
        Purpose::Status => answer(200, &format!(r#"{{"id":7,"status":"{status}","until":"soon"}}"#)),
        _ => answer_with(200, &[("content-type", "text/plain")], "status: x\n"),
    })
}

fn part(index: u32) -> SubmissionPart {
    let text = format!("<test_result part=\"{index}\"/>");
    SubmissionPart { index, runs: 3, bytes: text.into_bytes().into(), sha256: None, taken: None }
}

fn submit_with(
    options: SubmitOptions,
    parts: u32,
    server: impl FnMut(&Request, u64) -> Answer,
) -> Run<Report> {
    let mut indexes = 0..parts;
    let mut submission = Submission::new(session(), options);
    run(&mut submission, server, |submission| match indexes.next() {
        Some(index) => submission.deliver(&part(index)),
        None => submission.end_parts(),
    })
}

fn submit(parts: u32, server: impl FnMut(&Request, u64) -> Answer) -> Run<Report> {
    submit_with(SubmitOptions::default(), parts, server)
}

fn codes(run: &Run<Report>) -> Vec<&str> {
    run.outcome.diagnostics.iter().map(|told| told.code.as_ref()).collect()
}

fn statuses(run: &Run<Report>) -> Vec<&str> {
    run.outcome.parts.iter().map(|part| part.status.as_str()).collect()
}

#[test]
fn the_whole_story_ends_with_a_sign_out() {
    let run = submit(1, ending("success"));
    assert_eq!(run.story(), "POST sign_in, POST, GET /7, GET /7/log, POST sign_out");
    assert_eq!(run.outcome.outcome, Outcome::Success);
    let mut json = serde_json::to_value(&run.outcome).expect("writes");
    let traffic = json.as_object_mut().expect("an object").remove("traffic").expect("traffic");
    assert_eq!(
        (&traffic["requests"], &traffic["retries"], &traffic["payloadBytes"]),
        (&5.into(), &0.into(), &23.into())
    );
    let expected = serde_json::json!({
        "outcome": "success",
        "parts": [{
            "index": 0, "runs": 3, "id": 7, "status": "success", "until": "soon", "log": "status: x\n",
            "sha256": sha256_hex(b"<test_result part=\"0\"/>"),
        }],
        "diagnostics": [],
    });
    assert_eq!(json, expected);
}

#[test]
fn the_post_is_what_the_documentation_asks_for() {
    let options = SubmitOptions { skip_errors: true, ..SubmitOptions::default() };
    let run = submit_with(options, 1, ending("success"));
    let post = &run.requests[1].1;
    assert!(post.path.ends_with("/workspaces/1002/test-results?skip-errors=true"));
    assert_eq!(post.header("content-type"), Some("application/xml"));
    assert_eq!(post.body.as_deref(), Some(b"<test_result part=\"0\"/>".as_slice()));
    let plain = submit(1, ending("success"));
    assert!(plain.requests[1].1.path.ends_with("/test-results"));
}

#[test]
fn each_final_status_has_its_outcome_and_its_words() {
    let rows = [
        ("success", Outcome::Success, vec![]),
        (" WARNING ", Outcome::Warning, vec!["task-warning"]),
        ("failed", Outcome::Failed, vec!["task-failed"]),
        ("error", Outcome::Unknown, vec!["task-status-unknown"]),
    ];
    for (status, outcome, expected) in rows {
        let run = submit(1, ending(status));
        assert_eq!((run.outcome.outcome, codes(&run)), (outcome, expected), "{status}");
        assert!(run.outcome.parts[0].log.is_some());
    }
}

#[test]
fn a_part_that_was_taken_before_is_followed_and_not_sent() {
    let mut parts = vec![true, false].into_iter();
    let mut submission = Submission::new(session(), SubmitOptions::default());
    let run = run(&mut submission, ending("success"), |submission| match parts.next() {
        Some(true) => {
            let taken = Some(Taken { id: TaskId(7), status: None });
            let sha256 = Some("aa".to_owned());
            submission.deliver(&SubmissionPart {
                index: 0,
                runs: 3,
                bytes: Vec::new().into(),
                sha256,
                taken,
            });
        }
        Some(false) => submission.deliver(&part(1)),
        None => submission.end_parts(),
    });
    let posts = run.requests.iter().filter(|(_, request)| request.purpose == Purpose::Post);
    assert_eq!(posts.count(), 1);
    assert_eq!((run.outcome.outcome, statuses(&run)), (Outcome::Success, vec!["success", "success"]));
    let first = &run.outcome.parts[0];
    assert_eq!((first.id, first.sha256.as_str()), (Some(TaskId(7)), "aa"));
    assert!(first.log.is_some());
}

/// A part of task 7 as a journal knows it.
fn known(bytes: &[u8], status: Option<&str>) -> SubmissionPart {
    let taken = Some(Taken { id: TaskId(7), status: status.map(str::to_owned) });
    let sha256 = Some(sha256_hex(b"<a/>"));
    SubmissionPart { index: 0, runs: 3, bytes: bytes.into(), sha256, taken }
}

fn resume(part: &SubmissionPart, server: impl FnMut(&Request, u64) -> Answer) -> Run<Report> {
    let mut parts = 0..1;
    let mut submission = Submission::new(session(), SubmitOptions::default());
    run(&mut submission, server, |submission| match parts.next() {
        Some(_) => submission.deliver(part),
        None => submission.end_parts(),
    })
}

#[test]
fn a_part_whose_task_the_server_has_forgotten_is_sent_again() {
    let server = || {
        let mut is_posted = false;
        serve(move |request, _| match request.purpose {
            Purpose::Post => {
                is_posted = true;
                answer(202, r#"{"status":"success","id":8}"#)
            }
            Purpose::Status if !is_posted => answer(404, r#"{"error_code":"testbox.not_found"}"#),
            _ => answer_with(200, &[], "log"),
        })
    };
    let whole = resume(&known(b"<a/>", None), server());
    assert_eq!(whole.story(), "POST sign_in, GET /7, POST, GET /8/log, POST sign_out");
    assert_eq!((whole.outcome.outcome, codes(&whole)), (Outcome::Success, vec!["task-forgotten"]));
    let without_bytes = resume(&known(b"", None), server());
    assert_eq!(
        (without_bytes.outcome.outcome, codes(&without_bytes)),
        (Outcome::Unknown, vec!["task-not-found"])
    );
}

#[test]
fn a_part_that_had_come_to_its_end_is_not_asked_about_again() {
    let run = resume(&known(b"<a/>", Some("warning")), |_, _| panic!("nothing is sent"));
    assert_eq!((run.outcome.outcome, statuses(&run)), (Outcome::Warning, vec!["warning"]));
}

#[test]
fn once_one_is_taken_three_parts_are_on_their_way_at_a_time() {
    let mut submission = Submission::new(session(), SubmitOptions::default());
    let (mut given, mut posts) = (0, Vec::new());
    let mut most = Vec::new();
    for _ in 0..50 {
        match submission.next(0) {
            Step::NeedPart => {
                submission.deliver(&part(given));
                given += 1;
            }
            Step::Send(id, request) if request.purpose == Purpose::SignIn => {
                submission.receive(id, 0, answer_with(200, SIGNED_IN, ""));
            }
            Step::Send(id, _) => posts.push(id),
            Step::Wait { .. } => {
                most.push(posts.len());
                let taken = answer(202, r#"{"status":"queued","id":7}"#);
                submission.receive(posts.remove(0), 0, taken);
            }
            Step::Done(_) => panic!("there are parts without end"),
        }
    }
    assert_eq!(most[..4], [1, 3, 3, 3]);
}

#[test]
fn a_busy_server_gets_no_further_part() {
    let mut posts = 0;
    let run = submit(
        9,
        serve(|request, ms| match request.purpose {
            Purpose::Post => {
                posts += 1;
                match posts {
                    2.. if ms < 20_000 => answer(503, r#"{"error_code":"testbox.queue_full"}"#),
                    _ => answer(202, r#"{"status":"success","id":7}"#),
                }
            }
            _ => answer_with(200, &[], "log"),
        }),
    );
    assert_eq!(run.outcome.outcome, Outcome::Success);
    let early = run.requests.iter().filter(|(ms, request)| *ms < 20_000 && request.purpose == Purpose::Post);
    let bodies: std::collections::HashSet<_> = early.map(|(_, request)| request.body.clone()).collect();
    assert_eq!(bodies.len(), 4, "one that is taken, and three that wait");
    assert!(run.outcome.traffic.busy_ms > 10_000 && run.outcome.traffic.retries >= 3);
}

#[test]
fn without_a_part_nothing_is_sent() {
    let run = submit(0, |_, _| panic!("nothing is sent"));
    assert_eq!((run.outcome.outcome, run.story().as_str()), (Outcome::Empty, ""));
}

#[test]
fn polls_grow_from_a_quarter_of_a_second_to_five() {
    let run = submit(
        1,
        serve(|request, ms| match request.purpose {
            Purpose::Post => answer(202, r#"{"status":"queued","id":7}"#),
            Purpose::Status if ms < 60_000 => answer(200, r#"{"id":7,"status":"running"}"#),
            _ => answer(200, r#"{"id":7,"status":"success"}"#),
        }),
    );
    let asked = run.requests.iter().filter(|(_, request)| request.purpose == Purpose::Status);
    let times: Vec<u64> = asked.map(|(ms, _)| *ms).collect();
    let waits: Vec<u64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert_eq!(times[0] - run.requests[1].0, 250 + 10);
    assert_eq!(waits[..3], [385, 572, 853]);
    assert_eq!(waits.last(), Some(&5010));
}

#[test]
fn parts_are_sent_in_order_and_followed_at_the_same_time() {
    let mut next_id = 10;
    let run = submit(
        3,
        serve(|request, ms| match request.purpose {
            Purpose::Post => {
                next_id += 1;
                answer(202, &format!(r#"{{"status":"queued","id":{next_id}}}"#))
            }
            Purpose::Status => {
                let id = request.path.rsplit('/').next().expect("an id");
                let status = if ms < 2000 { "running" } else { "success" };
                answer(200, &format!(r#"{{"id":{id},"status":"{status}"}}"#))
            }
            _ => answer_with(200, &[], "log"),
        }),
    );
    assert!(run.story().starts_with("POST sign_in, POST, POST, POST, GET /11, GET /12, GET /13"));
    let ids: Vec<_> = run.outcome.parts.iter().map(|part| part.id.expect("an id").0).collect();
    assert_eq!(ids, [11, 12, 13]);
    assert_eq!(run.outcome.outcome, Outcome::Success);
}

#[test]
fn a_refused_part_does_not_hold_up_the_others() {
    let run = submit(
        3,
        serve(|request, _| match request.purpose {
            Purpose::Post if request.body.as_deref() == Some(b"<test_result part=\"1\"/>") => {
                answer(400, r#"{"error_code":"x","description":"cvc-something."}"#)
            }
            Purpose::Post => answer(202, r#"{"status":"success","id":7}"#),
            _ => answer_with(200, &[], "log"),
        }),
    );
    assert_eq!(run.outcome.outcome, Outcome::Refused);
    assert_eq!(statuses(&run), ["success", REFUSED, "success"]);
    assert_eq!(run.outcome.diagnostics[0].message, "part 2: the server refuses the payload: cvc-something");
    assert!(run.story().ends_with("POST sign_out"));
}

#[test]
fn a_workspace_that_does_not_allow_it_is_asked_once() {
    let run = submit(3, serve(|_, _| answer(403, r#"{"description":"No."}"#)));
    assert_eq!(run.story(), "POST sign_in, POST, POST sign_out");
    assert_eq!((run.outcome.outcome, statuses(&run)), (Outcome::Permission, vec![REFUSED]));
}

#[test]
fn a_refused_sign_in_sends_no_part_and_no_sign_out() {
    let run = submit(3, |_, _| answer(401, ""));
    assert_eq!(run.story(), "POST sign_in");
    assert_eq!((run.outcome.outcome, statuses(&run)), (Outcome::SignIn, vec![NOT_SENT]));
    assert_eq!(codes(&run), ["sign-in-refused"]);
}

#[test]
fn a_connection_that_breaks_midway_keeps_what_was_taken() {
    let run = submit(
        3,
        serve(|request, _| match request.purpose {
            Purpose::Post if request.body.as_deref() == Some(b"<test_result part=\"0\"/>") => {
                answer(202, r#"{"status":"queued","id":7}"#)
            }
            _ => broken(),
        }),
    );
    assert_eq!(run.outcome.outcome, Outcome::Network);
    assert_eq!(statuses(&run), ["queued", UNANSWERED, UNANSWERED]);
    assert_eq!(run.outcome.parts[0].id.map(|id| id.0), Some(7));
    assert_eq!(codes(&run), ["connection-failed"]);
}

#[test]
fn an_answer_that_was_lost_is_asked_for_again_with_the_same_bytes() {
    let mut posts = 0;
    let run = submit(
        1,
        serve(|request, _| match request.purpose {
            Purpose::Post => {
                posts += 1;
                match posts {
                    1 => Err(Failure::new(FailureKind::TimedOut, "")),
                    _ => answer(200, r#"{"fromOlderPush":"true","id":7,"status":" SUCCESS "}"#),
                }
            }
            _ => answer_with(200, &[], "log"),
        }),
    );
    assert_eq!(run.story(), "POST sign_in, POST, POST, GET /7/log, POST sign_out");
    assert_eq!((run.outcome.outcome, codes(&run)), (Outcome::Success, vec!["from-older-push"]));
}

#[test]
fn a_failed_task_of_an_older_push_says_that_the_same_bytes_do_nothing() {
    let run = submit(
        1,
        serve(|request, _| match request.purpose {
            Purpose::Post => {
                answer(202, r#"{"fromOlderPush":true,"id":7,"status":"failed","errorDetails":"E"}"#)
            }
            _ => answer_with(200, &[], "log"),
        }),
    );
    assert_eq!(codes(&run), ["from-older-push", "task-failed"]);
    let told = &run.outcome.diagnostics[1];
    assert_eq!(told.message, "part 1 ends as failed: E");
    assert!(told.help.as_ref().expect("help").contains("same bytes"));
}

#[test]
fn a_page_in_place_of_the_answer_leaves_the_part_unanswered() {
    let run = submit(2, serve(|_, _| answer_with(200, &[], "<html><title>Down</title>")));
    assert_eq!((run.outcome.outcome, statuses(&run)), (Outcome::Protocol, vec![UNANSWERED]));
}

#[test]
fn the_deadline_names_the_tasks_that_still_run() {
    let options = SubmitOptions { timeout_ms: 3000, ..SubmitOptions::default() };
    let run = submit_with(options, 2, ending("running"));
    assert_eq!(run.outcome.outcome, Outcome::Running);
    assert_eq!(run.requests.last().map(|(ms, _)| *ms), Some(3000));
    assert_eq!(codes(&run), ["deadline-reached"]);
    let help = run.outcome.diagnostics[0].help.as_deref();
    assert_eq!(help, Some("ask later for the status of task 7, 7"));
    assert!(run.story().ends_with("POST sign_out"));
}

#[test]
fn a_busy_server_is_waited_for_and_not_beyond_the_deadline() {
    let run = submit(2, serve(|_, _| answer(503, r#"{"error_code":"testbox.queue_full"}"#)));
    assert_eq!((run.outcome.outcome, statuses(&run)), (Outcome::Unavailable, vec![NOT_SENT]));
    assert!(!run.events.iter().any(|event| matches!(event, Event::PartRefused { .. })));
    assert!((500_000..=600_000).contains(&run.ms), "{}", run.ms);
}

#[test]
fn a_task_that_the_server_forgets_is_unknown() {
    let run = submit(
        1,
        serve(|request, _| match request.purpose {
            Purpose::Post => answer(202, r#"{"status":"queued","id":7}"#),
            _ => answer(404, r#"{"error_code":"testbox.not_found"}"#),
        }),
    );
    assert_eq!((run.outcome.outcome, codes(&run)), (Outcome::Unknown, vec!["task-not-found"]));
    assert_eq!(statuses(&run), ["queued"]);
}

#[test]
fn the_status_of_another_task_is_none() {
    let run = submit(
        1,
        serve(|request, _| match request.purpose {
            Purpose::Post => answer(202, r#"{"status":"queued","id":7}"#),
            _ => answer(200, r#"{"status":"success","id":8}"#),
        }),
    );
    assert_eq!((run.outcome.outcome, statuses(&run)), (Outcome::Protocol, vec!["queued"]));
    assert_eq!(run.outcome.parts[0].id, Some(TaskId(7)));
}

#[test]
fn a_log_that_is_not_to_be_had_changes_nothing() {
    let run = submit(
        1,
        serve(|request, _| match (request.purpose, request.method) {
            (Purpose::Post, _) => answer(202, r#"{"status":"success","id":7}"#),
            (_, Method::Get) => answer(405, ""),
            (_, Method::Post) => answer(500, ""),
        }),
    );
    assert_eq!(run.story(), "POST sign_in, POST, GET /7/log, POST /7/log, POST sign_out");
    assert_eq!((run.outcome.outcome, codes(&run)), (Outcome::Success, vec!["server-error"]));
    assert_eq!(run.outcome.diagnostics[0].severity, crate::diag::Severity::Warning);
}

#[test]
fn a_failed_sign_out_changes_nothing() {
    for status in [200, 302, 500] {
        let run = submit(1, move |request, ms| match request.purpose {
            Purpose::SignOut => answer(status, ""),
            _ => ending("success")(request, ms),
        });
        assert_eq!(run.outcome.outcome, Outcome::Success);
        assert_eq!(run.outcome.diagnostics.len(), usize::from(status == 500), "{status}");
    }
}

#[test]
fn parts_that_cannot_be_given_do_not_lose_the_earlier_ones() {
    let mut submission = Submission::new(session(), SubmitOptions::default());
    let mut indexes = 0..1;
    let run = run(&mut submission, ending("success"), |submission| match indexes.next() {
        Some(index) => submission.deliver(&part(index)),
        None => submission.fail_parts(Diagnostic::error("xml-syntax", "cut off")),
    });
    assert_eq!((run.outcome.outcome, statuses(&run)), (Outcome::Parts, vec!["success"]));
    assert_eq!(codes(&run), ["xml-syntax"]);
}

#[test]
fn bytes_that_were_not_validated_are_not_sent() {
    let mut submission = Submission::new(session(), SubmitOptions::default());
    let run = run(
        &mut submission,
        |_, _| panic!("nothing is sent"),
        |submission| {
            let changed = SubmissionPart { sha256: Some(sha256_hex(b"other bytes")), ..part(0) };
            submission.deliver(&changed);
        },
    );
    assert_eq!((run.outcome.outcome, statuses(&run)), (Outcome::Parts, vec![NOT_SENT]));
    assert_eq!(codes(&run), ["part-changed"]);
}

#[test]
fn an_abort_ends_at_once_and_leaves_the_sign_out_to_be_done() {
    let mut submission = Submission::new(session(), SubmitOptions::default());
    let mut waits = 0;
    let sent = loop {
        match submission.next(0) {
            Step::NeedPart => submission.deliver(&part(0)),
            Step::Send(id, request) if request.purpose == Purpose::SignIn => {
                submission.receive(id, 0, answer_with(200, SIGNED_IN, ""));
            }
            Step::Send(_, request) => break request,
            Step::Wait { .. } => waits += 1,
            Step::Done(_) => panic!("it is not over"),
        }
    };
    assert_eq!((sent.purpose, waits), (Purpose::Post, 0));
    submission.abort();
    let report = submission.report();
    assert_eq!((report.outcome, report.parts[0].status.as_str()), (Outcome::Aborted, UNANSWERED));
    let Step::Send(_, request) = submission.next(0) else {
        panic!("the sign-out is left");
    };
    assert_eq!(request.purpose, Purpose::SignOut);
}

#[test]
fn a_part_that_a_busy_server_put_off_is_not_sent_when_the_caller_ends_it() {
    let mut submission = Submission::new(session(), SubmitOptions::default());
    let mut posts = 0;
    loop {
        match submission.next(0) {
            Step::NeedPart => submission.deliver(&part(0)),
            Step::Send(id, request) if request.purpose == Purpose::Post => {
                posts += 1;
                submission.receive(id, 0, answer(503, r#"{"error_code":"testbox.queue_full"}"#));
            }
            Step::Send(id, _) => submission.receive(id, 0, answer_with(200, SIGNED_IN, "")),
            Step::Wait { .. } => break,
            Step::Done(_) => panic!("it is not over"),
        }
    }
    submission.abort();
    let report = submission.report();
    assert_eq!((posts, report.outcome), (1, Outcome::Aborted));
    assert_eq!(report.parts[0].status, NOT_SENT);
}

#[test]
fn events_tell_the_story_as_json() {
    let run = submit(1, ending("success"));
    let kinds: Vec<String> = run
        .events
        .iter()
        .map(|event| {
            serde_json::to_value(event).expect("writes")["kind"].as_str().expect("a kind").to_owned()
        })
        .collect();
    let expected = "progress, sign-in, part-sent, part-accepted, progress, waiting, status, log, progress, sign-out, done";
    assert_eq!(kinds.join(", "), expected);
    let amount = r#"{"parts":1,"runs":3,"bytes":23}"#;
    let none = r#"{"parts":0,"runs":0,"bytes":0}"#;
    let progress = format!(r#"{{"kind":"progress","given":{amount},"accepted":{amount},"ended":{none}}}"#);
    assert_eq!(serde_json::to_string(&run.events[4]).expect("writes"), progress);
    assert_eq!(
        serde_json::to_string(&run.events[5]).expect("writes"),
        r#"{"kind":"waiting","ms":250,"reason":"processing"}"#
    );
    let accepted = serde_json::to_string(&run.events[3]).expect("writes");
    let sha256 = sha256_hex(b"<test_result part=\"0\"/>");
    let part = format!(r#"{{"index":0,"runs":3,"sha256":"{sha256}","id":7,"status":"queued"}}"#);
    assert_eq!(accepted, format!(r#"{{"kind":"part-accepted","part":{part},"fromOlderPush":false}}"#));
    let Event::PartSent { part, .. } = &run.events[2] else {
        panic!("the part is sent second");
    };
    assert_eq!(part.status, SENDING);
}

#[test]
fn a_hundred_parts_keep_the_pace_of_twenty_a_second() {
    let run = submit(100, ending("success"));
    assert_eq!(run.outcome.outcome, Outcome::Success);
    let times: Vec<u64> = run.requests.iter().map(|(ms, _)| *ms).collect();
    assert!(times.windows(21).all(|window| window[20] - window[0] >= 1000));
    assert!(run.ms < 17_000, "{} requests in {} ms", times.len(), run.ms);
}

#[test]
fn no_secret_is_in_what_a_submission_leaves() {
    let words = "got hunter2! and K=cookie-value";
    let mut posts = 0;
    let run = submit(2, |request, _| match request.purpose {
        Purpose::SignIn => answer_with(200, &[("set-cookie", "K=cookie-value")], ""),
        Purpose::Post if posts == 0 => {
            posts += 1;
            answer(202, &format!(r#"{{"id":7,"status":"failed","errorDetails":"{words}"}}"#))
        }
        _ => answer(400, &format!(r#"{{"description":"{words}"}}"#)),
    });
    assert_eq!(codes(&run), ["task-failed", "payload-refused", "request-refused", "sign-out-failed"]);
    let left = format!("{:?}{:?}{:?}", run.outcome, run.events, run.requests);
    assert!(!left.contains("hunter2!") && !left.contains("cookie-value"), "{left}");
}
