//! The visitors of the venue: those with a link, and those whose place is held for a broken one.
//!
//! Promises one visitor per id and one per link, in order of ids. Who may come in is decided by `admission`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use hiroba_shared::ids::{EntryId, MessageId, RoomId, SeatId, VisitorId, ZoneId};
use hiroba_shared::profile::Profile;
use hiroba_shared::protocol::session::Pace;
use hiroba_shared::protocol::stage::Channel;
use hiroba_shared::protocol::stride::Ack;
use hiroba_shared::rules::movement::Body;
use hiroba_shared::units::{Tick, seconds};

use super::input::{LinkId, Transport, UnixSeconds};
use super::lead::{Lead, Wish};
use super::limits::Allowances;
use super::names;
use super::people::Search;
use super::record::{Place, Trace};
use super::room::{Rooms, Standing};
use super::steps::Steps;

/// How long the avatar of a broken link is still seen, greyed.
const GREYED_TICKS: u32 = seconds(5);

/// How somebody attends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Attendance {
    /// By a link.
    Linked {
        /// Which.
        link: LinkId,
        /// What carries it.
        transport: Transport,
        /// The window is hidden.
        away: bool,
    },
    /// The link broke; the place is held.
    Broken {
        /// When.
        since: Tick,
    },
}

/// A visitor who is present.
#[derive(Debug)]
pub(super) struct Visitor {
    pub(super) profile: Profile,
    /// Name and organisation as searches compare them.
    pub(super) folded: String,
    pub(super) attendance: Attendance,
    pub(super) room: RoomId,
    pub(super) body: Body,
    /// Counts jumps.
    pub(super) epoch: u8,
    pub(super) seat: Option<SeatId>,
    pub(super) standing: Standing,
    /// The circle they are a member of.
    pub(super) circle: Option<ZoneId>,
    pub(super) steps: Steps,
    pub(super) wish: Option<Wish>,
    pub(super) lead: Option<Lead>,
    pub(super) ack: Ack,
    /// How often they want to see.
    pub(super) pace: Pace,
    /// Which captions they read.
    pub(super) channel: Channel,
    /// Whom they must see whatever the crowd.
    pub(super) forced: Vec<VisitorId>,
    /// Whom they last exchanged direct messages with.
    pub(super) partner: Option<VisitorId>,
    /// How they are known again.
    pub(super) trace: Trace,
    /// The mutes in force, by the log's entry.
    pub(super) mutes: BTreeMap<EntryId, UnixSeconds>,
    pub(super) blocks: BTreeSet<VisitorId>,
    /// Who blocks them by an earlier visit of either.
    pub(super) blocked_by: BTreeSet<VisitorId>,
    pub(super) takes_direct: bool,
    pub(super) allowances: Allowances,
    /// Messages they heard, oldest first.
    pub(super) heard: VecDeque<MessageId>,
    pub(super) search: Option<Search>,
    /// They are elsewhere than the store knows.
    pub(super) unkept: bool,
}

impl Visitor {
    /// The link, if there is one.
    pub(super) fn link(&self) -> Option<LinkId> {
        if let Attendance::Linked { link, .. } = self.attendance { Some(link) } else { None }
    }

    /// The link, if they look at the window.
    pub(super) fn looking(&self) -> Option<LinkId> {
        if let Attendance::Linked { link, away: false, .. } = self.attendance { Some(link) } else { None }
    }

    /// Whether others see them greyed.
    pub(super) fn is_away(&self) -> bool {
        self.looking().is_none()
    }

    /// Whether others see them at all.
    pub(super) fn is_seen(&self, tick: Tick) -> bool {
        match self.attendance {
            Attendance::Linked { .. } => true,
            Attendance::Broken { since } => tick.since(since) < GREYED_TICKS,
        }
    }

    /// Whether one of the two blocks the other.
    pub(super) fn is_apart_from(&self, other: &Self) -> bool {
        let blocks = |one: &Self, other: &Self| {
            one.blocks.contains(&other.profile.visitor) || other.blocked_by.contains(&one.profile.visitor)
        };
        blocks(self, other) || blocks(other, self)
    }

    /// Until when nobody hears them.
    pub(super) fn muted_until(&self, now: UnixSeconds) -> Option<UnixSeconds> {
        self.mutes.values().copied().max().filter(|until| *until > now)
    }

    /// Their place, as the store keeps it.
    pub(super) fn place(&self, rooms: &Rooms) -> Option<Place> {
        let room = rooms.get(self.room)?.name.clone();
        Some(Place { room, at: self.body.position, facing: self.body.facing, seat: self.seat })
    }
}

/// Who is present.
#[derive(Debug, Default)]
pub(super) struct Roster {
    visitors: BTreeMap<VisitorId, Visitor>,
    links: BTreeMap<LinkId, VisitorId>,
    by_name: BTreeSet<(String, VisitorId)>,
}

impl Roster {
    /// The visitor, if present.
    pub(super) fn get(&self, id: VisitorId) -> Option<&Visitor> {
        self.visitors.get(&id)
    }

    /// The visitor, to change; attendance changes through [`Self::attend`].
    pub(super) fn get_mut(&mut self, id: VisitorId) -> Option<&mut Visitor> {
        self.visitors.get_mut(&id)
    }

    /// Everybody, by id.
    pub(super) fn iter(&self) -> impl Iterator<Item = (VisitorId, &Visitor)> {
        self.visitors.iter().map(|(id, visitor)| (*id, visitor))
    }

    /// Everybody to change, by id.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (VisitorId, &mut Visitor)> {
        self.visitors.iter_mut().map(|(id, visitor)| (*id, visitor))
    }

    /// Everybody, by name.
    pub(super) fn by_name(&self) -> impl Iterator<Item = &Visitor> {
        self.by_name.iter().filter_map(|(_, id)| self.visitors.get(id))
    }

    /// How many have a place, broken links included.
    pub(super) fn len(&self) -> usize {
        self.visitors.len()
    }

    /// Who attends by this link.
    pub(super) fn by_link(&self, link: LinkId) -> Option<VisitorId> {
        self.links.get(&link).copied()
    }

    /// Takes somebody in.
    pub(super) fn insert(&mut self, visitor: Visitor) {
        let id = visitor.profile.visitor;
        if let Some(link) = visitor.link() {
            self.links.insert(link, id);
        }
        self.by_name.insert((name_key(&visitor), id));
        self.visitors.insert(id, visitor);
    }

    /// Lets somebody go.
    pub(super) fn remove(&mut self, id: VisitorId) -> Option<Visitor> {
        let visitor = self.visitors.remove(&id)?;
        if let Some(link) = visitor.link() {
            self.links.remove(&link);
        }
        self.by_name.remove(&(name_key(&visitor), id));
        Some(visitor)
    }

    /// The visitor attends in another way than before.
    pub(super) fn attend(&mut self, id: VisitorId, attendance: Attendance) {
        let Some(visitor) = self.visitors.get_mut(&id) else { return };
        if let Some(link) = visitor.link() {
            self.links.remove(&link);
        }
        visitor.attendance = attendance;
        if let Some(link) = visitor.link() {
            self.links.insert(link, id);
        }
    }
}

fn name_key(visitor: &Visitor) -> String {
    names::search_fold(visitor.profile.persona.name.as_str())
}
