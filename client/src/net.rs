//! The link to the venue as the features see it: messages in, messages out, and which screen that means.
//!
//! The link itself runs outside the frame loop behind [`port::LinkPort`]; this file hands over what it reported and
//! never waits for it. It knows neither sockets nor renet. `visit` decides about links, `native` and `web` carry them.

pub mod port;
pub mod address;
pub mod visit;
mod answer;
#[cfg(any(test, target_arch = "wasm32"))]
mod records;
#[cfg(not(target_arch = "wasm32"))]
pub mod native;
#[cfg(target_arch = "wasm32")]
pub mod web;

use std::sync::Arc;

use bevy::prelude::*;
use hiroba_shared::deck::DeckIndex;
use hiroba_shared::protocol::snapshot::Snapshot;
use hiroba_shared::refusal::Farewell;

use crate::net::port::{FromLink, LinkPort, PagePixels, ToLink};
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::venue_state::{FromVenue, JoinAsked, JoinRefused, LeaveAsked, Parting, ReturnAsked, ToVenue};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<SnapshotArrived>()
        .add_message::<LinkOpened>()
        .add_message::<MapArrived>()
        .add_message::<PictureArrived>()
        .add_message::<DeckArrived>()
        .add_message::<PageArrived>()
        .init_resource::<DoorAddress>()
        .add_systems(PreUpdate, receive.in_set(ClientSystems::Receive).run_if(resource_exists::<Link>))
        .add_systems(Update, (ask, say, leave).chain().in_set(ClientSystems::Send).run_if(resource_exists::<Link>));
    #[cfg(not(target_arch = "wasm32"))]
    app.add_message::<bevy::window::WindowOccluded>().add_systems(
        Update,
        tell_away.in_set(ClientSystems::Send).run_if(resource_exists::<Link>).run_if(in_state(Screen::InVenue)),
    );
}

/// The way to the link. Without this resource the client is not connected to anything.
#[derive(Resource)]
pub struct Link(pub Box<dyn LinkPort>);

/// What the viewer sees changed; see [`Snapshot`].
#[derive(Message, Debug, Clone)]
pub struct SnapshotArrived(pub Snapshot);

/// A link carries the visitor from now on: everything known from an earlier link is void.
#[derive(Message, Debug, Clone, Copy)]
pub struct LinkOpened;

/// A map that was asked for.
#[derive(Message, Debug, Clone)]
pub struct MapArrived {
    /// Its hash.
    pub hash: String,
    /// The map, or nothing when it cannot be had.
    pub map: Option<Arc<hiroba_shared::map::RoomMap>>,
}

/// A picture that was asked for.
#[derive(Message, Debug, Clone)]
pub struct PictureArrived {
    /// Its hash.
    pub hash: String,
    /// The PNG file, or nothing when it cannot be had.
    pub png: Option<Vec<u8>>,
}

/// What a deck of slides consists of.
#[derive(Message, Debug, Clone)]
pub struct DeckArrived {
    /// Its hash.
    pub hash: String,
    /// Its pages, or nothing when they cannot be had.
    pub index: Option<Arc<DeckIndex>>,
}

/// A page that was asked for.
#[derive(Message, Debug, Clone)]
pub struct PageArrived {
    /// Its hash.
    pub hash: String,
    /// What it looks like, or nothing when it cannot be had.
    pub pixels: Option<Arc<PagePixels>>,
}

/// The door that was asked last, as a person typed it.
#[derive(Resource, Debug, Clone, Default)]
pub struct DoorAddress(pub String);

/// Everything the link can report to features, gathered so that `receive` stays readable.
#[derive(bevy::ecs::system::SystemParam)]
struct Reports<'w> {
    heard: MessageWriter<'w, FromVenue>,
    snapshots: MessageWriter<'w, SnapshotArrived>,
    opened: MessageWriter<'w, LinkOpened>,
    maps: MessageWriter<'w, MapArrived>,
    pictures: MessageWriter<'w, PictureArrived>,
    decks: MessageWriter<'w, DeckArrived>,
    pages: MessageWriter<'w, PageArrived>,
    refused: MessageWriter<'w, JoinRefused>,
}

