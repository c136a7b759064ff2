//! Somebody who takes nothing: let go before they cost the others anything.

use std::time::{Duration, Instant};

use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::protocol::talk::{TalkFromClient, TalkFromServer};
use hiroba_shared::protocol::{FromClient, FromServer};
use hiroba_shared::rules::hearing::Scope;
use hiroba_tests::messages;
use hiroba_tests::network::guest::{Guest, PATIENCE, present, request};
use hiroba_tests::network::transport::{Kind, secret};

use crate::world::{fresh_premises, live};

#[test]
fn who_reads_nothing_is_let_go_and_the_others_hear_everything() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let admission = server.door.join(&request("Asleep")).await?;
        let opening = Opening::new(secret(&admission.ticket)?);
        let asleep = present(&server.door, Kind::WebSocket, &admission, opening).await?;
        assert_eq!(asleep.2, OpeningAnswer::Accepted);
        let mut listener = Guest::join(&server.door, Kind::WebTransport, "Listener").await?;
        let mut speakers = Vec::new();
        for number in 0..8 {
            speakers.push(Guest::join(&server.door, Kind::WebSocket, &format!("Speaker {number}")).await?);
        }
        // Five long messages at once from each. Unacknowledged, they are sent to the sleeper again and again, until more
        // waits for that link than may.
        let long = "家".repeat(499);
        for _ in 0..5 {
            for speaker in &mut speakers {
                speaker.asks(&FromClient::Talk(TalkFromClient::Say(Scope::Room, messages::chat(&long))));
            }
        }
        let mut rounds = 0;
        let end = Instant::now() + PATIENCE;
        while !let_go(&server.door.get("/metrics").await?.text()) {
            assert!(Instant::now() < end, "the sleeper still has a link");
            for speaker in &mut speakers {
                if rounds % 30 == 29 {
                    speaker.asks(&FromClient::Talk(TalkFromClient::Say(Scope::Room, messages::chat(&long))));
                }
                speaker.live(Duration::from_millis(5)).await?;
            }
            listener.live(Duration::from_millis(20)).await?;
            rounds += 1;
        }
        listener.until("the others hear everything", |listener| times_heard(listener, &long) >= 40).await?;
        // Somebody who has not used up what they may say.
        let mut fresh = Guest::join(&server.door, Kind::WebTransport, "Fresh").await?;
        fresh.asks(&FromClient::Talk(TalkFromClient::Say(Scope::Room, messages::chat("all awake"))));
        fresh.until("the fresh one is heard", |fresh| fresh.heard("all awake")).await?;
        listener.until("the others still hear", |listener| listener.heard("all awake")).await?;
        assert!(speakers.iter().all(|speaker| !speaker.is_gone));
        Ok(())
    });
}

fn times_heard(guest: &Guest, words: &str) -> usize {
    let heard = |message: &&FromServer| matches!(message, FromServer::Talk(TalkFromServer::Heard { text, .. }) if text.as_str() == words);
    guest.log.iter().filter(heard).count()
}

/// Whether the server gave somebody up for reading too slowly.
fn let_go(metrics: &str) -> bool {
    let line = metrics.lines().find(|line| line.starts_with("hiroba_slow_readers_total"));
    line.and_then(|line| line.rsplit(' ').next()).is_some_and(|count| count.parse().is_ok_and(|count: f64| count > 0.0))
}
