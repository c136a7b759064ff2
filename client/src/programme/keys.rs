//! The key that goes on with the programme, so that whoever runs it has the other hand free: what it does, a button does too.

use bevy::prelude::*;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::programme::ProgrammeFromClient;
use hiroba_shared::role::Action;

use super::Programme;
use crate::hud::COMMAND_KEYS;
use crate::venue_state::{ToVenue, TypingFocus, VenueState};

/// Seconds within which the key means the same as the press before, unless the venue has answered: an impatient second
/// press would end what has just begun.
const SAME_SECONDS: f32 = 2.0;

pub(super) fn press(
    keys: Res<ButtonInput<KeyCode>>,
    time: Res<Time>,
    (typing, state): (Res<TypingFocus>, Res<VenueState>),
    programme: Res<Programme>,
    mut pressed: Local<Option<(u32, f32)>>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let Some(now) = &programme.now else { return };
    *pressed = pressed
        .map(|(revision, seconds)| (revision, seconds + time.delta_secs()))
        .filter(|(revision, seconds)| *revision == now.revision && *seconds < SAME_SECONDS);
    let held = typing.0 || keys.any_pressed(COMMAND_KEYS) || !state.role.may(Action::RunProgramme);
    if held || pressed.is_some() || !keys.just_pressed(KeyCode::KeyN) {
        return;
    }
    let asked = match (&now.next, now.open) {
        (_, false) => ProgrammeFromClient::Open,
        (Some(next), true) => ProgrammeFromClient::Start(next.id),
        (None, true) => return,
    };
    *pressed = Some((now.revision, 0.0));
    to_venue.write(ToVenue(FromClient::Programme(asked)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    use crate::programme::samples::{NOON, item, now, running};
    use hiroba_shared::ids::ItemId;
    use hiroba_shared::protocol::programme::ProgrammeFromServer;
    use hiroba_shared::role::Role;

    fn venue(role: Role, said: &ProgrammeFromServer) -> App {
        let mut app = App::new();
        let mut programme = Programme::default();
        programme.take(said, NOON);
        app.add_message::<ToVenue>()
            .init_resource::<Time>()
            .init_resource::<TypingFocus>()
            .init_resource::<ButtonInput<KeyCode>>()
            .insert_resource(VenueState { role, ..VenueState::default() })
            .insert_resource(programme)
            .add_systems(Update, press);
        app
    }

    /// What the venue is asked for by the key, a second after the last time.
    fn pressed(app: &mut App) -> Vec<FromClient> {
        app.world_mut().resource_mut::<Time>().advance_by(Duration::from_secs(1));
        let mut keys = ButtonInput::default();
        keys.press(KeyCode::KeyN);
        app.insert_resource(keys);
        app.update();
        app.world_mut().resource_mut::<Messages<ToVenue>>().drain().map(|ToVenue(said)| said).collect()
    }

    fn starts(number: u32) -> Vec<FromClient> {
        vec![FromClient::Programme(ProgrammeFromClient::Start(ItemId(number)))]
    }

    #[test]
    fn the_key_opens_the_programme_and_then_starts_one_item_after_the_other() {
        let mut closed = now(None, Some(item(1)));
        if let ProgrammeFromServer::Now(now) = &mut closed {
            now.open = false;
        }
        let mut app = venue(Role::Moderator, &closed);
        assert_eq!(pressed(&mut app), [FromClient::Programme(ProgrammeFromClient::Open)]);
        let mut app = venue(Role::Moderator, &now(Some(running(1)), Some(item(2))));
        assert_eq!(pressed(&mut app), starts(2));
        assert_eq!(pressed(&mut app), [], "the venue has not answered yet");
        assert_eq!(pressed(&mut app), starts(2), "it may have refused");
        assert_eq!(pressed(&mut venue(Role::Moderator, &now(Some(running(1)), None))), [], "it was the last");
    }

    #[test]
    fn an_impatient_second_press_starts_nothing_and_one_after_the_answer_the_next() {
        let mut app = venue(Role::Moderator, &now(Some(running(1)), Some(item(2))));
        assert_eq!(pressed(&mut app), starts(2));
        let mut answer = now(Some(running(2)), Some(item(3)));
        if let ProgrammeFromServer::Now(now) = &mut answer {
            now.revision += 1;
        }
        app.world_mut().resource_mut::<Programme>().take(&answer, NOON);
        assert_eq!(pressed(&mut app), starts(3));
    }

    #[test]
    fn for_guests_and_for_whoever_types_it_is_a_letter() {
        let said = now(Some(running(1)), Some(item(2)));
        assert_eq!(pressed(&mut venue(Role::Visitor, &said)), []);
        let mut app = venue(Role::Moderator, &said);
        app.world_mut().resource_mut::<TypingFocus>().0 = true;
        assert_eq!(pressed(&mut app), []);
        app.world_mut().resource_mut::<TypingFocus>().0 = false;
        let mut keys = ButtonInput::default();
        keys.press(COMMAND_KEYS[0]);
        keys.press(KeyCode::KeyN);
        app.insert_resource(keys);
        app.update();
        assert_eq!(app.world_mut().resource_mut::<Messages<ToVenue>>().drain().count(), 0);
    }
}
