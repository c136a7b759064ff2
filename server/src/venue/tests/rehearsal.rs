//! A venue to rehearse with: drawn rooms, a store that answers at once, people by name.
//!
//! Drawing: `#` wall, `.` floor, `s` seat, `E` start, `o` circle of two, `q` quiet, `D` door to the other room.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use hiroba_shared::country::Country;
use hiroba_shared::ids::{RoomId, SeatId, VisitorId};
use hiroba_shared::look::Look;
use hiroba_shared::map::{Entry, MAP_VERSION, RoomMap, Seat, Shape, Zone, ZoneKind};
use hiroba_shared::profile::{Languages, OrganisationKind, Persona};
use hiroba_shared::protocol::stride::Stride;
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::Role;
use hiroba_shared::rules::movement::Intent;
use hiroba_shared::text::DisplayName;
use hiroba_shared::units::{Facing, Point, SUBTILES_PER_TILE, TilePoint};

use crate::store::MemoryStore;
use crate::venue::input::{
    AddressKey, AskId, Digest, DoorInput, Input, LinkId, LinkInput, PolicyVersion, Transport, UnixSeconds,
};
use crate::venue::output::Output;
use crate::venue::record::programme::KeptProgramme;
use crate::venue::record::{Answer, Request, RequestId};
use crate::venue::roster::Visitor;
use crate::venue::{RoomSetup, Venue, VenueSetup};

pub(super) const NOON: i64 = 1_800_000_000;

/// A venue under rehearsal.
pub(super) struct Rehearsal {
    pub(super) venue: Venue,
    pub(super) heard: Vec<(LinkId, FromServer)>,
    pub(super) outputs: Vec<Output>,
    pub(super) store_fails: bool,
    store: MemoryStore,
    asks: u64,
    strides: BTreeMap<LinkId, u32>,
}

/// Somebody in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) id: VisitorId,
    pub(super) link: LinkId,
    pub(super) key: Digest,
}

pub(super) fn persona(name: &str) -> Persona {
    Persona {
        name: DisplayName::new(name).unwrap(),
        country: Country::new("JP").unwrap(),
        organisation_kind: OrganisationKind::School,
        organisation: None,
        languages: Languages::default(),
        look: Look::default(),
    }
}

/// A room as drawn; its door `D` leads to the start of `to`, its doors `A` to `C` to the rooms `a` to `c`, and `1` to
/// `3` to the places `+` of those rooms.
pub(in crate::venue) fn room(name: &str, drawing: &str, to: &str) -> RoomSetup {
    let rows: Vec<&str> = drawing.split_whitespace().collect();
    let (width, height) = (rows[0].len(), rows.len());
    let tiles = |sign: char| -> Vec<TilePoint> {
        let square = |y: usize, x: usize| TilePoint::new(u16::try_from(x).unwrap(), u16::try_from(y).unwrap());
        let all = (0..height).flat_map(|y| (0..width).map(move |x| (y, x)));
        all.filter(|(y, x)| rows[*y].chars().nth(*x) == Some(sign)).map(|(y, x)| square(y, x)).collect()
    };
    // All tiles of a sign make one zone: the box round them.
    let zone = |sign: char, kind: ZoneKind| {
        let tiles = tiles(sign);
        let corner = |v: u16| i32::from(v) * SUBTILES_PER_TILE;
        let left = corner(tiles.iter().map(|t| t.x).min()?);
        let top = corner(tiles.iter().map(|t| t.y).min()?);
        let right = corner(tiles.iter().map(|t| t.x).max()? + 1);
        let bottom = corner(tiles.iter().map(|t| t.y).max()? + 1);
        let shape = Shape::Rectangle { at: Point::new(left, top), size: Point::new(right - left, bottom - top) };
        Some(Zone { name: String::new(), shape, kind })
    };
    let door = ZoneKind::Door { room: to.to_owned(), entry: String::new() };
    let zones = [('o', ZoneKind::Circle { capacity: 2 }), ('q', ZoneKind::Quiet), ('D', door)];
    let leading = |sign: char, room: &str, entry: &str| -> Vec<Zone> {
        let kind = ZoneKind::Door { room: room.to_owned(), entry: entry.to_owned() };
        let corner =
            |tile: TilePoint| Point::new(i32::from(tile.x) * SUBTILES_PER_TILE, i32::from(tile.y) * SUBTILES_PER_TILE);
        let size = Point::new(SUBTILES_PER_TILE, SUBTILES_PER_TILE);
        let square = |tile| Zone {
            name: sign.to_string(),
            shape: Shape::Rectangle { at: corner(tile), size },
            kind: kind.clone(),
        };
        tiles(sign).into_iter().map(square).collect()
    };
    let doors =
        [('A', "a", ""), ('B', "b", ""), ('C', "c", ""), ('1', "a", "side"), ('2', "b", "side"), ('3', "c", "side")];
    let mut map = RoomMap {
        version: MAP_VERSION,
        title: name.into(),
        width: u16::try_from(width).unwrap(),
        height: u16::try_from(height).unwrap(),
        grid_px: (32, 32),
        blocked: vec![0; (width * height).div_ceil(8)],
        layers: vec![],
        tilesets: vec![],
        zones: zones.into_iter().filter_map(|(sign, kind)| zone(sign, kind)).collect(),
        seats: tiles('s').into_iter().map(|t| Seat { at: t.centre(), facing: Facing::South }).collect(),
        entries: vec![Entry { name: String::new(), tiles: tiles('E') }],
    };
    map.zones.extend(doors.into_iter().flat_map(|(sign, room, entry)| leading(sign, room, entry)));
    if !tiles('+').is_empty() {
        map.entries.push(Entry { name: String::from("side"), tiles: tiles('+') });
    }
    for wall in tiles('#') {
        map.set_blocked(wall, true);
    }
    map.check().unwrap();
    RoomSetup { name: name.to_owned(), map: Arc::new(map), map_hash: format!("hash of {name}") }
}

