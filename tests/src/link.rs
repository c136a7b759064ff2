//! A link as bad as wanted, without sockets: what is put in comes out later, twice, out of order or never.
//!
//! Sans-IO and seeded: time is a number given by the caller, and equal seeds treat equal traffic equally. Datagrams
//! suffer everything; the stream (what is too large for a datagram, and all of a WebSocket) only waits, in order.

use std::collections::BTreeMap;

use crate::rng::Rng;

/// Milliseconds of the virtual clock.
pub type Millis = u64;

/// How one direction of a link treats what travels over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// How long a frame takes at least.
    pub latency_ms: u64,
    /// Up to so much longer, evenly spread.
    pub jitter_ms: u64,
    /// Of 1,000 datagrams, how many are lost by themselves.
    pub loss_permille: u32,
    /// Of 1,000 datagrams, how many begin a burst of losses.
    pub burst_permille: u32,
    /// Of 1,000 datagrams within a burst, how many end it.
    pub recovery_permille: u32,
    /// Of 1,000 datagrams, how many arrive twice.
    pub duplicate_permille: u32,
    /// Of 1,000 datagrams, how many are held back by `reorder_ms`.
    pub reorder_permille: u32,
    /// How long a reordered datagram is held back.
    pub reorder_ms: u64,
    /// Larger datagrams never arrive.
    pub mtu_bytes: usize,
    /// Whether everything travels on one stream, as over a WebSocket: nothing is lost and nothing overtakes.
    pub carrier: Carrier,
}

/// What carries frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrier {
    /// Datagrams, and a stream for what is too large for one.
    Datagrams,
    /// One ordered stream for all.
    Stream,
}

impl Link {
    /// Nothing happens to anything, at once.
    #[must_use]
    pub const fn perfect() -> Self {
        Self {
            latency_ms: 0,
            jitter_ms: 0,
            loss_permille: 0,
            burst_permille: 0,
            recovery_permille: 1_000,
            duplicate_permille: 0,
            reorder_permille: 0,
            reorder_ms: 0,
            mtu_bytes: usize::MAX,
            carrier: Carrier::Datagrams,
        }
    }

    /// A train in the mountains: 150 ms, 30 ms jitter, 5 % loss in bursts of about four, duplicates, reordering.
    #[must_use]
    pub const fn bad() -> Self {
        Self {
            latency_ms: 150,
            jitter_ms: 30,
            burst_permille: 13,
            recovery_permille: 250,
            duplicate_permille: 20,
            reorder_permille: 20,
            reorder_ms: 60,
            mtu_bytes: 1_200,
            ..Self::perfect()
        }
    }

    /// A far but faultless link.
    #[must_use]
    pub const fn far(latency_ms: u64) -> Self {
        Self { latency_ms, ..Self::perfect() }
    }

    /// The same link over one ordered stream.
    #[must_use]
    pub const fn streamed(self) -> Self {
        Self { carrier: Carrier::Stream, ..self }
    }
}

/// How a frame travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// As one datagram.
    Datagram,
    /// On the stream.
    Stream,
}

/// One direction of a link, with what is on its way.
#[derive(Debug, Clone)]
pub struct Pipe {
    link: Link,
    rng: Rng,
    in_burst: bool,
    dark_until: Millis,
    stream_free_at: Millis,
    sent: u64,
    on_the_way: BTreeMap<(Millis, u64), (Lane, Vec<u8>)>,
}

impl Pipe {
    /// An empty pipe.
    #[must_use]
    pub const fn new(link: Link, rng: Rng) -> Self {
        Self { link, rng, in_burst: false, dark_until: 0, stream_free_at: 0, sent: 0, on_the_way: BTreeMap::new() }
    }

    /// From now on frames are treated as on `link`; what is on its way is not.
    pub fn become_like(&mut self, link: Link) {
        self.link = link;
    }

    /// Nothing arrives that is sent before `until`; the stream waits for it.
    pub fn black_out(&mut self, until: Millis) {
        self.dark_until = until;
    }

    /// Puts a frame in.
    pub fn send(&mut self, now: Millis, lane: Lane, bytes: Vec<u8>) {
        match (self.link.carrier, lane) {
            (Carrier::Datagrams, Lane::Datagram) => self.send_datagram(now, bytes),
            (Carrier::Stream, Lane::Datagram | Lane::Stream) | (Carrier::Datagrams, Lane::Stream) => {
                let due = (now.max(self.dark_until) + self.delay()).max(self.stream_free_at);
                self.stream_free_at = due;
                self.put(due, lane, bytes);
            }
        }
    }

