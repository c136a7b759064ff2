//! Links through a proxy that gives up connections over which nothing goes for a while.

use std::time::{Duration, Instant};

use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_tests::network::door::Door;
use hiroba_tests::network::guest::{present, request};
use hiroba_tests::network::relay::Relay;
use hiroba_tests::network::transport::{Kind, secret};

use crate::world::{fresh_premises, live};

/// A proxy nine times less patient than the 60 seconds of common ones.
const IMPATIENT: Duration = Duration::from_secs(7);
/// Long enough for the proxy to lose its patience twice.
const STAY: Duration = Duration::from_secs(15);

#[test]
fn a_visitor_who_says_nothing_keeps_the_link_by_keep_alives_both_ways() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let relay = Relay::open(server.door.authority(), IMPATIENT).await?;
        let door = Door::at(&relay.url)?;
        let admission = door.join(&request("Quiet")).await?;
        let opening = Opening::new(secret(&admission.ticket)?);
        let (_sender, mut receiver, answer) = present(&door, Kind::WebSocket, &admission, opening).await?;
        assert_eq!(answer, OpeningAnswer::Accepted);
        // This end says nothing of its own: what goes up are answers to the server's pings.
        let end = Instant::now() + STAY;
        while Instant::now() < end {
            let heard = receiver.next().await?;
            assert!(heard.is_some(), "the proxy gave the link up");
        }
        Ok(())
    });
}

#[test]
fn the_proxy_of_these_tests_gives_up_a_connection_nobody_uses() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let relay = Relay::open(server.door.authority(), Duration::from_millis(300)).await?;
        let door = Door::at(&relay.url)?;
        let admission = server.door.join(&request("Quiet")).await?;
        let opening = Opening::new(secret(&admission.ticket)?);
        let (_sender, mut receiver, _) = present(&door, Kind::WebSocket, &admission, opening).await?;
        let end = Instant::now() + Duration::from_secs(10);
        while matches!(receiver.next().await, Ok(Some(_))) {
            assert!(Instant::now() < end, "the link outlived the proxy's patience");
        }
        Ok(())
    });
}
