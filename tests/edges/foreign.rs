//! A venue of maps made for WorkAdventure, opened as an operator opens it: what they say holds for people on real links.

use std::process::Output;

use hiroba_shared::ids::RoomId;
use hiroba_shared::protocol::FromServer;
use hiroba_shared::protocol::session::SessionFromServer;
use hiroba_shared::refusal::Refusal;
use hiroba_shared::rules::movement::Intent;
use hiroba_shared::units::{Facing, TilePoint};
use hiroba_tests::bot::route::Route;
use hiroba_tests::foreign;
use hiroba_tests::network::guest::Guest;
use hiroba_tests::network::server::{Premises, ServerHandle};
use hiroba_tests::network::transport::Kind;

use crate::world::{BOTH, fresh_premises, live};

/// Ticks of walking that would lead through the pillar and the hall behind it.
const FAR: usize = 60;

fn open(premises: &Premises) -> anyhow::Result<ServerHandle> {
    let hall = foreign::put_into(&premises.file("maps"))?;
    premises.open_with(&["--map", hall.to_str().unwrap()])
}

/// Where the server has somebody.
fn tile(guest: &Guest) -> Option<TilePoint> {
    guest.bot.legs.told().position.tile()
}

async fn walks_to(guest: &mut Guest, goal: TilePoint) -> anyhow::Result<()> {
    let map = guest.bot.ground().unwrap().clone();
    guest.bot.walk(Route::towards(goal, &guest.bot.legs.body(), &map).unwrap());
    guest.until("the tile is reached", |guest| guest.bot.rests() && tile(guest) == Some(goal)).await
}

fn session(guest: &Guest) -> impl Iterator<Item = &SessionFromServer> {
    guest.log.iter().filter_map(|message| if let FromServer::Session(said) = message { Some(said) } else { None })
}

/// Where somebody came into the second room.
fn arrival(guest: &Guest) -> Option<TilePoint> {
    session(guest).find_map(|said| match said {
        SessionFromServer::Entered { room: RoomId(1), at, .. } => at.tile(),
        SessionFromServer::Entered { .. } | SessionFromServer::Welcome { .. } | SessionFromServer::Profiles(_) => None,
        SessionFromServer::Present { .. } | SessionFromServer::Zones { .. } => None,
        SessionFromServer::Refused(_) | SessionFromServer::Farewell(_) => None,
    })
}

#[test]
fn a_wall_of_the_map_stops_people_and_its_exit_leads_to_the_second_room() {
    live(async {
        let premises = fresh_premises()?;
        let server = open(&premises)?;
        for kind in BOTH {
            let mut ana = Guest::join(&server.door, kind, "Ana").await?;
            assert_eq!(tile(&ana), Some(foreign::START));
            ana.bot.walk(Route::steady(Intent::Walk(Facing::East), FAR));
            ana.until("the walk is over", |ana| ana.bot.rests()).await?;
            assert_eq!(tile(&ana), Some(foreign::BEFORE_PILLAR), "{kind:?}: the pillar stops nobody");
            let hall = ana.bot.ground().unwrap().clone();
            ana.bot.walk(Route::towards(foreign::EXIT, &ana.bot.legs.body(), &hall).unwrap());
            ana.until("the exit leads to the second room", |ana| arrival(ana).is_some()).await?;
            assert_eq!(arrival(&ana), Some(foreign::FROM_HALL), "{kind:?}: the entry is named");
            ana.until("the second room is there", |ana| ana.bot.ground().is_some()).await?;
            assert_eq!(ana.bot.ground().unwrap().title.first(), "Garden");
            ana.goes().await;
        }
        Ok(())
    });
}

#[test]
fn in_the_silent_zone_of_the_map_nobody_is_heard() {
    live(async {
        let premises = fresh_premises()?;
        let server = open(&premises)?;
        let mut ana = Guest::join(&server.door, Kind::WebTransport, "Ana").await?;
        let mut ben = Guest::join(&server.door, Kind::WebSocket, "Ben").await?;
        ana.says("before");
        ana.until("Ana hears herself", |ana| ana.heard("before")).await?;
        ben.until("Ben hears Ana", |ben| ben.heard("before")).await?;
        walks_to(&mut ana, foreign::SILENCE).await?;
        let is_quiet =
            |ana: &Guest| session(ana).any(|said| matches!(said, SessionFromServer::Zones { quiet: true, .. }));
        ana.until("Ana is told that it is quiet here", is_quiet).await?;
        ana.says("in the silence");
        let is_refused = |ana: &Guest| session(ana).any(|said| *said == SessionFromServer::Refused(Refusal::QuietZone));
        ana.until("Ana is refused", is_refused).await?;
        walks_to(&mut ana, foreign::BEFORE_PILLAR).await?;
        ana.says("after");
        ana.until("Ana hears herself again", |ana| ana.heard("after")).await?;
        ben.until("Ben hears Ana again", |ben| ben.heard("after")).await?;
        assert!(!ben.heard("in the silence"));
        Ok(())
    });
}