fn receive(
    mut link: ResMut<Link>,
    mut reports: Reports,
    mut parting: ResMut<Parting>,
    mut screen: ResMut<NextState<Screen>>,
) {
    // Snapshots of an earlier link may still lie here after a long frame. They are void: they are numbered otherwise.
    let mut snapshots = Vec::new();
    while let Some(report) = link.0.next() {
        match report {
            FromLink::Opened => {
                snapshots.clear();
                *parting = Parting::default();
                reports.opened.write(LinkOpened);
                screen.set(Screen::InVenue);
            }
            FromLink::Message(message) => {
                reports.heard.write(FromVenue(*message));
            }
            FromLink::Snapshot(snapshot) => {
                snapshots.push(SnapshotArrived(snapshot));
            }
            FromLink::Map { hash, map } => {
                reports.maps.write(MapArrived { hash, map });
            }
            FromLink::Picture { hash, png } => {
                reports.pictures.write(PictureArrived { hash, png });
            }
            FromLink::Deck { hash, index } => {
                reports.decks.write(DeckArrived { hash, index });
            }
            FromLink::Page { hash, pixels } => {
                reports.pages.write(PageArrived { hash, pixels: pixels.map(Arc::new) });
            }
            FromLink::NotJoined(refused) => {
                reports.refused.write(refused);
                screen.set(Screen::SignIn);
            }
            FromLink::Broken { tries, farewell, refusal } => {
                *parting = Parting { farewell, refusal, tries };
                screen.set(Screen::Lost);
            }
            FromLink::Ended(farewell) => {
                *parting = Parting { farewell: Some(farewell), ..Parting::default() };
                screen.set(if farewell == Farewell::Left { Screen::SignIn } else { Screen::Lost });
            }
        }
    }
    reports.snapshots.write_batch(snapshots);
}

fn ask(
    mut asked: MessageReader<JoinAsked>,
    mut returning: MessageReader<ReturnAsked>,
    mut link: ResMut<Link>,
    mut door: ResMut<DoorAddress>,
    mut screen: ResMut<NextState<Screen>>,
) {
    for JoinAsked { server, request } in asked.read() {
        door.0.clone_from(server);
        link.0.order(ToLink::Join { server: server.clone(), request: Box::new(request.clone()) });
        screen.set(Screen::Connecting);
    }
    for ReturnAsked { server, key } in returning.read() {
        door.0.clone_from(server);
        link.0.order(ToLink::ComeBack { server: server.clone(), key: key.clone() });
        screen.set(Screen::Connecting);
    }
}

/// A window nobody can see is a visitor who is away. In a browser the link itself asks the page, because no frame is drawn
/// in a hidden tab.
#[cfg(not(target_arch = "wasm32"))]
fn tell_away(mut occluded: MessageReader<bevy::window::WindowOccluded>, mut link: ResMut<Link>) {
    use hiroba_shared::protocol::FromClient;
    use hiroba_shared::protocol::session::SessionFromClient;
    if let Some(last) = occluded.read().last() {
        link.0.order(ToLink::Say(Box::new(FromClient::Session(SessionFromClient::Away(last.occluded)))));
    }
}

fn say(mut said: MessageReader<ToVenue>, mut link: ResMut<Link>) {
    for ToVenue(message) in said.read() {
        link.0.order(ToLink::Say(Box::new(message.clone())));
    }
}

fn leave(
    mut asked: MessageReader<LeaveAsked>,
    mut link: ResMut<Link>,
    screen: Res<State<Screen>>,
    mut next: ResMut<NextState<Screen>>,
) {
    if asked.read().last().is_none() {
        return;
    }
    link.0.order(ToLink::Leave);
    if *screen.get() != Screen::InVenue {
        next.set(Screen::SignIn);
    }
}
