//! The authority as a state machine: inputs in, one step per tick, outputs out.
//!
//! The driving contract: `apply` any number of inputs, `step` once per tick, and after each of these drain
//! `poll_output` to the end. Equal setup and inputs give equal outputs. There is no clock, no IO, no randomness but
//! the seeded one, and no input that makes it panic.
//!
//! ```
//! use hiroba_server::venue::input::{AskId, Input, OperatorInput, UnixSeconds};
//! use hiroba_server::venue::output::{OperatorAnswer, Output};
//! use hiroba_server::venue::record::programme::KeptProgramme;
//! use hiroba_server::venue::{Venue, VenueSetup};
//!
//! let programme = KeptProgramme::default();
//! let setup =
//!     VenueSetup { rooms: vec![], capacity: 10, reserved_names: vec![], seed: 1, first_message: 1, programme };
//! let mut venue = Venue::new(setup);
//! venue.apply(Input::Clock(UnixSeconds(1_800_000_000)));
//! venue.apply(Input::Operator(OperatorInput::Status { ask: AskId(7) }));
//! venue.step();
//! let outputs: Vec<Output> = std::iter::from_fn(|| venue.poll_output()).collect();
//! assert_eq!(outputs, [Output::Operator(AskId(7), OperatorAnswer::Status { present: 0, rooms: vec![] })]);
//! assert_eq!(venue.tick().0, 1);
//! ```

pub mod input;
pub mod output;
pub mod record;
pub mod view;

mod admission;
mod circle;
mod fingerprint;
mod floor;
mod gauges;
mod hall;
mod introductions;
mod keeper;
mod lead;
mod limits;
mod line;
mod names;
mod operator;
mod order;
mod outbox;
mod passage;
mod people;
mod photograph;
mod presence;
mod programme;
mod requests;
mod room;
mod roster;
mod session;
mod sight;
mod stage;
mod slides;
mod steps;
mod talk;
mod told;
mod walk;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use hiroba_shared::ids::VisitorId;
use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::units::{TICKS_PER_SECOND, Tick};

use input::{Discarded, Input, LinkId, LinkInput, UnixSeconds};
use output::{Counted, Output};
use record::programme::KeptProgramme;

pub use gauges::Gauges;

/// A room to open.
#[derive(Debug, Clone)]
pub struct RoomSetup {
    /// Its name in addresses, such as `terrace`.
    pub name: String,
    /// The compiled map.
    pub map: Arc<RoomMap>,
    /// BLAKE3 of the encoded map, in hexadecimal.
    pub map_hash: String,
}

/// What a venue is made of. The first room is where people without a wish start.
#[derive(Debug, Clone)]
pub struct VenueSetup {
    /// The rooms, at least one.
    pub rooms: Vec<RoomSetup>,
    /// Most people in the venue.
    pub capacity: u32,
    /// Names nobody but staff may have or resemble.
    pub reserved_names: Vec<String>,
    /// Seed of everything that is chosen at random.
    pub seed: u64,
    /// Number of the first message said, beyond any stored one.
    pub first_message: u64,
    /// The programme as it was kept, or as it begins.
    pub programme: KeptProgramme,
}

/// The venue.
#[derive(Debug)]
pub struct Venue {
    tick: Tick,
    now: UnixSeconds,
    stopping: bool,
    capacity: u32,
    reserved: names::ReservedNames,
    rooms: room::Rooms,
    roster: roster::Roster,
    admission: admission::Admission,
    requests: requests::Requests,
    introductions: introductions::Introductions,
    told: told::Told,
    floor: floor::Floor,
    counts: presence::Counts,
    programme: programme::Programme,
    stages: stage::Stages,
    /// Who waits for a way to be planned.
    ways: line::Line,
    /// Whose searches wait.
    searches: line::Line,
    slides: slides::Slides,
    photographs: photograph::Photographs,
    halls: hall::Halls,
    /// Whose zones changed in this step.
    stirred: BTreeSet<VisitorId>,
    /// Reused from step to step.
    happenings: Vec<(VisitorId, walk::Happening)>,
    seen: Vec<view::Seen>,
    views: view::Views,
    outbox: outbox::Outbox,
}

impl Venue {
    /// Opens a venue; nobody is in it.
    #[must_use]
    pub fn new(setup: VenueSetup) -> Self {
        let VenueSetup { rooms, capacity, reserved_names, seed, first_message, programme } = setup;
        let rooms = room::Rooms::new(rooms);
        let mut venue = Self {
            tick: Tick::default(),
            now: UnixSeconds::default(),
            stopping: false,
            capacity,
            reserved: names::ReservedNames::new(&reserved_names),
            programme: programme::Programme::new(programme, &rooms),
            stages: stage::Stages::default(),
            rooms,
            roster: roster::Roster::default(),
            admission: admission::Admission::default(),
            requests: requests::Requests::default(),
            introductions: introductions::Introductions::default(),
            told: told::Told::new(first_message),
            floor: floor::Floor::default(),
            counts: presence::Counts::default(),
            ways: line::Line::default(),
            searches: line::Line::default(),
            slides: slides::Slides::default(),
            photographs: photograph::Photographs::default(),
            halls: hall::Halls::default(),
            stirred: BTreeSet::new(),
            happenings: Vec::new(),
            seen: Vec::new(),
            views: view::Views::new(seed),
            outbox: outbox::Outbox::default(),
        };
        floor::read_rooms(&mut venue);
        hall::read(&mut venue);
        venue
    }