#[test]
fn maps_and_their_own_pictures_are_fetched_by_hash() {
    live(async {
        let premises = fresh_premises()?;
        let server = open(&premises)?;
        let ana = Guest::join(&server.door, Kind::WebSocket, "Ana").await?;
        let hash = &ana.bot.whereabouts.as_ref().unwrap().map;
        let map = server.door.get(&format!("/map/{hash}")).await?;
        assert_eq!((map.status, blake3::hash(&map.body).to_hex().as_str()), (200, hash.as_str()));
        let hall = ana.bot.ground().unwrap();
        let sides: Vec<(&str, bool)> = hall.layers.iter().map(|layer| (layer.name.as_str(), layer.above)).collect();
        assert_eq!(sides.last(), Some(&("above/lamps", true)));
        assert!(sides.iter().all(|(name, above)| *above == (*name == "above/lamps")), "{sides:?}");
        let [tileset] = hall.tilesets.as_slice() else { panic!("{} tilesets", hall.tilesets.len()) };
        let picture = server.door.get(&format!("/media/{}", tileset.image)).await?;
        assert_eq!((picture.status, blake3::hash(&picture.body).to_hex().as_str()), (200, tileset.image.as_str()));
        let shown = image::load_from_memory(&picture.body)?.into_rgba8();
        assert!(shown == foreign::picture(), "the picture is another than the map's own");
        Ok(())
    });
}

fn checked(premises: &Premises, map: &std::path::Path) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = premises.command(&["map", "check", map.to_str().unwrap()]).unwrap();
    (status.code(), String::from_utf8_lossy(&[stdout, stderr].concat()).into_owned())
}

fn assert_says(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.lines().any(|said| said.trim() == *line), "no line {line:?} in\n{text}");
    }
}

#[test]
fn map_check_names_layers_and_objects_and_ends_with_what_it_found() {
    let premises = fresh_premises().unwrap();
    let folder = premises.file("maps");
    let (code, text) = checked(&premises, &foreign::put_into(&folder).unwrap());
    assert_eq!(code, Some(0), "{text}");
    assert_says(
        &text,
        &[
            "== hall",
            "map: \"City hall\", 12 x 8 tiles of 32 x 32 pixels",
            "tileset \"tiles\": 8 tiles of 32 x 32 pixels from tiles.png",
            "walls: 39 of 96 tiles are closed",
            "layer \"exit\": door to \"garden\", entry \"from-hall\" in 1 rectangle",
            "layer \"silent\": quiet in 1 rectangle",
            "layer \"above/lamps\": 1 tile, drawn over the avatars",
            "layer \"floorLayer\", object \"tv\": property \"openWebsite\": maps open no web pages",
            "== garden",
            "layer \"exit\": door to \"hall\" in 1 rectangle",
        ],
    );
    let (code, text) = checked(&premises, &foreign::put_cracked(&folder).unwrap());
    assert_eq!(code, Some(1), "{text}");
    let out = "layer \"exit\": property \"exitUrl\": \"../cellar.tmj\" leads to another folder; only maps in the same folder are opened";
    assert_says(&text, &[out]);
    let broken = foreign::put_broken(&folder).unwrap();
    let (code, text) = checked(&premises, &broken);
    assert_eq!(code, Some(2), "{text}");
    let shown = "layer \"walls\": it holds 95 tiles where its size asks for 96";
    assert!(text.contains("This map cannot be opened.") && text.contains(shown), "{text}");
    let flags = ["--map", broken.to_str().unwrap()];
    let refused = premises.open_with(&flags).unwrap_err();
    assert!(format!("{refused:#}").contains(shown), "{refused:#}");
}
