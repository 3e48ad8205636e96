//! Obeys a protocol machine: sends what it says, waits as it says, and hands it the answers.
//!
//! Everything that happens (an answer, a part, an alarm, an abort) is a message in one mailbox; the loop takes them one
//! by one, so that no two things happen to a machine at once.

mod fetch;
mod mailbox;
mod signal;
mod timer;

use std::collections::HashMap;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, AbortSignal};

use crate::submit::{Event, Failure, FailureKind, Machine, Request, RequestId, Response, Server, Step};

use fetch::Fetch;
use mailbox::Mailbox;
use signal::AbortListener;
use timer::Timer;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// What can happen while a machine waits.
enum Message {
    Answer(RequestId, Result<Response, Failure>),
    /// What the caller's function gave when the next part was asked for.
    Part(Result<JsValue, JsValue>),
    Alarm,
    Abort,
}

/// A request under way. Dropping it ends the request and its time limit.
struct Flight {
    controller: AbortController,
    _limit: Timer,
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.controller.abort();
    }
}

/// Where parts come from: the caller's function, and what takes its result to the machine.
pub(super) struct Supply<'a, M> {
    pub(super) next_part: &'a Function,
    pub(super) deliver: fn(&mut M, Result<JsValue, JsValue>),
}

/// A driver for one machine.
pub(super) struct Driver {
    fetch: Fetch,
    server: Server,
    on_progress: Option<Function>,
    mailbox: Mailbox<Message>,
    flights: HashMap<RequestId, Flight>,
    epoch_ms: f64,
}

impl Driver {
    /// A driver that reaches `server` by the function handed in, or by the runtime's own `fetch`.
    pub(super) fn new(server: Server, fetch: Option<Function>, on_progress: Option<Function>) -> Self {
        Self {
            fetch: Fetch::new(fetch),
            server,
            on_progress,
            mailbox: Mailbox::new(),
            flights: HashMap::new(),
            epoch_ms: js_sys::Date::now() - performance_now(),
        }
    }

    /// Drives `machine` to its end; `None` where the signal ends it before.
    pub(super) async fn drive<M: Machine>(
        &mut self,
        machine: &mut M,
        signal: Option<&AbortSignal>,
        supply: Option<Supply<'_, M>>,
    ) -> Option<M::Outcome> {
        let _listener = signal.map(|signal| {
            let mailbox = self.mailbox.clone();
            AbortListener::new(signal, move || mailbox.send(Message::Abort))
        });
        loop {
            let is_aborted = || signal.is_some_and(AbortSignal::aborted);
            let step = if is_aborted() { None } else { Some(machine.next(self.now_ms())) };
            self.report(machine);
            // Asked again: whoever hears that a part is to be sent, and cannot write it down, aborts there and then.
            let Some(step) = step.filter(|_| !is_aborted()) else {
                self.flights.clear();
                return None;
            };
            match step {
                Step::Send(id, request) => self.send(id, request),
                Step::NeedPart => self.pull(supply.as_ref().map(|supply| supply.next_part)),
                Step::Wait { ms } => match self.wait(ms).await {
                    Message::Answer(id, answer) => self.receive(machine, id, answer),
                    Message::Part(part) => {
                        if let Some(supply) = &supply {
                            (supply.deliver)(machine, part);
                        }
                    }
                    Message::Alarm | Message::Abort => {}
                },
                Step::Done(outcome) => {
                    self.flights.clear();
                    return Some(outcome);
                }
            }
        }
    }

    /// Milliseconds since 1970 on a clock that only goes forward.
    fn now_ms(&self) -> u64 {
        let now_ms = self.epoch_ms + performance_now();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a time after 1970, in ms"
        )]
        let now_ms = now_ms as u64;
        now_ms
    }

    fn send(&mut self, id: RequestId, request: Request) {
        let Ok(controller) = AbortController::new() else {
            let failure = Failure::new(FailureKind::Unsendable, "this runtime has no AbortController");
            return self.mailbox.send(Message::Answer(id, Err(failure)));
        };
        let mailbox = self.mailbox.clone();
        let limit = Timer::start(request.timeout_ms, move || {
            mailbox.send(Message::Answer(id, Err(Failure::new(FailureKind::TimedOut, ""))));
        });
        let (mailbox, fetch, signal) = (self.mailbox.clone(), self.fetch.clone(), controller.signal());
        let address = self.server.address(&request.path);
        self.flights.insert(id, Flight { controller, _limit: limit });
        spawn_local(async move {
            let answer = fetch.send(&address, &request, &signal).await;
            mailbox.send(Message::Answer(id, answer));
        });
    }

    /// The first answer counts; one that comes after its time limit is of no flight any more.
    fn receive<M: Machine>(&mut self, machine: &mut M, id: RequestId, answer: Result<Response, Failure>) {
        if self.flights.remove(&id).is_some() {
            machine.receive(id, self.now_ms(), answer);
        }
    }

    /// Asks the caller for the next part, without waiting for it here: earlier parts are followed meanwhile.
    fn pull(&self, next_part: Option<&Function>) {
        let mailbox = self.mailbox.clone();
        let pulled =
            next_part.map_or(Ok(JsValue::UNDEFINED), |next_part| next_part.call0(&JsValue::UNDEFINED));
        spawn_local(async move {
            let part = match pulled {
                Ok(part) => JsFuture::from(Promise::resolve(&part)).await,
                Err(error) => Err(error),
            };
            mailbox.send(Message::Part(part));
        });
    }

    async fn wait(&self, ms: Option<u64>) -> Message {
        let _alarm = ms.map(|ms| {
            let mailbox = self.mailbox.clone();
            Timer::start(ms, move || mailbox.send(Message::Alarm))
        });
        self.mailbox.receive().await
    }

    /// Tells the caller what happened. What its function throws is its own affair and stops nothing.
    fn report<M: Machine>(&self, machine: &mut M) {
        for event in machine.take_events() {
            if let Some(on_progress) = &self.on_progress {
                let _ = on_progress.call1(&JsValue::UNDEFINED, &to_js(&event));
            }
        }
    }
}

fn to_js(event: &Event) -> JsValue {
    let json = serde_json::to_string(event).expect("an event is plain data");
    js_sys::JSON::parse(&json).expect("what was written as JSON reads back").unchecked_into()
}
