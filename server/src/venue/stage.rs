//! The stages of the rooms: who is up there and how they came, and telling those in the room.
//!
//! Promises that nobody is on a stage who is neither in its room nor on the way there, and that nobody is sent up who did
//! not want to. Who may invite is the role table's; who may go up by themself the running item's. Those on a stage keep
//! their place there over a restart, for two minutes to come back in. What is said there is `caption`'s business.

mod caption;

use std::collections::BTreeMap;

use hiroba_shared::ids::{RoomId, VisitorId, ZoneId};
use hiroba_shared::map::ZoneKind;
use hiroba_shared::programme::StageRule;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::stage::{MOST_ON_STAGE, StageFromClient, StageFromServer};
use hiroba_shared::protocol::walk::Goal;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::role::{Action, Role};
use hiroba_shared::units::{Tick, seconds};

use super::Venue;
use super::input::LinkId;
use super::lead::{self, Aim};
use super::record::CaptionLine;
use super::room::Room;
use super::roster::{Roster, Visitor};
use caption::Captions;

pub(super) use caption::{flush, keep_lines};

/// How long an invitation holds.
const INVITED_TICKS: u32 = seconds(120);
/// How long those who were on a stage before a restart may take to come back.
const AWAITED_TICKS: u32 = seconds(120);

/// The stages of the venue.
#[derive(Debug, Default, Hash)]
pub(super) struct Stages {
    rooms: BTreeMap<RoomId, Stage>,
    next_line: u32,
    /// Finished captions the store does not have yet.
    finished: Vec<CaptionLine>,
}

/// The stage of a room.
#[derive(Debug, Default, Hash)]
struct Stage {
    /// Who is on it, in the order they came up.
    people: Vec<VisitorId>,
    invited: BTreeMap<VisitorId, Invitation>,
    /// Those of its people who have not come back after a restart, and since when they could.
    awaited: BTreeMap<VisitorId, Tick>,
    captions: Captions,
    /// The people changed since the room was told.
    stirred: bool,
}

#[derive(Debug, Clone, Copy, Hash)]
struct Invitation {
    by: VisitorId,
    since: Tick,
}

impl Stages {
    /// Whether somebody is on the stage of a room.
    pub(super) fn is_on(&self, room: RoomId, visitor: VisitorId) -> bool {
        self.rooms.get(&room).is_some_and(|stage| stage.people.contains(&visitor))
    }

    /// Who is on the stage of a room, those included who have yet to come back.
    pub(super) fn people(&self, room: RoomId) -> Vec<VisitorId> {
        self.rooms.get(&room).map(|stage| stage.people.clone()).unwrap_or_default()
    }

    fn invitation(&self, visitor: VisitorId) -> Option<(RoomId, Invitation)> {
        self.rooms.iter().find_map(|(room, stage)| Some((*room, *stage.invited.get(&visitor)?)))
    }
}

impl Stage {
    /// Who of its people is in the venue.
    fn present(&self, roster: &Roster) -> Vec<VisitorId> {
        self.people.iter().filter(|id| roster.get(**id).is_some()).copied().collect()
    }
}

/// Those who were on the stage of a room before a restart are on it again, as soon as they are back.
pub(super) fn come_back(venue: &mut Venue, room: RoomId, people: Vec<VisitorId>) {
    if people.is_empty() || stage_zone(venue, room).is_err() {
        return;
    }
    let since = venue.tick;
    let stage = venue.stages.rooms.entry(room).or_default();
    let came_meanwhile = std::mem::take(&mut stage.people).into_iter().filter(|id| !people.contains(id));
    let came_meanwhile: Vec<VisitorId> = came_meanwhile.collect();
    stage.awaited = people.iter().map(|id| (*id, since)).collect();
    stage.people = people.into_iter().chain(came_meanwhile).take(MOST_ON_STAGE).collect();
}

/// A client asks about the stage.
pub(super) fn heard(venue: &mut Venue, id: VisitorId, message: StageFromClient) {
    let asked = match message {
        StageFromClient::Invite(whom) => invite(venue, id, whom),
        StageFromClient::SendDown(whom) => send_down(venue, id, whom),
        StageFromClient::Accept => accept(venue, id),
        StageFromClient::Decline => decline(venue, id),
        StageFromClient::GoUp => go_up(venue, id),
        StageFromClient::GoDown => go_down(venue, id),
        StageFromClient::Caption { language, text, finished } => {
            caption::write(venue, id, caption::Typed { language, text, finished })
        }
        StageFromClient::Listen(channel) => {
            caption::listen(venue, id, channel);
            Ok(())
        }
    };
    if let Err(refusal) = asked {
        venue.refuse(id, refusal);
    }
}