    /// Everything that has arrived by `now`, in order of arrival.
    pub fn arrivals(&mut self, now: Millis) -> Vec<(Lane, Vec<u8>)> {
        let later = self.on_the_way.split_off(&(now + 1, 0));
        std::mem::replace(&mut self.on_the_way, later).into_values().collect()
    }

    /// How many frames are on their way.
    #[must_use]
    pub fn len(&self) -> usize {
        self.on_the_way.len()
    }

    /// Whether nothing is on its way.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.on_the_way.is_empty()
    }

    fn send_datagram(&mut self, now: Millis, bytes: Vec<u8>) {
        if self.is_lost(now, bytes.len()) {
            return;
        }
        let copies = 1 + usize::from(self.rng.chance(self.link.duplicate_permille));
        for _ in 0..copies {
            let held = if self.rng.chance(self.link.reorder_permille) { self.link.reorder_ms } else { 0 };
            let due = now + self.delay() + held;
            self.put(due, Lane::Datagram, bytes.clone());
        }
    }

    /// Gilbert and Elliott's channel: a good state that loses little and a bad one that loses all.
    fn is_lost(&mut self, now: Millis, bytes: usize) -> bool {
        let turns = if self.in_burst { self.link.recovery_permille } else { self.link.burst_permille };
        if self.rng.chance(turns) {
            self.in_burst = !self.in_burst;
        }
        let by_itself = self.rng.chance(self.link.loss_permille);
        self.in_burst || by_itself || now < self.dark_until || bytes > self.link.mtu_bytes
    }

    fn delay(&mut self) -> u64 {
        self.link.latency_ms + self.rng.below(self.link.jitter_ms + 1)
    }

    fn put(&mut self, due: Millis, lane: Lane, bytes: Vec<u8>) {
        self.sent += 1;
        self.on_the_way.insert((due, self.sent), (lane, bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrived(link: Link, lane: Lane, count: u32) -> Vec<u32> {
        let mut pipe = Pipe::new(link, Rng::new(1));
        for number in 0..count {
            pipe.send(u64::from(number) * 10, lane, number.to_le_bytes().to_vec());
        }
        let arrivals = pipe.arrivals(u64::MAX - 1);
        arrivals.into_iter().map(|(_, bytes)| u32::from_le_bytes(bytes.try_into().unwrap())).collect()
    }

    #[test]
    fn a_perfect_link_delivers_everything_in_order() {
        assert_eq!(arrived(Link::perfect(), Lane::Datagram, 100), (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn a_bad_link_loses_about_one_in_twenty_doubles_some_and_reorders() {
        let arrived = arrived(Link::bad(), Lane::Datagram, 20_000);
        let mut distinct = arrived.clone();
        distinct.sort_unstable();
        assert_ne!(arrived, distinct, "nothing was reordered");
        let all = distinct.len();
        distinct.dedup();
        assert!(all > distinct.len(), "nothing arrived twice");
        let lost = 20_000 - distinct.len();
        assert!((600..1_600).contains(&lost), "{lost} of 20,000 lost");
    }

    #[test]
    fn a_stream_loses_nothing_and_keeps_the_order_on_any_link() {
        assert_eq!(arrived(Link::bad(), Lane::Stream, 500), (0..500).collect::<Vec<_>>());
        assert_eq!(arrived(Link::bad().streamed(), Lane::Datagram, 500), (0..500).collect::<Vec<_>>());
    }

    #[test]
    fn a_datagram_beyond_the_mtu_never_arrives() {
        let mut pipe = Pipe::new(Link { mtu_bytes: 100, ..Link::perfect() }, Rng::new(1));
        pipe.send(0, Lane::Datagram, vec![0; 101]);
        pipe.send(0, Lane::Datagram, vec![0; 100]);
        assert_eq!(pipe.arrivals(0).len(), 1);
    }

    #[test]
    fn in_a_blackout_datagrams_are_lost_and_the_stream_waits() {
        let mut pipe = Pipe::new(Link::perfect(), Rng::new(1));
        pipe.black_out(1_000);
        pipe.send(10, Lane::Datagram, vec![1]);
        pipe.send(10, Lane::Stream, vec![2]);
        assert_eq!(pipe.arrivals(999), vec![]);
        assert_eq!(pipe.arrivals(1_000), vec![(Lane::Stream, vec![2])]);
    }
}
