//! Clocks, timers, listeners, and what the tab keeps.

use std::time::Duration;

use hiroba_web::clock::Clock;
use hiroba_web::listening::{Listener, Timer};
use hiroba_web::tab::Slot;

use crate::stage::{Told, is, run, turn, until};

crate::named![
    a_clock_goes_on_while_the_steady_one_sleeps,
    a_clock_goes_on_while_the_one_on_the_wall_is_set_back,
    a_timer_goes_off_again_and_again_until_it_is_dropped,
    a_listener_hears_until_it_is_dropped,
    what_the_tab_keeps_is_read_until_it_is_forgotten,
    a_tab_that_may_keep_nothing_says_so_and_breaks_nothing,
];

async fn a_clock_goes_on_while_the_steady_one_sleeps() {
    run("window.wall = 1e12; Date.now = () => window.wall; performance.now = () => 500");
    let mut clock = Clock::start();
    run("window.wall += 3600000");
    assert_eq!(clock.now(), Duration::from_secs(3_600));
}

async fn a_clock_goes_on_while_the_one_on_the_wall_is_set_back() {
    run("window.steady = 500; Date.now = () => 1e12 - window.steady; performance.now = () => window.steady");
    let mut clock = Clock::start();
    run("window.steady += 250");
    assert_eq!(clock.now(), Duration::from_millis(250));
}

async fn a_timer_goes_off_again_and_again_until_it_is_dropped() {
    let (ticks, beside) = (Told::new(), Told::new());
    let (tick, tick_beside) = (ticks.teller(), beside.teller());
    let timer = Timer::every(Duration::from_millis(1), move || tick(()));
    let _beside = Timer::every(Duration::from_millis(1), move || tick_beside(()));
    until(|| ticks.count() >= 3).await;
    drop(timer);
    let (at_the_end, so_far) = (ticks.count(), beside.count());
    until(|| beside.count() >= so_far + 5).await;
    assert_eq!(ticks.count(), at_the_end, "a dropped timer went off");
}

async fn a_listener_hears_until_it_is_dropped() {
    let heard = Told::new();
    let hear = heard.teller();
    let window = web_sys::window().unwrap();
    let listener = Listener::on(window.as_ref(), "online", move || hear(())).unwrap();
    run("dispatchEvent(new Event('online')); dispatchEvent(new Event('offline'))");
    assert_eq!(heard.count(), 1);
    drop(listener);
    run("dispatchEvent(new Event('online'))");
    turn().await;
    assert_eq!(heard.count(), 1, "a dropped listener heard");
}

async fn what_the_tab_keeps_is_read_until_it_is_forgotten() {
    let slot = Slot("claim");
    assert_eq!(slot.read(), None);
    assert!(slot.keep("広場") && is("sessionStorage.getItem('claim') === '広場' && localStorage.length === 0"));
    assert_eq!(slot.read().as_deref(), Some("広場"));
    assert!(slot.forget());
    assert_eq!(slot.read(), None);
}

async fn a_tab_that_may_keep_nothing_says_so_and_breaks_nothing() {
    let slot = Slot("claim");
    run("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }");
    assert!(!slot.keep("x"));
    run("Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError') } })");
    assert_eq!(slot.read(), None);
    assert!(!slot.keep("x") && !slot.forget());
}
