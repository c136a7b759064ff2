//! Sequences of operations on a venue, read from bytes: people of every role come, walk, talk, present, break off and
//! come back, the operator and the other edges interfere, the store fails, time passes. Whatever the order, the venue
//! must not panic, let in more than it holds, say something to nobody or leave a question without its one answer.
//!
//! Messages are the examples of `messages::from_client`, so that none is missing, aimed at what is there.

mod aim;
mod bytes;
mod edges;
mod known;

use std::collections::{BTreeMap, BTreeSet};

use hiroba_server::programme;
use hiroba_server::store::MemoryStore;
use hiroba_server::venue::input::{AskId, Digest, Input, LinkId, LinkInput, OperatorInput, Transport, UnixSeconds};
use hiroba_server::venue::output::{OperatorAnswer, Output};
use hiroba_server::venue::record::{Answer, Request, RequestId};
use hiroba_server::venue::{Venue, VenueSetup};
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::snapshot::{MAX_SNAPSHOT_BYTES, Snapshot};
use hiroba_shared::protocol::stride::{Ack, Stride};
use hiroba_shared::role::Role;
use hiroba_shared::rules::movement::Intent;

use crate::{drawing, messages};
use bytes::Bytes;
use known::Known;

/// Most people the fuzzed venue holds: one of each role, and one more.
const CAPACITY: u32 = Role::ALL.len() as u32 + 1;
/// Most operations of one input, so that a long one stays quick.
const MOST_OPERATIONS: usize = 600;
/// How often an invitation of the beginning can be used.
const USES: u32 = 100;
/// A stage with a screen beside it and chairs before it, a table, a quiet corner, a help desk, a door.
const HALL: &str = "
    ######################
    #....SSSSSSSS.ww....D#
    #....SSSSSSSS.......D#
    #....................#
    #....aaaaaaaa...qqq..#
    #....asasasaa...qqq..#
    #....................#
    #.11...@.........hh..#
    #.11.................#
    ######################";
const GARDEN: &str = "#####\n#D.@#\n#s..#\n#####";
/// The programme at the beginning.
const PROGRAMME: &str = r#"
[[item]]
title = "One"
minutes = 1
chat = "closed"
stage = "everybody"
seating = "seated"
[[item]]
title = "Two"
minutes = 10
room = "garden"
[[item]]
title = "Three"
minutes = 5
stage = "speakers"
"#;

/// One kind of thing that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Tick,
    Join,
    Resume,
    Present,
    Stride,
    Close,
    Garbage,
    Answer,
    Fail,
    Pass,
    Invite,
    Deck,
    Photograph,
    Programme,
    Stop,
    Say,
}

impl Operation {
    /// What a byte means; what happens more often in a venue stands here more often.
    const TABLE: [Self; 32] = [
        Self::Tick,
        Self::Tick,
        Self::Join,
        Self::Join,
        Self::Resume,
        Self::Present,
        Self::Present,
        Self::Stride,
        Self::Stride,
        Self::Close,
        Self::Garbage,
        Self::Answer,
        Self::Answer,
        Self::Fail,
        Self::Pass,
        Self::Pass,
        Self::Invite,
        Self::Deck,
        Self::Photograph,
        Self::Programme,
        Self::Stop,
        Self::Say,
        Self::Say,
        Self::Say,
        Self::Say,
        Self::Say,
        Self::Say,
        Self::Say,
        Self::Say,
        Self::Say,
        Self::Say,
        Self::Say,
    ];

    fn of(byte: u8) -> Self {
        Self::TABLE[usize::from(byte) % Self::TABLE.len()]
    }

    /// A byte that means it.
    pub(super) fn byte(self) -> u8 {
        Self::TABLE.iter().position(|other| *other == self).and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
    }
}

/// A venue and what its edges would know.
struct World<'a> {
    venue: Venue,
    store: MemoryStore,
    waiting: Vec<(RequestId, Request)>,
    links: BTreeMap<LinkId, VisitorId>,
    /// Questions at the door and of the operator that were not answered.
    asked: BTreeSet<AskId>,
    known: Known,
    bytes: Bytes<'a>,
    asks: u64,
    next_link: u64,
    now: i64,
    is_stopped: bool,
    told: BTreeSet<&'static str>,
}

