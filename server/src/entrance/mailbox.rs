//! What waits to be sent over one link: lasting frames in order and within a limit, and of the passing ones only those
//! of the newest tick.
//!
//! The driver puts frames in once per tick and never waits; the link's writer takes them out as fast as its peer
//! reads. A peer that does not read makes the mailbox overflow, which ends the link. It also counts how many frames
//! of the link wait for the driver, so that one link cannot fill the queue of all.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hiroba_shared::protocol::frame::MAX_DATAGRAM_BYTES;
use tokio::sync::Notify;

/// How long a peer that is being left may take to read what was said last.
pub const PARTING_TIMEOUT: Duration = Duration::from_secs(1);
/// Most bytes of lasting frames that wait, besides those being written; renet holds no more unacknowledged either.
const KEPT_BYTES: usize = 256 * 1024;
/// Most frames of one link that wait for the driver.
const ARRIVALS: u32 = 128;

/// The frames of one tick for one link.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Post {
    /// Those that must arrive, in order.
    pub lasting: Vec<Vec<u8>>,
    /// Those that the next tick's may replace.
    pub passing: Vec<Vec<u8>>,
}

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

    /// Puts in the frames of one tick. Passing frames of an earlier tick are dropped for them.
    ///
    /// # Errors
    /// When the peer reads too slowly; the mailbox is then of no further use.
    pub fn put(&self, post: Post) -> Result<(), Overflow> {
        if post.lasting.is_empty() && post.passing.is_empty() {
            return Ok(());
        }
        let mut waiting = self.lock();
        waiting.kept_bytes += post.lasting.iter().map(Vec::len).sum::<usize>();
        if waiting.kept_bytes > KEPT_BYTES {
            return Err(Overflow);
        }
        waiting.kept.extend(post.lasting);
        if !post.passing.is_empty() {
            waiting.newest = post.passing;
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

    fn lasting(frame: &[u8]) -> Post {
        Post { lasting: vec![frame.to_vec()], passing: Vec::new() }
    }

    #[tokio::test]
    async fn of_snapshots_only_the_newest_waits_and_of_messages_all() {
        let mailbox = Mailbox::new(1_100);
        for filler in 1..=3 {
            mailbox.put(Post { lasting: vec![vec![filler]], passing: vec![vec![filler + 10]] }).unwrap();
        }
        let expected = vec![vec![1], vec![2], vec![3], vec![13]];
        assert_eq!(mailbox.take().await, Some(expected));
    }

    #[test]
    fn a_peer_that_does_not_read_overflows_its_mailbox() {
        let mailbox = Mailbox::new(1_100);
        let puts = (0..10_000).take_while(|_| mailbox.put(lasting(&[7; 1_000])).is_ok()).count();
        assert!((200..300).contains(&puts), "{puts}");
        assert!(mailbox.lock().kept_bytes < 2 * KEPT_BYTES);
    }

    #[tokio::test]
    async fn an_ended_mailbox_gives_out_what_waits_first() {
        let mailbox = Mailbox::new(1_100);
        mailbox.put(lasting(b"last")).unwrap();
        mailbox.end();
        assert_eq!(mailbox.take().await, Some(vec![b"last".to_vec()]));
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
