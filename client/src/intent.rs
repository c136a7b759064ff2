//! What the person wants of their body: keys, clicks and fingers in the world, seats, gestures.
//!
//! It asks; the prediction steps and the venue decides. Keys typed into a field and clicks on panels are not for it.

pub mod keys;
pub mod fingers;
pub mod stick;
pub mod route;
mod click;
mod touch;
mod goal_mark;
mod stick_mark;

use bevy::prelude::*;
use hiroba_shared::ids::SeatId;
use hiroba_shared::map::RoomMap;
use hiroba_shared::protocol::FromClient;
use hiroba_shared::protocol::talk::{Emote, TalkFromClient};
use hiroba_shared::protocol::walk::WalkFromClient;
use hiroba_shared::rules::movement::{Intent, Motion};
use hiroba_shared::units::{Facing, Point};

use self::keys::HeldKeys;
use self::route::{Next, Pace, Route};
use crate::avatar::predict::Prediction;
use crate::schedule::ClientSystems;
use crate::screen::Screen;
use crate::venue_state::{LeafKeys, OpenRoom, ToVenue, TypingFocus, WalkTo};

/// How near a seat is for the key, in tiles.
const NEAR_SEAT_TILES: u16 = 2;

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(touch::plugin)
        .init_resource::<Wanted>()
        .init_resource::<Walk>()
        .init_resource::<ButtonInput<KeyCode>>()
        .init_resource::<ButtonInput<MouseButton>>()
        .add_systems(FixedUpdate, intend.in_set(ClientSystems::Intend))
        .add_systems(
            Update,
            (note_keys, gesture, sit_or_rise, click::click, set_out.run_if(resource_exists::<OpenRoom>))
                .chain()
                .in_set(ClientSystems::React)
                .run_if(in_state(Screen::InVenue)),
        )
        .add_systems(OnExit(Screen::InVenue), stop);
}

/// The mark on the floor and the thumb stick; need a renderer.
pub(super) fn pictures(app: &mut App) {
    goal_mark::plugin(app);
    stick_mark::plugin(app);
}

/// The intent of this tick.
#[derive(Resource, Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted(pub Intent);

/// Keys held, the thumb stick, and the way being walked after a click.
#[derive(Resource, Debug, Default)]
pub struct Walk {
    held: HeldKeys,
    pace: Pace,
    stick: Option<(Facing, Pace)>,
    /// The way being walked; any direction key and the stick end it.
    pub route: Option<Route>,
    rises: Option<Facing>,
}

fn note_keys(keys: Res<ButtonInput<KeyCode>>, typing: Res<TypingFocus>, leaf: Res<LeafKeys>, mut walk: ResMut<Walk>) {
    if typing.0 || leaf.arrows {
        walk.held.clear();
        return;
    }
    walk.held.note(&keys);
    walk.pace = if keys.any_pressed([KeyCode::ShiftLeft, KeyCode::ShiftRight]) { Pace::Run } else { Pace::Walk };
}

/// Turns keys, stick or the route into the intent of this tick.
fn intend(
    mut walk: ResMut<Walk>,
    mut wanted: ResMut<Wanted>,
    mut say: MessageWriter<ToVenue>,
    prediction: Res<Prediction>,
    room: Option<Res<OpenRoom>>,
) {
    wanted.0 = Intent::Stay;
    let Some(room) = room else { return };
    if walk.held.any() {
        walk.route = None;
        let pace = walk.pace;
        wanted.0 = walk.held.take().map_or(Intent::Stay, |facing| pace.intent(facing));
        return;
    }
    if let Some((facing, pace)) = walk.stick {
        walk.route = None;
        wanted.0 = pace.intent(facing);
        return;
    }
    if let Some(facing) = walk.rises.take() {
        wanted.0 = Intent::Walk(facing);
        return;
    }
    let next = walk.route.as_mut().map(|route| route.next(&room.map, prediction.walk.body().position));
    match next {
        Some(Next::Step(intent)) => wanted.0 = intent,
        Some(Next::Sit(seat)) => {
            walk.route = None;
            say.write(ToVenue(FromClient::Walk(WalkFromClient::Sit { seat, after: prediction.walk.newest() })));
        }
        Some(Next::Done) => walk.route = None,
        None => {}
    }
}

fn gesture(keys: Res<ButtonInput<KeyCode>>, typing: Res<TypingFocus>, mut say: MessageWriter<ToVenue>) {
    const DIGITS: [KeyCode; 6] =
        [KeyCode::Digit1, KeyCode::Digit2, KeyCode::Digit3, KeyCode::Digit4, KeyCode::Digit5, KeyCode::Digit6];
    if typing.0 {
        return;
    }
    for (_, emote) in DIGITS.into_iter().zip(Emote::ALL).filter(|(key, _)| keys.just_pressed(*key)) {
        say.write(ToVenue(FromClient::Talk(TalkFromClient::Emote(emote))));
    }
}

/// The key E: sits down on the nearest seat, or rises.
fn sit_or_rise(
    keys: Res<ButtonInput<KeyCode>>,
    typing: Res<TypingFocus>,
    prediction: Res<Prediction>,
    room: Option<Res<OpenRoom>>,
    mut walk: ResMut<Walk>,
    mut to: MessageWriter<WalkTo>,
) {
    let Some(room) = room.filter(|_| keys.just_pressed(KeyCode::KeyE) && !typing.0) else { return };
    let body = prediction.walk.body();
    if body.motion == Motion::Seated {
        walk.rises = Some(body.facing);
    } else if let Some(seat) = nearest_seat(&room.map, body.position, NEAR_SEAT_TILES) {
        to.write(WalkTo::Seat(seat));
    }
}

/// Finds the way to where somebody wants to walk.
fn set_out(mut asked: MessageReader<WalkTo>, prediction: Res<Prediction>, room: Res<OpenRoom>, mut walk: ResMut<Walk>) {
    let Some(to) = asked.read().last() else { return };
    let from = prediction.walk.body().position;
    walk.route = match to {
        WalkTo::Tile(tile) => Route::to_tile(&room.map, from, *tile, walk.pace),
        WalkTo::Seat(seat) => Route::to_seat(&room.map, from, *seat, walk.pace),
    };
}

fn stop(mut walk: ResMut<Walk>) {
    *walk = Walk::default();
}

fn nearest_seat(map: &RoomMap, from: Point, tiles: u16) -> Option<SeatId> {
    let seats = (0u16..).map(SeatId).zip(&map.seats).filter(|(_, seat)| seat.at.is_within(from, tiles));
    seats.min_by_key(|(_, seat)| seat.at.distance_squared(from)).map(|(id, _)| id)
}