/// Carries out the operations in `bytes`.
///
/// # Panics
/// When the venue does what it must never do.
pub fn venue_operations(bytes: &[u8]) {
    said_to(bytes);
}

/// Carries out the operations in `bytes`, and names everything that the venue said to people meanwhile.
pub(super) fn said_to(bytes: &[u8]) -> BTreeSet<&'static str> {
    let mut world = World::new(bytes);
    for _ in 0..MOST_OPERATIONS {
        let Some(operation) = world.bytes.next() else { break };
        world.operate(Operation::of(operation));
    }
    while !world.waiting.is_empty() {
        world.answer_all();
    }
    world.tick();
    assert!(world.asked.is_empty(), "nobody answered {:?}", world.asked);
    world.told
}

/// The code of the invitation there is from the beginning for a role.
fn code_for(role: Role) -> Digest {
    Digest([200 + role as u8; 32])
}

impl<'a> World<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let hall = drawing::room_with_door(HALL, "garden");
        let garden = drawing::room_with_door(GARDEN, "hall");
        let programme = programme::parse(PROGRAMME, "fuzzed").unwrap_or_else(|fault| panic!("{fault}"));
        let setup = VenueSetup {
            rooms: vec![drawing::setup("hall", hall), drawing::setup("garden", garden)],
            capacity: CAPACITY,
            reserved_names: vec!["Staff".to_owned()],
            seed: 1,
            first_message: 1,
            programme: programme.clone(),
        };
        let mut world = Self {
            venue: Venue::new(setup),
            store: MemoryStore::default(),
            waiting: Vec::new(),
            links: BTreeMap::new(),
            asked: BTreeSet::new(),
            known: Known::beginning(programme),
            bytes: Bytes::new(bytes),
            asks: 0,
            next_link: 0,
            now: 1_790_000_000,
            is_stopped: false,
            told: BTreeSet::new(),
        };
        world.apply(Input::Clock(UnixSeconds(world.now)));
        for role in Role::ALL {
            let expires = UnixSeconds(world.now + 1_000_000);
            let request = Request::Invite { code: code_for(role), role, uses: USES, expires };
            assert_eq!(world.store.answer(&request), Answer::Kept);
        }
        world
    }

    /// A link that carries somebody, or another.
    fn link(&mut self) -> LinkId {
        let open: Vec<LinkId> = self.links.keys().copied().collect();
        let strange = LinkId(self.next_link);
        self.bytes.one_of(&open).unwrap_or(strange)
    }

    fn ask(&mut self) -> AskId {
        self.asks += 1;
        let ask = AskId(self.asks);
        self.asked.insert(ask);
        ask
    }

    fn operate(&mut self, operation: Operation) {
        match operation {
            Operation::Tick => self.tick(),
            Operation::Join => self.join(),
            Operation::Resume => self.resume(),
            Operation::Present => self.present(),
            Operation::Stride => self.stride(),
            Operation::Close => {
                let link = self.link();
                self.apply(Input::Link(LinkInput::Closed(link)));
                self.links.remove(&link);
            }
            Operation::Garbage => {
                let link = self.link();
                self.apply(Input::Link(LinkInput::Garbage(link)));
            }
            Operation::Answer => self.answer_all(),
            Operation::Fail => self.fail_one(),
            Operation::Pass => self.pass_time(),
            Operation::Invite => self.invite(),
            Operation::Deck => self.deck(),
            Operation::Photograph => self.photograph(),
            Operation::Programme => self.programme(),
            Operation::Stop => self.stop(),
            Operation::Say => self.say(),
        }
    }

    fn present(&mut self) {
        self.next_link += u64::from(self.bytes.below(4) > 0);
        let ticket = self.bytes.one_of(&self.known.tickets).unwrap_or(Digest([0; 32]));
        let link = LinkId(self.next_link);
        self.apply(Input::Link(LinkInput::Presented { link, transport: Transport::Loopback, ticket }));
    }

    fn stride(&mut self) {
        let (link, count) = (self.link(), self.bytes.below(33));
        let intents: Vec<Intent> = (0..count).filter_map(|_| Intent::from_byte(self.bytes.below(24))).collect();
        let far = self.bytes.below(8) == 0;
        let last = if far { self.bytes.number() } else { u32::from(self.bytes.below(200)) };
        let ack = Ack { newest: u16::from(self.bytes.below(255)), history: self.bytes.number() };
        self.apply(Input::Link(LinkInput::Stride(link, Stride { ack, last, intents })));
    }

    fn say(&mut self) {
        let link = self.link();
        let example = self.bytes.next().unwrap_or(0);
        let choice = [(); 4].map(|()| self.bytes.next().unwrap_or(0));
        let examples = messages::from_client::examples();
        let index = usize::from(example) % examples.len();
        let Some(example) = examples.into_iter().nth(index) else { return };
        let message = aim::aimed(example, &self.known, aim::Choice::new(choice));
        self.apply(Input::Link(LinkInput::Message(link, message)));
    }

    fn pass_time(&mut self) {
        self.now += i64::from(self.bytes.below(120));
        self.apply(Input::Clock(UnixSeconds(self.now)));
        for _ in 0..self.bytes.below(64) {
            self.tick();
        }
    }

    fn answer_all(&mut self) {
        for (id, request) in std::mem::take(&mut self.waiting) {
            let answer = self.store.answer(&request);
            self.apply(Input::Stored(id, answer));
        }
    }

    fn fail_one(&mut self) {
        if !self.waiting.is_empty() {
            let (id, _) = self.waiting.remove(0);
            self.apply(Input::Stored(id, Answer::Failed));
        }
    }

    fn tick(&mut self) {
        self.venue.step();
        self.drain();
        let ask = self.ask();
        self.apply(Input::Operator(OperatorInput::Status { ask }));
    }

    fn apply(&mut self, input: Input) {
        self.venue.apply(input);
        self.drain();
    }

    fn drain(&mut self) {
        while let Some(output) = self.venue.poll_output() {
            self.take(output);
        }
    }

    fn take(&mut self, output: Output) {
        match output {
            Output::Store(id, request) => self.waiting.push((id, request)),
            Output::Snapshot(link, bytes) => {
                assert!(bytes.len() <= MAX_SNAPSHOT_BYTES);
                assert!(self.links.contains_key(&link), "a snapshot for a link that carries nobody");
                assert!(Snapshot::from_bytes(&bytes).is_ok());
            }
            Output::Accept(link, visitor) => {
                assert!(!self.is_stopped, "somebody came in after the end");
                self.known.note_visitor(visitor);
                self.links.insert(link, visitor);
            }
            Output::Send(links, message) => {
                assert!(links.iter().all(|link| self.links.contains_key(link)), "words for nobody");
                self.told.insert(messages::from_server::name(&message));
                self.known.note(&message);
            }
            Output::Close(link) => drop(self.links.remove(&link)),
            Output::Photograph(composition) => self.known.photographs.push(composition.number),
            Output::Door(ask, _) => self.is_answered(ask),
            Output::Operator(ask, answer) => {
                self.is_answered(ask);
                self.check_answer(answer);
            }
            Output::Refuse(..) | Output::Count(_) => {}
        }
    }

    fn is_answered(&mut self, ask: AskId) {
        assert!(self.asked.remove(&ask), "{ask:?} was answered twice or never asked");
    }

    fn check_answer(&mut self, answer: OperatorAnswer) {
        match answer {
            OperatorAnswer::Status { present, rooms } => {
                assert!(present <= CAPACITY, "{present} people in a venue for {CAPACITY}");
                assert_eq!(rooms.iter().map(|(_, people)| people).sum::<u32>(), present);
            }
            OperatorAnswer::Programme(programme) => self.known.programmes.push(*programme),
            OperatorAnswer::Stopped => self.is_stopped = true,
            OperatorAnswer::Invited { .. } | OperatorAnswer::ProgrammeReplaced | OperatorAnswer::Refused(_) => {}
        }
    }
}

#[cfg(test)]
mod tests;
