//! The key that gives the word to the next raised hand, or takes it back when no hand is up: what it does, buttons do too.

use bevy::prelude::*;
use hiroba_shared::ids::VisitorId;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::floor::FloorFromClient;
use hiroba_shared::role::Action;

use super::hall::Hall;
use crate::hud::alone::LoneLetter;
use crate::venue_state::{ToVenue, TypingFocus, VenueState};

/// Seconds within which the key means the same as the press before, unless the hands have changed: an impatient second
/// press would take the word from somebody who has just got it.
const SAME_SECONDS: f32 = 2.0;

/// What the hands were when the key was pressed, and how long ago.
type Pressed = (Vec<VisitorId>, Option<VisitorId>, f32);

pub(super) fn press(
    letter: Res<LoneLetter>,
    time: Res<Time>,
    (typing, state): (Res<TypingFocus>, Res<VenueState>),
    hall: Res<Hall>,
    mut pressed: Local<Option<Pressed>>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    *pressed = pressed.take().map(|(raised, called, passed)| (raised, called, passed + time.delta_secs()));
    pressed.take_if(|(raised, called, passed)| {
        *raised != hall.raised || *called != hall.called || *passed >= SAME_SECONDS
    });
    let held = typing.0 || !state.role.may(Action::ModerateFloor);
    if held || pressed.is_some() || !letter.is(KeyCode::KeyT) {
        return;
    }
    let next = hall.raised.first().copied();
    if next.or(hall.called).is_none() {
        return;
    }
    *pressed = Some((hall.raised.clone(), hall.called, 0.0));
    to_venue.write(ToVenue(FromClient::Floor(FloorFromClient::Call(next))));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    use hiroba_shared::role::Role;

    fn venue(role: Role, raised: &[u32], called: Option<u32>) -> App {
        let mut app = App::new();
        app.add_message::<ToVenue>()
            .init_resource::<Time>()
            .init_resource::<TypingFocus>()
            .insert_resource(VenueState { role, ..VenueState::default() })
            .insert_resource(hands(raised, called))
            .add_systems(Update, press);
        app
    }

    fn hands(raised: &[u32], called: Option<u32>) -> Hall {
        let raised = raised.iter().copied().map(VisitorId).collect();
        Hall { raised, called: called.map(VisitorId), ..Hall::default() }
    }

    /// Who gets the word by the key, a second after the last time; the inner nothing is nobody.
    fn pressed(app: &mut App) -> Option<Option<VisitorId>> {
        app.world_mut().resource_mut::<Time>().advance_by(Duration::from_secs(1));
        app.insert_resource(LoneLetter::known(KeyCode::KeyT));
        app.update();
        let said = app.world_mut().resource_mut::<Messages<ToVenue>>().drain().map(|ToVenue(said)| said).next();
        said.map(|said| {
            let FromClient::Floor(FloorFromClient::Call(whom)) = said else { panic!("{said:?}") };
            whom
        })
    }

    #[test]
    fn the_next_hand_has_the_word_and_after_the_last_one_it_is_free() {
        let mut app = venue(Role::Moderator, &[4, 7], None);
        assert_eq!(pressed(&mut app), Some(Some(VisitorId(4))));
        assert_eq!(pressed(&mut app), None, "the venue has not answered yet");
        app.insert_resource(hands(&[7], Some(4)));
        assert_eq!(pressed(&mut app), Some(Some(VisitorId(7))));
        app.insert_resource(hands(&[], Some(7)));
        assert_eq!(pressed(&mut app), Some(None));
        app.insert_resource(hands(&[], None));
        assert_eq!(pressed(&mut app), None, "no hand is up and nobody has the word");
    }

    #[test]
    fn for_guests_and_for_whoever_types_it_is_a_letter() {
        assert_eq!(pressed(&mut venue(Role::Visitor, &[4], None)), None);
        let mut app = venue(Role::Moderator, &[4], None);
        app.world_mut().resource_mut::<TypingFocus>().0 = true;
        assert_eq!(pressed(&mut app), None);
    }
}
