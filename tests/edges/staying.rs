//! Broken links, second windows and restarts of the real process.

use std::time::Duration;

use hiroba_shared::refusal::{Farewell, Refusal};
use hiroba_shared::rules::movement::Intent;
use hiroba_shared::units::{Facing, Point};
use hiroba_tests::bot::route::Route;
use hiroba_tests::network::door::NotIn;
use hiroba_tests::network::guest::Guest;
use hiroba_tests::network::transport::Kind;

use crate::world::{BOTH, fresh_premises, live};

/// Walks a little and comes to rest; answers where.
async fn walked(guest: &mut Guest, facing: Facing) -> anyhow::Result<Point> {
    let start = guest.bot.legs.body().position;
    guest.bot.walk(Route::steady(Intent::Walk(facing), 12));
    guest.until("at rest elsewhere", |guest| guest.bot.rests() && guest.bot.legs.told().position != start).await?;
    guest.live(Duration::from_millis(200)).await?;
    Ok(guest.bot.legs.told().position)
}

#[test]
fn who_lost_their_link_comes_back_over_the_other_transport_to_where_they_stood() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        for (first, second) in [(BOTH[0], BOTH[1]), (BOTH[1], BOTH[0])] {
            let mut alice = Guest::join(&server.door, first, "Alice").await?;
            let place = walked(&mut alice, Facing::West).await?;
            let (id, key) = (alice.bot.you, alice.resume_key.clone());
            alice.goes().await;
            let alice = Guest::resume(&server.door, second, &key).await?;
            assert_eq!((alice.bot.you, alice.bot.legs.told().position), (id, place));
        }
        Ok(())
    });
}

#[test]
fn a_second_window_replaces_the_first_with_a_word() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut first = Guest::join(&server.door, Kind::WebTransport, "Alice").await?;
        let second = Guest::resume(&server.door, Kind::WebSocket, &first.resume_key.clone()).await?;
        first.until_gone().await?;
        assert_eq!(first.bot.farewell, Some(Farewell::Replaced));
        assert_eq!(first.bot.you, second.bot.you);
        Ok(())
    });
}

#[test]
fn a_server_that_is_asked_to_stop_tells_everybody_and_has_them_back_where_they_stood() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut guests = Vec::new();
        for (kind, facing) in [(Kind::WebTransport, Facing::West), (Kind::WebSocket, Facing::East)] {
            let mut guest = Guest::join(&server.door, kind, "Guest").await?;
            let place = walked(&mut guest, facing).await?;
            guests.push((guest, kind, place));
        }
        let stopping = std::thread::spawn(move || server.stop());
        for (guest, _, _) in &mut guests {
            guest.until_gone().await?;
            assert_eq!(guest.bot.farewell, Some(Farewell::ServerStops));
        }
        assert!(stopping.join().unwrap()?.success());
        let server = premises.open()?;
        for (guest, kind, place) in &guests {
            let back = Guest::resume(&server.door, *kind, &guest.resume_key).await?;
            assert_eq!((back.bot.you, back.bot.legs.told().position), (guest.bot.you, *place));
        }
        Ok(())
    });
}

#[test]
fn who_left_for_good_has_no_way_back() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut alice = Guest::join(&server.door, Kind::WebSocket, "Alice").await?;
        let leave = hiroba_shared::protocol::session::SessionFromClient::Leave;
        alice.asks(&hiroba_shared::protocol::FromClient::Session(leave));
        alice.until_gone().await?;
        assert_eq!(alice.bot.farewell, Some(Farewell::Left));
        let back = server.door.resume(&alice.resume_key).await;
        assert!(matches!(back, Err(NotIn::Refused(Refusal::BadResumeKey))), "{back:?}");
        Ok(())
    });
}
