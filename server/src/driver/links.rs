//! The driver's ends of the links: each one's mailbox, and the answer its opening waits for.
//!
//! A link is known from presenting its ticket until its connection is gone or the venue closed it.

use std::collections::BTreeMap;
use std::sync::Arc;

use hiroba_shared::protocol::opening::OpeningAnswer;
use tokio::sync::oneshot;

use crate::entrance::mailbox::{Mailbox, Overflow, Post};
use crate::venue::input::LinkId;

/// The links by number.
#[derive(Debug, Default)]
pub(super) struct Links(BTreeMap<LinkId, End>);

#[derive(Debug)]
struct End {
    mailbox: Arc<Mailbox>,
    answer: Option<oneshot::Sender<OpeningAnswer>>,
}

impl Links {
    pub(super) fn present(&mut self, link: LinkId, mailbox: Arc<Mailbox>, answer: oneshot::Sender<OpeningAnswer>) {
        self.0.insert(link, End { mailbox, answer: Some(answer) });
    }

    /// Answers the opening; false when nobody waits for it any more.
    pub(super) fn accept(&mut self, link: LinkId) -> bool {
        let answer = self.0.get_mut(&link).and_then(|end| end.answer.take());
        answer.is_some_and(|answer| answer.send(OpeningAnswer::Accepted).is_ok())
    }

    /// Answers the opening with a refusal and forgets the link.
    pub(super) fn refuse(&mut self, link: LinkId, answer: OpeningAnswer) {
        if let Some(waiting) = self.0.remove(&link).and_then(|end| end.answer) {
            // Whoever hung up meanwhile needs no answer.
            let _ = waiting.send(answer);
        }
    }

    /// Forgets a link whose connection is gone; false when it was not known.
    pub(super) fn forget(&mut self, link: LinkId) -> bool {
        self.0.remove(&link).is_some()
    }

    /// The connection may close once everything is sent.
    pub(super) fn end(&mut self, link: LinkId) {
        if let Some(end) = self.0.remove(&link) {
            end.mailbox.end();
        }
    }

    /// The connection is to close at once.
    pub(super) fn cut(&mut self, link: LinkId) {
        if let Some(end) = self.0.remove(&link) {
            end.mailbox.cut();
        }
    }

    pub(super) fn numbers(&self) -> Vec<LinkId> {
        self.0.keys().copied().collect()
    }

    pub(super) fn frame_limit(&self, link: LinkId) -> Option<usize> {
        self.0.get(&link).map(|end| end.mailbox.frame_limit())
    }

    pub(super) fn put(&self, link: LinkId, post: Post) -> Result<(), Overflow> {
        self.0.get(&link).map_or(Ok(()), |end| end.mailbox.put(post))
    }

    pub(super) fn settle_arrival(&self, link: LinkId) {
        if let Some(end) = self.0.get(&link) {
            end.mailbox.settle_arrival();
        }
    }
}