impl Rehearsal {
    /// A venue of one hall as drawn, with a small terrace behind its door.
    pub(super) fn of(hall: &str) -> Self {
        Self::with_capacity(hall, 100)
    }

    pub(super) fn with_capacity(hall: &str, capacity: u32) -> Self {
        Self::of_rooms(vec![room("hall", hall, "terrace"), room("terrace", "###### #E..D# ######", "hall")], capacity)
    }

    /// The venue that comes with the server, and the map of its hall.
    pub(super) fn of_the_demo(capacity: u32) -> (Self, Arc<RoomMap>) {
        let rooms = crate::map::demo::rooms().unwrap().rooms;
        let hall = Arc::clone(&rooms[0].map);
        (Self::of_rooms(rooms, capacity), hall)
    }

    pub(super) fn of_rooms(rooms: Vec<RoomSetup>, capacity: u32) -> Self {
        let reserved_names = vec!["Moderator".to_owned()];
        let setup = VenueSetup {
            rooms,
            capacity,
            reserved_names,
            seed: 1,
            first_message: 1,
            programme: KeptProgramme::default(),
        };
        let mut rehearsal = Self {
            venue: Venue::new(setup),
            heard: Vec::new(),
            outputs: Vec::new(),
            store_fails: false,
            store: MemoryStore::new(),
            asks: 0,
            strides: BTreeMap::new(),
        };
        rehearsal.apply(Input::Clock(UnixSeconds(NOON)));
        rehearsal
    }

    pub(super) fn apply(&mut self, input: Input) {
        self.venue.apply(input);
        self.drain();
    }

    pub(super) fn ticks(&mut self, ticks: u32) {
        for _ in 0..ticks {
            self.venue.step();
            self.drain();
        }
    }

    /// Asks to join; answers the ticket's and the key's digest.
    pub(super) fn ask(&mut self, name: &str, role: Option<Role>) -> Result<(Digest, Digest), Refusal> {
        let invitation = role.map(|role| self.invitation(role));
        let (ask, ticket, resume) = self.secrets();
        let persona = persona(name);
        let (address, device, room) = (AddressKey([0; 16]), None, None);
        let agreed = PolicyVersion([1; 8]);
        let join = DoorInput::Join { ask, address, persona, invitation, device, room, agreed, ticket, resume };
        self.apply(Input::Door(join));
        self.answer_of(ask).map(|()| (ticket, resume))
    }

    /// Asks to come back.
    pub(super) fn ask_back(&mut self, key: Digest) -> Result<(Digest, Digest), Refusal> {
        let (ask, ticket, resume) = self.secrets();
        self.apply(Input::Door(DoorInput::Resume { ask, address: AddressKey([0; 16]), key, ticket, resume }));
        self.answer_of(ask).map(|()| (ticket, resume))
    }

