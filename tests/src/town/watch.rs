//! What must hold at every tick of every town, whatever the scenario: nobody in a wall, nobody too fast, nothing too
//! large, no visible avatar forgotten. A town panics at the first tick where it does not.
//!
//! The truth is taken from the venue's own words: the own body in every snapshot it puts out.

use std::collections::{BTreeMap, BTreeSet};

use hiroba_server::venue::input::LinkId;
use hiroba_server::venue::output::Output;
use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::protocol::frame::{self, MAX_DATAGRAM_BYTES};
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::snapshot::{MAX_SNAPSHOT_BYTES, OwnBody, SLOTS, Sighting, Snapshot};
use hiroba_shared::protocol::{FromServer, codec};
use hiroba_shared::rules::movement::{self, RUN};
use hiroba_shared::units::{SUBTILES_PER_TILE, Tick};

use super::player::{Player, Stage};
use super::{Plan, TICK_MS, Town, Who};
use crate::link::Millis;

/// Ticks after which a visible avatar must have been told anew: 2 seconds.
const STARVED_TICKS: u32 = 40;
/// Somebody within so many tiles is near.
const NEAR_TILES: u16 = 8;
/// Farthest that anybody jumps within a room: onto a seat.
const SEAT_TILES: i64 = 2;
/// So many people in sight are no crowd yet: everybody near is among them.
const FEW: usize = 32;

/// What the town knows to be true, and the worst it saw.
#[derive(Default)]
pub struct Watch {
    /// Most bytes of a snapshot so far.
    pub largest_snapshot: usize,
    /// Most people anybody saw at a time.
    pub widest_picture: usize,
    /// Longest time that somebody in sight was shown wrongly, in ticks.
    pub longest_wrong: u32,
    truth: BTreeMap<Who, (Tick, OwnBody)>,
    /// Who was told since their last snapshot that they stand somewhere anew: through a door, or back.
    announced: BTreeSet<Who>,
    wrong_since: BTreeMap<(Who, VisitorId), u32>,
    excused_until: BTreeMap<Who, Millis>,
    hasher: blake3::Hasher,
}

impl Watch {
    /// What the venue put out so far, as a number.
    #[must_use]
    pub fn digest(&self) -> String {
        self.hasher.finalize().to_hex().to_string()
    }

    /// The body of somebody as the venue has it.
    #[must_use]
    pub fn truth(&self, who: Who) -> Option<OwnBody> {
        self.truth.get(&who).map(|(_, own)| *own)
    }

    /// Nobody can be told anything over a dark link: what they see may be old until then.
    pub(super) fn excuse(&mut self, who: Who, until: Millis) {
        self.excused_until.insert(who, until);
    }

    pub(super) fn forget_places(&mut self) {
        self.truth.clear();
        self.announced.clear();
        self.wrong_since.clear();
    }

    /// Takes note of something the venue put out.
    pub(super) fn note(&mut self, output: &Output, wires: &BTreeMap<LinkId, Who>) {
        self.hasher.update(&codec::encode(output));
        if let Output::Send(links, FromServer::Session(SessionFromServer::Entered { .. })) = output {
            self.announced.extend(links.iter().filter_map(|link| wires.get(link)));
        }
        let Output::Snapshot(link, bytes) = output else { return };
        assert!(bytes.len() <= MAX_SNAPSHOT_BYTES, "a snapshot of {} bytes", bytes.len());
        self.largest_snapshot = self.largest_snapshot.max(bytes.len());
        let snapshot = Snapshot::from_bytes(bytes).unwrap_or_else(|_| panic!("the venue wrote a broken snapshot"));
        let Some(who) = wires.get(link) else { return };
        let before = self.truth.insert(*who, (snapshot.tick, snapshot.own));
        let announced = self.announced.remove(who);
        if let Some(before) = before.filter(|_| !announced) {
            assert_not_too_fast(before, (snapshot.tick, snapshot.own));
        }
    }

    /// Takes note of a frame to a client.
    pub(super) fn note_frame(&self, bytes: &[u8]) {
        if bytes.len() > MAX_DATAGRAM_BYTES {
            let packets = frame::unpack(bytes).map_or(0, |packets| packets.len());
            assert_eq!(packets, 1, "a frame of {} bytes and {packets} packets", bytes.len());
        }
    }

    /// Looks round after a tick.
    pub(super) fn look(&mut self, players: &[Player], plan: &Plan, now: Millis) {
        let rtt_ms = 2 * (plan.link.latency_ms + plan.link.jitter_ms + plan.link.reorder_ms);
        let allowed = STARVED_TICKS + u32::try_from(rtt_ms / TICK_MS).unwrap_or(0);
        let tick = u32::try_from(now / TICK_MS).unwrap_or(0);
        let present = present(players);
        let by_id = present.iter().filter_map(|(who, player)| Some((player.bot.you?, (*who, player.room())))).collect();
        for (who, player) in &present {
            assert_eq!(player.bot.faults(), 0, "{} was sent what a faithful server never sends", player.name);
            self.stands_clear(*who, player);
            let picture = player.picture();
            assert!(picture.len() <= SLOTS, "{} sees {}", player.name, picture.len());
            self.widest_picture = self.widest_picture.max(picture.len());
            for (visitor, sighting) in picture {
                let shown_rightly = self.shows(&by_id, (visitor, player.room()), &sighting);
                let key = (*who, visitor);
                let excused = self.excused_until.get(who).is_some_and(|until| now < *until);
                if shown_rightly != Some(false) || excused {
                    self.wrong_since.remove(&key);
                    continue;
                }
                let wrong = tick - *self.wrong_since.entry(key).or_insert(tick);
                self.longest_wrong = self.longest_wrong.max(wrong);
                let starved = wrong > allowed && player.bot.sight.ticks_since_told(visitor) > Some(allowed);
                assert!(!starved, "{} was not told of {visitor:?} for {wrong} ticks", player.name);
            }
        }
    }

