//! How a picked file becomes a parcel, and how it is followed on its way.

use bevy::prelude::*;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::slides::{Blake3, SlidesFromClient, SlidesFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::role::Action;

use super::hands::{Found, Hands};
use super::{MOST_PARCELS, Parcels, Step};
use crate::hud::{OpenPanels, Side};
use crate::locale::Locale;
use crate::net::port::ToLink;
use crate::net::{DeckArrived, DoorAddress, Link};
use crate::notice::Notices;
use crate::panel::{PanelEvent, PanelEventKind, PanelKey, Tone};
use crate::slides::pages::letters;
use crate::venue_state::{FromVenue, ToVenue, VenueState};

pub(super) fn forget(mut parcels: ResMut<Parcels>, mut hands: NonSendMut<Hands>) {
    *parcels = Parcels::default();
    *hands = Hands::default();
}

/// Files that somebody picked or dropped are announced, each with a secret of its own.
pub(super) fn pick(
    mut found: Found,
    mut hands: NonSendMut<Hands>,
    mut parcels: ResMut<Parcels>,
    mut open: ResMut<OpenPanels>,
    mut notices: ResMut<Notices>,
    state: Res<VenueState>,
    words: Res<Locale>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    for (file, source) in found.files() {
        if !state.role.may(Action::PresentOwnDeck) {
            continue;
        }
        open.side = Some(Side::Slides);
        if parcels.is_full() {
            notices.add(Tone::Bad, words.text_with("slides-enough", &[("count", MOST_PARCELS.into())]));
            continue;
        }
        let mut secret = [0u8; 32];
        if getrandom::fill(&mut secret).is_err() {
            bevy::log::error!("the system has no random numbers for the secret of a deck");
            continue;
        }
        let key = Blake3(*blake3::hash(&secret).as_bytes());
        let before: Vec<Blake3> = parcels.list.iter().map(|parcel| parcel.key).collect();
        let asked = parcels.announce(&file, key, &words.text("slides-title"));
        // What the new one pushed off the list is not to be sent after all.
        let gone = before.into_iter().filter(|key| !parcels.list.iter().any(|parcel| parcel.key == *key));
        gone.for_each(|key| hands.let_go(key));
        if let Some(asked) = asked {
            hands.hold(key, letters(&secret), source);
            to_venue.write(ToVenue(FromClient::Slides(asked)));
        }
    }
}

pub(super) fn hear(
    mut heard: MessageReader<FromVenue>,
    mut looked: MessageReader<DeckArrived>,
    mut hands: NonSendMut<Hands>,
    mut parcels: ResMut<Parcels>,
    mut notices: ResMut<Notices>,
    words: Res<Locale>,
    door: Res<DoorAddress>,
    mut link: Option<ResMut<Link>>,
    mut to_venue: MessageWriter<ToVenue>,
) {
    for FromVenue(message) in heard.read() {
        match message {
            FromServer::Session(SessionFromServer::Refused(_)) => {
                if parcels.list.iter().any(|parcel| parcel.step == Step::Announced) {
                    parcels.refused();
                }
            }
            FromServer::Session(SessionFromServer::Welcome { .. }) if !parcels.list.is_empty() => {
                parcels.lose_sight();
                let again = parcels.announced().into_iter();
                to_venue.write_batch(again.map(|asked| ToVenue(FromClient::Slides(asked))));
                to_venue.write(ToVenue(FromClient::Slides(SlidesFromClient::List)));
            }
            FromServer::Slides(said) => {
                parcels.take(said);
                match said {
                    SlidesFromServer::Expected(key) => hands.send(*key, &door.0),
                    SlidesFromServer::Spoilt { key, .. } => hands.let_go(*key),
                    SlidesFromServer::Ready { key, deck, index } => {
                        hands.let_go(*key);
                        let text = words.text_with("slides-ready", &[("title", deck.title.as_str().into())]);
                        notices.add(Tone::Good, text);
                        if let Some(link) = &mut link {
                            link.0.order(ToLink::FetchDeck(letters(&index.0)));
                        }
                        to_venue.write(ToVenue(FromClient::Slides(SlidesFromClient::List)));
                    }
                    SlidesFromServer::Drawn { .. }
                    | SlidesFromServer::Decks(_)
                    | SlidesFromServer::Shown(_)
                    | SlidesFromServer::Turned(_)
                    | SlidesFromServer::Pointed(_) => {}
                }
            }
            FromServer::Session(_)
            | FromServer::Walk(_)
            | FromServer::Talk(_)
            | FromServer::People(_)
            | FromServer::Order(_)
            | FromServer::Programme(_)
            | FromServer::Floor(_)
            | FromServer::Stage(_)
            | FromServer::Photograph(_) => {}
        }
    }
    for DeckArrived { hash, index } in looked.read() {
        let ready = parcels.list.iter().find_map(|parcel| {
            let Step::Ready(index) = parcel.step else { return None };
            (letters(&index.0) == *hash).then_some(index)
        });
        if let Some(ready) = ready {
            parcels.looked_at(&ready, index.as_deref());
        }
    }
}

/// Somebody has read how a file ended, or gives it up: it is sent no further.
pub(super) fn put_away(
    mut events: MessageReader<PanelEvent>,
    mut hands: NonSendMut<Hands>,
    mut parcels: ResMut<Parcels>,
) {
    let pressed = |event: &&PanelEvent| event.panel == PanelKey::Slides && event.kind == PanelEventKind::Pressed;
    for event in events.read().filter(pressed) {
        let number = event.key.number_within("put-away").and_then(|number| u32::try_from(number).ok());
        if let Some(key) = number.and_then(|number| parcels.put_away(number)) {
            hands.let_go(key);
        }
    }
}

pub(super) fn report(mut hands: NonSendMut<Hands>, mut parcels: ResMut<Parcels>) {
    for (key, sending) in hands.news() {
        parcels.sending(key, sending);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bevy::window::FileDragAndDrop;
    use hiroba_shared::role::Role;

    use crate::locale::Tongue;

    fn speaker() -> App {
        let mut app = App::new();
        app.add_message::<FileDragAndDrop>()
            .add_message::<PanelEvent>()
            .add_message::<ToVenue>()
            .init_non_send::<Hands>()
            .init_resource::<Parcels>()
            .init_resource::<OpenPanels>()
            .init_resource::<Notices>()
            .insert_resource(VenueState { role: Role::Speaker, ..VenueState::default() })
            .insert_resource(Locale::new(Tongue::En))
            .add_systems(Update, (pick, put_away).chain());
        app
    }

    #[test]
    fn a_file_too_many_is_told_and_there_is_room_again_when_one_was_put_away() {
        let mut app = speaker();
        let drop_one = |app: &mut App| {
            // Any file that is there and not empty.
            let path_buf = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml").into();
            let window = Entity::PLACEHOLDER;
            app.world_mut().write_message(FileDragAndDrop::DroppedFile { window, path_buf });
            app.update();
        };
        let notices = |app: &App| app.world().resource::<Notices>().shown().count();
        (0..MOST_PARCELS).for_each(|_| drop_one(&mut app));
        assert_eq!(notices(&app), 0);
        drop_one(&mut app);
        assert_eq!((notices(&app), app.world().resource::<Parcels>().list.len()), (1, MOST_PARCELS));
        let (key, kind) = ("put-away/1".into(), PanelEventKind::Pressed);
        app.world_mut().write_message(PanelEvent { panel: PanelKey::Slides, key, kind });
        app.update();
        assert!(!app.world().resource::<Parcels>().is_full());
    }
}
