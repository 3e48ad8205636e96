//! Sign-in, cookies, retries and pace, seen through single operations.

use crate::submit::credentials::{Credentials, SignInWay, TokenTransport};
use crate::submit::http::{Failure, FailureKind, Purpose, Request};
use crate::submit::operation::{Inquiry, Operation, Reply};
use crate::submit::resource;
use crate::submit::script::{Answer, Run, answer, answer_with, broken, run, session, session_with};
use crate::submit::secret::Secret;
use crate::submit::session::{Pulse, Session};
use crate::submit::settings::{Gzip, Settings};
use crate::submit::step::{Machine, Step};
use crate::submit::task::TaskId;
use crate::submit::trouble::Trouble;
use crate::submit::trouble_kind::TroubleKind;

const STATUS: &str = r#"{"id":7,"status":"running"}"#;

type Asked = Run<Result<Reply, Trouble>>;

fn ask_with(session: Session, server: impl FnMut(&Request, u64) -> Answer) -> Asked {
    let mut operation = Operation::new(session, Inquiry::Status(TaskId(7)), 60_000);
    run(&mut operation, server, |_| panic!("no part is asked for"))
}

fn ask(server: impl FnMut(&Request, u64) -> Answer) -> Asked {
    ask_with(session(), server)
}

fn signed_in(cookie: &str) -> Answer {
    answer_with(200, &[("set-cookie", cookie)], "")
}

fn trouble(asked: Asked) -> Trouble {
    asked.outcome.expect_err("trouble")
}

#[test]
fn a_call_signs_in_first_and_sends_the_cookies_back() {
    let asked = ask(|request, _| match request.purpose {
        Purpose::SignIn => signed_in("LWSSO_COOKIE_KEY=one; Path=/ctx"),
        _ => answer(200, STATUS),
    });
    assert_eq!(asked.story(), "POST sign_in, GET /7");
    assert_eq!(asked.requests[0].1.header("cookie"), None);
    assert_eq!(asked.requests[1].1.header("cookie"), Some("LWSSO_COOKIE_KEY=one"));
    assert!(asked.outcome.is_ok());
}

#[test]
fn every_request_has_a_correlation_id_of_its_own() {
    let asked = ask(|_, _| answer(200, STATUS));
    let ids: Vec<_> = asked.requests.iter().map(|(_, request)| request.header("x-correlation-id")).collect();
    assert_eq!(ids, [Some("cid-0"), Some("cid-1")]);
}