    /// Takes in something that happened.
    pub fn apply(&mut self, input: Input) {
        match input {
            Input::Clock(now) => self.now = now,
            Input::Door(asked) => admission::asked(self, asked),
            Input::Deck { ask, key, news } => slides::told(self, ask, key, news),
            Input::Photograph { number, drawn } => photograph::told(self, number, drawn),
            Input::Link(LinkInput::Presented { link, transport, ticket }) => {
                session::presented(self, link, transport, ticket);
            }
            Input::Link(LinkInput::Message(link, message)) => self.message(link, message),
            Input::Link(LinkInput::Stride(link, stride)) => walk::stride(self, link, &stride),
            Input::Link(LinkInput::Garbage(link)) => session::garbage(self, link),
            Input::Link(LinkInput::Closed(link)) => session::closed(self, link),
            Input::Stored(request, answer) => requests::answered(self, request, answer),
            Input::Operator(asked) => operator::asked(self, asked),
        }
    }

    /// Lets one tick pass.
    pub fn step(&mut self) {
        self.tick = self.tick.after(1);
        walk::step(self);
        photograph::step(self);
        lead::plan_some(self);
        people::search_some(self);
        if self.tick.0.is_multiple_of(TICKS_PER_SECOND) {
            session::give_up_lapsed(self);
            admission::tidy(self);
            order::end_mutes(self);
            presence::tell_if_changed(self);
            slides::tidy(self);
            talk::keep_lines(self);
            floor::keep_time(self);
            stage::tidy(self);
            stage::keep_lines(self);
            hall::keep(self);
        }
        if self.tick.0.is_multiple_of(keeper::SEE_EVERY) {
            keeper::see_everybody(self);
        }
        if self.tick.0.is_multiple_of(keeper::KEEP_EVERY) {
            keeper::keep_moved(self);
        }
        if self.tick.0.is_multiple_of(floor::TELL_EVERY) {
            floor::tell_changes(self);
        }
        circle::tell_changes(self);
        stage::flush(self);
        sight::show(self);
    }

    /// The oldest output not yet taken.
    pub fn poll_output(&mut self) -> Option<Output> {
        self.outbox.pop()
    }

    /// How many steps there were.
    #[must_use]
    pub const fn tick(&self) -> Tick {
        self.tick
    }

    /// A number that is equal for equal states, whatever the machine; for replays and tests.
    #[must_use]
    pub fn digest(&self) -> u64 {
        fingerprint::of(self)
    }

    /// How the venue stands, for the operator; looks at everybody.
    #[must_use]
    pub fn gauges(&self) -> Gauges {
        gauges::read(self)
    }

    fn message(&mut self, link: LinkId, message: FromClient) {
        let Some(id) = self.roster.by_link(link) else {
            return self.outbox.discard(Discarded::UnknownLink);
        };
        if let Some(refusal) = self.hold_back(id, &message) {
            self.outbox.discard(Discarded::TooFast);
            return refusal.into_iter().for_each(|refusal| self.refuse(id, refusal));
        }
        match message {
            FromClient::Session(message) => session::heard(self, id, message),
            FromClient::Walk(message) => walk::heard(self, id, message),
            FromClient::Talk(message) => talk::heard(self, id, message),
            FromClient::People(message) => people::heard(self, id, message),
            FromClient::Order(message) => order::heard(self, id, message),
            FromClient::Programme(message) => programme::heard(self, id, message),
            FromClient::Floor(message) => floor::heard(self, id, message),
            FromClient::Stage(message) => stage::heard(self, id, message),
            FromClient::Slides(message) => slides::heard(self, id, message),
            FromClient::Photograph(message) => photograph::heard(self, id, message),
        }
    }

    /// Whether a message is too much; and then what to answer, if it is time for an answer.
    fn hold_back(&mut self, id: VisitorId, message: &FromClient) -> Option<Option<Refusal>> {
        let allowances = &mut self.roster.get_mut(id)?.allowances;
        let limits::TooFast { retry_ms } = allowances.take(message, self.tick).err()?;
        Some(allowances.should_be_told(self.tick).then_some(Refusal::TooFast { retry_ms }))
    }

    fn is_full(&self) -> bool {
        let places = self.roster.len() + self.admission.promised();
        u32::try_from(places).map_or(true, |places| places >= self.capacity)
    }

    fn send(&mut self, id: VisitorId, message: FromServer) {
        if let Some(link) = self.roster.get(id).and_then(roster::Visitor::link) {
            self.outbox.send(link, message);
        }
    }

    fn refuse(&mut self, id: VisitorId, refusal: Refusal) {
        match self.roster.get(id).and_then(roster::Visitor::link) {
            Some(link) => self.outbox.refuse(link, refusal),
            None => self.outbox.count(Counted::Refused(refusal)),
        }
    }
}
