//! Coming in over both transports: they meet in one hall, tickets work once and not for long, versions are checked.

use std::time::Duration;

use hiroba_shared::door::Versions;
use hiroba_shared::protocol::PROTOCOL_VERSION;
use hiroba_shared::protocol::opening::{Opening, OpeningAnswer};
use hiroba_shared::refusal::Refusal;
use hiroba_tests::network::door::{Door, NotIn};
use hiroba_tests::network::guest::{Guest, present, request};
use hiroba_tests::network::transport::{Kind, secret};

use crate::world::{BOTH, fresh_premises, live};

#[test]
fn people_on_both_transports_see_and_hear_each_other_in_one_hall() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let mut alice = Guest::join(&server.door, Kind::WebTransport, "Alice").await?;
        let mut bob = Guest::join(&server.door, Kind::WebSocket, "Боб").await?;
        let (alice_id, bob_id) = (alice.bot.you.unwrap(), bob.bot.you.unwrap());
        alice.until("Alice sees Bob", |alice| alice.bot.sight.of(bob_id).is_some()).await?;
        bob.until("Bob sees Alice", |bob| bob.bot.sight.of(alice_id).is_some()).await?;
        alice.says("over WebTransport");
        alice.until("Alice hears herself", |alice| alice.heard("over WebTransport")).await?;
        bob.says("over WebSocket");
        bob.until("Bob hears both", |bob| bob.heard("over WebTransport") && bob.heard("over WebSocket")).await?;
        alice.until("Alice hears Bob", |alice| alice.heard("over WebSocket")).await?;
        assert_eq!((alice.bot.faults(), bob.bot.faults()), (0, 0));
        Ok(())
    });
}

async fn answer(door: &Door, kind: Kind, opening: Opening) -> anyhow::Result<OpeningAnswer> {
    let admission = door.join(&request("Somebody")).await?;
    Ok(present(door, kind, &admission, opening).await?.2)
}

#[test]
fn a_ticket_works_once_on_whatever_link() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        for kind in BOTH {
            let admission = server.door.join(&request("Alice")).await?;
            let opening = Opening::new(secret(&admission.ticket)?);
            let first = present(&server.door, kind, &admission, opening).await?;
            assert_eq!(first.2, OpeningAnswer::Accepted);
            for again in BOTH {
                let replayed = answer(&server.door, again, opening).await?;
                assert_eq!(replayed, OpeningAnswer::Refused(Refusal::BadTicket), "{kind:?} then {again:?}");
            }
        }
        Ok(())
    });
}

#[test]
fn a_ticket_that_waited_longer_than_thirty_seconds_is_refused() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let admission = server.door.join(&request("Slow")).await?;
        let opening = Opening::new(secret(&admission.ticket)?);
        // The real life of a ticket: nothing else shows that the process' clock and the venue's agree.
        tokio::time::sleep(Duration::from_secs(31)).await;
        let (_, _, refused) = present(&server.door, Kind::WebSocket, &admission, opening).await?;
        assert_eq!(refused, OpeningAnswer::Refused(Refusal::BadTicket));
        Ok(())
    });
}

#[test]
fn another_version_is_refused_in_words_at_the_door_and_on_both_links() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        let refusal = Refusal::WrongVersion { server: PROTOCOL_VERSION, client: 900 };
        let mut asked = request("Old");
        asked.versions = Versions { protocol: 900, ..asked.versions };
        match server.door.join(&asked).await {
            Err(NotIn::Refused(refused)) => assert_eq!(refused, refusal),
            other => panic!("{other:?}"),
        }
        for kind in BOTH {
            let opening = Opening { protocol: 900, ..Opening::new([1; 32]) };
            assert_eq!(answer(&server.door, kind, opening).await?, OpeningAnswer::Refused(refusal), "{kind:?}");
        }
        Ok(())
    });
}

#[test]
fn wrong_fields_and_wrong_requests_are_answered_in_words() {
    live(async {
        let premises = fresh_premises()?;
        let server = premises.open()?;
        for body in ["", "{", "[]", "{\"name\":\"x\"}", &"x".repeat(100_000)] {
            let reply = server.door.request("POST", "/api/join", body.as_bytes()).await?;
            assert!((400..500).contains(&reply.status), "{} for {:.20}", reply.status, body);
        }
        let mut nameless = request("x");
        nameless.name = String::from("\u{202E}");
        assert!(matches!(server.door.join(&nameless).await, Err(NotIn::Refused(Refusal::BadField { .. }))));
        assert!(matches!(server.door.resume(&"00".repeat(32)).await, Err(NotIn::Refused(Refusal::BadResumeKey))));
        assert_eq!(server.door.get("/map/nothing").await?.status, 400);
        for folder in ["map", "media"] {
            assert_eq!(server.door.get(&format!("/{folder}/{}", "00".repeat(32))).await?.status, 404);
        }
        for odd in ["nothing", "..%2Fvenue.sqlite", "..%2F..%2Fetc%2Fpasswd"] {
            assert_eq!(server.door.get(&format!("/media/{odd}")).await?.status, 400, "{odd}");
        }
        Ok(())
    });
}
