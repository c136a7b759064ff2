//! The room this client stands in: fetches its map, opens it, and draws it.
//!
//! Maps and pictures are known by their hash and kept for the run. What the map means is the rules' business.

mod layers;
mod tiles;

use std::collections::BTreeMap;
use std::sync::Arc;

use bevy::prelude::*;
use hiroba_shared::ids::RoomId;
use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::session::SessionFromServer;

use crate::net::port::ToLink;
use crate::net::{Link, MapArrived};
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::venue_state::{FromVenue, OpenRoom};

/// Seconds until a map that could not be had is asked for again.
const RETRY_SECONDS: f32 = 2.0;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Maps>()
        .init_resource::<Awaited>()
        .add_systems(
            PreUpdate,
            (enter, arrive, retry).chain().in_set(ClientSystems::Learn).run_if(resource_exists::<Link>),
        )
        .add_systems(OnEnter(Screen::SignIn), close);
}

/// The floor, the walls and everything above; needs a renderer.
pub fn pictures(app: &mut App) {
    layers::plugin(app);
}

/// Every map fetched in this run, by hash.
#[derive(Resource, Debug, Default)]
struct Maps(BTreeMap<String, Arc<RoomMap>>);

/// The room that is to be opened once its map is there.
#[derive(Resource, Debug, Default)]
struct Awaited(Option<(RoomId, String)>, Timer);

fn enter(
    mut commands: Commands,
    mut heard: MessageReader<FromVenue>,
    maps: Res<Maps>,
    mut awaited: ResMut<Awaited>,
    mut link: ResMut<Link>,
) {
    for FromVenue(message) in heard.read() {
        let FromServer::Session(SessionFromServer::Entered { room, map: hash, .. }) = message else { continue };
        if let Some(map) = maps.0.get(hash) {
            awaited.0 = None;
            commands.insert_resource(OpenRoom { room: *room, map: map.clone() });
        } else {
            awaited.0 = Some((*room, hash.clone()));
            commands.remove_resource::<OpenRoom>();
            link.0.order(ToLink::FetchMap(hash.clone()));
        }
    }
}

fn arrive(
    mut commands: Commands,
    mut arrived: MessageReader<MapArrived>,
    mut maps: ResMut<Maps>,
    mut awaited: ResMut<Awaited>,
) {
    for MapArrived { hash, map } in arrived.read() {
        let Some(map) = map else {
            awaited.1 = Timer::from_seconds(RETRY_SECONDS, TimerMode::Once);
            continue;
        };
        maps.0.insert(hash.clone(), map.clone());
        if let Some((room, _)) = awaited.0.take_if(|(_, wanted)| wanted == hash) {
            commands.insert_resource(OpenRoom { room, map: map.clone() });
        }
    }
}

fn retry(time: Res<Time<Real>>, mut awaited: ResMut<Awaited>, mut link: ResMut<Link>) {
    if awaited.0.is_some()
        && awaited.1.tick(time.delta()).just_finished()
        && let Some((_, hash)) = &awaited.0
    {
        link.0.order(ToLink::FetchMap(hash.clone()));
    }
}

fn close(mut commands: Commands, mut awaited: ResMut<Awaited>) {
    awaited.0 = None;
    commands.remove_resource::<OpenRoom>();
}
