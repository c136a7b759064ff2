//! Behind a reverse proxy: a real nginx, configured as `docs/operate.md` says. Links live through its idle timeout, and
//! only a proxy that the operator trusts tells where somebody comes from.

use std::net::Ipv4Addr;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use hiroba_shared::door::JoinRequest;
use hiroba_shared::protocol::opening::Opening;
use hiroba_shared::protocol::order::{OrderFromClient, OrderFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::refusal::Refusal;
use hiroba_tests::network::door::{Door, NotIn};
use hiroba_tests::network::guest::{Guest, request};
use hiroba_tests::network::nginx::Nginx;
use hiroba_tests::network::server::Premises;
use hiroba_tests::network::transport::{Kind, secret};
use tokio_tungstenite::tungstenite::Message;

use crate::world::{fresh_premises, live};

/// Longer than the server's keep-alive and far below the 60 s that proxies wait by default.
const IDLE_SECONDS: u32 = 7;

#[test]
fn people_behind_a_proxy_and_beside_it_meet_in_one_hall() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open_with(&["--trusted-proxies", "127.0.0.1"])?;
        let proxy = Nginx::before(&server.door, IDLE_SECONDS)?;
        let mut alice = Guest::join(&proxy.door, Kind::WebSocket, "Alice").await?;
        let mut bob = Guest::join(&server.door, Kind::WebTransport, "Bob").await?;
        alice.says("from behind the proxy");
        alice.until("Alice hears herself", |alice| alice.heard("from behind the proxy")).await?;
        bob.until("Bob hears Alice", |bob| bob.heard("from behind the proxy")).await?;
        Ok(())
    });
}

#[test]
fn a_silent_link_lives_longer_than_its_proxy_waits() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let proxy = Nginx::before(&server.door, IDLE_SECONDS)?;
        let admission = proxy.door.join(&request("Silent")).await?;
        let url = format!("ws://{}{}", proxy.door.authority(), admission.links.websocket);
        let (mut socket, _) = tokio_tungstenite::connect_async(url).await?;
        let opening = Opening::new(secret(&admission.ticket)?);
        socket.send(Message::Binary(opening.to_bytes().to_vec().into())).await?;
        // The pings come at once and then with every keep-alive, so three take longer than the proxy waits. The
        // answers are made by the WebSocket layer; nothing else is ever sent.
        let began = std::time::Instant::now();
        let mut pings = 0;
        while pings < 3 {
            match socket.next().await {
                Some(Ok(Message::Ping(_))) => pings += 1,
                Some(Ok(Message::Binary(_) | Message::Pong(_) | Message::Text(_) | Message::Frame(_))) => {}
                ended @ (Some(Ok(Message::Close(_)) | Err(_)) | None) => panic!("ended after {pings} pings: {ended:?}"),
            }
        }
        let passed = began.elapsed();
        assert!(passed > Duration::from_secs(IDLE_SECONDS.into()), "the pings show nothing: {passed:?}");
        assert!(passed < Duration::from_secs(60), "three keep-alives must fit twice into a proxy's 60 s: {passed:?}");
        Ok(())
    });
}

/// Has Rude, who came in by `door`, barred by a moderator at `desk`.
async fn bar(premises: &Premises, desk: &Door, door: &Door) -> anyhow::Result<()> {
    let rude = Guest::join(door, Kind::WebSocket, "Rude").await?;
    let invitation = Some(premises.invite("moderator", 1)?);
    let staff = JoinRequest { invitation, ..request("Noor") };
    let mut noor = Guest::join_as(desk, Kind::WebSocket, &staff).await?;
    let visitor = rude.bot.you.unwrap();
    noor.asks(&FromClient::Order(OrderFromClient::Bar { visitor, minutes: 60 }));
    let is_done = |message: &FromServer| matches!(message, FromServer::Order(OrderFromServer::Done(_)));
    noor.until("Rude is barred", |noor| noor.log.iter().any(is_done)).await
}

/// Whether somebody of Rude's name is let in by `door`.
async fn lets_in(door: &Door) -> anyhow::Result<bool> {
    match door.join(&request("Rude")).await {
        Ok(_) => Ok(true),
        Err(NotIn::Refused(Refusal::Barred { .. })) => Ok(false),
        Err(other) => Err(other.into()),
    }
}

#[test]
fn a_bar_by_name_and_address_meets_only_the_address_that_a_trusted_proxy_saw() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open_with(&["--trusted-proxies", "127.0.0.1"])?;
        let proxy = Nginx::before(&server.door, IDLE_SECONDS)?;
        let from = |last| proxy.door.clone().coming_from(Ipv4Addr::new(127, 0, 0, last));
        bar(&premises, &server.door, &from(5)).await?;
        assert!(!lets_in(&from(5)).await?, "the same name from the same address");
        assert!(lets_in(&from(6)).await?, "a namesake from elsewhere");
        let liar = from(5).saying("X-Forwarded-For", "127.0.0.6");
        assert!(!lets_in(&liar).await?, "who writes the header themselves stays where the proxy saw them");
        let direct =
            server.door.clone().coming_from(Ipv4Addr::new(127, 0, 0, 6)).saying("X-Forwarded-For", "127.0.0.5");
        assert!(lets_in(&direct).await?, "who is no trusted proxy is not believed");
        Ok(())
    });
}

#[test]
fn without_trust_in_the_proxy_everybody_behind_it_has_its_address() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let proxy = Nginx::before(&server.door, IDLE_SECONDS)?;
        let from = |last| proxy.door.clone().coming_from(Ipv4Addr::new(127, 0, 0, last));
        bar(&premises, &server.door, &from(5)).await?;
        assert!(!lets_in(&from(6)).await?);
        Ok(())
    });
}
