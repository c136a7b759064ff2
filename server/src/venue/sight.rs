//! What is to be seen at the end of a step: gathers everybody for the views and carries out what they emit.
//!
//! Which of it a viewer gets is decided by `view`.

use hiroba_shared::protocol::snapshot::{OwnBody, Sighting};

use super::Venue;
use super::output::Output;
use super::roster::Visitor;
use super::view::{Seen, Viewer};

/// Lets everybody who looks see this tick.
pub(super) fn show(venue: &mut Venue) {
    let Venue { roster, introductions, outbox, views, seen, tick, .. } = venue;
    seen.clear();
    let visible = roster.iter().filter(|(_, visitor)| visitor.is_seen(*tick));
    seen.extend(visible.map(|(id, visitor)| Seen {
        visitor: id,
        room: visitor.room,
        position: visitor.body.position,
        sighting: sighting(visitor),
    }));
    let looking = roster.iter().filter(|(_, visitor)| visitor.looking().is_some());
    let viewers: Vec<Viewer<'_>> = looking
        .map(|(id, visitor)| Viewer {
            visitor: id,
            room: visitor.room,
            own: own_body(visitor),
            ack: visitor.ack,
            pace: visitor.pace,
            forced: &visitor.forced,
        })
        .collect();
    views.tick(*tick, seen, &viewers, &mut |viewer, bytes, bound| {
        let Some(link) = roster.get(viewer).and_then(Visitor::looking) else { return };
        introductions.introduce(roster, outbox, (viewer, link), bound);
        outbox.push(Output::Snapshot(link, bytes));
    });
}

fn sighting(visitor: &Visitor) -> Sighting {
    Sighting {
        x: Sighting::wire_units(visitor.body.position.x),
        y: Sighting::wire_units(visitor.body.position.y),
        facing: visitor.body.facing,
        motion: visitor.body.motion,
        epoch: visitor.epoch,
        away: visitor.is_away(),
    }
}

fn own_body(visitor: &Visitor) -> OwnBody {
    OwnBody {
        last_intent: visitor.steps.applied(),
        position: visitor.body.position,
        facing: visitor.body.facing,
        motion: visitor.body.motion,
        led: visitor.lead.is_some(),
        epoch: visitor.epoch,
    }
}
