use super::*;
use crate::submit::http::{Method, Purpose, Request};
use crate::submit::script::{Answer, Run, answer, answer_with, run, session};

fn perform(inquiry: Inquiry, mut server: impl FnMut(&Request) -> Answer) -> Run<Result<Reply, Trouble>> {
    let mut operation = Operation::new(session(), inquiry, 10_000);
    let server = |request: &Request, _| match request.purpose {
        Purpose::SignIn => answer_with(200, &[("set-cookie", "K=v")], ""),
        _ => server(request),
    };
    run(&mut operation, server, |_| panic!("no part is asked for"))
}

fn text(body: &str) -> Answer {
    answer_with(200, &[("content-type", "text/plain")], body)
}

#[test]
fn the_schema_comes_as_text_whatever_its_label() {
    let schema = "\u{FEFF}<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"/>";
    let run = perform(Inquiry::Schema, |_| answer(200, schema));
    assert_eq!(run.story(), "POST sign_in, GET /xsd");
    assert_eq!(run.outcome, Ok(Reply::Text(schema.trim_start_matches('\u{FEFF}').to_owned())));
}

#[test]
fn what_is_no_schema_is_said() {
    for body in ["", "{}", "<html><title>x</title>"] {
        let run = perform(Inquiry::Schema, |_| text(body));
        let trouble = run.outcome.expect_err("no schema");
        assert!(trouble.diagnostic.message.starts_with("an XML schema is expected"), "{body}");
    }
}

#[test]
fn entities_come_as_the_server_lists_them() {
    let list = r#"{"total_count":1,"data":[{"id":"1","name":"24.1"}]}"#;
    let run = perform(Inquiry::Entities("releases?limit=20".to_owned()), |request| {
        assert!(request.path.ends_with("/workspaces/1002/releases?limit=20"), "{}", request.path);
        answer(200, list)
    });
    assert_eq!(run.outcome, Ok(Reply::Text(list.to_owned())));
}

#[test]
fn what_is_no_list_of_entities_is_said() {
    for (status, body, code) in [
        (200, "{}", "unexpected-answer"),
        (200, "<html/>", "unexpected-answer"),
        (404, "", "request-refused"),
    ] {
        let run = perform(Inquiry::Entities("releases".to_owned()), |_| answer(status, body));
        assert_eq!(run.outcome.expect_err("no list").diagnostic.code, code, "{status} {body}");
    }
}

#[test]
fn a_log_is_asked_for_by_post_where_the_server_takes_no_get() {
    for status in [404, 405] {
        let run = perform(Inquiry::Log(TaskId(7)), |request| match request.method {
            Method::Get => answer(status, ""),
            Method::Post => text("status: failed\n"),
        });
        assert_eq!(run.story(), "POST sign_in, GET /7/log, POST /7/log");
        assert_eq!(run.outcome, Ok(Reply::Text("status: failed\n".to_owned())));
    }
}

#[test]
fn a_log_of_an_unknown_task_is_not_asked_for_by_post() {
    let body = r#"{"error_code":"testbox.not_found","description":"QueueItem id=7 does not exist"}"#;
    let run = perform(Inquiry::Log(TaskId(7)), |_| answer(404, body));
    assert_eq!(run.story(), "POST sign_in, GET /7/log");
    let trouble = run.outcome.expect_err("no log");
    assert_eq!(trouble.diagnostic.code, "task-not-found");
    assert_eq!(
        trouble.diagnostic.message,
        "the server does not know this task: QueueItem id=7 does not exist"
    );
}

#[test]
fn a_sign_in_alone_sends_nothing_else() {
    let run = perform(Inquiry::SignIn, |_| panic!("nothing else"));
    assert_eq!((run.story().as_str(), run.outcome), ("POST sign_in", Ok(Reply::Done)));
}

#[test]
fn a_sign_out_without_a_session_sends_nothing() {
    let run = perform(Inquiry::SignOut, |_| panic!("nothing"));
    assert_eq!((run.story().as_str(), run.outcome), ("", Ok(Reply::Done)));
}

#[test]
fn a_sign_out_closes_the_session_even_where_it_fails() {
    let mut first = Operation::new(session(), Inquiry::SignIn, 10_000);
    run(&mut first, |_, _| answer_with(200, &[("set-cookie", "K=v")], ""), |_| ());
    let mut second = Operation::new(first.session().clone(), Inquiry::SignOut, 10_000);
    let signed_out = run(&mut second, |_, _| answer(500, ""), |_| ());
    assert_eq!(signed_out.story(), "POST sign_out");
    assert!(signed_out.outcome.is_err());
    assert!(!second.session().is_signed_in());
}

#[test]
fn the_deadline_ends_an_operation_that_hangs() {
    let mut operation = Operation::new(session(), Inquiry::Schema, 10_000);
    assert!(matches!(operation.next(0), Step::Send(..)));
    assert_eq!(operation.next(1), Step::Wait { ms: Some(9999) });
    let Step::Done(Err(trouble)) = operation.next(10_000) else {
        panic!("it is over");
    };
    assert_eq!(trouble.diagnostic.code, "deadline-reached");
}
