//! The features that walk and show people, run without a window against a venue that is a script.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bevy::prelude::*;
use bevy::state::app::StatesPlugin;
use bevy::time::TimeUpdateStrategy;
use hiroba_shared::country::Country;
use hiroba_shared::ids::{RoomId, VisitorId};
use hiroba_shared::look::Look;
use hiroba_shared::map::{Entry, MAP_VERSION, RoomMap};
use hiroba_shared::profile::{Languages, OrganisationKind, Persona, Profile};
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::protocol::snapshot::{OwnBody, Record, Sighting, Snapshot};
use hiroba_shared::protocol::stride::Stride;
use hiroba_shared::role::Role;
use hiroba_shared::rules::movement::{Motion, WALK};
use hiroba_shared::text::DisplayName;
use hiroba_shared::units::{Facing, Point, Tick, TilePoint};

use crate::net::Link;
use crate::net::port::{FromLink, LinkPort, ToLink};
use crate::venue_state::{Avatar, OwnAvatar, Pose, TypingFocus};

const YOU: VisitorId = VisitorId(1);
const ANNA: VisitorId = VisitorId(7);
/// The middle of tile 10, 10.
const START: Point = Point::new(2_688, 2_688);

/// Both ends of a link that a test holds in its hands.
#[derive(Clone, Default)]
struct Script {
    reports: Arc<Mutex<VecDeque<FromLink>>>,
    orders: Arc<Mutex<Vec<ToLink>>>,
}

impl LinkPort for Script {
    fn order(&mut self, order: ToLink) {
        self.orders.lock().unwrap().push(order);
    }

    fn next(&mut self) -> Option<FromLink> {
        self.reports.lock().unwrap().pop_front()
    }
}

impl Script {
    fn report(&self, report: FromLink) {
        self.reports.lock().unwrap().push_back(report);
    }

    fn say(&self, message: SessionFromServer) {
        self.report(FromLink::Message(Box::new(FromServer::Session(message))));
    }

    fn strides(&self) -> Vec<Stride> {
        let orders = self.orders.lock().unwrap();
        let strides = orders.iter().filter_map(|order| match order {
            ToLink::Stride(bytes) => Stride::from_bytes(bytes).ok(),
            ToLink::Join { .. }
            | ToLink::ComeBack { .. }
            | ToLink::Say(_)
            | ToLink::FetchMap(_)
            | ToLink::FetchPicture(_)
            | ToLink::FetchDeck(_)
            | ToLink::FetchPage(_)
            | ToLink::Leave => None,
        });
        strides.collect()
    }
}

/// A client in an open field of 64 by 64 tiles, with its first snapshot.
fn client() -> (App, Script) {
    let script = Script::default();
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, StatesPlugin, crate::venue_features))
        .insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(50)))
        .insert_resource(Link(Box::new(script.clone())));
    opened(&script);
    run(&mut app, 3);
    (app, script)
}

/// A link that was opened, up to its first snapshot.
fn opened(script: &Script) {
    script.report(FromLink::Opened);
    script.say(SessionFromServer::Welcome { you: YOU, role: Role::Visitor, resumed: false, rooms: vec![] });
    script.say(SessionFromServer::Profiles(vec![profile(YOU)]));
    let map = "f".repeat(64);
    script.say(SessionFromServer::Entered { room: RoomId(0), map: map.clone(), at: START, first_snapshot: 1 });
    script.report(FromLink::Map { hash: map, map: Some(Arc::new(field())) });
    script.report(snapshot(1, 0, &[]));
}

fn run(app: &mut App, frames: usize) {
    for _ in 0..frames {
        app.update();
    }
}

fn field() -> RoomMap {
    RoomMap {
        version: MAP_VERSION,
        title: hiroba_shared::title::Title::default(),
        width: 64,
        height: 64,
        grid_px: (64, 64),
        blocked: vec![0; 512],
        layers: vec![],
        tilesets: vec![],
        zones: vec![],
        seats: vec![],
        entries: vec![Entry { name: String::new(), tiles: vec![TilePoint::new(10, 10)] }],
    }
}

fn profile(visitor: VisitorId) -> Profile {
    let persona = Persona {
        name: DisplayName::new("Somebody").unwrap(),
        country: Country::new("MN").unwrap(),
        organisation_kind: OrganisationKind::City,
        organisation: None,
        languages: Languages::default(),
        look: Look::from_seed(3),
    };
    Profile { visitor, persona, role: Role::Visitor }
}

fn snapshot(number: u16, last_intent: u32, records: &[Record]) -> FromLink {
    let position = Point::new(START.x + last_intent.cast_signed() * WALK, START.y);
    let own = OwnBody { last_intent, position, facing: Facing::East, ..OwnBody::default() };
    let tick = Tick(u32::from(number));
    FromLink::Snapshot(Snapshot { number, tick, own, gone: vec![], records: records.to_vec() })
}

fn anna_at(x: u16) -> Record {
    let sighting = Sighting { x, y: 320, motion: Motion::Walking, facing: Facing::East, ..Sighting::default() };
    Record { slot: 0, visitor: Some(ANNA), sighting }
}

fn own_place(app: &mut App) -> Point {
    app.world_mut().query_filtered::<&Pose, With<OwnAvatar>>().single(app.world()).unwrap().position
}

fn people(app: &mut App) -> Vec<VisitorId> {
    app.world_mut().query::<&Avatar>().iter(app.world()).map(|avatar| avatar.visitor).collect()
}

