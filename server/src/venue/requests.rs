//! Requests to the store that somebody waits for, and where each answer goes.
//!
//! Promises that what a visitor asked for is done and confirmed only when the answer says it is committed, and that
//! never more than [`MOST_WAITING`] requests wait. What nobody waits for is written without a note here.

use std::collections::BTreeMap;

use hiroba_shared::ids::VisitorId;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Role;

use super::input::{AskId, UnixSeconds};
use super::outbox::Outbox;
use super::output::Output;
use super::record::{Answer, Request, RequestId};
use super::{Venue, admission, floor, hall, keeper, operator, order, photograph, programme, slides, talk};

/// Most requests that wait for an answer at a time.
const MOST_WAITING: usize = 5_000;

/// Who waits for an answer, and what for.
#[derive(Debug)]
pub(super) enum Awaiting {
    /// Somebody at the door.
    Admission(Box<admission::Asked>),
    /// A moderator's deed, or a report.
    Deed {
        /// Who did it.
        by: VisitorId,
        /// What is said when there is no such person or entry.
        unknown: Refusal,
    },
    /// A page of the log.
    LogPage {
        /// Who reads it.
        by: VisitorId,
    },
    /// A block or its end.
    Block {
        /// Who.
        by: VisitorId,
    },
    /// Taking direct messages or not.
    TakeDirect {
        /// Who.
        by: VisitorId,
        /// Takes them.
        takes: bool,
    },
    /// An operator's invitation.
    Invitation {
        /// The question.
        ask: AskId,
        /// The role it gives.
        role: Role,
        /// When it stops working.
        expires: UnixSeconds,
    },
    /// Places that were handed over.
    Places(Vec<VisitorId>),
    /// A deed of the programme.
    Programme,
    /// Something of the floor.
    Floor(floor::Pending),
    /// Something about decks.
    Deck(slides::Asked),
    /// Something about group photographs.
    Photograph(photograph::Asked),
    /// Something about what stands in the halls.
    Hall(hall::Asked),
}

/// The requests under way.
#[derive(Debug, Default)]
pub(super) struct Requests {
    next: u64,
    waiting: BTreeMap<RequestId, Awaiting>,
}

impl Requests {
    /// Asks the store something that somebody waits for.
    ///
    /// # Errors
    /// Refuses when too many wait already.
    pub(super) fn ask(&mut self, outbox: &mut Outbox, request: Request, awaiting: Awaiting) -> Result<(), Refusal> {
        if self.waiting.len() >= MOST_WAITING {
            return Err(Refusal::NotReady);
        }
        let id = self.tell(outbox, request);
        self.waiting.insert(id, awaiting);
        Ok(())
    }

    /// Hands the store something nobody waits for.
    pub(super) fn tell(&mut self, outbox: &mut Outbox, request: Request) -> RequestId {
        self.next += 1;
        let id = RequestId(self.next);
        outbox.push(Output::Store(id, request));
        id
    }

    /// What of the floor is under way.
    pub(super) fn of_floor(&self) -> impl Iterator<Item = &floor::Pending> {
        self.waiting
            .values()
            .filter_map(|awaiting| if let Awaiting::Floor(pending) = awaiting { Some(pending) } else { None })
    }

    /// How many wait.
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }
}

/// The store answered; an answer that nobody waits for is dropped.
pub(super) fn answered(venue: &mut Venue, id: RequestId, answer: Answer) {
    let Some(awaiting) = venue.requests.waiting.remove(&id) else { return };
    match awaiting {
        Awaiting::Admission(asked) => admission::answered(venue, *asked, answer),
        Awaiting::Deed { by, unknown } => order::logged(venue, (by, unknown), answer),
        Awaiting::LogPage { by } => order::read(venue, by, answer),
        Awaiting::Block { by } => order::blocked(venue, by, answer),
        Awaiting::TakeDirect { by, takes } => talk::direct_settled(venue, by, takes, &answer),
        Awaiting::Invitation { ask, role, expires } => operator::invited(venue, ask, (role, expires), &answer),
        Awaiting::Floor(pending) => floor::answered(venue, pending, answer),
        Awaiting::Places(visitors) => keeper::kept(venue, &visitors, &answer),
        Awaiting::Programme => programme::stored(venue, &answer),
        Awaiting::Deck(asked) => slides::answered(venue, asked, answer),
        Awaiting::Photograph(asked) => photograph::answered(venue, asked, answer),
        Awaiting::Hall(asked) => hall::answered(venue, asked, answer),
    }
}
