//! Talk circles and quiet zones: who is a member of which table, and telling those it concerns.
//!
//! Standing in a circle's zone makes a member, in order of arrival, until the circle is full; who waits in the zone
//! moves up when a member leaves. What members say to each other is `talk`'s business.

use hiroba_shared::ids::{VisitorId, ZoneId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::refusal::Refusal;

use super::room::Standing;
use super::roster::Visitor;
use super::{Venue, view};

/// One talk circle.
#[derive(Debug, Clone, Default, Hash)]
pub(super) struct Circle {
    capacity: u8,
    /// Who takes part, in order of arrival.
    pub(super) members: Vec<VisitorId>,
    waiting: Vec<VisitorId>,
}

impl Circle {
    /// An empty circle.
    pub(super) const fn new(capacity: u8) -> Self {
        Self { capacity, members: Vec::new(), waiting: Vec::new() }
    }

    /// Takes somebody in.
    ///
    /// # Errors
    /// When the circle is full; they wait.
    fn enter(&mut self, visitor: VisitorId) -> Result<(), Refusal> {
        if self.members.len() < usize::from(self.capacity) {
            self.members.push(visitor);
            return Ok(());
        }
        self.waiting.push(visitor);
        Err(Refusal::CircleFull { capacity: self.capacity })
    }

    /// Lets somebody go; answers whether the members changed, and who moved up.
    fn leave(&mut self, visitor: VisitorId) -> (bool, Option<VisitorId>) {
        self.waiting.retain(|other| *other != visitor);
        let before = self.members.len();
        self.members.retain(|other| *other != visitor);
        if self.members.len() == before || self.waiting.is_empty() {
            return (self.members.len() != before, None);
        }
        let next = self.waiting.remove(0);
        self.members.push(next);
        (true, Some(next))
    }
}

/// The visitor stands under other rules than before.
pub(super) fn cross(venue: &mut Venue, id: VisitorId, standing: Standing) {
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    let before = std::mem::replace(&mut visitor.standing, standing);
    if before.circle != standing.circle {
        leave(venue, id, before.circle);
        enter(venue, id, standing.circle);
    }
    if before.quiet != standing.quiet {
        venue.stirred.insert(id);
    }
}

/// The visitor leaves the room, or the venue: out of their circle at once.
pub(super) fn step_out(venue: &mut Venue, id: VisitorId) {
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    let before = std::mem::take(&mut visitor.standing);
    leave(venue, id, before.circle);
}

/// Tells everybody whose zones changed in this step.
pub(super) fn tell_changes(venue: &mut Venue) {
    for id in std::mem::take(&mut venue.stirred) {
        tell(venue, id);
    }
}

/// Tells a visitor under which zone rules they are.
pub(super) fn tell(venue: &mut Venue, id: VisitorId) {
    let Some(visitor) = venue.roster.get(id) else { return };
    let members = members_with(venue, visitor);
    let zones = SessionFromServer::Zones {
        circle: visitor.circle,
        members: members.clone(),
        quiet: visitor.standing.quiet,
        seat: visitor.seat,
    };
    let Venue { roster, introductions, outbox, .. } = venue;
    if let Some(link) = roster.get(id).and_then(Visitor::looking) {
        introductions.introduce(roster, outbox, (id, link), &members);
        outbox.send(link, FromServer::Session(zones));
    }
    refresh_forced(venue, id);
}

/// Whom the visitor must see whatever the crowd: their circle, whom they follow, whom they write with.
pub(super) fn refresh_forced(venue: &mut Venue, id: VisitorId) {
    let Some(visitor) = venue.roster.get(id) else { return };
    // A view takes the first ones only, so those chosen by the visitor come before a large circle.
    let chosen = visitor.lead.as_ref().and_then(|lead| lead.whom()).into_iter().chain(visitor.partner);
    let mut forced: Vec<VisitorId> = Vec::new();
    for other in chosen.chain(members_with(venue, visitor)).filter(|other| *other != id) {
        if forced.len() < view::MOST_FORCED && !forced.contains(&other) {
            forced.push(other);
        }
    }
    if let Some(visitor) = venue.roster.get_mut(id) {
        visitor.forced = forced;
    }
}

fn members_with(venue: &Venue, visitor: &Visitor) -> Vec<VisitorId> {
    let circle = visitor.circle.and_then(|zone| venue.rooms.get(visitor.room)?.circles.get(&zone));
    circle.map(|circle| circle.members.clone()).unwrap_or_default()
}

fn enter(venue: &mut Venue, id: VisitorId, zone: Option<ZoneId>) {
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    let room = venue.rooms.get_mut(visitor.room);
    let Some((zone, circle)) = zone.zip(room).and_then(|(zone, room)| Some((zone, room.circles.get_mut(&zone)?)))
    else {
        return;
    };
    match circle.enter(id) {
        Ok(()) => {
            visitor.circle = Some(zone);
            venue.stirred.extend(&circle.members);
        }
        Err(full) => {
            if let Some(link) = visitor.looking() {
                venue.outbox.refuse(link, full);
            }
        }
    }
}

fn leave(venue: &mut Venue, id: VisitorId, zone: Option<ZoneId>) {
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    visitor.circle = None;
    let Some(circle) = zone.and_then(|zone| venue.rooms.get_mut(visitor.room)?.circles.get_mut(&zone)) else { return };
    let (changed, moved_up) = circle.leave(id);
    if changed {
        venue.stirred.insert(id);
        venue.stirred.extend(&circle.members);
    }
    if let Some(next) = moved_up.and_then(|next| venue.roster.get_mut(next)) {
        next.circle = zone;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_circle_takes_the_first_who_waited_when_a_member_leaves() {
        let mut circle = Circle::new(2);
        let [a, b, c, d] = [1, 2, 3, 4].map(VisitorId);
        assert_eq!((circle.enter(a), circle.enter(b)), (Ok(()), Ok(())));
        assert_eq!(circle.enter(c), Err(Refusal::CircleFull { capacity: 2 }));
        assert_eq!(circle.enter(d), Err(Refusal::CircleFull { capacity: 2 }));
        assert_eq!(circle.leave(a), (true, Some(c)));
        assert_eq!(circle.members, [b, c]);
        assert_eq!(circle.leave(d), (false, None));
    }
}
