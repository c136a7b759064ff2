//! Leading a visitor to a goal, through doors if need be, and following somebody.
//!
//! Ways are planned a few per tick, in the order they were asked for, so that a crowd with goals cannot stall the
//! venue. The steps along a way are taken by `walk`.

mod course;
mod journey;
mod way;

use hiroba_shared::ids::{RoomId, SeatId, VisitorId};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::walk::{Goal, WalkFromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_shared::units::{Point, Tick};

use super::{Venue, circle, passage};
use course::Course;
use way::Way;

pub(super) use way::plan_some;

/// How often the way to a moving goal is looked after, in ticks.
const REVIEW_EVERY: u32 = 10;
/// Doors on the way to one goal after which leading is given up: nobody is sent to and fro for ever.
const MOST_DOORS: u8 = 32;
/// Ticks without getting anywhere after which leading is given up.
const STUCK_TICKS: u8 = 20;

/// What a visitor wants to do once the steps they took before are done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    /// What.
    pub(super) act: Act,
    /// Number of the last step before it.
    pub(super) after: u32,
}

/// Something to do other than steps.
#[derive(Debug, Clone, Copy)]
pub(super) enum Act {
    /// Sit down.
    Sit(SeatId),
    /// Be led.
    Lead(Goal),
    /// Follow somebody.
    Follow(VisitorId),
}

/// What leading is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// To arrive.
    Goal(Goal),
    /// To stay beside somebody.
    Follow(VisitorId),
}

/// How leading ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// They are there.
    Arrived,
    /// They or the venue gave up.
    GivenUp,
}

/// A visitor being led.
#[derive(Debug)]
pub(super) struct Lead {
    aim: Aim,
    /// Points to walk to, the next one last.
    points: Vec<Point>,
    /// The way that was planned.
    planned: Option<Way>,
    stuck: u8,
    /// Doors gone through since they set out or last stood beside whom they follow.
    doors: u8,
}

impl Lead {
    /// Whom the visitor is led to.
    pub(super) fn whom(&self) -> Option<VisitorId> {
        match self.aim {
            Aim::Follow(whom) | Aim::Goal(Goal::Visitor(whom)) => Some(whom),
            Aim::Goal(Goal::Zone(..) | Goal::Tile(_) | Goal::Room(_)) => None,
        }
    }

    /// Whether the visitor is led to a place in this room, and not behind somebody who may go anywhere.
    pub(super) fn leads_into(&self, wanted: RoomId) -> bool {
        match self.aim {
            Aim::Goal(Goal::Zone(room, _) | Goal::Room(room)) => room == wanted,
            Aim::Goal(Goal::Visitor(_) | Goal::Tile(_)) | Aim::Follow(_) => false,
        }
    }

    /// Where the visitor is led.
    pub(super) fn goal(&self) -> Option<Goal> {
        match self.aim {
            Aim::Goal(goal) => Some(goal),
            Aim::Follow(_) => None,
        }
    }

    /// Where to walk now.
    pub(super) fn next_point(&self) -> Option<Point> {
        self.points.last().copied()
    }

    /// Notes a step.
    pub(super) fn walked(&mut self, before: Point, after: Point) {
        if self.points.last() == Some(&after) {
            self.points.pop();
        }
        let stands = before == after && !self.points.is_empty();
        self.stuck = if stands { self.stuck.saturating_add(1) } else { 0 };
    }

    /// Whether it is time to look after the way: at its end, and now and then on it.
    pub(super) fn is_due(&self, id: VisitorId, tick: Tick) -> bool {
        let turn = tick.0.wrapping_add(id.0).is_multiple_of(REVIEW_EVERY);
        let at_end = self.points.is_empty() && self.planned.is_some() && !matches!(self.aim, Aim::Follow(_));
        turn || at_end
    }

    fn lose_way(&mut self) {
        self.points.clear();
        self.planned = None;
        self.stuck = 0;
    }
}

/// Begins to lead a visitor.
pub(super) fn begin(venue: &mut Venue, id: VisitorId, aim: Aim) {
    if let Some(refusal) = course::objection(venue, id, aim) {
        return venue.refuse(id, refusal);
    }
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    visitor.lead = Some(Lead { aim, points: Vec::new(), planned: None, stuck: 0, doors: 0 });
    venue.ways.join(id);
    let told = match aim {
        Aim::Goal(goal) => WalkFromServer::Led(goal),
        Aim::Follow(whom) => WalkFromServer::Following(whom),
    };
    venue.send(id, FromServer::Walk(told));
    circle::refresh_forced(venue, id);
}

/// Ends leading, if the visitor is led, and tells them.
pub(super) fn release(venue: &mut Venue, id: VisitorId, outcome: Outcome) {
    let Some(visitor) = venue.roster.get_mut(id) else { return };
    if visitor.lead.take().is_none() {
        return;
    }
    told_released(venue, id, outcome);
}

/// The visitor's own step ended the leading.
pub(super) fn broke_away(venue: &mut Venue, id: VisitorId) {
    told_released(venue, id, Outcome::GivenUp);
}

/// The visitor went through a door: a tile of the room behind is no goal any more, others are beyond it.
pub(super) fn changed_room(venue: &mut Venue, id: VisitorId) {
    let Some(lead) = venue.roster.get_mut(id).and_then(|visitor| visitor.lead.as_mut()) else { return };
    lead.lose_way();
    lead.doors = lead.doors.saturating_add(1);
    if matches!(lead.aim, Aim::Goal(Goal::Tile(_))) {
        release(venue, id, Outcome::GivenUp);
    }
}

/// Looks after a visitor who is led: stops them where they arrived, finds a new way where the goal moved.
pub(super) fn review(venue: &mut Venue, id: VisitorId) {
    let Some(visitor) = venue.roster.get(id) else { return };
    let Some(lead) = &visitor.lead else { return };
    let stuck = lead.stuck >= STUCK_TICKS || lead.doors > MOST_DOORS;
    match course::of(venue, visitor, lead.aim) {
        _ if stuck => give_up(venue, id, Refusal::NoWay),
        Course::Stop(outcome) => release(venue, id, outcome),
        Course::Stand => stand(venue, id),
        Course::Pass(room, entry) => passage::go(venue, id, room, &entry),
        Course::Impossible(refusal) => give_up(venue, id, refusal),
        Course::Walk(way) if lead.planned != Some(way) => venue.ways.join(id),
        Course::Walk(_) if lead.points.is_empty() && !matches!(lead.aim, Aim::Follow(_)) => {
            release(venue, id, Outcome::Arrived);
        }
        Course::Walk(_) => {}
    }
}

fn stand(venue: &mut Venue, id: VisitorId) {
    if let Some(lead) = venue.roster.get_mut(id).and_then(|visitor| visitor.lead.as_mut()) {
        lead.lose_way();
        lead.doors = 0;
    }
}

fn give_up(venue: &mut Venue, id: VisitorId, refusal: Refusal) {
    venue.refuse(id, refusal);
    release(venue, id, Outcome::GivenUp);
}

fn told_released(venue: &mut Venue, id: VisitorId, outcome: Outcome) {
    let released = WalkFromServer::Released { arrived: outcome == Outcome::Arrived };
    venue.send(id, FromServer::Walk(released));
    circle::refresh_forced(venue, id);
}
