//! The time since a beginning, by the page's clocks; goes on while a laptop sleeps. What follows is in `passing`.

use std::time::Duration;

use crate::passing::{Passing, Shown};

/// A clock that began when it was made.
#[derive(Debug)]
pub struct Clock(Passing);

impl Clock {
    /// Begins now.
    #[must_use]
    pub fn start() -> Self {
        Self(Passing::since(shown()))
    }

    /// The time since the beginning.
    pub fn now(&mut self) -> Duration {
        self.0.at(shown())
    }
}

fn shown() -> Shown {
    let steady = web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
    Shown { steady, wall: js_sys::Date::now() }
}