#[test]
fn a_401_signs_in_once_more_with_no_cookie_and_asks_again() {
    let mut sign_ins = 0;
    let asked = ask(|request, _| match (request.purpose, request.header("cookie")) {
        (Purpose::SignIn, None) => {
            sign_ins += 1;
            signed_in(&format!("LWSSO_COOKIE_KEY={sign_ins}"))
        }
        (Purpose::Status, Some("LWSSO_COOKIE_KEY=2")) => answer(200, STATUS),
        _ => answer(401, r#"{"error_code":"VALIDATION_TOKEN_EXPIRED_IDLE_TIME_OUT"}"#),
    });
    assert_eq!(asked.story(), "POST sign_in, GET /7, POST sign_in, GET /7");
    assert!(asked.outcome.is_ok());
}

#[test]
fn a_second_401_ends_the_call() {
    let asked = ask(|request, _| match request.purpose {
        Purpose::SignIn => signed_in("K=v"),
        _ => answer(401, ""),
    });
    assert_eq!(asked.story(), "POST sign_in, GET /7, POST sign_in, GET /7");
    let trouble = trouble(asked);
    assert_eq!((trouble.kind, trouble.diagnostic.code.as_ref()), (TroubleKind::SignIn, "session-ended"));
}

#[test]
fn a_refused_sign_in_is_final_and_says_what_to_check() {
    let asked =
        ask(|_, _| answer(401, r#"{"error_code":"x","description":"Wrong user \"sa\" or hunter2!."}"#));
    assert_eq!(asked.story(), "POST sign_in");
    let trouble = trouble(asked);
    assert_eq!(trouble.kind, TroubleKind::SignIn);
    assert_eq!(trouble.diagnostic.message, "the server refuses the sign-in: Wrong user \"sa\" or ***");
    assert_eq!(trouble.diagnostic.path, "POST /authentication/sign_in");
    assert_eq!(trouble.diagnostic.found.as_deref(), Some("HTTP 401 x (correlation id cid-0)"));
    assert!(trouble.diagnostic.help.is_some());
}

#[test]
fn a_login_page_in_place_of_a_sign_in_is_told_as_such() {
    let page = "<!DOCTYPE html><title>Company login</title>";
    let trouble = trouble(ask(|_, _| answer_with(200, &[("content-type", "text/html")], page)));
    assert_eq!(trouble.kind, TroubleKind::Protocol);
    let message = "a session is expected, and a web page titled \"Company login\" comes";
    assert_eq!(trouble.diagnostic.message, message);
}

#[test]
fn a_304_to_a_sign_in_is_a_sign_in() {
    let asked = ask(|request, _| match request.purpose {
        Purpose::SignIn => answer(304, ""),
        _ => answer(200, STATUS),
    });
    assert!(asked.outcome.is_ok());
}

#[test]
fn cookies_are_renewed_by_any_answer() {
    let asked = ask(|request, _| match (request.purpose, request.header("cookie")) {
        (Purpose::SignIn, _) => signed_in("K=old"),
        (_, Some("K=old")) => answer_with(503, &[("set-cookie", "K=new")], ""),
        _ => answer(200, STATUS),
    });
    assert_eq!(asked.requests[2].1.header("cookie"), Some("K=new"));
}

#[test]
fn a_late_401_does_not_take_back_the_cookie_of_a_new_sign_in() {
    let mut session = session();
    session.begin(u64::MAX);
    for id in [7, 8] {
        let request = resource::status(session.workspace(), TaskId(id));
        session.call(request);
    }
    let mut sent = Vec::new();
    let mut receive = |session: &mut Session, index: usize, answer| {
        while let Pulse::Send(_, id, request) = session.step(0) {
            sent.push((id, request));
        }
        session.receive(sent[index].0, 0, answer);
        sent.last().map(|(_, request)| request.header("cookie").map(str::to_owned))
    };
    let gone = || answer_with(401, &[("set-cookie", "K=; Max-Age=0")], "");
    receive(&mut session, 0, signed_in("K=old"));
    receive(&mut session, 1, gone());
    receive(&mut session, 3, signed_in("K=new"));
    receive(&mut session, 2, gone());
    let last = receive(&mut session, 4, answer(200, STATUS));
    assert_eq!(last, Some(Some("K=new".to_owned())));
    assert_eq!(sent.len(), 6, "both sign-ins, both calls, both again");
}

#[test]
fn an_access_token_needs_no_sign_in_and_travels_as_told() {
    let credentials = Credentials::AccessToken { access_token: Secret::new("tok") };
    let as_cookie = session_with(credentials.clone());
    let as_bearer =
        Session::new(Settings { token_transport: TokenTransport::Bearer, ..as_cookie.settings().clone() });
    let asked = ask_with(as_cookie, |_, _| answer(200, STATUS));
    assert_eq!(asked.requests[0].1.header("cookie"), Some("access_token=tok"));
    let asked = ask_with(as_bearer, |_, _| answer(200, STATUS));
    assert_eq!(asked.requests[0].1.header("authorization"), Some("Bearer tok"));
    let refused = ask_with(session_with(credentials), |_, _| answer(401, ""));
    assert_eq!(refused.story(), "GET /7");
    assert_eq!(trouble(refused).kind, TroubleKind::SignIn);
}

#[test]
fn basic_goes_with_every_request_and_is_neither_signed_in_nor_out() {
    let settings = Settings { sign_in: SignInWay::Basic, ..session().settings().clone() };
    let asked = ask_with(Session::new(settings), |_, _| answer(400, r#"{"description":"c2E6aHVudGVyMiE="}"#));
    assert_eq!(asked.story(), "GET /7");
    assert_eq!(asked.requests[0].1.header("authorization"), Some("Basic c2E6aHVudGVyMiE="));
    assert!(trouble(asked).diagnostic.message.ends_with(": ***"));
}

fn exchanging() -> Session {
    session_with(Credentials::TokenExchange {
        client_id: "ci".to_owned(),
        client_secret: Secret::new("s3cret"),
        subject_token: Secret::new("idp-token"),
    })
}

#[test]
fn a_token_is_exchanged_first_and_once_more_when_it_has_expired() {
    let mut tokens = 0;
    let asked = ask_with(exchanging(), |request, _| match (request.purpose, request.header("cookie")) {
        (Purpose::SignIn, None) => {
            tokens += 1;
            answer(200, &format!(r#"{{"access_token":"token-{tokens}","expires_in":300}}"#))
        }
        (_, Some("access_token=token-2")) => answer(200, STATUS),
        _ => answer(401, ""),
    });
    assert_eq!(
        asked.story(),
        "POST /osp/a/au/auth/oauth2/token, GET /7, POST /osp/a/au/auth/oauth2/token, GET /7"
    );
    assert!(asked.outcome.is_ok());
}

#[test]
fn an_exchange_that_gives_no_token_is_told_without_what_was_sent() {
    let trouble = trouble(ask_with(exchanging(), |_, _| answer(200, r#"{"error":"idp-token"}"#)));
    assert_eq!(trouble.kind, TroubleKind::Protocol);
    assert_eq!(trouble.diagnostic.message, "an access token is expected, and something else comes");
}

#[test]
fn an_existing_session_sends_its_token_with_writes_only_and_the_newest_one() {
    let mut session = session_with(Credentials::ExistingSession { xsrf_token: Secret::new("first") });
    session.begin(u64::MAX);
    let mut sent = Vec::new();
    for _ in 0..2 {
        let status = resource::status(session.workspace(), TaskId(7));
        let post = resource::post(session.workspace(), b"<a/>".as_slice().into(), false);
        for request in [status, post] {
            session.call(request);
            let Pulse::Send(_, id, request) = session.step(0) else { panic!("it is sent") };
            sent.push(request.header("xsrf-header").map(str::to_owned));
            session.receive(id, 0, answer_with(200, &[("set-cookie", "XSRF_COOKIE=second")], STATUS));
        }
    }
    let second = Some("second".to_owned());
    assert_eq!(sent, [None, second.clone(), None, second]);
    assert!(!session.is_signed_in());
}

#[test]
fn a_server_that_takes_no_gzip_gets_the_payload_as_it_is() {
    let settings = Settings { gzip: Gzip::Always, ..session().settings().clone() };
    let mut session = Session::new(settings);
    session.begin(u64::MAX);
    session.is_signed_in = true;
    let mut sent = Vec::new();
    for _ in 0..2 {
        let post = resource::post(session.workspace(), b"<a/>".as_slice().into(), false);
        session.call(post);
        while let Pulse::Send(_, id, request) = session.step(0) {
            sent.push(request.gzip);
            session.receive(id, 0, answer(if request.gzip { 415 } else { 202 }, STATUS));
        }
    }
    assert_eq!(sent, [true, false, false]);
}

#[test]
fn payloads_over_64_kib_are_compressed_unless_told_otherwise() {
    let rows = [(Gzip::Auto, false, true), (Gzip::Always, true, true), (Gzip::Never, false, false)];
    for (gzip, small, large) in rows {
        assert_eq!((gzip.is_for(65_536), gzip.is_for(65_537)), (small, large), "{gzip:?}");
    }
}

#[test]
fn a_busy_server_is_asked_again_with_growing_waits_until_the_deadline() {
    let asked = ask(|request, _| match request.purpose {
        Purpose::SignIn => signed_in("K=v"),
        _ => answer(503, r#"{"error_code":"testbox.queue_full","description":"full"}"#),
    });
    let times: Vec<u64> = asked.requests[1..].iter().map(|(ms, _)| *ms).collect();
    let waits: Vec<u64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(waits.len() >= 5, "{waits:?}");
    for (tries, wait) in waits.iter().enumerate() {
        let whole = (500_u64 << tries).min(30_000);
        assert!((whole / 2..=whole + 10).contains(wait), "{waits:?}");
    }
    assert!(asked.ms <= 60_000);
    let trouble = trouble(asked);
    assert_eq!((trouble.kind, trouble.status), (TroubleKind::Unavailable, Some(503)));
    assert_eq!(trouble.diagnostic.message, "the server's queue for test results stays full: full");
}

#[test]
fn retry_after_is_obeyed() {
    let mut is_first = true;
    let asked = ask(|request, _| match request.purpose {
        Purpose::SignIn => signed_in("K=v"),
        _ if std::mem::take(&mut is_first) => answer_with(429, &[("retry-after", "7")], ""),
        _ => answer(200, STATUS),
    });
    let wait = asked.requests[2].0 - asked.requests[1].0;
    assert!((7000..=8100).contains(&wait), "{wait}");
}

#[test]
fn a_wait_beyond_the_deadline_is_not_begun() {
    let asked = ask(|_, _| answer_with(503, &[("retry-after", "86400")], ""));
    assert_eq!(asked.story(), "POST sign_in");
    assert!(asked.ms < 100);
}

#[test]
fn a_broken_connection_is_tried_four_times() {
    let asked = ask(|_, _| broken());
    assert_eq!(asked.requests.len(), 4);
    let trouble = trouble(asked);
    assert_eq!((trouble.kind, trouble.diagnostic.code.as_ref()), (TroubleKind::Network, "connection-failed"));
    assert!(trouble.diagnostic.message.ends_with(": read ECONNRESET"));
}

#[test]
fn a_failure_that_cannot_mend_is_not_tried_again() {
    for kind in [FailureKind::CertificateUntrusted, FailureKind::NameNotFound, FailureKind::ProxyRefused] {
        let asked = ask(|_, _| Err(Failure::new(kind, "")));
        assert_eq!(asked.requests.len(), 1, "{kind:?}");
        assert_eq!(trouble(asked).kind, TroubleKind::Network);
    }
}

#[test]
fn answers_that_stay_are_not_tried_again() {
    let rows = [
        (400, TroubleKind::Refused, "request-refused"),
        (403, TroubleKind::Permission, "permission-denied"),
        (404, TroubleKind::NotFound, "workspace-not-found"),
        (413, TroubleKind::Refused, "payload-too-large"),
        (415, TroubleKind::Refused, "media-type-refused"),
        (407, TroubleKind::Network, "proxy-sign-in"),
        (500, TroubleKind::Unavailable, "server-error"),
        (302, TroubleKind::Network, "redirected"),
    ];
    for (status, kind, code) in rows {
        let asked = ask(|request, _| match request.purpose {
            Purpose::SignIn => signed_in("K=v"),
            _ => answer(status, ""),
        });
        assert_eq!(asked.requests.len(), 2, "{status}");
        let trouble = trouble(asked);
        assert_eq!((trouble.kind, trouble.diagnostic.code.as_ref()), (kind, code));
    }
}

#[test]
fn a_redirect_is_told_without_its_query() {
    let asked =
        ask(|_, _| answer_with(302, &[("location", "https://sso.example/login?token=t0psecret")], ""));
    let message = trouble(asked).diagnostic.message;
    assert_eq!(message, "the server redirects the request to \"https://sso.example/login\"");
}

#[test]
fn an_outage_page_is_told_by_its_title() {
    let asked = ask(|request, _| match request.purpose {
        Purpose::SignIn => signed_in("K=v"),
        _ => answer_with(200, &[("content-type", "text/html")], "<html><title>Down</title>"),
    });
    let trouble = trouble(asked);
    assert_eq!(trouble.kind, TroubleKind::Protocol);
    assert!(trouble.diagnostic.message.ends_with("a web page titled \"Down\" comes"));
}

#[test]
fn a_cookie_that_the_server_repeats_is_not_shown() {
    let asked = ask(|request, _| match request.purpose {
        Purpose::SignIn => signed_in("K=cookie-value"),
        _ => answer(400, r#"{"description":"bad cookie cookie-value"}"#),
    });
    assert!(trouble(asked).diagnostic.message.ends_with(": bad cookie ***"));
}

#[test]
fn the_time_for_an_answer_can_be_set() {
    let default = session();
    let hasty = Session::new(Settings { request_timeout_ms: Some(7), ..default.settings().clone() });
    let timeouts = |session| {
        let asked = ask_with(session, |_, _| answer(200, STATUS));
        asked.requests.iter().map(|(_, request)| request.timeout_ms).collect::<Vec<_>>()
    };
    assert_eq!(timeouts(hasty), [7, 7]);
    assert_eq!(timeouts(default), [60_000, 60_000]);
}

#[test]
fn clones_of_a_session_share_its_pace() {
    let first = session();
    let copies: Vec<Session> = (0..30).map(|_| first.clone()).collect();
    let waits = copies.into_iter().filter(|copy| {
        let mut operation = Operation::new(copy.clone(), Inquiry::SignIn, 60_000);
        matches!(operation.next(0), Step::Wait { ms: Some(1000) })
    });
    assert_eq!(waits.count(), 10);
}

#[test]
fn questions_that_hang_do_not_hold_up_a_payload() {
    let mut session = session();
    session.begin(u64::MAX);
    session.is_signed_in = true;
    let sent = |session: &mut Session| {
        let mut purposes = Vec::new();
        while let Pulse::Send(_, _, request) = session.step(0) {
            purposes.push(request.purpose);
        }
        purposes
    };
    for id in 0..9 {
        let request = resource::status(session.workspace(), TaskId(id));
        session.call(request);
    }
    assert_eq!(sent(&mut session), [Purpose::Status; Settings::IN_FLIGHT]);
    let request = resource::post(session.workspace(), b"<a/>".as_slice().into(), false);
    session.call(request);
    assert_eq!(sent(&mut session), [Purpose::Post]);
}

#[test]
fn nothing_of_a_session_prints_its_secrets() {
    let mut session = session();
    session.identity.jar.store("K=cookie-value", 0);
    let printed = format!("{session:?}");
    assert!(!printed.contains("hunter2!") && !printed.contains("cookie-value"));
}