/// Tells whoever entered a room who is on its stage and into which languages somebody interprets, and again who invites
/// them up: a client that came back knows nothing of it.
pub(super) fn tell(venue: &mut Venue, id: VisitorId) {
    if let Some((_, invitation)) = venue.stages.invitation(id) {
        tell_invited(venue, id, invitation.by);
    }
    let Some(visitor) = venue.roster.get(id) else { return };
    let (Some(link), Some(stage)) = (visitor.looking(), venue.stages.rooms.get(&visitor.room)) else { return };
    let (people, channels) = (stage.present(&venue.roster), stage.captions.channels());
    let Venue { roster, introductions, outbox, .. } = venue;
    introductions.introduce(roster, outbox, (id, link), &people);
    if !people.is_empty() {
        outbox.send(link, FromServer::Stage(StageFromServer::On(people)));
    }
    if !channels.is_empty() {
        outbox.send(link, FromServer::Stage(StageFromServer::Channels(channels)));
    }
}

/// Those who left the room or the venue are on its stage no longer, old invitations end, and rooms are told what
/// changed.
pub(super) fn tidy(venue: &mut Venue) {
    let (roster, tick) = (&venue.roster, venue.tick);
    let mut lapsed = Vec::new();
    for (room, stage) in &mut venue.stages.rooms {
        let count = stage.people.len();
        // Who accepted elsewhere is on the way as long as they let themselves be led there.
        let leads = |who: &Visitor| who.lead.as_ref().is_some_and(|lead| lead.leads_into(*room));
        let awaited = &stage.awaited;
        stage.people.retain(|id| match roster.get(*id) {
            Some(who) => who.room == *room || leads(who),
            None => awaited.get(id).is_some_and(|since| tick.since(*since) < AWAITED_TICKS),
        });
        stage.stirred |= stage.people.len() != count;
        stage.awaited.retain(|id, since| {
            let is_back = roster.get(*id).is_some();
            stage.stirred |= is_back;
            !is_back && tick.since(*since) < AWAITED_TICKS
        });
        stage.invited.retain(|id, invitation| {
            let holds = tick.since(invitation.since) < INVITED_TICKS && roster.get(*id).is_some();
            if !holds {
                lapsed.push(*id);
            }
            holds
        });
    }
    for id in lapsed {
        venue.send(id, FromServer::Stage(StageFromServer::Uninvited));
    }
    caption::tidy(venue);
    tell_changes(venue);
}

fn tell_changes(venue: &mut Venue) {
    let stirred = venue.stages.rooms.iter_mut().filter(|(_, stage)| stage.stirred);
    let changed: Vec<(RoomId, Vec<VisitorId>)> = stirred
        .map(|(room, stage)| {
            stage.stirred = false;
            (*room, stage.present(&venue.roster))
        })
        .collect();
    for (room, people) in changed {
        let looking = looking_in(venue, room);
        let Venue { roster, introductions, outbox, .. } = venue;
        for who in people.iter().filter_map(|id| roster.get(*id)) {
            introductions.introduce_to_all(outbox, looking.iter().copied(), &who.profile);
        }
        let links = looking.iter().map(|(_, link)| *link).collect();
        outbox.broadcast(links, FromServer::Stage(StageFromServer::On(people)));
    }
}

fn looking_in(venue: &Venue, room: RoomId) -> Vec<(VisitorId, LinkId)> {
    let there = venue.roster.iter().filter(|(_, visitor)| visitor.room == room);
    there.filter_map(|(id, visitor)| Some((id, visitor.looking()?))).collect()
}

fn invite(venue: &mut Venue, by: VisitorId, whom: VisitorId) -> Result<(), Refusal> {
    let room = allowed(venue, by)?;
    stage_zone(venue, room)?;
    venue.roster.get(whom).and_then(|visitor| visitor.looking()).ok_or(Refusal::NotHere)?;
    if venue.stages.is_on(room, whom) || venue.stages.invitation(whom).is_some() {
        return Err(Refusal::OutOfPlace);
    }
    let tick = venue.tick;
    let stage = venue.stages.rooms.entry(room).or_default();
    if stage.people.len() + stage.invited.len() >= MOST_ON_STAGE {
        return Err(Refusal::StageFull);
    }
    stage.invited.insert(whom, Invitation { by, since: tick });
    tell_invited(venue, whom, by);
    Ok(())
}

