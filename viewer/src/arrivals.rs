//! Which snapshots of a link arrived: what to acknowledge, and whether one is news of the own body.
//!
//! Snapshots may be lost, doubled or out of order. Numbers wrap; a new link counts anew and needs a new value of this.

use hiroba_shared::protocol::stride::Ack;

/// The snapshots of one link so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrivals {
    ack: Ack,
    newest: Option<u16>,
}

/// What the arrival of a snapshot means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It is the newest so far; its own body counts.
    Newest,
    /// A newer one came before; only what it says of others may count.
    Late,
    /// It had arrived before, or is older than anybody remembers.
    Again,
}

impl Arrivals {
    /// Notes that snapshot `number` arrived.
    pub fn note(&mut self, number: u16) -> Arrival {
        if !self.ack.note(number) {
            return Arrival::Again;
        }
        if self.newest.is_some_and(|newest| is_older(number, newest)) {
            return Arrival::Late;
        }
        self.newest = Some(number);
        Arrival::Newest
    }

    /// What to acknowledge.
    #[must_use]
    pub const fn ack(&self) -> Ack {
        self.ack
    }
}

/// Whether snapshot `number` was made before `other`; numbers wrap.
pub(crate) const fn is_older(number: u16, other: u16) -> bool {
    number.wrapping_sub(other) >= 0x8000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_snapshot_tells_of_the_own_body_also_where_numbers_wrap() {
        let mut arrivals = Arrivals::default();
        let met = [u16::MAX - 1, 1, u16::MAX, 1, 2].map(|number| arrivals.note(number));
        assert_eq!(met, [Arrival::Newest, Arrival::Newest, Arrival::Late, Arrival::Again, Arrival::Newest]);
        assert_eq!(arrivals.ack().newest, 2);
        assert!(arrivals.ack().covers(u16::MAX) && !arrivals.ack().covers(0));
    }
}
