//! What the venue wants of the edges, in order, until it is drained.
//!
//! Holds no rule; the helpers below only spell the common outputs.

use std::collections::VecDeque;

use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::refusal::{Farewell, Refusal};

use super::input::{AskId, Discarded, LinkId};
use super::output::{Counted, Output};

/// The outputs not yet drained.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    waiting: VecDeque<Output>,
    made: u64,
}

impl Outbox {
    /// Adds an output.
    pub(super) fn push(&mut self, output: Output) {
        self.made += 1;
        self.waiting.push_back(output);
    }

    /// The oldest output.
    pub(super) fn pop(&mut self) -> Option<Output> {
        self.waiting.pop_front()
    }

    /// How many outputs there ever were.
    pub(super) fn made(&self) -> u64 {
        self.made
    }

    /// Says something to one link.
    pub(super) fn send(&mut self, link: LinkId, message: FromServer) {
        self.push(Output::Send(vec![link], message));
    }

    /// Says something to several links, if there are any.
    pub(super) fn broadcast(&mut self, links: Vec<LinkId>, message: FromServer) {
        if !links.is_empty() {
            self.push(Output::Send(links, message));
        }
    }

    /// Counts something.
    pub(super) fn count(&mut self, counted: Counted) {
        self.push(Output::Count(counted));
    }

    /// Counts something dropped.
    pub(super) fn discard(&mut self, discarded: Discarded) {
        self.count(Counted::Discarded(discarded));
    }

    /// Refuses a visitor something.
    pub(super) fn refuse(&mut self, link: LinkId, refusal: Refusal) {
        self.count(Counted::Refused(refusal));
        self.send(link, FromServer::Session(SessionFromServer::Refused(refusal)));
    }

    /// Answers a question at the door.
    pub(super) fn answer_door(&mut self, ask: AskId, answer: Result<(), Refusal>) {
        if let Err(refusal) = answer {
            self.count(Counted::Refused(refusal));
        }
        self.push(Output::Door(ask, answer));
    }

    /// Ends the session on a link.
    pub(super) fn farewell(&mut self, link: LinkId, farewell: Farewell) {
        self.send(link, FromServer::Session(SessionFromServer::Farewell(farewell)));
        self.push(Output::Close(link));
    }
}
