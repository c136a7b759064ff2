//! The letters that run the programme, so that whoever does has the other hand free: what they do, buttons do too.

use bevy::prelude::*;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::programme::{Now, ProgrammeFromClient};
use hiroba_shared::role::Action;

use super::Programme;
use crate::hud::alone::LoneLetter;
use crate::venue_state::{ToVenue, TypingFocus, VenueState};

/// Seconds within which a key means the same as the press before, unless the venue has answered: an impatient second
/// press would end what has just begun.
const SAME_SECONDS: f32 = 2.0;

/// What was pressed just now.
#[derive(Debug, Default)]
pub(super) struct Pressed {
    /// The revision of the programme when this was last looked at.
    seen: Option<u32>,
    /// Something was to begin or to end: at which revision, and how long ago.
    deed: Option<(u32, f32)>,
    /// People were called, so long ago.
    call: Option<f32>,
}

pub(super) fn press(
    mut letter: ResMut<LoneLetter>,
    time: Res<Time>,
    (typing, state): (Res<TypingFocus>, Res<VenueState>),
    programme: Res<Programme>,
    mut pressed: Local<Pressed>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    let Some(now) = &programme.now else { return };
    pressed.pass(time.delta_secs(), now.revision);
    let seen = pressed.seen.replace(now.revision);
    if seen.is_some_and(|seen| seen != now.revision) {
        // What it was pressed for may have been done by somebody else meanwhile.
        letter.forget();
    }
    if typing.0 || !state.role.may(Action::RunProgramme) {
        return;
    }
    if letter.is(KeyCode::KeyG) && pressed.call.is_none() && now.current.is_some() {
        pressed.call = Some(0.0);
        to_venue.write(ToVenue(FromClient::Programme(ProgrammeFromClient::Call)));
    }
    let deed = deed(&letter, now).filter(|_| pressed.deed.is_none());
    if let Some(asked) = deed {
        pressed.deed = Some((now.revision, 0.0));
        to_venue.write(ToVenue(FromClient::Programme(asked)));
    }
}

impl Pressed {
    fn pass(&mut self, seconds: f32, revision: u32) {
        let deed = self.deed.map(|(at, passed)| (at, passed + seconds));
        self.deed = deed.filter(|(at, passed)| *at == revision && *passed < SAME_SECONDS);
        self.call = self.call.map(|passed| passed + seconds).filter(|passed| *passed < SAME_SECONDS);
    }
}

/// What is to begin or to end.
fn deed(letter: &LoneLetter, now: &Now) -> Option<ProgrammeFromClient> {
    if letter.is(KeyCode::KeyX) {
        return now.current.as_ref().map(|item| ProgrammeFromClient::End(item.id));
    }
    if !letter.is(KeyCode::KeyN) {
        return None;
    }
    match (&now.next, now.open) {
        (_, false) => Some(ProgrammeFromClient::Open),
        (Some(next), true) => Some(ProgrammeFromClient::Start(next.id)),
        (None, true) => None,
    }
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
            .init_resource::<LoneLetter>()
            .insert_resource(VenueState { role, ..VenueState::default() })
            .insert_resource(programme)
            .add_systems(Update, press);
        app
    }

    /// What the venue is asked for by the key, a second after the last time.
    fn pressed(app: &mut App) -> Vec<FromClient> {
        pressed_key(app, KeyCode::KeyN)
    }

    fn pressed_key(app: &mut App, key: KeyCode) -> Vec<FromClient> {
        app.world_mut().resource_mut::<Time>().advance_by(Duration::from_secs(1));
        app.insert_resource(LoneLetter::known(key));
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
        assert_eq!(pressed(&mut app), [], "it was pressed for what somebody began meanwhile");
        assert_eq!(pressed(&mut app), starts(3));
    }

    #[test]
    fn other_keys_end_what_runs_and_call_people_and_an_impatient_press_does_neither_twice() {
        let (end, call) = (ProgrammeFromClient::End(ItemId(1)), ProgrammeFromClient::Call);
        let mut app = venue(Role::Moderator, &now(Some(running(1)), Some(item(2))));
        assert_eq!(pressed_key(&mut app, KeyCode::KeyG), [FromClient::Programme(call.clone())]);
        assert_eq!(pressed_key(&mut app, KeyCode::KeyX), [FromClient::Programme(end)], "a call holds up nothing");
        assert_eq!(pressed(&mut app), [], "the venue has not answered yet, and would start what comes after");
        assert_eq!(pressed_key(&mut app, KeyCode::KeyG), [FromClient::Programme(call)]);
        let mut idle = venue(Role::Moderator, &now(None, Some(item(2))));
        for key in [KeyCode::KeyX, KeyCode::KeyG] {
            assert_eq!(pressed_key(&mut idle, key), [], "nothing runs");
            assert_eq!(pressed_key(&mut venue(Role::Visitor, &now(Some(running(1)), None)), key), []);
        }
    }

    #[test]
    fn for_guests_and_for_whoever_types_it_is_a_letter() {
        let said = now(Some(running(1)), Some(item(2)));
        assert_eq!(pressed(&mut venue(Role::Visitor, &said)), []);
        let mut app = venue(Role::Moderator, &said);
        app.world_mut().resource_mut::<TypingFocus>().0 = true;
        assert_eq!(pressed(&mut app), []);
    }
}