fn press(app: &mut App, key: KeyCode) {
    app.world_mut().resource_mut::<ButtonInput<KeyCode>>().press(key);
}

#[test]
fn a_held_key_walks_the_own_avatar_before_the_venue_answers() {
    let (mut app, script) = client();
    press(&mut app, KeyCode::ArrowRight);
    run(&mut app, 6);
    assert!(own_place(&mut app).x >= START.x + 4 * WALK, "{:?}", own_place(&mut app));
    let newest = script.strides().pop().unwrap();
    assert_eq!(newest.intents.len(), usize::try_from(newest.last).unwrap(), "nothing was applied, so all is repeated");
}

#[test]
fn an_agreeing_venue_does_not_move_the_own_avatar() {
    let (mut app, script) = client();
    press(&mut app, KeyCode::KeyD);
    run(&mut app, 6);
    let before = own_place(&mut app);
    script.report(snapshot(2, 3, &[]));
    app.update();
    assert_eq!(own_place(&mut app).x - before.x, WALK);
}

#[test]
fn snapshots_of_an_earlier_link_read_in_the_frame_of_the_new_one_are_void() {
    let (mut app, script) = client();
    script.report(snapshot(30_000, 4, &[]));
    opened(&script);
    run(&mut app, 3);
    script.report(snapshot(2, 2, &[]));
    run(&mut app, 20);
    assert_eq!(own_place(&mut app), Point::new(START.x + 2 * WALK, START.y));
    assert_eq!(script.strides().pop().map(|stride| stride.ack.newest), Some(2));
}

#[test]
fn keys_typed_into_a_field_never_walk() {
    let (mut app, script) = client();
    app.world_mut().resource_mut::<TypingFocus>().0 = true;
    press(&mut app, KeyCode::KeyD);
    run(&mut app, 6);
    assert_eq!(own_place(&mut app), START);
    assert!(script.strides().iter().all(|stride| stride.intents.is_empty()));
}

#[test]
fn somebody_appears_once_their_place_and_their_profile_are_known() {
    let (mut app, script) = client();
    script.report(snapshot(2, 0, &[anna_at(320)]));
    run(&mut app, 2);
    assert_eq!(people(&mut app), [YOU]);
    script.say(SessionFromServer::Profiles(vec![profile(ANNA)]));
    run(&mut app, 2);
    assert_eq!(people(&mut app).len(), 2);
}

#[test]
fn fifty_who_enter_at_once_get_their_bodies_over_a_few_frames() {
    let (mut app, script) = client();
    let newcomers = || (100..150).map(VisitorId);
    script.say(SessionFromServer::Profiles(newcomers().map(profile).collect()));
    let records: Vec<Record> =
        (0u8..).zip(newcomers()).map(|(slot, who)| Record { slot, visitor: Some(who), ..anna_at(320) }).collect();
    script.report(snapshot(2, 0, &records));
    let mut shown = Vec::new();
    while people(&mut app).len() < 51 {
        app.update();
        shown.push(people(&mut app).len());
        assert!(shown.len() < 10, "{shown:?}");
    }
    let new: Vec<usize> = shown.windows(2).map(|pair| pair[1] - pair[0]).collect();
    assert!(new.iter().all(|new| *new <= super::MOST_NEW), "{shown:?}");
    assert!(new.iter().filter(|new| **new > 0).count() >= 3, "{shown:?}");
}

#[test]
fn others_are_seen_between_the_places_the_venue_told_of() {
    let (mut app, script) = client();
    script.say(SessionFromServer::Profiles(vec![profile(ANNA)]));
    for number in 2..12u16 {
        script.report(snapshot(number, 0, &[anna_at(320 + number * 6)]));
        app.update();
    }
    let seen: Vec<_> = (12..16u16)
        .map(|number| {
            script.report(snapshot(number, 0, &[anna_at(320 + number * 6)]));
            app.update();
            let mut others = app.world_mut().query_filtered::<&Pose, Without<OwnAvatar>>();
            others.single(app.world()).unwrap().position.x
        })
        .collect();
    assert!(seen.windows(2).all(|pair| (40..=56).contains(&(pair[1] - pair[0]))), "{seen:?}");
}

#[test]
fn entering_another_room_forgets_everybody_seen_before() {
    let (mut app, script) = client();
    script.say(SessionFromServer::Profiles(vec![profile(ANNA)]));
    script.report(snapshot(2, 0, &[anna_at(320)]));
    run(&mut app, 2);
    let map = "f".repeat(64);
    script.say(SessionFromServer::Entered { room: RoomId(1), map, at: START, first_snapshot: 3 });
    run(&mut app, 2);
    assert_eq!(people(&mut app), [YOU]);
}

#[test]
fn who_is_led_is_shown_where_the_venue_has_them_and_a_key_takes_over() {
    let (mut app, script) = client();
    let led = |number: u16| {
        let position = Point::new(START.x, START.y + i32::from(number) * WALK);
        let own = OwnBody { position, led: true, motion: Motion::Walking, ..OwnBody::default() };
        FromLink::Snapshot(Snapshot { number, tick: Tick(u32::from(number)), own, gone: vec![], records: vec![] })
    };
    for number in 2..20 {
        script.report(led(number));
        app.update();
    }
    let place = own_place(&mut app);
    assert!((14 * WALK..19 * WALK).contains(&(place.y - START.y)), "{place:?}");
    press(&mut app, KeyCode::KeyD);
    run(&mut app, 6);
    assert!(own_place(&mut app).x > place.x + 2 * WALK);
}
