//! A queue that one task waits on and any callback may fill.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

pub(super) struct Mailbox<T>(Rc<RefCell<Inner<T>>>);

struct Inner<T> {
    messages: VecDeque<T>,
    waiting: Option<Waker>,
}

impl<T> Mailbox<T> {
    pub(super) fn new() -> Self {
        Self(Rc::new(RefCell::new(Inner { messages: VecDeque::new(), waiting: None })))
    }

    pub(super) fn send(&self, message: T) {
        let waiting = {
            let mut inner = self.0.borrow_mut();
            inner.messages.push_back(message);
            inner.waiting.take()
        };
        if let Some(waker) = waiting {
            waker.wake();
        }
    }

    /// The oldest message, as soon as there is one.
    pub(super) async fn receive(&self) -> T {
        poll_fn(|context| {
            let mut inner = self.0.borrow_mut();
            if let Some(message) = inner.messages.pop_front() {
                return Poll::Ready(message);
            }
            inner.waiting = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }
}

impl<T> Clone for Mailbox<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}
