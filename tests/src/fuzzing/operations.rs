//! Sequences of operations on a venue, read from bytes: people come, walk, talk, break off and come back, the store
//! fails, time passes. Whatever the order, the venue must not panic nor let in more than it holds.

use std::collections::BTreeMap;

use hiroba_server::store::MemoryStore;
use hiroba_server::venue::input::{
    AddressKey, AskId, Digest, DoorInput, Input, LinkId, LinkInput, OperatorInput, PolicyVersion, Transport,
    UnixSeconds,
};
use hiroba_server::venue::output::{OperatorAnswer, Output};
use hiroba_server::venue::record::programme::KeptProgramme;
use hiroba_server::venue::record::{Answer, Request, RequestId};
use hiroba_server::venue::{Venue, VenueSetup};
use hiroba_shared::ids::{RoomId, SeatId, VisitorId, ZoneId};
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::order::OrderFromClient;
use hiroba_shared::protocol::session::SessionFromClient;
use hiroba_shared::protocol::snapshot::{MAX_SNAPSHOT_BYTES, Snapshot};
use hiroba_shared::protocol::stride::{Ack, Stride};
use hiroba_shared::protocol::walk::{Goal, WalkFromClient};
use hiroba_shared::role::Role;
use hiroba_shared::rules::movement::Intent;
use hiroba_shared::units::TilePoint;

use crate::{drawing, messages};

/// Most people the fuzzed venue holds.
const CAPACITY: u32 = 5;
/// Links, tickets and keys there are to choose from.
const SECRETS: u8 = 12;
/// Most operations of one input, so that a long one stays quick.
const MOST_OPERATIONS: usize = 600;

/// A venue and what its edges would know.
struct World<'a> {
    venue: Venue,
    store: MemoryStore,
    waiting: Vec<(RequestId, Request)>,
    links: BTreeMap<LinkId, VisitorId>,
    bytes: &'a [u8],
    asks: u64,
    next_link: u64,
    now: i64,
}

/// Carries out the operations in `bytes`.
///
/// # Panics
/// When the venue does what it must never do.
pub fn venue_operations(bytes: &[u8]) {
    let hall = drawing::room_with_door("########\n#@.s1.D#\n#..q1.h#\n########", "garden");
    let garden = drawing::room_with_door("#####\n#D.@#\n#####", "hall");
    let setup = VenueSetup {
        rooms: vec![drawing::setup("hall", hall), drawing::setup("garden", garden)],
        capacity: CAPACITY,
        reserved_names: vec!["Staff".to_owned()],
        seed: 1,
        first_message: 1,
        programme: KeptProgramme::default(),
    };
    let mut world = World {
        venue: Venue::new(setup),
        store: MemoryStore::default(),
        waiting: Vec::new(),
        links: BTreeMap::new(),
        bytes,
        asks: 0,
        next_link: 0,
        now: 1_790_000_000,
    };
    world.apply(Input::Clock(UnixSeconds(world.now)));
    for _ in 0..MOST_OPERATIONS {
        let Some(operation) = world.byte() else { break };
        world.operate(operation);
    }
    world.answer_all();
    world.tick();
}