    /// Whether a sighting shows the truth; `None` when the truth is not known or in another room.
    fn shows(
        &self,
        by_id: &BTreeMap<VisitorId, (Who, Option<RoomId>)>,
        (visitor, room): (VisitorId, Option<RoomId>),
        sighting: &Sighting,
    ) -> Option<bool> {
        let (who, _) = by_id.get(&visitor).filter(|(_, theirs)| *theirs == room)?;
        let (_, own) = self.truth.get(who)?;
        Some(*sighting == seen(own, sighting.away))
    }

    fn stands_clear(&self, who: Who, player: &Player) {
        let told = player.bot.legs.told();
        let Some(ground) = player.bot.ground() else { return };
        // In the ticks of a jump the room's map is still the old one.
        let jumped = self.truth.get(&who).is_none_or(|(_, own)| own.epoch != told.epoch);
        assert!(
            jumped
                || told.position == hiroba_shared::units::Point::default()
                || movement::stands_clear(told.position, ground.as_ref()),
            "{} stands in a wall at {:?}",
            player.name,
            told.position,
        );
    }
}

/// How others see a body, in wire units.
#[must_use]
pub fn seen(own: &OwnBody, away: bool) -> Sighting {
    Sighting {
        x: Sighting::wire_units(own.position.x),
        y: Sighting::wire_units(own.position.y),
        facing: own.facing,
        motion: own.motion,
        epoch: own.epoch,
        away,
    }
}

impl Town {
    /// Holds every picture against the truth: whoever is seen is seen as the venue has them, and whoever is near and
    /// in the same room is seen.
    ///
    /// # Panics
    /// When a picture is wrong.
    pub fn assert_pictures_are_true(&self) {
        let looking: Vec<Who> = self.everybody().filter(|who| self[*who].is_here()).collect();
        for viewer in &looking {
            let picture = self[*viewer].picture();
            for other in looking.iter().filter(|other| *other != viewer) {
                let (Some(viewed), Some(own)) = (self.watch.truth(*viewer), self.watch.truth(*other)) else { continue };
                let names = (&self[*viewer].name, &self[*other].name);
                match picture.get(&self[*other].id()) {
                    Some(sighting) if sighting.away => {}
                    Some(sighting) => assert_eq!(*sighting, seen(&own, false), "how {} sees {}", names.0, names.1),
                    None => {
                        let near = viewed.position.is_within(own.position, NEAR_TILES);
                        let together = self[*viewer].room() == self[*other].room();
                        let crowded = picture.len() >= FEW;
                        assert!(!(near && together) || crowded, "{} does not see {}", names.0, names.1);
                    }
                }
            }
        }
    }
}

fn present(players: &[Player]) -> BTreeMap<Who, &Player> {
    let here = |(index, player): (usize, _)| (Who(index), player);
    players.iter().enumerate().map(here).filter(|(_, player): &(Who, &Player)| player.stage == Stage::Open).collect()
}

/// Within a room a body runs at most, and jumps at most onto a seat beside it.
fn assert_not_too_fast((tick, before): (Tick, OwnBody), (later, after): (Tick, OwnBody)) {
    let jump = if before.epoch == after.epoch { 0 } else { SEAT_TILES * i64::from(SUBTILES_PER_TILE) };
    let reach = i64::from(RUN) * i64::from(later.since(tick).max(1)) + jump;
    let moved = before.position.distance_squared(after.position);
    assert!(moved <= reach * reach, "a body moved {moved} square subtiles within {} ticks", later.since(tick));
}

#[cfg(test)]
mod tests {
    use super::*;
    use hiroba_shared::units::Point;

    fn at(tick: u32, tiles: i32, epoch: u8) -> (Tick, OwnBody) {
        let position = Point::new(tiles * SUBTILES_PER_TILE, 0);
        (Tick(tick), OwnBody { position, epoch, ..OwnBody::default() })
    }

    #[test]
    fn a_seat_beside_the_body_is_no_teleport() {
        assert_not_too_fast(at(1, 0, 0), at(2, 2, 1));
    }

    #[test]
    #[should_panic(expected = "square subtiles")]
    fn a_jump_across_the_room_is_one_even_when_the_venue_calls_it_a_jump() {
        assert_not_too_fast(at(1, 0, 0), at(2, 4, 1));
    }
}
