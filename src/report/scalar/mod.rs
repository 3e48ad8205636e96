//! Numbers and times as test tools write them.

mod calendar;
mod duration;
mod number;
mod timestamp;

pub(super) use duration::{Millis, duration};
pub(super) use timestamp::{Offset, Timestamp, instant};