    /// Presents a ticket on a new link.
    pub(super) fn present(&mut self, (ticket, key): (Digest, Digest)) -> Result<Person, Refusal> {
        self.asks += 1;
        let (link, transport) = (LinkId(self.asks), Transport::Loopback);
        self.apply(Input::Link(LinkInput::Presented { link, transport, ticket }));
        let answer = self.outputs.iter().rev().find_map(|output| match output {
            Output::Accept(accepted, id) if *accepted == link => Some(Ok(*id)),
            Output::Refuse(refused, refusal) if *refused == link => Some(Err(*refusal)),
            _ => None,
        });
        answer.unwrap().map(|id| Person { id, link, key })
    }

    /// Somebody comes in.
    pub(super) fn join(&mut self, name: &str) -> Person {
        let ticket = self.ask(name, None).unwrap();
        self.present(ticket).unwrap()
    }

    /// Somebody comes in by an invitation.
    pub(super) fn join_as(&mut self, name: &str, role: Role) -> Person {
        let ticket = self.ask(name, Some(role)).unwrap();
        self.present(ticket).unwrap()
    }

    pub(super) fn say(&mut self, person: Person, message: FromClient) {
        self.apply(Input::Link(LinkInput::Message(person.link, message)));
    }

    pub(super) fn close(&mut self, person: Person) {
        self.apply(Input::Link(LinkInput::Closed(person.link)));
    }

    /// Walks for so many ticks, one intent each, and stands.
    pub(super) fn walk(&mut self, person: Person, facing: Facing, ticks: u32) {
        for _ in 0..ticks {
            self.stride(person, Intent::Walk(facing));
            self.ticks(1);
        }
        self.stride(person, Intent::Stay);
        self.ticks(1);
    }

    pub(super) fn stride(&mut self, person: Person, intent: Intent) {
        let last = self.strides.entry(person.link).or_default();
        *last += 1;
        let stride = Stride { last: *last, intents: vec![intent], ..Stride::default() };
        self.apply(Input::Link(LinkInput::Stride(person.link, stride)));
    }

    /// Puts somebody on a tile, as if they had walked there.
    pub(super) fn put(&mut self, person: Person, x: u16, y: u16) {
        let visitor = self.venue.roster.get_mut(person.id).unwrap();
        visitor.body.position = TilePoint::new(x, y).centre();
        let standing = self.venue.rooms.get(visitor.room).unwrap().standing(visitor.body.position);
        crate::venue::circle::cross(&mut self.venue, person.id, standing);
        self.drain();
    }

    pub(super) fn visitor(&self, person: Person) -> &Visitor {
        self.venue.roster.get(person.id).unwrap()
    }

    pub(super) fn room_of(&self, person: Person) -> RoomId {
        self.visitor(person).room
    }

    pub(super) fn seat_of(&self, person: Person) -> Option<SeatId> {
        self.visitor(person).seat
    }

    /// What a client was sent since the last look.
    pub(super) fn told(&mut self, person: Person) -> Vec<FromServer> {
        let (mine, others) = std::mem::take(&mut self.heard).into_iter().partition(|(link, _)| *link == person.link);
        self.heard = others;
        let mine: Vec<(LinkId, FromServer)> = mine;
        mine.into_iter().map(|(_, message)| message).collect()
    }

    fn invitation(&mut self, role: Role) -> Digest {
        self.asks += 1;
        let code = digest(self.asks);
        self.store.answer(&Request::Invite { code, role, uses: 1, expires: UnixSeconds(NOON + 86_400) });
        code
    }

    fn secrets(&mut self) -> (AskId, Digest, Digest) {
        self.asks += 2;
        (AskId(self.asks), digest(self.asks), digest(self.asks - 1))
    }

    fn answer_of(&self, ask: AskId) -> Result<(), Refusal> {
        let answers = self.outputs.iter().rev();
        let mut answers =
            answers.filter_map(|o| if let Output::Door(of, answer) = o { Some((*of, *answer)) } else { None });
        answers.find(|(of, _)| *of == ask).unwrap().1
    }

    fn drain(&mut self) {
        let mut asked: VecDeque<(RequestId, Request)> = VecDeque::new();
        loop {
            while let Some(output) = self.venue.poll_output() {
                match &output {
                    Output::Send(links, message) => {
                        self.heard.extend(links.iter().map(|link| (*link, message.clone())));
                    }
                    Output::Store(id, request) => asked.push_back((*id, request.clone())),
                    _ => {}
                }
                self.outputs.push(output);
            }
            let Some((id, request)) = asked.pop_front() else { return };
            let answer = if self.store_fails { Answer::Failed } else { self.store.answer(&request) };
            self.venue.apply(Input::Stored(id, answer));
        }
    }
}

fn digest(number: u64) -> Digest {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_le_bytes());
    Digest(bytes)
}