fn tell_invited(venue: &mut Venue, whom: VisitorId, by: VisitorId) {
    let Some(link) = venue.roster.get(whom).and_then(|visitor| visitor.looking()) else { return };
    let Venue { roster, introductions, outbox, .. } = venue;
    introductions.introduce(roster, outbox, (whom, link), &[by]);
    outbox.send(link, FromServer::Stage(StageFromServer::Invited { by }));
}

fn accept(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    let (room, _) = venue.stages.invitation(id).ok_or(Refusal::OutOfPlace)?;
    come_up(venue, id, room)
}

fn decline(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    let (room, invitation) = venue.stages.invitation(id).ok_or(Refusal::OutOfPlace)?;
    if let Some(stage) = venue.stages.rooms.get_mut(&room) {
        stage.invited.remove(&id);
    }
    let link = venue.roster.get(invitation.by).and_then(|by| by.looking());
    if let Some(link) = link {
        let Venue { roster, introductions, outbox, .. } = venue;
        introductions.introduce(roster, outbox, (invitation.by, link), &[id]);
        outbox.send(link, FromServer::Stage(StageFromServer::Declined(id)));
    }
    Ok(())
}

fn go_up(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    let visitor = venue.roster.get(id).ok_or(Refusal::NotHere)?;
    let (room, role) = (visitor.room, visitor.profile.role);
    let runs = role.may(Action::InviteToStage);
    let open = match venue.programme.rules_in(room).stage {
        StageRule::Invited => runs,
        StageRule::Speakers => runs || role == Role::Speaker,
        StageRule::Everybody => true,
    };
    if !open {
        return Err(Refusal::NotAllowed);
    }
    come_up(venue, id, room)
}

/// Somebody is on the stage from now on, and led there.
fn come_up(venue: &mut Venue, id: VisitorId, room: RoomId) -> Result<(), Refusal> {
    let zone = stage_zone(venue, room)?;
    let stage = venue.stages.rooms.entry(room).or_default();
    let invited = stage.invited.remove(&id).is_some();
    if stage.people.contains(&id) {
        return Err(Refusal::OutOfPlace);
    }
    if !invited && stage.people.len() + stage.invited.len() >= MOST_ON_STAGE {
        return Err(Refusal::StageFull);
    }
    stage.people.push(id);
    stage.stirred = true;
    lead::begin(venue, id, Aim::Goal(Goal::Zone(room, zone)));
    tell_changes(venue);
    Ok(())
}

fn send_down(venue: &mut Venue, by: VisitorId, whom: VisitorId) -> Result<(), Refusal> {
    let room = allowed(venue, by)?;
    let stage = venue.stages.rooms.get_mut(&room).ok_or(Refusal::NotHere)?;
    if stage.invited.remove(&whom).is_some() {
        venue.send(whom, FromServer::Stage(StageFromServer::Uninvited));
        return Ok(());
    }
    step_down(venue, room, whom)
}

fn go_down(venue: &mut Venue, id: VisitorId) -> Result<(), Refusal> {
    let on = venue.stages.rooms.iter().find(|(_, stage)| stage.people.contains(&id));
    let room = on.map(|(room, _)| *room).ok_or(Refusal::OutOfPlace)?;
    step_down(venue, room, id)
}

fn step_down(venue: &mut Venue, room: RoomId, id: VisitorId) -> Result<(), Refusal> {
    let stage = venue.stages.rooms.get_mut(&room).ok_or(Refusal::NotHere)?;
    let at = stage.people.iter().position(|other| *other == id).ok_or(Refusal::NotHere)?;
    stage.people.remove(at);
    stage.stirred = true;
    tell_changes(venue);
    Ok(())
}

/// The room whose stage somebody runs.
fn allowed(venue: &Venue, by: VisitorId) -> Result<RoomId, Refusal> {
    let by = venue.roster.get(by).ok_or(Refusal::NotHere)?;
    if by.profile.role.may(Action::InviteToStage) { Ok(by.room) } else { Err(Refusal::NotAllowed) }
}

fn stage_zone(venue: &Venue, room: RoomId) -> Result<ZoneId, Refusal> {
    let zone = |room: &Room| {
        let mut zones = (0u16..).map(ZoneId).zip(&room.map.zones);
        zones.find(|(_, zone)| zone.kind == ZoneKind::Stage).map(|(id, _)| id)
    };
    venue.rooms.get(room).and_then(zone).ok_or(Refusal::OutOfPlace)
}