impl World<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    /// The next byte, or 0 at the end.
    fn small(&mut self, end: u8) -> u8 {
        self.byte().unwrap_or(0) % end.max(1)
    }

    fn number(&mut self) -> u32 {
        let bytes = [self.small(255), self.small(255), self.small(255), self.small(255)];
        u32::from_le_bytes(bytes)
    }

    fn visitor(&mut self) -> VisitorId {
        VisitorId(u32::from(self.small(10)))
    }

    /// A link that was opened, or one that never was.
    fn link(&mut self) -> LinkId {
        let back = u64::from(self.small(6));
        LinkId(self.next_link.saturating_sub(back))
    }

    fn secret(&mut self) -> Digest {
        Digest([self.small(SECRETS); 32])
    }

    fn ask(&mut self) -> AskId {
        self.asks += 1;
        AskId(self.asks)
    }

    fn operate(&mut self, operation: u8) {
        match operation % 16 {
            0 | 1 => self.tick(),
            2 => self.join(),
            3 => {
                let (ask, key, ticket, resume) = (self.ask(), self.secret(), self.secret(), self.secret());
                self.apply(Input::Door(DoorInput::Resume { ask, address: AddressKey([0; 16]), key, ticket, resume }));
            }
            4 | 5 => self.present(),
            6 => self.stride(),
            7 => {
                let link = self.link();
                self.apply(Input::Link(LinkInput::Closed(link)));
            }
            8 => {
                let link = self.link();
                self.apply(Input::Link(LinkInput::Garbage(link)));
            }
            9 => self.answer_all(),
            10 => self.fail_one(),
            11 => self.pass_time(),
            12 => self.invite(),
            _ => self.message(),
        }
    }

    fn join(&mut self) {
        let name = ["Ana", "Бат", "山田", "Staff", "Ana"][usize::from(self.small(5))];
        let invitation = (self.small(3) == 0).then(|| self.secret());
        let device = (self.small(2) == 0).then(|| self.secret());
        let room = [None, Some("garden"), Some("nowhere"), Some("hall#x")][usize::from(self.small(4))];
        let (ask, ticket, resume) = (self.ask(), self.secret(), self.secret());
        self.apply(Input::Door(DoorInput::Join {
            ask,
            address: AddressKey([self.asks.to_le_bytes()[0]; 16]),
            persona: messages::persona(name),
            invitation,
            device,
            room: room.map(str::to_owned),
            agreed: PolicyVersion([1; 8]),
            ticket,
            resume,
        }));
    }

    fn present(&mut self) {
        self.next_link += u64::from(self.small(4) > 0);
        let (link, ticket) = (LinkId(self.next_link), self.secret());
        self.apply(Input::Link(LinkInput::Presented { link, transport: Transport::Loopback, ticket }));
    }

    fn stride(&mut self) {
        let (link, count) = (self.link(), self.small(33));
        let intents: Vec<Intent> = (0..count).filter_map(|_| Intent::from_byte(self.small(24))).collect();
        let far = self.small(8) == 0;
        let last = if far { self.number() } else { u32::from(self.small(200)) };
        let ack = Ack { newest: u16::from(self.small(255)), history: self.number() };
        self.apply(Input::Link(LinkInput::Stride(link, Stride { ack, last, intents })));
    }

    fn message(&mut self) {
        let link = self.link();
        let visitor = self.visitor();
        let minutes = self.number();
        let chosen = self.small(12);
        let after = u32::from(self.small(40));
        let message = match chosen {
            0 => FromClient::Session(SessionFromClient::Away(minutes.is_multiple_of(2))),
            1 => FromClient::Session(SessionFromClient::Leave),
            2 => FromClient::Walk(WalkFromClient::Sit { seat: SeatId(minutes as u16 % 3), after }),
            3 => FromClient::Walk(WalkFromClient::Lead { goal: Goal::Visitor(visitor), after }),
            4 => {
                let goal = Goal::Zone(RoomId(minutes as u16 % 3), ZoneId(visitor.0 as u16));
                FromClient::Walk(WalkFromClient::Lead { goal, after })
            }
            5 => {
                let goal = Goal::Tile(TilePoint::new(visitor.0 as u16, minutes as u16 % 5));
                FromClient::Walk(WalkFromClient::Lead { goal, after })
            }
            6 => FromClient::Walk(WalkFromClient::Follow { visitor, after }),
            7 => FromClient::Order(OrderFromClient::Mute { visitor, minutes }),
            8 => FromClient::Order(OrderFromClient::Bar { visitor, minutes }),
            9 => FromClient::Order(OrderFromClient::Block(visitor)),
            _ => {
                let examples = messages::from_client::examples();
                let index = usize::from(self.small(255)) % examples.len();
                examples.into_iter().nth(index).unwrap_or(FromClient::Session(SessionFromClient::Leave))
            }
        };
        self.apply(Input::Link(LinkInput::Message(link, message)));
    }

    fn invite(&mut self) {
        let (ask, code) = (self.ask(), self.secret());
        let role = Role::ALL[usize::from(self.small(7))];
        let (uses, expires) = (u32::from(self.small(4)), UnixSeconds(self.now + 600));
        self.apply(Input::Operator(OperatorInput::Invite { ask, code, role, uses, expires }));
    }

    fn pass_time(&mut self) {
        self.now += i64::from(self.small(120));
        self.apply(Input::Clock(UnixSeconds(self.now)));
        for _ in 0..self.small(64) {
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
            match output {
                Output::Store(id, request) => self.waiting.push((id, request)),
                Output::Snapshot(link, bytes) => {
                    assert!(bytes.len() <= MAX_SNAPSHOT_BYTES);
                    assert!(self.links.contains_key(&link), "a snapshot for a link that carries nobody");
                    assert!(Snapshot::from_bytes(&bytes).is_ok());
                }
                Output::Accept(link, visitor) => drop(self.links.insert(link, visitor)),
                Output::Operator(_, OperatorAnswer::Status { present, rooms }) => {
                    assert!(present <= CAPACITY, "{present} people in a venue for {CAPACITY}");
                    assert_eq!(rooms.iter().map(|(_, people)| people).sum::<u32>(), present);
                }
                Output::Send(links, _) => {
                    assert!(links.iter().all(|link| self.links.contains_key(link)), "words for nobody");
                }
                Output::Door(..)
                | Output::Refuse(..)
                | Output::Close(_)
                | Output::Photograph(_)
                | Output::Count(_)
                | Output::Operator(
                    _,
                    OperatorAnswer::Invited { .. }
                    | OperatorAnswer::Programme(_)
                    | OperatorAnswer::ProgrammeReplaced
                    | OperatorAnswer::Stopped
                    | OperatorAnswer::Refused(_),
                ) => {}
            }
        }
    }
}
