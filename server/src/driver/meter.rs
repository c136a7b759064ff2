//! What the operator can see: counters, gauges and how long ticks take, in CPU time and by the wall clock.
//!
//! Names of metrics are part of `docs/operate.md`. No name, text or address of anybody is in any of them.

use std::time::{Duration, Instant};

use metrics::{Counter, Histogram, counter, gauge, histogram};

use super::clock;
use crate::net::hub::Counts;
use crate::venue::Gauges;
use crate::venue::input::{Discarded, refusal_name};
use crate::venue::output::Counted;

/// Measures the driver's ticks and counts what the hub saw.
pub(super) struct Meter {
    cpu: Histogram,
    wall: Histogram,
    ticks: Counter,
    late: Counter,
    begun: (Duration, Instant),
}

impl std::fmt::Debug for Meter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Meter").finish_non_exhaustive()
    }
}

impl Meter {
    pub(super) fn new() -> Self {
        Self {
            cpu: histogram!("hiroba_tick_cpu_seconds"),
            wall: histogram!("hiroba_tick_wall_seconds"),
            ticks: counter!("hiroba_ticks_total"),
            late: counter!("hiroba_ticks_skipped_total"),
            begun: (Duration::ZERO, clock::moment()),
        }
    }

    pub(super) fn skipped(&self, ticks: u32) {
        self.late.increment(u64::from(ticks));
    }

    pub(super) fn begin(&mut self) {
        self.begun = (clock::thread_cpu(), clock::moment());
    }

    pub(super) fn end(&self) {
        let (cpu, wall) = self.begun;
        self.cpu.record(clock::thread_cpu().saturating_sub(cpu).as_secs_f64());
        self.wall.record(wall.elapsed().as_secs_f64());
        self.ticks.increment(1);
    }

    pub(super) fn slow_reader(&self) {
        counter!("hiroba_slow_readers_total").increment(1);
    }

    pub(super) fn count(&self, counts: Counts) {
        if counts == Counts::default() {
            return;
        }
        counter!("hiroba_frames_total", "direction" => "in").increment(counts.frames_in);
        counter!("hiroba_frames_total", "direction" => "out").increment(counts.frames_out);
        counter!("hiroba_bytes_total", "direction" => "in").increment(counts.bytes_in);
        counter!("hiroba_bytes_total", "direction" => "out").increment(counts.bytes_out);
        counter!("hiroba_frames_dropped_total", "reason" => "allowance").increment(counts.over_allowance);
        counter!("hiroba_slow_readers_total").increment(counts.given_up);
        counter!("hiroba_talk_passed_over_total").increment(counts.talk_passed_over);
        let odd = [
            ("too_far_ahead", counts.too_far_ahead),
            ("bad_frame", counts.bad_frames),
            ("bad_message", counts.bad_messages),
        ];
        let rejected = counts.rejected.into_iter().map(|(reason, count)| (reason.name(), count));
        for (reason, count) in odd.into_iter().chain(rejected).filter(|(_, count)| *count > 0) {
            counter!("hiroba_packets_refused_total", "reason" => reason).increment(count);
        }
    }
}

/// Counts what the venue asks to have counted.
pub(super) fn counted(counted: Counted) {
    match counted {
        Counted::Refused(refusal) => {
            counter!("hiroba_refused_total", "reason" => refusal_name(refusal)).increment(1);
        }
        Counted::Discarded(discarded) => {
            let reason = match discarded {
                Discarded::UnknownLink => "unknown_link",
                Discarded::TooFast => "too_fast",
                Discarded::OddStride => "odd_stride",
                Discarded::Garbage => "garbage",
            };
            counter!("hiroba_discarded_total", "reason" => reason).increment(1);
        }
        Counted::Entered { resumed } => {
            counter!("hiroba_entered_total", "resumed" => if resumed { "yes" } else { "no" }).increment(1);
        }
        Counted::Left => counter!("hiroba_left_total").increment(1),
        Counted::Heard(people) => {
            counter!("hiroba_messages_total").increment(1);
            counter!("hiroba_messages_heard_total").increment(u64::from(people));
        }
    }
}

/// Shows how the venue stands.
pub(super) fn show(gauges: &Gauges) {
    gauge!("hiroba_people").set(f64::from(gauges.present));
    for (room, people) in &gauges.rooms {
        gauge!("hiroba_room_people", "room" => room.clone()).set(f64::from(*people));
    }
    for (transport, links) in &gauges.links {
        gauge!("hiroba_links", "transport" => transport.name()).set(f64::from(*links));
    }
    gauge!("hiroba_away").set(f64::from(gauges.away));
    gauge!("hiroba_places_held").set(f64::from(gauges.held));
    gauge!("hiroba_tables_taken").set(f64::from(gauges.tables));
    gauge!("hiroba_tickets_out").set(f64::from(gauges.tickets));
    gauge!("hiroba_store_requests_open").set(f64::from(gauges.requests));
}
