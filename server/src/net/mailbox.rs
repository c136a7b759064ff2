//! What waits to be sent over one link: frames with reliable messages in order and within a limit, and of the others
//! only those of the newest tick.
//!
//! The driver puts frames in once per tick and never waits; the link's writer takes them out as fast as its peer
//! reads. A peer that does not read makes the mailbox overflow, which ends the link. It also counts how many frames
//! of the link wait for the driver, so that one link cannot fill the queue of all.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use hiroba_shared::protocol::frame::MAX_DATAGRAM_BYTES;
use tokio::sync::Notify;

use super::doorstep::PARTING_TIMEOUT;
use super::hub::carries_reliable;

/// Most bytes of reliable frames that wait; renet holds no more than this unacknowledged either.
const KEPT_BYTES: usize = 256 * 1024;
/// Most frames of one link that wait for the driver.
const ARRIVALS: u32 = 128;

/// More waits than the link may have waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

/// What waits to be sent over one link.
#[derive(Debug)]
pub struct Mailbox {
    waiting: Mutex<Waiting>,
    changed: Notify,
    cut: Notify,
    ending: Notify,
    frame_limit: AtomicUsize,
    arrivals: AtomicU32,
}

#[derive(Debug, Default)]
struct Waiting {
    kept: VecDeque<Vec<u8>>,
    kept_bytes: usize,
    newest: Vec<Vec<u8>>,
    ended: bool,
}

impl Mailbox {
    /// An empty one whose link carries frames of at most `frame_limit` bytes best.
    #[must_use]
    pub fn new(frame_limit: usize) -> Self {
        Self {
            waiting: Mutex::default(),
            changed: Notify::new(),
            cut: Notify::new(),
            ending: Notify::new(),
            frame_limit: AtomicUsize::new(frame_limit),
            arrivals: AtomicU32::new(0),
        }
    }

    /// How large a frame of this link should be at most.
    #[must_use]
    pub fn frame_limit(&self) -> usize {
        self.frame_limit.load(Ordering::Relaxed)
    }

    /// The link's path carries datagrams of at most `bytes` now.
    pub fn set_datagram_bytes(&self, bytes: usize) {
        self.frame_limit.store(bytes.min(MAX_DATAGRAM_BYTES), Ordering::Relaxed);
    }

    /// Puts in the frames of one tick. Frames of an earlier tick without reliable messages are dropped for them.
    ///
    /// # Errors
    /// When the peer reads too slowly; the mailbox is then of no further use.
    pub fn put(&self, frames: Vec<Vec<u8>>) -> Result<(), Overflow> {
        if frames.is_empty() {
            return Ok(());
        }
        let mut waiting = self.lock();
        let (kept, newest): (Vec<_>, Vec<_>) = frames.into_iter().partition(|frame| carries_reliable(frame));
        waiting.kept_bytes += kept.iter().map(Vec::len).sum::<usize>();
        if waiting.kept_bytes > KEPT_BYTES {
            return Err(Overflow);
        }
        waiting.kept.extend(kept);
        if !newest.is_empty() {
            waiting.newest = newest;
        }
        drop(waiting);
        self.changed.notify_one();
        Ok(())
    }

    /// Waits for frames and takes them all; `None` when there will be no more.
    pub async fn take(&self) -> Option<Vec<Vec<u8>>> {
        loop {
            if let Some(frames) = self.take_waiting() {
                return frames;
            }
            self.changed.notified().await;
        }
    }

    /// The link ends once what waits was sent.
    pub fn end(&self) {
        self.lock().ended = true;
        self.changed.notify_one();
        self.ending.notify_one();
    }

    /// The link ends now, whatever waits.
    pub fn cut(&self) {
        self.cut.notify_one();
    }

    /// Waits until the link is to end whatever waits: it was cut, or it was ended and its peer does not read.
    pub async fn until_cut(&self) {
        let overdue = async {
            self.ending.notified().await;
            tokio::time::sleep(PARTING_TIMEOUT).await;
        };
        tokio::select! {
            () = self.cut.notified() => {}
            () = overdue => {}
        }
    }

    /// Whether one more frame of this link may wait for the driver; counts it if so.
    pub(crate) fn admit_arrival(&self) -> bool {
        let admitted = self.arrivals.fetch_add(1, Ordering::Relaxed) < ARRIVALS;
        if !admitted {
            self.settle_arrival();
        }
        admitted
    }

    /// A frame of this link does not wait any more.
    pub(crate) fn settle_arrival(&self) {
        self.arrivals.fetch_sub(1, Ordering::Relaxed);
    }

    /// `None` when nothing waits, `Some(None)` when nothing will.
    fn take_waiting(&self) -> Option<Option<Vec<Vec<u8>>>> {
        let mut waiting = self.lock();
        waiting.kept_bytes = 0;
        let mut frames: Vec<_> = std::mem::take(&mut waiting.kept).into();
        frames.append(&mut waiting.newest);
        match (frames.is_empty(), waiting.ended) {
            (false, _) => Some(Some(frames)),
            (true, true) => Some(None),
            (true, false) => None,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Nothing inside can panic half-way, so a poisoned lock still guards whole values.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame of one packet of this renet type.
    fn frame(kind: u8, filler: usize) -> Vec<u8> {
        let mut packet = vec![kind];
        packet.resize(1 + filler, 7);
        hiroba_shared::protocol::frame::pack(&[packet], 1_100).remove(0)
    }

    #[tokio::test]
    async fn of_snapshots_only_the_newest_waits_and_of_messages_all() {
        let mailbox = Mailbox::new(1_100);
        for filler in 1..=3 {
            mailbox.put(vec![frame(0, filler), frame(1, filler)]).unwrap();
        }
        let expected = vec![frame(0, 1), frame(0, 2), frame(0, 3), frame(1, 3)];
        assert_eq!(mailbox.take().await, Some(expected));
    }

    #[test]
    fn a_peer_that_does_not_read_overflows_its_mailbox() {
        let mailbox = Mailbox::new(1_100);
        let puts = (0..10_000).take_while(|_| mailbox.put(vec![frame(0, 1_000)]).is_ok()).count();
        assert!((200..300).contains(&puts), "{puts}");
        assert!(mailbox.lock().kept_bytes < 2 * KEPT_BYTES);
    }

    #[tokio::test]
    async fn an_ended_mailbox_gives_out_what_waits_first() {
        let mailbox = Mailbox::new(1_100);
        mailbox.put(vec![frame(0, 1)]).unwrap();
        mailbox.end();
        assert_eq!(mailbox.take().await, Some(vec![frame(0, 1)]));
        assert_eq!(mailbox.take().await, None);
    }

    #[test]
    fn one_link_cannot_fill_the_queue() {
        let mailbox = Mailbox::new(1_100);
        assert_eq!((0..1_000).filter(|_| mailbox.admit_arrival()).count(), 128);
        mailbox.settle_arrival();
        assert!(mailbox.admit_arrival());
    }
}
